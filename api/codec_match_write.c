/* codec_match_write - the reply of POST /v1/match; see codec_match.h. */
#include "api/codec_match.h"
#include "api/codec_opening.h"
#include "api/cursor.h"
#include "base/arena.h"
#include "base/day.h"
#include "matcher/snapshot.h"

static void write_test(struct json_writer *w, const struct test *t,
		       enum lang lang)
{
	enum lang used;

	jw_text(w, "attr", test_subject(t));
	if (text_is_empty(&t->text))
		return;
	jw_texts(w, "text", &t->text, lang);
	if (lang == LANG_ALL)
		return;
	text_in(&t->text, lang, &used);
	jw_word(w, "lang", lang_code(used));
}

static void write_criterion(struct json_writer *w, const struct criterion *c,
			    const struct facts *facts, const struct days *days,
			    enum lang lang)
{
	jw_object(w, NULL);
	jw_text(w, "id", c->test->id);
	jw_word(w, "verdict", verdict_word(c->verdict));
	write_test(w, c->test, lang);
	evaluate_have_write(w, "have", c->test, facts, days);
	test_write(w, "need", c->test);
	if (c->negated)
		jw_bool(w, "negated", true);
	if (c->later)
		jw_word(w, "due", due_word(c->test->due));
	if (c->until != DAY_NONE)
		jw_day(w, "until", c->until);
	jw_end(w);
}

/* Rules, but none in force: the one criterion that the design names so. */
static void write_not_in_force(struct json_writer *w, int32_t begins)
{
	jw_object(w, NULL);
	jw_word(w, "id", "in_force");
	jw_word(w, "verdict", verdict_word(VERDICT_INELIGIBLE));
	jw_word(w, "attr", "in_force");
	jw_null(w, "have");
	jw_object(w, "need");
	jw_word(w, "attr", "in_force");
	jw_end(w);
	if (begins != DAY_NONE)
		jw_day(w, "when", begins);
	jw_end(w);
}

void codec_criteria_write(struct json_writer *w, const struct judgement *j,
			  const struct facts *facts,
			  const struct judged *judged,
			  const struct match_request *rq)
{
	struct days days = judged_days(judged, rq->query.as_of);

	jw_array(w, "criteria");
	if (!j->in_force)
		write_not_in_force(w, j->begins);
	for (size_t i = 0; i < j->count; i++)
		write_criterion(w, &j->criteria[i], facts, &days, rq->lang);
	jw_end(w);
	if (j->incomplete) {
		jw_array(w, "missing");
		jw_word(w, NULL, "unpublished_conditions");
		jw_end(w);
	}
}

void codec_repair_write(struct json_writer *w, const struct repair *r,
			const struct facts *facts, const struct judged *judged,
			const struct match_request *rq)
{
	struct days days = judged_days(judged, rq->query.as_of);

	jw_array(w, "repair");
	for (size_t i = 0; i < r->count; i++) {
		const struct repair_step *step = &r->steps[i];

		jw_object(w, NULL);
		jw_text(w, "id", step->test->id);
		write_test(w, step->test, rq->lang);
		evaluate_have_write(w, "have", step->test, facts, &days);
		test_write(w, "need", step->test);
		if (step->test->negated)
			jw_bool(w, "negated", true);
		if (step->when != DAY_NONE) {
			jw_day(w, "when", step->when);
			if (judged->closes != DAY_NONE &&
			    step->when > judged->closes)
				jw_bool(w, "after_close", true);
		}
		jw_end(w);
	}
	jw_end(w);
}

static void write_tiers(struct json_writer *w, const struct opening *o,
			const struct match_request *rq)
{
	struct days days = {rq->query.as_of, o->closes, o->starts};

	if (o->tier_count == 0)
		return;
	jw_array(w, "tiers");
	for (size_t i = 0; i < o->tier_count; i++) {
		const struct tier *t = &o->tiers[i];

		jw_object(w, NULL);
		jw_text(w, "id", t->id);
		jw_word(w, "verdict",
			verdict_word(rule_verdict(
				t->rule, rq->query.profile->facts, &days)));
		if (!text_is_empty(&t->label))
			jw_texts(w, "label", &t->label, rq->lang);
		if (t->benefit.n > 0)
			jw_raw(w, "benefit", t->benefit);
		jw_end(w);
	}
	jw_end(w);
}

static void write_opening(struct arena *a, struct json_writer *w,
			  const struct snapshot *s,
			  const struct match_request *rq, size_t opening)
{
	struct opening_view view = {a, s, rq->lang, rq->query.as_of};

	codec_opening_begin(w, "opening", &view, opening);
	jw_end(w);
}

static void write_item(struct arena *a, struct json_writer *w,
		       const struct snapshot *s, const struct match_request *rq,
		       const struct match_answer *answer,
		       const struct match_item *item)
{
	const struct judged *judged = snapshot_judged(s, item->opening);
	size_t row;
	const struct fitter *f = match_fitter(answer, item->opening, &row);
	struct judgement j;

	judge(a, judged, rq->query.profile->facts, rq->query.as_of, &j);
	jw_object(w, NULL);
	write_opening(a, w, s, rq, item->opening);
	jw_word(w, "verdict", verdict_word(item->verdict));
	jw_hundredths(w, "fit", item->fit.hundredths);
	codec_parts_write(a, w, f, rq->query.analyser, row, &item->fit);
	codec_criteria_write(w, &j, rq->query.profile->facts, judged, rq);
	write_tiers(w, snapshot_opening(a, s, item->opening), rq);
	jw_end(w);
}

static void write_miss(struct arena *a, struct json_writer *w,
		       const struct snapshot *s, const struct match_request *rq,
		       const struct near_miss *m)
{
	const struct judged *judged = snapshot_judged(s, m->opening);
	const struct facts *facts = rq->query.profile->facts;
	struct judgement j;

	judge(a, judged, facts, rq->query.as_of, &j);
	jw_object(w, NULL);
	write_opening(a, w, s, rq, m->opening);
	jw_hundredths(w, "fit", m->fit.hundredths);
	codec_repair_write(w, &m->repair, facts, judged, rq);
	codec_criteria_write(w, &j, facts, judged, rq);
	jw_end(w);
}

static void write_counts(struct json_writer *w, const struct match_counts *c)
{
	jw_object(w, "counts");
	jw_int(w, "eligible", (int64_t)c->eligible);
	jw_int(w, "maybe", (int64_t)c->maybe);
	jw_int(w, "ineligible", (int64_t)c->ineligible);
	jw_int(w, "near_misses", (int64_t)c->near_misses);
	jw_end(w);
}

/* What a profile gives to answer: `age` is asked as a date of birth. */
static void write_ask(struct json_writer *w, const struct vocabulary *v,
		      struct slice key)
{
	const struct attr *attr = vocabulary_attr(v, key);

	jw_array(w, "ask");
	if (attr == NULL || !attr_is_computed(attr))
		jw_text(w, NULL, key);
	for (size_t i = 0;
	     attr != NULL && attr_is_computed(attr) && i < attr->from_count;
	     i++)
		jw_text(w, NULL, v->profile.attrs[attr->from[i]].key);
	jw_end(w);
}

static void write_questions(struct json_writer *w, const struct snapshot *s,
			    const struct match_answer *answer)
{
	jw_array(w, "questions");
	for (size_t i = 0; i < answer->question_count; i++) {
		const struct question *q = &answer->questions[i];

		jw_object(w, NULL);
		jw_text(w, "attr", q->attr);
		jw_int(w, "decides", (int64_t)q->decides);
		write_ask(w, s->vocabulary, q->attr);
		jw_end(w);
	}
	jw_end(w);
}

static void write_corrections(struct json_writer *w,
			      const struct match_answer *answer)
{
	const struct correction *items;
	size_t n = textquery_corrections(answer->fitters->query, &items);

	jw_array(w, "corrections");
	for (size_t i = 0; i < n; i++) {
		jw_object(w, NULL);
		jw_text(w, "from", items[i].from);
		jw_text(w, "to", items[i].to);
		jw_end(w);
	}
	jw_end(w);
}

static void write_next(struct arena *a, struct json_writer *w,
		       const struct snapshot *s, const struct match_request *rq,
		       const struct match_answer *answer)
{
	struct match_key key;
	struct cursor c;

	if (!answer->has_more || answer->item_count == 0) {
		jw_null(w, "next");
		return;
	}
	key = match_key_of(s, &answer->items[answer->item_count - 1]);
	c = (struct cursor){
		rq->hash, {key.verdict, key.fit, key.closes}, s->stats, key.id};
	jw_text(w, "next", cursor_write(a, &c));
}

void codec_match_write(struct arena *a, struct json_writer *w,
		       const struct snapshot *s, const struct match_request *rq,
		       const struct match_answer *answer)
{
	jw_object(w, NULL);
	jw_array(w, "items");
	for (size_t i = 0; i < answer->item_count; i++)
		write_item(a, w, s, rq, answer, &answer->items[i]);
	jw_end(w);
	jw_array(w, "near_misses");
	for (size_t i = 0; i < answer->near_miss_count; i++)
		write_miss(a, w, s, rq, &answer->near_misses[i]);
	jw_end(w);
	write_counts(w, &answer->counts);
	write_questions(w, s, answer);
	write_corrections(w, answer);
	codec_weights_write(w, "weights", &answer->fitters->weights);
	jw_day(w, "as_of", rq->query.as_of);
	if (rq->query.wants_ineligible) {
		jw_array(w, "ineligible");
		for (size_t i = 0; i < answer->ineligible_count; i++)
			write_miss(a, w, s, rq, &answer->ineligible[i]);
		jw_end(w);
	}
	jw_text(w, "snapshot", s->name);
	write_next(a, w, s, rq, answer);
	if (rq->is_reordered)
		jw_bool(w, "reordered", true);
	jw_end(w);
}
