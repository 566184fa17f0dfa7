/*
 * canon - canonical JSON (jw_canonical) read where it lies, without a tree.
 *
 * Only for what jw wrote: nothing is checked, there is no white space, and of
 * escapes there are \" \\ \n and \u00XX.
 */
#ifndef JSON_CANON_H
#define JSON_CANON_H

#include <stdbool.h>

#include "base/slice.h"

struct arena;
struct buf;

struct canon_member {
	struct slice key; /* as written, without its quotes */
	struct slice value;
};

/* The key with its quotes and the colon behind it, as they lie. */
struct slice canon_key(const struct canon_member *m);

/* What stands between the braces, brackets or quotes. */
struct slice canon_inside(struct slice value);

/* The first of what is left inside an object or an array; false at its end. */
bool canon_member(struct slice *rest, struct canon_member *ret);
bool canon_item(struct slice *rest, struct slice *ret);

/* What the inside of a string says; itself when it has no escape. */
struct slice canon_text(struct arena *a, struct slice inside);

/* The other way: the inside of the string that says `text`, appended. */
void canon_escape(struct buf *to, struct slice text);

#endif
