/*
 * embedded - logins in the memory of this process, for session.c alone.
 *
 * Two hash tables, by digest and by account, under one lock that is held for
 * one login or one account's; never while rows are read or written.  Every
 * change also looks at a few chains for logins that are over.  A login that
 * ends leaves its digest behind until embedded_tidy() has dropped its row.
 *
 * While logins are in Redis one of these holds the marks of those that were
 * ended, which a Redis restored from yesterday would bring back.
 */
#ifndef SESSION_EMBEDDED_H
#define SESSION_EMBEDDED_H

#include <stdbool.h>

#include "session/session.h"

struct embedded;

/* Loads plan->rows; ERR_INTERNAL: they cannot be read.  The plan is copied. */
MUST_USE enum err embedded_open(const struct session_plan *plan,
				struct embedded **ret_embedded);
void embedded_close(struct embedded *m); /* NULL is fine */

/* Any thread: answers all but SESSION_LIMIT, in ask->result and so on. */
void embedded_answer(struct embedded *m, struct session_ask *ask);

/*
 * Leaves the mark of an ended login (login_end()), whatever the account has;
 * false: it is full.  Any thread.
 */
MUST_USE bool embedded_mark(struct embedded *m, const struct login *ended);

/*
 * LOGIN_ENDED: this login of this account, or its family, is marked as ended.
 * LOGIN_ROTATED: its token was replaced.  Else 0.  Any thread.
 */
int64_t embedded_marked(struct embedded *m, const struct login *l);

/* Its row is written by others from now on. */
void embedded_freeze(struct embedded *m, const struct login *l);

/* As session_forget(), session_forget_all() and session_tidy(). */
MUST_USE enum err embedded_forget(struct embedded *m, void *seat,
				  const struct login *l);
MUST_USE enum err embedded_forget_all(struct embedded *m, void *seat,
				      const struct login *l, bool keeps_one);
MUST_USE enum err embedded_tidy(struct embedded *m, void *seat, bool *ret_more);

#endif
