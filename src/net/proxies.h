/*
 * proxies - the peers whose X-Forwarded-For and -Proto are believed.
 *
 * Immutable once opened: any thread may read it.
 */
#ifndef NET_PROXIES_H
#define NET_PROXIES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "base/err.h"
#include "net/address.h"

struct proxies;

/*
 * Addresses and networks between commas or spaces; NULL or "" has none.
 * ERR_INVALID: one cannot be read.
 */
MUST_USE enum err proxies_open(const char *text, struct proxies **ret_proxies);
void proxies_close(struct proxies *p); /* NULL is fine */

bool proxies_have(const struct proxies *p, const struct address *a);

/*
 * Who is behind `peer`: the last address of X-Forwarded-For that is no proxy,
 * or, where that ends or cannot be read, the last proxy known.  A peer that is
 * no proxy is the client itself, whatever the fields say.
 */
struct address proxies_client(const struct proxies *p,
			      const struct address *peer,
			      const struct net_request *rq);

/* A proxy says that the client came by https. */
bool proxies_say_secure(const struct proxies *p, const struct address *peer,
			const struct net_request *rq);

#endif
