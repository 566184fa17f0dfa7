/*
 * The bitmaps against the engine: planes_pass() and pass_questions() equal
 * judge_verdict(), repair_is_near_miss() and question_tally_list(), opening by
 * opening.
 *
 * BAYBRIDGE_SEED replays a run, BAYBRIDGE_PAIRS sets how many (opening,
 * profile, day) triples are compared.
 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/planes_pass.h"
#include "matcher/repair.h"
#include "support/many_pairs.h"
#include "support/random_rules.h"
#include "support/rules_world.h"

enum { PAIRS = 200000, SEED = 20261125 };

static uint64_t from_environment(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);

	return text != NULL ? strtoull(text, NULL, 10) : otherwise;
}

/* One profile on one day before all openings. */
struct comparison {
	const struct vocabulary *vocabulary;
	size_t count;
	const struct judged *judged;
	const struct planes *planes;
	const struct facts *facts;
	int32_t as_of;
	struct slice seeker; /* for messages */
	const struct opening_pair *openings;
};

static bool has(const uint64_t *words, size_t i)
{
	return (words[i / 64] >> (i % 64) & 1) != 0;
}

static void say(const struct comparison *c, size_t i, const char *what)
{
	char day[DAY_TEXT_BYTES];

	day_write(c->as_of, day);
	print_message("opening %zu of %zu on %s: %s\n", i, c->count, day, what);
	if (c->openings != NULL)
		print_message("%.*s\n%.*s\n", SLICE_ARG(c->openings[i].text),
			      SLICE_ARG(c->seeker));
}

static bool verdict_is_equal(const struct comparison *c, const struct pass *p,
			     size_t i)
{
	enum verdict want = judge_verdict(&c->judged[i], c->facts, c->as_of);
	enum verdict got = VERDICT_INELIGIBLE;

	if (has(p->maybe, i))
		got = VERDICT_MAYBE;
	if (has(p->eligible, i))
		got = VERDICT_ELIGIBLE;
	if (got == want && !(has(p->maybe, i) && has(p->eligible, i)))
		return true;
	say(c, i, verdict_word(want));
	return false;
}

static bool near_is_equal(const struct comparison *c, const struct pass *p,
			  size_t i)
{
	bool want = repair_is_near_miss(&c->judged[i], c->facts, c->as_of);

	if (has(p->near, i) == want)
		return true;
	say(c, i, want ? "a near miss" : "not a near miss");
	return false;
}

static bool question_is_equal(const struct question *x,
			      const struct question *y)
{
	return slice_eq(x->attr, y->attr) && x->decides == y->decides &&
	       x->among == y->among && x->order == y->order;
}

/* The openings of `among` alone; all when it is NULL. */
static bool questions_are_equal(struct arena *a, const struct comparison *c,
				const struct pass *p, const uint64_t *among)
{
	struct question_tally *t =
		question_tally_new(a, c->vocabulary, c->facts, c->as_of);
	const struct question *want, *got;
	size_t want_count, got_count;

	for (size_t i = 0; i < c->count; i++) {
		if (among == NULL || has(among, i))
			question_tally_add(t, &c->judged[i]);
	}
	want_count = question_tally_list(a, t, &want);
	got_count = pass_questions(a, p, among, &got);
	if (want_count != got_count)
		return false;
	for (size_t i = 0; i < want_count; i++) {
		if (!question_is_equal(&want[i], &got[i]))
			return false;
	}
	return true;
}

/* One opening alone in the same pass, so that a difference has a name. */
static void find_question(struct arena *a, const struct comparison *c,
			  const struct pass *p)
{
	for (size_t i = 0; i < c->count; i++) {
		uint64_t *one = ARENA_ARRAY(a, uint64_t, p->words);

		one[i / 64] = (uint64_t)1 << (i % 64);
		if (!questions_are_equal(a, c, p, one)) {
			say(c, i, "the questions differ");
			return;
		}
	}
}

/* In two goes; those that are near at once stay so. */
static void settle(struct pass *p, const uint64_t *among)
{
	pass_settle_near(p, among);
	for (size_t w = 0; w < p->words; w++)
		assert_int_equal(p->waiting[w] & among[w], 0);
	pass_settle_near(p, NULL);
}

static void compare(struct arena *a, const struct comparison *c,
		    const uint64_t *among)
{
	struct pass p;

	planes_pass(a, c->planes, c->facts, c->as_of, &p);
	settle(&p, among);
	assert_int_equal(p.words, (c->count + 63) / 64);
	for (size_t i = 0; i < p.words * 64; i++) {
		if (i < c->count) {
			assert_true(verdict_is_equal(c, &p, i));
			assert_true(near_is_equal(c, &p, i));
			continue;
		}
		assert_false(has(p.eligible, i) || has(p.maybe, i) ||
			     has(p.near, i));
	}
	if (questions_are_equal(a, c, &p, NULL) &&
	    questions_are_equal(a, c, &p, among))
		return;
	find_question(a, c, &p);
	fail_msg("the questions differ");
}

/* Everything that a run draws from. */
struct bench {
	struct arena *vocabulary, *drawn, *scratch;
	struct words words;
	struct random random;
	uint64_t pairs;
};

static int make(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));
	uint64_t seed = from_environment("BAYBRIDGE_SEED", SEED);

	if (b == NULL)
		return -1;
	b->vocabulary = arena_new(0);
	b->drawn = arena_new(0);
	b->scratch = arena_new(0);
	b->pairs = from_environment("BAYBRIDGE_PAIRS", PAIRS);
	random_seed(&b->random, seed);
	words_load(b->vocabulary, VOCABULARY_DIR, &b->words);
	print_message("seed %" PRIu64 ", pairs %" PRIu64 "\n", seed, b->pairs);
	*state = b;
	return 0;
}

static int unmake(void **state)
{
	struct bench *b = *state;

	arena_free(b->scratch);
	arena_free(b->drawn);
	arena_free(b->vocabulary);
	free(b);
	return 0;
}

static uint64_t *random_mask(struct bench *b, size_t n)
{
	uint64_t *mask = ARENA_ARRAY(b->scratch, uint64_t, (n + 63) / 64);

	for (size_t w = 0; w < (n + 63) / 64; w++)
		mask[w] = random_next(&b->random);
	return mask;
}

static void compare_seeker(struct bench *b, const struct many_openings *o,
			   const struct planes *planes,
			   const struct seeker_pair *s)
{
	struct comparison c = {
		.vocabulary = b->words.vocabulary,
		.count = o->count,
		.judged = o->judged,
		.openings = o->pairs,
		.planes = planes,
		.facts = s->facts,
		.seeker = s->text,
	};
	size_t one = (size_t)random_below(&b->random, (int)o->count);

	c.as_of = random_as_of(&b->random, o->pairs[one].json, s->json);
	arena_reset(b->scratch);
	compare(b->scratch, &c, random_mask(b, o->count));
}

/* So many openings, each before so many seekers. */
static void compare_drawn(struct bench *b, size_t openings, size_t seekers)
{
	struct many_openings o;
	struct many_seekers s;
	const struct planes *planes;

	arena_reset(b->drawn);
	many_openings_draw(b->drawn, &b->words, &b->random, openings, &o);
	many_seekers_draw(b->drawn, &b->words, &b->random, seekers, &s);
	planes = planes_build(b->drawn, b->words.vocabulary, o.judged, o.count);
	for (size_t i = 0; i < seekers; i++)
		compare_seeker(b, &o, planes, &s.pairs[i]);
}

static void random_rules_equal_the_engine(void **state)
{
	enum { OPENINGS = 1000, SEEKERS = 20 };
	struct bench *b = *state;

	for (uint64_t n = 0; n < b->pairs; n += OPENINGS * SEEKERS)
		compare_drawn(b, OPENINGS, SEEKERS);
}

/* A handful at a time: every group has planes, no row is residual for rarity */
static void a_few_rules_equal_the_engine(void **state)
{
	struct bench *b = *state;

	for (uint64_t n = 0; n < b->pairs / 50; n += 4 * 10)
		compare_drawn(b, 10, 4);
}

static void block_borders_change_nothing(void **state)
{
	static const size_t counts[] = {1,   63,  64,  65,   127,
					511, 512, 513, 1023, 1025};
	struct bench *b = *state;

	for (size_t i = 0; i < COUNT(counts); i++)
		compare_drawn(b, counts[i], 3);
}

/* The small world: cases written out. */
static const char *const holders[] = {
	NULL,
	"{'criteria':{'all':[]}}",
	"{'complete':false}",
};

static const struct judged *repeat(const struct judged *kinds,
				   size_t kind_count, size_t n)
{
	struct judged *list = ARENA_ARRAY(world_get()->arena, struct judged, n);

	for (size_t i = 0; i < n; i++)
		list[i] = kinds[i % kind_count];
	return list;
}

static void compare_world(const struct judged *judged, size_t n,
			  const char *facts, const char *as_of)
{
	struct world *w = world_get();
	struct comparison c = {.vocabulary = w->vocabulary,
			       .count = n,
			       .judged = judged,
			       .facts = world_facts(facts, NULL),
			       .as_of = world_day(as_of)};
	uint64_t none[64] = {0};

	c.planes = planes_build(w->arena, w->vocabulary, judged, n);
	compare(w->arena, &c, none);
}

static void no_openings_give_no_bits(void **state)
{
	(void)state;
	compare_world(NULL, 0, "{}", "2026-11-25");
}

static void a_rule_without_tests_is_true_for_everybody(void **state)
{
	struct judged kinds[COUNT(holders)];

	(void)state;
	for (size_t i = 0; i < COUNT(holders); i++)
		kinds[i] = world_judged(NULL, holders[i]);
	compare_world(repeat(kinds, COUNT(kinds), 65), 65, "{}", "2026-11-25");
}

/* A conjunction of everything; unknown to who says nothing. */
static const char *const everything =
	"{'criteria':{'all':["
	"{'attr':'age','op':'between','min':18,'max':30},"
	"{'attr':'age','op':'min','value':20},"
	"{'attr':'age','op':'max','value':29},"
	"{'attr':'age','op':'above','value':19},"
	"{'attr':'residency','op':'has_any','values':['hk_resident']},"
	"{'attr':'residency','op':'has_all',"
	"'values':['hk_resident','hk_permanent']}"
	"]}}";

static void who_says_nothing_is_maybe_everywhere(void **state)
{
	struct judged kind = world_judged(NULL, everything);

	(void)state;
	compare_world(repeat(&kind, 1, 513), 513, "{}", "2026-11-25");
	compare_world(repeat(&kind, 1, 513), 513, "{'birth_year':1997}",
		      "2026-11-25");
}

static const char *const dated =
	"{'rules':["
	"{'from':'2021-01-01','to':'2021-12-31','criteria':"
	"{'attr':'age','op':'max','value':35}},"
	"{'from':'2024-02-01','to':'2024-02-29','complete':false,'criteria':"
	"{'any':[{'attr':'age','op':'max','value':40},"
	"{'attr':'residency','op':'has_any','values':['hk_resident']}]}},"
	"{'from':'2025-01-01','criteria':"
	"{'attr':'age','op':'max','value':45}}]}";

static void the_days_at_both_ends_of_a_rule_are_inside(void **state)
{
	static const char *const days[] = {
		"2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01",
		"2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01",
		"2024-12-31", "2025-01-01", "2030-01-01"};
	struct judged kinds[] = {world_judged(NULL, dated),
				 world_judged(dated, everything),
				 world_judged(dated, dated)};

	(void)state;
	for (size_t i = 0; i < COUNT(days); i++) {
		compare_world(repeat(kinds, COUNT(kinds), 65), 65,
			      "{'birth_date':'1983-02-28'}", days[i]);
		compare_world(repeat(kinds, COUNT(kinds), 65), 65, "{}",
			      days[i]);
	}
}

/* More dates than there are cells: those of the last rows have no planes. */
static void every_opening_may_have_dates_of_its_own(void **state)
{
	enum { N = 300 };
	struct judged *list = ARENA_ARRAY(world_get()->arena, struct judged, N);
	char day[DAY_TEXT_BYTES];

	(void)state;
	for (int i = 0; i < N; i++) {
		day_write(world_day("2026-01-01") + i, day);
		list[i] = world_judged(
			NULL, arena_print(world_get()->arena,
					  "{'rules':[{'from':'%s','to':'%s',"
					  "'criteria':{'all':[]}}]}",
					  day, day)
				      .p);
	}
	for (int i = 0; i < N; i += 7) {
		day_write(world_day("2026-01-01") + i, day);
		compare_world(list, N, "{}", day);
	}
}

/* So do bounds: the rarest ones are left to the rows. */
static void every_opening_may_have_bounds_of_its_own(void **state)
{
	enum { N = 300 };
	struct judged *list = ARENA_ARRAY(world_get()->arena, struct judged, N);

	(void)state;
	for (int i = 0; i < N; i++)
		list[i] = world_judged(
			NULL, arena_print(world_get()->arena,
					  "{'criteria':{'attr':'team_size',"
					  "'op':'between','min':%d,'max':%d}}",
					  i, 2 * i)
				      .p);
	compare_world(list, N, "{'team_size':[100,110]}", "2026-11-25");
	compare_world(list, N, "{'team_size':299}", "2026-11-25");
	compare_world(list, N, "{}", "2026-11-25");
}

static void memory_is_reported(void **state)
{
	struct judged kind = world_judged(NULL, everything);
	const struct planes *p =
		planes_build(world_get()->arena, world_get()->vocabulary,
			     repeat(&kind, 1, 513), 513);
	struct planes_size size = planes_measure(p);

	(void)state;
	assert_int_equal(size.openings, 513);
	assert_int_equal(size.rows, 1024);
	assert_int_equal(size.literals, 513 * 6);
	assert_int_equal(size.residuals, 513); /* has_all, the fourth age */
	assert_int_equal(size.slots, 4);
	assert_true(size.bytes > size.cells * size.rows / 8);
}

#define DRAWN(test) cmocka_unit_test_setup_teardown(test, make, unmake)
#define WORLD(test)                                                            \
	cmocka_unit_test_setup_teardown(test, world_open, world_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD(no_openings_give_no_bits),
		WORLD(a_rule_without_tests_is_true_for_everybody),
		WORLD(who_says_nothing_is_maybe_everywhere),
		WORLD(the_days_at_both_ends_of_a_rule_are_inside),
		WORLD(every_opening_may_have_dates_of_its_own),
		WORLD(every_opening_may_have_bounds_of_its_own),
		WORLD(memory_is_reported),
		DRAWN(block_borders_change_nothing),
		DRAWN(a_few_rules_equal_the_engine),
		DRAWN(random_rules_equal_the_engine),
	};

	return cmocka_run_group_tests_name("planes", tests, NULL, NULL);
}
