/*
 * The total, the items and every facet of a search, against a loop that asks
 * of each opening each filter in turn: own filters left out, words or none, in
 * one leaf and in several.
 *
 * Places and sectors relate by a table of their own.  BAYBRIDGE_SEED replays a
 * run, BAYBRIDGE_TESTS_LONG=1 asks for ten times as many.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/compiler.h"
#include "base/day.h"
#include "matcher/search.h"
#include "matcher/snapshot.h"
#include "support/layers.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/size_of_run.h"
#include "support/stall.h"

enum {
	SEED = 20261130,
	DOCUMENTS = 70,
	CATALOGUES = 20,
	COMBINATIONS = 10000,
	COMBINATIONS_LONG = 100000,
	NUMBERS_MAX = 200,
	VALUES_MAX = 10
};

static const char *const values_of[FILTER_FACETS][VALUES_MAX] = {
	{"job", "internship", "incubator", "funding"},
	{"gba", "mainland", "guangdong", "shenzhen", "qianhai", "guangzhou",
	 "hong-kong", "macao", "overseas"},
	{"ict", "ai", "finance", "fintech", "biotech"},
	{"org-a", "org-b", "org-c"},
	{"open", "upcoming", "closed", "historic", "withdrawn", "draft"}};

/* Each place and sector in all that it lies in, itself included. */
static const char *const lies_in[][2] = {{"mainland", "guangdong"},
					 {"gba", "guangdong"},
					 {"guangdong", "shenzhen"},
					 {"mainland", "shenzhen"},
					 {"gba", "shenzhen"},
					 {"shenzhen", "qianhai"},
					 {"guangdong", "qianhai"},
					 {"mainland", "qianhai"},
					 {"gba", "qianhai"},
					 {"guangdong", "guangzhou"},
					 {"mainland", "guangzhou"},
					 {"gba", "guangzhou"},
					 {"gba", "hong-kong"},
					 {"gba", "macao"},
					 {"ict", "ai"},
					 {"finance", "fintech"}};

struct bench {
	struct random random;
	struct arena *arena;
	struct snapshot *snapshot;
	const struct opening *openings[NUMBERS_MAX]; /* NULL: not shown */
	/* By facet: which of its values each opening has, bit by bit. */
	unsigned has[FILTER_FACETS][NUMBERS_MAX];
	int32_t day; /* that the states are of */
};

/* What is asked: bits of values_of, beside what the engine is handed. */
struct asked {
	unsigned bits[FILTER_FACETS]; /* 0: not filtered */
	struct filters filters;
};

static bool relate(struct slice own, const char *wanted)
{
	if (slice_is(own, wanted))
		return true;
	for (size_t i = 0; i < COUNT(lies_in); i++) {
		const char *outer = lies_in[i][0], *inner = lies_in[i][1];

		if ((slice_is(own, outer) &&
		     slice_is(slice_of(wanted), inner)) ||
		    (slice_is(own, inner) && slice_is(slice_of(wanted), outer)))
			return true;
	}
	return false;
}

static bool any_relates(const struct values *v, const struct place_list *own,
			const char *wanted)
{
	for (size_t i = 0; i < own->count; i++) {
		if (relate(v->items[own->items[i]].name, wanted))
			return true;
	}
	return false;
}

static bool has_value(const struct opening *o, enum filter facet,
		      const char *value, int32_t day)
{
	const struct vocabulary *v = world_get()->vocabulary;

	switch (facet) {
	case FILTER_KIND:
		return slice_is(slice_of(value), kind_words[o->kind]);
	case FILTER_PLACE:
		return any_relates(v->places, &o->places, value);
	case FILTER_SECTOR:
		return any_relates(v->sectors, &o->sectors, value);
	case FILTER_ORGANISATION:
		return slice_is(o->organisation, value);
	case FILTER_STATUS:
		return slice_is(slice_of(value),
				state_words[opening_state(o, day)]);
	case FILTER_PAY:
	case FILTER_CLOSES:
	case FILTER__COUNT:
		break;
	}
	fail();
	return false;
}

static void note_values(struct bench *b, int32_t day)
{
	b->day = day;
	for (size_t i = 0; i < b->snapshot->numbers; i++) {
		for (int f = 0; f < FILTER_FACETS; f++) {
			b->has[f][i] = 0;
			for (unsigned k = 0; k < VALUES_MAX; k++) {
				const char *value = values_of[f][k];

				if (value != NULL && b->openings[i] != NULL &&
				    has_value(b->openings[i], (enum filter)f,
					      value, day))
					b->has[f][i] |= 1u << k;
			}
		}
	}
}

static void open_catalogue(struct bench *b)
{
	const char *documents[DOCUMENTS];

	random_documents(&b->random, DOCUMENTS, documents);
	b->snapshot = layers_new(&b->random, documents, DOCUMENTS,
				 (size_t)random_range(&b->random, 1, 3));
	assert_true(b->snapshot->numbers <= NUMBERS_MAX);
	for (size_t i = 0; i < b->snapshot->numbers; i++) {
		size_t row;
		const struct leaf *leaf = snapshot_leaf(b->snapshot, i, &row);

		b->openings[i] = NULL;
		if (bit_has(leaf->shown, row))
			b->openings[i] = snapshot_opening(world_get()->arena,
							  b->snapshot, i);
	}
	note_values(b, world_day("2025-06-01"));
}

/* One value, or two. */
static unsigned some_bits(struct random *r, enum filter facet)
{
	int n = 0;

	while (n < VALUES_MAX && values_of[facet][n] != NULL)
		n++;
	return 1u << random_below(r, n) | 1u << random_below(r, n);
}

static struct place_list places_of(struct arena *a, enum filter facet,
				   unsigned bits, const struct values *v)
{
	size_t *items = ARENA_ARRAY(a, size_t, VALUES_MAX), n = 0;

	for (unsigned k = 0; k < VALUES_MAX; k++) {
		if (bits >> k & 1)
			items[n++] = (size_t)values_find(
				v, slice_of(values_of[facet][k]));
	}
	return (struct place_list){n, items};
}

static struct id_list ids_of(struct arena *a, unsigned bits)
{
	struct slice *items = ARENA_ARRAY(a, struct slice, VALUES_MAX);
	size_t n = 0;

	for (unsigned k = 0; k < VALUES_MAX; k++) {
		if (bits >> k & 1)
			items[n++] =
				slice_of(values_of[FILTER_ORGANISATION][k]);
	}
	return (struct id_list){n, items};
}

/* A bit a word of a table that the engine numbers in its own way. */
static unsigned numbered(unsigned bits, enum filter facet,
			 const char *const *words)
{
	unsigned out = 0;

	for (unsigned k = 0; k < VALUES_MAX; k++) {
		for (unsigned i = 0; (bits >> k & 1) && words[i] != NULL; i++) {
			if (slice_is(slice_of(words[i]), values_of[facet][k]))
				out |= 1u << i;
		}
	}
	return out;
}

static void draw_filters(struct bench *b, struct asked *ret)
{
	const struct vocabulary *v = world_get()->vocabulary;
	struct filters f = filters_none(b->day);

	*ret = (struct asked){.filters = f};
	for (int i = 0; i < FILTER_FACETS; i++) {
		if (random_chance(&b->random, 40))
			ret->bits[i] = some_bits(&b->random, (enum filter)i);
	}
	f.kinds = numbered(ret->bits[FILTER_KIND], FILTER_KIND, kind_words);
	f.states =
		numbered(ret->bits[FILTER_STATUS], FILTER_STATUS, state_words);
	f.places = places_of(b->arena, FILTER_PLACE, ret->bits[FILTER_PLACE],
			     v->places);
	f.sectors = places_of(b->arena, FILTER_SECTOR, ret->bits[FILTER_SECTOR],
			      v->sectors);
	f.organisations = ids_of(b->arena, ret->bits[FILTER_ORGANISATION]);
	if (random_chance(&b->random, 25))
		f.pay_min = random_range(&b->random, 1, 30) * 1000;
	if (random_chance(&b->random, 25))
		f.closes_before = b->day + random_range(&b->random, -30, 60);
	ret->filters = f;
}

/* Without words everything; else what the words match, leaf by leaf. */
static bool *match_words(struct bench *b, const struct search_query *q,
			 bool is_relaxed)
{
	const struct snapshot *s = b->snapshot;
	bool *matched = ARENA_ARRAY(b->arena, bool, NUMBERS_MAX);
	const struct textquery *words = textquery_read_all(
		b->arena, q->analyser, &s->corpus, TEXTQUERY_SEARCH, q->words);

	for (size_t k = 0; k < s->leaf_count; k++) {
		const struct textquery *own =
			textquery_over(b->arena, words, k);
		const struct leaf *leaf = &s->leaves[k];
		uint64_t *docs = textquery_match(b->arena, own, is_relaxed);

		textquery_match_titles(b->arena, own, docs);
		for (size_t row = 0; row < leaf->segment->count; row++)
			matched[leaf->first + row] =
				textquery_is_empty(words) || bit_has(docs, row);
	}
	return matched;
}

static bool passes(const struct bench *b, size_t i, const struct asked *asked,
		   enum filter skip)
{
	const struct opening *o = b->openings[i];
	const struct filters *f = &asked->filters;

	for (int facet = 0; facet < FILTER_FACETS; facet++) {
		unsigned own = b->has[facet][i], want = asked->bits[facet];

		if (facet != (int)skip && want != 0 && (own & want) == 0)
			return false;
	}
	/* Drafts only where they are asked for. */
	if (opening_state(o, b->day) == STATE_DRAFT &&
	    (asked->bits[FILTER_STATUS] == 0 || skip == FILTER_STATUS))
		return false;
	if (f->pay_min > 0 &&
	    !(o->pay.is_comparable && o->pay.max >= f->pay_min))
		return false;
	return f->closes_before == DAY_NONE ||
	       (o->closes != DAY_NONE && o->closes <= f->closes_before);
}

static size_t listed(const struct facet *facet, const char *value)
{
	for (size_t i = 0; i < facet->count; i++) {
		if (slice_is(facet->values[i].value, value))
			return facet->values[i].count;
	}
	return 0;
}

static void facet_is_counted(const struct bench *b, const struct asked *asked,
			     const bool *matched, enum filter facet,
			     const struct facet *told)
{
	size_t counts[VALUES_MAX] = {0}, values = 0;

	for (size_t i = 0; i < b->snapshot->numbers; i++) {
		if (b->openings[i] == NULL || !matched[i] ||
		    !passes(b, i, asked, facet))
			continue;
		for (unsigned k = 0; k < VALUES_MAX; k++)
			counts[k] += b->has[facet][i] >> k & 1;
	}
	for (unsigned k = 0; k < VALUES_MAX; k++) {
		const char *value = values_of[facet][k];

		if (value == NULL)
			continue;
		if (listed(told, value) != counts[k])
			fail_msg("%s=%s: %zu, counted %zu", facet_word(facet),
				 value, listed(told, value), counts[k]);
		values += counts[k] > 0;
	}
	assert_int_equal(told->count, values);
}

static void items_are_those(const struct bench *b, const struct asked *asked,
			    const bool *matched,
			    const struct search_answer *answer)
{
	bool is_item[NUMBERS_MAX] = {false};
	size_t total = 0;

	for (size_t i = 0; i < answer->item_count; i++)
		is_item[answer->items[i].opening] = true;
	for (size_t i = 0; i < b->snapshot->numbers; i++) {
		bool want = b->openings[i] != NULL && matched[i] &&
			    passes(b, i, asked, FILTER__COUNT);

		assert_int_equal(is_item[i], want);
		total += want;
	}
	assert_int_equal(answer->total, total);
	assert_int_equal(answer->item_count, total);
}

static size_t check(struct bench *b)
{
	static const char *const words[] = {"",
					    "",
					    "tester",
					    "实习 python",
					    "軟件測試 tester data",
					    "",
					    "funded",
					    "!? --",
					    "engneer",
					    "機器學習",
					    "",
					    "guild",
					    "创业 C++",
					    "softw funding startup"};
	struct search_query q = {
		.analyser = stall_get()->analyser,
		.words = slice_of(
			words[random_below(&b->random, (int)COUNT(words))]),
		.sort = (enum sort)random_below(&b->random, SORT__COUNT),
		.limit = NUMBERS_MAX};
	struct search_answer answer;
	const bool *matched;
	struct asked asked;

	draw_filters(b, &asked);
	q.filters = asked.filters;
	search_run(b->arena, b->snapshot, &q, &answer);
	matched = match_words(b, &q, answer.is_relaxed);
	items_are_those(b, &asked, matched, &answer);
	for (int f = 0; f < FILTER_FACETS; f++)
		facet_is_counted(b, &asked, matched, (enum filter)f,
				 &answer.facets[f]);
	return answer.total;
}

static void combinations_of_filters_equal_a_loop(void **state)
{
	static const char *const days[] = {"2025-06-01", "2025-01-15",
					   "2024-02-29", "2025-08-15"};
	struct bench *b = ARENA_NEW(world_get()->arena, struct bench);
	size_t n = size_of_run(COMBINATIONS, COMBINATIONS_LONG), found = 0;

	(void)state;
	b->arena = arena_new(0);
	random_seed(&b->random, seed_of_run(SEED));
	for (size_t i = 0; i < n; i++) {
		if (i % (n / CATALOGUES) == 0) {
			snapshot_free(b->snapshot);
			open_catalogue(b);
		}
		if (i % 50 == 0)
			note_values(b, world_day(days[random_below(
					       &b->random, (int)COUNT(days))]));
		arena_reset(b->arena);
		found += check(b) > 0;
	}
	print_message("%zu combinations, %zu of them with items\n", n, found);
	assert_true(found > n / 5);
	snapshot_free(b->snapshot);
	arena_free(b->arena);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(combinations_of_filters_equal_a_loop),
	};

	return cmocka_run_group_tests_name("facets", tests, stall_open,
					   stall_close);
}
