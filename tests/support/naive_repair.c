/* naive_repair - what would have to change, found by trying; see naive.h. */
#include "base/compiler.h"
#include "base/day.h"
#include "support/naive_parts.h"

enum { YEARS_AHEAD = 60, DAYS_APART = 90 };

static bool is_word(const struct jr *n, const char *word)
{
	return n != NULL && slice_is(n->text, word);
}

static bool same_value(const struct jr *a, const struct jr *b);

/* Left out, it means this. */
static const struct jr *or_default(const struct jr *object, const char *key)
{
	static const struct jr apply = {.type = JR_TEXT,
					.text = SLICE_INIT("apply")};
	static const struct jr as_of = {.type = JR_TEXT,
					.text = SLICE_INIT("as_of")};
	const struct jr *n = jr_get(object, key);

	if (n == NULL && slice_is(slice_of(key), "due"))
		return &apply;
	if (n == NULL && slice_is(slice_of(key), "at"))
		return &as_of;
	return n;
}

/* `values` are a set: order and repetition say nothing. */
static bool each_is_in(const struct jr *a, const struct jr *b)
{
	for (const struct jr *x = a->first; x; x = x->next) {
		const struct jr *y = b->first;

		while (y != NULL && !slice_eq(x->text, y->text))
			y = y->next;
		if (y == NULL)
			return false;
	}
	return true;
}

static bool same_children(const struct jr *a, const struct jr *b)
{
	const struct jr *x = a->first;
	const struct jr *y = b->first;

	for (; x != NULL && y != NULL; x = x->next, y = y->next) {
		if (!same_value(x, y))
			return false;
	}
	return x == NULL && y == NULL;
}

/* Two tests say the same, id and text aside. */
static bool same_object(const struct jr *a, const struct jr *b)
{
	static const char *const keys[] = {
		"attr", "op",    "value",   "min",   "max",   "key",
		"over", "above", "measure", "where", "below", "due",
		"at",   "all",   "any",     "not",
	};

	for (size_t i = 0; i < COUNT(keys); i++) {
		const struct jr *x = or_default(a, keys[i]);
		const struct jr *y = or_default(b, keys[i]);

		if ((x == NULL) != (y == NULL))
			return false;
		if (x != NULL && !same_value(x, y))
			return false;
	}
	a = jr_get(a, "values");
	b = jr_get(b, "values");
	if (a == NULL || b == NULL)
		return a == b;
	return each_is_in(a, b) && each_is_in(b, a);
}

static bool is_number(const struct jr *n)
{
	return n->type == JR_INT || n->type == JR_REAL;
}

static bool same_value(const struct jr *a, const struct jr *b)
{
	if (is_number(a) && is_number(b))
		return a->real <= b->real && a->real >= b->real;
	if (a->type != b->type)
		return false;
	if (a->type == JR_OBJECT)
		return same_object(a, b);
	if (a->type == JR_ARRAY)
		return same_children(a, b);
	return slice_eq(a->text, b->text) && a->truth == b->truth;
}

static bool is_same_test(const struct naive_test *a, const struct naive_test *b)
{
	return a->own == b->own && a->negated == b->negated &&
	       same_object(a->json, b->json);
}

/* Is the upper end of a `between` what fails? */
static bool is_above(const struct naive_case *c, const struct naive_test *t)
{
	struct naive_who who = naive_seeker(c);
	struct jr op = {.type = JR_TEXT,
			.key = SLICE_INIT("op"),
			.text = SLICE_INIT("max")};
	struct jr attr = *jr_get(t->json, "attr");
	struct jr value = *jr_get(t->json, "max");
	struct jr test = {.type = JR_OBJECT, .first = &attr, .count = 3};

	value.key = SLICE("value");
	value.next = NULL;
	op.next = &value;
	attr.next = &op;
	return naive_test(&who, &test) == TRUTH_NO;
}

/* What is attained is not given back: only less of it would pass. */
static bool is_hopeless(const struct naive_case *c, const struct naive_test *t,
			const struct jr *row)
{
	const struct jr *op = jr_get(t->json, "op");

	if (jr_get(row, "grows") == NULL || !jr_get(row, "grows")->truth)
		return false;
	if (t->negated)
		return is_word(op, "min") || is_word(op, "above");
	if (is_word(op, "between"))
		return is_above(c, t);
	return is_word(op, "max") || is_word(op, "below");
}

static const char *change_of(const struct naive_case *c,
			     const struct naive_test *t)
{
	static const char *const words[] = {"never", "time", "effort"};
	struct naive_who who = naive_seeker(c);
	const struct jr *over = jr_get(t->json, "over");
	const struct jr *at = jr_get(t->json, "at");
	const struct jr *row;

	if (over != NULL)
		return is_word(over, "awards") ? words[0] : words[2];
	row = naive_attribute(&who, jr_get(t->json, "attr")->text);
	if (is_word(jr_get(row, "change"), "effort"))
		return words[is_hopeless(c, t, row) ? 0 : 2];
	if (is_word(jr_get(row, "change"), "never"))
		return words[0];
	return at == NULL || is_word(at, "as_of") ? words[1] : words[0];
}

static bool is_false_on(const struct naive_case *c, const struct naive_test *t,
			int32_t day)
{
	struct naive_case that_day = *c;
	struct naive_who who;
	enum truth truth;

	that_day.as_of = day;
	who = naive_seeker(&that_day);
	truth = naive_test(&who, t->json);
	return truth == (t->negated ? TRUTH_YES : TRUTH_NO);
}

/* Nothing that counts years lasts less than this, but for 31 December. */
static int32_t next_look(int32_t day)
{
	int32_t last = day_of(day_year(day), 12, 31);

	if (day < last && last < day + DAYS_APART)
		return last;
	return day + (day == last ? 1 : DAYS_APART);
}

int32_t naive_first_day(const struct naive_case *c, const struct naive_test *t,
			bool to_false)
{
	int32_t end = c->as_of + YEARS_AHEAD * 366;
	int32_t before = c->as_of;
	int32_t day = c->as_of;

	if (!slice_is(slice_of(change_of(c, t)), "time"))
		return DAY_NONE;
	while (day < end && is_false_on(c, t, day) != to_false) {
		before = day;
		day = next_look(day);
	}
	if (day >= end)
		return DAY_NONE;
	for (day = before; is_false_on(c, t, day) != to_false; day++)
		;
	return day;
}

/* What a repair may change, each with its day. */
struct candidates {
	const struct naive_case *c;
	const struct naive_verdict *v;
	size_t count;
	size_t test[NAIVE_REPAIR_CANDIDATES_MAX];
	int32_t when[NAIVE_REPAIR_CANDIDATES_MAX];
};

static bool add_candidate(struct candidates *to, size_t i)
{
	const struct naive_test *t = &to->v->tests[i];
	const char *change = change_of(to->c, t);
	int32_t when = DAY_NONE;

	for (size_t k = 0; k < to->count; k++) {
		if (is_same_test(&to->v->tests[to->test[k]], t))
			return true;
	}
	if (slice_is(slice_of(change), "never"))
		return true;
	if (slice_is(slice_of(change), "time")) {
		when = naive_first_day(to->c, t, false);
		if (when == DAY_NONE)
			return true;
	}
	if (to->count == NAIVE_REPAIR_CANDIDATES_MAX)
		return false;
	to->test[to->count] = i;
	to->when[to->count++] = when;
	return true;
}

static bool lifts(const struct candidates *of, unsigned chosen)
{
	bool passed[NAIVE_TESTS_MAX] = {false};

	for (size_t k = 0; k < of->count; k++) {
		for (size_t i = 0; i < of->v->count; i++) {
			if ((chosen >> k & 1) != 0 &&
			    is_same_test(&of->v->tests[of->test[k]],
					 &of->v->tests[i]))
				passed[i] = true;
		}
	}
	return naive_verdict_with(of->v, passed) != TRUTH_NO;
}

static void take(const struct candidates *of, unsigned chosen,
		 struct naive_repair *ret)
{
	ret->count = 0;
	for (size_t k = 0; k < of->count; k++) {
		if ((chosen >> k & 1) == 0)
			continue;
		ret->tests[ret->count] = of->test[k];
		ret->when[ret->count++] = of->when[k];
	}
}

static int by_size(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* Negative when a is the better repair. */
static int compare(const struct naive_repair *a, const struct naive_repair *b)
{
	const struct naive_repair *both[] = {a, b};
	size_t times[2] = {0};
	int32_t latest[2] = {DAY_NONE, DAY_NONE};

	for (size_t s = 0; s < 2; s++) {
		for (size_t i = 0; i < both[s]->count; i++) {
			times[s] += both[s]->when[i] != DAY_NONE;
			if (both[s]->when[i] > latest[s])
				latest[s] = both[s]->when[i];
		}
	}
	if (a->count != b->count)
		return by_size(a->count, b->count);
	if (times[0] != times[1])
		return by_size(times[0], times[1]);
	if (latest[0] != latest[1])
		return latest[0] < latest[1] ? -1 : 1;
	for (size_t i = 0; i < a->count; i++) {
		if (a->tests[i] != b->tests[i])
			return by_size(a->tests[i], b->tests[i]);
	}
	return 0;
}

/* All steps wait: on the last of their days one may apply. */
static bool waiting_helps(const struct naive_case *c,
			  const struct naive_repair *repair)
{
	static struct naive_verdict then;
	struct naive_case that_day = *c;

	that_day.as_of = DAY_NONE;
	for (size_t i = 0; i < repair->count; i++) {
		if (repair->when[i] == DAY_NONE)
			return true;
		if (repair->when[i] > that_day.as_of)
			that_day.as_of = repair->when[i];
	}
	naive_judge(&that_day, &then);
	return then.truth != TRUTH_NO;
}

enum naive_found naive_repair(const struct naive_case *c,
			      const struct naive_verdict *v,
			      struct naive_repair *ret)
{
	struct candidates found = {.c = c, .v = v};
	struct naive_repair one;
	bool any = false;

	if (v->truth != TRUTH_NO || !v->in_force)
		return NAIVE_NONE;
	for (size_t i = 0; i < v->count; i++) {
		if (naive_has_failed(&v->tests[i]) && !add_candidate(&found, i))
			return NAIVE_TOO_MANY;
	}
	for (unsigned chosen = 1; chosen < 1u << found.count; chosen++) {
		take(&found, chosen, &one);
		if ((any && compare(&one, ret) >= 0) || !lifts(&found, chosen))
			continue;
		*ret = one;
		any = true;
	}
	return any && waiting_helps(c, ret) ? NAIVE_FOUND : NAIVE_NONE;
}
