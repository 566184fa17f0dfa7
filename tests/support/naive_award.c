/*
 * naive_award - education and its year, as awards tell them; see naive_parts.h.
 *
 * The highest level, and the year of the award of that level, the latest if
 * there are several.  A level that is not stated may be any.
 */
#include "base/compiler.h"
#include "support/naive_parts.h"

static const struct naive_range not_stated = {.known = false};

static struct naive_range of_award(const struct naive_who *who,
				   const struct jr *award, const char *key)
{
	struct naive_who one = {
		.c = who->c,
		.facts = award,
		.is_award = true,
		.as_of = who->as_of,
	};

	return naive_range_of(&one, slice_of(key), who->as_of);
}

static double top_rank(const struct naive_who *who)
{
	const struct jr *values =
		jr_get(naive_attribute(who, SLICE("education")), "values");

	return values->count - 1.0;
}

struct naive_range naive_awards_level(const struct naive_who *who)
{
	const struct jr *awards = naive_given(who, SLICE("awards"));
	struct naive_range highest = naive_between(0, 0);

	if (awards == NULL || who->is_award)
		return not_stated;
	for (const struct jr *n = awards->first; n; n = n->next) {
		struct naive_range level = of_award(who, n, "level");

		if (!level.known)
			level = naive_between(0, top_rank(who));
		if (level.lo > highest.lo)
			highest.lo = level.lo;
		if (level.hi > highest.hi)
			highest.hi = level.hi;
	}
	return highest;
}

struct naive_range naive_awards_year(const struct naive_who *who)
{
	const struct jr *awards = naive_given(who, SLICE("awards"));
	struct naive_range highest = naive_awards_level(who);
	struct naive_range latest = not_stated;

	for (const struct jr *n = awards != NULL ? awards->first : NULL; n;
	     n = n->next) {
		struct naive_range level = of_award(who, n, "level");
		struct naive_range year = of_award(who, n, "year");

		if (!level.known)
			return not_stated;
		if (level.hi < highest.lo)
			continue;
		if (!year.known)
			return not_stated;
		if (!latest.known)
			latest = year;
		latest.lo = year.lo > latest.lo ? year.lo : latest.lo;
		latest.hi = year.hi > latest.hi ? year.hi : latest.hi;
	}
	return latest;
}
