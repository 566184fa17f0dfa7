/*
 * POST /v1/admin/claims/{id}/decision - whether the organisation stands behind
 * the opening: then it is its own, to edit and to answer for.
 *
 * Once; audited; who asked is told.
 *
 * WRITE.
 */
#include "api/api.h"
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/posting.h"
#include "base/arena.h"
#include "people/audit.h"
#include "people/links.h"
#include "people/membership.h"
#include "store/accounts.h"
#include "store/claims.h"

handler_fn handle_claim_decide;

struct wanted {
	bool agreed;
};

/* Ids need no escaping in JSON. */
static enum err give(struct request *rq, const struct stored_claim *c,
		     struct faults *f)
{
	struct slice members = arena_print(
		rq->arena,
		"{\"organisation\":\"%.*s\",\"claimed_by\":\"%.*s\"}",
		SLICE_ARG(c->organisation), SLICE_ARG(c->organisation));
	struct stored_opening stored;
	enum err e = openings_get(rq->db, rq->arena, c->opening, &stored);

	return e == ERR_OK ? posting_change(rq, &stored, members, f) : e;
}

static enum err tell(struct request *rq, const struct stored_claim *c,
		     bool agreed)
{
	const char *page =
		arena_print(rq->arena, "openings/%.*s", SLICE_ARG(c->opening))
			.p;
	struct letter_value values[] = {
		{"name", {NULL, 0}},
		{"link",
		 link_address(rq->arena, api_parts(rq->api)->letters_site, page,
			      NULL)}};
	struct roster_row account;
	enum lang lang = LANG_EN;
	enum err e = accounts_roster(rq->db, rq->arena, c->account, &account);

	/* Who asked may have left; the stand-in is nobody. */
	if (e == ERR_NOT_FOUND ||
	    (e == ERR_OK && slice_is(account.state, "erased")))
		return ERR_OK;
	if (e == ERR_OK && !lang_read(account.lang, &lang))
		lang = LANG_EN;
	if (e == ERR_OK)
		e = membership_name(&rq->hands, c->organisation, lang,
				    &values[0].value);
	if (e != ERR_OK)
		return e;
	return letter_put(
		&rq->hands,
		&(struct letter){.kind = agreed ? LETTER_CLAIM_AGREED
						: LETTER_CLAIM_REFUSED,
				 .account = c->account,
				 .values = values,
				 .count = 2});
}

static enum err decide(struct request *rq, const struct stored_claim *c,
		       bool agreed, struct faults *f)
{
	struct decision d = {c->id, agreed ? SLICE("agreed") : SLICE("refused"),
			     rq->caller.id, rq->hands.now_us};
	enum err e = claims_decide(rq->db, &d);

	if (e == ERR_STALE)
		return ERR_CONFLICT; /* it was decided already */
	if (e == ERR_OK && agreed)
		e = give(rq, c, f);
	if (e == ERR_OK)
		e = audit_tell(
			&rq->hands,
			&(struct audit_word){.actor = rq->caller.id,
					     .action = SLICE("claim.decided"),
					     .object = c->opening,
					     .detail = d.state});
	return e == ERR_OK ? tell(rq, c, agreed) : e;
}

enum err handle_claim_decide(struct request *rq, struct reply *rp)
{
	static const struct body_field fields[] = {
		BODY(struct wanted, agreed, BODY_FLAG, .needed = true),
		BODY_END};
	struct wanted wanted = {false};
	struct stored_claim claim;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = claims_get(rq->db, rq->arena, rq->argument, &claim);
	if (e == ERR_OK)
		e = body_read(rq, fields, &wanted, rp->faults);
	if (e == ERR_OK)
		e = decide(rq, &claim, wanted.agreed, rp->faults);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", claim.id);
	jw_text(rp->json, "opening", claim.opening);
	jw_text(rp->json, "organisation", claim.organisation);
	jw_text(rp->json, "note", claim.note);
	jw_word(rp->json, "state", wanted.agreed ? "agreed" : "refused");
	jw_time(rp->json, "at", claim.at_us);
	jw_time(rp->json, "decided", rq->hands.now_us);
	jw_end(rp->json);
	return ERR_OK;
}
