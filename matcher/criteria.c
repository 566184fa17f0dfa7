/* criteria - the tree; its leaves are read in test_read.c.  See criteria.h. */
#include "matcher/criteria.h"

#include <stdio.h>

#include "base/arena.h"
#include "json/jr.h"
#include "matcher/test_read.h"

enum { PARTS_MAX = 256 };

/* Where in the tree a node stands. */
struct standing {
	enum criteria_place place;
	unsigned depth; /* the root's is 1 */
	bool negated;
};

static void read_node(struct criteria_reading *r, const struct jr *n,
		      struct standing at, struct criteria *to);

/* `where` is one level below its quantifier. */
static void read_where(struct criteria_reading *r, const struct jr *n,
		       struct standing at, struct quantifier *quantifier)
{
	const struct jr *where = jr_get(n, "where");
	struct criteria *to;

	if (where == NULL)
		return;
	at.place = quantifier->over == OVER_AWARDS ? PLACE_AWARD : PLACE_MEMBER;
	if (at.place == PLACE_AWARD && r->vocabulary->awards == NULL)
		return; /* a fault at `over` */
	at.depth++;
	at.negated = false;
	to = ARENA_NEW(r->arena, struct criteria);
	quantifier->where = to;
	read_node(r, where, at, to);
}

static void read_quantifier(struct criteria_reading *r, const struct jr *n,
			    struct standing at, struct test *test)
{
	struct quantifier *quantifier = ARENA_NEW(r->arena, struct quantifier);

	quantifier_read(r, n, at.place, test, quantifier);
	read_where(r, n, at, quantifier);
}

static bool count_test(struct criteria_reading *r, const struct jr *n,
		       struct standing at, struct test *test)
{
	char limit[16];

	if (r->test_count < CRITERIA_TESTS_MAX) {
		r->test_count++;
		if (at.place == PLACE_PROFILE)
			r->tests[r->count++] = test;
		return true;
	}
	if (r->test_count++ == CRITERIA_TESTS_MAX) {
		snprintf(limit, sizeof(limit), "%d", CRITERIA_TESTS_MAX);
		jr_fault(r->faults, n, FAULT_TOO_MANY_TESTS, limit);
	}
	return false;
}

static void read_leaf(struct criteria_reading *r, const struct jr *n,
		      struct standing at, struct criteria *to)
{
	struct test *test = ARENA_NEW(r->arena, struct test);

	to->kind = CRITERIA_TEST;
	to->test = test;
	test->negated = at.negated;
	if (!count_test(r, n, at, test))
		return;
	if (jr_get(n, "over") != NULL)
		read_quantifier(r, n, at, test);
	else
		test_read(r, n, at.place, test);
}

static void read_parts(struct criteria_reading *r, const struct jr *list,
		       struct standing at, struct criteria *to)
{
	struct criteria *parts;

	if (!jr_is_array(list, PARTS_MAX, r->faults))
		return;
	if (list->count == 0 && to->kind == CRITERIA_ANY)
		jr_fault(r->faults, list, FAULT_EMPTY, NULL);
	parts = ARENA_ARRAY(r->arena, struct criteria, list->count);
	to->parts = parts;
	to->count = list->count;
	at.depth++;
	for (const struct jr *c = list->first; c != NULL; c = c->next)
		read_node(r, c, at, &parts[c->index]);
}

static void read_not(struct criteria_reading *r, const struct jr *n,
		     struct standing at, struct criteria *to)
{
	struct criteria *part = ARENA_NEW(r->arena, struct criteria);

	to->parts = part;
	to->count = 1;
	at.depth++;
	at.negated = !at.negated;
	read_node(r, n, at, part);
}

static bool is_too_deep(struct criteria_reading *r, const struct jr *n,
			unsigned depth)
{
	char limit[16];

	if (depth <= CRITERIA_DEPTH_MAX)
		return false;
	snprintf(limit, sizeof(limit), "%d", CRITERIA_DEPTH_MAX);
	jr_fault(r->faults, n, FAULT_TOO_DEEP, limit);
	return true;
}

/* What the node is, by the one member that says so; NULL after a fault. */
static const struct jr *find_kind(struct criteria_reading *r,
				  const struct jr *n)
{
	static const char *const kinds[] = {"all", "any", "not", "attr",
					    "over"};
	const struct jr *found = NULL;
	unsigned count = 0;

	for (size_t i = 0; i < COUNT(kinds); i++) {
		const struct jr *c = jr_get(n, kinds[i]);

		count += c != NULL;
		found = c != NULL ? c : found;
	}
	if (count == 1)
		return found;
	if (count == 0 && jr_get(n, "op") != NULL)
		jr_fault(r->faults, n, FAULT_MISSING, "attr");
	else if (count == 0 && jr_get(n, "measure") != NULL)
		jr_fault(r->faults, n, FAULT_MISSING, "over");
	else
		jr_fault(r->faults, n, FAULT_CRITERIA_SHAPE, NULL);
	return NULL;
}

static void read_node(struct criteria_reading *r, const struct jr *n,
		      struct standing at, struct criteria *to)
{
	const struct jr *kind;
	const char *alone[] = {NULL, NULL};

	if (is_too_deep(r, n, at.depth))
		return;
	kind = find_kind(r, n);
	if (kind == NULL)
		return;
	if (slice_is(kind->key, "attr") || slice_is(kind->key, "over")) {
		read_leaf(r, n, at, to);
		return;
	}
	alone[0] = kind->key.p;
	jr_only_keys(n, alone, r->faults);
	if (slice_is(kind->key, "not")) {
		to->kind = CRITERIA_NOT;
		read_not(r, kind, at, to);
		return;
	}
	to->kind = slice_is(kind->key, "all") ? CRITERIA_ALL : CRITERIA_ANY;
	read_parts(r, kind, at, to);
}

bool criteria_take_id(struct criteria_reading *r, struct slice id)
{
	if (slice_is(id, "in_force"))
		return false;
	for (size_t i = 0; i < r->id_count; i++) {
		if (slice_eq(r->ids[i], id))
			return false;
	}
	ASSERT(r->id_count < CRITERIA_TESTS_MAX);
	r->ids[r->id_count++] = id;
	return true;
}

static struct slice default_id(struct criteria_reading *r, const struct test *t)
{
	struct slice base = test_subject(t);
	struct slice id;

	if (t->quantifier != NULL)
		base = arena_print(r->arena, "%s-%s", base.p,
				   measure_word(t->quantifier->measure));
	id = base;
	for (unsigned i = 2; !criteria_take_id(r, id); i++)
		id = arena_print(r->arena, "%s-%u", base.p, i);
	return id;
}

static void name_tests(struct criteria_reading *r, struct criteria_tests *to)
{
	to->count = r->count;
	for (size_t i = 0; i < r->count; i++) {
		struct test *t = r->tests[i];

		to->items[i] = t;
		if (t->id.p == NULL)
			t->id = default_id(r, t);
	}
}

enum err criteria_read(struct arena *a, const struct vocabulary *v,
		       const struct jr *n, const struct criteria **ret_criteria,
		       struct criteria_tests *ret_tests,
		       struct faults *reterr_faults)
{
	struct criteria *root = ARENA_NEW(a, struct criteria);
	size_t before = reterr_faults->count + reterr_faults->more;
	struct criteria_reading r = {
		.arena = a, .vocabulary = v, .faults = reterr_faults};

	read_node(&r, n, (struct standing){.place = PLACE_PROFILE, .depth = 1},
		  root);
	if (reterr_faults->count + reterr_faults->more != before)
		return ERR_INVALID;
	name_tests(&r, ret_tests);
	*ret_criteria = root;
	return ERR_OK;
}
