/* questions - see questions.h. */
#include "matcher/questions.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/answers.h"

/* The attributes of the profile by index, and one more for its members. */
enum { SUBJECTS_MAX = VOCABULARY_ATTRS_MAX + 1 };

struct question_tally {
	const struct vocabulary *vocabulary;
	const struct facts *facts;
	int32_t as_of;
	struct fact *of; /* the facts, one of them replaced by an answer */
	struct facts answered;
	size_t decides[SUBJECTS_MAX];
	size_t among[SUBJECTS_MAX];
	bool asked[SUBJECTS_MAX];
	size_t tried; /* answers, over all openings */
};

/* One opening that is `maybe`. */
struct open_case {
	struct question_tally *tally;
	const struct rule *rules[2];
	struct days days;
	bool complete;
	size_t subject; /* that is being asked */
	size_t count;   /* of unknown subjects */
	bool left_open; /* some test may stay unknown whatever is answered */
	bool unknown[SUBJECTS_MAX];
};

struct question_tally *question_tally_new(struct arena *a,
					  const struct vocabulary *v,
					  const struct facts *facts,
					  int32_t as_of)
{
	struct question_tally *t = ARENA_NEW(a, struct question_tally);
	size_t count = v->profile.count + 1;

	t->vocabulary = v;
	t->facts = facts;
	t->as_of = as_of;
	t->of = ARENA_ARRAY(a, struct fact, count);
	memcpy(t->of, facts->of, count * sizeof(*t->of));
	t->answered = *facts;
	t->answered.of = t->of;
	return t;
}

static size_t subject_of(const struct vocabulary *v, const struct test *t)
{
	if (t->quantifier == NULL)
		return t->attr->index;
	return t->quantifier->over == OVER_AWARDS ? v->awards->index
						  : v->profile.count;
}

static void note_unknown(struct open_case *c, const struct test *t)
{
	size_t i = subject_of(c->tally->vocabulary, t);

	if (t->quantifier == NULL && attr_is_computed(t->attr) &&
	    evaluate_day(t, &c->days) == DAY_NONE) {
		c->left_open = true; /* nobody states that day */
		return;
	}
	/* The mean age of no members is unknown. */
	if (t->quantifier != NULL && t->quantifier->measure == MEASURE_MEAN_AGE)
		c->left_open = true;
	c->count += !c->unknown[i];
	c->unknown[i] = true;
}

/* The unknown literals of the rows that are possible. */
static void note_rows(struct open_case *c, const struct rule *r)
{
	const struct facts *facts = c->tally->facts;

	for (size_t i = 0; i < r->row_count; i++) {
		const struct conjunction *row = &r->rows[i];

		if (rule_row_verdict(r, i, facts, &c->days) != VERDICT_MAYBE)
			continue;
		for (size_t k = 0; k < row->count; k++) {
			const struct literal *l =
				&r->literals[row->literals[k]];

			if (evaluate_literal(l, facts, &c->days) ==
			    VERDICT_MAYBE)
				note_unknown(c, l->test);
		}
	}
}

static enum verdict verdict_with(const struct open_case *c,
				 const struct facts *facts)
{
	enum verdict v = VERDICT_ELIGIBLE;

	for (int i = 0; i < 2; i++) {
		if (c->rules[i] != NULL)
			v = verdict_all(
				v, rule_verdict(c->rules[i], facts, &c->days));
	}
	if (v == VERDICT_ELIGIBLE && !c->complete)
		return VERDICT_MAYBE;
	return v;
}

static bool leaves_maybe(void *context, const struct fact *answer)
{
	struct open_case *c = context;
	struct question_tally *t = c->tally;

	t->tried++;
	t->of[c->subject] = *answer;
	return verdict_with(c, &t->answered) != VERDICT_MAYBE;
}

static bool decides(struct open_case *c, size_t subject)
{
	struct question_tally *t = c->tally;
	struct asking q = {.rules = c->rules,
			   .days = &c->days,
			   .hear = leaves_maybe,
			   .context = c};
	bool all;

	if (c->count == 1 && !c->left_open && c->complete)
		return true;
	if (subject == t->vocabulary->profile.count ||
	    t->tried >= QUESTION_TRIES_MAX)
		return false;
	q.attr = &t->vocabulary->profile.attrs[subject];
	q.known = &t->facts->of[subject];
	c->subject = subject;
	all = answers_all(&q);
	t->of[subject] = t->facts->of[subject];
	return all;
}

static void add_case(struct open_case *c)
{
	struct question_tally *t = c->tally;

	for (size_t i = 0; i <= t->vocabulary->profile.count; i++) {
		if (!c->unknown[i])
			continue;
		t->asked[i] = true;
		t->among[i] += c->count > 1;
		t->decides[i] += decides(c, i);
	}
}

void question_tally_add(struct question_tally *t, const struct judged *j)
{
	struct open_case c = {.tally = t, .complete = true};

	c.days = judged_days(j, t->as_of);
	if (!judged_rules(j, t->as_of, &c.rules[0], &c.rules[1]))
		return;
	for (int i = 0; i < 2; i++)
		c.complete = c.complete &&
			     (c.rules[i] == NULL || c.rules[i]->complete);
	if (verdict_with(&c, t->facts) != VERDICT_MAYBE)
		return;
	for (int i = 0; i < 2; i++) {
		if (c.rules[i] != NULL &&
		    rule_verdict(c.rules[i], t->facts, &c.days) ==
			    VERDICT_MAYBE)
			note_rows(&c, c.rules[i]);
	}
	if (c.count > 0)
		add_case(&c);
}

static int by_use(const void *a, const void *b)
{
	const struct question *x = a, *y = b;

	if (x->decides != y->decides)
		return x->decides < y->decides ? 1 : -1;
	if (x->among != y->among)
		return x->among < y->among ? 1 : -1;
	return (x->order > y->order) - (x->order < y->order);
}

void questions_sort(struct question *list, size_t n)
{
	if (n > 0)
		qsort(list, n, sizeof(*list), by_use);
}

struct question_list questions_join(struct arena *a, const struct vocabulary *v,
				    const struct question_list *lists, size_t n)
{
	size_t most = v->profile.count + 1, kept = 0;
	struct question *all = ARENA_ARRAY(a, struct question, most);

	for (size_t l = 0; l < n; l++) {
		for (size_t i = 0; i < lists[l].count; i++) {
			const struct question *q = &lists[l].items[i];
			struct question *to = &all[q->order];

			to->attr = q->attr;
			to->order = q->order;
			to->decides += q->decides;
			to->among += q->among;
		}
	}
	for (size_t i = 0; i < most; i++) {
		if (all[i].attr.n > 0)
			all[kept++] = all[i];
	}
	questions_sort(all, kept);
	return (struct question_list){kept, all};
}

size_t question_tally_list(struct arena *a, const struct question_tally *t,
			   const struct question **ret_questions)
{
	const struct schema *s = &t->vocabulary->profile;
	struct question *list = ARENA_ARRAY(a, struct question, s->count + 1);
	size_t count = 0;

	for (size_t i = 0; i <= s->count; i++) {
		if (!t->asked[i])
			continue;
		list[count++] = (struct question){
			.attr = i == s->count
					? slice_of(over_word(OVER_MEMBERS))
					: s->attrs[i].key,
			.decides = t->decides[i],
			.among = t->among[i],
			.order = i,
		};
	}
	questions_sort(list, count);
	*ret_questions = list;
	return count;
}
