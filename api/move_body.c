/* move_body - see move_body.h. */
#include "api/move_body.h"

#include "api/application_row.h"
#include "api/body.h"
#include "base/day.h"
#include "json/jr.h"

enum { NOTE_BYTES = 4000, REASON_BYTES = 40, MANY_MAX = 100 };

#define STEP_FIELDS                                                            \
	BODY(struct move_body, to, BODY_WORD, .needed = true,                  \
	     .words = life_words),                                             \
		BODY(struct move_body, reason, BODY_TEXT,                      \
		     .most = REASON_BYTES),                                    \
		BODY(struct move_body, note, BODY_TEXT, .most = NOTE_BYTES),   \
		BODY(struct move_body, deadline, BODY_DAY)

static const struct body_field one_fields[] = {
	STEP_FIELDS, BODY(struct move_body, day, BODY_DAY), BODY_END};
static const struct body_field many_fields[] = {
	STEP_FIELDS,
	BODY(struct move_body, applications, BODY_TREE, .needed = true),
	BODY_END};

static struct move_body preset(void)
{
	return (struct move_body){.deadline = DAY_NONE, .day = DAY_NONE};
}

enum err move_body_read(struct request *rq, struct move_body *ret,
			struct faults *f)
{
	*ret = preset();
	return body_read(rq, one_fields, ret, f);
}

enum err move_body_read_many(struct request *rq, struct move_body *ret,
			     struct faults *f)
{
	struct slice id;
	enum err e;

	*ret = preset();
	e = body_read(rq, many_fields, ret, f);
	if (e != ERR_OK)
		return e;
	if (!jr_is_array(ret->applications, MANY_MAX, f))
		return ERR_INVALID;
	for (const struct jr *n = ret->applications->first; n != NULL;
	     n = n->next)
		(void)jr_read_id(n, &id, f);
	return faults_any(f) ? ERR_INVALID : ERR_OK;
}

/* Which part of the body life_move() did not take. */
static void tell_fault(const struct move_body *b, enum life_state from,
		       enum life_actor actor, struct faults *f)
{
	enum life_state to = (enum life_state)b->to;
	enum reason_group group = life_reasons(from, to, actor);

	if (group == REASON_NONE && b->reason.n > 0)
		fault_at_pointer(f, FAULT_UNKNOWN_KEY, "/reason", NULL);
	else if (group != REASON_NONE && b->reason.n == 0)
		fault_at_pointer(f, FAULT_MISSING, "", "reason");
	else if (group != REASON_NONE && reason_find(group, b->reason) == NULL)
		fault_at_pointer(f, FAULT_UNKNOWN_REF, "/reason", NULL);
	else if (b->day != DAY_NONE)
		fault_at_pointer(f, FAULT_DAY_OUT, "/day", NULL);
	else if (b->deadline != DAY_NONE)
		fault_at_pointer(f, FAULT_DAY_OUT, "/deadline", NULL);
	else
		fault_at_pointer(f, FAULT_MISSING, "", "note");
}

/* Who reviews says what they think; who edits decides. */
static bool is_decision(enum life_state to)
{
	return to != LIFE_SEEN && to != LIFE_SHORTLISTED &&
	       to != LIFE_INTERVIEW;
}

static enum err run(struct request *rq, const struct life_move *m,
		    struct stored_application *ret_it)
{
	const struct life_rules *rules = application_rules(rq);
	enum err e = life_move(&rq->hands, rules, m, ret_it);

	if (e != ERR_TRANSITION || m->actor != LIFE_BY_ADMINISTRATOR)
		return e;
	return life_correct(&rq->hands, rules, m, ret_it);
}

enum err move_apply(struct request *rq, struct reply *rp,
		    const struct move_body *b, struct slice application)
{
	enum life_actor actor = application_actor(rq->caller.party);
	struct life_move m = {.application = application,
			      .to = (enum life_state)b->to,
			      .actor = actor,
			      .account = rq->caller.id,
			      .reason = b->reason,
			      .note = b->note,
			      .day = b->to == LIFE_OFFERED ? b->deadline
							   : b->day};
	struct stored_application it;
	enum life_state from;
	enum err e;

	if (actor == LIFE_BY_POSTER && is_decision(m.to) &&
	    rq->caller.member < MEMBER_EDITOR)
		return ERR_FORBIDDEN;
	if (b->deadline != DAY_NONE && b->to != LIFE_OFFERED) {
		fault_at_pointer(rp->faults, FAULT_UNKNOWN_KEY, "/deadline",
				 NULL);
		return ERR_INVALID;
	}
	e = run(rq, &m, &it);
	if (e == ERR_INVALID && life_of_word(it.state, &from))
		tell_fault(b, from, actor, rp->faults);
	/* All places are promised, or the quota of its programme is used. */
	if (e == ERR_CONFLICT && (m.to == LIFE_OFFERED || m.to == LIFE_STARTED))
		fault_at_pointer(rp->faults, FAULT_NO_PLACE, "/to", NULL);
	if (e == ERR_TRANSITION &&
	    application_allowed(rq, rq->caller.party, &it, rp->members) !=
		    ERR_OK)
		return ERR_INTERNAL;
	return e;
}
