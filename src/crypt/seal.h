/*
 * seal - one field of a row, unreadable without the account's key.
 *
 * XChaCha20-Poly1305 with a nonce at random.  What is sealed is bound to its
 * place: put into another row, column, table or account it does not open.
 * The length of what is inside shows.
 *
 * Nothing is kept here; any thread.
 */
#ifndef CRYPT_SEAL_H
#define CRYPT_SEAL_H

#include "base/err.h"
#include "base/slice.h"

struct arena;
struct data_key;

/* A number for the form, a nonce, what was sealed, its tag. */
enum { SEAL_EXTRA_BYTES = 1 + 24 + 16 };

/* Where it stands: ids and names of ours. */
struct seal_place {
	struct slice account;
	struct slice table;
	struct slice column;
	struct slice row; /* empty where an account has one row in the table */
};

/* As long as the arena; SEAL_EXTRA_BYTES longer than `plain`. */
struct slice seal_write(struct arena *a, const struct data_key *k,
			const struct seal_place *place, struct slice plain);

/*
 * What was sealed, as long as the arena.  ERR_INTERNAL: it was changed, moved
 * or sealed with another key; logged, without its place.
 */
MUST_USE enum err seal_read(struct arena *a, const struct data_key *k,
			    const struct seal_place *place, struct slice sealed,
			    struct slice *ret_plain);

/* For src/crypt: a place as octets; no two places give the same. */
struct slice seal_place_octets(struct arena *a, const struct seal_place *place);

#endif
