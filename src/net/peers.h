/*
 * peers - how many connections each address has open (IPv6 by /64).
 *
 * Shared by the loops: every function takes the lock for a moment.
 */
#ifndef NET_PEERS_H
#define NET_PEERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "net/address.h"

struct peers;

struct peers *peers_new(size_t most_each);
void peers_free(struct peers *p); /* NULL is fine */

/* False, and nothing is counted, when that address has its share already. */
MUST_USE bool peers_enter(struct peers *p, const struct address *a);
void peers_leave(struct peers *p, const struct address *a);

#endif
