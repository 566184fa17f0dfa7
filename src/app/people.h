/*
 * people - profiles from a file, each as a request to be ranked.
 *
 * One JSON object, or NDJSON.  An object is a profile (facts, texts, wishes)
 * with or without a `venture` beside them, or the body of POST /v1/match when
 * it has the member `profile`.
 */
#ifndef APP_PEOPLE_H
#define APP_PEOPLE_H

#include <stdint.h>

#include "api/codec_match.h"
#include "base/err.h"

struct arena;
struct snapshot;

struct person_file {
	const char *path;
	struct slice rest; /* what has not been read */
	bool is_lines;
	unsigned line;
};

/* Says what is wrong on standard error, as all here. */
MUST_USE enum err people_open(struct arena *a, const char *path,
			      struct person_file *ret_file);

/*
 * The next request, in the arena.  ERR_NOT_FOUND: there is none left.
 * ERR_INVALID, ERR_MALFORMED: it was refused; the next may be good.
 */
MUST_USE enum err people_next(struct arena *a, struct person_file *f,
			      const struct snapshot *s, int32_t as_of,
			      struct match_request *ret_request);

#endif
