/*
 * codec_candidates - the candidates for one opening as JSON.
 *
 * No fact of a profile is told, only what is unknown of it.  The command line
 * prints with the same function, so that both give the same bytes.
 */
#ifndef API_CODEC_CANDIDATES_H
#define API_CODEC_CANDIDATES_H

#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"
#include "json/jw.h"
#include "matcher/candidates.h"

struct arena;

struct candidates_view {
	struct arena *arena;
	const struct people *people;
	const struct snapshot *snapshot;
	size_t opening;
	int32_t as_of;
	enum lang lang;
};

/* The reply as one object. */
void codec_candidates_write(struct json_writer *w,
			    const struct candidates_view *v,
			    const struct candidates *c);

#endif
