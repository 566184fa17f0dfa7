/*
 * criteria - the tree of tests that decides eligibility, as its author wrote it.
 *
 *   criteria   := {"all":[...]} | {"any":[...]} | {"not":criteria} | test
 *   test       := {"id"?,"attr","op",operands,"text"?,"due"?,"at"?}
 *   quantifier := {"id"?,"over","measure","where"?,"min"|"max"|"above"|"below",
 *                  "text"?,"due"?}
 *
 * docs/SEMANTICS.md, 2 is the grammar.  Where it is silent:
 * {"all":[]} is true; {"any":[]} is refused as empty.
 * `at` stands on what counts whole years of a person (age) and nowhere inside
 * `where`.  Neither does `due`; `id` and `text` may.
 * Without `where` every element counts.  Awards have the measure count only.
 * Inside `where` over awards the attributes are those of an award; over members
 * those of a person, `equity` (the member's share in percent), and quantifiers
 * over that member's awards.  Nothing else nests.
 * All tests of a rule are counted to CRITERIA_TESTS_MAX, those inside `where`
 * and the quantifier itself as well; `where` is one level deeper than its
 * quantifier.
 * A default id is the first of `<attr>`, `<attr>-2`, ... that no other test of
 * the rule has, in document order, explicit ids first; for a quantifier
 * `<over>-<measure>`.  Tests inside `where` get no default.  `in_force` is
 * taken.
 *
 * Immutable once read.  Keeps nothing of the JSON: texts are copied, names of
 * values are the vocabulary's.
 */
#ifndef MATCHER_CRITERIA_H
#define MATCHER_CRITERIA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/fault.h"
#include "base/lang.h"
#include "matcher/vocabulary.h"

struct arena;
struct json_writer;
struct jr;

enum {
	CRITERIA_DEPTH_MAX = 8,
	CRITERIA_TESTS_MAX = 64,
	CRITERIA_VALUES_MAX = 256, /* in one test */
	CRITERIA_TEXT_BYTES = 4000 /* in one language */
};

enum op {
	OP_MIN,
	OP_MAX,
	OP_BETWEEN,
	OP_ABOVE,
	OP_BELOW,
	OP_IN,
	OP_NOT_IN,
	OP_HAS_ANY,
	OP_HAS_ALL,
	OP_HAS_NONE,
	OP_IS,
	OP_BEFORE,
	OP_AFTER,
	OP__COUNT
};

enum due { DUE_APPLY, DUE_ADMISSION, DUE_PAYMENT };

/* The day on which a test on age looks. */
enum at { AT_AS_OF, AT_CLOSES, AT_STARTS, AT_DAY };

enum over { OVER_MEMBERS, OVER_AWARDS };

enum measure {
	MEASURE_COUNT,
	MEASURE_HEADS,  /* percent of the elements */
	MEASURE_EQUITY, /* sum of shares, percent */
	MEASURE_MEAN_AGE,
};

/* What passes: lo..hi, each end inside unless open.  Infinite where unbound. */
struct range {
	double lo, hi;
	bool lo_open, hi_open;
};

struct quantifier {
	enum over over;
	enum measure measure;
	const struct criteria *where;    /* NULL: every element */
	const struct attr *age, *equity; /* of a member */
};

/*
 * One test, or one quantifier.  `op` of a quantifier is OP_MIN, OP_MAX,
 * OP_ABOVE or OP_BELOW and `range` is that of its measure.
 */
struct test {
	struct slice id;
	const struct attr *attr;             /* NULL: a quantifier */
	const struct quantifier *quantifier; /* NULL: a test */
	enum op op;
	struct range range; /* number, ordinal (indices), date (days) */
	size_t value_count; /* in, not_in, has_*: in the order given */
	const struct slice *names;
	const uint64_t *values;  /* as a bitset, nothing implied */
	const struct slice *ids; /* open ids instead, ascending */
	size_t id_count;
	size_t key; /* levels: index of attr->keys */
	bool want;  /* flag */
	enum due due;
	enum at at;
	int32_t at_day;
	bool negated; /* stands under an odd number of "not" */
	struct text text;
};

enum criteria_kind {
	CRITERIA_ALL,
	CRITERIA_ANY,
	CRITERIA_NOT, /* of its one part */
	CRITERIA_TEST,
};

struct criteria {
	enum criteria_kind kind;
	size_t count;
	const struct criteria *parts; /* in document order */
	const struct test *test;
};

/* The tests outside of `where`, in document order. */
struct criteria_tests {
	size_t count;
	const struct test *items[CRITERIA_TESTS_MAX];
};

/* ERR_INVALID: every fault, each with its pointer. */
MUST_USE enum err criteria_read(struct arena *a, const struct vocabulary *v,
				const struct jr *n,
				const struct criteria **ret_criteria,
				struct criteria_tests *ret_tests,
				struct faults *reterr_faults);

/* Same but for id, text and place: two such tests count as one. */
bool test_same(const struct test *a, const struct test *b);

/* The attribute's key; "members" or "awards" for a quantifier.  Ends in NUL. */
struct slice test_subject(const struct test *t);

/* What waiting or effort can do to it; CHANGE_TIME says nothing of when. */
enum attr_change test_change(const struct test *t);

/* The test without id and text, as JSON: `need` of a reply. */
void test_write(struct json_writer *w, const char *key, const struct test *t);

const char *op_word(enum op op); /* "min" */

/* What the type takes, for humans and for /v1/vocabulary; NULL at the end. */
size_t ops_of_type(enum attr_type t, enum op ops[OP__COUNT]);

const char *due_word(enum due d); /* "apply" */
const char *measure_word(enum measure m);
const char *over_word(enum over o);

#endif
