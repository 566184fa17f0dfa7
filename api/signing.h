/*
 * signing - a login is made and told: by signing in, with a new password, in
 * the place of an older token.
 *
 * On the writer.  The reply holds the token and is never kept anywhere.
 */
#ifndef API_SIGNING_H
#define API_SIGNING_H

#include <stdint.h>

#include "api/handler.h"
#include "session/login.h"

struct signing {
	struct slice account;
	int64_t epoch;
	enum login_kind kind;
	bool is_bearer;             /* else by cookie */
	const struct login *before; /* in the place of this one; NULL: anew */
};

/* Writes the reply, and has the logins told of it. */
MUST_USE enum err signing_make(struct request *rq, struct reply *rp,
			       const struct signing *s);

/* Every login of an account whose epoch was raised is forgotten. */
MUST_USE enum err signing_end_all(struct request *rq, struct reply *rp,
				  struct slice account);

#endif
