/*
 * admit - from a complete head to a request that the service may see.
 *
 * Rules, target, authority, and who is behind the peer, in this order.
 */
#ifndef NET_ADMIT_H
#define NET_ADMIT_H

#include "base/compiler.h"
#include "base/err.h"

struct address;
struct turn;

/*
 * Fills t->rules and t->x.request.  Otherwise the error that the client is
 * told, and a sentence without its dot.
 */
MUST_USE enum err admit(struct turn *t, const struct address *peer,
			const char **reterr_words);

#endif
