/*
 * tried - whose account a request without a login tries to enter, as far as
 * its body names an address.
 *
 * For the limit of account and network together (session/limits.def): counted
 * before anything is hashed, and whether the address has an account or not.
 */
#ifndef API_TRIED_H
#define API_TRIED_H

#include "net/service.h"
#include "session/limits.h"

struct arena;
struct keys;

/* Empty where the body has no address that could be one. */
void tried_read(const struct keys *k, struct arena *a,
		const struct net_request *rq,
		char subject[LIMIT_SUBJECT_MAX + 1]);

#endif
