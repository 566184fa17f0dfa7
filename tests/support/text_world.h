/* text_world - a few titles, indexed, for the tests of the text half. */
#ifndef SUPPORT_TEXT_WORLD_H
#define SUPPORT_TEXT_WORLD_H

#include "base/arena.h"
#include "matcher/analyse.h"
#include "matcher/synonyms.h"
#include "matcher/textindex.h"
#include "matcher/textquery.h"

struct text_world {
	struct arena *arena;
	struct analyser *analyser;
	struct synonyms *synonyms;
	const struct linker *linker; /* NULL; set before indexing again */
	struct textdoc *docs;
	size_t count;
	const struct textindex *index;
};

/* `synonyms` is JSON or NULL; `titles` end with NULL and are in English. */
void text_world_open(struct text_world *w, const char *synonyms,
		     const char *const *titles);
void text_world_index(struct text_world *w); /* after docs have changed */
void text_world_close(struct text_world *w);

/*
 * The documents that a query matches, best first and equal ones by number, as
 * "3 0 7"; "-" for none.  Lives in the world's arena.
 */
const char *text_world_order(struct text_world *w, enum textquery_mode mode,
			     const char *query);

/* Every document that matched, scored exactly; a score above its bound fails. */
struct text_scores {
	double *scores; /* 0 where not matched */
	uint64_t *matched;
	size_t count;
	bool relaxed;
};
struct text_scores text_world_run(struct text_world *w,
				  const struct textquery *q,
				  const uint64_t *gate);

#endif
