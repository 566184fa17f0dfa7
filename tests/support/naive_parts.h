/*
 * naive_parts - what the files naive_*.c share; tests include naive.h.
 *
 *   naive.c          dated rules, the tree, the verdict
 *   naive_test.c     one test on one attribute
 *   naive_fact.c     what is known of an attribute, given or derived
 *   naive_list.c     quantifiers over members and awards, what members tell
 *   naive_award.c    education and its year, as awards tell them
 */
#ifndef SUPPORT_NAIVE_PARTS_H
#define SUPPORT_NAIVE_PARTS_H

#include "support/naive.h"

/* Somebody of whom facts are known: the seeker, a member, or an award. */
struct naive_who {
	const struct naive_case *c;
	const struct jr *facts;
	const struct jr *venture; /* the whole of it; NULL when there is none */
	const struct jr *member;  /* the whole of it, when it is a member */
	bool is_award;
	/* An award that follows from whoever holds it; facts is NULL. */
	const struct naive_who *holder;
	int32_t as_of;
};

/* A number that lies somewhere between two, both possible; or not stated. */
struct naive_range {
	bool known;
	double lo;
	double hi;
};

struct naive_who naive_seeker(const struct naive_case *c);

/* The fact as given, or NULL. */
const struct jr *naive_given(const struct naive_who *who, struct slice key);

/* A number, an ordinal (as a rank), a date (as a day), given or derived. */
struct naive_range naive_range_of(const struct naive_who *who, struct slice key,
				  int32_t day);
struct naive_range naive_age(const struct naive_who *who, int32_t day);

/*
 * What an attribute is on a day when that is known from which it is counted: a
 * day for age and company_age_years, a year for years_since_graduation.  For
 * others the number itself.
 */
struct naive_range naive_computed(struct slice key, double from, int32_t day);

/* Every value from lo to hi is possible. */
struct naive_range naive_between(double lo, double hi);

/* The rank of an ordinal's or level's name, from 0. */
double naive_rank(const struct jr *attribute, struct slice name);

/* A value or one that it implies, however far. */
bool naive_implies(const struct naive_case *c, const struct jr *attribute,
		   struct slice held, struct slice wanted);

/* The attribute whose type the name has, also inside an award. */
const struct jr *naive_attribute(const struct naive_who *who, struct slice key);

/* The day on which a test looks at an age; DAY_NONE when it has none. */
int32_t naive_day_of(const struct naive_who *who, const struct jr *test);

enum truth naive_test(const struct naive_who *who, const struct jr *test);
enum truth naive_list(const struct naive_who *who, const struct jr *test);

/* What follows from lists: see the comments at each. */
struct naive_range naive_awards_level(const struct naive_who *who);
struct naive_range naive_awards_year(const struct naive_who *who);
struct naive_range naive_members_count(const struct naive_who *who);
struct naive_range naive_members_full_time(const struct naive_who *who);
struct naive_range naive_members_hkmo(const struct naive_who *who);

/* A whole tree about somebody, as below a quantifier. */
enum truth naive_tree(const struct naive_who *who, const struct jr *criteria);

enum truth naive_not(enum truth t);
enum truth naive_and(enum truth a, enum truth b);
enum truth naive_or(enum truth a, enum truth b);

/* A range against a bound: unknown when some of it passes and some does not. */
enum truth naive_at_least(struct naive_range r, double bound);
enum truth naive_at_most(struct naive_range r, double bound);

#endif
