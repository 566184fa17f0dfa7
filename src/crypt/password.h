/*
 * password - which passwords are taken, how they are kept, how they are tried.
 *
 * Kept as argon2id (RFC 9106) in its own text form with its parameters, so
 * that they can be raised: a stored text with other ones still verifies and
 * says that it wants to be made anew.  A password counts in NFKC: however a
 * keyboard composes it, it is the same one.
 *
 * Hashing takes the memory and the time of the plan.  Never on a loop or the
 * writer: on a pool (work/pool.h) of few threads and a short queue.
 *
 * A struct passwords is immutable once opened; any thread.  What a password
 * was copied to here is wiped.
 */
#ifndef CRYPT_PASSWORD_H
#define CRYPT_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"

struct faults;
struct passwords;

/* Octets in NFKC; a stored text with its NUL. */
enum {
	PASSWORD_BYTES_MIN = 8,
	PASSWORD_BYTES_MAX = 256,
	PASSWORD_STORED_BYTES = 128
};

struct password_plan {
	int64_t memory;      /* octets for each hash */
	int64_t passes;      /* over that memory */
	const char *guessed; /* the file of guess.h */
};

/*
 * Makes one hash, so that a machine without the memory fails at start.
 * ERR_NOT_FOUND, ERR_INVALID: the file, as guess_read().  ERR_BUSY: no memory.
 */
MUST_USE enum err password_open(const struct password_plan *plan,
				struct passwords **ret_passwords);
void password_close(struct passwords *ps); /* NULL is fine */

/*
 * Whether it may become somebody's password.  ERR_INVALID with one fault at
 * the pointer: no UTF-8, too short, too long, guessed (guess.h), or made of
 * the account's own e-mail address.  There is no rule about kinds of
 * characters.  Fast, a loop may call it.
 */
MUST_USE enum err password_check(const struct passwords *ps,
				 struct slice password, struct slice email,
				 const char *pointer, struct faults *faults);

/*
 * What the record keeps.  ERR_INVALID: password_check() would have refused its
 * form.  ERR_BUSY: no memory now.
 */
MUST_USE enum err password_hash(const struct passwords *ps,
				struct slice password,
				char stored[PASSWORD_STORED_BYTES]);

/*
 * Tries a password on what is stored.  Without an account, or one without a
 * password, `stored` is empty: nobody gets in, after as long a time.
 *
 * *ret_is_old: other parameters than today's; hash and store it again.
 * ERR_UNAUTHENTICATED: it is not the password.  ERR_BUSY: no memory now.
 * ERR_INTERNAL: what is stored is damaged; logged.
 */
MUST_USE enum err password_verify(const struct passwords *ps,
				  struct slice password, struct slice stored,
				  bool *ret_is_old);

#endif
