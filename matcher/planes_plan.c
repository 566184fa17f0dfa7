/* planes_plan - see planes_plan.h. */
#include "matcher/planes_plan.h"

#include <string.h>

#include "base/arena.h"
#include "base/day.h"

enum { LOOKED_THROUGH_MAX = 32 }; /* held values compared with one another */

/* What is known of the fact that a slot looks at. */
struct known {
	const struct shape_group *group;
	bool known;
	double lo, hi;
};

static const uint64_t *plane_at(const struct plan *p, const uint64_t *planes,
				size_t cell)
{
	return planes + cell * p->planes->stride;
}

static bool is_final(const struct slot *s)
{
	return s->group->change == CHANGE_NEVER;
}

static bool is_timed(const struct slot *s)
{
	return s->group->change == CHANGE_TIME;
}

static void add_failed(struct plan *p, const struct slot *s,
		       const uint64_t *plane)
{
	if (is_final(s))
		p->final[p->final_count++] = plane;
	else if (is_timed(s))
		p->timed[p->timed_count++] = plane;
	else
		p->failed[p->failed_count++] = plane;
}

static void add_mix(struct plan *p, const struct slot *s, bool is_and,
		    size_t first)
{
	size_t count = p->pointer_count - first;

	if (count == 1) {
		add_failed(p, s, p->pointers[--p->pointer_count]);
		return;
	}
	p->mixes[p->mix_count++] = (struct plan_mix){
		.is_and = is_and,
		.is_final = is_final(s),
		.first = first,
		.count = count,
	};
}

static void add_whole(struct plan *p, const struct slot *s)
{
	p->parts[p->part_count++] = (struct plan_part){.whole = s->constrained};
}

static void add_interval(struct plan *p, const struct slot *s, size_t lo,
			 size_t hi)
{
	const uint64_t *over_lo = NULL;

	if (s->over != NULL)
		over_lo = plane_at(p, s->over, lo);
	if (is_timed(s) || s->group->grows)
		p->final[p->final_count++] = over_lo;
	if (lo == hi) {
		add_failed(p, s, plane_at(p, s->fail, lo));
		return;
	}
	p->parts[p->part_count++] = (struct plan_part){
		.is_final = is_final(s),
		.is_timed = is_timed(s),
		.fail_lo = plane_at(p, s->fail, lo),
		.fail_hi = plane_at(p, s->fail, hi),
		.over_lo = over_lo,
		.over_hi = plane_at(p, s->over, hi),
	};
}

static void add_range(struct plan *p, const struct slot *s, struct known *k)
{
	const struct days days = {p->as_of, DAY_NONE, DAY_NONE};

	if (k->group == NULL || k->group->index != s->group->index) {
		k->group = s->group;
		k->known = shape_interval(s->group, p->facts, &days, &k->lo,
					  &k->hi);
	}
	if (k->known)
		add_interval(p, s, slot_cell_of(s, k->lo),
			     slot_cell_of(s, k->hi));
	else
		add_whole(p, s);
}

/* The bits of a set as a list, at most `max`; returns how many there are. */
static size_t list_held(const struct values *v, const uint64_t *held,
			size_t *to, size_t max)
{
	size_t count = 0;

	for (size_t w = 0; w < v->words; w++) {
		for (uint64_t m = held[w]; m != 0; m &= m - 1) {
			if (count < max)
				to[count] = w * 64 + (size_t)__builtin_ctzll(m);
			count++;
		}
	}
	return count;
}

/* Does another value of the list imply this one? */
static bool is_implied(const struct values *v, const size_t *list, size_t count,
		       size_t value)
{
	for (size_t i = 0; i < count; i++) {
		size_t other = list[i];

		if (other != value &&
		    values_has(v->items[other].closure, value) &&
		    (other < value ||
		     !values_has(v->items[value].closure, other)))
			return true;
	}
	return false;
}

static void mark_value(const struct slot *s, size_t value, uint64_t *cells)
{
	if (s->cell_of[value] != CELL_NONE)
		plane_set(cells, s->cell_of[value]);
}

/* A value that another one held implies adds nothing to it. */
static void mark_values(const struct slot *s, const uint64_t *held,
			uint64_t *cells)
{
	const struct values *v = s->group->test->attr->values;
	size_t list[LOOKED_THROUGH_MAX];
	size_t count = list_held(v, held, list, LOOKED_THROUGH_MAX);

	for (size_t i = 0; i < count && count <= LOOKED_THROUGH_MAX; i++) {
		if (!is_implied(v, list, count, list[i]))
			mark_value(s, list[i], cells);
	}
	for (size_t i = 0; i < v->count && count > LOOKED_THROUGH_MAX; i++) {
		if (values_has(held, i))
			mark_value(s, i, cells);
	}
}

static void mark_ids(const struct slot *s, const struct fact *fact,
		     uint64_t *cells)
{
	for (size_t i = 0; i < fact->id_count; i++) {
		size_t cell = slot_cell_of_id(s, fact->ids[i]);

		if (cell != CELL_NONE)
			plane_set(cells, cell);
	}
}

/* ANY fails when all cells do, NONE when one does. */
static void add_cells(struct plan *p, const struct slot *s,
		      const uint64_t *cells)
{
	bool any = s->group->kind == SHAPE_ANY;
	size_t first = p->pointer_count;

	for (size_t w = 0; w < CELL_WORDS; w++) {
		for (uint64_t m = cells[w]; m != 0; m &= m - 1) {
			size_t cell = w * 64 + (size_t)__builtin_ctzll(m);

			p->pointers[p->pointer_count++] =
				plane_at(p, s->fail, cell);
		}
	}
	if (p->pointer_count > first)
		add_mix(p, s, any, first);
	else if (any)
		add_failed(p, s, s->constrained);
}

static void add_values(struct plan *p, const struct slot *s)
{
	const struct attr *attr = s->group->test->attr;
	const struct fact *fact = &p->facts->of[attr->index];
	uint64_t cells[CELL_WORDS] = {0};

	if (!fact->known) {
		add_whole(p, s);
		return;
	}
	if (attr->values != NULL)
		mark_values(s, fact->held, cells);
	else
		mark_ids(s, fact, cells);
	add_cells(p, s, cells);
}

static bool all_whole(const struct plan *p, size_t first)
{
	for (size_t i = first; i < p->part_count; i++) {
		if (p->parts[i].whole == NULL)
			return false;
	}
	return true;
}

static void add_subject(struct plan *p, const struct plane_subject *s)
{
	struct known known = {.group = NULL};
	size_t first = p->part_count;
	struct plan_unknown *u;

	for (size_t i = s->first; i < s->first + s->count; i++) {
		const struct slot *slot = &p->planes->slots.items[i];

		if (slot->group->kind == SHAPE_RANGE)
			add_range(p, slot, &known);
		else
			add_values(p, slot);
	}
	if (p->part_count == first)
		return;
	u = &p->unknowns[p->unknown_count++];
	*u = (struct plan_unknown){.subject = s->index, .first = first};
	u->count = p->part_count - first;
	if (u->count == s->count && all_whole(p, first))
		u->whole = s->constrained;
	else if (u->count == 1 && all_whole(p, first))
		u->whole = p->parts[first].whole;
}

const struct plan *plan_make(struct arena *a, const struct planes *p,
			     const struct facts *facts, int32_t as_of)
{
	struct plan *to = ARENA_NEW(a, struct plan);
	size_t slots = p->slots.count;
	size_t today = slot_cell_of(&p->dates.slot, as_of);

	to->planes = p;
	to->facts = facts;
	to->as_of = as_of;
	to->failed = ARENA_ARRAY(a, const uint64_t *, slots);
	to->timed = ARENA_ARRAY(a, const uint64_t *, slots);
	to->final = ARENA_ARRAY(a, const uint64_t *, 2 * slots);
	to->mixes = ARENA_ARRAY(a, struct plan_mix, slots);
	to->pointers = ARENA_ARRAY(a, const uint64_t *, p->size.cells);
	to->unknowns = ARENA_ARRAY(a, struct plan_unknown, p->subject_count);
	to->parts = ARENA_ARRAY(a, struct plan_part, slots);
	to->valid = p->dates.valid + today * p->stride;
	to->alone = p->dates.alone + today * p->stride;
	to->single = p->dates.single + today * (p->base / 64);
	for (size_t i = 0; i < p->subject_count; i++)
		add_subject(to, &p->subjects[i]);
	return to;
}

struct lanes plan_mix_lanes(const struct plan *p, const struct plan_mix *m,
			    size_t at)
{
	const uint64_t *const *planes = p->pointers + m->first;
	struct lanes x = lanes_load(planes[0] + at);

	for (size_t i = 1; i < m->count; i++) {
		struct lanes y = lanes_load(planes[i] + at);

		x = m->is_and ? lanes_and(x, y) : lanes_or(x, y);
	}
	return x;
}

struct lanes plan_failed_lanes(const struct plan_part *p, size_t at)
{
	struct lanes under = lanes_but(lanes_load(p->fail_hi + at),
				       lanes_load(p->over_hi + at));

	return lanes_or(under, lanes_load(p->over_lo + at));
}

/* Fails at either end, but not all over. */
static struct lanes unknown_lanes(const struct plan_part *p, size_t at)
{
	struct lanes ends = lanes_or(lanes_load(p->fail_lo + at),
				     lanes_load(p->fail_hi + at));

	return lanes_but(ends, plan_failed_lanes(p, at));
}

struct lanes plan_unknown_lanes(const struct plan *p,
				const struct plan_unknown *u, size_t at)
{
	struct lanes x = lanes_none();

	for (size_t i = u->first; i < u->first + u->count; i++) {
		const struct plan_part *part = &p->parts[i];

		x = lanes_or(x, part->whole != NULL
					? lanes_load(part->whole + at)
					: unknown_lanes(part, at));
	}
	return x;
}

static bool part_is_unknown(const struct plan_part *p, size_t row)
{
	if (p->whole != NULL)
		return plane_has(p->whole, row);
	if (plane_has(p->over_lo, row))
		return false;
	if (plane_has(p->fail_hi, row))
		return plane_has(p->over_hi, row);
	return plane_has(p->fail_lo, row);
}

bool plan_is_unknown(const struct plan *p, const struct plan_unknown *u,
		     size_t row)
{
	if (u->whole != NULL)
		return plane_has(u->whole, row);
	for (size_t i = u->first; i < u->first + u->count; i++) {
		if (part_is_unknown(&p->parts[i], row))
			return true;
	}
	return false;
}
