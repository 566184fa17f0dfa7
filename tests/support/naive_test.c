/* naive_test - one test on one attribute; see naive_parts.h. */
#include "base/day.h"
#include "support/naive_parts.h"

static bool is(const struct jr *object, const char *key, const char *word)
{
	return slice_is(jr_get(object, key)->text, word);
}

double naive_rank(const struct jr *attribute, struct slice name)
{
	double rank = 0;

	for (const struct jr *n = jr_get(attribute, "values")->first; n;
	     n = n->next, rank++) {
		if (slice_eq(jr_get(n, "value")->text, name))
			return rank;
	}
	return -1;
}

static double read_bound(const struct jr *attribute, const struct jr *value)
{
	int32_t day;

	if (is(attribute, "type", "number"))
		return value->real;
	if (is(attribute, "type", "date"))
		return day_read(value->text, &day) ? day : 0;
	return naive_rank(attribute, value->text);
}

/* Every number of the range passes, or none does, or it is unknown. */
static enum truth from_both(bool every, bool none)
{
	if (every)
		return TRUTH_YES;
	return none ? TRUTH_NO : TRUTH_UNKNOWN;
}

enum truth naive_at_least(struct naive_range r, double bound)
{
	return from_both(r.lo >= bound, r.hi < bound);
}

enum truth naive_at_most(struct naive_range r, double bound)
{
	return from_both(r.hi <= bound, r.lo > bound);
}

static enum truth test_range(struct naive_range r, const struct jr *attribute,
			     const struct jr *test)
{
	const struct jr *value = jr_get(test, "value");
	double bound = 0;

	if (!r.known)
		return TRUTH_UNKNOWN;
	if (value != NULL)
		bound = read_bound(attribute, value);
	if (is(test, "op", "min"))
		return naive_at_least(r, bound);
	if (is(test, "op", "max"))
		return naive_at_most(r, bound);
	if (is(test, "op", "above") || is(test, "op", "after"))
		return naive_not(naive_at_most(r, bound));
	if (is(test, "op", "below") || is(test, "op", "before"))
		return naive_not(naive_at_least(r, bound));
	return naive_and(
		naive_at_least(r, read_bound(attribute, jr_get(test, "min"))),
		naive_at_most(r, read_bound(attribute, jr_get(test, "max"))));
}

/* Does what is given hold the wanted value? A list of values, or one. */
static bool holds(const struct naive_who *who, const struct jr *attribute,
		  const struct jr *given, struct slice wanted)
{
	if (given->type == JR_TEXT)
		return naive_implies(who->c, attribute, given->text, wanted);
	for (const struct jr *n = given->first; n; n = n->next) {
		if (naive_implies(who->c, attribute, n->text, wanted))
			return true;
	}
	return false;
}

static enum truth test_values(const struct naive_who *who,
			      const struct jr *attribute,
			      const struct jr *given, const struct jr *test)
{
	const struct jr *values = jr_get(test, "values");
	unsigned held = 0;

	if (given == NULL)
		return TRUTH_UNKNOWN;
	for (const struct jr *n = values->first; n; n = n->next)
		held += holds(who, attribute, given, n->text);
	if (is(test, "op", "has_all"))
		return held == values->count ? TRUTH_YES : TRUTH_NO;
	if (is(test, "op", "has_none") || is(test, "op", "not_in"))
		return held == 0 ? TRUTH_YES : TRUTH_NO;
	return held > 0 ? TRUTH_YES : TRUTH_NO;
}

static enum truth test_level(const struct jr *attribute, const struct jr *given,
			     const struct jr *test)
{
	for (const struct jr *n = given != NULL ? given->first : NULL; n;
	     n = n->next) {
		if (!slice_eq(n->key, jr_get(test, "key")->text))
			continue;
		return naive_rank(attribute, n->text) >=
				       naive_rank(attribute,
						  jr_get(test, "value")->text)
			       ? TRUTH_YES
			       : TRUTH_NO;
	}
	return TRUTH_UNKNOWN;
}

static enum truth test_flag(const struct jr *given, const struct jr *test)
{
	if (given == NULL)
		return TRUTH_UNKNOWN;
	return given->truth == jr_get(test, "value")->truth ? TRUTH_YES
							    : TRUTH_NO;
}

/* What the seeker would answer to a question about this attribute, or NULL. */
static const struct naive_answer *answer_to(const struct naive_who *who,
					    struct slice key)
{
	const struct naive_answer *answer = who->c->answer;

	if (answer == NULL || who->member != NULL || who->is_award)
		return NULL;
	return slice_eq(answer->attr, key) ? answer : NULL;
}

static struct naive_range range_now(const struct naive_who *who,
				    const struct jr *test)
{
	struct slice key = jr_get(test, "attr")->text;
	const struct naive_answer *answer = answer_to(who, key);
	int32_t day = naive_day_of(who, test);

	if (answer == NULL)
		return naive_range_of(who, key, day);
	return naive_computed(key, answer->number, day);
}

enum truth naive_test(const struct naive_who *who, const struct jr *test)
{
	struct slice key = jr_get(test, "attr")->text;
	const struct jr *attribute = naive_attribute(who, key);
	const struct jr *given = naive_given(who, key);

	if (answer_to(who, key) != NULL)
		given = answer_to(who, key)->given;
	if (is(attribute, "type", "flag"))
		return test_flag(given, test);
	if (is(attribute, "type", "levels"))
		return test_level(attribute, given, test);
	if (is(attribute, "type", "set") || is(attribute, "type", "choice"))
		return test_values(who, attribute, given, test);
	return test_range(range_now(who, test), attribute, test);
}
