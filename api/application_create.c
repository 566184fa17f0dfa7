/*
 * POST /v1/openings/{id}/applications - applies for an opening.
 *
 * Who may is judged again here, in the transaction, on the profile and the
 * rules that the record has now.  Who may not is told which conditions failed,
 * and counted without a name; "maybe" may apply.
 *
 * WRITE; what was only counted is answered by a second line, so that the count
 * stays when the refusal is told.
 */
#include "api/api.h"
#include "api/application_row.h"
#include "api/applying.h"
#include "api/params.h"
#include "base/arena.h"
#include "crypt/id.h"
#include "json/jr.h"
#include "matcher/verdict.h"
#include "people/contact.h"
#include "store/counts.h"
#include "store/enclosures.h"
#include "store/ventures.h"

handler_fn handle_application_create;

#define DAY_US (INT64_C(86400) * 1000000)

/* Of one that the caller leads. */
static enum err read_venture(struct request *rq, struct applying *x,
			     struct faults *f)
{
	struct stored_venture v;
	enum err e;

	if (x->venture.n == 0)
		return ERR_OK;
	e = ventures_get(rq->db, rq->arena, x->venture, &v);
	if (e == ERR_NOT_FOUND ||
	    (e == ERR_OK && !slice_eq(v.lead, rq->caller.id))) {
		fault_at_pointer(f, FAULT_UNKNOWN_REF, "/venture", NULL);
		return ERR_INVALID;
	}
	x->venture_document = v.document;
	return e;
}

static enum err check_quota(struct request *rq)
{
	int64_t sent;
	enum err e = applications_sent(rq->db, rq->caller.id,
				       rq->hands.now_us - DAY_US, &sent);

	if (e == ERR_OK && sent >= api_parts(rq->api)->applications_max)
		return ERR_TOO_MANY;
	return e;
}

static enum err tell_not_eligible(struct request *rq, struct reply *rp)
{
	const struct slice *members = rq->kept;

	*rp->members = *members;
	return ERR_NOT_ELIGIBLE;
}

static enum err turn_away(struct request *rq, struct reply *rp,
			  const struct applying *x)
{
	struct slice *members = ARENA_NEW(rq->arena, struct slice);
	const struct blocked_attempts one = {
		.day = rq->today,
		.opening = rq->argument,
		.test = eligibility_first_failed(&x->eligibility),
		.channel = slice_of(channel_words[x->channel])};

	*members = eligibility_members(rq, &x->eligibility, rq->lang);
	*rp->next = (struct next){tell_not_eligible, ROUTE_READ, members, NULL};
	return counts_add_blocked(rq->db, &one);
}

/* A copy of what the profile has, for this application alone. */
static enum err copy_contact(struct request *rq, struct stored_application *it)
{
	struct slice plain;
	enum err e = contact_read(&rq->hands, it->person, &plain);

	return e == ERR_OK ? life_seal(&rq->hands, it->person, "contact_sealed",
				       it->id, plain, &it->contact_sealed)
			   : e;
}

static enum err seal(struct request *rq, const struct applying *x,
		     struct stored_application *it)
{
	struct slice used = arena_print(
		rq->arena, "{%.*s}",
		SLICE_ARG(eligibility_members(rq, &x->eligibility, LANG_ALL)));
	enum err e = life_seal(&rq->hands, it->person, "statement_sealed",
			       it->id, x->statement, &it->statement_sealed);

	if (e == ERR_OK)
		e = life_seal(&rq->hands, it->person, "answers_sealed", it->id,
			      applying_answers(rq->arena, x),
			      &it->answers_sealed);
	if (e == ERR_OK)
		e = life_seal(&rq->hands, it->person, "facts_sealed", it->id,
			      used, &it->facts_sealed);
	return e == ERR_OK ? copy_contact(rq, it) : e;
}

static struct stored_application row_of(struct request *rq,
					const struct applying *x)
{
	char id[ID_CHARS + 1];

	id_new(id);
	return (struct stored_application){
		.id = arena_copy(rq->arena, slice_of(id)),
		.opening = rq->argument,
		.intake = x->intake,
		.organisation = x->terms.organisation,
		.person = rq->caller.id,
		.venture = x->venture,
		.at_us = rq->hands.now_us,
		.channel = slice_of(channel_words[x->channel]),
		.referred_from = x->referred_from,
		.verdict = slice_of(
			verdict_word(x->eligibility.judgement.verdict)),
		.failed_tests = eligibility_failed(rq->arena, &x->eligibility),
		.fit_hundredths = x->eligibility.fit_hundredths,
		.state = SLICE("submitted"),
	};
}

static enum err enclose(struct request *rq, const struct applying *x,
			struct slice application)
{
	const struct jr *list = x->documents;
	enum err e = ERR_OK;

	for (const struct jr *n = list == NULL ? NULL : list->first;
	     e == ERR_OK && n != NULL; n = n->next)
		e = enclosures_add(rq->db, application, n->text, rq->caller.id);
	return e;
}

static enum err submit(struct request *rq, struct reply *rp,
		       const struct applying *x)
{
	struct stored_application it = row_of(rq, x);
	enum err e = seal(rq, x, &it);

	if (e == ERR_OK)
		e = life_first_due(&rq->hands, application_rules(rq), &it,
				   &it.due_us);
	if (e == ERR_OK)
		e = applications_submit(rq->db, &it);
	if (e == ERR_OK)
		e = enclose(rq, x, it.id);
	if (e == ERR_OK)
		e = life_submitted(&rq->hands, application_rules(rq), &it);
	if (e == ERR_OK)
		e = applications_get(rq->db, rq->arena, it.id, &it);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	net_reply_field(rp->http, "Location",
			arena_print(rq->arena, "/v1/applications/%.*s",
				    SLICE_ARG(it.id)));
	return application_row_whole(rq, rp, PARTY_SEEKER, &it);
}

/* What says no before anybody is judged. */
static enum err check_first(struct request *rq, struct reply *rp,
			    struct applying *x)
{
	enum err e = applying_read(rq, x, rp->faults);

	if (e == ERR_OK)
		e = terms_read(&rq->hands, rq->argument, &x->terms);
	if (e == ERR_OK)
		e = applying_check_place(rq, x, rp->members, rp->faults);
	if (e == ERR_OK)
		e = check_quota(rq);
	if (e == ERR_OK)
		e = read_venture(rq, x, rp->faults);
	if (e == ERR_OK)
		e = eligibility_judge(rq, &x->terms, x->venture_document,
				      &x->eligibility);
	return e == ERR_OK ? applying_check_day(rq, x, rp->faults) : e;
}

enum err handle_application_create(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};
	struct applying x = {.channel = 0};
	enum err e;

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!rq->caller.is_active)
		return ERR_UNCONFIRMED;
	e = check_first(rq, rp, &x);
	if (e != ERR_OK)
		return e;
	if (x.eligibility.judgement.verdict == VERDICT_INELIGIBLE)
		return turn_away(rq, rp, &x);
	e = applying_check(rq, &x, rp->faults);
	return e == ERR_OK ? submit(rq, rp, &x) : e;
}
