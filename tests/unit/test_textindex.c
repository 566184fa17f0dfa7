/* textindex: counts over fields and versions, lengths, groups, postings. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "matcher/gram.h"
#include "support/random.h"
#include "support/text_world.h"

static struct text_world world;

static struct frequencies frequencies_of(struct slice key, uint32_t doc)
{
	const struct term *t = textindex_find(world.index, key);
	struct frequencies f;

	if (t == NULL || !textindex_frequencies(world.index, t, doc, &f))
		return (struct frequencies){{0}};
	return f;
}

static bool has(struct slice key, uint32_t doc)
{
	const struct term *t = textindex_find(world.index, key);
	struct frequencies f;

	return t != NULL && textindex_frequencies(world.index, t, doc, &f);
}

static void counts_are_the_maximum_over_versions(void **state)
{
	struct frequencies f = frequencies_of(SLICE("design"), 0);

	(void)state;
	assert_int_equal(f.tf[FIELD_TITLE], 2);
	assert_int_equal(f.tf[FIELD_BODY], 1);
	assert_int_equal(f.tf[FIELD_SKILLS], 0);
	assert_false(has(SLICE("design"), 2));
	assert_false(has(SLICE("unheard"), 0));
}

static void both_scripts_are_one_term(void **state)
{
	(void)state;
	assert_int_equal(frequencies_of(SLICE("设计"), 0).tf[FIELD_TITLE], 1);
	assert_false(has(SLICE("設計"), 0));
}

static void documents_of_a_term_ascend_and_are_counted_once(void **state)
{
	const struct term *t = textindex_find(world.index, SLICE("design"));

	(void)state;
	assert_int_equal(t->df, 2);
	assert_int_equal(t->postings->docs[0], 0);
	assert_int_equal(t->postings->docs[1], 1);
}

/* Lengths in Han characters, a word is two, the mean over versions. */
static void norms_follow_the_mean_length(void **state)
{
	double b = field_weights[FIELD_TITLE].b;
	double lengths[] = {(6 + 2 + 2) / 3., 2, 8};
	double mean = (lengths[0] + lengths[1] + lengths[2]) / 3;

	(void)state;
	for (uint32_t d = 0; d < 3; d++) {
		double norm = textindex_norms(world.index, CHANNEL_WORDS, d)
				      .of[FIELD_TITLE];
		double want = field_weights[FIELD_TITLE].weight /
			      (1 - b + b * lengths[d] / mean);

		assert_true(fabs(norm - want) < 1e-12);
	}
}

static void idf_is_never_negative(void **state)
{
	(void)state;
	assert_true(fabs(textindex_idf(world.index, 1) - log(1 + 2.5 / 1.5)) <
		    1e-12);
	assert_true(textindex_idf(world.index, 3) > 0);
}

static void a_group_is_counted_wherever_a_member_stands(void **state)
{
	char key[TEXTINDEX_GROUP_KEY];
	const struct term *t =
		textindex_find(world.index, textindex_group_key(0, key));

	(void)state;
	assert_non_null(t);
	assert_int_equal(t->df, 2);
	assert_int_equal(frequencies_of(t->key, 0).tf[FIELD_SUMMARY], 1);
	assert_int_equal(t->postings->docs[1], 2);
	assert_int_equal(frequencies_of(t->key, 2).tf[FIELD_TITLE], 1);
	assert_null(textindex_find(world.index, textindex_group_key(1, key)));
}

static void find_gram(void *ctx, struct slice term)
{
	unsigned *found = ctx;

	*found += textindex_find(world.index, term) != NULL;
}

static void titles_have_grams_and_bodies_have_none(void **state)
{
	unsigned found = 0;

	(void)state;
	grams_of(SLICE("cook"), find_gram, &found);
	assert_int_equal(found, 7); /* _co coo ook ok_ _coo cook ook_ */
	found = 0;
	grams_of(SLICE("zebra"), find_gram, &found);
	assert_int_equal(found, 0);
}

static void a_count_stops_at_its_maximum(void **state)
{
	(void)state;
	assert_int_equal(frequencies_of(SLICE("zebra"), 1).tf[FIELD_BODY],
			 TF_MAX);
}

static void an_index_of_nothing_answers(void **state)
{
	static const char *const none[] = {NULL};
	struct text_world w;

	(void)state;
	text_world_open(&w, NULL, none);
	assert_int_equal(textindex_count(w.index), 0);
	assert_string_equal(text_world_order(&w, TEXTQUERY_SEARCH, "a 設計"),
			    "-");
	assert_string_equal(text_world_order(&w, TEXTQUERY_RANK, "a 設計"),
			    "-");
	text_world_close(&w);
}

static void fields_have_names(void **state)
{
	(void)state;
	assert_string_equal(field_name(FIELD_TITLE), "title");
	assert_string_equal(field_name(FIELD_BODY), "body");
}

static int open_world(void **state)
{
	static const char synonyms[] =
		"{\"groups\":[{\"weight\":0.8,\"members\":{\"en\":"
		"[\"venture capital\",\"venture\"],\"zh-Hant\":[\"創投\"]}},"
		"{\"weight\":0.8,\"members\":{\"en\":[\"unused\"]}}]}";
	static const char *const titles[] = {"design, design intern", "cook",
					     "a venture capital fund", NULL};
	static char zebras[300 * 6 + 1];

	(void)state;
	for (size_t i = 0; i < 300; i++)
		memcpy(zebras + i * 6, "zebra ", 6);
	text_world_open(&world, synonyms, titles);
	world.docs[0].in[FIELD_TITLE][LANG_ZH_HANT] = SLICE("設計");
	world.docs[0].in[FIELD_TITLE][LANG_ZH_HANS] = SLICE("设计");
	world.docs[0].in[FIELD_SUMMARY][LANG_ZH_HANT] = SLICE("港澳創投");
	world.docs[0].in[FIELD_BODY][LANG_EN] = SLICE("Design.");
	world.docs[1].in[FIELD_BODY][LANG_EN] = SLICE("A design");
	world.docs[1].in[FIELD_BODY][LANG_PT] = slice_of(zebras);
	text_world_index(&world);
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
		cmocka_unit_test(counts_are_the_maximum_over_versions),
		cmocka_unit_test(both_scripts_are_one_term),
		cmocka_unit_test(
			documents_of_a_term_ascend_and_are_counted_once),
		cmocka_unit_test(norms_follow_the_mean_length),
		cmocka_unit_test(idf_is_never_negative),
		cmocka_unit_test(a_group_is_counted_wherever_a_member_stands),
		cmocka_unit_test(titles_have_grams_and_bodies_have_none),
		cmocka_unit_test(a_count_stops_at_its_maximum),
		cmocka_unit_test(an_index_of_nothing_answers),
		cmocka_unit_test(fields_have_names),
	};

	return cmocka_run_group_tests_name("textindex", tests, open_world,
					   close_world);
}
