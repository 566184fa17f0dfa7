/* synonyms: the file, what is refused in it, and members found in a text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "json/jr.h"
#include "matcher/analyse.h"
#include "matcher/synonyms.h"

static struct arena *arena;
static struct analyser *analyser;

static enum err read_json(const char *json, struct synonyms **ret,
			  struct faults *faults)
{
	const struct jr *root;

	assert_int_equal(jr_parse(arena, slice_of(json), &root, faults),
			 ERR_OK);
	return synonyms_read(arena, analyser, root, ret, faults);
}

static struct refused {
	const char *name;
	const char *json;
	enum fault_code code;
	const char *pointer;
} refused[] = {
	{"no object", "[]", FAULT_TYPE_OBJECT, ""},
	{"no groups", "{}", FAULT_MISSING, ""},
	{"an unknown key", "{\"groups\":[],\"x\":1}", FAULT_UNKNOWN_KEY, "/x"},
	{"no weight", "{\"groups\":[{\"members\":{}}]}", FAULT_MISSING,
	 "/groups/0"},
	{"a weight above 1", "{\"groups\":[{\"weight\":2,\"members\":{}}]}",
	 FAULT_RANGE, "/groups/0/weight"},
	{"no members", "{\"groups\":[{\"weight\":1}]}", FAULT_MISSING,
	 "/groups/0"},
	{"an unknown language",
	 "{\"groups\":[{\"weight\":1,\"members\":{\"fr\":[]}}]}",
	 FAULT_UNKNOWN_LANG, "/groups/0/members/fr"},
	{"members that are no list",
	 "{\"groups\":[{\"weight\":1,\"members\":{\"en\":\"a\"}}]}",
	 FAULT_TYPE_ARRAY, "/groups/0/members/en"},
	{"a member without a word",
	 "{\"groups\":[{\"weight\":1,\"members\":{\"en\":[\"a\",\"--\"]}}]}",
	 FAULT_EMPTY, "/groups/0/members/en/1"},
	{"a member of 17 words",
	 "{\"groups\":[{\"weight\":1,\"members\":{\"en\":"
	 "[\"a a a a a a a a a a a a a a a a a\"]}}]}",
	 FAULT_TOO_MANY_ITEMS, "/groups/0/members/en/0"},
};

static void is_refused(void **state)
{
	const struct refused *row = *state;
	struct faults faults = {0};
	struct synonyms *s = NULL;

	assert_int_equal(read_json(row->json, &s, &faults), ERR_INVALID);
	assert_null(s);
	assert_true(faults.count > 0);
	assert_int_equal(faults.items[0].code, row->code);
	if (row->code != FAULT_MISSING)
		assert_string_equal(faults.items[0].at, row->pointer);
}

static const char groups[] =
	"{\"groups\":["
	"{\"weight\":0.8,\"members\":{\"en\":[\"venture capital\",\"VC\"],"
	"\"zh-Hant\":[\"創業投資\"],\"zh-Hans\":[\"创业投资\"]}},"
	"{\"weight\":0.7,\"members\":{\"en\":[\"venture\"],"
	"\"zh-Hant\":[\"創業\"],\"pt\":[\"capital de risco\"]}},"
	"{\"weight\":0.9,\"members\":{\"en\":"
	"[\"a b c d e f g h i j k l m n o p\"]}}]}";

static struct found {
	const char *name;
	const char *text;
	const char *want; /* group[from,to) */
} found[] = {
	{"a word", "my venture", "1[3,10)"},
	{"a longer member beside a shorter one", "Venture Capital fund",
	 "1[0,7) 0[0,15)"},
	{"only the exact words", "ventures capitals", ""},
	{"Han in either script", "談創業投資", "1[3,9) 0[3,15)"},
	{"Han inside a run", "大创业家", "1[3,9)"},
	{"Han across a comma is nothing", "創，業", ""},
	{"words across a comma are the member", "capital, de risco", "1[0,17)"},
	{"sixteen words, twice",
	 "a b c d e f g h i j k l m n o p a b c d e f g h i j k l m n o p",
	 "2[0,31) 2[32,63)"},
	{"a start within a start", "a b a b c d e f g h i j k l m n o p",
	 "2[4,35)"},
	{"nothing", "nothing", ""},
};

static void print_hit(void *ctx, const struct synonym_hit *hit)
{
	struct buf *b = ctx;

	if (b->n > 0)
		buf_add_char(b, ' ');
	buf_print(b, "%u[%u,%u)", hit->group, hit->from, hit->to);
}

static int step(void *ctx, unsigned flags, struct slice term, uint32_t from,
		uint32_t to)
{
	if (!(flags & TOKEN_COLOCATED))
		synonym_step(ctx, (flags & TOKEN_HAN) != 0, term, from, to);
	return 0;
}

static struct synonyms *read_groups(void)
{
	struct faults faults = {0};
	struct synonyms *s = NULL;

	assert_int_equal(read_json(groups, &s, &faults), ERR_OK);
	return s;
}

static void finds_members(void **state)
{
	const struct found *row = *state;
	struct buf out;
	struct synonym_walk w = {
		.synonyms = read_groups(), .emit = print_hit, .ctx = &out};

	buf_init(&out, 4096);
	analyse(analyser, ANALYSE_DOCUMENT, slice_of(row->text), step, &w);
	buf_add_char(&out, '\0');
	assert_string_equal(out.p, row->want);
	buf_done(&out);
}

static void groups_have_their_weights(void **state)
{
	const struct synonyms *s = read_groups();

	(void)state;
	assert_int_equal(synonyms_count(s), 3);
	assert_true(synonyms_weight(s, 0) == .8);
	assert_true(synonyms_weight(s, 1) == .7);
	assert_true(synonyms_knows(s, SLICE("venture")));
	assert_false(synonyms_knows(s, SLICE("seed")));
}

static void none_is_no_group(void **state)
{
	struct synonym_walk w = {.synonyms = NULL};

	(void)state;
	assert_int_equal(synonyms_count(NULL), 0);
	assert_true(synonyms_version(NULL) == 0);
	assert_false(synonyms_knows(NULL, SLICE("a")));
	synonym_step(&w, false, SLICE("a"), 0, 1);
}

static void another_file_is_another_version(void **state)
{
	struct faults faults = {0};
	struct synonyms *a = read_groups();
	struct synonyms *b = NULL;

	(void)state;
	assert_true(synonyms_version(a) == synonyms_version(read_groups()));
	assert_int_equal(read_json("{\"groups\":[{\"weight\":1,\"members\":"
				   "{\"en\":[\"a\"]}}]}",
				   &b, &faults),
			 ERR_OK);
	assert_true(synonyms_version(a) != synonyms_version(b));
}

static int open_all(void **state)
{
	(void)state;
	arena = arena_new(0);
	analyser = analyser_new();
	return 0;
}

static int close_all(void **state)
{
	(void)state;
	analyser_free(analyser);
	arena_free(arena);
	return 0;
}

enum { PLAIN = 3 };

int main(void)
{
	struct CMUnitTest tests[PLAIN + COUNT(refused) + COUNT(found)] = {
		cmocka_unit_test(groups_have_their_weights),
		cmocka_unit_test(none_is_no_group),
		cmocka_unit_test(another_file_is_another_version),
	};

	for (size_t i = 0; i < COUNT(refused); i++) {
		tests[PLAIN + i].name = refused[i].name;
		tests[PLAIN + i].test_func = is_refused;
		tests[PLAIN + i].initial_state = &refused[i];
	}
	for (size_t i = 0; i < COUNT(found); i++) {
		tests[PLAIN + COUNT(refused) + i].name = found[i].name;
		tests[PLAIN + COUNT(refused) + i].test_func = finds_members;
		tests[PLAIN + COUNT(refused) + i].initial_state = &found[i];
	}
	return cmocka_run_group_tests_name("synonyms", tests, open_all,
					   close_all);
}
