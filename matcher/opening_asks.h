/*
 * opening_asks - what an opening asks of those who apply, and what it prefers.
 *
 * Three parts of a document, each of a few members: the rules, the preferences
 * and the tiers.  Many openings ask the same, so a part can be read alone, from
 * an object that holds its members only (shelf.h).
 */
#ifndef MATCHER_OPENING_ASKS_H
#define MATCHER_OPENING_ASKS_H

#include <stdbool.h>

#include "base/fault.h"

struct jr;
struct opening;
struct opening_reader;

enum { ASK_MEMBERS_MAX = 3 };

enum ask { ASK_PREFERENCES, ASK_TIERS, ASK_RULES, ASK__COUNT };

/* The members of a document that a part is read from; NULL at the end. */
const char *const *ask_members(enum ask part);

/* Into the members of o; false after a fault. */
bool asks_read(const struct opening_reader *r, enum ask part,
	       const struct jr *n, struct opening *o, struct faults *f);

#endif
