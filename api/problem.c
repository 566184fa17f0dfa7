/* problem - see problem.h. */
#include "api/problem.h"

#include <stdio.h>

void problem_begin(struct json_writer *w, struct net_reply *rp, enum err e,
		   const char *request_id, enum lang l)
{
	char type[64];

	net_reply_clear(rp);
	rp->status = err_status(e);
	rp->content_type = "application/problem+json";
	rp->cache_control = "no-store";
	if (e == ERR_BUSY)
		net_reply_field(rp, "Retry-After", SLICE("1"));
	jw_init(w, &rp->body);
	jw_object(w, NULL);
	snprintf(type, sizeof(type), "/errors/%s", err_slug(e));
	jw_word(w, "type", type);
	jw_word(w, "title", err_title(e, l));
	jw_int(w, "status", err_status(e));
	if (request_id[0] != '\0')
		jw_word(w, "request", request_id);
}

void problem_detail(struct json_writer *w, const struct fault *f, enum lang l)
{
	struct buf words;

	buf_init(&words, 4096);
	fault_words(f, l, &words);
	jw_text(w, "detail", buf_slice(&words));
	buf_done(&words);
}

void problem_faults(struct json_writer *w, const struct faults *faults,
		    enum lang l)
{
	if (faults == NULL || faults->count == 0)
		return;
	problem_detail(w, &faults->items[0], l);
	jw_array(w, "errors");
	for (size_t i = 0; i < faults->count; i++) {
		const struct fault *f = &faults->items[i];

		jw_object(w, NULL);
		jw_word(w, "code", fault_code_word(f->code));
		jw_word(w,
			f->place == FAULT_AT_POINTER ? "pointer" : "parameter",
			f->at);
		if (f->line > 0)
			jw_int(w, "line", f->line);
		problem_detail(w, f, l);
		jw_end(w);
	}
	jw_end(w);
}

void problem_end(struct json_writer *w)
{
	jw_end(w);
}

void problem_write_with(struct net_reply *rp, enum err e,
			const char *request_id, const struct faults *faults,
			enum lang l, struct slice members)
{
	struct json_writer w;

	problem_begin(&w, rp, e, request_id, l);
	problem_faults(&w, faults, l);
	if (members.n > 0)
		jw_members(&w, members);
	problem_end(&w);
}

void problem_write(struct net_reply *rp, enum err e, const char *request_id,
		   const struct faults *faults, enum lang l)
{
	problem_write_with(rp, e, request_id, faults, l,
			   (struct slice){NULL, 0});
}

void problem_write_words(struct net_reply *rp, enum err e,
			 const char *request_id, const char *words)
{
	struct json_writer w;
	char sentence[256];

	problem_begin(&w, rp, e, request_id, LANG_EN);
	snprintf(sentence, sizeof(sentence), "%s.", words);
	jw_word(&w, "detail", sentence);
	problem_end(&w);
}
