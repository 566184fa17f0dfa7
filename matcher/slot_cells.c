/* slot_cells - see slot_cells.h. */
#include "matcher/slot_cells.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"

static bool is_below(const struct cut *a, const struct cut *b)
{
	return a->at != b->at ? a->at < b->at : !a->after && b->after;
}

/* Where the cut stands or would stand among the sorted. */
static size_t find_cut(const struct cut *cuts, size_t count,
		       const struct cut *c)
{
	size_t lo = 0, hi = count;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (is_below(&cuts[middle], c))
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

static bool is_there(const struct cut *cuts, size_t count, const struct cut *c)
{
	size_t at = find_cut(cuts, count, c);

	return at < count && cuts[at].at == c->at && cuts[at].after == c->after;
}

/* The cuts at the ends of a range; none where it is unbound. */
static size_t cuts_of(const struct range *r, struct cut ret_cuts[2])
{
	size_t count = 0;

	if (isfinite(r->lo))
		ret_cuts[count++] = (struct cut){r->lo, r->lo_open};
	if (isfinite(r->hi))
		ret_cuts[count++] = (struct cut){r->hi, !r->hi_open};
	return count;
}

static void add_cut(struct cut *cuts, size_t *count, const struct cut *c)
{
	size_t at = find_cut(cuts, *count, c);

	memmove(cuts + at + 1, cuts + at, (*count - at) * sizeof(*cuts));
	cuts[at] = *c;
	(*count)++;
}

static void cut_ranges(struct arena *a, struct slot *slot,
		       struct wanted_shape *shapes, size_t n)
{
	struct cut *cuts = ARENA_ARRAY(a, struct cut, SLOT_CELLS_MAX);
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		struct cut fresh[2];
		size_t more = 0;
		size_t ends = cuts_of(&shapes[i].shape->range, fresh);

		for (size_t k = 0; k < ends; k++) {
			if (!is_there(cuts, count, &fresh[k]))
				fresh[more++] = fresh[k];
		}
		shapes[i].left_out = count + more >= SLOT_CELLS_MAX;
		for (size_t k = 0; k < more && !shapes[i].left_out; k++)
			add_cut(cuts, &count, &fresh[k]);
	}
	slot->cuts = cuts;
	slot->cell_count = count + 1;
}

/* Closed values: what is asked for, and the cells that this makes. */
struct cutting {
	const struct values *values;
	uint64_t *used;       /* by the shapes with room */
	uint64_t *signatures; /* by cell: what a value of it hits of `used` */
	uint8_t *cell_of;
	size_t cell_count;
};

static void hit(const struct cutting *c, size_t value, uint64_t *to)
{
	for (size_t w = 0; w < c->values->words; w++)
		to[w] = c->values->items[value].closure[w] & c->used[w];
}

static bool is_empty(const uint64_t *set, size_t words)
{
	for (size_t w = 0; w < words; w++) {
		if (set[w] != 0)
			return false;
	}
	return true;
}

/* False when the cells are too many. */
static bool find_signatures(struct cutting *c)
{
	size_t words = c->values->words;

	c->cell_count = 0;
	for (size_t v = 0; v < c->values->count; v++) {
		uint64_t *fresh = c->signatures + c->cell_count * words;
		size_t i = 0;

		hit(c, v, fresh);
		c->cell_of[v] = CELL_NONE;
		if (is_empty(fresh, words))
			continue;
		while (memcmp(c->signatures + i * words, fresh,
			      words * sizeof(*fresh)) != 0)
			i++; /* at the latest itself */
		if (i == SLOT_CELLS_MAX)
			return false;
		c->cell_of[v] = (uint8_t)i;
		if (i == c->cell_count)
			c->cell_count++;
	}
	return true;
}

/* Makes room for one more shape; false, and nothing changes, without. */
static bool make_room(struct cutting *c, const struct shape *s,
		      uint64_t *before)
{
	size_t bytes = c->values->words * sizeof(*c->used);
	bool is_new = false;

	memcpy(before, c->used, bytes);
	for (size_t w = 0; w < c->values->words; w++) {
		is_new = is_new || (s->values[w] & ~c->used[w]) != 0;
		c->used[w] |= s->values[w];
	}
	if (!is_new || find_signatures(c))
		return true;
	memcpy(c->used, before, bytes);
	return false;
}

static void cut_values(struct arena *a, struct arena *scratch,
		       struct slot *slot, struct wanted_shape *shapes, size_t n)
{
	const struct values *v = slot->group->test->attr->values;
	struct cutting c = {.values = v};
	uint64_t *before = values_set(scratch, v);

	c.used = values_set(scratch, v);
	c.signatures =
		ARENA_ARRAY(scratch, uint64_t, (SLOT_CELLS_MAX + 1) * v->words);
	c.cell_of = ARENA_ARRAY(a, uint8_t, v->count);
	for (size_t i = 0; i < n; i++)
		shapes[i].left_out = !make_room(&c, shapes[i].shape, before);
	(void)find_signatures(&c); /* again, had the last one no room */
	slot->cell_of = c.cell_of;
	slot->cell_count = c.cell_count;
}

static size_t find_id(const struct slice *ids, size_t count, struct slice id)
{
	size_t lo = 0, hi = count;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (slice_cmp(ids[middle], id) < 0)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

static bool has_id(const struct slice *ids, size_t count, struct slice id)
{
	size_t at = find_id(ids, count, id);

	return at < count && slice_eq(ids[at], id);
}

static void cut_ids(struct arena *a, struct slot *slot,
		    struct wanted_shape *shapes, size_t n)
{
	struct slice *ids = ARENA_ARRAY(a, struct slice, SLOT_CELLS_MAX);
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		const struct shape *s = shapes[i].shape;
		size_t more = 0;

		for (size_t k = 0; k < s->id_count; k++)
			more += !has_id(ids, count, s->ids[k]);
		shapes[i].left_out = count + more > SLOT_CELLS_MAX;
		for (size_t k = 0; k < s->id_count && !shapes[i].left_out;
		     k++) {
			size_t at = find_id(ids, count, s->ids[k]);

			if (has_id(ids, count, s->ids[k]))
				continue;
			memmove(ids + at + 1, ids + at,
				(count - at) * sizeof(*ids));
			ids[at] = s->ids[k];
			count++;
		}
	}
	slot->ids = ids;
	slot->cell_count = count;
}

void slot_cut(struct arena *a, struct arena *scratch, struct slot *slot,
	      struct wanted_shape *shapes, size_t count)
{
	if (slot->group->kind == SHAPE_RANGE)
		cut_ranges(a, slot, shapes, count);
	else if (slot->group->test->attr->values != NULL)
		cut_values(a, scratch, slot, shapes, count);
	else
		cut_ids(a, slot, shapes, count);
}

size_t slot_cell_of(const struct slot *s, double x)
{
	struct cut just_below = {x, false};
	size_t at = find_cut(s->cuts, s->cell_count - 1, &just_below);

	/* A cut before x lies below it, one after x does not. */
	return at + is_there(s->cuts, s->cell_count - 1, &just_below);
}

size_t slot_cell_of_id(const struct slot *s, struct slice id)
{
	size_t at = find_id(s->ids, s->cell_count, id);

	return at < s->cell_count && slice_eq(s->ids[at], id) ? at : CELL_NONE;
}

static void set_bit(uint64_t *set, size_t i)
{
	set[i / 64] |= (uint64_t)1 << (i % 64);
}

static void fill_range(const struct slot *slot, const struct shape *s,
		       struct cells *to)
{
	struct cut lo = {s->range.lo, s->range.lo_open};
	struct cut hi = {s->range.hi, !s->range.hi_open};
	size_t cuts = slot->cell_count - 1;
	size_t from = 0, end = slot->cell_count;

	if (isfinite(lo.at))
		from = find_cut(slot->cuts, cuts, &lo) + 1;
	if (isfinite(hi.at))
		end = find_cut(slot->cuts, cuts, &hi) + 1;
	for (size_t c = 0; c < slot->cell_count; c++) {
		if (c < from || c >= end)
			set_bit(to->fail, c);
		if (c >= end)
			set_bit(to->over, c);
	}
}

/* In an ANY's cell nothing of it is held, in a NONE's something is. */
static void fill_values(const struct slot *slot, const struct shape *s,
			struct cells *to)
{
	const struct values *v = s->group->test->attr->values;
	bool any = s->group->kind == SHAPE_ANY;

	for (size_t i = 0; i < v->count; i++) {
		bool hits = false;

		if (slot->cell_of[i] == CELL_NONE)
			continue;
		for (size_t w = 0; w < v->words; w++)
			hits = hits ||
			       (v->items[i].closure[w] & s->values[w]) != 0;
		if (hits != any)
			set_bit(to->fail, slot->cell_of[i]);
	}
}

static void fill_ids(const struct slot *slot, const struct shape *s,
		     struct cells *to)
{
	for (size_t c = 0; c < slot->cell_count; c++) {
		if (has_id(s->ids, s->id_count, slot->ids[c]) !=
		    (s->group->kind == SHAPE_ANY))
			set_bit(to->fail, c);
	}
}

void slot_fill_cells(const struct slot *slot, const struct shape *shape,
		     struct cells *ret_cells)
{
	*ret_cells = (struct cells){{0}, {0}};
	if (slot->group->kind == SHAPE_RANGE)
		fill_range(slot, shape, ret_cells);
	else if (slot->cell_of != NULL)
		fill_values(slot, shape, ret_cells);
	else
		fill_ids(slot, shape, ret_cells);
}
