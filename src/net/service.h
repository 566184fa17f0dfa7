/*
 * service - what src/net asks of the program, and what it offers in return.
 *
 * src/net moves octets: it decides what is a well-formed request, when it is
 * late and how an answer leaves.  What an address means is told by the
 * functions of struct net_service, which api/ fills in; net calls them on the
 * loop that owns the connection, so none of them may wait for anything.
 *
 * One request and its reply are a struct exchange.  Exactly one thread owns it
 * at any time: the loop, until serve() answers NET_LATER; then whoever got it
 * from there, until net_finish() hands it back.  Its memory, the arena
 * included, is taken back once the reply has left.
 */
#ifndef NET_SERVICE_H
#define NET_SERVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/slice.h"

struct arena;
struct event_base;
struct exchange;

enum { NET_ID_BYTES = 27, NET_ADDRESS_BYTES = 46, NET_REPLY_FIELDS_MAX = 24 };

/* The methods that are known; any other is answered with 501 by net. */
enum net_method {
	NET_GET,
	NET_HEAD, /* fill the reply as for GET, net leaves the body out */
	NET_POST,
	NET_PUT,
	NET_PATCH,
	NET_DELETE,
	NET_OPTIONS,
	NET_METHOD__COUNT
};

const char *net_method_word(enum net_method m); /* "GET" */

/* A field of a head or a parameter of a query; octets as they are meant. */
struct net_pair {
	struct slice name;
	struct slice value;
};

/*
 * A request.  Before its head was complete and well formed (is_known is false,
 * seen by failed() and done() only) just `id`, `address` and `start_us` are
 * set.  Every slice lives as long as the exchange.
 */
struct net_request {
	bool is_known;
	enum net_method method;
	struct slice target; /* as sent, for nobody but the curious */
	struct slice path;   /* decoded, dot segments gone; "*" for OPTIONS * */
	const struct net_pair *parameters; /* of the query, in order, decoded */
	size_t parameter_count;
	const struct net_pair *fields; /* of the head, in order, trimmed */
	size_t field_count;
	struct slice authority; /* of an absolute target, else Host */
	struct slice body;      /* empty until serve() */
	bool is_secure;         /* a configured proxy says it came by https */
	char id[NET_ID_BYTES];  /* sortable by time, unique, ends in NUL */
	char address[NET_ADDRESS_BYTES]; /* of the client, see net_options */
	int64_t start_us;                /* monotonic, at the first octet */
};

/* The first field of that name, in any case of letters; absent: p is NULL. */
struct slice net_field(const struct net_request *rq, const char *name);

/* The first parameter of that name; absent: p is NULL. */
struct slice net_parameter(const struct net_request *rq, const char *name);

enum net_match { NET_MATCH_ABSENT, NET_MATCH_YES, NET_MATCH_NO };

/*
 * If-Match against the entity tag of what is there now, written without its
 * quotation marks; strong comparison (RFC 9110, section 13.1.1).  Tags that
 * net has marked as those of a compressed reply count as the tag itself.
 */
enum net_match net_if_match(const struct net_request *rq, struct slice etag);

/*
 * A reply.  Net itself writes Date, Content-Length, Connection, Vary for
 * compressible bodies, and ETag; every other field is the service's.
 */
struct net_reply {
	int status; /* 200 at first; never 1xx */
	struct net_pair fields[NET_REPLY_FIELDS_MAX];
	size_t field_count;
	struct buf body;
	struct slice borrowed;     /* sent instead of body when p is not NULL:
				      octets that live until done() */
	const char *content_type;  /* NULL: no field */
	const char *cache_control; /* NULL: no field */
	struct slice etag;    /* strong, without quotation marks; empty: none */
	bool is_compressible; /* gzip above 1 KiB for those who accept it */
	bool must_close;      /* no further request on this connection */
	bool is_broken;       /* a field could not be taken: becomes a 500 */
	struct arena *arena;
};

/*
 * Adds a field; name and value are copied.  A name that is no token, a value
 * with CR, LF or NUL (RFC 9112, section 11.1) or one field too many breaks the
 * reply: the client gets a 500 instead.
 */
void net_reply_field(struct net_reply *rp, const char *name,
		     struct slice value);

/* As it was before the service touched it; the body keeps its memory. */
void net_reply_clear(struct net_reply *rp);

struct exchange {
	struct net_request request;
	struct net_reply reply;
	struct arena *arena;
	unsigned loop;         /* index of the owning loop */
	size_t body_bytes_max; /* head() may change it */
	void *extra; /* the service's own, NULL at first; net leaves it alone */
};

/* How an exchange ended, for the log. */
struct net_outcome {
	int status;   /* 0: the client had left, no reply was sent */
	size_t bytes; /* of the body, as sent */
	int64_t us;   /* from the first octet of the request */
};

enum net_step {
	NET_GO_ON,   /* of head(): read the body, then call serve() */
	NET_REPLIED, /* the reply is filled in */
	NET_LATER    /* of serve(): net_finish() will follow */
};

struct net_service {
	void *ctx;

	/*
	 * The head is complete, no octet of the body was read.  NET_GO_ON, or
	 * NET_REPLIED with the reply filled in (404, 405 with Allow, 401, 204
	 * for OPTIONS ...); the connection is then closed if a body would
	 * follow.  x->body_bytes_max is the default limit and may be changed;
	 * net refuses a larger body with 413, by Content-Length before it is
	 * read.  Above the default limit the deadline of the body grows with
	 * what has arrived (struct net_options).
	 */
	enum net_step (*head)(void *ctx, struct exchange *x);

	/* The request is complete: NET_REPLIED or NET_LATER. */
	enum net_step (*serve)(void *ctx, struct exchange *x);

	/*
	 * Net refuses a request: fill x->reply with the problem for `e`, whose
	 * err_status() is the status.  `words` is an English sentence without
	 * its dot, with no value of the input.  x->request may be unknown.
	 */
	void (*failed)(void *ctx, struct exchange *x, enum err e,
		       const char *words);

	/* Exactly once for each exchange, after everything else; may be NULL. */
	void (*done)(void *ctx, struct exchange *x,
		     const struct net_outcome *outcome);

	/*
	 * On the thread of the loop, first and last thing; may be NULL.  `base`
	 * is libevent's and without a lock: who waits for sockets of its own
	 * adds and removes its events on this thread, until loop_stopping().
	 */
	void (*loop_started)(void *ctx, unsigned loop, struct event_base *base);
	void (*loop_stopping)(void *ctx, unsigned loop);
};

/*
 * Hands a NET_LATER exchange back, its reply filled in; any thread, never
 * waits.  The caller owns nothing of it afterwards.  When the client has left
 * meanwhile, or has waited past the deadline and got its 503, the reply is
 * dropped; done() still follows.
 */
void net_finish(struct exchange *x);

/* Whether a NET_LATER exchange that waits in a queue is past its deadline. */
bool net_is_late(const struct exchange *x);

#endif
