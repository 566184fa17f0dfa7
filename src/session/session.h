/*
 * session - who is signed in, and how often they may do what: one interface
 * over two stores.
 *
 * With `redis` the logins live there, one connection a loop; without it they
 * live in this process and, through struct login_rows, in the record.  Above
 * this line nobody can tell which.  Limits live in Redis, and in this process
 * while it is away.  This floor never sees a token and never judges whether
 * a login is still good for its account: compare login.epoch with the record.
 *
 * The one thing asked is a struct session_ask.  Asked on a loop it is answered
 * on that loop, at once or by a call of `answered` within the deadline;
 * nothing here ever waits.  src/session and src/net are the only folders with
 * callbacks; gate.h keeps them away from handlers.
 */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/err.h"
#include "session/limits.h"
#include "session/login.h"

struct arena;
struct event_base;
struct session_ask;
struct sessions;

enum { SESSION_LOOPS_MAX = 64, SESSION_PREFIX_MAX = 32 };

struct session_plan {
	const char *redis;  /* see redis_address.h; NULL or "": embedded */
	const char *prefix; /* of every key in Redis; copied */
	unsigned loops;
	int64_t deadline_us; /* of an ask */
	struct login_life lives[LOGIN_KIND__COUNT];
	int64_t touch_us;  /* a use that gains less is not written down */
	size_t logins_max; /* embedded: in all; above it nobody signs in */
	const struct login_rows *rows; /* borrowed; NULL: nothing is kept */
};

/*
 * Reads the address, resolves its name, loads the rows.  ERR_INVALID with a
 * sentence in `words`: `redis` cannot be read or resolved; ERR_INTERNAL: the
 * rows cannot.  Whether Redis answers is not asked here.
 */
enum { SESSION_WORDS_BYTES = 160 };
MUST_USE enum err sessions_open(const struct session_plan *plan,
				struct sessions **ret_sessions,
				char words[SESSION_WORDS_BYTES]);

/* After every loop has detached.  NULL is fine. */
void sessions_close(struct sessions *s);

/*
 * First and last thing on the thread of a loop; `base` is its own.  What is
 * still asked when it detaches is answered with ERR_BUSY before this returns,
 * and all later posts are refused.
 */
MUST_USE enum err sessions_attach(struct sessions *s, unsigned loop,
				  struct event_base *base);
void sessions_detach(struct sessions *s, unsigned loop);

/* Whether asks of that loop are answered just now; its thread. */
bool sessions_are_up(const struct sessions *s, unsigned loop);

/* Replies of Redis that came too late and were dropped; its thread. */
uint64_t sessions_dropped(const struct sessions *s, unsigned loop);

/*
 * What is asked, what it reads and what it fills in when it ends with ERR_OK.
 * Every one may also end with ERR_BUSY: the store is away, hung, full or
 * broken; nothing is known then, and a change may or may not have been made.
 */
enum session_verb {
	/* By login.digest; fills in login, as it is after this use of it.
	 * ERR_NOT_FOUND: there is none, or it is over.  One of the epoch
	 * LOGIN_ROTATED is no login: somebody has a token that was replaced,
	 * and its family is to be ended. */
	SESSION_FIND,

	/* login, dated by login_date(), its digest new.  Of more than
	 * LOGINS_EACH_MAX of an account the one that would end first goes. */
	SESSION_MAKE,

	/* The same, login having the family of `before`, a login that was
	 * found: its token was replaced by that of login. */
	SESSION_ROTATE,

	/* A login that was found as LOGIN_ROTATED: every login of its family
	 * has ended.  Of one without a family nothing does. */
	SESSION_END_FAMILY,

	/* A login that was found or listed.  ERR_NOT_FOUND: there is none, or
	 * it is another account's.  ERR_OK also when Redis is away: the login
	 * is marked as ended here, and is none whatever Redis brings back. */
	SESSION_DROP,

	/* All of login.account, but login.digest when keeps_one.  Tidiness
	 * only: raise the account's epoch, that ends them. */
	SESSION_DROP_ALL,

	/* Fills in logins and count, newest first, in the arena. */
	SESSION_LIST,

	/* An act that key counts; fills in limit.  Never ERR_BUSY. */
	SESSION_LIMIT
};

typedef void session_answered(struct session_ask *ask);

/*
 * Belongs to whoever asks, but from the asking to the answer to this floor;
 * after it nothing here knows it any more, not even when a late reply comes.
 */
struct session_ask {
	enum session_verb verb;
	struct login login;
	struct login before; /* of SESSION_ROTATE */
	bool keeps_one;
	struct limit_key key;
	struct arena *arena; /* of SESSION_LIST */
	session_answered *answered;
	void *ctx; /* for answered */

	enum err result;
	struct login *logins;
	size_t count;
	struct limit_result limit;

	struct session_ask *next; /* this floor's, like the one below */
	bool is_again;
	bool is_marked;
};

/*
 * On the thread of the loop.  True: answered already, and `answered` is not
 * called.  False: it will be, on this thread, later and exactly once.
 */
MUST_USE bool session_start(struct sessions *s, unsigned loop,
			    struct session_ask *ask);

/*
 * Any thread: started on the loop's, where `answered` is always called.
 * False, and it is not: the loop has detached.
 */
MUST_USE bool session_post(struct sessions *s, unsigned loop,
			   struct session_ask *ask);

/*
 * The rows of the record, on the writer's thread and inside its transaction
 * (`seat` is handed to struct login_rows).
 *
 * A login is first kept, then, after COMMIT, made; first forgotten, then
 * dropped: what was acknowledged outlives a crash.  While logins are in Redis
 * nothing is kept, and of a forgotten one the mark that it was ended, until it
 * would have been over.
 */
MUST_USE enum err session_keep(struct sessions *s, void *seat,
			       const struct login *l);
MUST_USE enum err session_forget(struct sessions *s, void *seat,
				 const struct login *l);

/* `next` takes the place of `before`; then SESSION_ROTATE. */
MUST_USE enum err session_replace(struct sessions *s, void *seat,
				  const struct login *before,
				  const struct login *next);

/* The family of a login that was found as LOGIN_ROTATED. */
MUST_USE enum err session_forget_family(struct sessions *s, void *seat,
					const struct login *l);

/* All of l->account, but l->digest when keeps_one. */
MUST_USE enum err session_forget_all(struct sessions *s, void *seat,
				     const struct login *l, bool keeps_one);

/*
 * What was used or ended since: at most SESSION_TIDY_MAX rows a call, about
 * once a minute, again while *ret_more.  Uses after the last call are lost
 * in a crash: those logins end that much sooner.
 */
enum { SESSION_TIDY_MAX = 500 };
MUST_USE enum err session_tidy(struct sessions *s, void *seat, bool *ret_more);

/* Dates a login that is made now, by the life of its kind. */
void session_date(const struct sessions *s, struct login *l);

/* The same of one that takes the place of `before`: its life is not longer. */
void session_date_after(const struct sessions *s, struct login *l,
			const struct login *before);

#endif
