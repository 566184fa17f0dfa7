/* planes - how the bitmaps are built; see planes.h and planes_parts.h. */
#include "matcher/planes.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "base/day.h"
#include "base/map.h"
#include "matcher/planes_building.h"

enum { LINE_BYTES = 64 };

uint64_t *plane_new(struct arena *a, size_t words)
{
	char *p = arena_take(a, words * sizeof(uint64_t) + LINE_BYTES);
	size_t over = (uintptr_t)p % LINE_BYTES;

	return (uint64_t *)(void *)(p + (LINE_BYTES - over) % LINE_BYTES);
}

static void count_literal(void *context, const struct literal *l)
{
	size_t *count = context;

	(void)l;
	(*count)++;
}

struct numbered {
	const struct literal *literal;
	uint32_t number;
};

/* Openings that ask the same have the same literals: each is looked at once. */
static void number_literal(void *context, const struct literal *l)
{
	struct building *b = context;
	struct slice key = {(const char *)&l, sizeof(l)};
	const struct numbered *known = map_get(b->numbered, key);
	struct numbered *own;

	if (known == NULL) {
		own = ARENA_NEW(b->scratch, struct numbered);
		*own = (struct numbered){
			l, (uint32_t)shapes_add(b->shapes, l)->index};
		key.p = (const char *)&own->literal;
		map_put(b->numbered, key, own);
		known = own;
	}
	b->numbers[b->literal_count++] = known->number;
}

static void number_rows(struct building *b)
{
	const struct plane_row *rows = b->rows.items;
	size_t count = 0;

	for (size_t i = 0; i < b->rows.count; i++) {
		if (rows[i].is_there)
			plane_row_each(&rows[i], count_literal, &count);
	}
	b->numbers = ARENA_ARRAY(b->scratch, uint32_t, count);
	b->first = ARENA_ARRAY(b->scratch, uint32_t, b->rows.count + 1);
	for (size_t i = 0; i < b->rows.count; i++) {
		b->first[i] = (uint32_t)b->literal_count;
		if (rows[i].is_there)
			plane_row_each(&rows[i], number_literal, b);
	}
	b->first[b->rows.count] = (uint32_t)b->literal_count;
	b->p->size.literals = b->literal_count;
}

void planes_read_row(struct building *b, size_t row)
{
	struct row_shapes *r = &b->of;

	r->count = 0;
	for (size_t i = b->first[row]; i < b->first[row + 1]; i++) {
		const struct shape *s = shapes_at(b->shapes, b->numbers[i]);
		size_t nth = 0;

		for (size_t k = 0; k < r->count; k++)
			nth += r->items[k]->group == s->group;
		r->items[r->count] = s;
		r->nth[r->count++] = nth;
	}
}

static void count_uses(struct building *b)
{
	const struct row_shapes *r = &b->of;

	b->uses = ARENA_ARRAY(b->scratch, uint32_t,
			      shapes_count(b->shapes) * SLOT_NTH_MAX);
	for (size_t i = 0; i < b->rows.count; i++) {
		planes_read_row(b, i);
		for (size_t k = 0; k < r->count; k++) {
			if (r->nth[k] < SLOT_NTH_MAX)
				b->uses[r->items[k]->index * SLOT_NTH_MAX +
					r->nth[k]]++;
		}
	}
}

/* A level and a flag are never an interval. */
static bool has_intervals(const struct slot *s)
{
	const struct test *t = s->group->test;

	return s->group->kind == SHAPE_RANGE &&
	       (t->quantifier != NULL ||
		(t->attr->type != ATTR_LEVELS && t->attr->type != ATTR_FLAG));
}

static void make_planes(struct building *b)
{
	struct planes *p = b->p;

	for (size_t i = 0; i < p->slots.count; i++) {
		struct slot *s = &p->slots.items[i];
		size_t words = s->cell_count * p->stride;

		s->constrained = plane_new(b->a, p->stride);
		s->fail = plane_new(b->a, words);
		if (has_intervals(s) || s->group->grows)
			s->over = plane_new(b->a, words);
	}
	p->complete = plane_new(b->a, p->stride);
	p->steady = plane_new(b->a, p->stride);
	p->tricky = plane_new(b->a, p->stride);
}

static bool shares_attribute(const struct shape *x, const struct shape *y)
{
	return x->group->test->quantifier == NULL &&
	       y->group->test->quantifier == NULL &&
	       x->group->subject == y->group->subject;
}

/* shape_agrees() speaks of two; three sets are more than their pairs. */
static bool is_tricky(const struct row_shapes *r)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct shape *s = r->items[i];
		size_t more = 0;

		if (s->is_tricky)
			return true;
		for (size_t k = 0; k < i; k++) {
			if (!shares_attribute(s, r->items[k]))
				continue;
			if (!shape_agrees(s, r->items[k]))
				return true;
			more++;
		}
		if (more > 1 && s->group->kind != SHAPE_RANGE)
			return true;
	}
	return false;
}

static void set_cells(uint64_t *planes, size_t stride, const uint64_t *cells,
		      size_t row)
{
	for (size_t w = 0; w < CELL_WORDS; w++) {
		for (uint64_t m = cells[w]; m != 0; m &= m - 1) {
			size_t cell = w * 64 + (size_t)__builtin_ctzll(m);

			plane_set(planes + cell * stride, row);
		}
	}
}

static void set_slot(struct slot *s, size_t stride, const struct cells *cells,
		     size_t row)
{
	plane_set(s->constrained, row);
	s->uses++;
	set_cells(s->fail, stride, cells->fail, row);
	if (s->over != NULL)
		set_cells(s->over, stride, cells->over, row);
}

const struct placing *planes_placing(const struct building *b, size_t k)
{
	const struct placing *to;

	if (b->of.nth[k] >= SLOT_NTH_MAX)
		return NULL;
	to = &b->p->slots.placings[b->of.items[k]->index * SLOT_NTH_MAX +
				   b->of.nth[k]];
	return to->slot == SLOT_NONE ? NULL : to;
}

static bool is_complete(const struct plane_row *r)
{
	return (r->rules[0] == NULL || r->rules[0]->complete) &&
	       (r->rules[1] == NULL || r->rules[1]->complete);
}

/* With several rows between them. */
static bool has_two_rules(const struct plane_row *r)
{
	return r->rules[0] != NULL && r->rules[1] != NULL &&
	       r->rules[0]->row_count * r->rules[1]->row_count > 1;
}

static bool has_end(const struct rule *r)
{
	return r != NULL && r->to != DAY_NONE;
}

/* Whether its outcome may change with the day; of a measure one cannot say. */
static bool depends_on_day(const struct test *t)
{
	return t->quantifier != NULL || attr_is_computed(t->attr);
}

static bool is_steady(const struct building *b, const struct plane_row *r)
{
	size_t count = 0;

	if (has_end(r->rules[0]) || has_end(r->rules[1]))
		return false;
	for (size_t i = 0; i < b->of.count; i++)
		count += depends_on_day(b->of.items[i]->literal->test);
	return count <= 1;
}

/* Sets the row's bits; returns how many literals are odd. */
static size_t fill_row(struct building *b, size_t row)
{
	struct planes *p = b->p;
	size_t odd = 0;

	if (is_complete(&b->rows.items[row]))
		plane_set(p->complete, row);
	if (is_steady(b, &b->rows.items[row]))
		plane_set(p->steady, row);
	if (is_tricky(&b->of) || has_two_rules(&b->rows.items[row]))
		plane_set(p->tricky, row);
	for (size_t k = 0; k < b->of.count; k++) {
		const struct placing *to = planes_placing(b, k);

		if (to == NULL)
			odd++;
		else
			set_slot(&p->slots.items[to->slot], p->stride,
				 &to->cells, row);
	}
	return odd;
}

static void fill_rows(struct building *b)
{
	for (size_t i = 0; i < b->rows.count; i++) {
		size_t odd;

		if (!b->rows.items[i].is_there)
			continue;
		planes_read_row(b, i);
		odd = fill_row(b, i);
		if (odd == 0)
			continue;
		planes_number_odd(b);
		b->p->residual_count++;
		b->odd_literals += odd;
	}
}

static const uint64_t *join_constrained(struct building *b,
					const struct plane_subject *s)
{
	const struct slot *slots = &b->p->slots.items[s->first];
	uint64_t *all;

	if (s->count == 1)
		return slots[0].constrained;
	all = plane_new(b->a, b->p->stride);
	for (size_t i = 0; i < s->count; i++) {
		for (size_t w = 0; w < b->p->stride; w++)
			all[w] |= slots[i].constrained[w];
	}
	return all;
}

static void list_subjects(struct building *b)
{
	struct planes *p = b->p;
	struct plane_subject *list =
		ARENA_ARRAY(b->a, struct plane_subject, p->slots.count);

	for (size_t i = 0; i < p->slots.count; i++) {
		size_t subject = p->slots.items[i].group->subject;

		if (i == 0 || list[p->subject_count - 1].index != subject)
			list[p->subject_count++] = (struct plane_subject){
				.index = subject, .first = i};
		list[p->subject_count - 1].count++;
	}
	for (size_t i = 0; i < p->subject_count; i++)
		list[i].constrained = join_constrained(b, &list[i]);
	p->subjects = list;
}

static void keep_extras(struct building *b)
{
	struct planes *p = b->p;
	size_t more = b->rows.count - p->base;
	struct plane_extra *extras =
		ARENA_ARRAY(b->a, struct plane_extra, b->rows.extra_count);
	uint32_t *loose = ARENA_ARRAY(b->a, uint32_t, b->rows.loose_count);
	uint32_t *owners = ARENA_ARRAY(b->a, uint32_t, more);

	p->extra_count = b->rows.extra_count;
	for (size_t i = 0; i < p->extra_count; i++)
		extras[i] = b->rows.extras[i];
	for (size_t i = 0; i < more; i++)
		owners[i] = b->rows.items[p->base + i].opening;
	p->loose_count = b->rows.loose_count;
	for (size_t i = 0; i < p->loose_count; i++)
		loose[i] = b->rows.loose[i];
	p->extras = extras;
	p->owners = owners;
	p->loose = loose;
}

static void measure(struct planes *p, size_t bytes)
{
	size_t cells = p->dates.slot.cell_count;

	for (size_t i = 0; i < p->slots.count; i++)
		cells += p->slots.items[i].cell_count;
	p->size.openings = p->count;
	p->size.rows = p->stride * 64;
	p->size.slots = p->slots.count;
	p->size.cells = cells;
	p->size.residuals = p->residual_count;
	p->size.loose = p->loose_count;
	p->size.bytes = bytes;
}

static void choose_slots(struct building *b)
{
	const struct slots_source from = {b->shapes, b->uses, b->rows.count};

	slots_choose(b->a, b->scratch, &from, &b->p->slots);
}

static void build(struct building *b)
{
	struct planes *p = b->p;

	plane_rows_list(b->scratch, p->judged, p->count, &b->rows);
	p->base = b->rows.base;
	p->stride = b->rows.count / 64;
	number_rows(b);
	count_uses(b);
	choose_slots(b);
	b->odd_of = ARENA_ARRAY(b->scratch, uint32_t, shapes_count(b->shapes));
	make_planes(b);
	fill_rows(b);
	planes_keep_odd(b);
	list_subjects(b);
	keep_extras(b);
	plane_dates_build(b->a, b->scratch, &b->rows, &p->dates);
	p->slots.placings = NULL; /* scratch */
}

const struct planes *planes_build(struct arena *a, const struct vocabulary *v,
				  const struct judged *judged, size_t n)
{
	size_t before = arena_bytes(a);
	struct planes *p = ARENA_NEW(a, struct planes);
	struct arena *scratch = arena_new(0);
	struct building *b = ARENA_NEW(scratch, struct building);

	p->vocabulary = v;
	p->judged = judged;
	p->count = n;
	b->a = a;
	b->scratch = scratch;
	b->p = p;
	b->shapes = shapes_new(scratch, v);
	b->numbered = map_new(scratch);
	build(b);
	shapes_free(b->shapes);
	arena_free(scratch);
	measure(p, arena_bytes(a) - before);
	return p;
}

struct planes_size planes_measure(const struct planes *p)
{
	return p->size;
}
