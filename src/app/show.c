/* show - see show.h. */
#include "app/show.h"

#include <stdio.h>

#include "api/rule_words.h"
#include "base/arena.h"
#include "base/day.h"
#include "matcher/snapshot.h"

enum { RULE_WORDS_BYTES = 16 * 1024 };

/* A text of the catalogue on a terminal: no control character reaches it. */
static void print_text(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		putchar(c < ' ' || c == 0x7F ? ' ' : c);
	}
}

static void print_title(const struct opening *o, enum lang l)
{
	enum lang used;

	print_text(text_in(&o->title, l, &used));
}

void show_opening(struct arena *a, const struct snapshot *s, size_t opening,
		  enum lang l)
{
	const struct opening *o = snapshot_opening(a, s, opening);
	const struct organisation *by = snapshot_organisation(s, opening);
	enum lang used;

	print_title(o, l);
	printf("\n      %.*s", SLICE_ARG(o->id));
	if (by != NULL) {
		printf(" - ");
		print_text(text_in(&by->name, l, &used));
	}
	putchar('\n');
}

static void print_test(const struct test *t, bool negated, enum lang l)
{
	struct buf words;

	buf_init(&words, RULE_WORDS_BYTES);
	rule_words(t, negated, l, &words);
	print_text(buf_slice(&words));
	buf_done(&words);
}

static void print_day(const char *before, int32_t day, const char *after)
{
	char text[DAY_TEXT_BYTES];

	day_write(day, text);
	printf("%s%s%s", before, text, after);
}

static void print_turn(void (*words)(int32_t, enum lang, struct buf *),
		       int32_t day, enum lang l)
{
	struct buf text;

	buf_init(&text, RULE_WORDS_BYTES);
	words(day, l, &text);
	printf(" (%.*s)", SLICE_ARG(buf_slice(&text)));
	buf_done(&text);
}

static const char *mark(enum verdict v)
{
	switch (v) {
	case VERDICT_ELIGIBLE:
		return "+";
	case VERDICT_MAYBE:
		return "?";
	case VERDICT_INELIGIBLE:
		break;
	}
	return "-";
}

static void print_repair(struct arena *a, const struct snapshot *s,
			 const struct match_request *rq, size_t opening)
{
	struct repair r;

	if (!repair_find(a, snapshot_judged(s, opening),
			 rq->query.profile->facts, rq->query.as_of, &r))
		return;
	for (size_t i = 0; i < r.count; i++) {
		printf("      => ");
		print_test(r.steps[i].test, r.steps[i].test->negated, rq->lang);
		if (r.steps[i].when != DAY_NONE)
			print_turn(from_words, r.steps[i].when, rq->lang);
		putchar('\n');
	}
}

void show_reasons(struct arena *a, const struct snapshot *s,
		  const struct match_request *rq, size_t opening)
{
	struct judgement j;

	judge(a, snapshot_judged(s, opening), rq->query.profile->facts,
	      rq->query.as_of, &j);
	if (!j.in_force)
		printf("      - %s\n", not_in_force_label(rq->lang));
	for (size_t i = 0; i < j.count; i++) {
		const struct criterion *c = &j.criteria[i];

		printf("      %s ", mark(c->verdict));
		print_test(c->test, c->negated, rq->lang);
		if (c->later)
			printf(" [%s]", due_word(c->test->due));
		if (c->until != DAY_NONE)
			print_turn(until_words, c->until, rq->lang);
		putchar('\n');
	}
	if (j.incomplete)
		printf("      ? %s\n", incomplete_label(rq->lang));
	print_repair(a, s, rq, opening);
}

static void print_points(const struct fit *fit)
{
	printf("      ");
	for (int p = 0; p < FIT__COUNT; p++)
		printf("%s%s %ld.%02ld", p == 0 ? "" : " + ",
		       fit_part_word((enum fit_part)p), fit->points[p] / 100,
		       fit->points[p] % 100);
	printf(" = %ld.%02ld\n", fit->hundredths / 100, fit->hundredths % 100);
}

static void print_item(struct arena *a, const struct snapshot *s,
		       const struct match_request *rq,
		       const struct match_item *item, size_t rank)
{
	const struct opening *o = snapshot_opening(a, s, item->opening);

	printf("%3zu.  %6.2f  %s  [%s]  ", rank,
	       (double)item->fit.hundredths / 100,
	       verdict_label(item->verdict, rq->lang), kind_words[o->kind]);
	show_opening(a, s, item->opening, rq->lang);
	print_points(&item->fit);
	show_reasons(a, s, rq, item->opening);
}

static void print_misses(struct arena *a, const struct snapshot *s,
			 const struct match_request *rq,
			 const struct near_miss *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		printf("      [%s]  ",
		       kind_words[snapshot_opening(a, s, list[i].opening)
					  ->kind]);
		show_opening(a, s, list[i].opening, rq->lang);
		print_repair(a, s, rq, list[i].opening);
	}
}

static void print_questions(const struct snapshot *s,
			    const struct match_request *rq,
			    const struct match_answer *answer)
{
	enum { SHOWN = 3 };
	enum lang used;

	for (size_t i = 0; i < answer->question_count && i < SHOWN; i++) {
		const struct question *q = &answer->questions[i];
		const struct attr *attr =
			vocabulary_attr(s->vocabulary, q->attr);

		if (attr == NULL || text_is_empty(&attr->question))
			continue;
		printf("%s  ? %.*s (%.*s: %zu)\n", i == 0 ? "\n" : "",
		       SLICE_ARG(text_in(&attr->question, rq->lang, &used)),
		       SLICE_ARG(q->attr), q->decides);
	}
}

void show_match(struct arena *a, const struct snapshot *s,
		const struct match_request *rq,
		const struct match_answer *answer)
{
	static const char *const near[LANG__COUNT] = {
		"One condition away", "差一項條件", "差一项条件",
		"Falta uma condição"};
	const struct match_counts *c = &answer->counts;

	printf("%s %zu, %s %zu, %s %zu (%s: %zu)",
	       verdict_label(VERDICT_ELIGIBLE, rq->lang), c->eligible,
	       verdict_label(VERDICT_MAYBE, rq->lang), c->maybe,
	       verdict_label(VERDICT_INELIGIBLE, rq->lang), c->ineligible,
	       near[rq->lang], c->near_misses);
	print_day("  ", rq->query.as_of, "\n\n");
	for (size_t i = 0; i < answer->item_count; i++)
		print_item(a, s, rq, &answer->items[i], i + 1);
	if (answer->near_miss_count > 0)
		printf("\n%s\n", near[rq->lang]);
	print_misses(a, s, rq, answer->near_misses, answer->near_miss_count);
	if (answer->ineligible_count > 0)
		printf("\n%s\n", verdict_label(VERDICT_INELIGIBLE, rq->lang));
	print_misses(a, s, rq, answer->ineligible, answer->ineligible_count);
	print_questions(s, rq, answer);
}
