/* signing - see signing.h. */
#include "api/signing.h"

#include <stdio.h>
#include <string.h>

#include "api/api.h"
#include "api/credentials.h"
#include "base/arena.h"
#include "crypt/id.h"
#include "crypt/secret.h"
#include "session/session.h"

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
			const struct login *l, const char *token)
{
	char csrf[SECRET_CSRF_CHARS + 1];

	rp->http->cache_control = "private, no-store";
	jw_object(rp->json, NULL);
	if (login_is_bearer(l)) {
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

/* A bearer's tokens follow one another in a family. */
static enum err keep(struct request *rq, const struct signing *s,
		     struct session_ask *ask)
{
	struct sessions *all = api_parts(rq->api)->sessions;
	struct seat seat = {.db = rq->db};
	struct login *l = &ask->login;
	char family[ID_CHARS + 1] = "";

	if (s->is_bearer)
		id_new(family);
	snprintf(l->family, sizeof(l->family), "%s", family);
	if (s->before == NULL) {
		ask->verb = SESSION_MAKE;
		session_date(all, l);
		return session_keep(all, &seat, l);
	}
	ask->verb = SESSION_ROTATE;
	ask->before = *s->before;
	if (ask->before.family[0] == '\0')
		memcpy(ask->before.family, family, sizeof(family));
	memcpy(l->family, ask->before.family, sizeof(l->family));
	session_date_after(all, l, &ask->before);
	return session_replace(all, &seat, &ask->before, l);
}

enum err signing_make(struct request *rq, struct reply *rp,
		      const struct signing *s)
{
	const struct api_parts *p = api_parts(rq->api);
	struct session_ask *ask = ARENA_NEW(rq->arena, struct session_ask);
	struct login *l = &ask->login;
	enum secret_kind kind = s->is_bearer ? SECRET_BEARER : SECRET_COOKIE;
	char token[SECRET_CHARS + 1];
	enum err e;

	*l = (struct login){.kind = s->kind, .epoch = s->epoch};
	snprintf(l->account, sizeof(l->account), "%.*s", SLICE_ARG(s->account));
	label_of(rq, l->label);
	secret_new(kind, token);
	e = secret_hash(p->keys, KEYS_PRESENT, kind, slice_of(token),
			l->digest);
	if (e != ERR_OK)
		return ERR_INTERNAL;
	e = keep(rq, s, ask);
	if (e != ERR_OK)
		return e;
	write_login(rq, rp, l, token);
	rp->next->ask = ask;
	return ERR_OK;
}

enum err signing_end_all(struct request *rq, struct reply *rp,
			 struct slice account)
{
	struct session_ask *ask = ARENA_NEW(rq->arena, struct session_ask);
	struct seat seat = {.db = rq->db};

	ask->verb = SESSION_DROP_ALL;
	snprintf(ask->login.account, sizeof(ask->login.account), "%.*s",
		 SLICE_ARG(account));
	rp->next->ask = ask;
	return session_forget_all(api_parts(rq->api)->sessions, &seat,
				  &ask->login, false);
}
