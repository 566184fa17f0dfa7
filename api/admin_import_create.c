/*
 * POST /v1/admin/imports - organisations, programmes, openings and history of
 * anybody, a line each; dry_run only reads it.
 *
 * WRITE: the reply says where to ask for it.
 */
#include "api/handler.h"
#include "api/import_job.h"
#include "api/params.h"
#include "api/words.h"
#include "base/arena.h"

handler_fn handle_admin_import_create;

static const char *const flags[] = {"false", "true", NULL};

enum err handle_admin_import_create(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"dry_run", "overwrite", "lang",
					    NULL};
	struct importing im = {.form = INTAKE_JSON, .body = rq->http->body};
	struct slice id;
	int is_dry = 0;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	params_only(rq->http, known, rp->faults);
	words_read(rq->http, "dry_run", flags, &is_dry, rp->faults);
	words_read(rq->http, "overwrite", flags, &im.overwrites, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = import_job_start(rq, &im, is_dry, &id);
	if (e != ERR_OK)
		return e;
	rp->http->status = 202;
	net_reply_field(rp->http, "Location",
			arena_print(rq->arena, "/v1/admin/imports/%.*s",
				    SLICE_ARG(id)));
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", id);
	jw_bool(rp->json, "dry_run", is_dry);
	jw_word(rp->json, "state", "reading");
	jw_end(rp->json);
	return ERR_OK;
}
