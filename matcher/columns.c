/* columns - see columns.h. */
#include "matcher/columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/compiler.h"

enum { DIRECT_MAX = UINT16_MAX - 1 };

/* Reads one number of a profile; false: unknown. */
typedef bool reader_fn(const struct fact *fact, size_t key, double *ret_lo,
		       double *ret_hi);

struct making {
	struct arena *a;
	const struct attr *attr;
	size_t key;
	reader_fn *read;
	const struct columns *of;
};

static bool read_number(const struct fact *fact, size_t key, double *ret_lo,
			double *ret_hi)
{
	(void)key;
	*ret_lo = fact->lo;
	*ret_hi = fact->hi;
	return fact->known;
}

static bool read_level(const struct fact *fact, size_t key, double *ret_lo,
		       double *ret_hi)
{
	if (!fact->known || fact->level[key] == LEVEL_UNKNOWN)
		return false;
	*ret_lo = *ret_hi = fact->level[key];
	return true;
}

static bool read_profile(const struct making *m, size_t i, double *ret_lo,
			 double *ret_hi)
{
	const struct facts *facts = m->of->facts[i];

	return m->read(&facts->of[m->attr->index], m->key, ret_lo, ret_hi);
}

/* What a column has to hold. */
struct extent {
	size_t count; /* of known profiles */
	double min, max;
	bool is_whole, has_interval;
};

static struct extent find_extent(const struct making *m)
{
	struct extent e = {.min = INFINITY, .max = -INFINITY, .is_whole = true};

	for (size_t i = 0; i < m->of->count; i++) {
		double lo, hi;

		if (!read_profile(m, i, &lo, &hi))
			continue;
		e.count++;
		e.min = lo < e.min ? lo : e.min;
		e.max = hi > e.max ? hi : e.max;
		e.is_whole = e.is_whole && lo == floor(lo) && hi == floor(hi);
		e.has_interval = e.has_interval || lo != hi;
	}
	return e;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void list_values(const struct making *m, const struct extent *e,
			struct column *to)
{
	double *list = ARENA_ARRAY(m->a, double, 2 * e->count);
	size_t count = 0, kept = 0;

	for (size_t i = 0; i < m->of->count; i++) {
		double lo, hi;

		if (!read_profile(m, i, &lo, &hi))
			continue;
		list[count++] = lo;
		list[count++] = hi;
	}
	qsort(list, count, sizeof(*list), ascending);
	for (size_t i = 0; i < count; i++) {
		if (kept == 0 || list[kept - 1] != list[i])
			list[kept++] = list[i];
	}
	to->values = list;
	to->code_count = kept;
}

static void choose_codes(const struct making *m, const struct extent *e,
			 struct column *to)
{
	if (e->count == 0) {
		to->is_direct = true;
	} else if (e->is_whole && e->max - e->min < DIRECT_MAX - 1) {
		to->is_direct = true;
		to->base = e->min - 1;
		to->code_count = (size_t)(e->max - e->min) + 1;
	} else {
		list_values(m, e, to);
	}
	to->width = 4;
	if (to->code_count < UINT16_MAX)
		to->width = to->code_count < UINT8_MAX ? 1 : 2;
}

double column_value(const struct column *c, size_t code)
{
	return c->is_direct ? c->base + (double)code : c->values[code - 1];
}

static uint32_t code_of(const struct column *c, double x)
{
	size_t lo = 0, hi = c->code_count;

	if (c->is_direct)
		return (uint32_t)(x - c->base);
	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (c->values[middle] < x)
			lo = middle + 1;
		else
			hi = middle;
	}
	return (uint32_t)(lo + 1);
}

static void store(void *codes, size_t width, size_t i, uint32_t code)
{
	if (width == 1)
		((uint8_t *)codes)[i] = (uint8_t)code;
	else if (width == 2)
		((uint16_t *)codes)[i] = (uint16_t)code;
	else
		((uint32_t *)codes)[i] = code;
}

static void widen(struct zone *z, uint32_t lo, uint32_t hi, bool is_first)
{
	z->lo_min = is_first || lo < z->lo_min ? lo : z->lo_min;
	z->lo_max = is_first || lo > z->lo_max ? lo : z->lo_max;
	z->hi_min = is_first || hi < z->hi_min ? hi : z->hi_min;
	z->hi_max = is_first || hi > z->hi_max ? hi : z->hi_max;
}

/* Profiles past the last are unknown and belong to no zone. */
static void fill_numbers(const struct making *m, struct column *c, void *lo,
			 void *hi, struct zone *zones)
{
	size_t all = m->of->blocks * COLUMN_BLOCK;
	uint32_t none = (uint32_t)c->code_count + 1;

	for (size_t i = 0; i < all; i++) {
		uint32_t from = 0, to = none;
		double x, y;

		if (i < m->of->count && read_profile(m, i, &x, &y)) {
			from = code_of(c, x);
			to = x == y ? from : code_of(c, y);
		}
		store(lo, c->width, i, from);
		if (hi != NULL)
			store(hi, c->width, i, to);
		if (i < m->of->count)
			widen(&zones[i / COLUMN_BLOCK], from, to,
			      i % COLUMN_BLOCK == 0);
	}
}

static void make_column(const struct making *m, struct column *to)
{
	struct extent e = find_extent(m);
	size_t all = m->of->blocks * COLUMN_BLOCK;
	struct zone *zones = ARENA_ARRAY(m->a, struct zone, m->of->blocks);
	void *lo, *hi = NULL;

	choose_codes(m, &e, to);
	lo = arena_take_array(m->a, all, to->width);
	if (e.has_interval)
		hi = arena_take_array(m->a, all, to->width);
	fill_numbers(m, to, lo, hi, zones);
	to->lo = lo;
	to->hi = hi;
	to->zones = zones;
}

static uint8_t held_byte(const struct fact *fact, size_t byte, size_t values)
{
	unsigned held = 0;

	if (!fact->known)
		return COLUMN_UNKNOWN;
	for (size_t i = 0; i < COLUMN_VALUES; i++) {
		size_t value = byte * COLUMN_VALUES + i;

		if (value < values && values_has(fact->held, value))
			held |= 1u << i;
	}
	return (uint8_t)held;
}

static void make_byte(const struct making *m, size_t byte,
		      struct column_byte *to)
{
	size_t all = m->of->blocks * COLUMN_BLOCK;
	struct zone *zones = ARENA_ARRAY(m->a, struct zone, m->of->blocks);
	uint8_t *held = arena_take(m->a, all);

	memset(held, COLUMN_UNKNOWN, all);
	for (size_t i = 0; i < m->of->count; i++) {
		struct zone *z = &zones[i / COLUMN_BLOCK];

		held[i] = held_byte(&m->of->facts[i]->of[m->attr->index], byte,
				    m->attr->values->count);
		z->all = (uint8_t)(i % COLUMN_BLOCK == 0 ? held[i]
							 : z->all & held[i]);
		z->any |= held[i];
	}
	to->held = held;
	to->zones = zones;
}

static const struct column_byte *make_set(const struct making *m)
{
	size_t count =
		(m->attr->values->count + COLUMN_VALUES - 1) / COLUMN_VALUES;
	struct column_byte *list = ARENA_ARRAY(m->a, struct column_byte, count);

	for (size_t i = 0; i < count; i++)
		make_byte(m, i, &list[i]);
	return list;
}

static const struct column *make_levels(struct making m)
{
	size_t count = m.attr->keys->count;
	struct column *list = ARENA_ARRAY(m.a, struct column, count);

	m.read = read_level;
	for (m.key = 0; m.key < count; m.key++)
		make_column(&m, &list[m.key]);
	return list;
}

/* The columns of one attribute, by its type. */
static void make_attr(const struct making *m, struct column *number,
		      const struct column **ret_levels,
		      const struct column_byte **ret_set)
{
	switch (m->attr->type) {
	case ATTR_NUMBER:
	case ATTR_ORDINAL:
	case ATTR_FLAG:
	case ATTR_DATE:
		make_column(m, number);
		return;
	case ATTR_LEVELS:
		*ret_levels = make_levels(*m);
		return;
	case ATTR_CHOICE:
	case ATTR_SET:
		if (m->attr->values != NULL)
			*ret_set = make_set(m);
		return;
	case ATTR_LIST:
	case ATTR_TYPE__COUNT:
		return;
	}
}

const struct columns *columns_build(struct arena *a, const struct vocabulary *v,
				    const struct facts *const *facts, size_t n)
{
	struct columns *c = ARENA_NEW(a, struct columns);
	struct making m = {.a = a, .read = read_number, .of = c};
	size_t before = arena_bytes(a), attrs = v->profile.count;
	struct column *numbers = ARENA_ARRAY(a, struct column, attrs);
	const struct column **levels =
		ARENA_ARRAY(a, const struct column *, attrs);
	const struct column_byte **sets =
		ARENA_ARRAY(a, const struct column_byte *, attrs);

	c->vocabulary = v;
	c->count = n;
	c->blocks = (n + COLUMN_BLOCK - 1) / COLUMN_BLOCK;
	c->facts = facts;
	for (size_t i = 0; i < attrs; i++) {
		m.attr = &v->profile.attrs[i];
		make_attr(&m, &numbers[i], &levels[i], &sets[i]);
	}
	c->numbers = numbers;
	c->levels = levels;
	c->sets = sets;
	c->bytes = arena_bytes(a) - before;
	return c;
}
