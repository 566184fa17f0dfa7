/*
 * secret - tokens: what a client shows to prove that we once gave it to them.
 *
 * A token is 256 random bits in base64url behind two letters for its kind and
 * an underscore ("bs_..."), so that those who scan for leaked secrets know it
 * when they see it.  It is told once and never stored: the record keeps
 * secret_hash(), BLAKE2b with a key of its own.  Who reads the hashes cannot
 * log in, and who can write rows cannot make one that fits a token either.
 *
 * The kind is in the token, so one made for one purpose is no token for
 * another.  How long it lasts and that it is used once is the record's part.
 *
 * Nothing is kept here; any thread.
 */
#ifndef CRYPT_SECRET_H
#define CRYPT_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/slice.h"
#include "crypt/keys.h"

enum secret_kind {
	SECRET_COOKIE,      /* bs_: a login in a browser */
	SECRET_BEARER,      /* bt_: a login of another client */
	SECRET_VERIFY,      /* bv_: this e-mail address is mine */
	SECRET_RESET,       /* br_: a new password */
	SECRET_EMAIL,       /* be_: a new e-mail address */
	SECRET_INVITE,      /* bi_: to an organisation or a venture */
	SECRET_ALERT,       /* ba_: a saved search without an account */
	SECRET_UNSUBSCRIBE, /* bu_: no more of these */
	SECRET_CHECK_IN,    /* bc_: how a placement goes */
	SECRET__COUNT
};

enum { SECRET_CHARS = 46, SECRET_HASH_BYTES = 32, SECRET_CSRF_CHARS = 43 };

void secret_new(enum secret_kind kind, char text[SECRET_CHARS + 1]);

/*
 * What the record keeps of it: always that of the present key.  While there is
 * an old one, a token whose hash is not found is looked up by the old hash as
 * well; tokens outlive a change of the master key that way.
 *
 * ERR_MALFORMED: it is no token of that kind, whatever else it may be; nobody
 * needs to look it up.
 */
MUST_USE enum err secret_hash(const struct keys *k, enum keys_age age,
			      enum secret_kind kind, struct slice text,
			      unsigned char hash[SECRET_HASH_BYTES]);

/* In a time that depends on the lengths alone; of unequal length: false. */
bool secret_is_same(struct slice a, struct slice b);

/*
 * What a page of ours sends beside the cookie when it changes something: it
 * belongs to the login with that hash and needs no storage.
 */
void secret_csrf(const struct keys *k,
		 const unsigned char hash[SECRET_HASH_BYTES],
		 char text[SECRET_CSRF_CHARS + 1]);

/* Also what the old key gave. */
bool secret_csrf_fits(const struct keys *k,
		      const unsigned char hash[SECRET_HASH_BYTES],
		      struct slice text);

#endif
