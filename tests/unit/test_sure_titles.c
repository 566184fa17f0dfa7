/*
 * A search that is the name of an occupation finds the titles that surely name
 * the same: added up over lists, and once more document by document.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/bits.h"
#include "base/compiler.h"
#include "matcher/taxonomy.h"
#include "matcher/textparts.h"
#include "support/linked_world.h"
#include "support/text_world.h"

enum { DOCUMENTS = 3000, EVERY = 7 };

static struct text_world world;

/* Every title that ships, until there are enough; some with a word before. */
static void take_titles(const struct taxonomy *t)
{
	world.docs = ARENA_ARRAY(world.arena, struct textdoc, DOCUMENTS);
	world.count = 0;
	for (size_t u = 0; u < t->unit_count; u++) {
		const struct occupation *o = &t->units[u];

		for (size_t i = 0;
		     i < o->title_count && world.count < DOCUMENTS; i++) {
			struct slice title = o->titles[i];

			if (i % 3 == 0)
				title = arena_print(world.arena,
						    "assistant %.*s",
						    SLICE_ARG(title));
			world.docs[world.count++].in[FIELD_TITLE][LANG_EN] =
				title;
		}
	}
}

/* How many were found by their links alone. */
static size_t agree(struct slice text)
{
	struct arena *a = arena_new(0);
	const struct textquery *q = textquery_read(
		a, world.analyser, world.index, TEXTQUERY_SEARCH, text);
	const struct linked_line *line = q->lines;
	bool is_whole =
		q->line_count == 1 && line->from == 0 && line->to == q->text.n;
	uint64_t *words = textquery_match(a, q, false);
	uint64_t *titles = textquery_match(a, q, false);
	size_t more = 0;

	textquery_match_titles(a, q, titles);
	for (size_t d = 0; d < world.count; d++) {
		bool is_sure = is_whole && line_value(q, line, (uint32_t)d) >=
						   LINK_SURE * line->worth;

		assert_int_equal(bit_has(titles, d),
				 bit_has(words, d) || is_sure);
		more += bit_has(titles, d) && !bit_has(words, d);
	}
	arena_free(a);
	return more;
}

static void sums_over_lists_are_those_of_each_document(void **state)
{
	size_t more = 0;

	(void)state;
	for (size_t d = 0; d < world.count; d += EVERY)
		more += agree(world.docs[d].in[FIELD_TITLE][LANG_EN]);
	assert_true(more > world.count);
}

static int open_world(void **state)
{
	static const char *const none[] = {NULL};

	(void)state;
	text_world_open(&world, NULL, none);
	world.linker = linked_shipped(world.arena, world.analyser);
	take_titles(linker_taxonomy(world.linker));
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
		cmocka_unit_test(sums_over_lists_are_those_of_each_document),
	};

	return cmocka_run_group_tests_name("sure titles", tests, open_world,
					   close_world);
}
