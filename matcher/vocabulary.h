/*
 * vocabulary - the attributes that facts and criteria speak of.
 *
 * Read from config/vocabulary/: C knows the types of attributes and the kinds
 * of derivation, never an attribute by name, so that a new attribute is a
 * change of data.  Three names are known to C all the same: who counts as being
 * of Hong Kong or Macao when a venture's shares are added up (facts.h), the
 * levels of a band of pay (opening_details.h), and the two places too wide to
 * be one region (wishes.c).
 *
 * Immutable once read: any thread may read it.  It lives in its arena and keeps
 * nothing of the JSON it was read from.
 */
#ifndef MATCHER_VOCABULARY_H
#define MATCHER_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/fault.h"
#include "base/lang.h"
#include "base/slice.h"
#include "matcher/values.h"

struct arena;
struct jr;
struct map;

enum attr_type {
	ATTR_NUMBER,
	ATTR_ORDINAL,
	ATTR_CHOICE,
	ATTR_SET,
	ATTR_LEVELS,
	ATTR_FLAG,
	ATTR_DATE,
	ATTR_LIST, /* of objects: no test, only quantifiers */
	ATTR_TYPE__COUNT
};

enum attr_scope { SCOPE_PERSON, SCOPE_VENTURE, SCOPE_ANY };

enum attr_change { CHANGE_NEVER, CHANGE_TIME, CHANGE_EFFORT };

enum attr_derive {
	DERIVE_NONE,
	/* never given, worked out on the day asked; only these may change
	 * with time */
	DERIVE_WHOLE_YEARS,    /* from a date, or a year, or both */
	DERIVE_CALENDAR_YEARS, /* year of the day minus a year */
	/* given, or following from a list that is given */
	DERIVE_AWARDS_LEVEL,
	DERIVE_AWARDS_YEAR,
	DERIVE_MEMBERS_COUNT,
	DERIVE_MEMBERS_HKMO_EQUITY,
	DERIVE_MEMBERS_FULL_TIME,
};

enum { DERIVE_FROM_MAX = 4, VOCABULARY_ATTRS_MAX = 256 };

struct attr {
	struct slice key; /* ends in NUL */
	size_t index;     /* in its schema; in file order */
	enum attr_scope scope;
	enum attr_type type;
	enum attr_change change;
	/* What is attained stays: effort never lowers it. */
	bool grows;
	enum attr_derive derive;
	size_t from_count;
	size_t from[DERIVE_FROM_MAX]; /* attributes, most exact first */
	double min, max;              /* number: both inclusive */
	bool whole;
	struct slice unit;
	/* ordinal, choice, set: the values; levels: the levels, ascending.
	 * NULL for a set of open ids, a number, a flag, a date, a list. */
	const struct values *values;
	const struct values *keys; /* levels */
	bool bare; /* a set in an award: one value may stand without brackets */
	const struct schema *elements; /* list: what an element may say */
	struct text label, question;
};

/* Attributes that stand together: of a profile, or of one award. */
struct schema {
	size_t count;
	const struct attr *attrs;
	const struct map *by_key;
};

struct vocabulary {
	struct schema profile;
	/* In criteria over members also: the member's share in percent.  Its
	 * index is profile.count. */
	const struct attr *equity;
	/* The list of awards and, of an award, its level and its year; NULL
	 * when the vocabulary has none. */
	const struct attr *awards, *award_level, *award_year;
	/* NULL when the source was not given. */
	const struct values *places, *sectors, *institutions, *fields;
	uint64_t version; /* of the documents: a part of segment_basis() */
};

/*
 * The documents, or the arrays in them.  All but attributes may be NULL; then
 * an attribute that takes its values from there is refused.
 */
struct vocabulary_sources {
	const struct jr *attributes, *places, *sectors, *institutions, *fields;
};

/* ERR_INVALID: faults say what. */
MUST_USE enum err vocabulary_read(struct arena *a,
				  const struct vocabulary_sources *sources,
				  const struct vocabulary **ret_vocabulary,
				  struct faults *reterr_faults);

/* NULL when there is none. */
const struct attr *schema_attr(const struct schema *s, struct slice key);
const struct attr *vocabulary_attr(const struct vocabulary *v,
				   struct slice key);

const char *attr_type_word(enum attr_type t);     /* "number" */
const char *attr_scope_word(enum attr_scope s);   /* "person" */
const char *attr_change_word(enum attr_change c); /* "never" */

/* Worked out on the day asked, and therefore refused in a profile. */
bool attr_is_computed(const struct attr *a);

#endif
