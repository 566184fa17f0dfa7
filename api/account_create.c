/*
 * POST /v1/accounts - a new account; the address is to be confirmed.
 *
 * Whether the address has an account already is nobody's to find out: the
 * reply and the time that it takes are the same.
 *
 * HASH: the password; then WRITE.
 */
#include <string.h>

#include "api/account_body.h"
#include "api/api.h"
#include "api/handler.h"
#include "base/arena.h"
#include "crypt/blind.h"
#include "crypt/data_key.h"
#include "crypt/id.h"
#include "crypt/password.h"
#include "crypt/seal.h"
#include "store/accounts.h"

handler_fn handle_account_create;

/* Between the two lines. */
struct making {
	struct account_body body;
	char stored[PASSWORD_STORED_BYTES];
};

static struct slice octets(const unsigned char *p, size_t n)
{
	return (struct slice){(const char *)p, n};
}

/* Everything of the account is sealed by a key of its own. */
static enum err insert(struct request *rq, const struct making *m,
		       struct slice index)
{
	const struct keys *keys = api_parts(rq->api)->keys;
	struct data_key *key = data_key_new();
	unsigned char wrapped[DATA_KEY_WRAPPED_BYTES];
	char id[ID_CHARS + 1];
	struct stored_account account = {
		.email_index = index,
		.password = slice_of(m->stored),
		.role = slice_of(account_role_words[m->body.role]),
		.lang = slice_of(lang_code(m->body.lang)),
		.state = SLICE("unverified")};
	struct seal_place place = {.table = SLICE("accounts"),
				   .column = SLICE("email_sealed")};
	enum err e;

	id_new(id);
	account.id = slice_of(id);
	data_key_wrap(keys, account.id, key, wrapped);
	account.key_wrapped = octets(wrapped, sizeof(wrapped));
	place.account = account.id;
	account.email_sealed =
		seal_write(rq->arena, key, &place, m->body.email);
	data_key_free(key);
	e = accounts_insert(rq->db, &account);
	return e;
}

static enum err keep(struct request *rq, struct reply *rp)
{
	const struct making *m = rq->kept;
	unsigned char index[BLIND_INDEX_BYTES];
	struct stored_account known;
	enum err e = blind_email(api_parts(rq->api)->keys, KEYS_PRESENT,
				 m->body.email, index);

	if (e != ERR_OK)
		return e;
	e = accounts_by_email(rq->db, rq->arena, octets(index, sizeof(index)),
			      &known);
	if (e == ERR_NOT_FOUND)
		e = insert(rq, m, octets(index, sizeof(index)));
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	jw_object(rp->json, NULL);
	jw_word(rp->json, "next", "confirm_email");
	jw_end(rp->json);
	return ERR_OK;
}

enum err handle_account_create(struct request *rq, struct reply *rp)
{
	const struct passwords *ps = api_parts(rq->api)->passwords;
	struct making *m = ARENA_NEW(rq->arena, struct making);
	enum err e = account_body_read(rq, &m->body, rp->faults);

	if (e != ERR_OK)
		return e;
	e = password_check(ps, m->body.password, m->body.email, "/password",
			   rp->faults);
	if (e == ERR_OK)
		e = password_hash(ps, m->body.password, m->stored);
	if (e != ERR_OK)
		return e;
	*rp->next = (struct next){keep, ROUTE_WRITE, m, NULL};
	return ERR_OK;
}
