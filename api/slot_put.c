/*
 * PUT /v1/applications/{id}/slots/{slot} - a time to meet is taken or declined
 * by the seeker, held or missed by the word of the members.
 *
 * WRITE.
 */
#include "api/application_row.h"
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "people/audit.h"
#include "store/reviews.h"

handler_fn handle_slot_put;

static const char *const words[] = {"taken", "declined", "held", "missed",
				    NULL};

struct slot_state_body {
	int state;
};

static const struct body_field fields[] = {BODY(struct slot_state_body, state,
						BODY_WORD, .needed = true,
						.words = words),
					   BODY_END};

static bool may(enum party party, struct slice from, const char *to)
{
	struct slice word = slice_of(to);

	if (party == PARTY_SEEKER)
		return (slice_is(from, "proposed") &&
			(slice_is(word, "taken") ||
			 slice_is(word, "declined"))) ||
		       (slice_is(from, "taken") && slice_is(word, "declined"));
	return slice_is(from, "taken") &&
	       (slice_is(word, "held") || slice_is(word, "missed"));
}

enum err handle_slot_put(struct request *rq, struct reply *rp)
{
	struct slot_state_body body = {0};
	struct stored_slot slot;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = body_read(rq, fields, &body, rp->faults);
	if (e == ERR_OK)
		e = reviews_get_slot(rq->db, rq->arena, rq->second, &slot);
	if (e == ERR_OK && !slice_eq(slot.application, rq->argument))
		e = ERR_NOT_FOUND;
	if (e != ERR_OK)
		return e;
	if (!may(rq->caller.party, slot.state, words[body.state]))
		return ERR_TRANSITION;
	e = reviews_move_slot(rq->db, slot.id, slot.state,
			      slice_of(words[body.state]));
	if (e == ERR_OK && rq->caller.party == PARTY_ADMINISTRATOR)
		e = audit_tell(&rq->hands,
			       &(struct audit_word){
				       .actor = rq->caller.id,
				       .action = SLICE("slot.moved"),
				       .object = rq->argument,
				       .detail = slice_of(words[body.state])});
	if (e == ERR_OK && rq->caller.party == PARTY_MEMBER)
		e = life_touch(&rq->hands, application_rules(rq), rq->argument);
	if (e != ERR_OK)
		return e;
	rp->http->status = 204;
	return ERR_OK;
}
