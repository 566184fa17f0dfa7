/*
 * site - the files of the built web client, in memory.
 *
 * Read once at start, so that serving a file touches no disk and a file put
 * into the folder later is not served by accident.  Without a built client it
 * holds one plain page that says so.
 */
#ifndef API_SITE_H
#define API_SITE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/slice.h"

struct arena;
struct site;

struct site_file {
	struct slice path; /* "/assets/index-1a2b.js" */
	struct slice bytes;
	struct slice etag; /* of the bytes, hexadecimal */
	const char *type;
	bool is_immutable; /* its name changes with its bytes */
	bool is_compressible;
};

/*
 * Files below `folder`, to a depth of 4, of the types a browser client has; a
 * folder that is not there gives the stand-in.  ERR_INTERNAL: a file cannot be
 * read; `reterr_path` is which.
 */
MUST_USE enum err site_read(struct arena *a, const char *folder,
			    struct site **ret_site, struct slice *reterr_path);

/* "/" is index.html.  NULL when there is no such file. */
const struct site_file *site_find(const struct site *s, struct slice path);

#endif
