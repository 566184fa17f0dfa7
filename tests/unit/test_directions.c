/*
 * Both directions, over all pairs of openings and profiles: an opening has a
 * profile as its candidate exactly when that profile has the opening in its
 * list, with the same verdict, and the seeker's side of the fit is the same to
 * the point.  The verdict is that of judging the pair alone, and of the slow
 * reference, too.
 *
 * The vocabulary that ships, rules of every kind (random_rules.h), texts and
 * wishes.  BAYBRIDGE_SEED replays a run; 1,000 times 1,000 pairs with
 * BAYBRIDGE_TESTS_LONG=1.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "base/day.h"
#include "base/map.h"
#include "json/jw.h"
#include "matcher/analyse.h"
#include "matcher/candidates.h"
#include "matcher/catalogue.h"
#include "matcher/linker.h"
#include "matcher/match.h"
#include "matcher/snapshot.h"
#include "support/linked_world.h"
#include "support/random_rules.h"
#include "support/rule_pair.h"
#include "support/size_of_run.h"

enum {
	SEED = 20261202,
	SIDE = 300,
	SIDE_LONG = 1000,
	REFERENCE_SHARE = 12, /* one pair of so many */
	TEXT_BYTES_MAX = 1024 * 1024
};

static const char *const titles[] = {
	"software developer", "軟件工程師",     "软件测试 internship",
	"kitchen cook",       "engenheiro",     "data scientist, Python",
	"創業孵化計劃",       "start-up grant", "estágio de verão",
	"programmer"};
static const char *const skills[] = {"python", "Java",    "SQL", "查詢語言",
				     "french", "english", "C++", "welding"};
static const char *const occupations[] = {"2512", "2514", "2519", "5120",
					  "251"};
static const char *const places[] = {"gba",     "guangdong", "shenzhen",
				     "qianhai", "hong-kong", "hetao",
				     "macao",   "hengqin",   "overseas"};
static const char *const sectors[] = {"ict", "ai", "finance", "fintech",
				      "education"};
static const char *const kinds[] = {"job", "internship", "incubator",
				    "funding"};
static const char *const applicants[] = {"person", "person", "team", "company",
					 "organisation"};

#define PICK(r, array) (array)[random_below((r), (int)COUNT(array))]

static struct {
	struct words words;
	struct arena *arena, *scratch;
	struct analyser *analyser;
	struct snapshot_parts parts;
	struct random random;
	size_t side;
	/* By number of the snapshot, and by row of the index. */
	const struct opening_pair **openings;
	const struct seeker_pair **seekers;
	const struct profile **profiles;
	struct snapshot *snapshot;
	struct people *people;
	struct map *by_id; /* both */
	int32_t as_of;
	size_t eligible, maybe;
} w;

static void add_list(struct json_writer *j, const char *key,
		     const char *const *pool, int n, int most)
{
	if (random_chance(&w.random, 30))
		return;
	jw_array(j, key);
	for (int k = random_below(&w.random, most + 1); k > 0; k--)
		jw_word(j, NULL, pool[random_below(&w.random, n)]);
	jw_end(j);
}

static const struct jr *parsed(const struct buf *text)
{
	struct faults faults = {0};
	const struct jr *root;

	assert_int_equal(jr_parse(w.arena, arena_copy(w.arena, buf_slice(text)),
				  &root, &faults),
			 ERR_OK);
	return root;
}

static void add_members(struct json_writer *j, const struct jr *object)
{
	for (const struct jr *n = object->first; n != NULL; n = n->next)
		jw_tree(j, arena_print(w.arena, "%.*s", SLICE_ARG(n->key)).p,
			n);
}

static void add_title(struct json_writer *j)
{
	jw_object(j, "title");
	jw_word(j, "en", PICK(&w.random, titles));
	if (random_chance(&w.random, 40))
		jw_word(j, "zh-Hans", PICK(&w.random, titles));
	jw_end(j);
}

static const struct jr *programme_document(const char *id,
					   const struct jr *asks)
{
	struct json_writer j;
	const struct jr *root;
	struct buf b;

	buf_init(&b, TEXT_BYTES_MAX);
	jw_init(&j, &b);
	jw_object(&j, NULL);
	jw_word(&j, "type", "programme");
	jw_word(&j, "id", id);
	add_title(&j);
	add_members(&j, asks);
	jw_end(&j);
	root = parsed(&b);
	buf_done(&b);
	return root;
}

static const struct jr *opening_document(const char *id, const char *programme,
					 const struct jr *asks)
{
	struct json_writer j;
	const struct jr *root;
	struct buf b;

	buf_init(&b, TEXT_BYTES_MAX);
	jw_init(&j, &b);
	jw_object(&j, NULL);
	jw_word(&j, "id", id);
	jw_word(&j, "kind", PICK(&w.random, kinds));
	jw_word(&j, "applicant", PICK(&w.random, applicants));
	if (programme != NULL)
		jw_word(&j, "programme", programme);
	if (random_chance(&w.random, 50))
		jw_word(&j, "occupation", PICK(&w.random, occupations));
	add_title(&j);
	add_list(&j, "skills", skills, (int)COUNT(skills), 4);
	add_list(&j, "places", places, (int)COUNT(places), 2);
	add_list(&j, "sectors", sectors, (int)COUNT(sectors), 2);
	add_members(&j, asks);
	jw_end(&j);
	root = parsed(&b);
	buf_done(&b);
	return root;
}

static void add_document(struct catalogue *c, const struct jr *document,
			 const struct opening_pair *o)
{
	struct faults faults = {0};

	if (catalogue_add(c, document, &faults) != ERR_OK)
		fail_msg("%.*s: %s", SLICE_ARG(o->text), faults.items[0].at);
}

static void draw_opening(struct catalogue *c, size_t number)
{
	struct opening_pair *o = ARENA_NEW(w.arena, struct opening_pair);
	const char *id = arena_print(w.arena, "o%04zu", number).p;
	const char *programme = NULL;

	opening_pair_draw(w.arena, &w.words, &w.random, o);
	if (o->programme != NULL) {
		programme = arena_print(w.arena, "p%04zu", number).p;
		add_document(c, programme_document(programme, o->programme), o);
	}
	add_document(c, opening_document(id, programme, o->opening), o);
	map_put(w.by_id, slice_of(id), o);
}

static void draw_openings(void)
{
	struct opening_reader reader = {w.arena, w.words.vocabulary, NULL,
					NULL};
	struct catalogue *c = catalogue_new(&reader);
	struct faults faults = {0};

	for (size_t i = 0; i < w.side; i++)
		draw_opening(c, i);
	assert_int_equal(catalogue_check(c, 0, catalogue_openings(c), &faults),
			 ERR_OK);
	w.snapshot = snapshot_new(segment_new(arena_new(0), &w.parts, c), 1);
	w.openings = ARENA_ARRAY(w.arena, const struct opening_pair *,
				 w.snapshot->numbers);
	for (size_t i = 0; i < w.snapshot->numbers; i++)
		w.openings[i] = map_get(w.by_id, snapshot_id(w.snapshot, i));
}

static const struct jr *profile_document(const struct seeker_pair *s)
{
	struct json_writer j;
	const struct jr *root;
	struct buf b;

	buf_init(&b, TEXT_BYTES_MAX);
	jw_init(&j, &b);
	jw_object(&j, NULL);
	jw_object(&j, "profile");
	add_members(&j, s->profile);
	jw_object(&j, "texts");
	if (random_chance(&w.random, 80))
		jw_word(&j, "headline", PICK(&w.random, titles));
	if (random_chance(&w.random, 30))
		jw_word(&j, "wants", PICK(&w.random, titles));
	add_list(&j, "skills", skills, (int)COUNT(skills), 4);
	jw_end(&j);
	jw_object(&j, "wishes");
	add_list(&j, "kinds", kinds, (int)COUNT(kinds), 2);
	add_list(&j, "places", places, (int)COUNT(places), 2);
	add_list(&j, "sectors", sectors, (int)COUNT(sectors), 2);
	jw_end(&j);
	jw_end(&j);
	if (s->venture != NULL)
		jw_tree(&j, "venture", s->venture);
	jw_end(&j);
	root = parsed(&b);
	buf_done(&b);
	return root;
}

static void draw_seeker(struct people_maker *m, size_t number)
{
	struct seeker_pair *s = ARENA_NEW(w.arena, struct seeker_pair);
	struct person_given given = {
		.id = arena_print(w.arena, "s%04zu", number)};
	struct faults faults = {0};
	const struct jr *document;

	seeker_pair_draw(w.arena, &w.words, &w.random, s);
	document = profile_document(s);
	if (profile_read(w.arena, w.words.vocabulary, NULL,
			 jr_get(document, "profile"),
			 jr_get(document, "venture"), &given.profile,
			 &faults) != ERR_OK)
		fail_msg("%.*s: %s", SLICE_ARG(s->text), faults.items[0].at);
	given.has_venture = s->venture != NULL;
	people_add(m, &given);
	map_put(w.by_id, given.id, s);
	w.seekers[number] = s;
	w.profiles[number] = given.profile;
}

/* Rows ascend by id, and ids by number. */
static void draw_seekers(void)
{
	struct people_maker *m = people_begin(&w.parts);
	size_t number;

	w.seekers = ARENA_ARRAY(w.arena, const struct seeker_pair *, w.side);
	w.profiles = ARENA_ARRAY(w.arena, const struct profile *, w.side);
	for (size_t i = 0; i < w.side; i++)
		draw_seeker(m, i);
	assert_int_equal(people_finish(m, &w.people, &number), ERR_OK);
}

/* What the profiles' lists say of each pair; NULL: not in the list. */
static const struct match_item **match_all(void)
{
	const struct match_item **pairs =
		ARENA_ARRAY(w.scratch, const struct match_item *,
			    w.snapshot->numbers *w.side);

	for (size_t row = 0; row < w.side; row++) {
		struct match_query q = {.analyser = w.analyser,
					.profile = w.profiles[row],
					.filters = filters_none(w.as_of),
					.weights = weights_published,
					.as_of = w.as_of,
					.limit = SIZE_MAX};
		struct match_answer answer;

		match_rank(w.scratch, w.snapshot, &q, &answer);
		for (size_t i = 0; i < answer.item_count; i++)
			pairs[answer.items[i].opening * w.side + row] =
				&answer.items[i];
	}
	return pairs;
}

static enum verdict told_verdict(enum truth t)
{
	return t == TRUTH_YES  ? VERDICT_ELIGIBLE
	       : t == TRUTH_NO ? VERDICT_INELIGIBLE
			       : VERDICT_MAYBE;
}

/* Whatever the indexes say: the pair alone, judged twice. */
static void pair_is_judged_so(size_t opening, size_t row,
			      const struct match_item *item)
{
	const struct opening_pair *o = w.openings[opening];
	enum verdict told = item == NULL ? VERDICT_INELIGIBLE : item->verdict;
	struct rule_case c = {&w.words, o, w.seekers[row], w.as_of};
	struct naive_case naive = naive_case_of(&c);
	struct naive_verdict v;

	assert_int_equal(judge_verdict(snapshot_judged(w.snapshot, opening),
				       w.profiles[row]->facts, w.as_of),
			 told);
	if ((opening * w.side + row) % REFERENCE_SHARE != 0)
		return;
	naive_judge(&naive, &v);
	if (told_verdict(v.truth) != told)
		fail_msg("%.*s with %.*s on day %d: %s", SLICE_ARG(o->text),
			 SLICE_ARG(c.seeker->text), w.as_of,
			 verdict_word(told));
}

static void same_fit(const struct fit *a, const struct fit *b)
{
	assert_int_equal(a->hundredths, b->hundredths);
	for (int p = 0; p < FIT__COUNT; p++) {
		assert_int_equal(a->points[p], b->points[p]);
		assert_true(a->value[p] <= b->value[p] &&
			    a->value[p] >= b->value[p]);
		assert_int_equal(a->is_stated[p], b->is_stated[p]);
	}
}

static bool may_be_candidate(const struct candidates *c, size_t row)
{
	return !c->as_ventures || w.seekers[row]->venture != NULL;
}

static void opening_has_whom_has_it(size_t opening,
				    const struct match_item *const *pairs)
{
	struct candidates_query q = {w.analyser, opening, w.as_of, SIZE_MAX};
	bool *there = ARENA_ARRAY(w.scratch, bool, w.side);
	struct candidates c;

	candidates_rank(w.scratch, w.people, w.snapshot, &q, &c);
	assert_true(c.is_exact);
	for (size_t i = 0; i < c.item_count; i++) {
		const struct person_item *item = &c.items[i];
		const struct match_item *other =
			pairs[opening * w.side + item->row];

		there[item->row] = true;
		assert_non_null(other);
		assert_int_equal(item->verdict, other->verdict);
		same_fit(&item->back, &other->fit);
		w.eligible += item->verdict == VERDICT_ELIGIBLE;
		w.maybe += item->verdict == VERDICT_MAYBE;
	}
	for (size_t row = 0; row < w.side; row++)
		assert_int_equal(there[row],
				 pairs[opening * w.side + row] != NULL &&
					 may_be_candidate(&c, row));
}

static bool is_listed(size_t opening)
{
	const struct opening *o =
		snapshot_opening(w.scratch, w.snapshot, opening);

	return !o->is_programme && opening_is_considered(o, w.as_of);
}

static void all_pairs_agree_in_both_directions(void **state)
{
	static const char *const days[] = {"2021-03-01", "2025-06-01"};

	(void)state;
	for (size_t d = 0; d < COUNT(days); d++) {
		const struct match_item **pairs;

		assert_true(day_read(slice_of(days[d]), &w.as_of));
		arena_reset(w.scratch);
		pairs = match_all();
		for (size_t i = 0; i < w.snapshot->numbers; i++) {
			if (is_listed(i)) {
				for (size_t row = 0; row < w.side; row++)
					pair_is_judged_so(
						i, row,
						pairs[i * w.side + row]);
			}
			opening_has_whom_has_it(i, pairs);
		}
	}
	print_message("%zu times %zu: %zu eligible, %zu maybe\n",
		      w.snapshot->numbers, w.side, w.eligible, w.maybe);
	assert_true(w.eligible > w.side && w.maybe > 10 * w.side);
}

static int open_world(void **state)
{
	(void)state;
	w.arena = arena_new(0);
	w.scratch = arena_new(0);
	w.analyser = analyser_new();
	w.side = size_of_run(SIDE, SIDE_LONG);
	w.by_id = map_new(w.arena);
	random_seed(&w.random, seed_of_run(SEED));
	words_load(w.arena, VOCABULARY_DIR, &w.words);
	w.parts = (struct snapshot_parts){
		.vocabulary = w.words.vocabulary,
		.known = {NULL, linked_small(w.arena, w.analyser)},
		.analyser = w.analyser};
	draw_openings();
	draw_seekers();
	return 0;
}

static int close_world(void **state)
{
	(void)state;
	people_free(w.people);
	snapshot_free(w.snapshot);
	analyser_free(w.analyser);
	arena_free(w.scratch);
	arena_free(w.arena);
	return 0;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_pairs_agree_in_both_directions),
	};

	return cmocka_run_group_tests_name("directions", tests, open_world,
					   close_world);
}
