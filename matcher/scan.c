/* scan - see scan.h. */
#include "matcher/scan.h"

#include <string.h>

#include "base/arena.h"
#include "matcher/column_ids.h"
#include "matcher/lanes.h"
#include "matcher/scan_loops.h"

struct scanning {
	struct arena *scratch; /* of facts that are unpacked */
	const struct scan_plan *plan;
	struct scan *to;
	size_t block;
	size_t size; /* profiles in the block */
	uint8_t row[COLUMN_BLOCK];
	uint8_t rule[COLUMN_BLOCK];
	uint8_t all[COLUMN_BLOCK];
};

static bool is_dead(const uint8_t *verdicts)
{
	struct lanes some = lanes_none();

	for (size_t i = 0; i < COLUMN_BLOCK; i += LANES_BYTES) {
		uint64_t words[LANES_WORDS];

		memcpy(words, verdicts + i, sizeof(words));
		some = lanes_or(some, lanes_load(words));
	}
	return !lanes_any(some);
}

static uint8_t byte_of(enum verdict v)
{
	if (v == VERDICT_MAYBE)
		return SCAN_UNKNOWN;
	return v == VERDICT_ELIGIBLE ? SCAN_TRUE : SCAN_FALSE;
}

/* Who states the list that a quantifier is over; NULL: anybody may. */
static const uint64_t *stated_by(const struct columns *c, const struct test *t)
{
	if (t->quantifier == NULL)
		return NULL;
	return t->quantifier->over == OVER_MEMBERS ? c->members_known
						   : c->awards_known;
}

static bool has(const uint64_t *bits, size_t i)
{
	return (bits[i / 64] >> (i % 64) & 1) != 0;
}

/* The facts of a row are unpacked once, and only when somebody looks. */
static const struct facts *look_at(const struct scanning *x, size_t row,
				   const struct facts *known)
{
	const struct fact_source *source = &x->plan->columns->source;

	if (known != NULL)
		return known;
	arena_reset(x->scratch);
	return source->get(source->of, row, x->scratch);
}

static uint8_t ask_one(const struct scanning *x, const struct scan_row *r,
		       size_t from, size_t row, uint8_t verdict)
{
	const struct facts *facts = NULL;

	for (size_t i = from; i < r->count && verdict != 0; i++) {
		const struct literal *l = r->predicates[i].literal;
		const uint64_t *stated = stated_by(x->plan->columns, l->test);

		if (stated != NULL && !has(stated, row)) {
			verdict &= SCAN_UNKNOWN;
			continue;
		}
		facts = look_at(x, row, facts);
		verdict &= byte_of(evaluate_literal(l, facts, &x->plan->days));
	}
	return verdict;
}

/* All predicates from number `from` on, which stand last in their row. */
static void ask_facts(const struct scanning *x, const struct scan_row *r,
		      size_t from, uint8_t *verdicts)
{
	for (size_t i = 0; i < x->size; i++) {
		if (verdicts[i] != 0)
			verdicts[i] =
				ask_one(x, r, from, x->block * COLUMN_BLOCK + i,
					verdicts[i]);
	}
}

/* Does a zone map already rule out the whole block? */
static bool is_skipped(const struct scanning *x, const struct scan_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		if (scan_zone(&row->predicates[i], x->block) == SCAN_FALSE)
			return true;
	}
	return false;
}

static void scan_ids(const struct scanning *x, const struct predicate *p,
		     uint8_t *verdicts)
{
	const struct columns *c = x->plan->columns;
	size_t attr = p->literal->test->attr->index;
	struct id_block b = {x->block * COLUMN_BLOCK, x->size, c->stated[attr]};

	column_ids_scan(c->ids[attr], p->literal, &b, verdicts);
}

static void scan_predicate(struct scanning *x, const struct predicate *p,
			   uint8_t *verdicts)
{
	if (p->kind == PREDICATE_IDS) {
		scan_ids(x, p, verdicts);
		return;
	}
	if (scan_zone(p, x->block) == SCAN_TRUE)
		return;
	scan_block(p, x->block, verdicts);
	x->to->bytes += scan_bytes(p);
}

/* ANDs the row into the verdicts; false: nobody in the block is left. */
static bool scan_row(struct scanning *x, const struct scan_row *row,
		     uint8_t *verdicts)
{
	if (is_skipped(x, row))
		return false;
	for (size_t i = 0; i < row->count; i++) {
		if (row->predicates[i].kind == PREDICATE_FACTS) {
			ask_facts(x, row, i, verdicts);
			return !is_dead(verdicts);
		}
		scan_predicate(x, &row->predicates[i], verdicts);
		if (is_dead(verdicts))
			return false;
	}
	return true;
}

static void or_block(uint8_t *restrict to, const uint8_t *restrict from)
{
	for (size_t i = 0; i < COLUMN_BLOCK; i++)
		to[i] |= from[i];
}

static void and_block(uint8_t *restrict to, const uint8_t *restrict from)
{
	for (size_t i = 0; i < COLUMN_BLOCK; i++)
		to[i] &= from[i];
}

/* False: nobody in the block is left. */
static bool scan_rule(struct scanning *x, const struct scan_rule *rule)
{
	if (rule->row_count == 1)
		return scan_row(x, &rule->rows[0], x->all);
	memset(x->rule, 0, sizeof(x->rule));
	for (size_t i = 0; i < rule->row_count; i++) {
		memset(x->row, SCAN_TRUE, sizeof(x->row));
		if (scan_row(x, &rule->rows[i], x->row))
			or_block(x->rule, x->row);
	}
	and_block(x->all, x->rule);
	return !is_dead(x->all);
}

/* Bit `shift` of each of 64 verdicts, as bits of one word. */
static uint64_t gather(const uint8_t *verdicts, int shift)
{
	uint64_t word = 0;

	for (size_t i = 0; i < 8; i++) {
		uint64_t eight;

		memcpy(&eight, verdicts + 8 * i, sizeof(eight));
		eight = eight >> shift & 0x0101010101010101;
		word |= (eight * 0x0102040810204080) >> 56 << (8 * i);
	}
	return word;
}

static void write_block(const struct scanning *x)
{
	size_t at = x->block * COLUMN_BLOCK / 64;

	for (size_t w = 0; w < (x->size + 63) / 64; w++) {
		uint64_t possible = gather(x->all + w * 64, 0);
		uint64_t sure = gather(x->all + w * 64, 1);
		size_t left = x->size - w * 64;

		if (left < 64)
			possible &= ((uint64_t)1 << left) - 1;
		if (!x->plan->complete)
			sure = 0;
		x->to->eligible[at + w] = sure & possible;
		x->to->maybe[at + w] = possible & ~sure;
	}
}

static void scan_one(struct scanning *x)
{
	memset(x->all, SCAN_TRUE, sizeof(x->all));
	for (size_t i = 0; i < x->plan->rule_count; i++) {
		if (!scan_rule(x, &x->plan->rules[i]))
			return;
	}
	write_block(x);
}

void scan_profiles(struct arena *a, const struct columns *c,
		   const struct judged *j, int32_t as_of, struct scan *ret_scan)
{
	struct scanning *x = ARENA_NEW(a, struct scanning);
	struct scan_plan *plan = ARENA_NEW(a, struct scan_plan);

	*ret_scan = (struct scan){.words = (c->count + 63) / 64};
	ret_scan->eligible = ARENA_ARRAY(a, uint64_t, ret_scan->words);
	ret_scan->maybe = ARENA_ARRAY(a, uint64_t, ret_scan->words);
	if (!scan_plan_make(a, c, j, as_of, plan))
		return;
	x->plan = plan;
	x->to = ret_scan;
	x->scratch = arena_new(0);
	for (x->block = 0; x->block < c->blocks; x->block++) {
		size_t left = c->count - x->block * COLUMN_BLOCK;

		x->size = left < COLUMN_BLOCK ? left : COLUMN_BLOCK;
		scan_one(x);
	}
	arena_free(x->scratch);
}
