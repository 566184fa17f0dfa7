/*
 * POST /v1/organisations/{id}/imports - many openings at once: JSON, NDJSON,
 * CSV or JobPosting, all or nothing; dry_run tells what it would do.
 *
 * READ: all is read; then WRITE.  What is long is read on a thread of its own:
 * the reply says where to ask for it.
 */
#include "api/handler.h"
#include "api/import_job.h"
#include "api/importing.h"
#include "api/params.h"
#include "api/posting.h"
#include "api/words.h"
#include "base/arena.h"

handler_fn handle_import_create;

static const char *const flags[] = {"false", "true", NULL};

struct asked {
	struct importing im;
	int is_dry;
};

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
	const struct asked *asked = rq->kept;
	const struct importing *im = &asked->im;
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

/* What will be told of it is not known yet. */
static enum err start(struct request *rq, struct reply *rp)
{
	const struct asked *asked = rq->kept;
	struct slice id;
	enum err e = ERR_OK;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!asked->is_dry)
		e = posting_may(rq, rq->argument);
	if (e == ERR_OK)
		e = import_job_start(rq, &asked->im, asked->is_dry, &id);
	if (e != ERR_OK)
		return e;
	rp->http->status = 202;
	net_reply_field(rp->http, "Location",
			arena_print(rq->arena,
				    "/v1/organisations/%.*s/imports/%.*s",
				    SLICE_ARG(rq->argument), SLICE_ARG(id)));
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", id);
	jw_bool(rp->json, "dry_run", asked->is_dry);
	jw_word(rp->json, "state", "reading");
	jw_end(rp->json);
	return ERR_OK;
}

static enum err read_parameters(struct request *rq, struct asked *asked,
				struct faults *f)
{
	static const char *const known[] = {"dry_run", "complete", "overwrite",
					    "lang", NULL};

	params_only(rq->http, known, f);
	words_read(rq->http, "dry_run", flags, &asked->is_dry, f);
	words_read(rq->http, "complete", flags, &asked->im.is_complete, f);
	words_read(rq->http, "overwrite", flags, &asked->im.overwrites, f);
	/* Another type was refused with the head; none is JSON. */
	(void)intake_form_of_type(net_field(rq->http, "content-type"),
				  &asked->im.form);
	asked->im.body = rq->http->body;
	asked->im.is_long = rq->http->body.n > IMPORTING_BYTES_MAX;
	return faults_any(f) ? ERR_INVALID : ERR_OK;
}

enum err handle_import_create(struct request *rq, struct reply *rp)
{
	struct asked *asked = ARENA_NEW(rq->arena, struct asked);
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	e = read_parameters(rq, asked, rp->faults);
	if (e == ERR_OK && !asked->im.is_long)
		e = importing_read(rq, &asked->im, rp->faults);
	if (asked->im.is_long) {
		*rp->faults = (struct faults){.count = 0};
		*rp->next = (struct next){start, ROUTE_WRITE, asked, NULL};
		return ERR_OK;
	}
	if (e != ERR_OK)
		return e;
	if (asked->is_dry) {
		write(rp, &asked->im, SLICE(""), true);
		return ERR_OK;
	}
	*rp->next = (struct next){put, ROUTE_WRITE, asked, NULL};
	return ERR_OK;
}
