/*
 * chunks - a document sealed piece by piece, so that any length takes little
 * memory.
 *
 * libsodium's secretstream (XChaCha20-Poly1305): pieces cannot be changed,
 * left out, repeated, reordered or added, and an end that was cut off shows.
 * Every piece is bound to the document's place (seal.h).
 *
 * Sealed: a number for the form, the stream's head, then the pieces: each
 * CHUNKS_PLAIN_BYTES and 17 more, the last one shorter or as long.
 *
 * A stream lives as long as its arena; one thread at a time.
 */
#ifndef CRYPT_CHUNKS_H
#define CRYPT_CHUNKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/slice.h"

struct arena;
struct chunks;
struct data_key;
struct seal_place;

enum {
	CHUNKS_PLAIN_BYTES = 64 * 1024,
	CHUNKS_EXTRA_BYTES = 17,
	CHUNKS_SEALED_BYTES = CHUNKS_PLAIN_BYTES + CHUNKS_EXTRA_BYTES,
	CHUNKS_HEAD_BYTES = 1 + 24
};

/* How long a document of that many octets is when it is sealed. */
size_t chunks_sealed_bytes(size_t plain_bytes);

struct chunks *chunks_seal(struct arena *a, const struct data_key *k,
			   const struct seal_place *place,
			   unsigned char head[CHUNKS_HEAD_BYTES]);

/*
 * The next piece: CHUNKS_PLAIN_BYTES of it, but for the last.  Writes
 * CHUNKS_EXTRA_BYTES more than it is given.  A document ends with exactly one
 * last piece, which may be empty.
 */
void chunks_put(struct chunks *c, struct slice plain, bool is_last,
		unsigned char *to);

/* ERR_INTERNAL, here and below: changed, moved or of another key; logged. */
MUST_USE enum err chunks_open(struct arena *a, const struct data_key *k,
			      const struct seal_place *place, struct slice head,
			      struct chunks **ret_chunks);

/*
 * Opens one sealed piece, whole; writes CHUNKS_EXTRA_BYTES fewer.  Whatever
 * follows a last piece is refused, and what ends without one is not whole:
 * nobody may use a document before its last piece was there.
 */
MUST_USE enum err chunks_get(struct chunks *c, struct slice sealed,
			     unsigned char *to, bool *ret_is_last);

/* A whole document at once, as long as the arena. */
struct slice chunks_seal_all(struct arena *a, const struct data_key *k,
			     const struct seal_place *place,
			     struct slice plain);
MUST_USE enum err chunks_open_all(struct arena *a, const struct data_key *k,
				  const struct seal_place *place,
				  struct slice sealed, struct slice *ret_plain);

#endif
