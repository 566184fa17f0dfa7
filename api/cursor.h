/*
 * cursor - where the next page begins, as an opaque word.
 *
 * base64url of the key of the last item, a hash of the query it belongs to and
 * a check; the next page runs on today's snapshot and starts after that key.
 * It carries no right and no fact of a person: only numbers and an opening's
 * id.
 */
#ifndef API_CURSOR_H
#define API_CURSOR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

struct arena;

enum { CURSOR_NUMBERS = 3 };

struct cursor {
	uint64_t query; /* hash of everything that shapes the list */
	int64_t numbers[CURSOR_NUMBERS];
	int64_t stats; /* of the snapshot that the key is from */
	struct slice id;
};

struct slice cursor_write(struct arena *a, const struct cursor *c);

/* False: damaged, or of another query than `query`. */
bool cursor_read(struct arena *a, struct slice text, uint64_t query,
		 struct cursor *ret_cursor);

/* FNV-1a over the bytes, to be chained; begin with 0. */
uint64_t cursor_hash(uint64_t h, struct slice bytes);

#endif
