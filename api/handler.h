/*
 * handler - what every endpoint is given, and what it fills in.
 *
 * A handler is a straight line on one thread: it reads the request and the
 * snapshot, writes the reply and returns; it frees nothing, waits for nothing
 * and names no HTTP status.  Everything it takes from the arena lives until
 * the reply has left.
 */
#ifndef API_HANDLER_H
#define API_HANDLER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/fault.h"
#include "base/lang.h"
#include "json/jw.h"
#include "net/service.h"
#include "people/hands.h"

struct analyser;
struct api;
struct arena;
struct db;
struct login;
struct session_ask;
struct snapshot;

/* Where a handler runs: the columns `cost` and `next` of routes.def. */
enum route_cost {
	ROUTE_INLINE, /* on the loop: the request and the snapshot alone */
	ROUTE_READ,   /* on a reader: a connection that cannot write */
	ROUTE_WRITE,  /* on the writer, in a savepoint of its own */
	ROUTE_HASH    /* on a thread for what is dear, with a reader's hands */
};

/* What a thread works with; no other thread touches it. */
struct seat {
	struct db *db; /* NULL on a loop */
	struct analyser *analyser;
	unsigned slot; /* of the epoch */
};

/* Who may: the column `who` of routes.def. */
enum route_who {
	ROUTE_ANYONE,
	ROUTE_ACCOUNT, /* whoever signed in */
	ROUTE_SEEKER,
	ROUTE_POSTER,
	ROUTE_ADMINISTRATOR
};

/* What is asked of the caller: the column `right`. */
enum route_right {
	RIGHT_NONE,
	RIGHT_REVIEWER,
	RIGHT_EDITOR,
	RIGHT_OWNER,
	RIGHT_PARTY
};

/* Higher ones may what lower ones may. */
enum member_role { MEMBER_NONE, MEMBER_REVIEWER, MEMBER_EDITOR, MEMBER_OWNER };

/* What the caller is to the thing that the path names (right.h). */
enum party { PARTY_NONE, PARTY_SEEKER, PARTY_MEMBER, PARTY_ADMINISTRATOR };

/* The account that signed in, as the record has it now. */
struct caller {
	struct slice id; /* empty: nobody */
	enum route_who role;
	bool is_active; /* the e-mail address was confirmed */
	int64_t epoch;
	const struct login *login;
	/* Of routes with a right. */
	enum party party;
	enum member_role member;
	struct slice organisation; /* of the thing */
};

struct request {
	const struct net_request *http;
	struct caller caller;            /* of routes that are not for anyone */
	const struct api *api;           /* what lives as long as the server */
	const struct snapshot *snapshot; /* pinned; NULL while there is none */
	struct analyser *analyser;       /* of this thread */
	struct db *db;                   /* of this thread; NULL on a loop */
	struct arena *arena;
	struct slice argument; /* of the path: the {id} */
	struct slice second;   /* a second one, or empty */
	struct hands hands;    /* db, arena, keys and the time, for people/ */
	enum lang lang;        /* of ?lang=; LANG_ALL without it */
	enum lang reader;      /* lang, else by Accept-Language; a handler that
				  reads a language from its body sets it */
	int32_t today;         /* at +08:00 */
	void *kept;            /* by the line before this one */
};

struct reply;
typedef enum err handler_fn(struct request *rq, struct reply *rp);

/*
 * A second straight line, on another thread, once the first has returned
 * ERR_OK: a password is looked at on one and the login kept on another.  `kept`
 * is the handler's own, in the arena.
 */
struct next {
	handler_fn *handle; /* NULL: the reply is complete */
	enum route_cost cost;
	void *kept;
	/* Asked of the logins once all lines have ended well, before the reply
	 * leaves; NULL: nothing.  SESSION_LIST is asked before `handle`, which
	 * finds the answer in it. */
	struct session_ask *ask;
};

struct reply {
	struct net_reply *http;
	struct json_writer *json; /* into http->body */
	struct faults *faults;    /* told with ERR_MALFORMED and ERR_INVALID */
	struct next *next;
	/* Members of the problem beyond the standard's, as "a":1,"b":[]; empty:
	   none.  Told with any error. */
	struct slice *members;
};

#endif
