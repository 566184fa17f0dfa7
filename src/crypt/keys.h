/*
 * keys - the master key, and what is derived from it.
 *
 * The master key is a file of 32 octets that nobody but its owner can read.
 * It is used for nothing but deriving one key for each use (libsodium's
 * crypto_kdf, BLAKE2b), so that what one use gives away says nothing of
 * another.  It never stands in the database or in a backup of it.
 *
 * While the master key is being changed the one before lies beside it under
 * <path>.old: it opens what it sealed, and seals nothing more.
 *
 * The keys live in memory that is never swapped, dumped or written to again;
 * immutable, any thread may read them.
 */
#ifndef CRYPT_KEYS_H
#define CRYPT_KEYS_H

#include <stdbool.h>

#include "base/err.h"
#include "base/slice.h"

struct arena;
struct keys;

enum { KEY_BYTES = 32, KEYS_NAME_BYTES = 8 };

/* Their numbers are part of the derivation: add at the end, never reorder. */
enum key_use {
	KEY_WRAP,   /* data keys of accounts: data_key.h */
	KEY_INDEX,  /* blind indexes: blind.h */
	KEY_TOKEN,  /* hashes of tokens: secret.h */
	KEY_AUDIT,  /* the audit chain: chain.h */
	KEY_SIGN,   /* signed heads of the chain: chain.h */
	KEY_CURSOR, /* cursors that a client may not make up */
	KEY_CSRF,   /* what proves that a page is ours: secret.h */
	KEY_FIELDS, /* sealed fields that are no account's: data_key.h */
	KEY_NAMES,  /* what candidates are called: digest.h */
	KEY__COUNT
};

enum keys_age { KEYS_PRESENT, KEYS_OLD };

enum keys_absent { KEYS_MAKE, KEYS_REFUSE };

/*
 * Where the file is: `option` itself, or beside the database when it is empty.
 * Lives in the arena.
 */
const char *keys_path(struct arena *a, const char *option, const char *db);

/*
 * A file that is not there is made (mode 0600, whole or not at all) or
 * refused.  Make one only where nothing was sealed yet: see keys_name().
 *
 * ERR_NOT_FOUND: absent.  ERR_FORBIDDEN: others than its owner can read it.
 * ERR_INVALID: no regular file of 32 octets, or all of them zero.
 * ERR_INTERNAL, ERR_STORE_FULL: the system fails; logged.
 */
MUST_USE enum err keys_open(const char *path, enum keys_absent absent,
			    struct keys **ret_keys);
void keys_close(struct keys *k); /* wiped; NULL is fine */

bool keys_have_old(const struct keys *k);

/* KEY_BYTES octets that live as long as k; for OLD there must be one. */
const unsigned char *keys_get(const struct keys *k, enum keys_age age,
			      enum key_use use);

/*
 * KEYS_NAME_BYTES octets that tell one master key from another and are no
 * secret.  A database that keeps the name notices a wrong key file at start
 * instead of at its first sealed field.
 */
struct slice keys_name(const struct keys *k, enum keys_age age);

#endif
