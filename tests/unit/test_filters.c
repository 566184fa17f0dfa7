/*
 * filters and facets: one row a filter; then random catalogues against a loop
 * that reads the openings and knows places by its own table.
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
#include "matcher/filters.h"
#include "matcher/snapshot.h"
#include "support/one_by_one.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/stall.h"

enum { DOCUMENTS = 80, ROUNDS = 40 };

#define TODAY "2025-06-01"

static struct place_list place(const char *name, const struct values *v)
{
	size_t *items = ARENA_ARRAY(world_get()->arena, size_t, 1);

	items[0] = (size_t)values_find(v, slice_of(name));
	return (struct place_list){1, items};
}

static struct id_list id(const char *name)
{
	struct slice *items = ARENA_ARRAY(world_get()->arena, struct slice, 1);

	items[0] = slice_of(name);
	return (struct id_list){1, items};
}

static struct row {
	const char *name;
	const char *opening; /* the rest of a job */
	unsigned kinds, states;
	const char *place, *sector, *organisation;
	double pay_min;
	const char *closes_before;
	bool want;
} rows[] = {
	{"nothing filtered", "", 0, 0, NULL, NULL, NULL, 0, NULL, true},
	{"the kind", "", 1u << KIND_JOB, 0, NULL, NULL, NULL, 0, NULL, true},
	{"another kind", "", 1u << KIND_FUNDING, 0, NULL, NULL, NULL, 0, NULL,
	 false},
	{"one of two kinds", "", 1u << KIND_FUNDING | 1u << KIND_JOB, 0, NULL,
	 NULL, NULL, 0, NULL, true},

	{"the place", ",'places':['shenzhen']", 0, 0, "shenzhen", NULL, NULL, 0,
	 NULL, true},
	{"a place in it", ",'places':['qianhai']", 0, 0, "shenzhen", NULL, NULL,
	 0, NULL, true},
	{"a place around it", ",'places':['gba']", 0, 0, "qianhai", NULL, NULL,
	 0, NULL, true},
	{"a place beside it", ",'places':['guangzhou']", 0, 0, "shenzhen", NULL,
	 NULL, 0, NULL, false},
	{"no place", "", 0, 0, "shenzhen", NULL, NULL, 0, NULL, false},

	{"the sector", ",'sectors':['ai']", 0, 0, NULL, "ai", NULL, 0, NULL,
	 true},
	{"a wider sector", ",'sectors':['ict']", 0, 0, NULL, "ai", NULL, 0,
	 NULL, true},
	{"a narrower sector", ",'sectors':['ai']", 0, 0, NULL, "ict", NULL, 0,
	 NULL, true},
	{"another sector", ",'sectors':['ai']", 0, 0, NULL, "biotech", NULL, 0,
	 NULL, false},

	{"the organisation", ",'organisation':'o'", 0, 0, NULL, NULL, "o", 0,
	 NULL, true},
	{"another organisation", ",'organisation':'oo'", 0, 0, NULL, NULL, "o",
	 0, NULL, false},
	{"no organisation", "", 0, 0, NULL, NULL, "o", 0, NULL, false},

	{"a draft is not shown", ",'status':'draft'", 0, 0, NULL, NULL, NULL, 0,
	 NULL, false},
	{"unless asked for", ",'status':'draft'", 0, 1u << STATE_DRAFT, NULL,
	 NULL, NULL, 0, NULL, true},
	{"what is withdrawn is shown", ",'status':'withdrawn'", 0, 0, NULL,
	 NULL, NULL, 0, NULL, true},
	{"open by its dates", "", 0, 1u << STATE_OPEN, NULL, NULL, NULL, 0,
	 NULL, true},
	{"closed by its dates", ",'closes':'2025-05-31'", 0, 1u << STATE_OPEN,
	 NULL, NULL, NULL, 0, NULL, false},
	{"upcoming by its dates", ",'opens':'2025-06-02'", 0,
	 1u << STATE_UPCOMING, NULL, NULL, NULL, 0, NULL, true},

	{"the top of the range is enough",
	 ",'pay':{'min':1,'max':9,'currency':'HKD','per':'month'}", 0, 0, NULL,
	 NULL, NULL, 9, NULL, true},
	{"the top of the range is too little",
	 ",'pay':{'min':1,'max':9,'currency':'HKD','per':'month'}", 0, 0, NULL,
	 NULL, NULL, 10, NULL, false},
	{"pay without a rate cannot be compared",
	 ",'pay':{'max':9999,'currency':'CNY','per':'month'}", 0, 0, NULL, NULL,
	 NULL, 1, NULL, false},
	{"pay that is not stated", "", 0, 0, NULL, NULL, NULL, 1, NULL, false},

	{"closes on the day", ",'closes':'2025-07-01'", 0, 0, NULL, NULL, NULL,
	 0, "2025-07-01", true},
	{"closes the day after", ",'closes':'2025-07-02'", 0, 0, NULL, NULL,
	 NULL, 0, "2025-07-01", false},
	{"closes never", "", 0, 0, NULL, NULL, NULL, 0, "2025-07-01", false},
};

static struct filters filters_of(const struct row *row)
{
	struct filters f = filters_none(world_day(TODAY));
	const struct vocabulary *v = world_get()->vocabulary;

	f.kinds = row->kinds;
	f.states = row->states;
	f.pay_min = row->pay_min;
	f.closes_before = world_day(row->closes_before);
	if (row->place != NULL)
		f.places = place(row->place, v->places);
	if (row->sector != NULL)
		f.sectors = place(row->sector, v->sectors);
	if (row->organisation != NULL)
		f.organisations = id(row->organisation);
	return f;
}

static const uint64_t *passing(const struct snapshot *s,
			       const struct filters *f)
{
	struct arena *a = world_get()->arena;
	struct filter_sets sets = filters_read(a, s->leaves, f);
	uint64_t *found = ARENA_ARRAY(a, uint64_t, sets.words + 1);

	filters_intersect(&sets, FILTER__COUNT, NULL, found);
	return found;
}

static void passes(void **state)
{
	const struct row *row = *state;
	struct filters f = filters_of(row);
	struct snapshot *s = stall_snapshot(
		arena_print(world_get()->arena,
			    "[{'id':'a','kind':'job','title':{'en':'x'}%s}]",
			    row->opening)
			.p);

	assert_int_equal(one_passes(s, 0, &f, FILTER__COUNT), row->want);
	assert_int_equal(bit_has(passing(s, &f), 0), row->want);
	snapshot_free(s);
}

/* The vocabulary of stall.c once more, by hand. */
static const char *const inside[][2] = {
	{"guangdong", "gba"},       {"guangdong", "mainland"},
	{"shenzhen", "guangdong"},  {"qianhai", "shenzhen"},
	{"guangzhou", "guangdong"}, {"hong-kong", "gba"},
	{"macao", "gba"},           {"ai", "ict"},
	{"fintech", "finance"}};

static bool lies_in(struct slice inner, struct slice outer)
{
	if (slice_eq(inner, outer))
		return true;
	for (size_t i = 0; i < COUNT(inside); i++) {
		if (slice_is(inner, inside[i][0]) &&
		    lies_in(slice_of(inside[i][1]), outer))
			return true;
	}
	return false;
}

static bool relates(const struct values *v, const struct place_list *own,
		    struct slice wanted)
{
	for (size_t i = 0; i < own->count; i++) {
		struct slice name = v->items[own->items[i]].name;

		if (lies_in(name, wanted) || lies_in(wanted, name))
			return true;
	}
	return false;
}

/* Whether the opening has this value of this facet. */
static bool has_value(const struct snapshot *s, size_t i, enum filter facet,
		      struct slice value, int32_t day)
{
	const struct opening *o = snapshot_opening(world_get()->arena, s, i);
	const struct vocabulary *v = s->vocabulary;

	switch (facet) {
	case FILTER_KIND:
		return slice_is(value, kind_words[o->kind]);
	case FILTER_PLACE:
		return relates(v->places, &o->places, value);
	case FILTER_SECTOR:
		return relates(v->sectors, &o->sectors, value);
	case FILTER_ORGANISATION:
		return slice_eq(value, o->organisation);
	case FILTER_STATUS:
		return slice_is(value, state_words[opening_state(o, day)]);
	case FILTER_PAY:
	case FILTER_CLOSES:
	case FILTER__COUNT:
		break;
	}
	fail();
	return false;
}

/* The same, but for the filter that belongs to the facet. */
static struct filters without(struct filters f, enum filter facet)
{
	if (facet == FILTER_KIND)
		f.kinds = 0;
	if (facet == FILTER_PLACE)
		f.places.count = 0;
	if (facet == FILTER_SECTOR)
		f.sectors.count = 0;
	if (facet == FILTER_ORGANISATION)
		f.organisations.count = 0;
	if (facet == FILTER_STATUS)
		f.states = 0;
	return f;
}

static size_t count_of(const struct snapshot *s, const struct filters *f,
		       const uint64_t *matched, enum filter facet,
		       struct slice value)
{
	struct filters others = without(*f, facet);
	size_t n = 0;

	for (size_t i = 0; i < s->count; i++) {
		bool is_matched = matched == NULL ||
				  (matched[i / 64] >> (i % 64) & 1) != 0;

		n += is_matched && one_passes(s, i, &others, FILTER__COUNT) &&
		     has_value(s, i, facet, value, f->day);
	}
	return n;
}

static size_t listed(const struct facet *facet, struct slice value)
{
	for (size_t i = 0; i < facet->count; i++) {
		if (slice_eq(facet->values[i].value, value))
			return facet->values[i].count;
	}
	return 0;
}

static void is_ordered(const struct facet *facet)
{
	for (size_t i = 0; i < facet->count; i++) {
		const struct facet_value *x = &facet->values[i];

		assert_true(x->count > 0);
		if (i == 0)
			continue;
		assert_true(x[-1].count > x->count ||
			    (x[-1].count == x->count &&
			     slice_cmp(x[-1].value, x->value) < 0));
	}
}

static const char *const values_of[FILTER_FACETS][10] = {
	{"job", "internship", "incubator", "funding"},
	{"gba", "mainland", "guangdong", "shenzhen", "qianhai", "guangzhou",
	 "hong-kong", "macao", "overseas"},
	{"ict", "ai", "finance", "fintech", "biotech"},
	{"org-a", "org-b", "org-c"},
	{"open", "upcoming", "closed", "historic", "withdrawn"}};

static void agree(const struct snapshot *s, const struct filters *f,
		  const uint64_t *matched)
{
	struct facet facets[FILTER_FACETS];

	struct filter_sets sets =
		filters_read(world_get()->arena, s->leaves, f);
	struct facets_leaf leaf = {s->leaves, &sets, matched};
	struct facets_plan plan = {1, &leaf, f->day};
	const uint64_t *found = passing(s, f);

	for (size_t i = 0; i < s->count; i++)
		assert_int_equal(bit_has(found, i),
				 one_passes(s, i, f, FILTER__COUNT));
	facets_count(world_get()->arena, &plan, facets);
	for (int facet = 0; facet < FILTER_FACETS; facet++) {
		size_t shown = 0;

		is_ordered(&facets[facet]);
		for (size_t k = 0; values_of[facet][k] != NULL; k++) {
			struct slice value = slice_of(values_of[facet][k]);
			size_t n = count_of(s, f, matched, (enum filter)facet,
					    value);

			assert_int_equal(listed(&facets[facet], value), n);
			shown += n > 0;
		}
		assert_int_equal(facets[facet].count, shown);
	}
}

static struct filters random_filters(struct random *r)
{
	struct filters f = filters_none(world_day(TODAY));
	const struct vocabulary *v = world_get()->vocabulary;

	if (random_chance(r, 50))
		f.kinds = 1u << random_below(r, KIND__COUNT) | 1u;
	if (random_chance(r, 30))
		f.states = 1u << random_below(r, STATE_DRAFT);
	if (random_chance(r, 30))
		f.places = place(values_of[FILTER_PLACE][random_below(r, 9)],
				 v->places);
	if (random_chance(r, 30))
		f.sectors = place(values_of[FILTER_SECTOR][random_below(r, 5)],
				  v->sectors);
	if (random_chance(r, 30))
		f.organisations =
			id(values_of[FILTER_ORGANISATION][random_below(r, 3)]);
	if (random_chance(r, 30))
		f.pay_min = random_range(r, 1, 20) * 1000;
	if (random_chance(r, 30))
		f.closes_before = world_day("2025-06-15");
	return f;
}

static void facets_agree_with_a_loop(void **state)
{
	const char *documents[DOCUMENTS];
	struct random r;

	(void)state;
	random_seed(&r, 5150);
	for (int round = 0; round < ROUNDS; round++) {
		uint64_t matched[DOCUMENTS / 64 + 1];
		struct snapshot *s;

		random_documents(&r, DOCUMENTS, documents);
		s = stall_snapshot(documents_array(documents, DOCUMENTS));
		for (int k = 0; k < 5; k++) {
			struct filters f = random_filters(&r);

			for (size_t w = 0; w < COUNT(matched); w++)
				matched[w] = random_next(&r);
			agree(s, &f, NULL);
			agree(s, &f, matched);
		}
		snapshot_free(s);
	}
}

static void words_name_the_facets(void **state)
{
	static const char *const words[FILTER_FACETS] = {
		"kind", "place", "sector", "organisation", "status"};

	(void)state;
	for (int f = 0; f < FILTER_FACETS; f++)
		assert_string_equal(facet_word((enum filter)f), words[f]);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 2] = {0};
	size_t n = COUNT(rows);

	for (size_t i = 0; i < n; i++)
		tests[i] = (struct CMUnitTest){rows[i].name, passes, NULL, NULL,
					       &rows[i]};
	tests[n] =
		(struct CMUnitTest)cmocka_unit_test(facets_agree_with_a_loop);
	tests[n + 1] =
		(struct CMUnitTest)cmocka_unit_test(words_name_the_facets);
	return cmocka_run_group_tests_name("filters", tests, stall_open,
					   stall_close);
}
