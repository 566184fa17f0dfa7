/* columns - see columns.h. */
#include "matcher/columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/column_ids.h"

enum { DIRECT_MAX = UINT16_MAX - 1 };

/* What a column has to hold. */
struct extent {
	size_t count; /* of known profiles */
	double min, max;
	bool is_whole, has_interval;
};

/* One column of numbers while it is made. */
struct making {
	const struct attr *attr;
	size_t key; /* of levels */
	struct extent extent;
	double *values; /* that occur, where codes are not the numbers */
	size_t value_count;
	struct column *to;
	void *lo, *hi;
	struct zone *zones;
};

/* One byte of a set while it is made. */
struct byte_making {
	const struct attr *attr;
	size_t byte;
	uint8_t *held;
	struct zone *zones;
};

/* All of them: every profile is read three times, not once a column. */
struct all_making {
	struct arena *a;
	struct arena *scratch; /* of the profile being read */
	struct arena *lists;
	struct columns *of;
	struct making *numbers;
	size_t number_count;
	struct byte_making *bytes;
	size_t byte_count;
	uint64_t **stated; /* by attribute */
	struct column_ids **ids;
	uint64_t *members_known, *awards_known;
};

/* False: unknown. */
static bool read_number(const struct making *m, const struct facts *facts,
			double *ret_lo, double *ret_hi)
{
	const struct fact *fact = &facts->of[m->attr->index];

	if (!fact->known)
		return false;
	if (m->attr->type == ATTR_LEVELS) {
		*ret_lo = *ret_hi = fact->level[m->key];
		return fact->level[m->key] != LEVEL_UNKNOWN;
	}
	*ret_lo = fact->lo;
	*ret_hi = fact->hi;
	return true;
}

static void extend(struct extent *e, double lo, double hi)
{
	e->count++;
	e->min = lo < e->min ? lo : e->min;
	e->max = hi > e->max ? hi : e->max;
	e->is_whole = e->is_whole && lo == floor(lo) && hi == floor(hi);
	e->has_interval = e->has_interval || lo != hi;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static bool is_direct(const struct extent *e)
{
	return e->count == 0 ||
	       (e->is_whole && e->max - e->min < DIRECT_MAX - 1);
}

/* Each once, ascending. */
static void settle_values(struct arena *a, struct making *m)
{
	size_t kept = 0;
	double *list;

	qsort(m->values, m->value_count, sizeof(*m->values), ascending);
	for (size_t i = 0; i < m->value_count; i++) {
		if (kept == 0 || m->values[kept - 1] != m->values[i])
			m->values[kept++] = m->values[i];
	}
	list = ARENA_ARRAY(a, double, kept);
	memcpy(list, m->values, kept * sizeof(*list));
	m->to->values = list;
	m->to->code_count = kept;
}

static void choose_codes(struct arena *a, struct making *m)
{
	const struct extent *e = &m->extent;
	struct column *to = m->to;

	to->is_direct = is_direct(e);
	if (!to->is_direct) {
		settle_values(a, m);
	} else if (e->count > 0) {
		to->base = e->min - 1;
		to->code_count = (size_t)(e->max - e->min) + 1;
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

/* Profiles past the last are unknown and belong to no zone. */
static void store_number(struct making *m, size_t i, const struct facts *facts)
{
	const struct column *c = m->to;
	uint32_t from = 0, to = (uint32_t)c->code_count + 1;
	double x, y;

	if (facts != NULL && read_number(m, facts, &x, &y)) {
		from = code_of(c, x);
		to = x == y ? from : code_of(c, y);
	}
	store(m->lo, c->width, i, from);
	if (m->hi != NULL)
		store(m->hi, c->width, i, to);
	if (facts != NULL)
		widen(&m->zones[i / COLUMN_BLOCK], from, to,
		      i % COLUMN_BLOCK == 0);
}

static void store_byte(struct byte_making *m, size_t i,
		       const struct facts *facts)
{
	struct zone *z = &m->zones[i / COLUMN_BLOCK];

	m->held[i] = held_byte(&facts->of[m->attr->index], m->byte,
			       m->attr->values->count);
	z->all = (uint8_t)(i % COLUMN_BLOCK == 0 ? m->held[i]
						 : z->all & m->held[i]);
	z->any |= m->held[i];
}

static void store_bit(uint64_t *bits, size_t i, bool is_known)
{
	if (bits != NULL && is_known)
		bits[i / 64] |= UINT64_C(1) << (i % 64);
}

static void store_stated(const struct all_making *m, size_t i,
			 const struct facts *facts)
{
	for (size_t k = 0; k < m->of->vocabulary->profile.count; k++) {
		store_bit(m->stated[k], i, facts->of[k].known);
		if (m->ids[k] != NULL)
			column_ids_add(m->ids[k], i, &facts->of[k]);
	}
	store_bit(m->members_known, i, facts->members_known);
	store_bit(m->awards_known, i, facts->awards_known);
}

static const struct facts *facts_at(const struct all_making *m, size_t i)
{
	arena_reset(m->scratch);
	return m->of->source.get(m->of->source.of, i, m->scratch);
}

static void find_extents(struct all_making *m)
{
	for (size_t i = 0; i < m->of->count; i++) {
		const struct facts *facts = facts_at(m, i);
		double lo, hi;

		for (size_t k = 0; k < m->number_count; k++) {
			if (read_number(&m->numbers[k], facts, &lo, &hi))
				extend(&m->numbers[k].extent, lo, hi);
		}
	}
}

static void list_values(const struct all_making *m, struct making *n)
{
	double lo, hi;

	n->values = ARENA_ARRAY(m->lists, double, 2 * n->extent.count);
	for (size_t i = 0; i < m->of->count; i++) {
		if (!read_number(n, facts_at(m, i), &lo, &hi))
			continue;
		n->values[n->value_count++] = lo;
		n->values[n->value_count++] = hi;
	}
}

static void open_columns(struct all_making *m)
{
	size_t all = m->of->blocks * COLUMN_BLOCK;

	for (size_t k = 0; k < m->number_count; k++) {
		struct making *n = &m->numbers[k];

		if (!is_direct(&n->extent))
			list_values(m, n);
		choose_codes(m->a, n);
		n->zones = ARENA_ARRAY(m->a, struct zone, m->of->blocks);
		n->lo = arena_take_array(m->a, all, n->to->width);
		if (n->extent.has_interval)
			n->hi = arena_take_array(m->a, all, n->to->width);
		n->to->lo = n->lo;
		n->to->hi = n->hi;
		n->to->zones = n->zones;
	}
}

static void fill_columns(struct all_making *m)
{
	size_t all = m->of->blocks * COLUMN_BLOCK;

	for (size_t i = 0; i < m->of->count; i++) {
		const struct facts *facts = facts_at(m, i);

		for (size_t k = 0; k < m->number_count; k++)
			store_number(&m->numbers[k], i, facts);
		for (size_t k = 0; k < m->byte_count; k++)
			store_byte(&m->bytes[k], i, facts);
		store_stated(m, i, facts);
	}
	for (size_t k = 0; k < m->of->vocabulary->profile.count; k++) {
		if (m->ids[k] != NULL)
			column_ids_settle(m->ids[k]);
	}
	for (size_t k = 0; k < m->number_count; k++) {
		for (size_t i = m->of->count; i < all; i++)
			store_number(&m->numbers[k], i, NULL);
	}
}

static void add_number(struct all_making *m, const struct attr *attr,
		       size_t key, struct column *to)
{
	m->numbers[m->number_count++] = (struct making){
		.attr = attr,
		.key = key,
		.to = to,
		.extent = {.min = INFINITY, .max = -INFINITY, .is_whole = true},
	};
}

static const struct column *add_levels(struct all_making *m,
				       const struct attr *attr)
{
	struct column *list =
		ARENA_ARRAY(m->a, struct column, attr->keys->count);

	for (size_t key = 0; key < attr->keys->count; key++)
		add_number(m, attr, key, &list[key]);
	return list;
}

static size_t set_bytes(const struct attr *attr)
{
	return (attr->values->count + COLUMN_VALUES - 1) / COLUMN_VALUES;
}

static const struct column_byte *add_set(struct all_making *m,
					 const struct attr *attr)
{
	size_t all = m->of->blocks * COLUMN_BLOCK;
	struct column_byte *list =
		ARENA_ARRAY(m->a, struct column_byte, set_bytes(attr));

	for (size_t i = 0; i < set_bytes(attr); i++) {
		struct byte_making *b = &m->bytes[m->byte_count++];

		*b = (struct byte_making){
			.attr = attr,
			.byte = i,
			.held = arena_take(m->a, all),
			.zones = ARENA_ARRAY(m->a, struct zone, m->of->blocks)};
		memset(b->held, COLUMN_UNKNOWN, all);
		list[i] = (struct column_byte){b->held, b->zones};
	}
	return list;
}

/* The columns of one attribute, by its type. */
static void add_attr(struct all_making *m, const struct attr *attr,
		     struct column *number, const struct column **ret_levels,
		     const struct column_byte **ret_set)
{
	switch (attr->type) {
	case ATTR_NUMBER:
	case ATTR_ORDINAL:
	case ATTR_FLAG:
	case ATTR_DATE:
		add_number(m, attr, 0, number);
		return;
	case ATTR_LEVELS:
		*ret_levels = add_levels(m, attr);
		return;
	case ATTR_CHOICE:
	case ATTR_SET:
		if (attr->values != NULL)
			*ret_set = add_set(m, attr);
		return;
	case ATTR_LIST:
	case ATTR_TYPE__COUNT:
		return;
	}
}

/* Room for as many columns as the vocabulary can ask for. */
static void make_room(struct all_making *m, const struct schema *schema)
{
	size_t numbers = 0, bytes = 0;

	for (size_t i = 0; i < schema->count; i++) {
		const struct attr *attr = &schema->attrs[i];

		numbers += attr->type == ATTR_LEVELS ? attr->keys->count : 1;
		if ((attr->type == ATTR_CHOICE || attr->type == ATTR_SET) &&
		    attr->values != NULL)
			bytes += set_bytes(attr);
	}
	m->numbers = ARENA_ARRAY(m->lists, struct making, numbers);
	m->bytes = ARENA_ARRAY(m->lists, struct byte_making, bytes);
}

static uint64_t *new_bits(const struct all_making *m)
{
	return ARENA_ARRAY(m->a, uint64_t, m->of->blocks * COLUMN_BLOCK / 64);
}

static void add_stated(struct all_making *m, const struct schema *schema)
{
	m->stated = ARENA_ARRAY(m->a, uint64_t *, schema->count);
	m->ids = ARENA_ARRAY(m->a, struct column_ids *, schema->count);
	for (size_t i = 0; i < schema->count; i++) {
		const struct attr *attr = &schema->attrs[i];

		if (attr->values != NULL ||
		    (attr->type != ATTR_SET && attr->type != ATTR_CHOICE))
			continue;
		m->stated[i] = new_bits(m);
		m->ids[i] = column_ids_new(m->a);
	}
	m->of->ids = (const struct column_ids *const *)m->ids;
	m->members_known = new_bits(m);
	m->awards_known = new_bits(m);
	m->of->stated = (const uint64_t *const *)m->stated;
	m->of->members_known = m->members_known;
	m->of->awards_known = m->awards_known;
}

static void add_attrs(struct all_making *m)
{
	const struct schema *schema = &m->of->vocabulary->profile;
	struct column *numbers =
		ARENA_ARRAY(m->a, struct column, schema->count);
	const struct column **levels =
		ARENA_ARRAY(m->a, const struct column *, schema->count);
	const struct column_byte **sets =
		ARENA_ARRAY(m->a, const struct column_byte *, schema->count);

	make_room(m, schema);
	add_stated(m, schema);
	for (size_t i = 0; i < schema->count; i++)
		add_attr(m, &schema->attrs[i], &numbers[i], &levels[i],
			 &sets[i]);
	m->of->numbers = numbers;
	m->of->levels = levels;
	m->of->sets = sets;
}

const struct columns *columns_read(struct arena *a, const struct vocabulary *v,
				   struct fact_source source, size_t n)
{
	struct columns *c = ARENA_NEW(a, struct columns);
	size_t before = arena_bytes(a);
	struct all_making m = {.a = a,
			       .scratch = arena_new(0),
			       .lists = arena_new(0),
			       .of = c};

	c->vocabulary = v;
	c->count = n;
	c->blocks = (n + COLUMN_BLOCK - 1) / COLUMN_BLOCK;
	c->source = source;
	add_attrs(&m);
	find_extents(&m);
	open_columns(&m);
	fill_columns(&m);
	c->bytes = arena_bytes(a) - before;
	arena_free(m.lists);
	arena_free(m.scratch);
	return c;
}

static const struct facts *get_from_array(const void *of, size_t i,
					  struct arena *a)
{
	const struct facts *const *facts = of;

	(void)a;
	return facts[i];
}

const struct columns *columns_build(struct arena *a, const struct vocabulary *v,
				    const struct facts *const *facts, size_t n)
{
	struct fact_source source = {(const void *)facts, get_from_array};

	return columns_read(a, v, source, n);
}
