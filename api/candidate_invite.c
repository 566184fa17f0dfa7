/*
 * POST /v1/openings/{id}/invitations - asks a candidate to apply, once: a letter
 * to somebody whose name stays unknown here.
 *
 * WRITE.
 */
#include "api/api.h"
#include "api/body.h"
#include "api/crowd.h"
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"
#include "people/audit.h"
#include "people/letters.h"
#include "people/links.h"
#include "store/accounts.h"
#include "store/approaches.h"
#include "store/outbox.h"

handler_fn handle_candidate_invite;

enum { NOTE_BYTES = 1000 };

#define DAY_US (INT64_C(86400) * 1000000)

struct invite_body {
	struct slice candidate;
	struct slice note;
};

static const struct body_field fields[] = {
	BODY(struct invite_body, candidate, BODY_ID, .needed = true),
	BODY(struct invite_body, note, BODY_TEXT, .most = NOTE_BYTES),
	BODY_END};

struct search {
	const struct crowd *crowd;
	struct slice name;
	struct slice account; /* found; empty: not */
};

static enum err compare(void *ctx, const struct hands *h,
			const struct stored_profile *row)
{
	struct search *s = ctx;
	struct slice name = crowd_name(h, s->crowd, row->account);

	if (slice_eq(name, s->name))
		s->account = arena_copy(s->crowd->rq->arena, row->account);
	return ERR_OK;
}

static enum err check_quota(struct request *rq)
{
	int64_t made;
	enum err e = approaches_since(rq->db, rq->caller.organisation,
				      rq->hands.now_us - DAY_US, &made);

	if (e == ERR_OK && made >= api_parts(rq->api)->invitations_max)
		return ERR_TOO_MANY;
	return e;
}

static enum err keep(struct request *rq, struct slice account)
{
	const struct stored_approach row = {.opening = rq->argument,
					    .person = account,
					    .organisation =
						    rq->caller.organisation,
					    .by = rq->caller.id,
					    .at_us = rq->hands.now_us};
	enum err e = approaches_insert(rq->db, &row);

	return e == ERR_OK ? audit_tell(&rq->hands,
					&(struct audit_word){
						.actor = rq->caller.id,
						.action = SLICE("candidate."
								"invited"),
						.object = rq->argument})
			   : e;
}

static enum err write_letter(struct request *rq, const struct crowd *c,
			     struct slice account, struct slice note)
{
	struct slice page = arena_print(rq->arena, "openings/%.*s",
					SLICE_ARG(rq->argument));
	struct roster_row who;
	enum lang l = LANG_EN;
	struct letter_value values[] = {
		{"opening", SLICE("")},
		{"organisation", rq->caller.organisation},
		{"note", note},
		{"link",
		 link_address(rq->arena, api_parts(rq->api)->letters_site,
			      page.p, NULL)}};
	enum err e = accounts_roster(rq->db, rq->arena, account, &who);

	if (e != ERR_OK)
		return e;
	if (!lang_read(who.lang, &l))
		l = LANG_EN;
	values[0].value = terms_title(&c->terms, l);
	return letter_put(
		&rq->hands,
		&(struct letter){.kind = LETTER_INVITED,
				 .account = account,
				 .values = values,
				 .count = sizeof(values) / sizeof(values[0])});
}

static enum err notice(struct request *rq, struct slice account)
{
	const struct stored_notice n = {
		.id = arena_print(rq->arena, "invited.%.*s.%.*s",
				  SLICE_ARG(rq->argument), SLICE_ARG(account)),
		.account = account,
		.kind = SLICE("opening.invited"),
		.object = rq->argument,
		.at_us = rq->hands.now_us};

	return notices_put(rq->db, &n);
}

enum err handle_candidate_invite(struct request *rq, struct reply *rp)
{
	struct invite_body body = {.note = SLICE_INIT("")};
	struct search search = {.account = SLICE_INIT("")};
	struct crowd crowd;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	if (rq->snapshot == NULL)
		return ERR_BUSY;
	e = body_read(rq, fields, &body, rp->faults);
	if (e == ERR_OK)
		e = check_quota(rq);
	if (e == ERR_OK)
		e = crowd_open(rq, rq->argument, &crowd);
	search.crowd = &crowd;
	search.name = body.candidate;
	if (e == ERR_OK)
		e = crowd_each(&crowd, compare, &search);
	if (e != ERR_OK)
		return e;
	if (search.account.n == 0) {
		fault_at_pointer(rp->faults, FAULT_UNKNOWN_REF, "/candidate",
				 NULL);
		return ERR_INVALID;
	}
	e = keep(rq, search.account);
	if (e == ERR_OK)
		e = write_letter(rq, &crowd, search.account, body.note);
	if (e == ERR_OK)
		e = notice(rq, search.account);
	if (e != ERR_OK)
		return e;
	rp->http->status = 204;
	return ERR_OK;
}
