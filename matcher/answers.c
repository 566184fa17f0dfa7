/* answers - see answers.h. */
#include "matcher/answers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/compiler.h"
#include "base/day.h"
#include "matcher/questions.h"

enum {
	POINTS_MAX = 16 * CRITERIA_TESTS_MAX + 2,
	MENTIONED_MAX = 12, /* 2^12 sets are QUESTION_ANSWERS_MAX */
	WORDS_MAX = 256,
	KEYS_MAX = 256,
};

/* Goes through the tests of both rules on the attribute. */
struct walk {
	const struct asking *q;
	size_t rule, test;
};

static const struct test *next_test(struct walk *w)
{
	for (; w->rule < 2; w->rule++, w->test = 0) {
		const struct rule *r = w->q->rules[w->rule];

		while (r != NULL && w->test < r->test_count) {
			const struct test *t = r->tests[w->test++];

			if (t->attr == w->q->attr && t->due == DUE_APPLY)
				return t;
		}
	}
	return NULL;
}

static bool hear_number(const struct asking *q, double x)
{
	struct fact answer = {.known = true, .lo = x, .hi = x};

	return q->hear(q->context, &answer);
}

/* Where the outcome of some test can change. */
struct points {
	double lo, hi; /* no answer lies outside */
	size_t count;
	double items[POINTS_MAX];
};

static void add_point(struct points *p, double x)
{
	if (isfinite(x) && x >= p->lo && x <= p->hi)
		p->items[p->count++] = x;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Each point, and one number between each two neighbours. */
static bool hear_points(const struct asking *q, struct points *p, bool whole)
{
	add_point(p, p->lo);
	add_point(p, p->hi);
	qsort(p->items, p->count, sizeof(*p->items), ascending);
	for (size_t i = 0; i < p->count; i++) {
		double x = p->items[i];
		double next = i + 1 < p->count ? p->items[i + 1] : x;
		double between = whole ? x + 1 : x + (next - x) / 2;

		if (!hear_number(q, x))
			return false;
		if (between > x && between < next && !hear_number(q, between))
			return false;
	}
	return true;
}

static bool ask_number(const struct asking *q)
{
	struct points p = {.lo = q->attr->min, .hi = q->attr->max};
	struct walk w = {.q = q};
	const struct test *t;

	if (q->known->known) {
		p.lo = q->known->lo;
		p.hi = q->known->hi;
	}
	for (t = next_test(&w); t != NULL; t = next_test(&w)) {
		add_point(&p, t->range.lo);
		add_point(&p, t->range.hi);
	}
	return hear_points(q, &p, q->attr->whole);
}

static bool ask_date(const struct asking *q)
{
	struct points p = {.lo = day_of(1000, 1, 1),
			   .hi = day_of(9999, 12, 31)};
	struct walk w = {.q = q};
	const struct test *t;

	for (t = next_test(&w); t != NULL; t = next_test(&w)) {
		add_point(&p, t->range.lo);
		add_point(&p, t->range.hi);
	}
	return hear_points(q, &p, true);
}

/*
 * The last day since which `years` have passed on that day.  Back from
 * 29 February the anniversary may be 1 March, which is a day too late.
 */
static int32_t last_start(int years, int32_t day)
{
	int32_t start = day_anniversary(day, -years);

	if (day_whole_years(start, day) < years)
		start--;
	return start;
}

/* Starts on both sides of where the years pass a bound. */
static void add_starts(struct points *p, double bound, int32_t day)
{
	for (int more = 0; more < 2 && isfinite(bound); more++) {
		int32_t start = last_start((int)floor(bound) + more, day);

		add_point(p, start);
		add_point(p, start + 1);
	}
}

static bool ask_whole_years(const struct asking *q)
{
	int32_t today = q->days->as_of;
	struct points p = {
		.lo = last_start((int)q->attr->max + 1, today) + 1,
		.hi = last_start((int)q->attr->min, today),
	};
	struct walk w = {.q = q};
	const struct test *t;

	if (q->known->known) {
		p.lo = q->known->lo;
		p.hi = q->known->hi;
	}
	for (t = next_test(&w); t != NULL; t = next_test(&w)) {
		int32_t day = evaluate_day(t, q->days);

		if (day == DAY_NONE)
			continue;
		add_starts(&p, t->range.lo, day);
		add_starts(&p, t->range.hi, day);
	}
	return hear_points(q, &p, true);
}

static bool ask_calendar_years(const struct asking *q)
{
	int year = day_year(q->days->as_of);
	struct points p = {.lo = year - q->attr->max,
			   .hi = year - q->attr->min};
	struct walk w = {.q = q};
	const struct test *t;

	if (q->known->known) {
		p.lo = q->known->lo;
		p.hi = q->known->hi;
	}
	for (t = next_test(&w); t != NULL; t = next_test(&w)) {
		add_point(&p, year - floor(t->range.lo));
		add_point(&p, year - floor(t->range.hi));
	}
	return hear_points(q, &p, true);
}

static bool ask_ordinal(const struct asking *q)
{
	double lo = 0, hi = (double)q->attr->values->count - 1;

	if (q->known->known) {
		lo = q->known->lo;
		hi = q->known->hi;
	}
	for (double x = lo; x <= hi; x++) {
		if (!hear_number(q, x))
			return false;
	}
	return true;
}

static bool ask_choice(const struct asking *q)
{
	const struct values *v = q->attr->values;

	for (size_t i = 0; i < v->count; i++) {
		struct fact answer = {.known = true,
				      .lo = (double)i,
				      .hi = (double)i,
				      .held = v->items[i].closure};

		if (!q->hear(q->context, &answer))
			return false;
	}
	return true;
}

/* The values that the tests mention, as one set; false when too many. */
static bool find_mentioned(const struct asking *q, uint64_t *set,
			   size_t ret_values[MENTIONED_MAX], size_t *ret_count)
{
	const struct values *v = q->attr->values;
	struct walk w = {.q = q};
	const struct test *t;

	*ret_count = 0;
	if (v->words > WORDS_MAX)
		return false;
	memset(set, 0, v->words * sizeof(*set));
	for (t = next_test(&w); t != NULL; t = next_test(&w)) {
		for (size_t i = 0; i < v->words; i++)
			set[i] |= t->values[i];
	}
	for (size_t i = 0; i < v->count; i++) {
		if (!values_has(set, i))
			continue;
		if (*ret_count == MENTIONED_MAX)
			return false;
		ret_values[(*ret_count)++] = i;
	}
	return true;
}

/* What the chosen values imply; false when that is more than was chosen. */
static bool close_chosen(const struct values *v, const size_t *values,
			 size_t count, unsigned chosen, uint64_t *held)
{
	memset(held, 0, v->words * sizeof(*held));
	for (size_t i = 0; i < count; i++) {
		if ((chosen >> i & 1) != 0)
			values_add_closure(v, held, values[i]);
	}
	for (size_t i = 0; i < count; i++) {
		if (values_has(held, values[i]) != ((chosen >> i & 1) != 0))
			return false;
	}
	return true;
}

static bool ask_closed_set(const struct asking *q)
{
	uint64_t held[WORDS_MAX];
	size_t values[MENTIONED_MAX];
	size_t count;

	if (!find_mentioned(q, held, values, &count))
		return false;
	for (unsigned chosen = 0; chosen < 1u << count; chosen++) {
		struct fact answer = {.known = true, .held = held};

		if (close_chosen(q->attr->values, values, count, chosen,
				 held) &&
		    !q->hear(q->context, &answer))
			return false;
	}
	return true;
}

static bool add_id(struct slice *ids, size_t *count, struct slice id)
{
	size_t at = 0;

	while (at < *count && slice_cmp(ids[at], id) < 0)
		at++;
	if (at < *count && slice_eq(ids[at], id))
		return true;
	if (*count == MENTIONED_MAX)
		return false;
	memmove(ids + at + 1, ids + at, (*count - at) * sizeof(*ids));
	ids[at] = id;
	(*count)++;
	return true;
}

static bool find_ids(const struct asking *q, struct slice *ids,
		     size_t *ret_count)
{
	struct walk w = {.q = q};
	const struct test *t;

	*ret_count = 0;
	for (t = next_test(&w); t != NULL; t = next_test(&w)) {
		for (size_t i = 0; i < t->id_count; i++) {
			if (!add_id(ids, ret_count, t->ids[i]))
				return false;
		}
	}
	return true;
}

static bool ask_open_set(const struct asking *q)
{
	struct slice ids[MENTIONED_MAX];
	struct slice held[MENTIONED_MAX];
	size_t count;

	if (!find_ids(q, ids, &count))
		return false;
	for (unsigned chosen = 0; chosen < 1u << count; chosen++) {
		struct fact answer = {.known = true, .ids = held};

		for (size_t i = 0; i < count; i++) {
			if ((chosen >> i & 1) != 0)
				held[answer.id_count++] = ids[i];
		}
		if (!q->hear(q->context, &answer))
			return false;
	}
	return true;
}

/* The keys that are tested and not known, and how many answers that makes. */
static size_t find_keys(const struct asking *q, const int8_t *level,
			size_t *keys, size_t *ret_count)
{
	struct walk w = {.q = q};
	const struct test *t;
	size_t answers = 1;

	*ret_count = 0;
	for (t = next_test(&w); t != NULL; t = next_test(&w)) {
		size_t i = 0;

		while (i < *ret_count && keys[i] != t->key)
			i++;
		if (i < *ret_count || level[t->key] != LEVEL_UNKNOWN)
			continue;
		answers *= q->attr->values->count;
		if (answers > QUESTION_ANSWERS_MAX)
			return answers;
		keys[(*ret_count)++] = t->key;
	}
	return answers;
}

static bool ask_levels(const struct asking *q)
{
	int8_t level[KEYS_MAX];
	size_t keys[MENTIONED_MAX + 1];
	size_t levels = q->attr->values->count;
	size_t count, answers;

	if (q->attr->keys->count > KEYS_MAX || levels < 2)
		return false;
	memset(level, LEVEL_UNKNOWN, sizeof(level));
	if (q->known->known)
		memcpy(level, q->known->level, q->attr->keys->count);
	answers = find_keys(q, level, keys, &count);
	if (answers > QUESTION_ANSWERS_MAX)
		return false;
	for (size_t n = 0; n < answers; n++) {
		struct fact answer = {.known = true, .level = level};
		size_t rest = n;

		for (size_t i = 0; i < count; i++, rest /= levels)
			level[keys[i]] = (int8_t)(rest % levels);
		if (!q->hear(q->context, &answer))
			return false;
	}
	return true;
}

bool answers_all(const struct asking *q)
{
	switch (q->attr->type) {
	case ATTR_NUMBER:
		if (q->attr->derive == DERIVE_WHOLE_YEARS)
			return ask_whole_years(q);
		if (q->attr->derive == DERIVE_CALENDAR_YEARS)
			return ask_calendar_years(q);
		return ask_number(q);
	case ATTR_ORDINAL:
		return ask_ordinal(q);
	case ATTR_CHOICE:
		return ask_choice(q);
	case ATTR_SET:
		return q->attr->values == NULL ? ask_open_set(q)
					       : ask_closed_set(q);
	case ATTR_LEVELS:
		return ask_levels(q);
	case ATTR_FLAG:
		return hear_number(q, 0) && hear_number(q, 1);
	case ATTR_DATE:
		return ask_date(q);
	case ATTR_LIST:
	case ATTR_TYPE__COUNT:
		break;
	}
	return false;
}
