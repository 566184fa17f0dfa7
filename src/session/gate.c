/* gate - see gate.h. */
#include "session/gate.h"

#include <string.h>

static void count(struct gate *g, const struct session_ask *ask)
{
	const struct limit_result *r = &ask->limit;
	bool is_narrower = !g->is_limited ||
			   (g->limit.is_allowed && !r->is_allowed) ||
			   (g->limit.is_allowed == r->is_allowed &&
			    r->remaining < g->limit.remaining);

	if (is_narrower) {
		g->limit = *r;
		g->key = ask->key;
	}
	g->is_limited = true;
}

static void take_login(struct gate *g)
{
	g->login_err = g->find.result;
	g->is_known = g->login_err == ERR_OK;
	if (g->is_known)
		g->login = g->find.login;
}

static void one_less(struct gate *g)
{
	if (--g->waiting == 0)
		g->opened(g);
}

static void on_counted(struct session_ask *ask)
{
	count(ask->ctx, ask);
	one_less(ask->ctx);
}

static void ask_limit(struct gate *g, struct session_ask *ask,
		      struct limit_key key)
{
	*ask = (struct session_ask){
		.verb = SESSION_LIMIT,
		.key = key,
		.answered = on_counted,
		.ctx = g,
	};
	if (session_start(g->sessions, g->loop, ask))
		count(g, ask);
	else
		g->waiting++;
}

static void ask_by_address(struct gate *g)
{
	if (g->has_rule && limit_counts(g->rule, LIMIT_ADDRESS))
		ask_limit(g, &g->by_address,
			  limit_by_address(g->rule, g->address));
}

static void ask_by_account(struct gate *g)
{
	if (g->is_known && g->has_rule && limit_counts(g->rule, LIMIT_ACCOUNT))
		ask_limit(g, &g->by_account,
			  limit_by_account(g->rule, g->login.account));
}

/* Of the account, or of what stands for one that is tried. */
static void ask_by_pair(struct gate *g, const char *subject)
{
	if (g->has_rule && subject[0] != '\0' &&
	    limit_counts(g->rule, LIMIT_PAIR))
		ask_limit(g, &g->by_pair,
			  limit_by_pair(g->rule, subject, g->address));
}

static void ask_of_known(struct gate *g)
{
	ask_by_account(g);
	if (g->is_known)
		ask_by_pair(g, g->login.account);
}

static void on_found(struct session_ask *ask)
{
	take_login(ask->ctx);
	ask_of_known(ask->ctx);
	one_less(ask->ctx);
}

static void ask_for_login(struct gate *g)
{
	g->login_err = ERR_NOT_FOUND;
	if (!g->has_login)
		return;
	g->find = (struct session_ask){
		.verb = SESSION_FIND,
		.answered = on_found,
		.ctx = g,
	};
	memcpy(g->find.login.digest, g->digest, LOGIN_DIGEST_BYTES);
	if (!session_start(g->sessions, g->loop, &g->find)) {
		g->waiting++;
		return;
	}
	take_login(g);
	ask_of_known(g);
}

bool gate_open(struct sessions *s, unsigned loop, struct gate *g)
{
	g->sessions = s;
	g->loop = loop;
	g->waiting = 0;
	g->is_known = false;
	g->is_limited = false;
	ask_by_address(g);
	ask_by_pair(g, g->subject);
	ask_for_login(g);
	return g->waiting == 0;
}

enum err gate_error(const struct gate *g)
{
	if (g->is_limited && !g->limit.is_allowed)
		return ERR_TOO_MANY;
	if (g->has_login && g->login_err == ERR_BUSY)
		return ERR_BUSY;
	return ERR_OK;
}
