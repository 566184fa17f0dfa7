/*
 * reach - whether an address is one of the public network.
 *
 * Whoever names a server that we are to call may not name one of ours: this
 * machine, its network, the metadata of a cloud.  Asked of the address that a
 * name was resolved to, just before it is called.  Pure.
 */
#ifndef JOBS_REACH_H
#define JOBS_REACH_H

#include <stdbool.h>

struct sockaddr;

bool reach_is_public(const struct sockaddr *address);

#endif
