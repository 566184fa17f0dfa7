/*
 * expand - see expand.h.
 *
 * Rows are sets of literals, joined by union.  Duplicates and supersets go as
 * soon as they appear, so that what is counted at the end is what is left; on
 * the way ROWS_MAX bounds the work.
 */
#include "matcher/expand.h"

#include <string.h>

#include "base/arena.h"

enum { ROWS_MAX = 64, WORDS = RULE_LITERALS_MAX / 64 };

struct set {
	uint64_t words[WORDS];
};

struct rows {
	size_t count;
	bool over; /* too many, or too many literals: nothing else counts */
	struct set items[ROWS_MAX];
};

/* What one `all` needs while it is multiplied out. */
struct level {
	struct rows own, part, product;
};

struct expansion {
	struct arena *scratch;
	const struct rule *rule;
	unsigned depth; /* of `all` in `all` */
	struct level *levels[CRITERIA_DEPTH_MAX];
	size_t literal_count;
	struct literal literals[RULE_LITERALS_MAX];
};

static bool is_subset(const struct set *a, const struct set *b)
{
	for (size_t w = 0; w < WORDS; w++) {
		if ((a->words[w] & ~b->words[w]) != 0)
			return false;
	}
	return true;
}

/* A row that implies one already there is dropped; those that imply it go. */
static void add_row(struct rows *to, const struct set *row)
{
	size_t kept = 0;

	for (size_t i = 0; i < to->count; i++) {
		if (is_subset(&to->items[i], row))
			return;
	}
	for (size_t i = 0; i < to->count; i++) {
		if (!is_subset(row, &to->items[i]))
			to->items[kept++] = to->items[i];
	}
	to->count = kept;
	if (to->count == ROWS_MAX)
		to->over = true;
	else
		to->items[to->count++] = *row;
}

static size_t first_same(const struct expansion *x, const struct test *t)
{
	size_t i = 0;

	while (x->rule->tests[i]->negated != t->negated ||
	       !test_same(x->rule->tests[i], t))
		i++;
	return i;
}

/* The number of a literal, made when it is new; RULE_LITERALS_MAX: too many. */
static size_t number_of(struct expansion *x, const struct literal *l)
{
	size_t i;

	for (i = 0; i < x->literal_count; i++) {
		const struct literal *o = &x->literals[i];

		if (o->test_index == l->test_index &&
		    o->negated == l->negated && o->part == l->part &&
		    o->value == l->value)
			return i;
	}
	if (i < RULE_LITERALS_MAX)
		x->literals[x->literal_count++] = *l;
	return i;
}

static void add_literal(struct expansion *x, struct literal *l,
			enum literal_part part, size_t value, struct rows *to)
{
	struct set row = {{0}};
	size_t i;

	l->part = part;
	l->value = value;
	i = number_of(x, l);
	if (i == RULE_LITERALS_MAX) {
		to->over = true;
		return;
	}
	row.words[i / 64] = (uint64_t)1 << (i % 64);
	add_row(to, &row);
}

/* not has_all: any of the values is not held. */
static void add_values(struct expansion *x, struct literal *l, struct rows *to)
{
	const struct test *t = l->test;
	size_t count =
		t->attr->values == NULL ? t->id_count : t->attr->values->count;

	for (size_t i = 0; i < count && !to->over; i++) {
		if (t->attr->values == NULL || values_has(t->values, i))
			add_literal(x, l, PART_VALUE, i, to);
	}
}

static void expand_test(struct expansion *x, const struct test *t, bool negated,
			struct rows *to)
{
	struct literal l = {.negated = negated};

	if (t->due != DUE_APPLY) {
		add_row(to, &(struct set){{0}});
		return;
	}
	l.test_index = first_same(x, t);
	l.test = x->rule->tests[l.test_index];
	if (negated && t->op == OP_BETWEEN) {
		add_literal(x, &l, PART_UNDER, 0, to);
		add_literal(x, &l, PART_OVER, 0, to);
	} else if (negated && t->op == OP_HAS_ALL) {
		add_values(x, &l, to);
	} else {
		add_literal(x, &l, PART_WHOLE, 0, to);
	}
}

/* Each row of `a` with each of `b`, those of `a` changing last. */
static void multiply(const struct rows *a, const struct rows *b,
		     struct rows *to)
{
	to->over = a->over || b->over;
	for (size_t i = 0; i < a->count; i++) {
		for (size_t j = 0; j < b->count && !to->over; j++) {
			struct set row = a->items[i];

			for (size_t w = 0; w < WORDS; w++)
				row.words[w] |= b->items[j].words[w];
			add_row(to, &row);
		}
	}
}

static void expand_node(struct expansion *x, const struct criteria *c,
			bool negated, struct rows *to);

static struct level *enter(struct expansion *x)
{
	struct level **l = &x->levels[x->depth++];

	if (*l == NULL)
		*l = ARENA_NEW(x->scratch, struct level);
	return *l;
}

static void clear(struct rows *r)
{
	r->count = 0;
	r->over = false;
}

static void expand_all(struct expansion *x, const struct criteria *c,
		       bool negated, struct rows *to)
{
	struct level *l = enter(x);

	clear(&l->own);
	add_row(&l->own, &(struct set){{0}});
	for (size_t i = 0; i < c->count && !l->own.over; i++) {
		clear(&l->part);
		clear(&l->product);
		expand_node(x, &c->parts[i], negated, &l->part);
		multiply(&l->own, &l->part, &l->product);
		l->own.count = l->product.count;
		l->own.over = l->product.over;
		memcpy(l->own.items, l->product.items,
		       l->product.count * sizeof(*l->own.items));
	}
	x->depth--;
	to->over = to->over || l->own.over;
	for (size_t i = 0; i < l->own.count && !to->over; i++)
		add_row(to, &l->own.items[i]);
}

static void expand_any(struct expansion *x, const struct criteria *c,
		       bool negated, struct rows *to)
{
	for (size_t i = 0; i < c->count && !to->over; i++)
		expand_node(x, &c->parts[i], negated, to);
}

/*
 * Appends the rows of c to `to`.  De Morgan: a negated `all` is the `any` of
 * its negated parts.  As deep as the criteria, CRITERIA_DEPTH_MAX.
 */
static void expand_node(struct expansion *x, const struct criteria *c,
			bool negated, struct rows *to)
{
	if (c->kind == CRITERIA_TEST)
		expand_test(x, c->test, negated, to);
	else if (c->kind == CRITERIA_NOT)
		expand_node(x, &c->parts[0], !negated, to);
	else if ((c->kind == CRITERIA_ANY) != negated)
		expand_any(x, c, negated, to);
	else
		expand_all(x, c, negated, to);
}

static void keep_row(struct arena *a, const struct set *set, size_t literals,
		     struct conjunction *to)
{
	uint16_t *numbers = ARENA_ARRAY(a, uint16_t, literals);

	for (size_t i = 0; i < literals; i++) {
		if ((set->words[i / 64] >> (i % 64) & 1) != 0)
			numbers[to->count++] = (uint16_t)i;
	}
	to->literals = numbers;
}

static void keep(struct arena *a, const struct expansion *x,
		 const struct rows *rows, struct rule *rule)
{
	struct literal *literals =
		ARENA_ARRAY(a, struct literal, x->literal_count);
	struct conjunction *kept =
		ARENA_ARRAY(a, struct conjunction, rows->count);

	memcpy(literals, x->literals, x->literal_count * sizeof(*literals));
	for (size_t i = 0; i < rows->count; i++)
		keep_row(a, &rows->items[i], x->literal_count, &kept[i]);
	rule->literals = literals;
	rule->literal_count = x->literal_count;
	rule->rows = kept;
	rule->row_count = rows->count;
}

bool expand(struct arena *a, struct rule *rule)
{
	struct arena *scratch = arena_new(0);
	struct expansion *x = ARENA_NEW(scratch, struct expansion);
	struct rows *rows = ARENA_NEW(scratch, struct rows);
	bool fits;

	x->scratch = scratch;
	x->rule = rule;
	expand_node(x, rule->criteria, false, rows);
	fits = !rows->over && rows->count <= RULE_CONJUNCTIONS_MAX;
	if (fits)
		keep(a, x, rows, rule);
	arena_free(scratch);
	return fits;
}
