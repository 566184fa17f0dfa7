/*
 * DELETE /v1/me - the account and everything that it said is forgotten.
 *
 * Live applications are withdrawn, ventures that it leads end, every login
 * ends, and the key of its sealed fields is destroyed, before the answer.
 * Within a minute no octet of it is left in any file (src/app/forget.c).
 *
 * Whoever signed in a moment ago proved who they are; a login that is older
 * sends the password again, in a field, because a DELETE has no body:
 * percent-encoded UTF-8.
 *
 * HASH: the password; then WRITE.
 */
#include "api/api.h"
#include "api/credentials.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/proofs.h"
#include "base/arena.h"
#include "base/buf.h"
#include "crypt/password.h"
#include "people/erasure.h"
#include "session/session.h"

handler_fn handle_me_delete;

enum { FIELD_BYTES_MAX = 3 * 4 * PASSWORD_BYTES_MAX };

#define FIELD     "X-Password"
/* A login so new needs no password. */
#define MOMENT_US (INT64_C(10) * 60 * 1000000)

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool decode(struct arena *a, struct slice field, struct slice *ret)
{
	char *text = arena_take(a, field.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < field.n; i++) {
		text[n++] = field.p[i];
		if (field.p[i] != '%')
			continue;
		if (i + 2 >= field.n || digit(field.p[i + 1]) < 0 ||
		    digit(field.p[i + 2]) < 0)
			return false;
		text[n - 1] = (char)(digit(field.p[i + 1]) << 4 |
				     digit(field.p[i + 2]));
		i += 2;
	}
	*ret = (struct slice){text, n};
	return field.n <= FIELD_BYTES_MAX;
}

/*
 * The login was made a moment ago, and by a password: one that only took the
 * place of another (rotation) is no proof of anything.
 */
static enum err is_new(struct request *rq, bool *ret)
{
	int64_t since_us = rq->hands.now_us - MOMENT_US;
	struct stored_account account;
	enum err e = accounts_get(rq->db, rq->arena, rq->caller.id, &account);

	*ret = e == ERR_OK && account.last_login_us > since_us &&
	       rq->caller.login->created_us > since_us;
	return e;
}

static enum err check_password(struct request *rq, struct slice field,
			       struct faults *f)
{
	struct faults *ignored = ARENA_NEW(rq->arena, struct faults);
	struct stored_account account;
	struct slice password;
	enum err e = ERR_INVALID;

	if (decode(rq->arena, field, &password))
		e = proof_password(rq, password, &account, ignored);
	if (e == ERR_INVALID)
		fault_at_parameter(f, FAULT_PASSWORD_WRONG, FIELD, NULL);
	return e;
}

static enum err check_owner(struct request *rq, struct faults *f)
{
	struct slice field = net_field(rq->http, "x-password");
	bool is;
	enum err e;

	if (field.p != NULL)
		return check_password(rq, field, f);
	e = is_new(rq, &is);
	if (e == ERR_OK && !is) {
		fault_at_parameter(f, FAULT_MISSING, FIELD, FIELD);
		e = ERR_INVALID;
	}
	return e;
}

/* Which organisations must be handed over first. */
static void tell_owned(struct request *rq, struct reply *rp,
		       const struct erasure_owned *owned)
{
	struct buf text;

	buf_init(&text, 64 * 1024);
	buf_add_text(&text, "\"organisations\":[");
	for (size_t i = 0; i < owned->count; i++)
		buf_print(&text, "%s\"%.*s\"", i == 0 ? "" : ",",
			  SLICE_ARG(owned->organisations[i]));
	buf_add_text(&text, "]");
	*rp->members = arena_copy(rq->arena, buf_slice(&text));
	buf_done(&text);
}

static enum err forget(struct request *rq, struct reply *rp)
{
	struct session_ask *ask = ARENA_NEW(rq->arena, struct session_ask);
	struct erasure_owned owned = {0, NULL};
	struct seat seat = {.db = rq->db};
	enum err e;

	*ask = (struct session_ask){.verb = SESSION_DROP_ALL,
				    .login = *rq->caller.login};
	e = session_forget_all(api_parts(rq->api)->sessions, &seat, &ask->login,
			       false);
	if (e == ERR_OK)
		e = erasure_of(&rq->hands, &api_parts(rq->api)->life,
			       rq->caller.id, &owned);
	if (e == ERR_CONFLICT && owned.count > 0)
		tell_owned(rq, rp, &owned);
	if (e != ERR_OK)
		return e;
	rp->http->status = 202;
	net_reply_field(rp->http, "Set-Cookie",
			credentials_cookie(rq->arena, NULL));
	jw_object(rp->json, NULL);
	jw_word(rp->json, "next", "forgotten_within_a_minute");
	jw_end(rp->json);
	rp->next->ask = ask;
	return ERR_OK;
}

enum err handle_me_delete(struct request *rq, struct reply *rp)
{
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = check_owner(rq, rp->faults);
	if (e == ERR_OK)
		*rp->next = (struct next){forget, ROUTE_WRITE, NULL, NULL};
	return e;
}
