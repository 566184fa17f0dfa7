/* many_pairs - see many_pairs.h. */
#include "support/many_pairs.h"

#include "base/arena.h"

void many_openings_draw(struct arena *a, const struct words *w,
			struct random *r, size_t count,
			struct many_openings *ret)
{
	struct opening_pair *pairs = ARENA_ARRAY(a, struct opening_pair, count);
	struct judged *judged = ARENA_ARRAY(a, struct judged, count);

	for (size_t i = 0; i < count; i++) {
		opening_pair_draw(a, w, r, &pairs[i]);
		judged[i] = pairs[i].judged;
	}
	*ret = (struct many_openings){count, pairs, judged};
}

void many_seekers_draw(struct arena *a, const struct words *w, struct random *r,
		       size_t count, struct many_seekers *ret)
{
	struct seeker_pair *pairs = ARENA_ARRAY(a, struct seeker_pair, count);
	const struct facts **facts =
		ARENA_ARRAY(a, const struct facts *, count);

	for (size_t i = 0; i < count; i++) {
		seeker_pair_draw(a, w, r, &pairs[i]);
		facts[i] = pairs[i].facts;
	}
	*ret = (struct many_seekers){count, pairs, facts};
}
