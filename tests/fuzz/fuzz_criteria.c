/*
 * fuzz_criteria - criteria in the shipped vocabulary: refused with faults, or
 * read so that the expanded rows give the verdict of the tree, on fixed facts.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "fuzz/fuzz_world.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/evaluate.h"
#include "matcher/facts.h"
#include "matcher/rule.h"

static const char *const seekers[] = {
	"{}",
	"{\"residency\":[\"hk_permanent\"],\"birth_date\":\"1999-03-04\","
	"\"education\":\"bachelor\",\"graduation_year\":2024,"
	"\"languages\":{\"cantonese\":\"native\",\"english\":\"working\"}}",
	"{\"residency\":[],\"birth_year\":[1990,2010],\"education\":\"none\","
	"\"years_experience\":[0,30],\"team_size\":[1,9],\"sectors\":[]}",
	"{\"residency\":[\"mainland\"],\"nationality\":[\"chinese\"],"
	"\"birth_year\":2007,\"study_status\":\"studying\","
	"\"has_company\":true,\"company_founded\":\"2024-02-29\","
	"\"company_registered_in\":[\"qianhai\"],\"sectors\":[\"ict\"],"
	"\"team_size\":3,\"founder_share_hkmo\":[20,60]}",
	"{\"awards\":[{\"level\":\"master\",\"year\":[2019,2022]},"
	"{\"level\":\"bachelor\",\"year\":2018}],\"hk_employable\":false}",
};

enum { FACTS = COUNT(seekers) };

static const struct facts *const *fixed_facts(void)
{
	static const struct facts *facts[FACTS];
	const struct fuzz_world *w = fuzz_world();
	struct faults f = {0};
	const struct jr *n;

	for (size_t i = 0; facts[FACTS - 1] == NULL && i < FACTS; i++) {
		ASSERT(jr_parse(w->reader.arena, slice_of(seekers[i]), &n,
				&f) == ERR_OK);
		ASSERT(facts_read(w->reader.arena, w->reader.vocabulary, n,
				  NULL, &facts[i], &f) == ERR_OK);
	}
	return facts;
}

/* A later duty is true in the rows and a test like others in the tree. */
static bool has_later_duty(const struct rule *r)
{
	for (size_t i = 0; i < r->test_count; i++) {
		if (r->tests[i]->due != DUE_APPLY)
			return true;
	}
	return false;
}

static void agree(const struct rule *r)
{
	const struct facts *const *facts = fixed_facts();
	int32_t today = day_of(2026, 2, 28);
	struct days days[] = {{today, DAY_NONE, DAY_NONE},
			      {today, today + 1, today + 400}};

	for (size_t i = 0; i < FACTS; i++) {
		for (size_t d = 0; d < COUNT(days); d++)
			ASSERT(rule_verdict(r, facts[i], &days[d]) ==
			       evaluate_criteria(r->criteria, facts[i],
						 &days[d]));
	}
}

/* What is told of a test is a test again: `need` can be read. */
static void needs_are_json(struct arena *a, const struct rule *r)
{
	for (size_t i = 0; i < r->test_count; i++) {
		struct json_writer w;
		struct faults f = {0};
		const struct jr *n;
		struct buf b;

		buf_init(&b, 1024 * 1024);
		jw_init(&w, &b);
		test_write(&w, NULL, r->tests[i]);
		ASSERT(jr_parse(a, buf_slice(&b), &n, &f) == ERR_OK);
		buf_done(&b);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct fuzz_world *w = fuzz_world();
	struct slice text = {(const char *)data, size};
	struct arena *a = arena_new(0);
	struct faults f = {0};
	const struct rule *rule = NULL;
	const struct jr *root;

	if (jr_parse(a, text, &root, &f) == ERR_OK) {
		enum err e =
			rule_read(a, w->reader.vocabulary, root, &rule, &f);

		ASSERT((e == ERR_OK) == !faults_any(&f));
		fuzz_check_faults(&f);
		if (e == ERR_OK) {
			ASSERT(rule->row_count <= RULE_CONJUNCTIONS_MAX);
			if (!has_later_duty(rule))
				agree(rule);
			needs_are_json(a, rule);
		}
	}
	arena_free(a);
	return 0;
}
