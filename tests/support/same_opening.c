/* same_opening - see same_opening.h. */
#include "support/same_opening.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void same_slices(struct slice a, struct slice b)
{
	if (!slice_eq(a, b))
		fail_msg("'%.*s' is not '%.*s'", SLICE_ARG(a), SLICE_ARG(b));
}

static void same_texts(const struct text *a, const struct text *b)
{
	for (int l = 0; l < LANG__COUNT; l++) {
		assert_int_equal(a->in[l].p == NULL, b->in[l].p == NULL);
		same_slices(a->in[l], b->in[l]);
	}
}

static void same_lists(const struct id_list *a, const struct id_list *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++)
		same_slices(a->items[i], b->items[i]);
}

static void same_places(const struct place_list *a, const struct place_list *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++)
		assert_int_equal(a->items[i], b->items[i]);
}

static void same_tests(const struct test *a, const struct test *b)
{
	assert_true(test_same(a, b));
	assert_int_equal(a->due, b->due);
	assert_int_equal(a->at, b->at);
	assert_int_equal(a->at_day, b->at_day);
	assert_int_equal(a->negated, b->negated);
	same_slices(a->id, b->id);
	same_texts(&a->text, &b->text);
}

static void same_rows(const struct rule *a, const struct rule *b)
{
	assert_int_equal(a->row_count, b->row_count);
	for (size_t i = 0; i < a->row_count; i++) {
		assert_int_equal(a->rows[i].count, b->rows[i].count);
		for (size_t k = 0; k < a->rows[i].count; k++)
			assert_int_equal(a->rows[i].literals[k],
					 b->rows[i].literals[k]);
	}
}

static void same_rules(const struct rule *a, const struct rule *b)
{
	assert_int_equal(a->from, b->from);
	assert_int_equal(a->to, b->to);
	assert_int_equal(a->complete, b->complete);
	same_slices(a->source, b->source);
	assert_int_equal(a->criteria->kind, b->criteria->kind);
	assert_int_equal(a->criteria->count, b->criteria->count);
	assert_int_equal(a->test_count, b->test_count);
	for (size_t i = 0; i < a->test_count; i++)
		same_tests(a->tests[i], b->tests[i]);
	assert_int_equal(a->literal_count, b->literal_count);
	for (size_t i = 0; i < a->literal_count; i++) {
		assert_int_equal(a->literals[i].negated,
				 b->literals[i].negated);
		same_tests(a->literals[i].test, b->literals[i].test);
	}
	same_rows(a, b);
}

static void same_asks(const struct opening *a, const struct opening *b)
{
	assert_int_equal(a->rules->count, b->rules->count);
	for (size_t i = 0; i < a->rules->count; i++)
		same_rules(&a->rules->rules[i], &b->rules->rules[i]);
	assert_int_equal(a->preference_count, b->preference_count);
	for (size_t i = 0; i < a->preference_count; i++) {
		assert_true(a->preferences[i].weight ==
			    b->preferences[i].weight);
		same_rules(a->preferences[i].rule, b->preferences[i].rule);
	}
	assert_int_equal(a->tier_count, b->tier_count);
	for (size_t i = 0; i < a->tier_count; i++) {
		same_slices(a->tiers[i].id, b->tiers[i].id);
		same_slices(a->tiers[i].benefit, b->tiers[i].benefit);
		same_texts(&a->tiers[i].label, &b->tiers[i].label);
		same_rules(a->tiers[i].rule, b->tiers[i].rule);
	}
}

static void same_words(const struct opening *a, const struct opening *b)
{
	assert_int_equal(a->is_programme, b->is_programme);
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->status, b->status);
	assert_int_equal(a->applicant, b->applicant);
	assert_int_equal(a->recurs, b->recurs);
	assert_int_equal(a->rolling, b->rolling);
	assert_int_equal(a->states_kind, b->states_kind);
	assert_int_equal(a->states_status, b->states_status);
	assert_int_equal(a->opens, b->opens);
	assert_int_equal(a->closes, b->closes);
	assert_int_equal(a->starts, b->starts);
	assert_int_equal(a->confirmed, b->confirmed);
	assert_int_equal(a->next_expected, b->next_expected);
	assert_true(a->vacancies == b->vacancies);
	assert_int_equal(a->pay.is_comparable, b->pay.is_comparable);
	assert_int_equal(a->pay.has_min, b->pay.has_min);
	assert_int_equal(a->pay.has_max, b->pay.has_max);
	assert_true(a->pay.min == b->pay.min && a->pay.max == b->pay.max);
}

void assert_same_opening(const struct opening *a, const struct opening *b)
{
	same_slices(a->id, b->id);
	same_words(a, b);
	same_slices(a->organisation, b->organisation);
	same_slices(a->programme, b->programme);
	same_slices(a->stream, b->stream);
	same_texts(&a->title, &b->title);
	same_texts(&a->summary, &b->summary);
	same_texts(&a->body, &b->body);
	same_places(&a->places, &b->places);
	same_places(&a->sectors, &b->sectors);
	same_lists(&a->skills, &b->skills);
	same_lists(&a->renderings, &b->renderings);
	same_lists(&a->streams, &b->streams);
	same_slices(a->occupation, b->occupation);
	same_slices(a->pay_json, b->pay_json);
	same_slices(a->benefit_json, b->benefit_json);
	same_slices(a->vacancies_json, b->vacancies_json);
	same_slices(a->precision_json, b->precision_json);
	same_slices(a->recurs_json, b->recurs_json);
	same_slices(a->apply_by, b->apply_by);
	same_slices(a->apply_url, b->apply_url);
	same_slices(a->document, b->document);
	same_asks(a, b);
}
