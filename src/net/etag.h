/*
 * etag - entity tags (RFC 9110, sections 8.8.3, 13.1).
 *
 * The service names a tag without quotation marks.  A compressed reply is
 * another representation and needs a strong tag of its own: the same with
 * "-gz" at its end, which counts as the tag itself when it comes back.
 */
#ifndef NET_ETAG_H
#define NET_ETAG_H

#include <stdbool.h>

#include "base/slice.h"

#define ETAG_GZIP_SUFFIX "-gz"

enum etag_hit {
	ETAG_MISS,
	ETAG_ANY,   /* "*" */
	ETAG_PLAIN, /* the tag itself */
	ETAG_GZIP   /* the tag of its compressed form */
};

/* May stand between quotation marks: etagc (8.8.3), and not empty. */
bool etag_is_valid(struct slice etag);

/*
 * The first tag in a list that matches; weak tags ("W/") only count where
 * `takes_weak`.  What cannot be read ends the list.
 */
enum etag_hit etag_find(struct slice list, struct slice etag, bool takes_weak);

#endif
