/* naive_questions - would an answer decide?  Every one is tried; see naive.h. */
#include "base/compiler.h"
#include "base/day.h"
#include "support/naive_parts.h"

enum { POINTS_MAX = 256, NAMES_MAX = 10, LEVEL_ANSWERS_MAX = 1024 };

/* One attempt after another, until an answer leaves the opening in `maybe`. */
struct asking {
	struct naive_case c;
	struct naive_answer answer;
	const struct naive_verdict *v;
	const struct jr *attribute;
	struct naive_range known; /* what the answer must lie in */
	size_t attempts;
	bool left_open;
};

static bool word_is(const struct jr *n, const char *word)
{
	return n != NULL && slice_is(n->text, word);
}

/* In years since something else: age and the like, which nobody gives. */
static bool is_counted(const struct jr *attribute)
{
	const struct jr *how = jr_get(jr_get(attribute, "derive"), "how");

	return word_is(how, "whole_years_since") ||
	       word_is(how, "calendar_years_since");
}

static bool concerns(const struct asking *q, const struct jr *test)
{
	const struct jr *attr = jr_get(test, "attr");

	return attr != NULL && slice_eq(attr->text, q->answer.attr);
}

static void attempt(struct asking *q)
{
	struct naive_verdict v;

	q->attempts++;
	q->c.answer = &q->answer;
	naive_judge(&q->c, &v);
	if (v.truth == TRUTH_UNKNOWN)
		q->left_open = true;
}

static void attempt_number(struct asking *q, double n)
{
	if (q->known.known && (n < q->known.lo || n > q->known.hi))
		return;
	q->answer.number = n;
	attempt(q);
}

/* The bounds of a test: one value, or two. */
static size_t bounds_of(const struct jr *test, const struct jr *ret[2])
{
	if (jr_get(test, "value") != NULL) {
		ret[0] = jr_get(test, "value");
		return 1;
	}
	ret[0] = jr_get(test, "min");
	ret[1] = jr_get(test, "max");
	return 2;
}

static void try_around_number(struct asking *q, double bound)
{
	bool whole = jr_get(q->attribute, "whole")->truth;
	double step = whole ? 1 : 0.125;

	attempt_number(q, bound - step);
	attempt_number(q, bound);
	attempt_number(q, bound + step);
}

/* Days of birth around the one on which the age would just be reached. */
static void try_around_years(struct asking *q, const struct jr *test,
			     double years)
{
	struct naive_who who = naive_seeker(&q->c);
	int32_t day = naive_day_of(&who, test);
	int y, m, d;

	if (day == DAY_NONE)
		return;
	day_split(day, &y, &m, &d);
	for (int more = -2; more <= 2; more++) {
		int32_t start =
			day_of(y - (int)years + more, m, d > 28 ? 28 : d);

		for (int off = -2; off <= 5; off++)
			attempt_number(q, start + off);
	}
}

static void try_around(struct asking *q, const struct jr *test,
		       const struct jr *bound)
{
	int32_t day;

	if (word_is(jr_get(q->attribute, "type"), "date")) {
		for (int off = -1; off <= 1 && day_read(bound->text, &day);
		     off++)
			attempt_number(q, day + off);
		return;
	}
	if (slice_is(q->answer.attr, "years_since_graduation")) {
		for (int off = -1; off <= 1; off++)
			attempt_number(q, day_year(q->c.as_of) - bound->real +
						  off);
		return;
	}
	if (is_counted(q->attribute))
		try_around_years(q, test, bound->real);
	else
		try_around_number(q, bound->real);
}

static void try_numbers(struct asking *q)
{
	for (size_t i = 0; i < q->v->count; i++) {
		const struct jr *test = q->v->tests[i].json;
		const struct jr *bound[2];
		size_t count;

		if (!concerns(q, test))
			continue;
		count = bounds_of(test, bound);
		for (size_t b = 0; b < count; b++)
			try_around(q, test, bound[b]);
	}
	if (q->known.known) {
		attempt_number(q, q->known.lo);
		attempt_number(q, q->known.hi);
	}
	if (q->attempts == 0) /* no test can look at it: all are alike */
		attempt_number(q, 0);
}

static void try_ordinals(struct asking *q)
{
	double count = jr_get(q->attribute, "values")->count;

	for (double rank = 0; rank < count; rank++)
		attempt_number(q, rank);
}

static void try_flags(struct asking *q)
{
	struct jr flag = {.type = JR_BOOL};

	q->answer.given = &flag;
	attempt(q);
	flag.truth = true;
	attempt(q);
}

static void try_choices(struct asking *q)
{
	for (const struct jr *n = jr_get(q->attribute, "values")->first; n;
	     n = n->next) {
		q->answer.given = jr_get(n, "value");
		attempt(q);
	}
}

/* Values that differ in what some test would find in them. */
struct names {
	size_t count;
	struct jr name[NAMES_MAX];
	unsigned finds[NAMES_MAX];
};

/* Which of all values that the tests name does this one hold?  One bit each. */
static bool finds_of(const struct asking *q, struct slice name, unsigned *ret)
{
	unsigned at = 0;

	*ret = 0;
	for (size_t i = 0; i < q->v->count; i++) {
		const struct jr *test = q->v->tests[i].json;

		if (!concerns(q, test))
			continue;
		for (const struct jr *n = jr_get(test, "values")->first; n;
		     n = n->next) {
			if (at == 31)
				return false;
			if (naive_implies(&q->c, q->attribute, name, n->text))
				*ret |= 1u << at;
			at++;
		}
	}
	return true;
}

static bool add_name(const struct asking *q, struct slice name,
		     struct names *to)
{
	unsigned finds;

	if (!finds_of(q, name, &finds))
		return false;
	for (size_t i = 0; i < to->count; i++) {
		if (to->finds[i] == finds)
			return true;
	}
	if (finds == 0)
		return true; /* says no more than [] does */
	if (to->count == NAMES_MAX)
		return false;
	to->finds[to->count] = finds;
	to->name[to->count++] = (struct jr){.type = JR_TEXT, .text = name};
	return true;
}

/* From the vocabulary, or from the tests when any id is accepted. */
static bool collect_names(const struct asking *q, struct names *to)
{
	const struct jr *rows =
		vocabulary_json_values(q->c.vocabulary, q->attribute);

	for (const struct jr *n = rows ? rows->first : NULL; n; n = n->next) {
		if (!add_name(q, vocabulary_json_name(n), to))
			return false;
	}
	for (size_t i = 0; i < q->v->count && rows == NULL; i++) {
		const struct jr *test = q->v->tests[i].json;

		if (!concerns(q, test))
			continue;
		for (const struct jr *n = jr_get(test, "values")->first; n;
		     n = n->next) {
			if (!add_name(q, n->text, to))
				return false;
		}
	}
	return true;
}

static bool try_sets(struct asking *q)
{
	struct names names = {0};

	if (!collect_names(q, &names))
		return false;
	for (unsigned chosen = 0; chosen < 1u << names.count; chosen++) {
		struct jr list = {.type = JR_ARRAY};
		struct jr held[NAMES_MAX];

		for (size_t i = 0; i < names.count; i++) {
			if ((chosen >> i & 1) == 0)
				continue;
			held[list.count] = names.name[i];
			held[list.count].next = list.first;
			list.first = &held[list.count++];
		}
		q->answer.given = &list;
		attempt(q);
	}
	return true;
}

/* The keys that tests ask for and that are not known yet. */
static size_t open_keys(const struct asking *q, const struct jr *given,
			struct jr *keys)
{
	size_t count = 0;

	for (size_t i = 0; i < q->v->count; i++) {
		const struct jr *test = q->v->tests[i].json;
		bool known = false;

		if (!concerns(q, test))
			continue;
		for (const struct jr *n = given ? given->first : NULL; n;
		     n = n->next)
			known |= slice_eq(n->key, jr_get(test, "key")->text);
		for (size_t k = 0; k < count; k++)
			known |= slice_eq(keys[k].key,
					  jr_get(test, "key")->text);
		if (!known)
			keys[count++] =
				(struct jr){.type = JR_TEXT,
					    .key = jr_get(test, "key")->text};
	}
	return count;
}

static const struct jr *row_at(const struct jr *rows, unsigned index)
{
	const struct jr *row = rows->first;

	while (index-- > 0)
		row = row->next;
	return row;
}

static bool try_levels(struct asking *q, const struct jr *given)
{
	const struct jr *levels = jr_get(q->attribute, "values");
	struct jr keys[NAIVE_TESTS_MAX];
	size_t count = open_keys(q, given, keys);
	struct jr map = {.type = JR_OBJECT, .first = given ? given->first : 0};
	unsigned answers = 1;

	for (size_t k = 0; k < count && answers <= LEVEL_ANSWERS_MAX; k++) {
		answers *= levels->count;
		keys[k].next = map.first;
		map.first = &keys[k];
	}
	if (answers > LEVEL_ANSWERS_MAX)
		return false;
	for (unsigned answer = 0; answer < answers; answer++) {
		unsigned rest = answer;

		for (size_t k = 0; k < count; k++) {
			keys[k].text =
				jr_get(row_at(levels, rest % levels->count),
				       "value")
					->text;
			rest /= levels->count;
		}
		q->answer.given = &map;
		attempt(q);
	}
	return true;
}

/* Whatever a profile may give for it. */
static struct naive_range anything(const struct jr *attribute)
{
	const struct jr *min = jr_get(attribute, "min");
	const struct jr *max = jr_get(attribute, "max");

	if (min == NULL || max == NULL || is_counted(attribute))
		return (struct naive_range){.known = false};
	return naive_between(min->real, max->real);
}

/* Day of birth within a known year; a year that is known; the range itself. */
static struct naive_range known_of(const struct naive_who *who,
				   const struct jr *attribute)
{
	struct slice key = jr_get(attribute, "key")->text;
	struct naive_range known;

	if (slice_is(key, "years_since_graduation"))
		key = SLICE("graduation_year");
	known = naive_range_of(who,
			       slice_is(key, "age") ? SLICE("birth_year") : key,
			       who->as_of);
	if (known.known && slice_is(key, "age"))
		return naive_between(day_of((int)known.lo, 1, 1),
				     day_of((int)known.hi, 12, 31));
	return known.known ? known : anything(attribute);
}

enum naive_decides naive_decides(const struct naive_case *c,
				 const struct naive_verdict *v,
				 struct slice attr)
{
	struct naive_who who = naive_seeker(c);
	struct asking q = {.c = *c, .v = v, .answer = {.attr = attr}};
	const struct jr *type;
	bool tried = true;

	q.attribute = naive_attribute(&who, attr);
	type = q.attribute != NULL ? jr_get(q.attribute, "type") : NULL;
	if (type == NULL || word_is(type, "list"))
		return NAIVE_CANNOT_TRY;
	if (word_is(type, "flag"))
		try_flags(&q);
	else if (word_is(type, "choice"))
		try_choices(&q);
	else if (word_is(type, "set"))
		tried = try_sets(&q);
	else if (word_is(type, "levels"))
		tried = try_levels(&q, naive_given(&who, attr));
	else {
		q.known = known_of(&who, q.attribute);
		if (word_is(type, "ordinal"))
			try_ordinals(&q);
		else
			try_numbers(&q);
	}
	if (!tried)
		return NAIVE_CANNOT_TRY;
	return q.left_open ? NAIVE_LEAVES_OPEN : NAIVE_DECIDES;
}

enum truth naive_with_list(const struct naive_case *c, struct slice attr,
			   const struct jr *list)
{
	struct naive_answer answer = {.attr = attr, .given = list};
	struct naive_case asked = *c;
	struct naive_verdict v;

	asked.answer = &answer;
	naive_judge(&asked, &v);
	return v.truth;
}
