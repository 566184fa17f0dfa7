/*
 * merge - a JSON merge patch (RFC 7396, section 2).
 *
 * Members of the patch take the place of those of the target, object into
 * object; a null takes one away.  What is no object replaces whole.
 */
#ifndef JSON_MERGE_H
#define JSON_MERGE_H

#include "base/slice.h"

struct arena;
struct jr;

/*
 * The text of the patched document, in the arena; `target` may be NULL.  No
 * deeper than the deeper of the two, which jr_parse() has limited.
 */
struct slice merge_patch(struct arena *a, const struct jr *target,
			 const struct jr *patch);

#endif
