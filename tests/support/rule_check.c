/* rule_check - see rule_check.h. */
#include "support/rule_check.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/questions.h"
#include "matcher/repair.h"
#include "support/random_rules.h"

enum { LISTS_TRIED = 20, LIST_BYTES_MAX = 1024 * 1024 };

static const char *const truth_words[] = {"ineligible", "maybe", "eligible"};

static PRINTF(2, 3) bool differ(char difference[DIFFERENCE_BYTES],
				const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(difference, DIFFERENCE_BYTES, format, args);
	va_end(args);
	return false;
}

static bool same_truth(enum verdict v, enum truth t)
{
	return slice_is(slice_of(verdict_word(v)), truth_words[t]);
}

/* As the verdict needs it: of the test, or of its negation. */
static enum truth outcome(const struct naive_test *t)
{
	if (!t->negated || t->truth == TRUTH_UNKNOWN)
		return t->truth;
	return t->truth == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
}

static bool check_criterion(const struct criterion *c,
			    const struct naive_test *t,
			    char difference[DIFFERENCE_BYTES])
{
	if (!same_truth(c->verdict, outcome(t)))
		return differ(difference, "test %.*s: engine %s, naive %s",
			      SLICE_ARG(c->test->id), verdict_word(c->verdict),
			      truth_words[outcome(t)]);
	if (c->negated != t->negated || c->later != t->later)
		return differ(difference, "test %.*s: negated or later differs",
			      SLICE_ARG(c->test->id));
	return true;
}

bool check_verdict(struct arena *a, const struct rule_case *of,
		   char difference[DIFFERENCE_BYTES])
{
	struct naive_case c = naive_case_of(of);
	enum verdict quick = judge_verdict(&of->opening->judged,
					   of->seeker->facts, of->as_of);
	struct naive_verdict naive;
	struct judgement judged;

	naive_judge(&c, &naive);
	if (!same_truth(quick, naive.truth))
		return differ(difference, "judge_verdict: engine %s, naive %s",
			      verdict_word(quick), truth_words[naive.truth]);
	judge(a, &of->opening->judged, of->seeker->facts, of->as_of, &judged);
	if (judged.verdict != quick)
		return differ(difference, "judge and judge_verdict differ");
	if (judged.in_force != naive.in_force)
		return differ(difference, "in_force: engine %d, naive %d",
			      judged.in_force, naive.in_force);
	if (!naive.in_force && judged.begins != naive.begins)
		return differ(difference, "begins: engine %d, naive %d",
			      judged.begins, naive.begins);
	if (judged.incomplete != naive_is_incomplete(&naive))
		return differ(difference, "incomplete: engine %d",
			      judged.incomplete);
	if (judged.count != naive.count)
		return differ(difference, "criteria: engine %zu, naive %zu",
			      judged.count, naive.count);
	for (size_t i = 0; i < naive.count; i++) {
		if (!check_criterion(&judged.criteria[i], &naive.tests[i],
				     difference))
			return false;
	}
	return true;
}

bool check_until(struct arena *a, const struct rule_case *of,
		 char difference[DIFFERENCE_BYTES])
{
	struct naive_case c = naive_case_of(of);
	struct naive_verdict naive;
	struct judgement judged;

	naive_judge(&c, &naive);
	judge(a, &of->opening->judged, of->seeker->facts, of->as_of, &judged);
	for (size_t i = 0; i < naive.count && i < judged.count; i++) {
		const struct criterion *criterion = &judged.criteria[i];
		int32_t until = DAY_NONE;

		if (criterion->verdict == VERDICT_ELIGIBLE)
			until = naive_first_day(&c, &naive.tests[i], true);
		if (criterion->until != until)
			return differ(difference,
				      "test %.*s until: %d, naive %d",
				      SLICE_ARG(criterion->test->id),
				      criterion->until, until);
	}
	return true;
}

/* The place of a step's test among the criteria; count when it has none. */
static size_t index_of(const struct judgement *j, const struct test *test)
{
	size_t i = 0;

	while (i < j->count && j->criteria[i].test != test)
		i++;
	return i;
}

static bool check_steps(const struct judgement *judged,
			const struct repair *engine,
			const struct naive_repair *naive,
			char difference[DIFFERENCE_BYTES])
{
	if (engine->count != naive->count)
		return differ(difference, "repair: engine %zu steps, naive %zu",
			      engine->count, naive->count);
	for (size_t i = 0; i < engine->count; i++) {
		const struct repair_step *step = &engine->steps[i];
		size_t index = index_of(judged, step->test);

		if (index != naive->tests[i])
			return differ(difference,
				      "step %zu: engine test %zu, naive %zu", i,
				      index, naive->tests[i]);
		if (step->when != naive->when[i])
			return differ(difference,
				      "step %zu when: engine %d, naive %d", i,
				      step->when, naive->when[i]);
	}
	return true;
}

bool check_repair(struct arena *a, const struct rule_case *of,
		  char difference[DIFFERENCE_BYTES])
{
	struct naive_case c = naive_case_of(of);
	struct naive_repair naive = {0};
	struct repair engine = {0};
	struct naive_verdict verdict;
	struct judgement judged;
	enum naive_found found;
	bool repaired;

	naive_judge(&c, &verdict);
	found = naive_repair(&c, &verdict, &naive);
	if (found == NAIVE_TOO_MANY)
		return true;
	judge(a, &of->opening->judged, of->seeker->facts, of->as_of, &judged);
	repaired = repair_find(a, &of->opening->judged, of->seeker->facts,
			       of->as_of, &engine);
	if (repaired != (found == NAIVE_FOUND))
		return differ(difference, "repair: engine %d, naive %d",
			      repaired, found == NAIVE_FOUND);
	if (repair_is_near_miss(&of->opening->judged, of->seeker->facts,
				of->as_of) !=
	    (found == NAIVE_FOUND && naive.count == 1))
		return differ(difference, "near miss differs");
	return !repaired || check_steps(&judged, &engine, &naive, difference);
}

static const struct question *question_on(const struct question *questions,
					  size_t count, struct slice attr)
{
	for (size_t i = 0; i < count; i++) {
		if (slice_eq(questions[i].attr, attr))
			return &questions[i];
	}
	return NULL;
}

static bool check_question(const struct naive_case *c,
			   const struct naive_verdict *v, struct slice attr,
			   const struct question *question,
			   char difference[DIFFERENCE_BYTES])
{
	bool decides = question != NULL && question->decides > 0;

	switch (naive_decides(c, v, attr)) {
	case NAIVE_CANNOT_TRY:
		return true;
	case NAIVE_DECIDES:
		if (decides)
			return true;
		break;
	case NAIVE_LEAVES_OPEN:
		if (!decides)
			return true;
		break;
	}
	return differ(difference, "question %.*s: engine says %s",
		      SLICE_ARG(attr), decides ? "decides" : "leaves open");
}

/* No full list may leave the opening open if the engine says that none does. */
static bool check_list_question(struct arena *a, const struct naive_case *c,
				const struct question *question,
				char difference[DIFFERENCE_BYTES])
{
	struct faults faults = {0};
	const struct jr *list;
	struct random random;
	struct slice copy;
	struct buf text;

	random_seed(&random, (uint64_t)c->as_of);
	for (int i = 0; i < LISTS_TRIED; i++) {
		buf_init(&text, LIST_BYTES_MAX);
		random_list(&random, c->vocabulary, question->attr, &text);
		copy = arena_copy(a, buf_slice(&text));
		buf_done(&text);
		if (jr_parse(a, copy, &list, &faults) != ERR_OK)
			return differ(difference, "the list is not JSON");
		if (naive_with_list(c, question->attr, list) == TRUTH_UNKNOWN)
			return differ(
				difference, "question %.*s: left open by %.*s",
				SLICE_ARG(question->attr), SLICE_ARG(copy));
	}
	return true;
}

static bool is_list(struct slice attr)
{
	return slice_is(attr, "awards") || slice_is(attr, "members");
}

bool check_questions(struct arena *a, const struct rule_case *of,
		     char difference[DIFFERENCE_BYTES])
{
	struct naive_case c = naive_case_of(of);
	struct question_tally *tally = question_tally_new(
		a, of->words->vocabulary, of->seeker->facts, of->as_of);
	const struct question *questions;
	struct naive_verdict naive;
	size_t count;

	naive_judge(&c, &naive);
	question_tally_add(tally, &of->opening->judged);
	count = question_tally_list(a, tally, &questions);
	if (naive.truth != TRUTH_UNKNOWN)
		return count == 0 || differ(difference, "nothing to ask, asks");
	for (size_t i = 0; i < count; i++) {
		if (is_list(questions[i].attr) && questions[i].decides > 0 &&
		    !check_list_question(a, &c, &questions[i], difference))
			return false;
	}
	for (size_t i = 0; i < naive.count; i++) {
		const struct jr *attr = jr_get(naive.tests[i].json, "attr");

		if (attr == NULL || naive.tests[i].truth != TRUTH_UNKNOWN ||
		    naive.tests[i].later)
			continue;
		if (!check_question(&c, &naive, attr->text,
				    question_on(questions, count, attr->text),
				    difference))
			return false;
	}
	return true;
}
