/* codec_list - the reply of GET /v1/openings: items, facets, highlights. */
#ifndef API_CODEC_LIST_H
#define API_CODEC_LIST_H

#include <stdint.h>

#include "base/lang.h"
#include "json/jw.h"
#include "matcher/search.h"

struct analyser;
struct arena;
struct snapshot;

struct list_view {
	struct arena *arena;
	struct analyser *analyser;
	const struct snapshot *snapshot;
	enum lang lang;
	int32_t day;
	uint64_t hash;     /* of the query, for `next` */
	bool is_reordered; /* the cursor was of another snapshot's order */
};

void codec_list_write(struct json_writer *w, const struct list_view *v,
		      const struct search_answer *answer);

#endif
