/* column_ids - see column_ids.h. */
#include "matcher/column_ids.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "matcher/columns.h"
#include "matcher/scan_loops.h"

/* Who holds one id. */
struct holders {
	struct slice id;
	struct buf growing; /* uint32_t, until settled */
	size_t count;
	const uint32_t *rows;
	struct holders *next;
};

struct column_ids {
	struct arena *arena;
	struct map *by_id;
	struct holders *first;
};

struct column_ids *column_ids_new(struct arena *a)
{
	struct column_ids *c = ARENA_NEW(a, struct column_ids);

	c->arena = a;
	c->by_id = map_new(a);
	return c;
}

static struct holders *need_holders(struct column_ids *c, struct slice id)
{
	const struct holders *known = map_get(c->by_id, id);
	struct holders *h;

	if (known != NULL) {
		/* The map lends its values read-only; here they are ours. */
		memcpy(&h, &known, sizeof(h));
		return h;
	}
	h = ARENA_NEW(c->arena, struct holders);
	h->id = arena_copy(c->arena, id);
	buf_init(&h->growing, SIZE_MAX / 2);
	h->next = c->first;
	c->first = h;
	map_put(c->by_id, h->id, h);
	return h;
}

void column_ids_add(struct column_ids *c, size_t row, const struct fact *fact)
{
	uint32_t number = (uint32_t)row;

	if (!fact->known)
		return;
	for (size_t i = 0; i < fact->id_count; i++) {
		struct holders *h = need_holders(c, fact->ids[i]);

		buf_add(&h->growing, &number, sizeof(number));
		h->count++;
	}
}

void column_ids_settle(struct column_ids *c)
{
	for (struct holders *h = c->first; h != NULL; h = h->next) {
		uint32_t *rows = ARENA_ARRAY(c->arena, uint32_t, h->count);

		if (h->count > 0)
			memcpy(rows, h->growing.p, h->count * sizeof(*rows));
		h->rows = rows;
		buf_done(&h->growing);
	}
}

static size_t first_from(const struct holders *h, size_t row)
{
	size_t lo = 0, hi = h->count;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (h->rows[middle] < row)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

/* How many of the ids each row of the block holds, up to one. */
static void mark(const struct column_ids *c, struct slice id,
		 const struct id_block *b, uint8_t *held)
{
	const struct holders *h = map_get(c->by_id, id);

	memset(held, 0, b->size);
	if (h == NULL)
		return;
	for (size_t i = first_from(h, b->from);
	     i < h->count && h->rows[i] < b->from + b->size; i++)
		held[h->rows[i] - b->from] = 1;
}

/* Whether each row holds any of the ids, and whether all. */
struct held {
	uint8_t one[COLUMN_BLOCK], any[COLUMN_BLOCK], all[COLUMN_BLOCK];
};

static void mark_all(const struct column_ids *c, const struct test *t,
		     const struct id_block *b, struct held *held)
{
	memset(held->any, 0, b->size);
	memset(held->all, 1, b->size);
	for (size_t k = 0; k < t->id_count; k++) {
		mark(c, t->ids[k], b, held->one);
		for (size_t i = 0; i < b->size; i++) {
			held->any[i] |= held->one[i];
			held->all[i] &= held->one[i];
		}
	}
}

/* As evaluate_literal() has it: which marks count, and which way. */
static const uint8_t *choose(const struct column_ids *c,
			     const struct literal *l, const struct id_block *b,
			     struct held *held, uint8_t *ret_wanted)
{
	const struct test *t = l->test;
	bool is_none = t->op == OP_HAS_NONE || t->op == OP_NOT_IN;

	if (l->part == PART_VALUE) {
		mark(c, t->ids[l->value], b, held->one);
		*ret_wanted = 0;
		return held->one;
	}
	mark_all(c, t, b, held);
	*ret_wanted = is_none == (l->negated && l->part == PART_WHOLE);
	return t->op == OP_HAS_ALL ? held->all : held->any;
}

void column_ids_scan(const struct column_ids *c, const struct literal *l,
		     const struct id_block *b, uint8_t *verdicts)
{
	struct held held;
	uint8_t wanted;
	const uint8_t *marks = choose(c, l, b, &held, &wanted);

	for (size_t i = 0; i < b->size; i++) {
		size_t row = b->from + i;
		uint8_t own = marks[i] == wanted ? SCAN_TRUE : SCAN_FALSE;

		if ((b->stated[row / 64] >> (row % 64) & 1) == 0)
			own = SCAN_UNKNOWN;
		verdicts[i] &= own;
	}
}
