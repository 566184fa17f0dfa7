/* revise - see revise.h. */
#include "matcher/revise.h"

#include "base/arena.h"
#include "base/map.h"
#include "matcher/snapshot.h"

/* Ids, each once, as they come. */
struct gathering {
	struct map *seen;
	struct slice *ids;
	size_t count, room;
	struct arena *arena;
};

static void gather(struct gathering *g, struct slice id)
{
	if (!map_put(g->seen, id, g))
		return;
	if (g->count == g->room) {
		struct slice *more =
			ARENA_ARRAY(g->arena, struct slice, g->room * 2 + 16);

		for (size_t i = 0; i < g->count; i++)
			more[i] = g->ids[i];
		g->ids = more;
		g->room = g->room * 2 + 16;
	}
	g->ids[g->count++] = id;
}

static void gather_all(struct gathering *g, struct id_list list)
{
	for (size_t i = 0; i < list.count; i++)
		gather(g, list.items[i]);
}

struct id_list revise_affected(struct arena *a, const struct snapshot *s,
			       const struct changed_ids *changed)
{
	struct gathering g = {.seen = map_new(a), .arena = a};

	gather_all(&g,
		   snapshot_of_organisations(a, s, &changed->organisations));
	for (size_t i = 0; i < changed->openings.count; i++) {
		struct slice id = changed->openings.items[i];

		gather(&g, id);
		gather_all(&g, snapshot_posted_under(a, s, id));
	}
	return (struct id_list){g.count, g.ids};
}

/* Sizes within a factor of four are alike. */
static unsigned size_class(const struct leaf *leaf)
{
	unsigned class = 0;

	for (size_t n = leaf->segment->count; n >= 4 * REVISE_LEAF_MIN; n /= 4)
		class ++;
	return class;
}

bool revise_may_join(const struct snapshot *s, size_t *ret_from, size_t *ret_to)
{
	size_t to = s->leaf_count;
	size_t from;

	if (revise_extends_last(s))
		to--;
	if (to < 3)
		return false;
	/* A small one between large ones joins the one after it. */
	for (from = to - 1; from > 1; from--) {
		if (size_class(&s->leaves[from - 1]) >
		    size_class(&s->leaves[to - 1]))
			break;
	}
	*ret_from = from;
	*ret_to = to;
	return to - from >= REVISE_ALIKE;
}

bool revise_is_due(const struct snapshot *s)
{
	const struct leaf *base = s->leaves;
	size_t gone = base->segment->count - base->count;
	size_t added = s->numbers - base->segment->count;

	/* What was learned of few says little of many. */
	return added > REVISE_ADDED_MAX ||
	       added > REVISE_LEAF_MIN * 2 + base->segment->count / 2 ||
	       (gone > REVISE_LEAF_MIN * REVISE_ALIKE &&
		gone > base->segment->count / REVISE_GONE_SHARE);
}

bool revise_extends_last(const struct snapshot *s)
{
	return s->leaf_count > 1 &&
	       s->leaves[s->leaf_count - 1].segment->count < REVISE_LEAF_MIN;
}
