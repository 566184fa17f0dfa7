/* judge - see judge.h. */
#include "matcher/judge.h"

#include "base/arena.h"
#include "base/day.h"
#include "matcher/turning.h"

struct days judged_days(const struct judged *j, int32_t as_of)
{
	return (struct days){as_of, j->closes, j->starts};
}

bool judged_rules(const struct judged *j, int32_t as_of,
		  const struct rule **ret_programme,
		  const struct rule **ret_own)
{
	*ret_programme = ruleset_at(j->programme, as_of);
	*ret_own = ruleset_at(j->own, as_of);
	return (*ret_programme != NULL || j->programme->count == 0) &&
	       (*ret_own != NULL || j->own->count == 0);
}

static bool is_complete(const struct rule *r)
{
	return r == NULL || r->complete;
}

static enum verdict known_verdict(const struct rule *r,
				  const struct facts *facts,
				  const struct days *days)
{
	return r == NULL ? VERDICT_ELIGIBLE : rule_verdict(r, facts, days);
}

/* What is published decides; what is not makes a pass uncertain. */
static enum verdict both(const struct rule *programme, const struct rule *own,
			 const struct facts *facts, const struct days *days)
{
	enum verdict v = known_verdict(programme, facts, days);

	if (v == VERDICT_INELIGIBLE)
		return v;
	return verdict_all(v, known_verdict(own, facts, days));
}

enum verdict judge_verdict(const struct judged *j, const struct facts *facts,
			   int32_t as_of)
{
	const struct days days = judged_days(j, as_of);
	const struct rule *programme, *own;
	enum verdict v;

	if (!judged_rules(j, as_of, &programme, &own))
		return VERDICT_INELIGIBLE;
	v = both(programme, own, facts, &days);
	if (v == VERDICT_ELIGIBLE &&
	    !(is_complete(programme) && is_complete(own)))
		return VERDICT_MAYBE;
	return v;
}

/* The first later day on which one of the rules of `s` begins, and all hold. */
static int32_t next_begin(const struct judged *j, const struct ruleset *s,
			  int32_t as_of)
{
	const struct rule *programme, *own;
	int32_t best = DAY_NONE;

	for (size_t i = 0; i < s->count; i++) {
		int32_t from = s->rules[i].from;

		if (from == DAY_NONE || from <= as_of ||
		    (best != DAY_NONE && from >= best))
			continue;
		if (judged_rules(j, from, &programme, &own))
			best = from;
	}
	return best;
}

static int32_t begins(const struct judged *j, int32_t as_of)
{
	int32_t programme = next_begin(j, j->programme, as_of);
	int32_t own = next_begin(j, j->own, as_of);

	if (programme == DAY_NONE || own == DAY_NONE)
		return programme == DAY_NONE ? own : programme;
	return programme < own ? programme : own;
}

static struct criterion criterion_of(const struct rule *r, const struct test *t,
				     const struct facts *facts,
				     const struct days *days)
{
	struct literal l = {.test = t, .negated = t->negated};
	struct criterion c = {
		.test = t,
		.verdict = evaluate_literal(&l, facts, days),
		.negated = t->negated,
		.later = t->due != DUE_APPLY,
		.until = DAY_NONE,
		.rule = r,
	};

	if (c.verdict == VERDICT_ELIGIBLE)
		c.until = turning_false(&l, facts, days);
	return c;
}

static size_t add_criteria(const struct rule *r, const struct facts *facts,
			   const struct days *days, struct criterion *to)
{
	if (r == NULL)
		return 0;
	for (size_t i = 0; i < r->test_count; i++)
		to[i] = criterion_of(r, r->tests[i], facts, days);
	return r->test_count;
}

static void list_criteria(struct arena *a, const struct facts *facts,
			  const struct days *days, struct judgement *to)
{
	struct criterion *list =
		ARENA_ARRAY(a, struct criterion, 2 * CRITERIA_TESTS_MAX);

	to->count = add_criteria(to->programme, facts, days, list);
	to->count += add_criteria(to->own, facts, days, list + to->count);
	to->criteria = list;
}

void judge(struct arena *a, const struct judged *j, const struct facts *facts,
	   int32_t as_of, struct judgement *ret_judgement)
{
	const struct days days = judged_days(j, as_of);
	struct judgement *to = ret_judgement;

	*to = (struct judgement){.begins = DAY_NONE};
	to->in_force = judged_rules(j, as_of, &to->programme, &to->own);
	if (!to->in_force) {
		to->begins = begins(j, as_of);
		return;
	}
	to->verdict = both(to->programme, to->own, facts, &days);
	if (to->verdict == VERDICT_ELIGIBLE &&
	    !(is_complete(to->programme) && is_complete(to->own))) {
		to->verdict = VERDICT_MAYBE;
		to->incomplete = true;
	}
	list_criteria(a, facts, &days, to);
}
