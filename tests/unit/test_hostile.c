/*
 * Words that are no words, and far too many of them: answered as the words
 * that are among them would be, or refused, in a time that is an ordinary
 * query's times a generous factor, and in bounded memory.
 *
 * Times are those of the thread, so that whatever else runs does not count.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/candidates.h"
#include "matcher/match.h"
#include "matcher/search.h"
#include "matcher/snapshot.h"
#include "support/layers.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/stall.h"

enum {
	SEED = 20261205,
	DOCUMENTS = 200,
	ENDLESS = 10 << 20,
	FACTOR = 400, /* of an ordinary query's time */
	MEMORY_MAX = 24 << 20,
	USUAL = 21
};

static struct {
	struct snapshot *snapshot;
	struct arena *arena;
	double usual_search, usual_match; /* milliseconds */
	double most;                      /* times the usual */
} w;

static double now(void)
{
	struct timespec t;

	assert_int_equal(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t), 0);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct search_answer search(struct slice words)
{
	struct search_query q = {.analyser = stall_get()->analyser,
				 .words = words,
				 .filters =
					 filters_none(world_day("2025-06-01")),
				 .limit = 20};
	struct search_answer answer;

	arena_reset(w.arena);
	search_run(w.arena, w.snapshot, &q, &answer);
	return answer;
}

static struct match_answer match(const struct profile *p, struct slice words)
{
	int32_t day = world_day("2025-06-01");
	struct match_query q = {.analyser = stall_get()->analyser,
				.profile = p,
				.words = words,
				.filters = filters_none(day),
				.weights = weights_published,
				.as_of = day,
				.limit = 20};
	struct match_answer answer;

	arena_reset(w.arena);
	match_rank(w.arena, w.snapshot, &q, &answer);
	return answer;
}

static int by_time(const void *x, const void *y)
{
	const double *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

static void measure_usual(void)
{
	const struct profile *p =
		stall_profile("{'texts':{'headline':'software tester',"
			      "'skills':['python','C++']}}");
	double searches[USUAL], matches[USUAL];

	for (size_t i = 0; i < USUAL; i++) {
		double from = now(), middle;

		search(SLICE("software tester 實習"));
		middle = now();
		match(p, SLICE(""));
		searches[i] = middle - from;
		matches[i] = now() - middle;
	}
	qsort(searches, USUAL, sizeof(*searches), by_time);
	qsort(matches, USUAL, sizeof(*matches), by_time);
	w.usual_search = searches[USUAL / 2];
	w.usual_match = matches[USUAL / 2];
	print_message("usual: a search %.3f ms, a match %.3f ms\n",
		      w.usual_search, w.usual_match);
}

enum want { AS_WORDS, CUT, NOTHING };

static struct row {
	const char *name;
	const char *piece;
	size_t times; /* 0: until it is endless */
	enum want want;
	const char *words; /* of AS_WORDS: what is answered the same */
} rows[] = {
	{"operators of another search are words or nothing",
	 "\"tester\" AND (data* OR NEAR(python funding, 2)) -title:^x", 1,
	 AS_WORDS, "tester and data or near python funding 2 title x"},
	{"quotes that do not close", "\"\"\"tester'\"((", 1, AS_WORDS,
	 "tester"},
	{"lone surrogates separate",
	 "\xED\xA0\x80tester\xED\xBF\xBF\xED\xB0\x80python\xED\xA0\xBD", 1,
	 AS_WORDS, "tester python"},
	{"octets of no character separate", "\xFFtester\xC0\xAF\xF5\x80python",
	 1, AS_WORDS, "tester python"},
	{"a zero octet is not the end", NULL, 1, AS_WORDS, "tester python"},
	{"a family of emoji asks for nothing", "👨‍👩‍👧‍👦", 200,
	 AS_WORDS, ""},
	{"a word among emoji", "👩‍💻tester👩‍💻", 1, AS_WORDS,
	 "tester"},
	{"private-use characters of old Hong Kong systems are Han",
	 "\xEE\x90\x8C\xEE\x91\xB3", 1, AS_WORDS, "衞邨"},
	{"private-use characters that stand for nothing ask for nothing",
	 "\xEF\xA3\xBF", 300, AS_WORDS, ""},
	{"marks without a letter", "\xCC\x81", 600, AS_WORDS, ""},
	{"240 words are looked for", "tester ", 240, AS_WORDS, "tester"},
	{"241 are not", "tester ", 241, CUT, NULL},
	{"300 synonyms are not", "internship ", 300, CUT, NULL},
	{"nor 100 in three languages", "internship 實習 见习 ", 100, CUT, NULL},
	{"a letter without end is one word", "a", 0, NOTHING, NULL},
	{"a character without end is not looked for", "人", 0, CUT, NULL},
	{"words without end", "a ", 0, CUT, NULL},
	{"runs without end", "實習 ", 0, CUT, NULL},
	{"forms without end", "a-b.c+", 0, CUT, NULL},
	{"marks on a letter without end", "\xCC\x81", 0, AS_WORDS, ""},
	{"signs without end", "+", 0, AS_WORDS, ""},
	{"emoji without end", "👨‍👩‍👧", 0, AS_WORDS, ""},
	{"octets without end", "\xED\xA0\x80", 0, AS_WORDS, ""},
	{"blanks without end", " ", 0, AS_WORDS, ""},
};

static char *spelled(const struct row *row, size_t *ret_n)
{
	/* The one with a zero octet cannot be told as a C string. */
	struct slice piece = row->piece == NULL ? SLICE("tester\0python")
						: slice_of(row->piece);
	size_t times = row->times > 0 ? row->times : ENDLESS / piece.n;
	char *text = malloc(times * piece.n + 1);

	assert_non_null(text);
	for (size_t i = 0; i < times; i++)
		memcpy(text + i * piece.n, piece.p, piece.n);
	*ret_n = times * piece.n;
	return text;
}

static void is_answered(const struct row *row, struct slice words)
{
	struct search_answer answer = search(words), plain;
	size_t first;

	assert_int_equal(answer.is_cut, row->want == CUT);
	if (row->want != AS_WORDS) {
		assert_int_equal(answer.item_count, 0);
		return;
	}
	first = answer.item_count > 0 ? answer.items[0].opening : SIZE_MAX;
	plain = search(slice_of(row->words));
	assert_int_equal(answer.total, plain.total);
	assert_int_equal(answer.item_count, plain.item_count);
	assert_true(first == SIZE_MAX || first == plain.items[0].opening);
}

static void is_soon(const char *what, double spent, double usual)
{
	double factor = spent / usual;

	w.most = factor > w.most ? factor : w.most;
	if (factor > FACTOR)
		fail_msg("%s: %.3f ms, usually %.3f", what, spent, usual);
}

static void a_search_is_bounded(void **state)
{
	const struct row *row = *state;
	struct slice words;
	size_t n;
	char *text = spelled(row, &n);
	double from, spent;

	words = (struct slice){text, n};
	from = now();
	search(words);
	spent = now() - from;
	assert_true(arena_bytes(w.arena) < MEMORY_MAX);
	is_answered(row, words);
	is_soon(row->name, spent, w.usual_search);
	free(text);
}

/* Beside a profile: whatever is said, the verdicts are those of its facts. */
static void a_match_is_bounded(void **state)
{
	const struct row *row = *state;
	const struct profile *p = stall_profile(
		"{'facts':{'has_company':false,'education':'bachelor'},"
		"'texts':{'headline':'tester'}}");
	struct match_answer plain = match(p, SLICE(""));
	struct match_counts counts = plain.counts;
	struct match_answer answer;
	size_t n;
	char *text = spelled(row, &n);
	double from = now(), spent;

	answer = match(p, (struct slice){text, n});
	spent = now() - from;
	assert_true(arena_bytes(w.arena) < MEMORY_MAX);
	assert_memory_equal(&answer.counts, &counts, sizeof(counts));
	is_soon(row->name, spent, w.usual_match);
	free(text);
}

/* A profile of `count` skills, and of texts of one piece to their ends. */
static struct buf profile_text(const char *piece, size_t bytes, size_t count)
{
	static const char *const texts[] = {"headline", "experience", "wants"};
	struct buf b;

	buf_init(&b, 64 << 20);
	buf_add_text(&b, "{\"texts\":{");
	for (size_t i = 0; i < COUNT(texts); i++) {
		buf_print(&b, "\"%s\":\"", texts[i]);
		for (size_t at = 0; at + strlen(piece) <= bytes;
		     at += strlen(piece))
			buf_add_text(&b, piece);
		buf_add_text(&b, "\",");
		/* One that is far too long is enough. */
		bytes = bytes > PROFILE_TEXT_BYTES ? 0 : bytes;
	}
	buf_add_text(&b, "\"skills\":[");
	for (size_t i = 0; i < count; i++)
		buf_print(&b, "%s\"skill %zu %s\"", i == 0 ? "" : ",", i,
			  strlen(piece) < 20 ? piece : "x");
	buf_add_text(&b, "]}}");
	return b;
}

/* NULL: refused, by the pointer that is told. */
static const struct profile *read_profile(struct arena *a, const struct buf *b,
					  char ret_at[FAULT_AT_BYTES])
{
	const struct opening_reader *reader = &stall_get()->reader;
	struct faults faults = {0};
	const struct profile *p = NULL;
	const struct jr *root;
	enum err e = jr_parse(a, buf_slice(b), &root, &faults);

	if (e == ERR_OK)
		e = profile_read(a, reader->vocabulary, reader->rates, root,
				 NULL, &p, &faults);
	memcpy(ret_at, faults.items[0].at, FAULT_AT_BYTES);
	return e == ERR_OK ? p : NULL;
}

static void the_fullest_profiles_are_matched_in_bounded_time(void **state)
{
	static const char *const pieces[] = {"a",
					     "人",
					     "tester ",
					     "實習 ",
					     "a-b ",
					     "a.b ",
					     "工程師",
					     "internship 實習 ",
					     "x1 y2 z3\\n",
					     "\\ud83d\\ude00",
					     "\xEE\x90\x8C",
					     "software tester\\n"};

	(void)state;
	for (size_t i = 0; i < COUNT(pieces); i++) {
		struct arena *a = arena_new(0);
		struct buf b = profile_text(pieces[i], PROFILE_TEXT_BYTES - 20,
					    PROFILE_SKILLS_MAX);
		char at[FAULT_AT_BYTES];
		const struct profile *p = read_profile(a, &b, at);
		struct match_answer answer;
		double from, spent;

		assert_non_null(p);
		from = now();
		answer = match(p, SLICE(""));
		spent = now() - from;
		assert_true(answer.item_count > 0);
		assert_true(arena_bytes(w.arena) < MEMORY_MAX);
		is_soon(pieces[i], spent, w.usual_match);
		buf_done(&b);
		arena_free(a);
	}
}

static struct refused {
	const char *name;
	const char *piece;
	size_t bytes, skills;
	const char *at;
} refused[] = {
	{"5,000 skills are refused", "a", 10, 5000, "/texts/skills"},
	{"10 MB of one letter are refused", "a", ENDLESS, 1, "/texts/headline"},
	{"10 MB of one character are refused", "人", ENDLESS, 1,
	 "/texts/headline"},
	{"lone surrogates are no JSON", "\\ud800", 60, 1, ""},
	{"nor are they in their order alone", "\\udc00\\ud800", 60, 1, ""},
	{"nor as octets", "\xED\xA0\x80", 60, 1, "/texts/headline"},
};

static void is_refused(void **state)
{
	const struct refused *row = *state;
	struct arena *a = arena_new(0);
	struct buf b = profile_text(row->piece, row->bytes, row->skills);
	char at[FAULT_AT_BYTES];

	assert_null(read_profile(a, &b, at));
	assert_string_equal(at, row->at);
	buf_done(&b);
	arena_free(a);
}

/* An opening may be as odd: it is indexed, and found by the word it has. */
static void odd_openings_are_indexed_and_found(void **state)
{
	static const char *const pieces[] = {"a",
					     "人",
					     "a-b ",
					     "a.b ",
					     "實習 ",
					     "+",
					     "b-",
					     "\\\"",
					     "{}",
					     "\xEE\x90\x8C",
					     "👨‍👩‍👧",
					     "\\\\",
					     "a\xCC\x81"};
	struct snapshot *s = w.snapshot;

	(void)state;
	for (size_t i = 0; i < COUNT(pieces); i++) {
		struct buf b;
		const char *document;

		buf_init(&b, 1 << 20);
		buf_print(&b,
			  "{'id':'odd-%zu','kind':'job','title':{'en':"
			  "'unheard'},'body':{'en':'",
			  i);
		for (size_t at = 0; at < 60000; at += strlen(pieces[i]))
			buf_add_text(&b, pieces[i]);
		buf_add_text(&b, "'},'skills':['unheard'");
		for (size_t k = 1; k < OPENING_SKILLS_MAX; k++)
			buf_print(&b, ",'skill %zu'", k);
		buf_add_text(&b, "]}");
		buf_add_char(&b, '\0');
		document = b.p;
		s = layers_add(s, &document, 1);
		buf_done(&b);
	}
	w.snapshot = s;
	assert_int_equal(search(SLICE("unheard")).total, COUNT(pieces));
}

static int open_world(void **state)
{
	const char *documents[DOCUMENTS];
	struct random r;
	int failed = stall_open(state);

	if (failed != 0)
		return failed;
	random_seed(&r, SEED);
	random_documents(&r, DOCUMENTS, documents);
	w.snapshot = layers_new(&r, documents, DOCUMENTS, 2);
	w.arena = arena_new(0);
	measure_usual();
	return 0;
}

static int close_world(void **state)
{
	print_message("at most %.0f times the usual\n", w.most);
	snapshot_free(w.snapshot);
	arena_free(w.arena);
	return stall_close(state);
}

int main(void)
{
	struct CMUnitTest tests[2 * COUNT(rows) + COUNT(refused) + 2] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[n++] =
			(struct CMUnitTest){rows[i].name, a_search_is_bounded,
					    NULL, NULL, &rows[i]};
		tests[n++] = (struct CMUnitTest){
			rows[i].name, a_match_is_bounded, NULL, NULL, &rows[i]};
	}
	for (size_t i = 0; i < COUNT(refused); i++)
		tests[n++] = (struct CMUnitTest){refused[i].name, is_refused,
						 NULL, NULL, &refused[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		the_fullest_profiles_are_matched_in_bounded_time);
	tests[n] = (struct CMUnitTest)cmocka_unit_test(
		odd_openings_are_indexed_and_found);
	return cmocka_run_group_tests_name("hostile", tests, open_world,
					   close_world);
}
