/*
 * Whatever is told of a fit adds up again, for every result of random
 * catalogues and profiles: the parts to the fit, the evidence to its part, both
 * as they are printed and as the numbers they are made of.
 *
 * BAYBRIDGE_SEED replays a run, BAYBRIDGE_TESTS_LONG=1 asks for more.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/codec_match.h"
#include "base/arena.h"
#include "base/bits.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/search.h"
#include "matcher/snapshot.h"
#include "support/layers.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/size_of_run.h"
#include "support/stall.h"

enum {
	SEED = 20261201,
	DOCUMENTS = 70,
	CATALOGUES = 20,
	CATALOGUES_LONG = 300,
	PROFILES = 14,
	REPLY_BYTES_MAX = 64 * 1024 * 1024
};

struct told {
	size_t results, evidence;
};

static long hundredths(const struct jr *n)
{
	assert_non_null(n);
	assert_true(n->type == JR_INT || n->type == JR_REAL);
	return lround(n->real * 100);
}

static bool is_near(double a, double b)
{
	return fabs(a - b) < 1e-9;
}

/* A part that is not stated has its prior, and nothing to show for it. */
static void evidence_is_printed(const struct jr *part, struct told *told)
{
	const struct jr *list = jr_get(part, "evidence");
	double shares = 0;
	long sum = 0;

	for (const struct jr *e = list->first; e != NULL; e = e->next) {
		const struct jr *share = jr_get(e, "share");
		long points = hundredths(jr_get(e, "points"));

		assert_true(points >= 0);
		sum += points;
		shares += share != NULL ? share->real : 0;
		told->evidence++;
	}
	/* Of a text, with four decimals each. */
	if (shares > 0)
		assert_true(fabs(shares - 1) < 1e-4 * list->count);
	if (list->count > 0 || jr_get(part, "stated")->truth)
		assert_int_equal(sum, hundredths(jr_get(part, "points")));
}

static void result_is_printed(const struct jr *result, struct told *told)
{
	const struct jr *parts = jr_get(result, "parts");
	long sum = 0;

	assert_int_equal(parts->count, FIT__COUNT);
	for (const struct jr *p = parts->first; p != NULL; p = p->next) {
		sum += hundredths(jr_get(p, "points"));
		evidence_is_printed(p, told);
	}
	assert_int_equal(sum, hundredths(jr_get(result, "fit")));
	told->results++;
}

static void reply_is_printed(struct arena *a, const struct snapshot *s,
			     const struct match_request *rq,
			     const struct match_answer *answer,
			     struct told *told)
{
	static const char *const lists[] = {"items", "near_misses"};
	struct faults faults = {0};
	struct json_writer w;
	const struct jr *root;
	struct buf b;

	buf_init(&b, REPLY_BYTES_MAX);
	jw_init(&w, &b);
	codec_match_write(a, &w, s, rq, answer);
	assert_int_equal(jr_parse(a, buf_slice(&b), &root, &faults), ERR_OK);
	assert_int_equal(jr_get(root, "items")->count, answer->item_count);
	for (size_t i = 0; i < COUNT(lists); i++) {
		const struct jr *list = jr_get(root, lists[i]);

		for (const struct jr *n = list ? list->first : NULL; n != NULL;
		     n = n->next) {
			if (jr_get(n, "parts") != NULL)
				result_is_printed(n, told);
		}
	}
	buf_done(&b);
}

static void text_is_its_words(struct arena *a, const struct snapshot *s,
			      size_t opening, const struct fitter *f,
			      size_t row, const struct fit *fit)
{
	struct evidence items[TEXTQUERY_EVIDENCE_MAX];
	double score = textquery_score(f->query, (uint32_t)row), sum = 0;
	struct textdoc doc;
	struct explained source = {(uint32_t)row, &doc};
	size_t n;

	assert_true((score > 0) == (fit->value[FIT_TEXT] > 0));
	if (score <= 0)
		return;
	assert_true(is_near(fit->value[FIT_TEXT], fmin(1, score / f->self)));
	snapshot_describe(a, s, opening, &doc);
	n = textquery_explain(a, stall_get()->analyser, f->query, &source,
			      items);
	assert_in_range(n, 1, TEXTQUERY_EVIDENCE_MAX);
	for (size_t i = 0; i < n; i++) {
		assert_true(items[i].share > 0);
		assert_true(i == 0 || items[i - 1].share >= items[i].share);
		sum += items[i].share;
	}
	/* More words than are told leave something over. */
	assert_true(n == TEXTQUERY_EVIDENCE_MAX ? sum <= 1 + 1e-9
						: is_near(sum, 1));
}

static void skill_is_its_skills(const struct fitter *f, size_t row,
				const struct fit *fit)
{
	struct skill_evidence items[FIT_SKILLS_MAX];
	size_t n = fit_skills(f, row, items);
	double earned = 0, all = 0;

	assert_true(fit->is_stated[FIT_SKILL] == (n > 0));
	for (size_t i = 0; i < n; i++) {
		assert_true((items[i].matched == NULL) ==
			    (skill_similarity(items[i].how) == 0));
		earned += items[i].weight * skill_similarity(items[i].how);
		all += items[i].weight;
	}
	assert_true(is_near(fit->value[FIT_SKILL],
			    n > 0 ? earned / all : FIT_SKILL_PRIOR));
}

static void pref_is_its_wishes(const struct fitter *f, size_t row,
			       const struct fit *fit)
{
	struct wish_result results[WISH_RESULTS_MAX];
	size_t n = wishes_compare(&f->wishes, row, results);
	double earned = 0, all = 0;

	for (size_t i = 0; i < n; i++) {
		assert_true(results[i].value >= 0 && results[i].value <= 1);
		earned += results[i].weight * results[i].value;
		all += results[i].weight;
	}
	assert_true(is_near(fit->value[FIT_PREF],
			    all > 0 ? earned / all : WISH_PRIOR));
}

static void fit_is_its_parts(const struct fitter *f, const struct fit *fit)
{
	double sum = 0;
	long points = 0;

	for (int p = 0; p < FIT__COUNT; p++) {
		sum += f->weights.of[p] * fit->value[p];
		points += fit->points[p];
	}
	assert_int_equal(points, fit->hundredths);
	assert_true(fabs(10000 * sum - (double)fit->hundredths) <= .5 + 1e-6);
}

static void is_made_of(struct arena *a, const struct snapshot *s,
		       const struct match_answer *answer, size_t opening,
		       const struct fit *fit)
{
	size_t row;
	const struct fitter *f = match_fitter(answer, opening, &row);

	fit_is_its_parts(f, fit);
	text_is_its_words(a, s, opening, f, row, fit);
	/* Where the profile has none, the weight is 0 and nothing compared. */
	if (f->weights.of[FIT_SKILL] > 0)
		skill_is_its_skills(f, row, fit);
	pref_is_its_wishes(f, row, fit);
}

static void answers_add_up(struct arena *a, struct random *r,
			   const struct snapshot *s, struct told *told)
{
	struct match_request rq = codec_match_preset(world_day("2025-06-01"));
	struct match_answer answer;

	rq.query.analyser = stall_get()->analyser;
	rq.query.profile = stall_profile(random_profile(r));
	rq.query.limit = DOCUMENTS;
	if (random_chance(r, 30))
		rq.query.words =
			SLICE("engneers 測試 funding estágio 創業 data "
			      "machine learning python C++ guild 見習");
	if (random_chance(r, 40))
		rq.query.weights = (struct weights){
			{random_below(r, 9), 1, random_below(r, 9)}};
	match_rank(a, s, &rq.query, &answer);
	for (size_t i = 0; i < answer.item_count; i++)
		is_made_of(a, s, &answer, answer.items[i].opening,
			   &answer.items[i].fit);
	for (size_t i = 0; i < answer.near_miss_count; i++)
		is_made_of(a, s, &answer, answer.near_misses[i].opening,
			   &answer.near_misses[i].fit);
	reply_is_printed(a, s, &rq, &answer, told);
}

/* Of a search there is the score alone. */
static void searches_add_up(struct arena *a, const struct snapshot *s)
{
	static const char *const words[] = {
		"tester python", "实习 internship", "engneers 測試 funding",
		"machine learning data C++ 創業 estágio guild 軟件 python "
		"tester 見習"};

	for (size_t i = 0; i < COUNT(words); i++) {
		struct search_query q = {
			.analyser = stall_get()->analyser,
			.words = slice_of(words[i]),
			.filters = filters_none(world_day("2025-06-01")),
			.limit = DOCUMENTS};
		struct search_answer answer;

		search_run(a, s, &q, &answer);
		for (size_t k = 0; k < answer.item_count; k++) {
			struct evidence items[TEXTQUERY_EVIDENCE_MAX];
			size_t row, opening = answer.items[k].opening;
			const struct leaf *leaf =
				snapshot_leaf(s, opening, &row);
			struct textdoc doc;
			struct explained source = {(uint32_t)row, &doc};
			double sum = 0;
			size_t n;

			snapshot_describe(a, s, opening, &doc);
			n = textquery_explain(
				a, q.analyser,
				textquery_over(a, answer.query, leaf->number),
				&source, items);
			for (size_t e = 0; e < n; e++)
				sum += items[e].share;
			assert_true(n == TEXTQUERY_EVIDENCE_MAX
					    ? sum <= 1 + 1e-9
					    : is_near(sum, 1));
		}
	}
}

static void every_result_adds_up(void **state)
{
	size_t n = size_of_run(CATALOGUES, CATALOGUES_LONG);
	struct arena *a = arena_new(0);
	struct told told = {0, 0};
	struct random r;

	(void)state;
	random_seed(&r, seed_of_run(SEED));
	for (size_t i = 0; i < n; i++) {
		const char *documents[DOCUMENTS];
		struct snapshot *s;

		random_documents(&r, DOCUMENTS, documents);
		s = layers_new(&r, documents, DOCUMENTS, 1 + i % 3);
		for (int p = 0; p < PROFILES; p++) {
			arena_reset(a);
			answers_add_up(a, &r, s, &told);
		}
		searches_add_up(a, s);
		snapshot_free(s);
	}
	arena_free(a);
	print_message("%zu results, %zu rows of evidence\n", told.results,
		      told.evidence);
	assert_true(told.results > n * PROFILES &&
		    told.evidence > 3 * told.results);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_result_adds_up),
	};

	return cmocka_run_group_tests_name("explained", tests, stall_open,
					   stall_close);
}
