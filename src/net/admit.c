/* admit - see admit.h. */
#include "net/admit.h"

#include "net/address.h"
#include "net/authority.h"
#include "net/loop.h"
#include "net/proxies.h"
#include "net/target.h"
#include "net/turn.h"

/* RFC 9110, 7.4: scheme and authority must be those that we answer for. */
static enum err check_authority(const struct turn *t, const struct target *g,
				const char **words)
{
	const struct shared *s = t->loop->shared;

	if (!g->is_absolute)
		return ERR_OK;
	*words = "This server does not answer for that authority";
	if (g->is_https && !t->x.request.is_secure)
		return ERR_MISDIRECTED;
	return authorities_have(s->authorities, g->parts) ? ERR_OK
							  : ERR_MISDIRECTED;
}

static void look_behind_proxy(struct turn *t, const struct address *peer)
{
	const struct proxies *p = t->loop->shared->proxies;
	struct net_request *rq = &t->x.request;
	struct address client = proxies_client(p, peer, rq);

	address_write(&client, rq->address);
	rq->is_secure = proxies_say_secure(p, peer, rq);
}

enum err admit(struct turn *t, const struct address *peer,
	       const char **reterr_words)
{
	struct net_request *rq = &t->x.request;
	struct target target;
	enum err e;

	turn_publish_head(t);
	look_behind_proxy(t, peer);
	t->is_head = slice_is(head_method(&t->head), "HEAD");
	e = rules_read(&t->head, &t->rules, reterr_words);
	if (e == ERR_OK)
		e = target_read(t->x.arena, rq->target, t->rules.method,
				&target, reterr_words);
	if (e == ERR_OK)
		e = check_authority(t, &target, reterr_words);
	if (e != ERR_OK)
		return e;

	rq->is_known = true;
	rq->method = t->rules.method;
	rq->path = target.path;
	rq->parameters = target.parameters;
	rq->parameter_count = target.parameter_count;
	rq->authority = target.is_absolute ? target.authority : t->rules.host;
	return ERR_OK;
}
