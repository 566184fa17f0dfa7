/*
 * score: the engine's numbers against those of a slow scorer that shares no
 * code with it, over random openings in several fields, languages and scripts.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/compiler.h"
#include "support/naive_text.h"
#include "support/random.h"
#include "support/text_world.h"

enum { DOCS = 60, QUERIES = 400, SEED = 20261125 };

static struct text_world world;
static struct naive_text *naive;

/* Words that share stems and grams, runs that share pairs. */
static const char *const pieces[] = {
	"design", "designer", "designs",    "intern",   "internship",
	"of",     "network",  "networking", "formação", "formações",
	"c++",    "b2b",      "設計",       "設計師",   "软件设计师",
	"實習",   "實習生",   "前海",       "青年",     "前海青年創業",
	"創業",   "业",       "师",         "人人人",
};

static void random_text(struct random *r, int most, struct buf *to)
{
	int n = random_range(r, 1, most);

	for (int i = 0; i < n; i++) {
		const char *piece = pieces[random_below(r, (int)COUNT(pieces))];
		bool han = (unsigned char)piece[0] >= 0x80;

		buf_add_text(to, piece);
		if (!han || random_chance(r, 80))
			buf_add_char(to, ' ');
	}
}

static struct slice random_slice(struct random *r, int most)
{
	struct buf b;
	struct slice s;

	buf_init(&b, 1 << 16);
	random_text(r, most, &b);
	s = arena_copy(world.arena, buf_slice(&b));
	buf_done(&b);
	return s;
}

static void fill(struct random *r, struct textdoc *doc)
{
	for (int f = 0; f < FIELD__COUNT; f++) {
		for (int l = 0; l < LANG__COUNT; l++) {
			if (random_chance(r, f == FIELD_TITLE ? 50 : 25))
				doc->in[f][l] = random_slice(
					r, f == FIELD_BODY ? 12 : 4);
		}
	}
}

static void scores_are_those_of_the_formula(void **state)
{
	struct random r;
	double scores[DOCS];

	(void)state;
	random_seed(&r, SEED);
	for (int i = 0; i < QUERIES; i++) {
		struct slice text = random_slice(&r, 5);
		const struct textquery *q =
			textquery_read(world.arena, world.analyser, world.index,
				       TEXTQUERY_RANK, text);
		struct text_scores got = text_world_run(&world, q, NULL);

		naive_text_rank(naive, text, scores);
		for (uint32_t d = 0; d < DOCS; d++) {
			assert_true(fabs(got.scores[d] - scores[d]) < 1e-9);
			assert_true(fabs(textquery_score(q, d) - scores[d]) <
				    1e-9);
			assert_int_equal(got.matched[d / 64] >> (d % 64) & 1,
					 scores[d] > 0);
		}
	}
}

/* Only words that stand somewhere: grams and corrections are left out. */
static void a_search_matches_what_its_rules_say(void **state)
{
	struct random r;
	size_t matched = 0;

	(void)state;
	random_seed(&r, SEED + 1);
	for (int i = 0; i < QUERIES; i++) {
		struct slice text = random_slice(&r, 4);
		struct text_scores got = text_world_run(
			&world,
			textquery_read(world.arena, world.analyser, world.index,
				       TEXTQUERY_SEARCH, text),
			NULL);

		if (got.relaxed)
			continue;
		for (uint32_t d = 0; d < DOCS; d++)
			assert_int_equal(got.matched[d / 64] >> (d % 64) & 1,
					 naive_text_matches(naive, text, d));
		matched += got.count;
	}
	assert_true(matched > QUERIES);
}

/* 300 terms: the strongest 64 decide, and nothing overflows. */
static void a_long_text_is_cut_to_its_strongest_parts(void **state)
{
	struct buf b;
	struct text_scores whole;
	struct text_scores plain;

	(void)state;
	buf_init(&b, 1 << 16);
	for (int i = 0; i < 300; i++)
		buf_print(&b, "unheard%d ", i);
	buf_add_text(&b, "designer");
	whole = text_world_run(&world,
			       textquery_read(world.arena, world.analyser,
					      world.index, TEXTQUERY_RANK,
					      buf_slice(&b)),
			       NULL);
	plain = text_world_run(&world,
			       textquery_read(world.arena, world.analyser,
					      world.index, TEXTQUERY_RANK,
					      SLICE("designer")),
			       NULL);
	for (size_t d = 0; d < DOCS; d++)
		assert_true(whole.scores[d] >= plain.scores[d] - 1e-9);
	buf_done(&b);
}

static void two_builds_give_the_same_bits(void **state)
{
	const struct textindex *again = textindex_build(
		world.arena, world.analyser, NULL, world.docs, DOCS);
	struct slice text = SLICE("internship 设计师 networks");
	struct text_scores a = text_world_run(
		&world,
		textquery_read(world.arena, world.analyser, world.index,
			       TEXTQUERY_RANK, text),
		NULL);
	struct text_scores b =
		text_world_run(&world,
			       textquery_read(world.arena, world.analyser,
					      again, TEXTQUERY_RANK, text),
			       NULL);

	(void)state;
	assert_memory_equal(a.scores, b.scores, DOCS * sizeof(double));
}

static int open_world(void **state)
{
	struct random r;

	(void)state;
	memset(&world, 0, sizeof(world));
	world.arena = arena_new(0);
	world.analyser = analyser_new();
	world.count = DOCS;
	world.docs = ARENA_ARRAY(world.arena, struct textdoc, DOCS);
	random_seed(&r, SEED);
	for (size_t d = 0; d < DOCS; d++)
		fill(&r, &world.docs[d]);
	text_world_index(&world);
	naive = naive_text_new(world.arena, world.analyser, world.docs, DOCS);
	return 0;
}

static int close_world(void **state)
{
	(void)state;
	text_world_close(&world);
	return 0;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(scores_are_those_of_the_formula),
		cmocka_unit_test(a_search_matches_what_its_rules_say),
		cmocka_unit_test(a_long_text_is_cut_to_its_strongest_parts),
		cmocka_unit_test(two_builds_give_the_same_bits),
	};

	return cmocka_run_group_tests_name("score", tests, open_world,
					   close_world);
}
