/* GET /v1/reasons - the codes that acts name, in groups.  INLINE. */
#include "api/handler.h"
#include "api/params.h"
#include "people/reasons.h"

handler_fn handle_reason_list;

static void write_reason(struct json_writer *w, const struct reason *r,
			 enum lang l)
{
	struct text text;

	for (int i = 0; i < LANG__COUNT; i++)
		text.in[i] = slice_of(r->text[i]);
	jw_object(w, NULL);
	jw_word(w, "group", reason_group_word(r->group));
	jw_word(w, "code", r->code);
	jw_texts(w, "text", &text, l);
	jw_bool(w, "needs_note", reason_wants_note(slice_of(r->code)));
	jw_end(w);
}

enum err handle_reason_list(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};
	size_t n;
	const struct reason *all = reasons_all(&n);

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	rp->http->cache_control = "public, max-age=300";
	jw_object(rp->json, NULL);
	jw_array(rp->json, "items");
	for (size_t i = 0; i < n; i++)
		write_reason(rp->json, &all[i], rq->lang);
	jw_end(rp->json);
	jw_end(rp->json);
	return ERR_OK;
}
