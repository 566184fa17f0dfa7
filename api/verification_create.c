/*
 * POST /v1/admin/organisations/{id}/verification - whether it is who it says.
 *
 * Audited; its owners are told.  One that is no longer believed has nothing
 * open any more: what it posted is closed.
 *
 * WRITE.
 */
#include "api/api.h"
#include "api/body.h"
#include "api/handler.h"
#include "api/organisation_row.h"
#include "api/params.h"
#include "api/posting.h"
#include "people/audit.h"
#include "people/links.h"
#include "people/membership.h"

handler_fn handle_verification_create;

enum { VERIFIED, REFUSED };
static const char *const verdicts[] = {"verified", "refused", NULL};

struct wanted {
	int verdict;
	struct slice note;
};

static enum err tell(struct request *rq, const struct wanted *w)
{
	struct owners_letter letter = {
		.organisation = rq->argument,
		.kind = w->verdict == VERIFIED ? LETTER_ORGANISATION_VERIFIED
					       : LETTER_ORGANISATION_REFUSED,
		.notice = w->verdict == VERIFIED ? "organisation.verified"
						 : "organisation.refused",
		.note = w->note,
		.link = link_address(rq->arena,
				     api_parts(rq->api)->letters_site,
				     "organisations", NULL)};

	return membership_tell_owners(&rq->hands, &letter);
}

static enum err decide(struct request *rq, const struct wanted *w)
{
	struct slice verdict = slice_of(verdicts[w->verdict]);
	bool was_verified;
	enum err e =
		membership_is_verified(&rq->hands, rq->argument, &was_verified);

	if (e == ERR_OK)
		e = members_verify(rq->db, &(struct stored_verification){
						   .organisation = rq->argument,
						   .state = verdict,
						   .note = w->note,
						   .by = rq->caller.id,
						   .at_us = rq->hands.now_us});
	if (e == ERR_OK)
		e = audit_tell(&rq->hands,
			       &(struct audit_word){
				       .actor = rq->caller.id,
				       .action = SLICE("organisation.decided"),
				       .object = rq->argument,
				       .detail = verdict});
	if (e == ERR_OK && was_verified && w->verdict == REFUSED)
		e = posting_close_all(rq, rq->argument);
	return e == ERR_OK ? tell(rq, w) : e;
}

enum err handle_verification_create(struct request *rq, struct reply *rp)
{
	static const struct body_field fields[] = {
		BODY(struct wanted, verdict, BODY_WORD, .needed = true,
		     .words = verdicts),
		BODY(struct wanted, note, BODY_TEXT, .most = 2000), BODY_END};
	struct wanted wanted = {.note = SLICE("")};
	struct stored_organisation row;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = organisations_get(rq->db, rq->arena, rq->argument, &row);
	if (e == ERR_OK)
		e = body_read(rq, fields, &wanted, rp->faults);
	if (e == ERR_OK && wanted.verdict == REFUSED && wanted.note.n == 0) {
		fault_at_pointer(rp->faults, FAULT_MISSING, "", "note");
		e = ERR_INVALID;
	}
	if (e == ERR_OK)
		e = decide(rq, &wanted);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	e = organisation_row_verification(rq, rp, rq->argument);
	jw_end(rp->json);
	return e;
}
