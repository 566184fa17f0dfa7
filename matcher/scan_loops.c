/* scan_loops - see scan_loops.h. */
#include "matcher/scan_loops.h"

#include <string.h>

#include "base/compiler.h"

/* As masks: vectors of bytes have no cheap multiplication. */
static inline uint8_t kleene(bool is_true, bool is_unknown)
{
	return (uint8_t)((is_true ? SCAN_TRUE : 0) |
			 (is_unknown ? SCAN_UNKNOWN : 0));
}

static inline bool unknown(uint8_t held)
{
	return (held & COLUMN_UNKNOWN) != 0;
}

static void exact_8(const uint8_t *restrict x, uint8_t from, uint8_t to,
		    uint8_t *restrict v)
{
	for (size_t i = 0; i < COLUMN_BLOCK; i++) {
		bool inside = (x[i] >= from) & (x[i] <= to);

		v[i] &= kleene(inside, x[i] == 0);
	}
}

static void exact_16(const uint16_t *restrict x, uint16_t from, uint16_t to,
		     uint8_t *restrict v)
{
	for (size_t i = 0; i < COLUMN_BLOCK; i++) {
		bool inside = (x[i] >= from) & (x[i] <= to);

		v[i] &= kleene(inside, x[i] == 0);
	}
}

static void exact_32(const uint32_t *restrict x, uint32_t from, uint32_t to,
		     uint8_t *restrict v)
{
	for (size_t i = 0; i < COLUMN_BLOCK; i++) {
		bool inside = (x[i] >= from) & (x[i] <= to);

		v[i] &= kleene(inside, x[i] == 0);
	}
}

/* Codes that pass, for a column of two. */
struct pair {
	uint32_t from, to;
};

static void range_8(const uint8_t *restrict lo, const uint8_t *restrict hi,
		    struct pair p, uint8_t *restrict v)
{
	uint8_t from = (uint8_t)p.from, to = (uint8_t)p.to;

	for (size_t i = 0; i < COLUMN_BLOCK; i++) {
		bool meets = (hi[i] >= from) & (lo[i] <= to);
		bool inside = (lo[i] >= from) & (hi[i] <= to);

		v[i] &= kleene(inside, meets);
	}
}

static void range_16(const uint16_t *restrict lo, const uint16_t *restrict hi,
		     struct pair p, uint8_t *restrict v)
{
	uint16_t from = (uint16_t)p.from, to = (uint16_t)p.to;

	for (size_t i = 0; i < COLUMN_BLOCK; i++) {
		bool meets = (hi[i] >= from) & (lo[i] <= to);
		bool inside = (lo[i] >= from) & (hi[i] <= to);

		v[i] &= kleene(inside, meets);
	}
}

static void range_32(const uint32_t *restrict lo, const uint32_t *restrict hi,
		     struct pair p, uint8_t *restrict v)
{
	for (size_t i = 0; i < COLUMN_BLOCK; i++) {
		bool meets = (hi[i] >= p.from) & (lo[i] <= p.to);
		bool inside = (lo[i] >= p.from) & (hi[i] <= p.to);

		v[i] &= kleene(inside, meets);
	}
}

static void scan_exact(const struct predicate *p, size_t at, uint8_t *v)
{
	const struct column *c = p->column;

	if (c->width == 1)
		exact_8((const uint8_t *)c->lo + at, (uint8_t)p->from,
			(uint8_t)p->to, v);
	else if (c->width == 2)
		exact_16((const uint16_t *)c->lo + at, (uint16_t)p->from,
			 (uint16_t)p->to, v);
	else
		exact_32((const uint32_t *)c->lo + at, p->from, p->to, v);
}

static void scan_range(const struct predicate *p, size_t at, uint8_t *v)
{
	const struct column *c = p->column;
	struct pair pass = {p->from, p->to};

	if (c->width == 1)
		range_8((const uint8_t *)c->lo + at,
			(const uint8_t *)c->hi + at, pass, v);
	else if (c->width == 2)
		range_16((const uint16_t *)c->lo + at,
			 (const uint16_t *)c->hi + at, pass, v);
	else
		range_32((const uint32_t *)c->lo + at,
			 (const uint32_t *)c->hi + at, pass, v);
}

/* Unknown in one byte of a set is unknown in all. */
static void any_byte(const uint8_t *restrict x, uint8_t mask,
		     uint8_t *restrict v)
{
	for (size_t i = 0; i < COLUMN_BLOCK; i++)
		v[i] |= kleene((x[i] & mask) != 0, unknown(x[i]));
}

static void only_byte(const uint8_t *restrict x, uint8_t mask,
		      uint8_t *restrict v)
{
	for (size_t i = 0; i < COLUMN_BLOCK; i++)
		v[i] &= kleene((x[i] & mask) != 0, unknown(x[i]));
}

/* A byte with the unknown bit holds nothing. */
static void none_byte(const uint8_t *restrict x, uint8_t mask,
		      uint8_t *restrict v)
{
	uint8_t any = mask | COLUMN_UNKNOWN;

	for (size_t i = 0; i < COLUMN_BLOCK; i++)
		v[i] &= kleene((x[i] & any) == 0, unknown(x[i]));
}

static void all_byte(const uint8_t *restrict x, uint8_t mask,
		     uint8_t *restrict v)
{
	for (size_t i = 0; i < COLUMN_BLOCK; i++)
		v[i] &= kleene((x[i] & mask) == mask, unknown(x[i]));
}

static void and_block(uint8_t *restrict v, const uint8_t *restrict with)
{
	for (size_t i = 0; i < COLUMN_BLOCK; i++)
		v[i] &= with[i];
}

static void scan_any(const struct predicate *p, size_t at, uint8_t *v)
{
	uint8_t any[COLUMN_BLOCK] = {0};

	if (p->byte_count == 1) {
		only_byte(p->bytes[0].column->held + at, p->bytes[0].mask, v);
		return;
	}
	for (size_t i = 0; i < p->byte_count; i++)
		any_byte(p->bytes[i].column->held + at, p->bytes[i].mask, any);
	and_block(v, any);
}

static void set_unknown(uint8_t *v)
{
	for (size_t i = 0; i < COLUMN_BLOCK; i++)
		v[i] &= SCAN_UNKNOWN;
}

void scan_block(const struct predicate *p, size_t block, uint8_t *verdicts)
{
	size_t at = block * COLUMN_BLOCK;

	switch (p->kind) {
	case PREDICATE_UNKNOWN:
		set_unknown(verdicts);
		return;
	case PREDICATE_EXACT:
		scan_exact(p, at, verdicts);
		return;
	case PREDICATE_RANGE:
		scan_range(p, at, verdicts);
		return;
	case PREDICATE_ANY:
		scan_any(p, at, verdicts);
		return;
	case PREDICATE_NONE:
		for (size_t i = 0; i < p->byte_count; i++)
			none_byte(p->bytes[i].column->held + at,
				  p->bytes[i].mask, verdicts);
		return;
	case PREDICATE_ALL:
		for (size_t i = 0; i < p->byte_count; i++)
			all_byte(p->bytes[i].column->held + at,
				 p->bytes[i].mask, verdicts);
		return;
	case PREDICATE_IDS:
	case PREDICATE_FACTS:
		break;
	}
	ASSERT(p->kind < PREDICATE_IDS);
}

static int zone_of_range(const struct predicate *p, const struct zone *z)
{
	if (z->hi_max < p->from || z->lo_min > p->to)
		return SCAN_FALSE;
	if (z->lo_min >= p->from && z->hi_max <= p->to)
		return SCAN_TRUE;
	if (z->lo_max == 0)
		return SCAN_UNKNOWN;
	return SCAN_OPEN;
}

/* Holds one of the values: everybody, nobody, or not said by the zones. */
static int zone_of_any(const struct predicate *p, size_t block)
{
	bool some = false;

	for (size_t i = 0; i < p->byte_count; i++) {
		const struct zone *z = &p->bytes[i].column->zones[block];

		if ((z->all & COLUMN_UNKNOWN) != 0)
			return SCAN_UNKNOWN;
		if ((z->all & p->bytes[i].mask) != 0)
			return SCAN_TRUE;
		some = some || (z->any & (p->bytes[i].mask | COLUMN_UNKNOWN));
	}
	return some ? SCAN_OPEN : SCAN_FALSE;
}

static int zone_of_all(const struct predicate *p, size_t block)
{
	bool every = true;

	for (size_t i = 0; i < p->byte_count; i++) {
		const struct zone *z = &p->bytes[i].column->zones[block];
		uint8_t mask = p->bytes[i].mask;

		if ((z->all & COLUMN_UNKNOWN) != 0)
			return SCAN_UNKNOWN;
		if ((z->any & COLUMN_UNKNOWN) == 0 && (z->any & mask) != mask)
			return SCAN_FALSE;
		every = every && (z->all & mask) == mask;
	}
	return every ? SCAN_TRUE : SCAN_OPEN;
}

static int negate(int verdict)
{
	if (verdict == SCAN_TRUE || verdict == SCAN_FALSE)
		return SCAN_TRUE - verdict;
	return verdict;
}

int scan_zone(const struct predicate *p, size_t block)
{
	switch (p->kind) {
	case PREDICATE_UNKNOWN:
		return SCAN_UNKNOWN;
	case PREDICATE_EXACT:
	case PREDICATE_RANGE:
		return zone_of_range(p, &p->column->zones[block]);
	case PREDICATE_ANY:
		return zone_of_any(p, block);
	case PREDICATE_NONE:
		return negate(zone_of_any(p, block));
	case PREDICATE_ALL:
		return zone_of_all(p, block);
	case PREDICATE_IDS:
	case PREDICATE_FACTS:
		break;
	}
	return SCAN_OPEN;
}

size_t scan_bytes(const struct predicate *p)
{
	if (p->kind == PREDICATE_EXACT)
		return COLUMN_BLOCK * p->column->width;
	if (p->kind == PREDICATE_RANGE)
		return 2 * COLUMN_BLOCK * p->column->width;
	return COLUMN_BLOCK * p->byte_count;
}
