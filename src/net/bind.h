/*
 * bind - listening sockets for an address written by an operator.
 */
#ifndef NET_BIND_H
#define NET_BIND_H

#include "base/compiler.h"
#include "base/err.h"
#include "net/service.h"

struct bind_address {
	char host[NET_ADDRESS_BYTES]; /* numeric */
	int port;                     /* 0: the system chooses */
	int family;
};

/*
 * "127.0.0.1:8080", "[::1]:8080", "localhost:8080", or ":8080" for every
 * address; no other name is resolved.  ERR_INVALID: none of these.
 */
MUST_USE enum err bind_read(const char *text, struct bind_address *ret);

/*
 * Whether somebody listens there already, which SO_REUSEPORT would hide.
 * ERR_BUSY, or ERR_INTERNAL (logged).
 */
MUST_USE enum err bind_probe(const struct bind_address *a);

/*
 * One of several sockets that share the port, not blocking; with port 0 the
 * system chooses one, which bind_port() then tells.
 */
MUST_USE enum err bind_listen(const struct bind_address *a, int port,
			      int *ret_fd);

int bind_port(int fd);

#endif
