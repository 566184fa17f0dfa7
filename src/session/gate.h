/*
 * gate - what must be known of a caller before a request is served: whose
 * login it carries, and whether he may do this once more.
 *
 * A gate is opened once a request, on its loop, and waits for the stores so
 * that its handler need not.  The address is counted and the login looked up
 * together; then the account that was found is counted, by itself and together
 * with the address.  Where an account is only tried, as in signing in, the pair
 * of what is tried and the address is counted.  Nothing is held
 * meanwhile: no snapshot is pinned, no connection borrowed; the exchange just
 * stays NET_LATER, in memory that the gate may be part of.
 *
 * The dispatcher, in serve():
 *
 *	g = ARENA_NEW(x->arena, struct gate);
 *	*g = (struct gate){.rule = LIMIT_MATCH, .address = x->request.address,
 *			   .opened = on_opened, .ctx = x};
 *	if (a login came) { g->has_login = true; copy BLAKE2b(token) to digest }
 *	if (!gate_open(sessions, x->loop, g))
 *		return NET_LATER;      - on_opened(g) will follow, on this loop
 *	admit_and_run(x, g);           - answered at once: no login, embedded
 *	return NET_REPLIED;
 *
 * and on_opened(): admit_and_run(x, g); net_finish(x).  There, in this order:
 * gate_error(g) that is not ERR_OK is answered (429 with limit, 503); a login
 * whose epoch is not that of its account in the roster counts as none; the
 * row's "who" decides about 401 and 403; then the snapshot is pinned, the
 * handler runs through, and the snapshot is unpinned.  READ, WRITE and HASH
 * rows are handed to their pool from there instead.
 *
 * A public route asks for no login that it does not need: set has_login only
 * where the row or the handler reads it, or Redis away would close it too.
 * A handler that opens or ends a login says so in its reply; after COMMIT the
 * writer's thread hands a SESSION_MAKE or _DROP to session_post(), and its
 * answer, on the loop, lets the reply go.
 */
#ifndef SESSION_GATE_H
#define SESSION_GATE_H

#include <stdbool.h>

#include "session/session.h"

struct gate;

typedef void gate_opened(struct gate *g);

struct gate {
	/* What is asked. */
	bool has_login;
	bool has_rule;
	enum limit_rule rule;
	unsigned char digest[LOGIN_DIGEST_BYTES];
	const char *address; /* as in struct net_request; borrowed */
	/* Whose account is tried, where no login says it; empty: nobody's. */
	char subject[LIMIT_SUBJECT_MAX + 1];
	gate_opened *opened;
	void *ctx;

	/* What is known when it is open. */
	bool is_known;      /* there is a login, and it is `login` */
	bool is_limited;    /* something was counted: limit and key are set */
	enum err login_err; /* ERR_OK, ERR_NOT_FOUND or ERR_BUSY */
	struct login login;
	struct limit_result limit; /* of all counted the narrowest */
	struct limit_key key;      /* its key: limit_write_policy() */

	/* Its own. */
	struct sessions *sessions;
	unsigned loop;
	unsigned waiting;
	struct session_ask find;
	struct session_ask by_address;
	struct session_ask by_account;
	struct session_ask by_pair;
};

/*
 * On the thread of the loop.  True: open already, opened() is not called.
 * False: it will be, once, on this thread, within two deadlines of the plan.
 */
MUST_USE bool gate_open(struct sessions *s, unsigned loop, struct gate *g);

/*
 * Of an open gate.  ERR_TOO_MANY: refused by a limit.  ERR_BUSY: a login came
 * and nobody knows whose it is; never taken for no login.
 */
enum err gate_error(const struct gate *g);

#endif
