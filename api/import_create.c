/*
 * POST /v1/organisations/{id}/imports - many openings at once: JSON, NDJSON,
 * CSV or JobPosting, all or nothing; dry_run tells what it would do.
 *
 * READ: all is read; then WRITE.
 */
#include "api/handler.h"
#include "api/importing.h"
#include "api/params.h"
#include "api/posting.h"
#include "api/words.h"
#include "base/arena.h"

handler_fn handle_import_create;

static const char *const flags[] = {"false", "true", NULL};

static void write(struct reply *rp, const struct importing *im,
		  struct slice run, bool is_dry)
{
	jw_object(rp->json, NULL);
	if (run.n > 0)
		jw_text(rp->json, "id", run);
	else
		jw_null(rp->json, "id");
	jw_bool(rp->json, "dry_run", is_dry);
	for (int i = 0; i < IMPORT__CHANGES; i++)
		jw_int(rp->json, import_change_words[i],
		       (int64_t)im->counts[i]);
	jw_array(rp->json, "rows");
	for (size_t i = 0; i < im->count; i++) {
		const struct import_row *row = &im->rows[i];

		jw_object(rp->json, NULL);
		if (row->row > 0)
			jw_int(rp->json, "row", row->row);
		jw_text(rp->json, "id", row->id);
		jw_word(rp->json, "change", import_change_words[row->change]);
		jw_end(rp->json);
	}
	jw_end(rp->json);
	jw_end(rp->json);
}

static enum err put(struct request *rq, struct reply *rp)
{
	const struct importing *im = rq->kept;
	struct slice run;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	e = posting_may(rq, rq->argument);
	if (e == ERR_OK)
		e = importing_put(rq, im, &run);
	if (e != ERR_OK)
		return e;
	if (run.n > 0) {
		rp->http->status = 201;
		net_reply_field(
			rp->http, "Location",
			arena_print(rq->arena,
				    "/v1/organisations/%.*s/imports/%.*s",
				    SLICE_ARG(rq->argument), SLICE_ARG(run)));
	}
	write(rp, im, run, false);
	return ERR_OK;
}

enum err handle_import_create(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"dry_run", "complete", "overwrite",
					    "lang", NULL};
	struct importing *im = ARENA_NEW(rq->arena, struct importing);
	enum intake_form form = INTAKE_JSON;
	int is_dry = 0;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	params_only(rq->http, known, rp->faults);
	words_read(rq->http, "dry_run", flags, &is_dry, rp->faults);
	words_read(rq->http, "complete", flags, &im->is_complete, rp->faults);
	words_read(rq->http, "overwrite", flags, &im->overwrites, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	/* Another type was refused with the head; none is JSON. */
	(void)intake_form_of_type(net_field(rq->http, "content-type"), &form);
	e = importing_read(rq, form, im, rp->faults);
	if (e != ERR_OK)
		return e;
	if (is_dry) {
		write(rp, im, SLICE(""), true);
		return ERR_OK;
	}
	*rp->next = (struct next){put, ROUTE_WRITE, im, NULL};
	return ERR_OK;
}
