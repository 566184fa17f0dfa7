/*
 * GET /v1/me/export - every row about the account, opened, with what each field
 * is kept for.
 *
 * Papers are listed; each is to be had at /v1/me/documents/{id}.
 *
 * READ.
 */
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"
#include "people/export.h"

handler_fn handle_me_export;

enum err handle_me_export(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};
	enum err e;

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	jw_object(rp->json, NULL);
	jw_text(rp->json, "account", rq->caller.id);
	jw_time(rp->json, "at", rq->hands.now_us);
	export_write_purposes(rp->json, rq->lang);
	e = export_write_rows(&rq->hands, rp->json, rq->caller.id);
	jw_end(rp->json);
	net_reply_field(rp->http, "Content-Disposition",
			SLICE("attachment; filename=\"baybridge.json\""));
	return e;
}
