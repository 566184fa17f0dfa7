/*
 * normal - a whole short text in a Unicode normal form (UAX 15).
 *
 * For texts that are compared with themselves and searched by nobody:
 * passwords, addresses.  What is searched goes through analyse.h.
 */
#ifndef MATCHER_NORMAL_H
#define MATCHER_NORMAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum normal_form { NORMAL_KC, NORMAL_KC_FOLDED /* and the case of letters */ };

/* Code points of a text once it is taken apart. */
enum { NORMAL_CODES_MAX = 1024 };

/*
 * Writes to[0..*ret_bytes), without a NUL at its end.  False: not strict
 * UTF-8, more than NORMAL_CODES_MAX code points, or no room in `size`.  What
 * is in between is wiped.
 */
bool normal_text(enum normal_form form, struct slice text, char *to,
		 size_t size, size_t *ret_bytes);

#endif
