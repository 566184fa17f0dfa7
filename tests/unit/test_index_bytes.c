/* index_bytes: the parts are all of the snapshot, and each its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/index_bytes.h"
#include "matcher/snapshot.h"
#include "matcher/textindex.h"
#include "support/stall.h"

#define OPENING(id, more) "{'id':'" id "','kind':'job'," more "}"

static struct index_bytes bytes_of(const char *catalogue)
{
	struct snapshot *s = stall_snapshot(catalogue);
	struct index_bytes b = index_bytes_of(s);

	snapshot_free(s);
	return b;
}

static void parts_are_all_that_it_takes(void **state)
{
	struct snapshot *s = stall_snapshot(
		"[" OPENING("a", "'title':{'en':'nurse','zh-Hant':'護士'},"
				 "'skills':['care','SQL']") "]");
	struct index_bytes b = index_bytes_of(s);
	size_t sum = 0, text = 0, whole;

	(void)state;
	for (int i = 0; i < INDEX_PART__COUNT; i++)
		sum += b.of[i];
	for (int i = INDEX_POSTINGS; i <= INDEX_GRAMS; i++)
		text += b.of[i];
	whole = arena_bytes(s->arena) +
		arena_bytes(s->leaves[0].segment->arena);
	assert_int_equal(sum, whole);
	assert_int_equal(text, textindex_bytes(s->corpus.indexes[0]));
	assert_true(b.of[INDEX_OTHER] < whole / 2);
	assert_int_equal(index_bytes_by_opening(&b) + b.of[INDEX_DOCUMENTS] +
				 b.of[INDEX_DICTIONARY] + b.of[INDEX_TYPOS] +
				 b.of[INDEX_GRAMS],
			 sum);
	snapshot_free(s);
}

/* What is said beside the first makes the parts named larger, and no other. */
static struct row {
	const char *name, *without, *with;
	unsigned grows; /* bit by part */
} rows[] = {
	{"Han characters have postings and no grams",
	 "[" OPENING("a", "'title':{'en':'nurse'}") "]",
	 "[" OPENING("a", "'title':{'en':'nurse','zh-Hant':'護士護士'}") "]",
	 1u << INDEX_DOCUMENTS | 1u << INDEX_SHELF | 1u << INDEX_POSTINGS |
		 1u << INDEX_SHAPES | 1u << INDEX_DICTIONARY},
	{"a word of a title has grams",
	 "[" OPENING("a", "'title':{'en':'nurse'}") "]",
	 "[" OPENING("a", "'title':{'en':'nurse kqwz kqwz'}") "]",
	 1u << INDEX_DOCUMENTS | 1u << INDEX_GRAMS | 1u << INDEX_POSTINGS |
		 1u << INDEX_SHAPES | 1u << INDEX_DICTIONARY},
	{"a word of a summary has none",
	 "[" OPENING("a", "'title':{'en':'nurse'},"
			  "'summary':{'en':'x'}") "]",
	 "[" OPENING("a", "'title':{'en':'nurse'},"
			  "'summary':{'en':'x kqwz kqwz'}") "]",
	 1u << INDEX_DOCUMENTS | 1u << INDEX_POSTINGS | 1u << INDEX_SHAPES |
		 1u << INDEX_DICTIONARY},
	{"a rule has planes", "[" OPENING("a", "'title':{'en':'nurse'}") "]",
	 "[" OPENING("a", "'title':{'en':'nurse'},"
			  "'criteria':{'attr':'age','op':'max','value':9}") "]",
	 1u << INDEX_DOCUMENTS | 1u << INDEX_SHELF | 1u << INDEX_PLANES},
};

static void grows_where_it_should(void **state)
{
	const struct row *row = *state;
	struct index_bytes without = bytes_of(row->without);
	struct index_bytes with = bytes_of(row->with);

	for (int i = 0; i < INDEX_PART__COUNT; i++) {
		bool grew = with.of[i] > without.of[i];

		if (grew != (row->grows >> i & 1))
			fail_msg("%s: %zu, then %zu",
				 index_part_word((enum index_part)i),
				 without.of[i], with.of[i]);
	}
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 1] = {
		cmocka_unit_test(parts_are_all_that_it_takes)};

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[i + 1] =
			(struct CMUnitTest){rows[i].name, grows_where_it_should,
					    NULL, NULL, &rows[i]};
	return cmocka_run_group_tests_name("index_bytes", tests, stall_open,
					   stall_close);
}
