/*
 * server - the HTTP/1.1 front: listening sockets, loops and their connections.
 *
 * Each loop is a thread with its own libevent base and its own listening
 * socket (SO_REUSEPORT); a connection stays on the loop that accepted it.  All
 * functions are for the thread that opened the server, but server_drain().
 *
 * TLS and HTTP/2 belong to the reverse proxy.
 */
#ifndef NET_SERVER_H
#define NET_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/err.h"

struct net_service;
struct server;

/*
 * Every limit and deadline.  Deadlines are absolute: each
 * is set once when its part begins and no octet that arrives moves it, but
 * write_stall_ms, which is about octets that leave.
 */
struct net_options {
	const char *listen;    /* "127.0.0.1:8080", "[::1]:0", ":8080" */
	unsigned loops;        /* 0: one a core */
	const char *proxies;   /* whose X-Forwarded-* are believed: addresses or
				networks ("10.0.0.0/8") between commas or
				spaces, or NULL */
	const char *hosts;     /* our authorities in absolute targets beside the
				listening address: "jobs.example:443", or
				without port for any port; or NULL */
	size_t line_bytes_max; /* request line, without its CRLF: 414 */
	size_t fields_bytes_max; /* all field lines, trailers too: 431 */
	size_t fields_max;       /* their number, at most NET_FIELDS_MAX: 431 */
	size_t body_bytes_max;   /* until head() says otherwise: 413 */
	size_t extension_bytes_max; /* chunk extensions of one body: 400 */
	size_t request_memory;      /* soft cap of the arena of a request */
	size_t reply_bytes_max;     /* above it the reply becomes a 500 */
	size_t output_high_bytes;   /* unsent: stop reading and working */
	size_t pipeline_max;        /* requests waiting: stop reading */
	size_t connections_max;     /* in all: accept pauses; 0: 90 % of the
				       descriptors that there are */
	size_t address_max; /* connections of one IPv4 address or IPv6 /64,
			       but of a proxy: 503 */
	uint32_t head_ms;   /* from its first octet: 408 */
	uint32_t body_ms;   /* from the same octet: 408 */
	uint32_t body_rate; /* octets a second that stretch body_ms when head()
			       raised the limit of the body */
	uint32_t idle_ms;   /* between requests: close */
	uint32_t work_ms;   /* in the hands of the service: 503 */
	uint32_t write_stall_ms; /* no octet taken by the client: close */
	uint32_t linger_ms;      /* after an error, for the client to read it */
	size_t linger_bytes;     /* ... and what is thrown away meanwhile */
	uint32_t drain_ms;       /* server_drain(): all connections are gone */
};

enum { NET_FIELDS_MAX = 100 };

/* The defaults, listening on 127.0.0.1:8080. */
struct net_options net_options_default(void);

/*
 * Binds and listens, so that the port is known; nobody is served yet.  The
 * options are copied; the service must live as long as the server.
 *
 * ERR_INVALID: `listen`, `proxies` or `hosts` cannot be read.  ERR_INTERNAL:
 * the system refused (logged); ERR_BUSY: the address is in use.
 */
MUST_USE enum err server_open(const struct net_options *o,
			      const struct net_service *s,
			      struct server **ret_server);

int server_port(const struct server *s);
unsigned server_loops(const struct server *s);
size_t server_connections(const struct server *s); /* open now; any thread */

/* Starts the threads of the loops; signals stay blocked in them. */
MUST_USE enum err server_start(struct server *s);

/*
 * Stop accepting, answer what is in work with `Connection: close`, close the
 * rest; after drain_ms whatever is left is cut.  Returns at once.  Any thread,
 * and signal handlers.
 */
void server_drain(struct server *s);

/* Until the loops have ended, which they do after server_drain() only. */
void server_wait(struct server *s);

/*
 * Drains and waits if that was not done, then frees everything.  Nobody may
 * hold an exchange any more: end the threads that call net_finish() first.
 * NULL is fine.
 */
void server_close(struct server *s);

#endif
