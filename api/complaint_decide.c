/*
 * POST /v1/admin/complaints/{id}/decision - it was right, or is dismissed; who
 * left an address is answered.  Once; audited.  WRITE.
 */
#include "api/api.h"
#include "api/body.h"
#include "api/complaint_row.h"
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"
#include "people/audit.h"
#include "people/complaints.h"
#include "people/letters.h"
#include "people/links.h"

handler_fn handle_complaint_decide;

enum { RIGHT, DISMISSED };
static const char *const states[] = {"right", "dismissed", NULL};

struct wanted {
	int state;
	struct slice note;
};

static enum err tell(struct request *rq, const struct stored_complaint *c,
		     const struct wanted *w)
{
	const char *page =
		arena_print(rq->arena, "openings/%.*s", SLICE_ARG(c->opening))
			.p;
	struct letter_value values[] = {
		{"link",
		 link_address(rq->arena, api_parts(rq->api)->letters_site, page,
			      NULL)},
		{"note", w->note}};
	struct complaint_reply to;
	enum err e = complaint_reply_to(&rq->hands, c, &to);

	if (e != ERR_OK || to.email.n == 0)
		return e;
	return letter_put(
		&rq->hands,
		&(struct letter){.kind = w->state == RIGHT
						 ? LETTER_COMPLAINT_RIGHT
						 : LETTER_COMPLAINT_DISMISSED,
				 .email = to.email,
				 .lang = to.lang,
				 .values = values,
				 .count = 2});
}

static enum err decide(struct request *rq, const struct stored_complaint *c,
		       const struct wanted *w)
{
	struct decision d = {c->id, slice_of(states[w->state]), rq->caller.id,
			     rq->hands.now_us};
	enum err e = complaints_decide(rq->db, &d);

	if (e == ERR_STALE)
		return ERR_CONFLICT; /* it was decided already */
	if (e == ERR_OK)
		e = audit_tell(&rq->hands,
			       &(struct audit_word){
				       .actor = rq->caller.id,
				       .action = SLICE("complaint.decided"),
				       .object = c->id,
				       .detail = d.state});
	return e == ERR_OK ? tell(rq, c, w) : e;
}

enum err handle_complaint_decide(struct request *rq, struct reply *rp)
{
	static const struct body_field fields[] = {
		BODY(struct wanted, state, BODY_WORD, .needed = true,
		     .words = states),
		BODY(struct wanted, note, BODY_TEXT, .most = 2000), BODY_END};
	struct wanted wanted = {.note = SLICE("")};
	struct stored_complaint c;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = complaints_get(rq->db, rq->arena, rq->argument, &c);
	if (e == ERR_OK)
		e = body_read(rq, fields, &wanted, rp->faults);
	if (e == ERR_OK)
		e = decide(rq, &c, &wanted);
	if (e == ERR_OK)
		e = complaints_get(rq->db, rq->arena, rq->argument, &c);
	return e == ERR_OK ? complaint_row_write(rq, rp, &c) : e;
}
