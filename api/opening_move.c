/*
 * POST /v1/openings/{id}/state - closes, opens again, or withdraws.
 *
 * Closed because it was filled is told to those who come later.  Whoever opens
 * one again whose last day has passed gives another.
 *
 * WRITE.
 */
#include "api/api.h"
#include "api/body.h"
#include "api/handler.h"
#include "api/opening_tag.h"
#include "api/params.h"
#include "api/posting.h"
#include "base/arena.h"
#include "base/day.h"
#include "json/jr.h"
#include "json/jw.h"
#include "people/life.h"

handler_fn handle_opening_move;

enum { TO_OPEN, TO_CLOSED, TO_WITHDRAWN };
static const char *const states[] = {"open", "closed", "withdrawn", NULL};
static const char *const reasons[] = {"filled", "cancelled", "mistake", "other",
				      NULL};
enum { CANCELLED = 1, NO_REASON = 4 };

struct wanted {
	int state;
	int reason;
	int32_t closes;
};

/* Where each status may go; what is withdrawn or past stays so. */
static const struct {
	const char *from;
	const char *allowed; /* as a list of JSON */
	bool may[3];
} moves[] = {{"draft", "\"open\",\"withdrawn\"", {true, false, true}},
	     {"open", "\"closed\",\"withdrawn\"", {false, true, true}},
	     {"closed", "\"open\",\"withdrawn\"", {true, false, true}}};

static enum err check_move(struct request *rq, struct reply *rp,
			   struct slice from, int to)
{
	const char *allowed = "";

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		if (!slice_is(from, moves[i].from))
			continue;
		if (moves[i].may[to])
			return ERR_OK;
		allowed = moves[i].allowed;
	}
	*rp->members = arena_print(rq->arena, "\"allowed\":[%s]", allowed);
	return ERR_TRANSITION;
}

/* It would not be open: its last day lies behind. */
static bool has_passed(const struct request *rq, const struct jr *document,
		       int32_t closes)
{
	const struct jr *n = jr_get(document, "closes");

	if (closes == DAY_NONE && n != NULL && n->type == JR_TEXT)
		(void)day_read(n->text, &closes);
	return closes != DAY_NONE && closes < rq->today;
}

static struct slice members_of(struct request *rq, const struct wanted *w)
{
	struct json_writer to;
	struct slice copy;
	struct buf text;

	buf_init(&text, 1024);
	jw_init(&to, &text);
	jw_object(&to, NULL);
	jw_word(&to, "status", states[w->state]);
	if (w->reason == NO_REASON || w->state == TO_OPEN)
		jw_null(&to, "closed_because");
	else
		jw_word(&to, "closed_because", reasons[w->reason]);
	if (w->closes != DAY_NONE)
		jw_day(&to, "closes", w->closes);
	jw_end(&to);
	copy = arena_copy(rq->arena, buf_slice(&text));
	buf_done(&text);
	return copy;
}

/* Those who applied and wait; what was filled leaves those who have an offer. */
static enum err end_applications(struct request *rq, const struct wanted *w)
{
	bool is_over = w->state == TO_WITHDRAWN || w->reason == CANCELLED;

	if (w->state == TO_OPEN)
		return ERR_OK;
	return life_opening_closed(
		&rq->hands, &api_parts(rq->api)->life, rq->argument,
		is_over ? LIFE_WITHDRAWN_BY_POSTER : LIFE_FILLED);
}

static enum err move(struct request *rq, struct reply *rp,
		     const struct stored_opening *stored,
		     const struct wanted *w)
{
	const struct jr *document;
	enum err e = check_move(rq, rp, stored->status, w->state);

	if (e == ERR_OK && w->state == TO_OPEN)
		e = posting_may(rq, stored->organisation);
	if (e == ERR_OK)
		e = jr_parse(rq->arena, stored->document, &document,
			     rp->faults);
	if (e == ERR_OK && w->state == TO_OPEN &&
	    has_passed(rq, document, w->closes)) {
		fault_at_pointer(rp->faults, FAULT_EXPIRED,
				 w->closes == DAY_NONE ? "/state" : "/closes",
				 NULL);
		e = ERR_INVALID;
	}
	if (e == ERR_OK)
		e = posting_change(rq, stored, members_of(rq, w), rp->faults);
	return e;
}

enum err handle_opening_move(struct request *rq, struct reply *rp)
{
	static const struct body_field fields[] = {
		BODY(struct wanted, state, BODY_WORD, .needed = true,
		     .words = states),
		BODY(struct wanted, reason, BODY_WORD, .words = reasons),
		BODY(struct wanted, closes, BODY_DAY), BODY_END};
	struct wanted wanted = {.reason = NO_REASON, .closes = DAY_NONE};
	struct stored_opening stored;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = openings_get(rq->db, rq->arena, rq->argument, &stored);
	if (e == ERR_OK && slice_is(stored.type, "programme"))
		e = ERR_FORBIDDEN;
	if (e == ERR_OK)
		e = body_read(rq, fields, &wanted, rp->faults);
	if (e == ERR_OK)
		e = opening_tag_match(rq, stored.document);
	if (e == ERR_OK)
		e = move(rq, rp, &stored, &wanted);
	if (e == ERR_OK)
		e = end_applications(rq, &wanted);
	return e == ERR_OK ? posting_write(rq, rp, rq->argument) : e;
}
