/*
 * What a search matches is what FTS5 has, term by term, put together by the
 * rules of a search: over the catalogue that ships, the lines of
 * tests/fixture/queries.txt and mixtures of both, with the groups of synonyms
 * that ship.
 *
 * BAYBRIDGE_SEED replays a run, BAYBRIDGE_TESTS_LONG=1 asks for more mixtures.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "json/jr.h"
#include "matcher/analyse.h"
#include "matcher/synonyms.h"
#include "matcher/textquery.h"
#include "store/store.h"
#include "support/by_units.h"
#include "support/fts.h"
#include "support/random.h"
#include "support/size_of_run.h"
#include "support/store_folder.h"
#include "support/vocabulary_json.h"

enum {
	SEED = 20261128,
	DOCS_MAX = 1600,
	TEXTS_MAX = 4096,
	MIXED_DOCS = 300,
	MIXTURES = 1500,
	MIXTURES_LONG = 100000
};

static struct {
	struct arena *arena;
	struct arena *scratch;
	struct analyser *analyser;
	struct store_folder folder;
	struct db *db;
	struct fts fts;
	struct by_units *by_units;
	const struct textindex *index;
	struct textdoc docs[DOCS_MAX];
	size_t doc_count;
	struct slice texts[TEXTS_MAX]; /* what queries are cut from */
	size_t text_count;
	size_t compared, matched, relaxed;
} w;

static void add_text(struct slice text)
{
	if (text.n > 0 && w.text_count < TEXTS_MAX)
		w.texts[w.text_count++] = text;
}

static void add_versions(struct textdoc *doc, const struct jr *n,
			 enum text_field field)
{
	for (const struct jr *l = n ? n->first : NULL; l; l = l->next) {
		enum lang lang;

		assert_true(lang_read(l->key, &lang));
		doc->in[field][lang] = l->text;
		if (field != FIELD_BODY)
			add_text(l->text);
	}
}

static void add_skills(struct textdoc *doc, const struct jr *n)
{
	struct slice all = SLICE("");

	for (const struct jr *s = n ? n->first : NULL; s; s = s->next) {
		all = arena_print(w.arena, "%.*s\n%.*s", SLICE_ARG(all),
				  SLICE_ARG(s->text));
		add_text(s->text);
	}
	if (all.n > 0)
		doc->in[FIELD_SKILLS][LANG_EN] = all;
}

static void add_catalogue(const char *name)
{
	struct faults faults = {0};
	char path[1024];
	const struct jr *root;

	snprintf(path, sizeof(path), "%s/../../catalogue/%s", VOCABULARY_DIR,
		 name);
	assert_int_equal(
		jr_parse(w.arena, file_bytes(w.arena, path), &root, &faults),
		ERR_OK);
	for (const struct jr *n = root->first; n != NULL; n = n->next) {
		struct textdoc *doc = &w.docs[w.doc_count++];

		add_versions(doc, jr_get(n, "title"), FIELD_TITLE);
		add_versions(doc, jr_get(n, "summary"), FIELD_SUMMARY);
		add_versions(doc, jr_get(n, "name"), FIELD_ORGANISATION);
		add_versions(doc, jr_get(n, "body"), FIELD_BODY);
		add_skills(doc, jr_get(n, "skills"));
	}
}

static size_t add_fixture(void)
{
	struct slice rest = file_bytes(w.arena, FIXTURE_DIR "/queries.txt");
	size_t lines = 0;

	while (rest.n > 0) {
		struct slice line = slice_split(rest, '\n', &rest);

		if (line.n == 0)
			continue;
		add_text(line);
		w.docs[w.doc_count++].in[FIELD_TITLE][lines % LANG__COUNT] =
			line;
		lines++;
	}
	return lines;
}

/* Some characters of one text, on code-point borders. */
static struct slice some_of(struct random *r)
{
	struct slice s = w.texts[random_below(r, (int)w.text_count)];
	size_t from, to;

	if (random_chance(r, 25) && s.n < 80)
		return s;
	from = (size_t)random_below(r, (int)s.n);
	to = from + (size_t)random_range(r, 1, 36);
	while (from > 0 && ((unsigned char)s.p[from] & 0xC0) == 0x80)
		from--;
	while (to < s.n && ((unsigned char)s.p[to] & 0xC0) == 0x80)
		to++;
	/* Latin words whole, most of the time. */
	while (from > 0 && s.p[from - 1] >= 'a' && s.p[from - 1] <= 'z' &&
	       random_chance(r, 97))
		from--;
	while (to < s.n && s.p[to] >= 'a' && s.p[to] <= 'z' &&
	       random_chance(r, 97))
		to++;
	return slice_cut(s, from, to < s.n ? to : s.n);
}

static struct slice mixture(struct arena *a, struct random *r, int most)
{
	static const char *const between[] = {" ",  " ",  " ", "", "-",
					      "、", "\n", ".", "/"};
	struct buf b;
	struct slice s;

	buf_init(&b, 1 << 16);
	for (int n = random_range(r, 1, most); n > 0; n--) {
		buf_add_slice(&b, some_of(r));
		if (n > 1)
			buf_add_text(
				&b,
				between[random_below(r, (int)COUNT(between))]);
	}
	s = arena_copy(a, buf_slice(&b));
	buf_done(&b);
	return s;
}

static void differs(struct slice query, size_t doc, bool engine)
{
	for (int f = 0; f < FIELD__COUNT; f++) {
		for (int l = 0; l < LANG__COUNT; l++) {
			struct slice s = w.docs[doc].in[f][l];

			if (s.n > 0)
				print_message("field %d: %.*s\n", f,
					      SLICE_ARG(s));
		}
	}
	fail_msg("<%.*s> and document %zu: the engine says %s, FTS5 %s",
		 SLICE_ARG(query), doc, engine ? "yes" : "no",
		 engine ? "no" : "yes");
}

static void same_set(struct slice typed)
{
	struct slice query = by_units_known(w.by_units, w.scratch, typed);
	struct by_units_answer want =
		by_units_match(w.by_units, w.scratch, query);
	const struct textquery *q = textquery_read(
		w.scratch, w.analyser, w.index, TEXTQUERY_SEARCH, query);
	struct textresult got;
	const struct correction *corrections;

	/* Too many words for a search: it says so and finds nothing. */
	assert_int_equal(textquery_is_cut(q),
			 want.parts > TEXTQUERY_SEARCH_MAX);
	if (textquery_is_cut(q))
		return;
	assert_int_equal(textquery_corrections(q, &corrections), 0);
	got = textquery_run(w.scratch, q, NULL);
	for (size_t d = 0; d < w.doc_count; d++) {
		if (bit_has(got.matched, d) != bit_has(want.matched, d))
			differs(query, d, bit_has(got.matched, d));
	}
	assert_int_equal(got.relaxed, want.is_relaxed);
	w.compared++;
	w.matched += want.count;
	w.relaxed += want.is_relaxed;
}

static void every_line_and_every_text_matches_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < w.text_count; i++) {
		arena_reset(w.scratch);
		same_set(w.texts[i]);
	}
	assert_true(w.text_count > 700);
}

static void mixtures_match_the_same(void **state)
{
	struct random r;
	size_t n = size_of_run(MIXTURES, MIXTURES_LONG);

	(void)state;
	random_seed(&r, seed_of_run(SEED));
	for (size_t i = 0; i < n; i++) {
		arena_reset(w.scratch);
		same_set(mixture(w.scratch, &r, 6));
	}
	print_message("%zu compared, %zu relaxed, %zu matches, %zu asked\n",
		      w.compared, w.relaxed, w.matched, w.fts.asked);
	assert_true(w.compared > n / 2 && w.relaxed > 0);
	assert_true(w.matched > w.compared);
}

static void build(void)
{
	struct synonyms *synonyms = NULL;
	struct faults faults = {0};
	const struct jr *root;
	struct text_knowledge known = {NULL, NULL};

	assert_int_equal(
		jr_parse(w.arena,
			 file_bytes(w.arena, VOCABULARY_DIR "/synonyms.json"),
			 &root, &faults),
		ERR_OK);
	assert_int_equal(
		synonyms_read(w.arena, w.analyser, root, &synonyms, &faults),
		ERR_OK);
	known.synonyms = synonyms;
	w.index = textindex_build(w.arena, w.analyser, &known, w.docs,
				  w.doc_count);
	fts_open(&w.fts, w.arena, w.db, w.docs, w.doc_count);
	w.by_units = by_units_new(w.arena, w.analyser, &w.fts, root);
}

static int open_world(void **state)
{
	static const char *const files[] = {
		"funding.json", "incubators.json",      "internships.json",
		"jobs.json",    "organisations-a.json", "organisations-b.json"};
	struct random r;

	(void)state;
	w.arena = arena_new(0);
	w.scratch = arena_new(0);
	w.analyser = analyser_new();
	store_folder_init(&w.folder);
	w.db = store_folder_open(&w.folder, DB_WRITER);
	for (size_t i = 0; i < COUNT(files); i++)
		add_catalogue(files[i]);
	assert_true(add_fixture() >= 300);
	random_seed(&r, SEED);
	for (int i = 0; i < MIXED_DOCS; i++) {
		struct textdoc *doc = &w.docs[w.doc_count++];

		for (int k = 0; k < 3; k++)
			doc->in[random_below(&r, FIELD__COUNT)]
			       [random_below(&r, LANG__COUNT)] =
				mixture(w.arena, &r, 4);
	}
	assert_true(w.doc_count <= DOCS_MAX);
	build();
	return 0;
}

static int close_world(void **state)
{
	(void)state;
	fts_close(&w.fts);
	store_close(w.db);
	store_folder_done(&w.folder);
	analyser_free(w.analyser);
	arena_free(w.scratch);
	arena_free(w.arena);
	return 0;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_and_every_text_matches_the_same),
		cmocka_unit_test(mixtures_match_the_same),
	};

	return cmocka_run_group_tests_name("match set", tests, open_world,
					   close_world);
}
