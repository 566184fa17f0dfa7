/* naive_fact - what is known of an attribute; see naive_parts.h. */
#include "base/compiler.h"
#include "base/day.h"
#include "support/naive_parts.h"

static const struct naive_range not_stated = {.known = false};

struct naive_range naive_between(double lo, double hi)
{
	return (struct naive_range){.known = true, .lo = lo, .hi = hi};
}

struct naive_who naive_seeker(const struct naive_case *c)
{
	return (struct naive_who){
		.c = c,
		.facts = jr_get(c->profile, "facts"),
		.venture = c->venture,
		.as_of = c->as_of,
	};
}

/* An award's members are called otherwise than the attributes they are of. */
const struct jr *naive_attribute(const struct naive_who *who, struct slice key)
{
	if (who->is_award && slice_is(key, "level"))
		key = SLICE("education");
	if (who->is_award && slice_is(key, "year"))
		key = SLICE("graduation_year");
	if (who->member != NULL && slice_is(key, "equity"))
		key = SLICE("founder_share_hkmo"); /* percent, too */
	return vocabulary_json_attribute(who->c->vocabulary, key);
}

static const struct jr *child(const struct jr *object, struct slice key)
{
	for (const struct jr *n = object != NULL ? object->first : NULL; n;
	     n = n->next) {
		if (slice_eq(n->key, key))
			return n;
	}
	return NULL;
}

const struct jr *naive_given(const struct naive_who *who, struct slice key)
{
	const struct jr *fact = child(jr_get(who->venture, "facts"), key);

	if (who->member != NULL && slice_is(key, "equity"))
		return jr_get(who->member, "equity");
	return fact != NULL ? fact : child(who->facts, key);
}

bool naive_implies(const struct naive_case *c, const struct jr *attribute,
		   struct slice held, struct slice wanted)
{
	const struct jr *row;
	const struct jr *implied;

	if (slice_eq(held, wanted))
		return true;
	row = vocabulary_json_row(c->vocabulary, attribute, held);
	implied = row != NULL ? vocabulary_json_implied(row) : NULL;
	for (const struct jr *n = implied ? implied->first : NULL; n;
	     n = n->next) {
		if (naive_implies(c, attribute, n->text, wanted))
			return true;
	}
	return false;
}

/* Birthdays passed: the year's difference, less one while it is to come. */
static int whole_years(int32_t start, int32_t day)
{
	int y, m, d, from_y, from_m, from_d;

	day_split(start, &from_y, &from_m, &from_d);
	day_split(day, &y, &m, &d);
	return y - from_y - (m < from_m || (m == from_m && d < from_d));
}

static struct naive_range read_given(const struct jr *attribute,
				     const struct jr *given)
{
	int32_t day;

	if (given == NULL)
		return not_stated;
	if (given->type == JR_ARRAY)
		return naive_between(given->first->real,
				     given->first->next->real);
	if (given->type == JR_INT || given->type == JR_REAL)
		return naive_between(given->real, given->real);
	if (slice_is(jr_get(attribute, "type")->text, "date")) {
		if (!day_read(given->text, &day))
			return not_stated;
		return naive_between(day, day);
	}
	return naive_between(naive_rank(attribute, given->text),
			     naive_rank(attribute, given->text));
}

static struct naive_range years_since(const struct naive_who *who,
				      const char *key, int32_t day)
{
	const struct jr *given = naive_given(who, slice_of(key));
	int32_t start;

	if (given == NULL || !day_read(given->text, &start))
		return not_stated;
	return naive_between(whole_years(start, day), whole_years(start, day));
}

struct naive_range naive_age(const struct naive_who *who, int32_t day)
{
	struct naive_range year;
	int y, m, d;

	if (day == DAY_NONE)
		return not_stated;
	if (naive_given(who, SLICE("birth_date")) != NULL)
		return years_since(who, "birth_date", day);
	year = naive_range_of(who, SLICE("birth_year"), day);
	if (!year.known)
		return not_stated;
	day_split(day, &y, &m, &d);
	return naive_between(y - year.hi - (m == 12 && d == 31 ? 0 : 1),
			     y - year.lo);
}

/* Both are known to hold: what they have in common. */
static struct naive_range both(struct naive_range a, struct naive_range b)
{
	if (!a.known || !b.known)
		return a.known ? a : b;
	return naive_between(a.lo > b.lo ? a.lo : b.lo,
			     a.hi < b.hi ? a.hi : b.hi);
}

static struct naive_range years_since_graduation(const struct naive_who *who,
						 int32_t day)
{
	struct naive_range year =
		naive_range_of(who, SLICE("graduation_year"), day);

	if (!year.known)
		return not_stated;
	return naive_between(day_year(day) - year.hi, day_year(day) - year.lo);
}

struct naive_range naive_computed(struct slice key, double from, int32_t day)
{
	bool years = slice_is(key, "age") || slice_is(key, "company_age_years");
	bool calendar = slice_is(key, "years_since_graduation");
	double n = from;

	if ((years || calendar) && day == DAY_NONE)
		return not_stated;
	if (years)
		n = whole_years((int32_t)from, day);
	if (calendar)
		n = day_year(day) - from;
	return naive_between(n, n);
}

static struct naive_range following(const struct naive_who *who,
				    struct slice key)
{
	static const struct {
		const char *key;
		struct naive_range (*find)(const struct naive_who *who);
	} ways[] = {
		{"education", naive_awards_level},
		{"graduation_year", naive_awards_year},
		{"team_size", naive_members_count},
		{"full_time_staff", naive_members_full_time},
		{"founder_share_hkmo", naive_members_hkmo},
	};

	for (size_t i = 0; i < COUNT(ways); i++) {
		if (slice_is(key, ways[i].key))
			return ways[i].find(who);
	}
	return not_stated;
}

struct naive_range naive_range_of(const struct naive_who *who, struct slice key,
				  int32_t day)
{
	if (who->holder != NULL && slice_is(key, "level"))
		return naive_range_of(who->holder, SLICE("education"), day);
	if (who->holder != NULL && slice_is(key, "year"))
		return naive_range_of(who->holder, SLICE("graduation_year"),
				      day);
	if (slice_is(key, "age"))
		return naive_age(who, day);
	if (slice_is(key, "company_age_years"))
		return years_since(who, "company_founded", day);
	if (slice_is(key, "years_since_graduation"))
		return years_since_graduation(who, day);
	return both(
		read_given(naive_attribute(who, key), naive_given(who, key)),
		following(who, key));
}

int32_t naive_day_of(const struct naive_who *who, const struct jr *test)
{
	const struct jr *at = jr_get(test, "at");
	int32_t day;

	if (at == NULL || slice_is(at->text, "as_of"))
		return who->as_of;
	if (slice_is(at->text, "closes") || slice_is(at->text, "starts"))
		at = child(who->c->opening, at->text);
	return at != NULL && day_read(at->text, &day) ? day : DAY_NONE;
}
