/* slots - see slots.h. */
#include "matcher/slots.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/slot_cells.h"

/* A slot that may be: its shapes, and how many rows use it. */
struct wanted {
	const struct shape_group *group;
	size_t nth;
	size_t uses;
	size_t shape_count;
	struct wanted_shape *shapes;
};

/* By use; by number where equal, so that the outcome depends on nothing else. */
static int by_shape_uses(const void *a, const void *b)
{
	const struct wanted_shape *x = a, *y = b;

	if (x->uses != y->uses)
		return x->uses < y->uses ? 1 : -1;
	return (x->shape->index > y->shape->index) -
	       (x->shape->index < y->shape->index);
}

static int by_uses(const void *a, const void *b)
{
	const struct wanted *x = a, *y = b;

	if (x->uses != y->uses)
		return x->uses < y->uses ? 1 : -1;
	if (x->group->index != y->group->index)
		return x->group->index < y->group->index ? -1 : 1;
	return (x->nth > y->nth) - (x->nth < y->nth);
}

static int by_subject(const void *a, const void *b)
{
	const struct wanted *x = a, *y = b;

	if (x->group->subject != y->group->subject)
		return x->group->subject < y->group->subject ? -1 : 1;
	if (x->group->index != y->group->index)
		return x->group->index < y->group->index ? -1 : 1;
	return (x->nth > y->nth) - (x->nth < y->nth);
}

static void count_shapes(const struct shapes *shapes, const uint32_t *uses,
			 struct wanted *list)
{
	for (size_t i = 0; i < shapes_count(shapes); i++) {
		const struct shape *s = shapes_at(shapes, i);

		for (size_t n = 0; n < SLOT_NTH_MAX; n++) {
			struct wanted *w =
				&list[s->group->index * SLOT_NTH_MAX + n];

			w->group = s->group;
			w->nth = n;
			w->shape_count += uses[i * SLOT_NTH_MAX + n] > 0;
		}
	}
}

static void list_shapes(struct arena *scratch, const struct shapes *shapes,
			const uint32_t *uses, struct wanted *list)
{
	for (size_t i = 0; i < shapes_count(shapes); i++) {
		const struct shape *s = shapes_at(shapes, i);

		for (size_t n = 0; n < SLOT_NTH_MAX; n++) {
			struct wanted *w =
				&list[s->group->index * SLOT_NTH_MAX + n];
			uint32_t count = uses[i * SLOT_NTH_MAX + n];

			if (count == 0)
				continue;
			if (w->shapes == NULL) {
				w->shapes = ARENA_ARRAY(scratch,
							struct wanted_shape,
							w->shape_count);
				w->shape_count = 0;
			}
			w->shapes[w->shape_count++] =
				(struct wanted_shape){s, count, false};
			w->uses += count;
		}
	}
}

/* The most used groups that planes can say, in the order of their subjects. */
static size_t pick(struct wanted *list, size_t count, size_t least)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		if (list[i].uses >= least && list[i].uses > 0 &&
		    list[i].group->kind != SHAPE_ODD)
			list[kept++] = list[i];
	}
	if (kept == 0)
		return 0;
	qsort(list, kept, sizeof(*list), by_uses);
	if (kept > SLOTS_MAX)
		kept = SLOTS_MAX;
	qsort(list, kept, sizeof(*list), by_subject);
	return kept;
}

/* The slot outlives the shapes, and so must what it knows of its group. */
static void start_slot(struct arena *a, const struct wanted *w,
		       struct slot *slot)
{
	struct shape_group *group = ARENA_NEW(a, struct shape_group);

	*group = *w->group;
	*slot = (struct slot){.group = group, .nth = w->nth};
}

static void place(const struct wanted *w, const struct slot *slot, size_t at,
		  struct placing *placings)
{
	for (size_t i = 0; i < w->shape_count; i++) {
		const struct wanted_shape *s = &w->shapes[i];
		struct placing *to =
			&placings[s->shape->index * SLOT_NTH_MAX + w->nth];

		if (s->left_out)
			continue;
		to->slot = (uint16_t)at;
		slot_fill_cells(slot, s->shape, &to->cells);
	}
}

/* Every group with every number, used or not. */
static struct wanted *list_wanted(struct arena *scratch,
				  const struct slots_source *from)
{
	size_t all = shapes_group_count(from->shapes) * SLOT_NTH_MAX;
	struct wanted *list = ARENA_ARRAY(scratch, struct wanted, all);

	count_shapes(from->shapes, from->uses, list);
	list_shapes(scratch, from->shapes, from->uses, list);
	return list;
}

static struct placing *place_nowhere(struct arena *scratch, size_t shapes)
{
	struct placing *list =
		ARENA_ARRAY(scratch, struct placing, shapes * SLOT_NTH_MAX);

	for (size_t i = 0; i < shapes * SLOT_NTH_MAX; i++)
		list[i].slot = SLOT_NONE;
	return list;
}

void slots_choose(struct arena *a, struct arena *scratch,
		  const struct slots_source *from, struct slots *ret_slots)
{
	struct wanted *list = list_wanted(scratch, from);
	struct placing *placings =
		place_nowhere(scratch, shapes_count(from->shapes));
	size_t count =
		pick(list, shapes_group_count(from->shapes) * SLOT_NTH_MAX,
		     from->rows / SLOT_ROWS_SHARE);

	ret_slots->items = ARENA_ARRAY(a, struct slot, count);
	ret_slots->count = count;
	ret_slots->placings = placings;
	for (size_t i = 0; i < count; i++) {
		struct wanted *w = &list[i];
		struct slot *slot = &ret_slots->items[i];

		qsort(w->shapes, w->shape_count, sizeof(*w->shapes),
		      by_shape_uses);
		start_slot(a, w, slot);
		slot_cut(a, scratch, slot, w->shapes, w->shape_count);
		place(w, slot, i, placings);
	}
}
