/* planes_odd - literals without planes: see planes_building.h. */
#include "base/arena.h"
#include "matcher/planes_building.h"

void planes_number_odd(struct building *b)
{
	for (size_t k = 0; k < b->of.count; k++) {
		size_t shape = b->of.items[k]->index;

		if (planes_placing(b, k) == NULL && b->odd_of[shape] == 0)
			b->odd_of[shape] = (uint32_t)++b->p->odd_count;
	}
}

/* False: the row has no odd literals. */
static bool take_residual(struct building *b, size_t row, uint32_t *numbers,
			  size_t *next, struct plane_residual *ret)
{
	size_t first = *next;

	for (size_t k = 0; k < b->of.count; k++) {
		if (planes_placing(b, k) == NULL)
			numbers[(*next)++] =
				b->odd_of[b->of.items[k]->index] - 1;
	}
	*ret = (struct plane_residual){
		.row = (uint32_t)row,
		.opening = b->rows.items[row].opening,
		.first = (uint32_t)first,
		.count = (uint32_t)(*next - first),
	};
	return *next > first;
}

static void keep_residuals(struct building *b)
{
	struct planes *p = b->p;
	struct plane_residual *list =
		ARENA_ARRAY(b->a, struct plane_residual, p->residual_count);
	uint32_t *numbers = ARENA_ARRAY(b->a, uint32_t, b->odd_literals);
	size_t count = 0, next = 0;

	for (size_t i = 0; i < b->rows.count; i++) {
		struct plane_residual r;

		planes_read_row(b, i);
		if (take_residual(b, i, numbers, &next, &r))
			list[count++] = r;
	}
	p->residuals = list;
	p->odd_numbers = numbers;
}

/* The number of the group among those that odd ranges look at. */
static size_t measure_number(struct building *b, const struct shape_group *g)
{
	struct planes *p = b->p;
	struct shape_group *copy;

	if (b->measure_of[g->index] != 0)
		return b->measure_of[g->index] - 1;
	copy = ARENA_NEW(b->a, struct shape_group);
	*copy = *g;
	p->measures[p->measure_count++] = copy;
	b->measure_of[g->index] = (uint32_t)p->measure_count;
	return p->measure_count - 1;
}

static void keep_odds(struct building *b)
{
	struct planes *p = b->p;
	struct plane_odd *odds =
		ARENA_ARRAY(b->a, struct plane_odd, p->odd_count);
	size_t groups = shapes_group_count(b->shapes);

	b->measure_of = ARENA_ARRAY(b->scratch, uint32_t, groups);
	p->measures = ARENA_ARRAY(b->a, const struct shape_group *, groups);
	for (size_t i = 0; i < shapes_count(b->shapes); i++) {
		const struct shape *s = shapes_at(b->shapes, i);
		struct plane_odd *o;

		if (b->odd_of[i] == 0)
			continue;
		o = &odds[b->odd_of[i] - 1];
		*o = (struct plane_odd){
			.literal = s->literal,
			.subject = s->group->subject,
			.change = test_change(s->literal->test),
			.is_shared = s->is_shared,
			.is_range = s->group->kind == SHAPE_RANGE,
			.range = s->range,
		};
		if (o->is_range)
			o->measure = measure_number(b, s->group);
	}
	p->odds = odds;
}

void planes_keep_odd(struct building *b)
{
	keep_residuals(b);
	keep_odds(b);
}
