/*
 * The reverse direction: scan_profiles() contains profile p for opening o
 * exactly when planes_pass() contains o for p, and when judge_verdict() says so.
 *
 * BAYBRIDGE_SEED replays a run.
 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/fact_pack.h"
#include "matcher/planes_pass.h"
#include "matcher/scan.h"
#include "support/many_pairs.h"
#include "support/random_rules.h"
#include "support/rules_world.h"

enum { SEED = 20261125, SIDE = 1000 };

struct bench {
	struct arena *vocabulary, *drawn, *scratch;
	struct words words;
	struct random random;
};

static int make(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));
	const char *seed = getenv("BAYBRIDGE_SEED");
	uint64_t number = seed != NULL ? strtoull(seed, NULL, 10) : SEED;

	if (b == NULL)
		return -1;
	b->vocabulary = arena_new(0);
	b->drawn = arena_new(0);
	b->scratch = arena_new(0);
	random_seed(&b->random, number);
	words_load(b->vocabulary, VOCABULARY_DIR, &b->words);
	print_message("seed %" PRIu64 "\n", number);
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

static bool has(const uint64_t *words, size_t i)
{
	return (words[i / 64] >> (i % 64) & 1) != 0;
}

static enum verdict verdict_at(const uint64_t *eligible, const uint64_t *maybe,
			       size_t i)
{
	assert_false(has(eligible, i) && has(maybe, i));
	if (has(eligible, i))
		return VERDICT_ELIGIBLE;
	return has(maybe, i) ? VERDICT_MAYBE : VERDICT_INELIGIBLE;
}

static void expect(enum verdict got, enum verdict want,
		   const struct opening_pair *o, const struct seeker_pair *s)
{
	if (got == want)
		return;
	print_message("%.*s\n%.*s\n", SLICE_ARG(o->text), SLICE_ARG(s->text));
	fail_msg("%s, wanted %s", verdict_word(got), verdict_word(want));
}

static void expect_no_more(const struct scan *s, size_t count)
{
	for (size_t i = count; i < s->words * 64; i++)
		assert_false(has(s->eligible, i) || has(s->maybe, i));
}

/* Facts that were packed: everything a verdict needs is in them. */
struct packed {
	const struct vocabulary *vocabulary;
	struct slice *records;
};

static const struct facts *get_packed(const void *of, size_t i, struct arena *a)
{
	const struct packed *p = of;
	const uint8_t *at = (const uint8_t *)p->records[i].p;
	const struct facts *facts = facts_unpack(a, p->vocabulary, &at);

	assert_ptr_equal(at, p->records[i].p + p->records[i].n);
	return facts;
}

static struct fact_source pack_all(struct bench *b,
				   const struct many_seekers *s)
{
	struct packed *p = ARENA_NEW(b->drawn, struct packed);
	struct buf to;

	p->vocabulary = b->words.vocabulary;
	p->records = ARENA_ARRAY(b->drawn, struct slice, s->count);
	buf_init(&to, 1024 * 1024);
	for (size_t i = 0; i < s->count; i++) {
		buf_clear(&to);
		facts_pack(&to, p->vocabulary, s->facts[i]);
		p->records[i] = arena_copy(b->drawn, buf_slice(&to));
	}
	buf_done(&to);
	return (struct fact_source){p, get_packed};
}

/* All openings for all seekers one way, then the other. */
static void compare_directions(struct bench *b, const struct many_openings *o,
			       const struct many_seekers *s, int32_t as_of)
{
	const struct planes *planes = planes_build(
		b->drawn, b->words.vocabulary, o->judged, o->count);
	const struct columns *columns = columns_read(
		b->drawn, b->words.vocabulary, pack_all(b, s), s->count);
	uint8_t *way = ARENA_ARRAY(b->drawn, uint8_t, o->count * s->count);

	for (size_t p = 0; p < s->count; p++) {
		struct pass pass;

		arena_reset(b->scratch);
		planes_pass(b->scratch, planes, s->facts[p], as_of, &pass);
		for (size_t i = 0; i < o->count; i++)
			way[i * s->count + p] = (uint8_t)verdict_at(
				pass.eligible, pass.maybe, i);
	}
	for (size_t i = 0; i < o->count; i++) {
		struct scan scan;

		arena_reset(b->scratch);
		scan_profiles(b->scratch, columns, &o->judged[i], as_of, &scan);
		for (size_t p = 0; p < s->count; p++)
			expect(verdict_at(scan.eligible, scan.maybe, p),
			       (enum verdict)way[i * s->count + p],
			       &o->pairs[i], &s->pairs[p]);
		expect_no_more(&scan, s->count);
	}
}

static void both_directions_agree_on_all_pairs(void **state)
{
	struct bench *b = *state;
	struct many_openings o;
	struct many_seekers s;

	many_openings_draw(b->drawn, &b->words, &b->random, SIDE, &o);
	many_seekers_draw(b->drawn, &b->words, &b->random, SIDE, &s);
	compare_directions(b, &o, &s, day_of(2026, 11, 25));
}

/* Each opening on days on which something of it turns. */
static void every_day_equals_the_engine(void **state)
{
	struct bench *b = *state;
	struct many_openings o;
	struct many_seekers s;
	const struct columns *columns;

	many_openings_draw(b->drawn, &b->words, &b->random, 300, &o);
	many_seekers_draw(b->drawn, &b->words, &b->random, 200, &s);
	columns =
		columns_build(b->drawn, b->words.vocabulary, s.facts, s.count);
	for (size_t i = 0; i < o.count; i++) {
		const struct seeker_pair *one =
			&s.pairs[random_below(&b->random, (int)s.count)];
		int32_t as_of =
			random_as_of(&b->random, o.pairs[i].json, one->json);
		struct scan scan;

		arena_reset(b->scratch);
		scan_profiles(b->scratch, columns, &o.judged[i], as_of, &scan);
		for (size_t p = 0; p < s.count; p++)
			expect(verdict_at(scan.eligible, scan.maybe, p),
			       judge_verdict(&o.judged[i], s.facts[p], as_of),
			       &o.pairs[i], &s.pairs[p]);
	}
}

/* Blocks of equal profiles, which zone maps decide without a look. */
static void zone_maps_change_nothing(void **state)
{
	enum { KINDS = 7, EACH = COLUMN_BLOCK, OPENINGS = 200 };
	struct bench *b = *state;
	struct many_openings o;
	struct many_seekers s;
	const struct facts **facts =
		ARENA_ARRAY(b->drawn, const struct facts *, KINDS *EACH + 1);
	const struct columns *columns;

	many_openings_draw(b->drawn, &b->words, &b->random, OPENINGS, &o);
	many_seekers_draw(b->drawn, &b->words, &b->random, KINDS + 1, &s);
	for (size_t i = 0; i <= KINDS * EACH; i++)
		facts[i] = s.facts[i / EACH];
	columns = columns_build(b->drawn, b->words.vocabulary, facts,
				KINDS * EACH + 1);
	for (size_t i = 0; i < o.count; i++) {
		struct scan scan;
		int32_t day = day_of(2026, 1, 1) + (int32_t)i;

		arena_reset(b->scratch);
		scan_profiles(b->scratch, columns, &o.judged[i], day, &scan);
		for (size_t p = 0; p <= KINDS * EACH; p += EACH / 2)
			expect(verdict_at(scan.eligible, scan.maybe, p),
			       judge_verdict(&o.judged[i], facts[p], day),
			       &o.pairs[i], &s.pairs[p / EACH]);
		expect_no_more(&scan, KINDS * EACH + 1);
	}
}

/* More different numbers than two bytes can tell apart. */
static void wide_columns_equal_the_engine(void **state)
{
	enum { N = 70000 };
	struct world *w = world_get();
	const struct facts **facts =
		ARENA_ARRAY(w->arena, const struct facts *, N);
	struct judged j = world_judged(
		NULL, "{'criteria':{'all':["
		      "{'attr':'funding_raised','op':'between',"
		      "'min':1000.5,'max':2000.25},"
		      "{'attr':'team_size','op':'min','value':1500}]}}");
	const struct columns *columns;
	struct scan scan;

	(void)state;
	for (int i = 0; i < N; i++) {
		const char *text =
			arena_print(w->arena,
				    i % 9 == 0
					    ? "{'funding_raised':[%d.5,%d.75]}"
					    : "{'funding_raised':%d.5,"
					      "'team_size':%d}",
				    i / 4, i / 4)
				.p;

		facts[i] = world_facts(text, NULL);
	}
	columns = columns_build(w->arena, w->vocabulary, facts, N);
	scan_profiles(w->arena, columns, &j, 0, &scan);
	for (size_t i = 0; i < N; i++)
		assert_int_equal(verdict_at(scan.eligible, scan.maybe, i),
				 judge_verdict(&j, facts[i], 0));
}

/* What a zone cannot say: nobody holds it, but some may. */
static void unknown_sets_are_found_among_others(void **state)
{
	static const char *const facts[] = {
		"{}",
		"{'residency':['mainland']}",
		"{'residency':[]}",
	};
	static const char *const tests[] = {
		"{'op':'has_any','values':['hk_resident']",
		"{'op':'has_none','values':['hk_resident']",
		"{'op':'has_none','values':['mainland']",
		"{'op':'has_all','values':['mainland','hk_resident']",
		"{'op':'has_all','values':['mainland']",
	};
	struct world *w = world_get();
	const struct facts *list[COUNT(facts)];
	const struct columns *columns;

	(void)state;
	for (size_t i = 0; i < COUNT(facts); i++)
		list[i] = world_facts(facts[i], NULL);
	columns = columns_build(w->arena, w->vocabulary, list, COUNT(facts));
	for (size_t t = 0; t < COUNT(tests); t++) {
		struct slice rule = arena_print(
			w->arena, "{'criteria':%s,'attr':'residency'}}",
			tests[t]);
		struct judged j = world_judged(NULL, rule.p);
		struct scan scan;

		scan_profiles(w->arena, columns, &j, 0, &scan);
		for (size_t i = 0; i < COUNT(facts); i++)
			assert_int_equal(
				verdict_at(scan.eligible, scan.maybe, i),
				judge_verdict(&j, list[i], 0));
	}
}

static void no_profiles_give_no_bits(void **state)
{
	struct world *w = world_get();
	struct judged j = world_judged(NULL, NULL);
	struct scan scan;

	(void)state;
	scan_profiles(w->arena, columns_build(w->arena, w->vocabulary, NULL, 0),
		      &j, 0, &scan);
	assert_int_equal(scan.words, 0);
}

#define DRAWN(test) cmocka_unit_test_setup_teardown(test, make, unmake)
#define WORLD(test)                                                            \
	cmocka_unit_test_setup_teardown(test, world_open, world_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD(no_profiles_give_no_bits),
		WORLD(wide_columns_equal_the_engine),
		WORLD(unknown_sets_are_found_among_others),
		DRAWN(zone_maps_change_nothing),
		DRAWN(every_day_equals_the_engine),
		DRAWN(both_directions_agree_on_all_pairs),
	};

	return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
