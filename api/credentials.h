/*
 * credentials - the login that a request carries, if it does.
 *
 * A cookie for pages of ours, `Authorization: Bearer` for other clients.  A
 * cookie is sent by the browser whoever made the page, so a request that
 * changes something must prove that it is ours: by its Origin, and by
 * X-CSRF-Token, which belongs to the login.  Pure.
 */
#ifndef API_CREDENTIALS_H
#define API_CREDENTIALS_H

#include <stdbool.h>

#include "base/err.h"
#include "crypt/secret.h"
#include "net/service.h"

#define CREDENTIALS_COOKIE "__Host-sid"

struct credentials {
	bool is_cookie;
	unsigned char digest[SECRET_HASH_BYTES];
};

/*
 * ERR_NOT_FOUND: it carries none.  ERR_UNAUTHENTICATED: what it carries is no
 * token of ours.  ERR_FORBIDDEN: a cookie without the proof.
 */
MUST_USE enum err credentials_read(const struct keys *k,
				   const struct net_request *rq,
				   struct credentials *ret);

/* The value of Set-Cookie that gives the token, or takes it away (NULL). */
struct slice credentials_cookie(struct arena *a, const char *token);

#endif
