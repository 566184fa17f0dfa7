/*
 * The rules engine against its slow reference, on cases drawn at random.
 *
 * BAYBRIDGE_SEED replays a run, BAYBRIDGE_PAIRS sets how many (rule, profile,
 * day) triples are judged; slower comparisons take a share of that number, and
 * BAYBRIDGE_ONLY (a pattern with *) names the properties to run.  A difference is printed as JSON after everything that does not matter to it
 * has been taken away.
 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/day.h"
#include "support/random_rules.h"
#include "support/random_value.h"
#include "support/rewrite.h"
#include "support/rule_check.h"
#include "support/shrink.h"

enum {
	PAIRS = 1000000,
	SIDE = 100, /* openings, and seekers, that are drawn at a time */
	TEXT_BYTES_MAX = 1024 * 1024
};

/* What every test needs; made anew for each from the same seed. */
struct bench {
	struct words words;
	struct arena *vocabulary;
	struct arena *drawn;   /* openings and seekers */
	struct arena *scratch; /* one comparison */
	struct random random;
	struct buf text;
	uint64_t seed;
	uint64_t pairs;
	struct opening_pair openings[SIDE];
	struct seeker_pair seekers[SIDE];
};

static uint64_t from_environment(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);

	return text != NULL ? strtoull(text, NULL, 10) : otherwise;
}

static int make(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));

	if (b == NULL)
		return -1;
	b->vocabulary = arena_new(0);
	b->drawn = arena_new(0);
	b->scratch = arena_new(0);
	b->seed = from_environment("BAYBRIDGE_SEED", 20261125);
	b->pairs = from_environment("BAYBRIDGE_PAIRS", PAIRS);
	random_seed(&b->random, b->seed);
	buf_init(&b->text, TEXT_BYTES_MAX);
	words_load(b->vocabulary, VOCABULARY_DIR, &b->words);
	print_message("seed %" PRIu64 ", pairs %" PRIu64 "\n", b->seed,
		      b->pairs);
	*state = b;
	return 0;
}

static int unmake(void **state)
{
	struct bench *b = *state;

	buf_done(&b->text);
	arena_free(b->scratch);
	arena_free(b->drawn);
	arena_free(b->vocabulary);
	free(b);
	return 0;
}

static void draw(struct bench *b)
{
	arena_reset(b->drawn);
	for (int i = 0; i < SIDE; i++) {
		opening_pair_draw(b->drawn, &b->words, &b->random,
				  &b->openings[i]);
		seeker_pair_draw(b->drawn, &b->words, &b->random,
				 &b->seekers[i]);
	}
}

static void check_one(struct bench *b, rule_check_fn *check,
		      const struct opening_pair *o, const struct seeker_pair *s)
{
	struct rule_case c = {.words = &b->words, .opening = o, .seeker = s};
	char difference[DIFFERENCE_BYTES];

	c.as_of = random_as_of(&b->random, o->json, s->json);
	arena_reset(b->scratch);
	if (!check(b->scratch, &c, difference))
		rule_case_report(&c, check);
}

/* Every opening with every seeker, until there were so many pairs. */
static void check_pairs(struct bench *b, rule_check_fn *check, uint64_t pairs)
{
	for (uint64_t n = 0; n < pairs; n++) {
		if (n % (SIDE * SIDE) == 0)
			draw(b);
		check_one(b, check, &b->openings[n / SIDE % SIDE],
			  &b->seekers[n % SIDE]);
	}
}

/* New ones on both sides for every pair. */
static void check_fresh(struct bench *b, rule_check_fn *check, uint64_t pairs)
{
	for (uint64_t n = 0; n < pairs; n++) {
		if (n % SIDE == 0)
			draw(b);
		check_one(b, check, &b->openings[n % SIDE],
			  &b->seekers[n % SIDE]);
	}
}

static void verdicts_equal_the_slow_reference(void **state)
{
	struct bench *b = *state;

	check_pairs(b, check_verdict, b->pairs);
}

static void a_passing_time_test_ends_on_the_first_false_day(void **state)
{
	struct bench *b = *state;

	check_fresh(b, check_until, b->pairs / 200);
}

static void a_repair_is_the_least_that_trying_all_finds(void **state)
{
	struct bench *b = *state;

	check_fresh(b, check_repair, b->pairs / 50);
}

static void a_question_decides_when_every_answer_does(void **state)
{
	struct bench *b = *state;

	check_fresh(b, check_questions, b->pairs / 200);
}

static enum verdict verdict_on(const struct opening_pair *o,
			       const struct facts *facts, int32_t as_of)
{
	return judge_verdict(&o->judged, facts, as_of);
}

static void add_facts(const struct jr *facts, const struct jr **to,
		      size_t *count)
{
	bool implied_award = jr_get(facts, "education") != NULL &&
			     jr_get(facts, "graduation_year") != NULL;
	const struct jr *awards = jr_get(facts, "awards");

	for (const struct jr *n = facts ? facts->first : NULL; n; n = n->next) {
		/* Level and year would then count as one award, not as none. */
		if (n != awards || !implied_award)
			to[(*count)++] = n;
	}
	for (const struct jr *n = awards ? awards->first : NULL; n;
	     n = n->next) {
		for (const struct jr *m = n->first; m; m = m->next)
			to[(*count)++] = m;
	}
	facts = jr_get(facts, "languages");
	for (const struct jr *n = facts ? facts->first : NULL; n; n = n->next)
		to[(*count)++] = n;
}

/* What one could do without knowing, in the profile and the venture. */
static size_t facts_known(const struct seeker_pair *s, const struct jr **to)
{
	const struct jr *members = jr_get(s->venture, "members");
	size_t count = 0;

	add_facts(jr_get(s->profile, "facts"), to, &count);
	add_facts(jr_get(s->venture, "facts"), to, &count);
	for (const struct jr *n = members ? members->first : NULL; n;
	     n = n->next) {
		add_facts(jr_get(n, "facts"), to, &count);
		if (jr_get(n, "equity") != NULL)
			to[count++] = jr_get(n, "equity");
		if (jr_get(n, "full_time") != NULL)
			to[count++] = jr_get(n, "full_time");
	}
	return count;
}

static bool check_learning(struct arena *a, const struct rule_case *c,
			   char difference[DIFFERENCE_BYTES])
{
	const struct jr *known[1024];
	size_t count = facts_known(c->seeker, known);
	enum verdict after = verdict_on(c->opening, c->seeker->facts, c->as_of);
	bool same = true;
	struct buf text;

	buf_init(&text, TEXT_BYTES_MAX);
	for (size_t i = 0; i < count && same; i++) {
		struct faults faults = {0};
		struct seeker_pair less;
		enum verdict before;

		json_without(c->seeker->json, known[i], &text);
		if (!seeker_pair_read(a, c->words, buf_slice(&text), &less,
				      &faults))
			continue;
		before = verdict_on(c->opening, less.facts, c->as_of);
		same = before == after || before == VERDICT_MAYBE;
		if (!same)
			snprintf(difference, DIFFERENCE_BYTES,
				 "%s without %.*s, %s with it",
				 verdict_word(before), SLICE_ARG(known[i]->key),
				 verdict_word(after));
	}
	buf_done(&text);
	return same;
}

static void learning_a_fact_never_turns_a_decided_verdict(void **state)
{
	struct bench *b = *state;

	check_fresh(b, check_learning, b->pairs / 1000);
}

typedef void rewrite_fn(const struct jr *document, struct buf *to);

static bool check_rewritten(struct arena *a, const struct rule_case *c,
			    rewrite_fn *rewrite,
			    char difference[DIFFERENCE_BYTES])
{
	enum verdict before =
		verdict_on(c->opening, c->seeker->facts, c->as_of);
	enum verdict after = before;
	struct faults faults = {0};
	struct opening_pair other;
	struct buf text;

	buf_init(&text, TEXT_BYTES_MAX);
	rewrite(c->opening->json, &text);
	/* Refused when it became too deep. */
	if (opening_pair_read(a, c->words, buf_slice(&text), &other, &faults))
		after = verdict_on(&other, c->seeker->facts, c->as_of);
	buf_done(&text);
	snprintf(difference, DIFFERENCE_BYTES, "%s, rewritten %s",
		 verdict_word(before), verdict_word(after));
	return before == after;
}

static bool check_not_not(struct arena *a, const struct rule_case *c,
			  char difference[DIFFERENCE_BYTES])
{
	return check_rewritten(a, c, rewrite_not_not, difference);
}

static bool check_backwards(struct arena *a, const struct rule_case *c,
			    char difference[DIFFERENCE_BYTES])
{
	return check_rewritten(a, c, rewrite_backwards, difference);
}

static void not_not_is_as_if_it_were_not_there(void **state)
{
	struct bench *b = *state;

	check_fresh(b, check_not_not, b->pairs / 200);
}

static void the_order_of_all_and_any_does_not_matter(void **state)
{
	struct bench *b = *state;

	check_fresh(b, check_backwards, b->pairs / 200);
}

/* One test, and one fact that is given as an interval or as a point of it. */
struct interval {
	const char *test_attr;
	const char *fact;
	int lo;
	int hi;
};

static void draw_one_test(struct bench *b, const char *attr, int bound)
{
	static const char *const ops[] = {"min", "max", "above", "below"};

	buf_clear(&b->text);
	buf_print(&b->text, "{\"opening\":{\"criteria\":{\"attr\":\"%s\",",
		  attr);
	if (random_chance(&b->random, 40))
		buf_print(&b->text,
			  "\"op\":\"between\",\"min\":%d,\"max\":%d}}}", bound,
			  bound + random_below(&b->random, 4));
	else
		buf_print(&b->text, "\"op\":\"%s\",\"value\":%d}}}",
			  ops[random_below(&b->random, COUNT(ops))], bound);
}

static enum verdict verdict_of_fact(struct bench *b,
				    const struct opening_pair *o, int32_t as_of,
				    const char *value)
{
	struct faults faults = {0};
	struct seeker_pair s;
	struct slice text = arena_print(
		b->scratch, "{\"profile\":{\"facts\":{%s}}}", value);

	assert_true(seeker_pair_read(b->scratch, &b->words, text, &s, &faults));
	return verdict_on(o, s.facts, as_of);
}

static enum verdict merge(enum verdict all, enum verdict one, bool first)
{
	return first || all == one ? one : VERDICT_MAYBE;
}

/* The verdict that all points of the interval share; maybe when they do not. */
static enum verdict verdict_of_points(struct bench *b,
				      const struct opening_pair *o,
				      int32_t as_of, const struct interval *in)
{
	enum verdict all = VERDICT_MAYBE;
	char value[80];

	for (int n = in->lo; n <= in->hi; n++) {
		snprintf(value, sizeof(value), "\"%s\":%d", in->fact, n);
		all = merge(all, verdict_of_fact(b, o, as_of, value),
			    n == in->lo);
	}
	return all;
}

/* A year of birth stands for all its days. */
static enum verdict verdict_of_birthdays(struct bench *b,
					 const struct opening_pair *o,
					 int32_t as_of,
					 const struct interval *in)
{
	int32_t first = day_of(in->lo, 1, 1);
	enum verdict all = VERDICT_MAYBE;
	char text[DAY_TEXT_BYTES];
	char value[80];

	for (int32_t day = first; day <= day_of(in->hi, 12, 31); day++) {
		day_write(day, text);
		snprintf(value, sizeof(value), "\"birth_date\":\"%s\"", text);
		all = merge(all, verdict_of_fact(b, o, as_of, value),
			    day == first);
	}
	return all;
}

static void expect_decided_by_points(struct bench *b, struct interval in)
{
	bool born = slice_is(slice_of(in.fact), "birth_year");
	int32_t as_of = random_any_day(&b->random);
	int bound = random_range(&b->random, in.lo - 2, in.hi + 2);
	struct faults faults = {0};
	struct opening_pair o;
	enum verdict points;
	char value[80];

	if (slice_is(slice_of(in.test_attr), "years_since_graduation") || born)
		bound = day_year(as_of) - bound;
	draw_one_test(b, in.test_attr, bound);
	assert_true(opening_pair_read(b->scratch, &b->words,
				      buf_slice(&b->text), &o, &faults));
	points = born ? verdict_of_birthdays(b, &o, as_of, &in)
		      : verdict_of_points(b, &o, as_of, &in);
	snprintf(value, sizeof(value), "\"%s\":[%d,%d]", in.fact, in.lo, in.hi);
	if (verdict_of_fact(b, &o, as_of, value) == points)
		return;
	fail_msg("%.*s, {%s} on day %d", SLICE_ARG(buf_slice(&b->text)), value,
		 as_of);
}

static void an_interval_is_decided_iff_all_its_points_agree(void **state)
{
	static const struct interval kinds[] = {
		{"age", "birth_year", 1985, 2005},
		{"graduation_year", "graduation_year", 2012, 2026},
		{"years_since_graduation", "graduation_year", 2012, 2026},
		{"years_experience", "years_experience", 2, 20},
		{"team_size", "team_size", 2, 20},
	};
	struct bench *b = *state;

	for (uint64_t n = 0; n < b->pairs / 2000; n++) {
		struct interval in =
			kinds[random_below(&b->random, COUNT(kinds))];

		in.lo = random_range(&b->random, in.lo, in.hi);
		in.hi = in.lo + random_below(&b->random, 3);
		arena_reset(b->scratch);
		expect_decided_by_points(b, in);
	}
}

#define PROPERTY(test) cmocka_unit_test_setup_teardown(test, make, unmake)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROPERTY(verdicts_equal_the_slow_reference),
		PROPERTY(a_passing_time_test_ends_on_the_first_false_day),
		PROPERTY(a_repair_is_the_least_that_trying_all_finds),
		PROPERTY(a_question_decides_when_every_answer_does),
		PROPERTY(learning_a_fact_never_turns_a_decided_verdict),
		PROPERTY(not_not_is_as_if_it_were_not_there),
		PROPERTY(the_order_of_all_and_any_does_not_matter),
		PROPERTY(an_interval_is_decided_iff_all_its_points_agree),
	};

	if (getenv("BAYBRIDGE_ONLY") != NULL)
		cmocka_set_test_filter(getenv("BAYBRIDGE_ONLY"));
	return cmocka_run_group_tests_name("rules property", tests, NULL, NULL);
}
