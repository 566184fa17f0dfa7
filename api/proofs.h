/*
 * proofs - links by which the owner of an address shows that it is theirs:
 * the letters that several routes of accounts send, and the bodies that come
 * back.
 *
 * Those that send write: in the transaction of the caller.
 */
#ifndef API_PROOFS_H
#define API_PROOFS_H

#include "api/handler.h"
#include "people/letters.h"
#include "store/accounts.h"

/* "Confirm your e-mail address". */
MUST_USE enum err proof_ask_address(struct request *rq, struct slice account);

/* "A new password". */
MUST_USE enum err proof_ask_reset(struct request *rq, struct slice account);

/*
 * "You have an account already"; of several within an hour one is sent, so
 * that nobody floods another one's letter-box.
 */
MUST_USE enum err proof_tell_known(struct request *rq, struct slice account);

/* The address is confirmed now, unless it was. */
MUST_USE enum err proof_confirm(struct request *rq,
				const struct stored_account *account);

/* A letter whose {link} is where a new password is asked for. */
MUST_USE enum err proof_warn(struct request *rq, enum letter_kind kind,
			     struct slice account);

/* "Your account is open again", with a link to our first page. */
MUST_USE enum err proof_welcome_back(struct request *rq, struct slice account,
				     struct slice note);

struct token_body {
	struct slice token;
	struct slice password; /* where it is asked for */
};

/* {token}, or {token, password}. */
MUST_USE enum err token_body_read(struct request *rq, bool has_password,
				  struct token_body *ret, struct faults *f);

/*
 * The password of whoever signed in.  ERR_INVALID with a fault at
 * /password: it is another.  On the password pool.
 */
MUST_USE enum err proof_password(struct request *rq, struct slice password,
				 struct stored_account *ret_account,
				 struct faults *f);

/* 202 {"next": word}. */
void proof_answer(struct reply *rp, const char *word);

#endif
