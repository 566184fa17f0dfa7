/* have - what a profile says on the subject of a test; see evaluate.h. */
#include <math.h>

#include "json/jr.h"
#include "json/jw.h"
#include "matcher/evaluate.h"

/* One end of an interval, in the terms of its attribute; attr NULL: a number. */
static void write_end(struct json_writer *w, const char *key,
		      const struct attr *attr, double x)
{
	if (attr != NULL && attr->type == ATTR_ORDINAL)
		jw_text(w, key, attr->values->items[(size_t)x].name);
	else if (attr != NULL && attr->type == ATTR_DATE)
		jw_day(w, key, (int32_t)x);
	else if (x == floor(x) && fabs(x) < 9e15)
		jw_int(w, key, (int64_t)x);
	else
		jw_real(w, key, x);
}

static void write_interval(struct json_writer *w, const char *key,
			   const struct attr *attr, double lo, double hi)
{
	if (lo == hi) {
		write_end(w, key, attr, lo);
		return;
	}
	jw_array(w, key);
	write_end(w, NULL, attr, lo);
	write_end(w, NULL, attr, hi);
	jw_end(w);
}

static void write_level(struct json_writer *w, const char *key,
			const struct test *t, const struct fact *fact)
{
	int level = fact->known ? fact->level[t->key] : LEVEL_UNKNOWN;

	if (level == LEVEL_UNKNOWN)
		jw_null(w, key);
	else
		jw_text(w, key, t->attr->values->items[level].name);
}

void evaluate_have_write(struct json_writer *w, const char *key,
			 const struct test *t, const struct facts *facts,
			 const struct days *days)
{
	const struct fact *fact = NULL;
	double lo, hi;
	bool known;

	if (t->quantifier == NULL)
		fact = &facts->of[t->attr->index];
	if (fact != NULL && t->attr->type == ATTR_LEVELS) {
		write_level(w, key, t, fact);
		return;
	}
	if (fact != NULL && fact->given != NULL) {
		jw_tree(w, key, fact->given);
		return;
	}
	known = fact == NULL
			? evaluate_measure(t->quantifier, facts, days, &lo, &hi)
			: evaluate_interval(t->attr, fact,
					    evaluate_day(t, days), &lo, &hi);
	if (known)
		write_interval(w, key, fact == NULL ? NULL : t->attr, lo, hi);
	else
		jw_null(w, key);
}
