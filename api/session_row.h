/*
 * session_row - the logins of an account as their owner sees them.
 *
 * Read from the store of logins, which answers on the loop: a first line asks,
 * the next one has the answer.
 */
#ifndef API_SESSION_ROW_H
#define API_SESSION_ROW_H

#include "api/handler.h"
#include "session/login.h"

/* `then` finds them by session_row_next(). */
void session_row_ask(struct request *rq, struct reply *rp, handler_fn *then,
		     enum route_cost cost);

/*
 * The logins that count, newest first: those of an older epoch are none.
 * *at begins at 0; NULL after the last.
 */
const struct login *session_row_next(const struct request *rq, size_t *at);

/* Of the hash of its token, which it does not give away. */
enum { SESSION_ID_CHARS = 32 };
void session_row_id(const struct login *l, char id[SESSION_ID_CHARS + 1]);

#endif
