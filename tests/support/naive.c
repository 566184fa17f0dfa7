/* naive - dated rules, the tree, the verdict; see naive.h. */
#include "support/naive.h"

#include "base/compiler.h"
#include "base/day.h"
#include "support/naive_parts.h"

enum truth naive_not(enum truth t)
{
	if (t == TRUTH_UNKNOWN)
		return t;
	return t == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
}

enum truth naive_and(enum truth a, enum truth b)
{
	return a < b ? a : b;
}

enum truth naive_or(enum truth a, enum truth b)
{
	return a > b ? a : b;
}

static enum truth leaf(const struct naive_who *who, const struct jr *node)
{
	if (jr_get(node, "over") != NULL)
		return naive_list(who, node);
	return naive_test(who, node);
}

enum truth naive_tree(const struct naive_who *who, const struct jr *node)
{
	const struct jr *all = jr_get(node, "all");
	const struct jr *any = jr_get(node, "any");
	const struct jr *negated = jr_get(node, "not");
	enum truth t = all != NULL ? TRUTH_YES : TRUTH_NO;

	if (negated != NULL)
		return naive_not(naive_tree(who, negated));
	if (all == NULL && any == NULL)
		return leaf(who, node);
	for (const struct jr *n = (all ? all : any)->first; n; n = n->next) {
		enum truth child = naive_tree(who, n);

		t = all != NULL ? naive_and(t, child) : naive_or(t, child);
	}
	return t;
}

static bool is_later(const struct jr *test)
{
	const struct jr *due = jr_get(test, "due");

	return due != NULL && !slice_is(due->text, "apply");
}

/* Judges every test of the tree and appends it, in document order. */
static void collect(const struct naive_who *who, const struct jr *node,
		    bool negated, struct naive_verdict *to)
{
	const struct jr *many = jr_get(node, "all");

	if (many == NULL)
		many = jr_get(node, "any");
	if (jr_get(node, "not") != NULL) {
		collect(who, jr_get(node, "not"), !negated, to);
		return;
	}
	if (many == NULL) {
		ASSERT(to->count < NAIVE_TESTS_MAX);
		to->tests[to->count++] = (struct naive_test){
			.json = node,
			.truth = leaf(who, node),
			.negated = negated,
			.later = is_later(node),
		};
		return;
	}
	for (const struct jr *n = many->first; n; n = n->next)
		collect(who, n, negated, to);
}

/* A test that counts as passed has the outcome that helps the verdict. */
static enum truth outcome(const struct naive_test *t, bool passed)
{
	if (t->later || passed)
		return t->negated ? TRUTH_NO : TRUTH_YES;
	return t->truth;
}

struct again {
	const struct naive_verdict *v;
	const bool *passed;
	size_t at; /* of the next test */
};

static enum truth walk(struct again *w, const struct jr *node)
{
	const struct jr *all = jr_get(node, "all");
	const struct jr *any = jr_get(node, "any");
	const struct jr *negated = jr_get(node, "not");
	enum truth t = all != NULL ? TRUTH_YES : TRUTH_NO;

	if (negated != NULL)
		return naive_not(walk(w, negated));
	if (all == NULL && any == NULL) {
		size_t i = w->at++;

		return outcome(&w->v->tests[i], w->passed && w->passed[i]);
	}
	for (const struct jr *n = (all ? all : any)->first; n; n = n->next) {
		enum truth child = walk(w, n);

		t = all != NULL ? naive_and(t, child) : naive_or(t, child);
	}
	return t;
}

static enum truth walk_roots(const struct naive_verdict *v, const bool *passed)
{
	struct again w = {.v = v, .passed = passed};
	enum truth t = TRUTH_YES;

	for (size_t i = 0; i < COUNT(v->roots); i++) {
		if (v->roots[i] != NULL)
			t = naive_and(t, walk(&w, v->roots[i]));
	}
	return t;
}

enum truth naive_verdict_with(const struct naive_verdict *v, const bool *passed)
{
	enum truth t = walk_roots(v, passed);

	return v->complete ? t : naive_and(t, TRUTH_UNKNOWN);
}

bool naive_is_incomplete(const struct naive_verdict *v)
{
	return v->in_force && !v->complete && walk_roots(v, NULL) == TRUTH_YES;
}

bool naive_has_failed(const struct naive_test *t)
{
	return !t->later && t->truth == (t->negated ? TRUTH_YES : TRUTH_NO);
}

static int32_t day_or(const struct jr *rule, const char *key, int32_t other)
{
	const struct jr *n = jr_get(rule, key);
	int32_t day;

	if (n == NULL || n->type != JR_TEXT || !day_read(n->text, &day))
		return other;
	return day;
}

/* The rule of this document for the day: the document itself if undated. */
static const struct jr *rule_in_force(const struct jr *document, int32_t day)
{
	const struct jr *rules = jr_get(document, "rules");

	if (rules == NULL || rules->count == 0)
		return document;
	for (const struct jr *rule = rules->first; rule; rule = rule->next) {
		if (day_or(rule, "from", INT32_MIN) <= day &&
		    day <= day_or(rule, "to", INT32_MAX))
			return rule;
	}
	return NULL;
}

static bool is_in_force(const struct naive_case *c, int32_t day)
{
	return (c->programme == NULL ||
		rule_in_force(c->programme, day) != NULL) &&
	       rule_in_force(c->opening, day) != NULL;
}

/* It can only begin on a day on which some rule begins. */
static void try_beginnings(const struct naive_case *c,
			   const struct jr *document, int32_t *earliest)
{
	const struct jr *rules = jr_get(document, "rules");

	for (const struct jr *n = rules ? rules->first : NULL; n; n = n->next) {
		int32_t from = day_or(n, "from", INT32_MIN);

		if (from > c->as_of && is_in_force(c, from) &&
		    (*earliest == DAY_NONE || from < *earliest))
			*earliest = from;
	}
}

static bool is_complete(const struct jr *rule)
{
	const struct jr *complete = jr_get(rule, "complete");

	return complete == NULL || complete->truth;
}

static void judge_document(const struct naive_case *c,
			   const struct jr *document, size_t root,
			   struct naive_verdict *to)
{
	const struct jr *rule = rule_in_force(document, c->as_of);
	struct naive_who who = naive_seeker(c);
	size_t before = to->count;

	if (!is_complete(rule))
		to->complete = false;
	to->roots[root] = jr_get(rule, "criteria");
	if (to->roots[root] != NULL)
		collect(&who, to->roots[root], false, to);
	for (size_t i = before; i < to->count; i++)
		to->tests[i].own = document == c->opening;
}

void naive_judge(const struct naive_case *c, struct naive_verdict *ret)
{
	ret->in_force = is_in_force(c, c->as_of);
	ret->complete = true;
	ret->begins = DAY_NONE;
	ret->count = 0;
	ret->roots[0] = NULL;
	ret->roots[1] = NULL;
	if (!ret->in_force) {
		ret->truth = TRUTH_NO;
		try_beginnings(c, c->programme, &ret->begins);
		try_beginnings(c, c->opening, &ret->begins);
		return;
	}
	if (c->programme != NULL)
		judge_document(c, c->programme, 0, ret);
	judge_document(c, c->opening, 1, ret);
	ret->truth = naive_verdict_with(ret, NULL);
}
