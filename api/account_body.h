/* account_body - what registering and signing in send. */
#ifndef API_ACCOUNT_BODY_H
#define API_ACCOUNT_BODY_H

#include <stdbool.h>

#include "api/handler.h"
#include "crypt/password.h"

/* How long a password may be is said by password_check(). */
enum { PASSWORD_READ_MAX = 4 * PASSWORD_BYTES_MAX };

enum account_role { ACCOUNT_SEEKER, ACCOUNT_POSTER, ACCOUNT_ROLE__COUNT };
extern const char *const account_role_words[]; /* NULL at the end */

struct account_body {
	struct slice email;
	struct slice password;
	int role; /* enum account_role */
	enum lang lang;
};

/* ERR_INVALID, ERR_MALFORMED: every fault with its pointer. */
MUST_USE enum err account_body_read(struct request *rq,
				    struct account_body *ret,
				    struct faults *faults);

enum login_asked { LOGIN_ASKED_COOKIE, LOGIN_ASKED_BEARER };

struct login_body {
	struct slice email;
	struct slice password;
	int kind; /* enum login_asked */
};
MUST_USE enum err login_body_read(struct request *rq, struct login_body *ret,
				  struct faults *faults);

#endif
