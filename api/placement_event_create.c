/*
 * POST /v1/placements/{id}/events - what became of it, by either side; the same
 * state again corrects its day or reason.
 *
 * WRITE.
 */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/placement_row.h"
#include "base/arena.h"
#include "base/buf.h"
#include "people/audit.h"
#include "people/posts.h"

handler_fn handle_placement_event_create;

enum { REASON_BYTES = 40, MEMBERS_BYTES = 1024 };

struct event_body {
	int state;
	int32_t day;
	struct slice reason;
};

static const struct body_field fields[] = {
	BODY(struct event_body, state, BODY_WORD, .needed = true,
	     .words = post_words),
	BODY(struct event_body, day, BODY_DAY, .needed = true),
	BODY(struct event_body, reason, BODY_TEXT, .most = REASON_BYTES),
	BODY_END};

static void tell_fault(const struct post_event *event, struct faults *f)
{
	enum reason_group group = post_reasons(event->state);

	if (group == REASON_NONE && event->reason.n > 0)
		fault_at_pointer(f, FAULT_UNKNOWN_KEY, "/reason", NULL);
	else if (group != REASON_NONE && event->reason.n == 0)
		fault_at_pointer(f, FAULT_MISSING, "", "reason");
	else if (group != REASON_NONE &&
		 reason_find(group, event->reason) == NULL)
		fault_at_pointer(f, FAULT_UNKNOWN_REF, "/reason", NULL);
	else
		fault_at_pointer(f, FAULT_DAY_OUT, "/day", NULL);
}

/* "allowed":[...]: what it may become from what it is. */
static enum err tell_allowed(struct request *rq, struct slice *ret_members)
{
	struct stored_placement p;
	struct json_writer w;
	struct buf text;
	struct slice whole;
	enum err e = placements_get(rq->db, rq->arena, rq->argument, &p);

	if (e != ERR_OK)
		return e;
	buf_init(&text, MEMBERS_BYTES);
	jw_init(&w, &text);
	jw_object(&w, NULL);
	jw_array(&w, "allowed");
	for (int i = 0; post_words[i] != NULL; i++) {
		if (post_may(p.state, slice_of(post_words[i])))
			jw_word(&w, NULL, post_words[i]);
	}
	jw_end(&w);
	jw_end(&w);
	whole = arena_copy(rq->arena, buf_slice(&text));
	buf_done(&text);
	*ret_members = slice_cut(whole, 1, whole.n - 1);
	return ERR_OK;
}

static enum err audit(struct request *rq, const struct post_event *event)
{
	if (rq->caller.party != PARTY_ADMINISTRATOR)
		return ERR_OK;
	return audit_tell(
		&rq->hands,
		&(struct audit_word){.actor = rq->caller.id,
				     .action = SLICE("placement.moved"),
				     .object = event->placement,
				     .detail = event->state});
}

enum err handle_placement_event_create(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};
	struct event_body body = {.state = 0};
	struct post_event event;
	enum err e;

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = body_read(rq, fields, &body, rp->faults);
	if (e != ERR_OK)
		return e;
	if (!placement_row_may_change(&rq->caller))
		return ERR_FORBIDDEN;
	event = (struct post_event){.placement = rq->argument,
				    .state = slice_of(post_words[body.state]),
				    .day = body.day,
				    .reason = body.reason,
				    .actor = rq->caller.id};
	e = post_tell(&rq->hands, &event);
	if (e == ERR_INVALID)
		tell_fault(&event, rp->faults);
	if (e == ERR_TRANSITION && tell_allowed(rq, rp->members) != ERR_OK)
		return ERR_INTERNAL;
	if (e == ERR_OK)
		e = audit(rq, &event);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	return placement_row_whole(rq, rp, rq->caller.party, rq->argument);
}
