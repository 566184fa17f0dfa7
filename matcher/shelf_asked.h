/*
 * shelf_asked - one part of what openings ask, each different one once; the
 * inside of shelf.h.
 *
 * Kept as JSON, an object of the members that the part is read from, and parsed
 * from that.
 */
#ifndef MATCHER_SHELF_ASKED_H
#define MATCHER_SHELF_ASKED_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "matcher/opening_asks.h"

struct arena;
struct map;
struct vocabulary;

struct asked {
	size_t count;      /* of preferences or tiers */
	const void *items; /* of rules: the ruleset */
};

struct shelf_asked {
	size_t count;
	struct slice text;    /* JSON, one behind the other */
	const uint64_t *ends; /* of each in the text */
	const struct asked *parsed;
	size_t parsed_bytes;
};

struct slice asked_json(const struct shelf_asked *s, size_t number);

/* Numbers the different ones, while a shelf is made. */
struct asked_maker {
	struct arena *scratch;
	struct map *known;
	struct buf text, ends;
	uint32_t count;
};

void asked_begin(struct asked_maker *m, struct arena *scratch);
uint32_t asked_number(struct asked_maker *m, struct slice json);

/* Takes what was numbered into `a`. */
void asked_finish(struct arena *a, struct asked_maker *m,
		  struct shelf_asked *ret);

/* ERR_INVALID: one is not of this vocabulary. */
MUST_USE enum err asked_parse(struct arena *a, const struct vocabulary *v,
			      enum ask part, struct shelf_asked *s);

/* The members of a document that its parts are read from, as JSON. */
struct asked_members {
	struct slice of[ASK__COUNT][ASK_MEMBERS_MAX]; /* empty: not there */
};

void asked_find(struct slice document, struct asked_members *ret);

/* Those of one part, as an object of their own. */
void asked_write(const struct asked_members *m, enum ask part, struct buf *to);

#endif
