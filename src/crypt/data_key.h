/*
 * data_key - the key that everything of one account is sealed with.
 *
 * Each account has its own, at random.  It is kept in the account's row,
 * wrapped by the master key and bound to the account's id.  Who drops the
 * wrapped key has erased every sealed field of that account, also those that
 * stand in old backups: what is left is noise.
 *
 * An unwrapped key lives in memory of its own that is wiped when it is freed:
 * SCOPED(data_key) *key.  One thread at a time, or any number that only seal
 * and read.
 */
#ifndef CRYPT_DATA_KEY_H
#define CRYPT_DATA_KEY_H

#include <stdbool.h>

#include "base/err.h"
#include "base/slice.h"
#include "crypt/keys.h"

struct data_key;
struct keys;

/* A number for the form, the master key's name, a nonce, the key, its tag. */
enum { DATA_KEY_WRAPPED_BYTES = 1 + 8 + 24 + 32 + 16 };

struct data_key *data_key_new(void); /* at random */
/* For fields that are no account's: letters to an address, complaints. */
struct data_key *data_key_of_program(const struct keys *keys,
				     enum keys_age age);
void data_key_free(struct data_key *k); /* NULL is fine */
void data_key_scoped(struct data_key **p);

/* By the present master key, for the account with that id. */
void data_key_wrap(const struct keys *keys, struct slice account,
		   const struct data_key *k,
		   unsigned char wrapped[DATA_KEY_WRAPPED_BYTES]);

/*
 * ERR_GONE: there is no wrapped key, the account was erased.  ERR_INTERNAL: it
 * is another account's, damaged, or of a master key that is not here; logged.
 */
MUST_USE enum err data_key_unwrap(const struct keys *keys, struct slice account,
				  struct slice wrapped,
				  struct data_key **ret_key);

/* Wrapped by another than the present master key: unwrap, wrap, store. */
bool data_key_is_old(const struct keys *keys, struct slice wrapped);

#endif
