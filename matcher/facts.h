/*
 * facts - what a profile and its venture say, typed and checked.
 *
 * An absent fact is unknown; [] is a stated "none"; a languages map without a
 * key is unknown for that key.  A profile value counts as itself and all that
 * it implies.  Facts know no day: what depends on the day (age) is kept as that
 * which it is counted from, and worked out by evaluate.c.
 *
 * Lists (SEMANTICS 7).  When `awards` is given, education and graduation_year
 * follow from it: the highest level, and the year of the award of that level
 * (the latest, if several).  A level that is not stated may be any, so that
 * education becomes an interval and graduation_year unknown.  [] means the
 * lowest level and no graduation_year.  What is given besides must be possible;
 * of two intervals that which they share counts.  Without awards, education
 * together with graduation_year counts as one award of that level and year
 * whose other attributes are unknown.  In an award, `institution` and `field`
 * are one id or a list.
 *
 * A venture is {"facts", "members": [{"person", "role", "equity", "full_time",
 * "facts"}]}, everything optional.  Members' facts are person facts.  From the
 * list follow: how many they are; the shares of those who are residents of Hong
 * Kong or Macao (attribute `residency`, values hk_resident and macao_resident);
 * and how many work full time, if any member states it.  What is unknown of a
 * member gives an interval.  Attributes of scope `venture` may stand in the
 * profile's facts, too; given in both they must be equal.  For scope `any` the
 * venture's value counts.
 *
 * Immutable once read; lives in the arena, and as long as the JSON it points at.
 */
#ifndef MATCHER_FACTS_H
#define MATCHER_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/fault.h"
#include "matcher/vocabulary.h"

struct arena;
struct jr;

enum {
	FACTS_AWARDS_MAX = 32,
	FACTS_MEMBERS_MAX = 100,
	FACTS_VALUES_MAX = 256, /* in one set */
	LEVEL_UNKNOWN = -1,
};

/* What is known of one attribute; which members count is told by its type. */
struct fact {
	bool known;
	/*
	 * number: its interval.  ordinal: of indices of values.  flag: 0 or 1.
	 * date: the day.  Computed attributes: what they are counted from, days
	 * (DERIVE_WHOLE_YEARS) or years (DERIVE_CALENDAR_YEARS).
	 */
	double lo, hi;
	const uint64_t *held;    /* closed set, choice: with all implied */
	const int8_t *level;     /* levels: by key, or LEVEL_UNKNOWN */
	const struct slice *ids; /* open set, ascending, no duplicates */
	size_t id_count;         /* also the length of a list */
	const struct jr *given;  /* NULL when it follows from something else */
};

struct facts {
	const struct fact *of; /* by index of the attribute in the schema */
	/* Awards of a person; NULL and not known in an award itself. */
	bool awards_known;
	size_t award_count;
	const struct facts *awards;
	bool members_known;
	size_t member_count;
	const struct facts *members; /* of[profile.count] is their equity */
};

/*
 * `facts` is the object profile.facts, or NULL; `venture` may be NULL.
 *
 * ERR_INVALID: each fault with its pointer - an attribute or value that the
 * vocabulary does not have, a number out of range or not whole, an inverted
 * interval, a date that does not exist, a computed attribute, facts that
 * contradict each other, null.
 */
MUST_USE enum err facts_read(struct arena *a, const struct vocabulary *v,
			     const struct jr *facts, const struct jr *venture,
			     const struct facts **ret_facts,
			     struct faults *reterr_faults);

#endif
