/*
 * authority - host and port (RFC 3986, section 3.2), and which are ours.
 *
 * No user information: it has no place in HTTP requests (RFC 9110, 4.2.4).
 */
#ifndef NET_AUTHORITY_H
#define NET_AUTHORITY_H

#include <stdbool.h>

#include "base/compiler.h"
#include "base/err.h"
#include "base/slice.h"

struct authorities;

enum { AUTHORITY_NO_PORT = -1 };

struct authority {
	struct slice host; /* with the brackets of an IPv6 literal */
	int port;
};

/* False when it is not a non-empty host with an optional port 0..65535. */
MUST_USE bool authority_read(struct slice text, struct authority *ret);

/*
 * The authorities that this server answers for: the listening host and, on a
 * loopback or wildcard address, localhost, each with its port or none; and
 * `names` between commas or spaces, exactly as given or, without port, on any.
 *
 * ERR_INVALID: a name is no authority.
 */
MUST_USE enum err authorities_open(const char *names,
				   struct authorities **ret_list);
void authorities_close(struct authorities *list); /* NULL is fine */

/* The address that was bound, before anybody asks; `host` is copied. */
void authorities_add_own(struct authorities *list, const char *host, int port);

bool authorities_have(const struct authorities *list, struct authority a);

#endif
