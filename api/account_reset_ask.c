/*
 * POST /v1/accounts/reset - a link for a new password is sent to an address.
 *
 * Whether the address has an account is nobody's to find out: the reply is the
 * same, and for an address that nobody has a row is written all the same, so
 * that the disk takes as long.
 *
 * WRITE.
 */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/proofs.h"
#include "crypt/keys.h"
#include "crypt/secret.h"
#include "people/account.h"
#include "store/one_times.h"

handler_fn handle_account_reset_ask;

struct wanted {
	struct slice email;
};

/* A link that nobody has and that is over. */
static enum err pretend(struct request *rq)
{
	char token[SECRET_CHARS + 1];
	unsigned char hash[SECRET_HASH_BYTES];
	struct stored_one_time row = {.kind = SLICE("reset"),
				      .created_us = rq->hands.now_us,
				      .expires_us = rq->hands.now_us};
	enum err e;

	secret_new(SECRET_RESET, token);
	e = secret_hash(rq->hands.keys, KEYS_PRESENT, SECRET_RESET,
			slice_of(token), hash);
	row.hash = hands_octets(hash, sizeof(hash));
	return e == ERR_OK ? one_times_insert(rq->db, &row) : e;
}

enum err handle_account_reset_ask(struct request *rq, struct reply *rp)
{
	static const struct body_field fields[] = {
		BODY(struct wanted, email, BODY_EMAIL, .needed = true),
		BODY_END};
	struct wanted wanted = {{NULL, 0}};
	struct stored_account account;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = body_read(rq, fields, &wanted, rp->faults);
	if (e != ERR_OK)
		return e;
	e = account_find(&rq->hands, wanted.email, &account);
	if (e == ERR_OK && !slice_is(account.state, "blocked"))
		e = proof_ask_reset(rq, account.id);
	else if (e == ERR_OK || e == ERR_NOT_FOUND)
		e = pretend(rq);
	if (e == ERR_OK)
		proof_answer(rp, "open_link");
	return e;
}
