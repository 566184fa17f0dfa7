/* layers - see layers.h. */
#include "support/layers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "json/jr.h"
#include "matcher/catalogue.h"
#include "matcher/snapshot.h"
#include "support/random.h"
#include "support/stall.h"

static struct catalogue *catalogue_of(struct arena *a,
				      const char *const *documents, size_t n)
{
	struct opening_reader reader = stall_get()->reader;
	struct faults faults = {0};
	struct catalogue *c;

	reader.arena = a;
	c = catalogue_new(&reader);
	for (size_t i = 0; i < n; i++) {
		if (catalogue_add(c, world_json(documents[i]), &faults) !=
		    ERR_OK)
			fail_msg("%s: %s", documents[i],
				 stall_refusals(&faults));
	}
	return c;
}

/* About a twelfth of them, at least one. */
static struct id_list draw_ids(struct arena *a, struct random *r,
			       const struct catalogue *c)
{
	size_t n = catalogue_openings(c), count = 0;
	struct slice *ids = ARENA_ARRAY(a, struct slice, n + 1);
	size_t sure = (size_t)random_below(r, (int)n);

	for (size_t i = 0; i < n; i++) {
		if (i == sure || random_chance(r, 8))
			ids[count++] = catalogue_opening(c, i)->id;
	}
	return (struct id_list){count, ids};
}

static struct snapshot *add_leaf(struct snapshot *old,
				 const struct catalogue *c,
				 const struct id_list *ids)
{
	struct snapshot_parts parts = stall_parts();
	struct revision revision = {
		.seq = old->seq + 1,
		.gone = ids,
		.added = segment_extend(arena_new(0), &parts, c, ids,
					old->leaves[0].segment)};
	struct snapshot *next = snapshot_revise(old, &revision);

	snapshot_free(old);
	return next;
}

struct snapshot *layers_new(struct random *r, const char *const *documents,
			    size_t n, size_t leaves)
{
	struct snapshot_parts parts = stall_parts();
	struct arena *a = arena_new(0);
	struct catalogue *c = catalogue_of(a, documents, n);
	struct snapshot *s =
		snapshot_new(segment_new(arena_new(0), &parts, c), 1);

	while (s->leaf_count < leaves) {
		struct id_list ids = draw_ids(a, r, c);

		s = add_leaf(s, c, &ids);
	}
	arena_free(a);
	return s;
}

struct snapshot *layers_add(struct snapshot *old, const char *const *added,
			    size_t n)
{
	struct arena *a = arena_new(0);
	struct catalogue *c = catalogue_of(a, added, n);
	struct slice *ids = ARENA_ARRAY(a, struct slice, n);
	struct id_list list = {n, ids};
	struct snapshot *next;

	for (size_t i = 0; i < n; i++)
		ids[i] = catalogue_opening(c, i)->id;
	next = add_leaf(old, c, &list);
	arena_free(a);
	return next;
}
