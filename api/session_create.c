/*
 * POST /v1/sessions - signs in: a cookie for pages of ours, a bearer token for
 * other clients.
 *
 * An address that nobody has takes as long as a wrong password, and is
 * answered the same.
 *
 * HASH: the password; then WRITE.
 */
#include <stdio.h>
#include <string.h>

#include "api/account_body.h"
#include "api/api.h"
#include "api/credentials.h"
#include "api/handler.h"
#include "base/arena.h"
#include "base/clock.h"
#include "crypt/blind.h"
#include "crypt/password.h"
#include "session/session.h"
#include "store/accounts.h"

handler_fn handle_session_create;

struct signing_in {
	struct login_body body;
	struct stored_account account;
	bool is_old; /* the stored password wants other parameters */
	char stored[PASSWORD_STORED_BYTES];
	struct session_ask ask;
};

static enum err find_account(struct request *rq, struct signing_in *s)
{
	unsigned char index[BLIND_INDEX_BYTES];
	enum err e = blind_email(api_parts(rq->api)->keys, KEYS_PRESENT,
				 s->body.email, index);

	if (e != ERR_OK)
		return e;
	e = accounts_by_email(
		rq->db, rq->arena,
		(struct slice){(const char *)index, sizeof(index)},
		&s->account);
	if (e == ERR_NOT_FOUND) {
		s->account = (struct stored_account){.password = {NULL, 0}};
		return ERR_OK;
	}
	return e;
}

static enum login_kind kind_of(const struct signing_in *s)
{
	if (s->body.kind == LOGIN_ASKED_BEARER)
		return LOGIN_BEARER;
	return slice_is(s->account.role, "administrator") ? LOGIN_STAFF
							  : LOGIN_COOKIE;
}

/* What the owner of the account will know it by. */
static void label_of(const struct request *rq, char label[LOGIN_LABEL_BYTES])
{
	struct slice agent = net_field(rq->http, "user-agent");
	size_t n = agent.n < LOGIN_LABEL_BYTES - 1 ? agent.n
						   : LOGIN_LABEL_BYTES - 1;

	for (size_t i = 0; i < n; i++)
		label[i] = agent.p[i] >= ' ' && agent.p[i] < 0x7F ? agent.p[i]
								  : '?';
	label[n] = '\0';
}

static void write_login(struct request *rq, struct reply *rp,
			const struct signing_in *s, const char *token)
{
	const struct login *l = &s->ask.login;
	char csrf[SECRET_CSRF_CHARS + 1];

	rp->http->status = 201;
	rp->http->cache_control = "private, no-store";
	jw_object(rp->json, NULL);
	if (s->body.kind == LOGIN_ASKED_BEARER) {
		jw_word(rp->json, "token", token);
	} else {
		secret_csrf(api_parts(rq->api)->keys, l->digest, csrf);
		jw_word(rp->json, "csrf", csrf);
		net_reply_field(rp->http, "Set-Cookie",
				credentials_cookie(rq->arena, token));
	}
	jw_time(rp->json, "expires", l->expires_us);
	jw_end(rp->json);
}

static enum err keep(struct request *rq, struct reply *rp)
{
	struct signing_in *s = rq->kept;
	const struct api_parts *p = api_parts(rq->api);
	struct login *l = &s->ask.login;
	struct seat seat = {.db = rq->db};
	struct roster_row now;
	char token[SECRET_CHARS + 1];
	enum err e = accounts_roster(rq->db, rq->arena, s->account.id, &now);

	if (e != ERR_OK)
		return e == ERR_NOT_FOUND ? ERR_UNAUTHENTICATED : e;
	/* It may have been blocked, or the password changed, meanwhile. */
	if (now.epoch != s->account.epoch || slice_is(now.state, "blocked"))
		return ERR_UNAUTHENTICATED;
	*l = (struct login){.kind = kind_of(s), .epoch = now.epoch};
	snprintf(l->account, sizeof(l->account), "%.*s", SLICE_ARG(now.id));
	label_of(rq, l->label);
	secret_new(s->body.kind == LOGIN_ASKED_BEARER ? SECRET_BEARER
						      : SECRET_COOKIE,
		   token);
	e = secret_hash(p->keys, KEYS_PRESENT,
			s->body.kind == LOGIN_ASKED_BEARER ? SECRET_BEARER
							   : SECRET_COOKIE,
			slice_of(token), l->digest);
	if (e != ERR_OK)
		return ERR_INTERNAL;
	session_date(p->sessions, l);
	e = session_keep(p->sessions, &seat, l);
	if (e == ERR_OK)
		e = accounts_signed_in(rq->db, now.id, clock_now_us());
	if (e == ERR_OK && s->is_old)
		e = accounts_rehash(rq->db, now.id, s->account.password,
				    slice_of(s->stored));
	if (e != ERR_OK && e != ERR_STALE)
		return e;
	write_login(rq, rp, s, token);
	s->ask.verb = SESSION_MAKE;
	rp->next->ask = &s->ask;
	return ERR_OK;
}

enum err handle_session_create(struct request *rq, struct reply *rp)
{
	const struct passwords *ps = api_parts(rq->api)->passwords;
	struct signing_in *s = ARENA_NEW(rq->arena, struct signing_in);
	enum err e = login_body_read(rq, &s->body, rp->faults);

	if (e == ERR_OK)
		e = find_account(rq, s);
	if (e == ERR_OK)
		e = password_verify(ps, s->body.password, s->account.password,
				    &s->is_old);
	if (e == ERR_OK && s->is_old)
		e = password_hash(ps, s->body.password, s->stored);
	if (e != ERR_OK)
		return e;
	*rp->next = (struct next){keep, ROUTE_WRITE, s, NULL};
	return ERR_OK;
}
