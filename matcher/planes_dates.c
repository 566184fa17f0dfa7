/* planes_dates - rows by the days on which they are in force; planes_parts.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/planes_parts.h"
#include "matcher/slot_cells.h"

static bool is_dated(const struct plane_row *r)
{
	return r->is_there && (r->from != DAY_NONE || r->to != DAY_NONE);
}

static int by_days(const void *a, const void *b)
{
	const struct plane_dated *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

static int by_row(const void *a, const void *b)
{
	const struct plane_dated *x = a, *y = b;

	return (x->row > y->row) - (x->row < y->row);
}

static size_t list_dated(const struct plane_rows *rows, struct plane_dated *to)
{
	size_t count = 0;

	for (size_t i = 0; i < rows->count; i++) {
		const struct plane_row *r = &rows->items[i];

		if (is_dated(r))
			to[count++] = (struct plane_dated){(uint32_t)i, r->from,
							   r->to};
	}
	if (count > 0)
		qsort(to, count, sizeof(*to), by_days);
	return count;
}

static struct range range_of(const struct plane_dated *d)
{
	struct range r = {-INFINITY, INFINITY, false, false};

	if (d->from != DAY_NONE)
		r.lo = d->from;
	if (d->to != DAY_NONE)
		r.hi = d->to;
	return r;
}

static bool has_same_days(const struct plane_dated *x,
			  const struct plane_dated *y)
{
	return x->from == y->from && x->to == y->to;
}

/* Rows with the same days are one shape. */
static size_t make_shapes(struct arena *scratch,
			  const struct plane_dated *dated, size_t count,
			  struct wanted_shape *to)
{
	size_t shapes = 0;

	for (size_t i = 0; i < count; i++) {
		struct shape *s;

		if (i > 0 && has_same_days(&dated[i - 1], &dated[i])) {
			to[shapes - 1].uses++;
			continue;
		}
		s = ARENA_NEW(scratch, struct shape);
		s->index = i; /* of its first row */
		s->range = range_of(&dated[i]);
		to[shapes++] = (struct wanted_shape){s, 1, false};
	}
	return shapes;
}

static int by_uses(const void *a, const void *b)
{
	const struct wanted_shape *x = a, *y = b;

	if (x->uses != y->uses)
		return x->uses < y->uses ? 1 : -1;
	return (x->shape->index > y->shape->index) -
	       (x->shape->index < y->shape->index);
}

static void set_undated(const struct plane_rows *rows, uint64_t *valid,
			size_t cells)
{
	size_t stride = rows->count / 64;

	for (size_t i = 0; i < rows->count; i++) {
		const struct plane_row *r = &rows->items[i];

		if (!r->is_there || is_dated(r))
			continue;
		for (size_t c = 0; c < cells; c++)
			plane_set(valid + c * stride, i);
	}
}

/* The rows of one shape, which lie together. */
static void set_dated(const struct slot *slot, const struct wanted_shape *s,
		      const struct plane_dated *dated, uint64_t *valid,
		      size_t stride)
{
	struct cells cells;

	slot_fill_cells(slot, s->shape, &cells);
	for (size_t c = 0; c < slot->cell_count; c++) {
		if (plane_has(cells.fail, c))
			continue;
		for (size_t i = 0; i < s->uses; i++)
			plane_set(valid + c * stride,
				  dated[s->shape->index + i].row);
	}
}

static void keep_odd(struct arena *a, const struct plane_dated *dated,
		     const struct wanted_shape *shapes, size_t count,
		     struct plane_dates *to)
{
	struct plane_dated *odd;

	for (size_t i = 0; i < count; i++)
		to->odd_count += shapes[i].left_out ? shapes[i].uses : 0;
	odd = ARENA_ARRAY(a, struct plane_dated, to->odd_count);
	to->odd = odd;
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < shapes[i].uses && shapes[i].left_out;
		     k++)
			*odd++ = dated[shapes[i].shape->index + k];
	}
	if (to->odd_count > 0)
		qsort(odd - to->odd_count, to->odd_count, sizeof(*odd), by_row);
}

static void clear(uint64_t *plane, size_t i)
{
	plane[i / 64] &= ~((uint64_t)1 << (i % 64));
}

/* Of one opening with extra rows; all is set as if it had none. */
static void mark_extra(const struct plane_extra *e, const uint64_t *valid,
		       uint64_t *alone, uint64_t *single)
{
	size_t count = plane_has(valid, e->opening);

	for (size_t i = 0; i < e->count; i++)
		count += plane_has(valid, e->first + i);
	if (count == 1) {
		plane_set(single, e->opening);
		return;
	}
	clear(single, e->opening);
	clear(alone, e->opening);
	for (size_t i = 0; i < e->count; i++)
		clear(alone, e->first + i);
}

/* Rows whose dates have no planes may be in force or not. */
static void clear_odd(const struct plane_rows *rows,
		      const struct plane_dates *dates, uint64_t *alone,
		      uint64_t *single)
{
	for (size_t i = 0; i < dates->odd_count; i++)
		clear(single, rows->items[dates->odd[i].row].opening);
	for (size_t i = 0; i < rows->count && dates->odd_count > 0; i++) {
		if (rows->items[i].is_there &&
		    !plane_has(single, rows->items[i].opening))
			clear(alone, i);
	}
}

static void mark_alone(struct arena *a, const struct plane_rows *rows,
		       struct plane_dates *dates)
{
	size_t stride = rows->count / 64, words = rows->base / 64;
	size_t cells = dates->slot.cell_count;
	uint64_t *alone = plane_new(a, cells * stride);
	uint64_t *single = plane_new(a, cells * words);

	for (size_t c = 0; c < cells; c++) {
		const uint64_t *valid = dates->valid + c * stride;
		uint64_t *rows_alone = alone + c * stride;
		uint64_t *openings = single + c * words;

		memcpy(rows_alone, valid, stride * sizeof(*valid));
		memcpy(openings, valid, words * sizeof(*valid));
		for (size_t i = 0; i < rows->extra_count; i++)
			mark_extra(&rows->extras[i], valid, rows_alone,
				   openings);
		clear_odd(rows, dates, rows_alone, openings);
	}
	dates->alone = alone;
	dates->single = single;
}

void plane_dates_build(struct arena *a, struct arena *scratch,
		       const struct plane_rows *rows,
		       struct plane_dates *ret_dates)
{
	static const struct shape_group days = {.kind = SHAPE_RANGE};
	struct plane_dated *dated =
		ARENA_ARRAY(scratch, struct plane_dated, rows->count);
	size_t count = list_dated(rows, dated);
	struct wanted_shape *shapes =
		ARENA_ARRAY(scratch, struct wanted_shape, count);
	size_t shape_count = make_shapes(scratch, dated, count, shapes);
	size_t stride = rows->count / 64;
	struct slot *slot = &ret_dates->slot;
	uint64_t *valid;

	*ret_dates = (struct plane_dates){.slot.group = &days};
	if (shape_count > 0)
		qsort(shapes, shape_count, sizeof(*shapes), by_uses);
	slot_cut(a, scratch, slot, shapes, shape_count);
	valid = plane_new(a, slot->cell_count * stride);
	ret_dates->valid = valid;
	set_undated(rows, valid, slot->cell_count);
	for (size_t i = 0; i < shape_count; i++) {
		if (!shapes[i].left_out)
			set_dated(slot, &shapes[i], dated, valid, stride);
	}
	keep_odd(a, dated, shapes, shape_count, ret_dates);
	mark_alone(a, rows, ret_dates);
}
