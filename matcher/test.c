/* test - what can be said of a single test; see criteria.h. */
#include <math.h>
#include <string.h>

#include "base/compiler.h"
#include "json/jw.h"
#include "matcher/criteria.h"

static bool same_range(const struct range *a, const struct range *b)
{
	return a->lo == b->lo && a->hi == b->hi && a->lo_open == b->lo_open &&
	       a->hi_open == b->hi_open;
}

static bool same_ids(const struct test *a, const struct test *b)
{
	if (a->id_count != b->id_count)
		return false;
	for (size_t i = 0; i < a->id_count; i++) {
		if (!slice_eq(a->ids[i], b->ids[i]))
			return false;
	}
	return true;
}

static bool same_values(const struct test *a, const struct test *b)
{
	if (a->values == NULL || b->values == NULL)
		return a->values == b->values && same_ids(a, b);
	return memcmp(a->values, b->values,
		      a->attr->values->words * sizeof(*a->values)) == 0;
}

static bool same_operands(const struct test *a, const struct test *b)
{
	return a->attr == b->attr && a->op == b->op && a->key == b->key &&
	       a->want == b->want && a->due == b->due && a->at == b->at &&
	       a->at_day == b->at_day && same_range(&a->range, &b->range) &&
	       same_values(a, b);
}

static bool same_criteria(const struct criteria *a, const struct criteria *b);

static bool same_quantifier(const struct quantifier *a,
			    const struct quantifier *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	if (a->over != b->over || a->measure != b->measure)
		return false;
	if (a->where == NULL || b->where == NULL)
		return a->where == b->where;
	return same_criteria(a->where, b->where);
}

/* As deep as the criteria, CRITERIA_DEPTH_MAX. */
static bool same_criteria(const struct criteria *a, const struct criteria *b)
{
	if (a->kind != b->kind || a->count != b->count)
		return false;
	if (a->kind == CRITERIA_TEST)
		return test_same(a->test, b->test);
	for (size_t i = 0; i < a->count; i++) {
		if (!same_criteria(&a->parts[i], &b->parts[i]))
			return false;
	}
	return true;
}

bool test_same(const struct test *a, const struct test *b)
{
	return same_operands(a, b) &&
	       same_quantifier(a->quantifier, b->quantifier);
}

struct slice test_subject(const struct test *t)
{
	if (t->quantifier == NULL)
		return t->attr->key;
	return slice_of(over_word(t->quantifier->over));
}

enum attr_change test_change(const struct test *t)
{
	if (t->quantifier == NULL)
		return t->at == AT_AS_OF || t->attr->change != CHANGE_TIME
			       ? t->attr->change
			       : CHANGE_NEVER;
	return t->quantifier->over == OVER_MEMBERS ? CHANGE_EFFORT
						   : CHANGE_NEVER;
}

/* Numbers as their author wrote them: whole ones without a point. */
static void write_number(struct json_writer *w, const char *key, double x)
{
	if (x == floor(x) && fabs(x) < 9e15)
		jw_int(w, key, (int64_t)x);
	else
		jw_real(w, key, x);
}

static void write_bound(struct json_writer *w, const char *key,
			const struct test *t, double x)
{
	if (t->quantifier != NULL || t->attr->type == ATTR_NUMBER)
		write_number(w, key, x);
	else if (t->attr->type == ATTR_DATE)
		jw_day(w, key, (int32_t)x);
	else
		jw_text(w, key, t->attr->values->items[(size_t)x].name);
}

static double bound_of(const struct test *t)
{
	return isfinite(t->range.lo) ? t->range.lo : t->range.hi;
}

static void write_values(struct json_writer *w, const struct test *t)
{
	jw_array(w, "values");
	for (size_t i = 0; i < t->value_count; i++)
		jw_text(w, NULL, t->names[i]);
	jw_end(w);
}

static void write_operands(struct json_writer *w, const struct test *t)
{
	switch (t->attr->type) {
	case ATTR_CHOICE:
	case ATTR_SET:
		write_values(w, t);
		return;
	case ATTR_FLAG:
		jw_bool(w, "value", t->want);
		return;
	case ATTR_LEVELS:
		jw_text(w, "key", t->attr->keys->items[t->key].name);
		write_bound(w, "value", t, t->range.lo);
		return;
	case ATTR_NUMBER:
	case ATTR_ORDINAL:
	case ATTR_DATE:
		break;
	case ATTR_LIST:
	case ATTR_TYPE__COUNT:
		return;
	}
	if (t->op != OP_BETWEEN) {
		write_bound(w, "value", t, bound_of(t));
		return;
	}
	write_bound(w, "min", t, t->range.lo);
	write_bound(w, "max", t, t->range.hi);
}

static void write_at(struct json_writer *w, const struct test *t)
{
	static const char *const words[] = {"as_of", "closes", "starts"};

	if (t->at == AT_DAY)
		jw_day(w, "at", t->at_day);
	else if (t->at != AT_AS_OF)
		jw_word(w, "at", words[t->at]);
}

static void write_criteria(struct json_writer *w, const char *key,
			   const struct criteria *c)
{
	static const char *const words[] = {"all", "any", "not"};

	if (c->kind == CRITERIA_TEST) {
		test_write(w, key, c->test);
		return;
	}
	jw_object(w, key);
	if (c->kind == CRITERIA_NOT) {
		write_criteria(w, words[c->kind], &c->parts[0]);
	} else {
		jw_array(w, words[c->kind]);
		for (size_t i = 0; i < c->count; i++)
			write_criteria(w, NULL, &c->parts[i]);
		jw_end(w);
	}
	jw_end(w);
}

static void write_quantifier(struct json_writer *w, const struct test *t)
{
	const struct quantifier *q = t->quantifier;

	jw_word(w, "over", over_word(q->over));
	jw_word(w, "measure", measure_word(q->measure));
	if (q->where != NULL)
		write_criteria(w, "where", q->where);
	write_bound(w, op_word(t->op), t, bound_of(t));
}

void test_write(struct json_writer *w, const char *key, const struct test *t)
{
	jw_object(w, key);
	if (t->quantifier != NULL) {
		write_quantifier(w, t);
	} else {
		jw_text(w, "attr", t->attr->key);
		jw_word(w, "op", op_word(t->op));
		write_operands(w, t);
		write_at(w, t);
	}
	if (t->due != DUE_APPLY)
		jw_word(w, "due", due_word(t->due));
	jw_end(w);
}
