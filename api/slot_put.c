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
#include "base/arena.h"
#include "people/audit.h"
#include "store/members.h"
#include "store/outbox.h"
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

/* Who wants to meet knows whether the seeker will come. */
static enum err tell_members(struct request *rq, const struct stored_slot *slot,
			     const char *state)
{
	const struct page all = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_application it;
	struct stored_members members;
	enum err e =
		applications_get(rq->db, rq->arena, slot->application, &it);

	if (e == ERR_OK)
		e = members_of_organisation(rq->db, rq->arena, it.organisation,
					    &all, &members);
	for (size_t i = 0; e == ERR_OK && i < members.count; i++) {
		struct slice account = members.items[i].account;

		e = notices_put(
			rq->db,
			&(struct stored_notice){
				.id = arena_print(rq->arena, "%.*s.%s.%.*s",
						  SLICE_ARG(slot->id), state,
						  SLICE_ARG(account)),
				.account = account,
				.kind = SLICE("application.slot"),
				.object = it.id,
				.at_us = rq->hands.now_us});
	}
	return e;
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
	if (e == ERR_OK && rq->caller.party == PARTY_SEEKER)
		e = tell_members(rq, &slot, words[body.state]);
	if (e == ERR_OK && rq->caller.party == PARTY_MEMBER)
		e = life_touch(&rq->hands, application_rules(rq), rq->argument);
	if (e != ERR_OK)
		return e;
	rp->http->status = 204;
	return ERR_OK;
}
