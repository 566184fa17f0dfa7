/*
 * revise: snapshots that follow one another by small changes, held to ones that
 * are built anew, and to themselves when nothing but the leaf changes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "matcher/catalogue.h"
#include "matcher/match.h"
#include "matcher/revise.h"
#include "matcher/search.h"
#include "matcher/skill_index.h"
#include "matcher/snapshot.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/stall.h"

enum { DOCUMENTS = 60, ROUNDS = 12, STEPS = 25, ORGANISATIONS = 2 };
enum { OPENINGS_MANY = 50 };

/* What a store would hold: NULL where a document is removed. */
struct record {
	const char *documents[DOCUMENTS];
	const char *others[DOCUMENTS]; /* other versions of the same */
	struct slice ids[DOCUMENTS];
};

static struct slice id_of(const char *document)
{
	return jr_get(world_json(document), "id")->text;
}

static void record_new(struct random *r, struct record *ret)
{
	random_documents(r, DOCUMENTS, ret->documents);
	random_documents(r, DOCUMENTS, ret->others);
	ret->others[0] = "{'type':'organisation','id':'org-a',"
			 "'name':{'en':'Engineer Guild'}}";
	for (size_t i = 0; i < DOCUMENTS; i++)
		ret->ids[i] = id_of(ret->documents[i]);
}

static struct catalogue *catalogue_of(const struct record *record,
				      struct arena *a)
{
	struct opening_reader reader = stall_get()->reader;
	struct faults faults = {0};
	struct catalogue *c;

	reader.arena = a;
	c = catalogue_new(&reader);
	for (size_t i = 0; i < DOCUMENTS; i++) {
		if (record->documents[i] != NULL &&
		    catalogue_add(c, world_json(record->documents[i]),
				  &faults) != ERR_OK)
			fail_msg("%s", stall_refusals(&faults));
	}
	return c;
}

static struct segment *segment_of(const struct record *record,
				  const struct id_list *ids,
				  struct segment *base)
{
	struct snapshot_parts parts = stall_parts();
	struct arena *a = arena_new(0);
	struct catalogue *c = catalogue_of(record, a);
	struct segment *s = base == NULL ? segment_new(arena_new(0), &parts, c)
					 : segment_extend(arena_new(0), &parts,
							  c, ids, base);

	arena_free(a);
	return s;
}

static struct snapshot *built_anew(const struct record *record)
{
	return snapshot_new(segment_of(record, NULL, NULL), 1);
}

static bool is_there(const struct record *record, struct slice id)
{
	for (size_t i = ORGANISATIONS; i < DOCUMENTS; i++) {
		if (slice_eq(record->ids[i], id))
			return record->documents[i] != NULL;
	}
	return false;
}

/* As the server does it: what is affected is read again. */
static struct snapshot *after(struct snapshot *old, const struct record *record,
			      const struct changed_ids *changed)
{
	struct arena *a = world_get()->arena;
	struct id_list gone = revise_affected(a, old, changed);
	bool extends = revise_extends_last(old);
	struct slice *ids = ARENA_ARRAY(a, struct slice, DOCUMENTS + 1);
	struct id_list there = {0, ids};
	struct revision r = {.seq = old->seq + 1, .replaces_last = extends};
	struct snapshot *next;

	if (extends) {
		struct changed_ids more = {
			snapshot_ids(a, &old->leaves[old->leaf_count - 1]),
			{0, NULL}};
		struct slice *all = ARENA_ARRAY(
			a, struct slice, gone.count + more.openings.count);

		memcpy(all, gone.items, gone.count * sizeof(*all));
		memcpy(all + gone.count, more.openings.items,
		       more.openings.count * sizeof(*all));
		more.openings =
			(struct id_list){gone.count + more.openings.count, all};
		gone = revise_affected(a, old, &more);
	}
	for (size_t i = 0; i < gone.count; i++) {
		if (is_there(record, gone.items[i]))
			ids[there.count++] = gone.items[i];
	}
	r.gone = &gone;
	if (there.count > 0)
		r.added = segment_of(record, &there, old->leaves[0].segment);
	next = snapshot_revise(old, &r);
	snapshot_free(old);
	return next;
}

/* All leaves after the base as one segment of these. */
static struct snapshot *joined_of(struct snapshot *old,
				  const struct record *record,
				  const struct id_list *ids)
{
	struct segment *own =
		ids->count == 0
			? NULL
			: segment_of(record, ids, old->leaves[0].segment);
	struct snapshot *next = snapshot_join(old, 1, old->leaf_count, own);

	snapshot_free(old);
	return next;
}

static struct snapshot *joined(struct snapshot *old,
			       const struct record *record, size_t from,
			       size_t to)
{
	struct arena *a = world_get()->arena;
	struct slice *ids = ARENA_ARRAY(a, struct slice, DOCUMENTS + 1);
	struct id_list all = {0, ids};
	struct snapshot *next;

	for (size_t k = from; k < to; k++) {
		struct id_list own = snapshot_ids(a, &old->leaves[k]);

		for (size_t i = 0; i < own.count; i++)
			ids[all.count++] = own.items[i];
	}
	next = snapshot_join(old, from, to,
			     segment_of(record, &all, old->leaves[0].segment));
	snapshot_free(old);
	return next;
}

/* Everything that is told, as text; scores only where asked for. */
struct telling {
	struct buf b;
	const struct snapshot *s;
	bool with_scores;
};

static void tell_match(struct telling *t, const struct profile *p)
{
	struct match_query q = {.analyser = stall_get()->analyser,
				.profile = p,
				.filters =
					filters_none(world_day("2025-06-01")),
				.weights = weights_published,
				.as_of = world_day("2025-06-01"),
				.limit = DOCUMENTS,
				.wants_ineligible = true};
	struct match_answer answer;

	match_rank(world_get()->arena, t->s, &q, &answer);
	buf_print(&t->b, "%zu %zu %zu %zu\n", answer.counts.eligible,
		  answer.counts.maybe, answer.counts.ineligible,
		  answer.counts.near_misses);
	for (size_t i = 0; i < answer.question_count; i++)
		buf_print(&t->b, "%.*s %zu %zu\n",
			  SLICE_ARG(answer.questions[i].attr),
			  answer.questions[i].decides,
			  answer.questions[i].among);
	for (size_t i = 0; i < answer.ineligible_count; i++)
		buf_print(&t->b, "no %.*s %zu\n",
			  SLICE_ARG(snapshot_id(t->s,
						answer.ineligible[i].opening)),
			  answer.ineligible[i].repair.count);
	for (size_t i = 0; t->with_scores && i < answer.item_count; i++) {
		const struct match_item *m = &answer.items[i];

		buf_print(&t->b, "%.*s %d %ld = %ld + %ld + %ld\n",
			  SLICE_ARG(snapshot_id(t->s, m->opening)),
			  (int)m->verdict, m->fit.hundredths, m->fit.points[0],
			  m->fit.points[1], m->fit.points[2]);
	}
}

static void tell_search(struct telling *t, const char *words, enum sort sort)
{
	struct search_query q = {.analyser = stall_get()->analyser,
				 .words = slice_of(words),
				 .filters =
					 filters_none(world_day("2025-06-01")),
				 .sort = sort,
				 .limit = DOCUMENTS};
	const struct correction *corrections;
	struct search_answer answer;

	search_run(world_get()->arena, t->s, &q, &answer);
	buf_print(&t->b, "%s: %zu %d\n", words, answer.total,
		  answer.is_relaxed);
	for (size_t i = 0; i < answer.item_count; i++)
		buf_print(&t->b, "%.*s %.17g\n",
			  SLICE_ARG(snapshot_id(t->s, answer.items[i].opening)),
			  t->with_scores ? answer.items[i].score : 0);
	for (int f = 0; f < FILTER_FACETS; f++) {
		for (size_t i = 0; i < answer.facets[f].count; i++)
			buf_print(&t->b, "%.*s=%zu ",
				  SLICE_ARG(answer.facets[f].values[i].value),
				  answer.facets[f].values[i].count);
	}
	if (answer.query != NULL &&
	    textquery_corrections(answer.query, &corrections) > 0)
		buf_print(&t->b, "meant %.*s", SLICE_ARG(corrections[0].to));
	buf_add_text(&t->b, "\n");
}

static const char *all_of(const struct snapshot *s, const char *const *profiles,
			  bool with_scores)
{
	static const char *const words[] = {
		"",          "tester", "engneer",      "軟件測試",
		"見習 data", "C++",    "創業 funding", "guild"};
	struct telling t = {.s = s, .with_scores = with_scores};
	const char *text;

	buf_init(&t.b, 16 * 1024 * 1024);
	buf_print(&t.b, "%zu\n", s->count);
	for (size_t i = 0; profiles[i] != NULL; i++)
		tell_match(&t, stall_profile(profiles[i]));
	/* By words alone the order is that of scores. */
	for (size_t i = 0; i < COUNT(words); i++)
		tell_search(&t, words[i],
			    with_scores ? SORT_RELEVANCE : SORT_CLOSING);
	text = arena_copy(world_get()->arena, buf_slice(&t.b)).p;
	buf_done(&t.b);
	return text;
}

static void profiles_new(struct random *r, const char *ret[4])
{
	for (size_t i = 0; i < 3; i++)
		ret[i] = random_profile(r);
	ret[3] = NULL;
}

static void touch(struct random *r, const struct record *record,
		  struct slice *ids, size_t *count)
{
	size_t n = (size_t)random_range(r, 1, 4);

	*count = 0;
	for (size_t i = 0; i < n; i++)
		ids[(*count)++] = record->ids[random_range(r, ORGANISATIONS,
							   DOCUMENTS - 1)];
}

static void what_moves_to_a_newer_leaf_unchanged_changes_no_answer(void **state)
{
	struct random r;

	(void)state;
	random_seed(&r, 20211);
	for (int round = 0; round < ROUNDS; round++) {
		struct record record;
		const char *profiles[4], *before;
		struct snapshot *s;

		record_new(&r, &record);
		profiles_new(&r, profiles);
		s = built_anew(&record);
		before = all_of(s, profiles, true);
		for (int step = 0; step < STEPS; step++) {
			struct slice ids[4];
			struct changed_ids changed = {{0, ids}, {0, NULL}};
			size_t from, to;

			touch(&r, &record, ids, &changed.openings.count);
			s = after(s, &record, &changed);
			if (revise_may_join(s, &from, &to))
				s = joined(s, &record, from, to);
		}
		assert_true(s->leaf_count > 1);
		assert_string_equal(all_of(s, profiles, true), before);
		snapshot_free(s);
	}
}

/* Another version, none, or one again. */
static void change(struct random *r, struct record *record, size_t i)
{
	const char *was = record->documents[i];

	if (was == NULL || random_chance(r, 70)) {
		record->documents[i] = record->others[i];
		if (was != NULL)
			record->others[i] = was;
		return;
	}
	record->others[i] = was;
	record->documents[i] = NULL;
}

static void after_every_change_the_sets_are_those_built_anew(void **state)
{
	struct random r;

	(void)state;
	random_seed(&r, 20242);
	for (int round = 0; round < ROUNDS; round++) {
		struct record record;
		const char *profiles[4];
		struct snapshot *s;

		record_new(&r, &record);
		profiles_new(&r, profiles);
		s = built_anew(&record);
		for (int step = 0; step < STEPS; step++) {
			struct slice opening, organisation = {NULL, 0};
			struct changed_ids changed = {{1, &opening},
						      {0, &organisation}};
			size_t i = (size_t)random_range(&r, ORGANISATIONS,
							DOCUMENTS - 1);
			struct snapshot *anew;
			size_t from, to;

			opening = record.ids[i];
			change(&r, &record, i);
			if (random_chance(&r, 20)) {
				changed.organisations.count = 1;
				organisation = record.ids[0];
				change(&r, &record, 0);
			}
			s = after(s, &record, &changed);
			if (revise_may_join(s, &from, &to))
				s = joined(s, &record, from, to);
			anew = built_anew(&record);
			assert_string_equal(all_of(s, profiles, false),
					    all_of(anew, profiles, false));
			snapshot_free(anew);
		}
		snapshot_free(s);
	}
}

static void a_word_that_only_a_newer_leaf_has_is_found_as_it_is(void **state)
{
	struct record record = {
		.documents = {
			[2] = "{'id':'a','kind':'job','title':{'en':'gardener'}}",
			[3] = "{'id':'b','kind':'job','title':{'en':'gardener'}}"}};
	struct slice id = SLICE("c");
	struct changed_ids changed = {{1, &id}, {0, NULL}};
	struct search_query q = {.analyser = stall_get()->analyser,
				 .words = SLICE("wardener"),
				 .filters =
					 filters_none(world_day("2025-06-01")),
				 .limit = 10};
	const struct correction *corrections;
	struct search_answer answer;
	struct snapshot *s = built_anew(&record);

	(void)state;
	search_run(world_get()->arena, s, &q, &answer);
	assert_int_equal(answer.total, 2);
	assert_int_equal(textquery_corrections(answer.query, &corrections), 1);
	record.documents[4] =
		"{'id':'c','kind':'job','title':{'en':'wardener'}}";
	record.ids[4] = id;
	s = after(s, &record, &changed);
	search_run(world_get()->arena, s, &q, &answer);
	assert_int_equal(answer.total, 1);
	assert_true(slice_is(snapshot_id(s, answer.items[0].opening), "c"));
	assert_int_equal(textquery_corrections(answer.query, &corrections), 0);
	snapshot_free(s);
}

static struct search_answer found(const struct snapshot *s, const char *words)
{
	struct search_query q = {.analyser = stall_get()->analyser,
				 .words = slice_of(words),
				 .filters =
					 filters_none(world_day("2025-06-01")),
				 .limit = 10};
	struct search_answer answer;

	search_run(world_get()->arena, s, &q, &answer);
	return answer;
}

static struct snapshot *with(struct snapshot *old, struct record *record,
			     const char *id, const char *document)
{
	struct slice ids[] = {slice_of(id)};
	struct changed_ids changed = {{1, ids}, {0, NULL}};
	size_t i = ORGANISATIONS;

	while (record->ids[i].n > 0 && !slice_eq(record->ids[i], ids[0]))
		i++;
	record->ids[i] = ids[0];
	record->documents[i] = document;
	return after(old, record, &changed);
}

static void what_is_gone_keeps_no_search_from_being_relaxed(void **state)
{
	struct record record = {
		.documents = {
			[2] = "{'id':'a','kind':'job','title':{'zh-Hant':'軟件測試'}}",
			[3] = "{'id':'b','kind':'job','title':{'zh-Hant':'軟件測驗'}}"}};
	struct snapshot *s = built_anew(&record);

	(void)state;
	record.ids[2] = SLICE("a");
	record.ids[3] = SLICE("b");
	assert_false(found(s, "軟件測試").is_relaxed);
	assert_int_equal(found(s, "軟件測試").total, 1);
	s = with(s, &record, "a", NULL);
	assert_true(found(s, "軟件測試").is_relaxed);
	assert_int_equal(found(s, "軟件測試").total, 1);
	s = with(s, &record, "c",
		 "{'id':'c','kind':'job','title':{'zh-Hant':'軟件測試'}}");
	assert_false(found(s, "軟件測試").is_relaxed);
	snapshot_free(s);
}

#define PROGRAMME "{'id':'p','type':'programme','title':{'en':'x'}}"
#define POSTED    "{'id':'a','kind':'job','title':{'en':'x'},'programme':'p'"

static void only_is_found(const struct snapshot *s, const char *id)
{
	struct search_answer answer = found(s, "");

	assert_int_equal(answer.total, 1);
	assert_true(slice_is(snapshot_id(s, answer.items[0].opening), id));
}

static void
a_programme_is_shown_while_nothing_open_is_posted_under_it(void **state)
{
	struct record record = {.documents = {[2] = PROGRAMME},
				.ids = {[2] = SLICE("p")}};
	struct snapshot *s = built_anew(&record);

	(void)state;
	only_is_found(s, "p");
	s = with(s, &record, "a", POSTED "}");
	only_is_found(s, "a");
	s = with(s, &record, "a", POSTED ",'status':'withdrawn'}");
	assert_int_equal(found(s, "").total, 2);
	s = with(s, &record, "a", POSTED "}");
	s = with(s, &record, "a", NULL);
	only_is_found(s, "p");
	s = with(s, &record, "a", POSTED "}");
	s = with(s, &record, "p", PROGRAMME);
	only_is_found(s, "a");
	snapshot_free(s);
}

static void
a_programme_is_shown_when_what_the_base_had_under_it_is_gone(void **state)
{
	struct record record = {
		.documents = {[2] = PROGRAMME, [3] = POSTED "}"},
		.ids = {[2] = SLICE("p"), [3] = SLICE("a")}};
	struct snapshot *s = built_anew(&record);

	(void)state;
	only_is_found(s, "a");
	s = with(s, &record, "a", NULL);
	only_is_found(s, "p");
	snapshot_free(s);
}

static void an_empty_base_is_searched_with_what_came_since(void **state)
{
	struct record record = {.ids = {[2] = SLICE("a")}};
	struct slice ids[OPENINGS_MANY];
	struct changed_ids changed = {{OPENINGS_MANY, ids}, {0, NULL}};
	struct snapshot *s = built_anew(&record);

	(void)state;
	for (size_t i = 0; i < OPENINGS_MANY; i++) {
		struct slice id = arena_print(world_get()->arena, "a%02zu", i);

		ids[i] = record.ids[i + ORGANISATIONS] = id;
		record.documents[i + ORGANISATIONS] =
			arena_print(world_get()->arena,
				    "{'id':'%.*s','kind':'job',"
				    "'title':{'en':'tester of %zu'}}",
				    SLICE_ARG(id), i)
				.p;
	}
	s = after(s, &record, &changed);
	assert_int_equal(found(s, "tester").total, OPENINGS_MANY);
	assert_int_equal(found(s, "tester").item_count, 10);
	assert_true(revise_is_due(s));
	snapshot_free(s);
}

/* The record has moved on to what the feed has not told yet. */
static void a_join_shows_a_programme_that_lost_its_last_opening(void **state)
{
	struct record record = {.documents = {[2] = PROGRAMME},
				.ids = {[2] = SLICE("p")}};
	struct slice id = SLICE("a");
	struct changed_ids changed = {{1, &id}, {0, NULL}};
	struct snapshot *s = built_anew(&record);

	(void)state;
	s = with(s, &record, "a", POSTED "}");
	record.documents[3] = NULL;
	s = joined_of(s, &record, &(struct id_list){0, NULL});
	s = after(s, &record, &changed);
	only_is_found(s, "p");
	snapshot_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			what_moves_to_a_newer_leaf_unchanged_changes_no_answer),
		cmocka_unit_test(
			after_every_change_the_sets_are_those_built_anew),
		cmocka_unit_test(
			a_word_that_only_a_newer_leaf_has_is_found_as_it_is),
		cmocka_unit_test(
			what_is_gone_keeps_no_search_from_being_relaxed),
		cmocka_unit_test(
			a_programme_is_shown_while_nothing_open_is_posted_under_it),
		cmocka_unit_test(
			a_programme_is_shown_when_what_the_base_had_under_it_is_gone),
		cmocka_unit_test(
			an_empty_base_is_searched_with_what_came_since),
		cmocka_unit_test(
			a_join_shows_a_programme_that_lost_its_last_opening),
	};

	return cmocka_run_group_tests_name("revise", tests, stall_open,
					   stall_close);
}
