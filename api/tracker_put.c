/*
 * PUT /v1/me/trackers/{id} - "I applied there": a note of an opening, and when
 * to be reminded of it.
 *
 * In no report, and no poster sees it.  It stays when the opening goes.
 *
 * WRITE.
 */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/tracker_row.h"
#include "base/day.h"
#include "matcher/snapshot.h"

handler_fn handle_tracker_put;

/* Reminders come in the morning of their day, 09:00 at +08:00. */
enum { REMIND_HOUR_UTC = 1 };

struct tracker {
	int state;
	struct slice note;
	int32_t day, remind;
};

static enum err read_body(struct request *rq, struct tracker *ret,
			  struct faults *f)
{
	static const struct body_field fields[] = {
		BODY(struct tracker, state, BODY_WORD, .needed = true,
		     .words = tracker_states),
		BODY(struct tracker, note, BODY_TEXT,
		     .most = TRACKER_NOTE_BYTES),
		BODY(struct tracker, day, BODY_DAY),
		BODY(struct tracker, remind, BODY_DAY), BODY_END};
	enum err e;

	*ret = (struct tracker){
		.note = SLICE(""), .day = DAY_NONE, .remind = DAY_NONE};
	if (!params_none(rq->http, f))
		return ERR_INVALID;
	e = body_read(rq, fields, ret, f);
	if (e == ERR_OK && ret->remind != DAY_NONE && ret->remind < rq->today) {
		fault_at_pointer(f, FAULT_PAST, "/remind", NULL);
		e = ERR_INVALID;
	}
	return e;
}

/*
 * ERR_NOT_FOUND: there is no such opening, and no note of one that was.
 * ERR_CONFLICT: the seeker has as many as may be.
 */
static enum err check(struct request *rq)
{
	struct page page = {.id = SLICE(""), .limit = TRACKERS_MAX};
	struct stored_trackers all;
	enum err e = trackers_of_account(rq->db, rq->arena, rq->caller.id,
					 &page, &all);

	for (size_t i = 0; e == ERR_OK && i < all.count; i++) {
		if (slice_eq(all.items[i].opening, rq->argument))
			return ERR_OK;
	}
	if (e == ERR_OK && snapshot_find(rq->snapshot, rq->argument) < 0)
		e = ERR_NOT_FOUND;
	if (e == ERR_OK && all.count >= TRACKERS_MAX)
		e = ERR_CONFLICT;
	return e;
}

enum err handle_tracker_put(struct request *rq, struct reply *rp)
{
	struct tracker t;
	struct stored_tracker row = {.account = rq->caller.id,
				     .opening = rq->argument,
				     .updated_us = rq->hands.now_us};
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	e = read_body(rq, &t, rp->faults);
	if (e == ERR_OK)
		e = check(rq);
	if (e != ERR_OK)
		return e;
	row.state = slice_of(tracker_states[t.state]);
	row.day = t.day == DAY_NONE ? 0 : t.day;
	if (t.remind != DAY_NONE)
		row.remind_us = ((int64_t)t.remind * 24 + REMIND_HOUR_UTC) *
				3600 * 1000000;
	e = tracker_row_seal(&rq->hands, &row, t.note);
	if (e == ERR_OK)
		e = trackers_put(rq->db, &row);
	return e == ERR_OK ? tracker_row_write(&rq->hands, rp->json, &row) : e;
}
