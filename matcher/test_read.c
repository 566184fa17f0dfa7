/* test_read - see test_read.h. */
#include "matcher/test_read.h"

#include <math.h>

#include "base/arena.h"
#include "base/day.h"
#include "json/jr.h"
#include "matcher/fact_read.h"
#include "matcher/op.h"

/* Members of a test that any operator may stand beside. */
#define COMMON_KEYS "id", "attr", "op", "text"

static const char *const dues[] = {"apply", "admission", "payment", NULL};

const char *due_word(enum due d)
{
	return dues[d];
}

static void read_id(struct criteria_reading *r, const struct jr *n,
		    struct test *to)
{
	if (n == NULL || !jr_read_id(n, &to->id, r->faults))
		return;
	to->id = arena_copy(r->arena, to->id);
	if (!criteria_take_id(r, to->id))
		jr_fault(r->faults, n, FAULT_DUPLICATE_TEST, NULL);
}

static void read_text(struct criteria_reading *r, const struct jr *n,
		      struct text *to)
{
	struct text text = {0};

	if (n == NULL ||
	    !jr_read_texts(n, CRITERIA_TEXT_BYTES, &text, r->faults))
		return;
	for (int l = 0; l < LANG__COUNT; l++) {
		if (text.in[l].p != NULL)
			to->in[l] = arena_copy(r->arena, text.in[l]);
	}
}

static void read_due(struct criteria_reading *r, const struct jr *n,
		     struct test *to)
{
	int i;

	if (n != NULL && jr_read_word(n, dues, &i, r->faults))
		to->due = (enum due)i;
}

static void read_at(struct criteria_reading *r, const struct jr *n,
		    struct test *to)
{
	static const char *const words[] = {"as_of", "closes", "starts"};

	to->at_day = DAY_NONE;
	if (n == NULL)
		return;
	for (size_t i = 0; n->type == JR_TEXT && i < COUNT(words); i++) {
		if (!slice_is(n->text, words[i]))
			continue;
		to->at = (enum at)i;
		return;
	}
	if (jr_read_day(n, &to->at_day, r->faults))
		to->at = AT_DAY;
}

/* Common to tests and quantifiers. */
static void read_frame(struct criteria_reading *r, const struct jr *n,
		       enum criteria_place place, struct test *to)
{
	read_id(r, jr_get(n, "id"), to);
	read_text(r, jr_get(n, "text"), &to->text);
	if (place == PLACE_PROFILE)
		read_due(r, jr_get(n, "due"), to);
}

static const struct attr *find_attr(const struct vocabulary *v,
				    struct slice key, enum criteria_place place)
{
	const struct attr *attr;

	if (place == PLACE_AWARD)
		return schema_attr(v->awards->elements, key);
	attr = vocabulary_attr(v, key);
	if (place == PLACE_PROFILE)
		return attr;
	if (attr != NULL)
		return attr->scope == SCOPE_VENTURE ? NULL : attr;
	return slice_eq(key, v->equity->key) ? v->equity : NULL;
}

static const struct attr *read_attr(struct criteria_reading *r,
				    const struct jr *n,
				    enum criteria_place place)
{
	const struct jr *name = jr_need(n, "attr", r->faults);
	const struct attr *attr;
	struct slice key;

	if (name == NULL || !jr_read_text(name, 128, &key, r->faults))
		return NULL;
	attr = find_attr(r->vocabulary, key, place);
	if (attr == NULL)
		jr_fault(r->faults, name, FAULT_UNKNOWN_ATTR, NULL);
	return attr;
}

static bool read_op(struct criteria_reading *r, const struct jr *n,
		    const struct attr *attr, enum op *ret_op)
{
	const struct jr *name = jr_need(n, "op", r->faults);
	char accepted[FAULT_ARG_BYTES];
	struct slice word;

	if (name == NULL || !jr_read_text(name, 128, &word, r->faults))
		return false;
	if (!op_find(word, ret_op)) {
		jr_fault(r->faults, name, FAULT_OPERATOR_UNKNOWN, NULL);
		return false;
	}
	if (attr == NULL)
		return false;
	if (op_fits(*ret_op, attr->type))
		return true;
	op_list(attr->type, accepted);
	jr_fault(r->faults, name, FAULT_OPERATOR, accepted);
	return false;
}

/* A number, the index of an ordinal's value, or a day. */
static bool read_bound(struct criteria_reading *r, const struct jr *n,
		       const char *key, const struct attr *attr, double *ret)
{
	const struct jr *c = jr_need(n, key, r->faults);
	int32_t day;
	int i;

	if (c == NULL)
		return false;
	if (attr->type == ATTR_NUMBER)
		return fact_read_number(attr, c, ret, r->faults);
	if (attr->type == ATTR_DATE) {
		if (!jr_read_day(c, &day, r->faults))
			return false;
		*ret = day;
		return true;
	}
	i = fact_read_value(attr->values, c, r->faults);
	*ret = i;
	return i >= 0;
}

static void read_range(struct criteria_reading *r, const struct jr *n,
		       struct test *to)
{
	double value = 0;

	if (to->op == OP_BETWEEN) {
		bool lo = read_bound(r, n, "min", to->attr, &to->range.lo);
		bool hi = read_bound(r, n, "max", to->attr, &to->range.hi);

		if (lo && hi && to->range.lo > to->range.hi)
			jr_fault(r->faults, jr_get(n, "max"), FAULT_INVERTED,
				 NULL);
		return;
	}
	if (read_bound(r, n, "value", to->attr, &value))
		to->range = op_range(to->op, value);
}

static void read_closed_values(struct criteria_reading *r,
			       const struct jr *list, struct test *to)
{
	const struct values *v = to->attr->values;
	uint64_t *set = values_set(r->arena, v);
	struct slice *names = ARENA_ARRAY(r->arena, struct slice, list->count);

	for (const struct jr *c = list->first; c != NULL; c = c->next) {
		int i = fact_read_value(v, c, r->faults);

		if (i < 0)
			continue;
		values_add(v, set, (size_t)i);
		names[to->value_count++] = v->items[i].name;
	}
	to->names = names;
	to->values = set;
}

static void read_open_values(struct criteria_reading *r, const struct jr *list,
			     struct test *to)
{
	struct slice *names = ARENA_ARRAY(r->arena, struct slice, list->count);
	struct slice *ids;

	if (!fact_read_ids(r->arena, list, &ids, &to->id_count, r->faults))
		return;
	for (size_t i = 0; i < to->id_count; i++)
		ids[i] = arena_copy(r->arena, ids[i]);
	for (const struct jr *c = list->first; c != NULL; c = c->next)
		names[to->value_count++] = arena_copy(r->arena, c->text);
	to->names = names;
	to->ids = ids;
}

static void read_values(struct criteria_reading *r, const struct jr *n,
			struct test *to)
{
	const struct jr *list = jr_need(n, "values", r->faults);

	if (list == NULL || !jr_is_array(list, CRITERIA_VALUES_MAX, r->faults))
		return;
	if (list->count == 0)
		jr_fault(r->faults, list, FAULT_EMPTY, NULL);
	else if (to->attr->values == NULL)
		read_open_values(r, list, to);
	else
		read_closed_values(r, list, to);
}

static void read_level(struct criteria_reading *r, const struct jr *n,
		       struct test *to)
{
	const struct jr *key = jr_need(n, "key", r->faults);
	int i = -1;

	if (key != NULL)
		i = fact_read_value(to->attr->keys, key, r->faults);
	if (i >= 0)
		to->key = (size_t)i;
	read_range(r, n, to);
}

static void read_flag(struct criteria_reading *r, const struct jr *n,
		      struct test *to)
{
	const struct jr *value = jr_need(n, "value", r->faults);

	if (value != NULL)
		(void)jr_read_bool(value, &to->want, r->faults);
}

static void read_operands(struct criteria_reading *r, const struct jr *n,
			  struct test *to)
{
	switch (to->attr->type) {
	case ATTR_NUMBER:
	case ATTR_ORDINAL:
	case ATTR_DATE:
		read_range(r, n, to);
		return;
	case ATTR_CHOICE:
	case ATTR_SET:
		read_values(r, n, to);
		return;
	case ATTR_LEVELS:
		read_level(r, n, to);
		return;
	case ATTR_FLAG:
		read_flag(r, n, to);
		return;
	case ATTR_LIST:
	case ATTR_TYPE__COUNT:
		return;
	}
}

/* Each key has a place where it may stand; elsewhere it is unknown. */
static void check_keys(struct criteria_reading *r, const struct jr *n,
		       enum criteria_place place, const struct test *to)
{
	const char *keys[12] = {COMMON_KEYS};
	size_t count = 4;
	bool has_values =
		to->attr->type == ATTR_CHOICE || to->attr->type == ATTR_SET;

	if (to->op == OP_BETWEEN) {
		keys[count++] = "min";
		keys[count++] = "max";
	} else {
		keys[count++] = has_values ? "values" : "value";
	}
	if (to->attr->type == ATTR_LEVELS)
		keys[count++] = "key";
	if (place == PLACE_PROFILE)
		keys[count++] = "due";
	if (place == PLACE_PROFILE && to->attr->scope == SCOPE_PERSON &&
	    to->attr->derive == DERIVE_WHOLE_YEARS)
		keys[count++] = "at";
	jr_only_keys(n, keys, r->faults);
}

void test_read(struct criteria_reading *r, const struct jr *n,
	       enum criteria_place place, struct test *to)
{
	to->attr = read_attr(r, n, place);
	read_frame(r, n, place, to);
	read_at(r, place == PLACE_PROFILE ? jr_get(n, "at") : NULL, to);
	if (!read_op(r, n, to->attr, &to->op))
		return;
	read_operands(r, n, to);
	check_keys(r, n, place, to);
}

static const char *const overs[] = {"members", "awards", NULL};

static const char *const measures[] = {"count", "heads", "equity", "mean_age",
				       NULL};

const char *over_word(enum over o)
{
	return overs[o];
}

const char *measure_word(enum measure m)
{
	return measures[m];
}

/* The one of min, max, above, below that is there; NULL after a fault. */
static const struct jr *find_limit(struct criteria_reading *r,
				   const struct jr *n, struct test *to)
{
	static const enum op ops[] = {OP_MIN, OP_MAX, OP_ABOVE, OP_BELOW};
	const struct jr *found = NULL;

	for (size_t i = 0; i < COUNT(ops); i++) {
		const struct jr *c = jr_get(n, op_word(ops[i]));

		if (c == NULL)
			continue;
		if (found != NULL) {
			jr_fault(r->faults, c, FAULT_EXCLUDES, found->key.p);
			return NULL;
		}
		found = c;
		to->op = ops[i];
	}
	if (found == NULL)
		jr_fault(r->faults, n, FAULT_MISSING, "min");
	return found;
}

static void read_limit(struct criteria_reading *r, const struct jr *n,
		       struct test *to, enum measure measure)
{
	static const double most[] = {FACTS_MEMBERS_MAX, 100, 100, 150};
	const struct jr *limit = find_limit(r, n, to);
	double value;

	if (limit == NULL ||
	    !jr_read_number(limit, 0, most[measure], &value, r->faults))
		return;
	if (measure == MEASURE_COUNT && value != floor(value))
		jr_fault(r->faults, limit, FAULT_WHOLE, NULL);
	to->range = op_range(to->op, value);
}

/* Lists nest in one way only: a member's awards. */
static bool may_be_over(const struct criteria_reading *r, enum over over,
			enum criteria_place place)
{
	if (over == OVER_AWARDS)
		return place != PLACE_AWARD && r->vocabulary->awards != NULL;
	return place == PLACE_PROFILE;
}

/* A person's attribute that counts whole years: what mean_age looks at. */
static const struct attr *find_age(const struct vocabulary *v)
{
	for (size_t i = 0; i < v->profile.count; i++) {
		const struct attr *attr = &v->profile.attrs[i];

		if (attr->derive == DERIVE_WHOLE_YEARS &&
		    attr->scope == SCOPE_PERSON)
			return attr;
	}
	return NULL;
}

static void read_over(struct criteria_reading *r, const struct jr *n,
		      enum criteria_place place, struct quantifier *to)
{
	const struct jr *over = jr_get(n, "over");
	const struct jr *measure = jr_need(n, "measure", r->faults);
	int i = 0;

	if (jr_read_word(over, overs, &i, r->faults)) {
		to->over = (enum over)i;
		if (!may_be_over(r, to->over, place))
			jr_fault(r->faults, over, FAULT_CRITERIA_SHAPE, NULL);
	}
	if (measure == NULL || !jr_read_word(measure, measures, &i, r->faults))
		return;
	to->measure = (enum measure)i;
	if (to->over == OVER_AWARDS && to->measure != MEASURE_COUNT)
		jr_fault(r->faults, measure, FAULT_NOT_ACCEPTED, "count");
	if (to->measure == MEASURE_MEAN_AGE && to->age == NULL)
		jr_fault(r->faults, measure, FAULT_UNKNOWN_ATTR, NULL);
}

void quantifier_read(struct criteria_reading *r, const struct jr *n,
		     enum criteria_place place, struct test *to,
		     struct quantifier *quantifier)
{
	static const char *const outside[] = {
		"id",    "over",  "measure", "where", "min", "max",
		"above", "below", "text",    "due",   NULL};
	static const char *const inside[] = {"id",   "over", "measure", "where",
					     "min",  "max",  "above",   "below",
					     "text", NULL};

	to->quantifier = quantifier;
	to->at_day = DAY_NONE;
	quantifier->age = find_age(r->vocabulary);
	quantifier->equity = r->vocabulary->equity;
	read_frame(r, n, place, to);
	read_over(r, n, place, quantifier);
	read_limit(r, n, to, quantifier->measure);
	jr_only_keys(n, place == PLACE_PROFILE ? outside : inside, r->faults);
}
