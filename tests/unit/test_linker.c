/* linker: which texts are linked, how surely, and what a ranking makes of it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "matcher/linkerparts.h"
#include "support/linked_world.h"
#include "support/random.h"
#include "support/text_world.h"

enum { SEED = 20261125 };

static struct text_world world;
static const struct linker *shipped;

static const char *const titles[] = {
	/* 0 */ "Software developer, Qianhai",
	/* 1 */ "軟件工程師",
	/* 2 */ "软件工程师",
	/* 3 */ "Engenheiro de software",
	/* 4 */ "Software tester",
	/* 5 */ "Cook",
	/* 6 */ "厨师",
	/* 7 */ "Programmer",
	/* 8 */ "Festival volunteer",
	NULL,
};

static struct link_set link_in(const struct linker *l, const char *text)
{
	return linker_link(l, linker_room_new(world.arena, l), world.analyser,
			   slice_of(text));
}

static struct linked {
	const char *name;
	const char *text;
	const char *code; /* NULL: not linked */
} linked[] = {
	{"a title", "software developer", "2512"},
	{"in capitals and other marks", "SOFTWARE--Developer!", "2512"},
	{"in Traditional characters", "軟件工程師", "2512"},
	{"in Simplified characters", "软件工程师", "2512"},
	{"in Portuguese", "Engenheiro de Software", "2512"},
	{"with another word", "senior software developer", "2512"},
	{"another occupation", "kitchen cook", "5120"},
	{"a word of no title", "zookeeper", NULL},
	{"nothing", "", NULL},
	{"marks alone", "!? --", NULL},
	{"a title lost in a sentence",
	 "we look for people who enjoy music and can cook", NULL},
	{"more than twelve words",
	 "software developer software developer software developer software "
	 "developer software developer software developer software",
	 NULL},
	{"more than twenty characters",
	 "軟件工程師軟件工程師軟件工程師軟件工程師軟", NULL},
};

static void links(void **state)
{
	const struct linked *row = *state;
	struct link_set set = link_in(world.linker, row->text);

	if (row->code == NULL) {
		assert_int_equal(set.count, 0);
		return;
	}
	assert_true(set.count > 0);
	assert_true(slice_is(
		linker_taxonomy(world.linker)->units[set.items[0].unit].code,
		row->code));
	assert_true((double)set.items[0].confidence >= LINK_THRESHOLD);
	assert_true((double)set.items[0].confidence <= 1);
}

/* The words a person types, in four languages, meet in what ships. */
static struct bridged {
	const char *name;
	const char *texts[4];
} bridged[] = {
	{"software developers meet",
	 {"software developer", "軟件工程師", "软件工程师",
	  "engenheiro de software"}},
	{"accountants meet",
	 {"accountant", "會計師", "会计师", "contabilista"}},
	{"nurses meet", {"nurse", "護士", "护士", "enfermeiro"}},
	{"cooks meet", {"cook", "廚師", "厨师", "cozinheiro"}},
};

static void meet(void **state)
{
	const struct bridged *row = *state;

	for (size_t i = 0; i < COUNT(row->texts); i++) {
		struct link_set a = link_in(shipped, row->texts[i]);
		const float *reach = linker_reach(world.arena, shipped, &a);

		assert_true(a.count > 0);
		for (size_t k = 0; k < COUNT(row->texts); k++) {
			struct link_set b = link_in(shipped, row->texts[k]);

			assert_true(linker_likeness(reach, &b) > LINK_SURE);
		}
	}
}

static void every_title_that_ships_is_linked_to_its_own_group(void **state)
{
	const struct taxonomy *t = linker_taxonomy(shipped);
	struct linker_room *room = linker_room_new(world.arena, shipped);

	(void)state;
	for (size_t u = 0; u < t->unit_count; u++) {
		for (size_t i = 0; i < t->units[u].title_count; i++) {
			struct link_set set =
				linker_link(shipped, room, world.analyser,
					    t->units[u].titles[i]);
			bool is_own = false;

			for (unsigned k = 0; k < set.count; k++)
				is_own |=
					set.items[k].unit == u &&
					(double)set.items[k].confidence > .999;
			assert_true(is_own);
		}
	}
}

static void both_scripts_are_linked_alike(void **state)
{
	static const char *const pairs[][2] = {
		{"軟件工程師", "软件工程师"},
		{"高級會計師", "高级会计师"},
		{"護士長", "护士长"},
		{"IT項目經理", "IT项目经理"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct link_set a = link_in(shipped, pairs[i][0]);
		struct link_set b = link_in(shipped, pairs[i][1]);

		assert_true(a.count > 0);
		assert_int_equal(a.count, b.count);
		assert_memory_equal(a.items, b.items,
				    a.count * sizeof(a.items[0]));
	}
}

static void a_plural_is_linked_like_the_word(void **state)
{
	struct link_set a = link_in(shipped, "software developer");
	struct link_set b = link_in(shipped, "software developers");

	(void)state;
	assert_true(b.count > 0);
	assert_int_equal(a.items[0].unit, b.items[0].unit);
	assert_true(b.items[0].confidence < a.items[0].confidence);
}

static void a_joined_set_keeps_the_surest(void **state)
{
	struct link_set a = {2, {{1, .9f, .9f}, {2, .5f, .1f}}};
	struct link_set b = {3, {{2, .8f, .6f}, {3, .8f, .6f}, {1, .6f, .2f}}};
	struct link_set both = linker_join(shipped, &a, &b);
	struct link_set turned = linker_join(shipped, &b, &a);

	(void)state;
	assert_int_equal(both.count, 3);
	assert_int_equal(both.items[0].unit, 1);
	assert_int_equal(both.items[1].unit, 2);
	assert_int_equal(both.items[2].unit, 3);
	assert_memory_equal(both.items, turned.items,
			    3 * sizeof(both.items[0]));
}

static double likeness_of(const struct link_set *a, const struct link_set *b)
{
	return linker_likeness(linker_reach(world.arena, shipped, a), b);
}

static struct link_set any_links(struct random *r)
{
	static const struct link_set none = {.count = 0};
	struct link_set set = {.count =
				       (unsigned)random_range(r, 1, LINKS_MAX)};
	unsigned unit = (unsigned)random_below(r, 400);

	for (unsigned i = 0; i < set.count; i++) {
		set.items[i].unit = (uint16_t)unit;
		set.items[i].confidence = 1 - (float)i / 9;
		unit += (unsigned)random_range(r, 1, 3);
	}
	return linker_join(shipped, &set, &none);
}

static void likeness_is_symmetric_and_most_to_itself(void **state)
{
	struct random r;

	(void)state;
	random_seed(&r, SEED);
	print_message("seed %d\n", SEED);
	for (int i = 0; i < 20000; i++) {
		struct link_set a = any_links(&r);
		struct link_set b = any_links(&r);
		double like = likeness_of(&a, &b);

		assert_true(fabs(like - likeness_of(&b, &a)) < 1e-5);
		assert_true(like >= 0 && like <= 1);
		assert_true(fabs(likeness_of(&a, &a) - 1) < 1e-5);
	}
}

/* The best cosine of each unit group, every entry multiplied. */
static double *whole_product(struct slice text)
{
	size_t units = linker_taxonomy(shipped)->unit_count;
	double *best = ARENA_ARRAY(world.arena, double, units);
	double *sums = ARENA_ARRAY(world.arena, double, shipped->title_count);
	struct features f = {.linker = shipped};
	double length = 0;

	if (!linker_features(&f, world.analyser, text))
		return best;
	for (size_t i = 0; i < f.count; i++) {
		const struct feature_term *t = f.items[i].term;
		double idf = t == NULL ? shipped->idf_unknown : t->idf;
		double w = f.items[i].weight * idf;

		length += w * w;
		for (uint32_t k = 0; t != NULL && k < t->count; k++)
			sums[t->entries[k].title] +=
				w * (double)t->entries[k].weight;
	}
	for (uint32_t i = 0; i < shipped->title_count; i++)
		best[shipped->units[i]] =
			fmax(best[shipped->units[i]], sums[i] / sqrt(length));
	return best;
}

static void agree(const struct link_set *set, const double *best)
{
	double least = set->count == LINKS_MAX
			       ? (double)set->items[LINKS_MAX - 1].confidence
			       : LINK_THRESHOLD;

	for (size_t u = 0; u < linker_taxonomy(shipped)->unit_count; u++) {
		double found = 0;

		for (unsigned i = 0; i < set->count; i++) {
			if (set->items[i].unit == u)
				found = (double)set->items[i].confidence;
		}
		if (found > 0)
			assert_true(fabs(found - best[u]) < 1e-5);
		else
			assert_true(best[u] < least + 1e-5);
	}
}

static struct slice any_title(struct random *r)
{
	const struct taxonomy *t = linker_taxonomy(shipped);
	const struct occupation *o =
		&t->units[random_below(r, (int)t->unit_count)];

	return o->titles[random_below(r, (int)o->title_count)];
}

static void the_pruned_product_is_the_whole_one(void **state)
{
	struct linker_room *room = linker_room_new(world.arena, shipped);
	struct random r;

	(void)state;
	random_seed(&r, SEED);
	for (int i = 0; i < 400; i++) {
		struct slice a = any_title(&r);
		struct slice b = any_title(&r);
		struct slice half = slice_cut(b, 0, b.n / 2);
		struct slice text =
			arena_print(world.arena, "%.*s %.*s", SLICE_ARG(a),
				    SLICE_ARG(i % 2 == 0 ? b : half));
		struct link_set set =
			linker_link(shipped, room, world.analyser, text);

		agree(&set, whole_product(text));
	}
}

static void a_sibling_is_less_near_than_the_same(void **state)
{
	struct link_set a = link_in(world.linker, "software developer");
	struct link_set b = link_in(world.linker, "programmer");
	struct link_set c = link_in(world.linker, "cook");
	const float *reach = linker_reach(world.arena, world.linker, &a);
	const float *back = linker_reach(world.arena, world.linker, &b);

	(void)state;
	assert_true(fabs(linker_likeness(reach, &a) - 1) < 1e-6);
	assert_true(fabs(linker_likeness(reach, &b) - LINK_SIBLING) < 1e-6);
	assert_true(fabs(linker_likeness(back, &a) - LINK_SIBLING) < 1e-6);
	assert_true(linker_likeness(reach, &c) == 0);
}

static struct order {
	const char *name;
	enum textquery_mode mode;
	const char *query;
	const char *want;
} orders[] = {
	{"the same words first, then the occupation, then its siblings",
	 TEXTQUERY_RANK, "software developer", "0 3 4 1 2 7 8"},
	{"a title in Chinese finds its translations", TEXTQUERY_RANK,
	 "軟件工程師", "1 2 3 0 7 4 6"},
	{"and so in the other script", TEXTQUERY_RANK, "软件工程师",
	 "1 2 3 0 7 4 6"},
	{"a word of no document finds its occupation", TEXTQUERY_RANK,
	 "cozinheiro", "5 6 3"},
	{"a title in Chinese finds one in English first", TEXTQUERY_RANK,
	 "程序员", "7 1 2 4 3 0"},
	{"a search for an occupation matches its other names", TEXTQUERY_SEARCH,
	 "cozinheiro", "5 6"},
	{"but not its siblings", TEXTQUERY_SEARCH, "programmer", "7"},
	{"a search for more than a name matches words alone", TEXTQUERY_SEARCH,
	 "cook at a festival", "-"},
	{"a search for something else finds it alone", TEXTQUERY_SEARCH,
	 "volunteer", "8"},
};

static void comes_in_order(void **state)
{
	const struct order *row = *state;

	assert_string_equal(text_world_order(&world, row->mode, row->query),
			    row->want);
}

static const struct textquery *read_query(const char *text)
{
	return textquery_read(world.arena, world.analyser, world.index,
			      TEXTQUERY_RANK, slice_of(text));
}

static void a_reason_is_told_and_all_add_up(void **state)
{
	static const char *const queries[] = {
		"software developer", "軟件工程師", "cozinheiro",
		"programmer\ncook\nlong lines are no titles of anything at all"};

	(void)state;
	for (size_t i = 0; i < COUNT(queries); i++) {
		const struct textquery *q = read_query(queries[i]);
		struct text_scores r = text_world_run(&world, q, NULL);

		for (uint32_t d = 0; d < world.count; d++) {
			struct evidence items[TEXTQUERY_EVIDENCE_MAX];
			struct explained doc = {d, &world.docs[d]};
			size_t n = textquery_explain(
				world.arena, world.analyser, q, &doc, items);
			double sum = 0;

			for (size_t k = 0; k < n; k++)
				sum += items[k].share;
			assert_true(n == 0 || fabs(sum - 1) < 1e-9);
			assert_int_equal(n > 0, r.scores[d] > 0);
			assert_true(fabs(textquery_score(q, d) - r.scores[d]) <
				    1e-9);
		}
	}
}

static void the_reason_is_the_line_and_the_title(void **state)
{
	const struct textquery *q = read_query("cozinheiro");
	struct explained doc = {6, &world.docs[6]};
	struct evidence items[TEXTQUERY_EVIDENCE_MAX];

	(void)state;
	assert_int_equal(
		textquery_explain(world.arena, world.analyser, q, &doc, items),
		1);
	assert_string_equal(match_how_word(items[0].how), "occupation");
	assert_true(slice_is(items[0].typed, "cozinheiro"));
	assert_true(slice_is(items[0].found, "厨师"));
	assert_int_equal(items[0].field, FIELD_TITLE);
}

static void a_title_with_the_words_stays_before_one_without(void **state)
{
	const struct textquery *q = read_query("軟件工程師");
	struct text_scores r = text_world_run(&world, q, NULL);
	double self = textquery_self(world.index, q);

	(void)state;
	assert_true(r.scores[1] > 2 * r.scores[0]);
	assert_true(r.scores[1] == r.scores[2]);
	assert_true(r.scores[0] / self < 1. / 3 + 1e-9);
	assert_true(r.scores[0] > 0);
}

static void a_title_of_two_occupations_gains_once(void **state)
{
	static const char *const two[] = {"Software tester, programmer", NULL};
	struct text_world own;
	const struct textquery *q;
	struct text_scores r;

	(void)state;
	text_world_open(&own, NULL, two);
	own.linker = linked_small(own.arena, own.analyser);
	text_world_index(&own);
	assert_true(textindex_links(own.index, 0)->count > 1);
	q = textquery_read(own.arena, own.analyser, own.index, TEXTQUERY_RANK,
			   SLICE("程序员"));
	r = text_world_run(&own, q, NULL);
	assert_true(r.scores[0] > 0);
	assert_true(fabs(textquery_score(q, 0) - r.scores[0]) < 1e-12);
	text_world_close(&own);
}

static void without_a_linker_nothing_is_linked(void **state)
{
	struct text_world plain;

	(void)state;
	text_world_open(&plain, NULL, titles);
	assert_string_equal(text_world_order(&plain, TEXTQUERY_RANK, "程序员"),
			    "1 2");
	text_world_close(&plain);
}

static int open_world(void **state)
{
	(void)state;
	text_world_open(&world, NULL, titles);
	world.linker = linked_small(world.arena, world.analyser);
	shipped = linked_shipped(world.arena, world.analyser);
	text_world_index(&world);
	return 0;
}

static int close_world(void **state)
{
	(void)state;
	text_world_close(&world);
	return 0;
}

#define ROWS(rows, function)                                                   \
	for (size_t i = 0; i < COUNT(rows); i++)                               \
		tests[n++] = (struct CMUnitTest)                               \
		{                                                              \
			rows[i].name, function, NULL, NULL, &rows[i]           \
		}

int main(void)
{
	static const struct CMUnitTest plain[] = {
		cmocka_unit_test(
			every_title_that_ships_is_linked_to_its_own_group),
		cmocka_unit_test(both_scripts_are_linked_alike),
		cmocka_unit_test(a_plural_is_linked_like_the_word),
		cmocka_unit_test(a_joined_set_keeps_the_surest),
		cmocka_unit_test(likeness_is_symmetric_and_most_to_itself),
		cmocka_unit_test(the_pruned_product_is_the_whole_one),
		cmocka_unit_test(a_sibling_is_less_near_than_the_same),
		cmocka_unit_test(a_reason_is_told_and_all_add_up),
		cmocka_unit_test(the_reason_is_the_line_and_the_title),
		cmocka_unit_test(
			a_title_with_the_words_stays_before_one_without),
		cmocka_unit_test(a_title_of_two_occupations_gains_once),
		cmocka_unit_test(without_a_linker_nothing_is_linked),
	};
	struct CMUnitTest tests[COUNT(linked) + COUNT(bridged) + COUNT(orders) +
				COUNT(plain)] = {0};
	size_t n = 0;

	ROWS(linked, links);
	ROWS(bridged, meet);
	ROWS(orders, comes_in_order);
	for (size_t i = 0; i < COUNT(plain); i++)
		tests[n++] = plain[i];
	return cmocka_run_group_tests_name("linker", tests, open_world,
					   close_world);
}
