/*
 * POST /v1/admin/accounts/{id}/state - an account is blocked, or opened again
 * with the state that it had.
 *
 * Who is blocked is signed out everywhere and has no link that still works.
 * Its owner is told the note by letter; the audit chain holds the states alone.
 * Nobody blocks themself: there would be nobody to undo it.
 *
 * WRITE.
 */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/proofs.h"
#include "api/signing.h"
#include "people/audit.h"
#include "store/accounts.h"
#include "store/audit.h"

handler_fn handle_admin_account_state;

enum { NOTE_BYTES_MAX = 2000 };

enum wanted_state { WANTED_BLOCKED, WANTED_ACTIVE };

struct wanted {
	int state; /* enum wanted_state */
	struct slice note;
};

static enum err read_body(struct request *rq, struct wanted *ret,
			  struct faults *f)
{
	static const char *const states[] = {"blocked", "active", NULL};
	static const struct body_field fields[] = {
		BODY(struct wanted, state, BODY_WORD, .needed = true,
		     .words = states),
		BODY(struct wanted, note, BODY_TEXT, .needed = true,
		     .most = NOTE_BYTES_MAX),
		BODY_END};

	if (!params_none(rq->http, f))
		return ERR_INVALID;
	return body_read(rq, fields, ret, f);
}

/* What it was before it was blocked, as the audit chain has it. */
static enum err state_before(struct request *rq, struct slice account,
			     struct slice *ret_state)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_audits all;
	enum err e;

	*ret_state = SLICE("unverified");
	do {
		e = audit_of_object(rq->db, rq->arena, account, &page, &all);
		for (size_t i = 0; e == ERR_OK && i < all.count; i++) {
			page.number = all.items[i].seq;
			if (slice_is(all.items[i].action, "account.blocked"))
				*ret_state = all.items[i].detail;
		}
	} while (e == ERR_OK && all.count == PAGE_MAX);
	return e;
}

static enum err tell_chain(struct request *rq, struct slice account,
			   const char *action, struct slice before)
{
	return audit_tell(&rq->hands,
			  &(struct audit_word){.actor = rq->caller.id,
					       .action = slice_of(action),
					       .object = account,
					       .detail = before});
}

static enum err block(struct request *rq, struct reply *rp,
		      const struct stored_account *account, struct slice note)
{
	const struct letter_value value = {"note", note};
	enum err e = accounts_set_state(rq->db, account->id, account->state,
					SLICE("blocked"));

	if (e == ERR_OK)
		e = tell_chain(rq, account->id, "account.blocked",
			       account->state);
	if (e == ERR_OK)
		e = letter_put(&rq->hands,
			       &(struct letter){.kind = LETTER_BLOCKED,
						.account = account->id,
						.values = &value,
						.count = 1});
	return e == ERR_OK ? signing_end_all(rq, rp, account->id) : e;
}

static enum err unblock(struct request *rq,
			const struct stored_account *account, struct slice note)
{
	struct slice before;
	enum err e = state_before(rq, account->id, &before);

	if (e == ERR_OK)
		e = accounts_set_state(rq->db, account->id, account->state,
				       before);
	if (e == ERR_OK)
		e = tell_chain(rq, account->id, "account.unblocked", before);
	return e == ERR_OK ? proof_welcome_back(rq, account->id, note) : e;
}

static enum err move(struct request *rq, struct reply *rp,
		     const struct stored_account *account,
		     const struct wanted *wanted)
{
	bool is_blocked = slice_is(account->state, "blocked");

	if (is_blocked == (wanted->state == WANTED_BLOCKED)) {
		*rp->members = is_blocked ? SLICE("\"allowed\":[\"active\"]")
					  : SLICE("\"allowed\":[\"blocked\"]");
		return ERR_TRANSITION;
	}
	if (wanted->state == WANTED_BLOCKED)
		return block(rq, rp, account, wanted->note);
	return unblock(rq, account, wanted->note);
}

enum err handle_admin_account_state(struct request *rq, struct reply *rp)
{
	struct wanted wanted = {.note = {NULL, 0}};
	struct stored_account account;
	struct roster_row now;
	enum err e = read_body(rq, &wanted, rp->faults);

	if (e == ERR_OK)
		e = accounts_get(rq->db, rq->arena, rq->argument, &account);
	if (e == ERR_OK && slice_is(account.state, "erased"))
		e = ERR_NOT_FOUND;
	if (e == ERR_OK && slice_eq(account.id, rq->caller.id))
		e = ERR_CONFLICT;
	if (e == ERR_OK)
		e = move(rq, rp, &account, &wanted);
	if (e == ERR_OK)
		e = accounts_roster(rq->db, rq->arena, account.id, &now);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", now.id);
	jw_text(rp->json, "role", now.role);
	jw_text(rp->json, "state", now.state);
	jw_end(rp->json);
	return ERR_OK;
}
