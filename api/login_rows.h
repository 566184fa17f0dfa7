/*
 * login_rows - logins in the record, for as long as there is no Redis.
 *
 * Between src/session, which knows no store, and src/store, which knows no
 * login.
 */
#ifndef API_LOGIN_ROWS_H
#define API_LOGIN_ROWS_H

#include "session/login.h"

struct db;

/*
 * each() reads by `reader`, while the sessions are opened; save() and drop()
 * write by the connection of the seat (struct seat of handler.h).
 */
struct login_rows login_rows_over(struct db *reader);

#endif
