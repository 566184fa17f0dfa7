/*
 * POST /v1/applications/{id}/transitions - its next state, by either side; an
 * administrator takes the newest change back by naming the state before it.
 *
 * WRITE.
 */
#include "api/application_row.h"
#include "api/handler.h"
#include "api/move_body.h"
#include "api/params.h"

handler_fn handle_application_move;

enum err handle_application_move(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};
	struct stored_application it;
	struct move_body body;
	enum err e;

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = move_body_read(rq, &body, rp->faults);
	if (e == ERR_OK)
		e = move_apply(rq, rp, &body, rq->argument);
	if (e == ERR_OK)
		e = applications_get(rq->db, rq->arena, rq->argument, &it);
	if (e != ERR_OK)
		return e;
	return application_row_whole(rq, rp, rq->caller.party, &it);
}
