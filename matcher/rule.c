/* rule - dated rules, read and expanded; see rule.h. */
#include "matcher/rule.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "json/jr.h"
#include "matcher/expand.h"

enum { SOURCE_BYTES = 2048 };

static void keep_tests(struct arena *a, const struct criteria_tests *from,
		       struct rule *to)
{
	const struct test **tests =
		ARENA_ARRAY(a, const struct test *, from->count);

	for (size_t i = 0; i < from->count; i++)
		tests[i] = from->items[i];
	to->tests = tests;
	to->test_count = from->count;
}

static enum err compile(struct arena *a, const struct vocabulary *v,
			const struct jr *criteria, struct rule *to,
			struct faults *f)
{
	struct criteria_tests tests;
	char limit[16];
	enum err e = criteria_read(a, v, criteria, &to->criteria, &tests, f);

	if (e != ERR_OK)
		return e;
	keep_tests(a, &tests, to);
	if (expand(a, to))
		return ERR_OK;
	snprintf(limit, sizeof(limit), "%d", RULE_CONJUNCTIONS_MAX);
	jr_fault(f, criteria, FAULT_TOO_COMPLEX, limit);
	return ERR_INVALID;
}

static void init(struct rule *r)
{
	*r = (struct rule){.from = DAY_NONE, .to = DAY_NONE, .complete = true};
}

enum err rule_read(struct arena *a, const struct vocabulary *v,
		   const struct jr *criteria, const struct rule **ret_rule,
		   struct faults *reterr_faults)
{
	struct rule *r = ARENA_NEW(a, struct rule);
	enum err e;

	init(r);
	e = compile(a, v, criteria, r, reterr_faults);
	if (e == ERR_OK)
		*ret_rule = r;
	return e;
}

/* A day, or null for none. */
static void read_day(const struct jr *n, int32_t *to, struct faults *f)
{
	if (n != NULL && n->type != JR_NULL)
		(void)jr_read_day(n, to, f);
}

static void read_source(struct arena *a, const struct jr *n, struct rule *to,
			struct faults *f)
{
	if (n == NULL || !jr_read_text(n, SOURCE_BYTES, &to->source, f))
		return;
	to->source = arena_copy(a, to->source);
	if (!slice_starts(to->source, SLICE("https://")) &&
	    !slice_starts(to->source, SLICE("http://")))
		jr_fault(f, n, FAULT_URL, NULL);
}

static void read_complete(const struct jr *n, struct rule *to, struct faults *f)
{
	if (n != NULL)
		(void)jr_read_bool(n, &to->complete, f);
}

static void read_rule(struct arena *a, const struct vocabulary *v,
		      const struct jr *n, struct rule *to, struct faults *f)
{
	static const char *const known[] = {"from",     "to",       "source",
					    "complete", "criteria", NULL};
	const struct jr *criteria;

	init(to);
	if (!jr_is_object(n, f))
		return;
	jr_only_keys(n, known, f);
	read_day(jr_get(n, "from"), &to->from, f);
	read_day(jr_get(n, "to"), &to->to, f);
	if (to->from != DAY_NONE && to->to != DAY_NONE && to->from > to->to)
		jr_fault(f, jr_get(n, "to"), FAULT_INVERTED, NULL);
	read_source(a, jr_get(n, "source"), to, f);
	read_complete(jr_get(n, "complete"), to, f);
	criteria = jr_need(n, "criteria", f);
	if (criteria != NULL)
		(void)compile(a, v, criteria, to, f);
}

static bool is_before(const struct rule *a, const struct rule *b)
{
	return a->to != DAY_NONE && b->from != DAY_NONE && a->to < b->from;
}

static void check_overlap(const struct jr *list, const struct rule *rules,
			  struct faults *f)
{
	for (const struct jr *n = list->first; n != NULL; n = n->next) {
		size_t i = 0;

		while (i < n->index &&
		       (is_before(&rules[i], &rules[n->index]) ||
			is_before(&rules[n->index], &rules[i])))
			i++;
		if (i < n->index)
			jr_fault(f, n, FAULT_RULES_OVERLAP, NULL);
	}
}

static void read_rules(struct arena *a, const struct vocabulary *v,
		       const struct jr *list, struct ruleset *to,
		       struct faults *f)
{
	size_t before = f->count + f->more;
	struct rule *rules;

	if (!jr_is_array(list, RULESET_RULES_MAX, f))
		return;
	rules = ARENA_ARRAY(a, struct rule, list->count);
	for (const struct jr *n = list->first; n != NULL; n = n->next)
		read_rule(a, v, n, &rules[n->index], f);
	to->rules = rules;
	to->count = list->count;
	if (f->count + f->more == before)
		check_overlap(list, rules, f);
}

/* One undated rule; without criteria, only `complete` can have called it. */
static void read_shorthand(struct arena *a, const struct vocabulary *v,
			   const struct jr *holder, struct ruleset *to,
			   struct faults *f)
{
	static const struct jr all = {.type = JR_ARRAY,
				      .key = SLICE_INIT("all")};
	static const struct jr always = {
		.type = JR_OBJECT, .first = &all, .count = 1};
	struct rule *rule = ARENA_NEW(a, struct rule);
	const struct jr *criteria = jr_get(holder, "criteria");

	init(rule);
	to->rules = rule;
	to->count = 1;
	read_complete(jr_get(holder, "complete"), rule, f);
	(void)compile(a, v, criteria == NULL ? &always : criteria, rule, f);
}

enum err ruleset_read(struct arena *a, const struct vocabulary *v,
		      const struct jr *holder,
		      const struct ruleset **ret_ruleset,
		      struct faults *reterr_faults)
{
	static const char *const shorthand[] = {"criteria", "complete"};
	struct ruleset *s = ARENA_NEW(a, struct ruleset);
	size_t before = reterr_faults->count + reterr_faults->more;
	const struct jr *rules = jr_get(holder, "rules");
	bool has_shorthand = false;

	for (size_t i = 0; i < COUNT(shorthand); i++) {
		const struct jr *c = jr_get(holder, shorthand[i]);

		if (c != NULL && rules != NULL)
			jr_fault(reterr_faults, c, FAULT_EXCLUDES, "rules");
		has_shorthand = has_shorthand || c != NULL;
	}
	if (rules != NULL)
		read_rules(a, v, rules, s, reterr_faults);
	else if (has_shorthand)
		read_shorthand(a, v, holder, s, reterr_faults);
	if (reterr_faults->count + reterr_faults->more != before)
		return ERR_INVALID;
	*ret_ruleset = s;
	return ERR_OK;
}

const struct rule *ruleset_at(const struct ruleset *s, int32_t day)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct rule *r = &s->rules[i];

		if ((r->from == DAY_NONE || r->from <= day) &&
		    (r->to == DAY_NONE || day <= r->to))
			return r;
	}
	return NULL;
}

/* What a literal came to, kept while the rows of one rule are gone through. */
struct memory {
	const struct rule *rule;
	const struct facts *facts;
	const struct days *days;
	uint8_t known[RULE_LITERALS_MAX]; /* 1 + verdict */
};

static enum verdict recall(struct memory *m, size_t literal)
{
	if (m->known[literal] == 0)
		m->known[literal] =
			(uint8_t)(1 +
				  evaluate_literal(&m->rule->literals[literal],
						   m->facts, m->days));
	return (enum verdict)(m->known[literal] - 1);
}

static enum verdict row_verdict(struct memory *m, const struct conjunction *row)
{
	enum verdict v = VERDICT_ELIGIBLE;

	for (size_t i = 0; i < row->count && v != VERDICT_INELIGIBLE; i++)
		v = verdict_all(v, recall(m, row->literals[i]));
	return v;
}

enum verdict rule_row_verdict(const struct rule *r, size_t row,
			      const struct facts *facts,
			      const struct days *days)
{
	struct memory m;

	m.rule = r;
	m.facts = facts;
	m.days = days;
	memset(m.known, 0, r->literal_count);
	return row_verdict(&m, &r->rows[row]);
}

enum verdict rule_verdict(const struct rule *r, const struct facts *facts,
			  const struct days *days)
{
	struct memory m;
	enum verdict v = VERDICT_INELIGIBLE;

	m.rule = r;
	m.facts = facts;
	m.days = days;
	memset(m.known, 0, r->literal_count);
	for (size_t i = 0; i < r->row_count && v != VERDICT_ELIGIBLE; i++)
		v = verdict_any(v, row_verdict(&m, &r->rows[i]));
	return v;
}
