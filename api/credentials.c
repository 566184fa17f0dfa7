/* credentials - see credentials.h. */
#include "api/credentials.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"

/* The value of our cookie; p NULL: it is not there. */
static struct slice cookie_of(const struct net_request *rq)
{
	for (size_t i = 0; i < rq->field_count; i++) {
		struct slice rest = rq->fields[i].value;

		if (rq->fields[i].name.n != strlen("cookie") ||
		    strncasecmp(rq->fields[i].name.p, "cookie",
				strlen("cookie")) != 0)
			continue;
		while (rest.n > 0) {
			struct slice value;
			struct slice pair =
				slice_trim(slice_split(rest, ';', &rest));
			struct slice name = slice_split(pair, '=', &value);

			if (slice_is(name, CREDENTIALS_COOKIE))
				return value;
		}
	}
	return (struct slice){NULL, 0};
}

/* Behind "Bearer "; p NULL: the field is not there or is of another kind. */
static struct slice bearer_of(const struct net_request *rq)
{
	static const char scheme[] = "bearer ";
	struct slice field = net_field(rq, "authorization");
	size_t n = sizeof(scheme) - 1;

	if (field.p == NULL || field.n <= n ||
	    strncasecmp(field.p, scheme, n) != 0)
		return (struct slice){NULL, 0};
	return slice_trim(slice_cut(field, n, field.n));
}

static bool changes_something(enum net_method m)
{
	return m != NET_GET && m != NET_HEAD && m != NET_OPTIONS;
}

/* What a browser says of where the page is from; silence is no foreign page. */
static bool is_foreign(const struct net_request *rq)
{
	struct slice site = net_field(rq, "sec-fetch-site");
	struct slice origin = net_field(rq, "origin");
	struct slice host;

	if (site.p != NULL && !slice_is(site, "same-origin") &&
	    !slice_is(site, "none"))
		return true;
	if (origin.p == NULL)
		return false;
	if (slice_starts(origin, SLICE("http://")))
		host = slice_cut(origin, strlen("http://"), origin.n);
	else if (slice_starts(origin, SLICE("https://")))
		host = slice_cut(origin, strlen("https://"), origin.n);
	else
		return true;
	return !slice_eq(host, rq->authority);
}

static enum err prove(const struct keys *k, const struct net_request *rq,
		      const struct credentials *c)
{
	if (!changes_something(rq->method))
		return ERR_OK;
	if (is_foreign(rq) ||
	    !secret_csrf_fits(k, c->digest, net_field(rq, "x-csrf-token")))
		return ERR_FORBIDDEN;
	return ERR_OK;
}

enum err credentials_read(const struct keys *k, const struct net_request *rq,
			  struct credentials *ret)
{
	struct slice text = bearer_of(rq);
	enum secret_kind kind = SECRET_BEARER;
	enum err e;

	ret->is_cookie = text.p == NULL;
	if (ret->is_cookie) {
		text = cookie_of(rq);
		kind = SECRET_COOKIE;
	}
	if (text.p == NULL)
		return ERR_NOT_FOUND;
	e = secret_hash(k, KEYS_PRESENT, kind, text, ret->digest);
	if (e != ERR_OK)
		return ERR_UNAUTHENTICATED;
	return ret->is_cookie ? prove(k, rq, ret) : ERR_OK;
}

struct slice credentials_cookie(struct arena *a, const char *token)
{
	return arena_print(a,
			   CREDENTIALS_COOKIE
			   "=%s; Path=/; Secure; HttpOnly; SameSite=Lax%s",
			   token == NULL ? "" : token,
			   token == NULL ? "; Max-Age=0" : "");
}
