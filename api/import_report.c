/* import_report - see import_report.h. */
#include "api/import_report.h"

#include "api/import_job.h"
#include "base/arena.h"
#include "json/jr.h"
#include "store/import_jobs.h"

static void write_words(struct json_writer *w, const struct fault *f)
{
	jw_object(w, "detail");
	for (int l = 0; l < LANG__COUNT; l++) {
		struct buf words;

		buf_init(&words, 4096);
		fault_words(f, (enum lang)l, &words);
		jw_text(w, lang_code((enum lang)l), buf_slice(&words));
		buf_done(&words);
	}
	jw_end(w);
}

static void write_fault(struct json_writer *w, const struct fault *f)
{
	jw_object(w, NULL);
	jw_word(w, "code", fault_code_word(f->code));
	jw_word(w, "pointer", f->at);
	if (f->line > 0)
		jw_int(w, "line", f->line);
	write_words(w, f);
	jw_end(w);
}

static void write_more(struct json_writer *w, const struct import_more *more)
{
	jw_object(w, "organisations");
	for (int i = IMPORT_CREATED; i <= IMPORT_UNCHANGED; i++)
		jw_int(w, import_change_words[i],
		       (int64_t)more->organisations[i]);
	jw_end(w);
	jw_object(w, "history");
	jw_int(w, "created", (int64_t)more->history.created);
	jw_int(w, "unchanged", (int64_t)more->history.unchanged);
	jw_int(w, "uncharged", (int64_t)more->history.uncharged);
	jw_end(w);
}

struct slice import_report_new(struct arena *a, const struct importing *im,
			       const struct faults *f,
			       const struct import_more *more)
{
	struct json_writer w;
	struct slice copy;
	struct buf to;

	buf_init(&to, SIZE_MAX / 2);
	jw_init(&w, &to);
	jw_object(&w, NULL);
	for (int i = 0; i < IMPORT__CHANGES && !faults_any(f); i++)
		jw_int(&w, import_change_words[i], (int64_t)im->counts[i]);
	if (more != NULL)
		write_more(&w, more);
	jw_array(&w, "errors");
	for (size_t i = 0; i < f->count; i++)
		write_fault(&w, &f->items[i]);
	jw_end(&w);
	jw_int(&w, "more_errors", (int64_t)f->more);
	jw_end(&w);
	copy = arena_copy(a, buf_slice(&to));
	buf_done(&to);
	return copy;
}

static void write_error(struct json_writer *w, const struct jr *n, enum lang l)
{
	jw_object(w, NULL);
	for (const struct jr *m = n->first; m != NULL; m = m->next) {
		if (slice_is(m->key, "detail"))
			jw_tree(w, "detail", jr_get(m, lang_code(l)));
		else if (m->type == JR_INT)
			jw_int(w, "line", m->integer);
		else
			jw_text(w,
				slice_is(m->key, "code") ? "code" : "pointer",
				m->text);
	}
	jw_end(w);
}

enum err import_report_write(struct request *rq, struct json_writer *w,
			     struct slice report)
{
	static const char *const mores[] = {"organisations", "history"};
	struct faults ignored = {.count = 0};
	const struct jr *root, *n;

	if (jr_parse(rq->arena, report, &root, &ignored) != ERR_OK)
		return ERR_INTERNAL;
	for (int i = 0; i < IMPORT__CHANGES; i++) {
		n = jr_get(root, import_change_words[i]);
		if (n != NULL)
			jw_int(w, import_change_words[i], n->integer);
	}
	for (int i = 0; i < 2; i++) {
		n = jr_get(root, mores[i]);
		if (n != NULL)
			jw_tree(w, mores[i], n);
	}
	n = jr_get(root, "errors");
	if (n == NULL || n->first == NULL)
		return ERR_OK;
	jw_array(w, "errors");
	for (n = n->first; n != NULL; n = n->next)
		write_error(w, n, rq->reader);
	jw_end(w);
	jw_int(w, "more_errors", jr_get(root, "more_errors")->integer);
	return ERR_OK;
}

enum err import_job_write(struct request *rq, struct reply *rp,
			  const struct stored_import_job *row)
{
	enum err e;

	jw_text(rp->json, "state", row->state);
	jw_bool(rp->json, "dry_run", row->is_dry != 0);
	jw_bool(rp->json, "ended", row->ended_us > 0);
	jw_object(rp->json, "progress");
	jw_int(rp->json, "read", row->rows_read);
	jw_int(rp->json, "staged", row->rows_staged);
	jw_int(rp->json, "put", row->rows_put);
	jw_end(rp->json);
	e = import_report_write(rq, rp->json, row->report);
	return e;
}
