/*
 * PUT /v1/applications/{id}/scores - what the reviewer who asks thinks of it.
 *
 * WRITE.
 */
#include "api/application_row.h"
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"
#include "store/reviews.h"

handler_fn handle_score_put;

enum { NOTE_BYTES = 4000 };

struct score_body {
	int64_t score;
	struct slice note;
};

static const struct body_field fields[] = {
	BODY(struct score_body, score, BODY_COUNT, .needed = true, .least = 0,
	     .most = 100),
	BODY(struct score_body, note, BODY_TEXT, .most = NOTE_BYTES), BODY_END};

enum err handle_score_put(struct request *rq, struct reply *rp)
{
	struct score_body body = {.score = 0};
	struct stored_application it;
	struct stored_score row;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = body_read(rq, fields, &body, rp->faults);
	if (e == ERR_OK)
		e = applications_get(rq->db, rq->arena, rq->argument, &it);
	if (e != ERR_OK)
		return e;
	row = (struct stored_score){.application = it.id,
				    .reviewer = rq->caller.id,
				    .score = body.score,
				    .at_us = rq->hands.now_us};
	e = life_seal(&rq->hands, it.person, "score_sealed",
		      arena_print(rq->arena, "%.*s.%.*s", SLICE_ARG(it.id),
				  SLICE_ARG(rq->caller.id)),
		      body.note, &row.note_sealed);
	if (e == ERR_OK)
		e = reviews_put_score(rq->db, &row);
	if (e == ERR_OK)
		e = life_touch(&rq->hands, application_rules(rq), it.id);
	if (e != ERR_OK)
		return e;
	rp->http->status = 204;
	return ERR_OK;
}
