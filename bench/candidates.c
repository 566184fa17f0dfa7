/*
 * candidates - R4: one opening against a million profiles.
 *
 *   bench_candidates [FOLDER OF THE REPOSITORY] [SEED]
 *
 * Ten predicates, three of them as a youth employment scheme has them and seven
 * wide ones, on the columns of the usual profiles (population.h), in random
 * order and then sorted by residence, education and birth, where zone maps skip
 * blocks.  The limit is what the columns' bytes take at the speed of
 * memory, had all ten been read over all profiles.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/day.h"
#include "json/jr.h"
#include "matcher/planes_pass.h"
#include "matcher/scan.h"
#include "matcher/scan_loops.h"
#include "measure.h"
#include "population.h"

enum { PROFILES = 1048576, ROUNDS = 15, CHECK_EVERY = 101 };

static const char criteria[] =
	"{\"criteria\":{\"all\":["
	"{\"attr\":\"residency\",\"op\":\"has_any\","
	"\"values\":[\"hk_permanent\"]},"
	"{\"attr\":\"age\",\"op\":\"between\",\"min\":18,\"max\":29},"
	"{\"attr\":\"education\",\"op\":\"min\",\"value\":\"bachelor\"},"
	"{\"attr\":\"study_status\",\"op\":\"in\","
	"\"values\":[\"graduated\",\"final_year\",\"studying\"]},"
	"{\"attr\":\"nationality\",\"op\":\"has_any\","
	"\"values\":[\"chinese\"]},"
	"{\"attr\":\"languages\",\"op\":\"min\",\"key\":\"cantonese\","
	"\"value\":\"basic\"},"
	"{\"attr\":\"languages\",\"op\":\"min\",\"key\":\"english\","
	"\"value\":\"basic\"},"
	"{\"attr\":\"years_experience\",\"op\":\"max\",\"value\":15},"
	"{\"attr\":\"institution_region\",\"op\":\"not_in\","
	"\"values\":[\"overseas\"]},"
	"{\"attr\":\"employment_status\",\"op\":\"not_in\","
	"\"values\":[\"self_employed\"]}]}}";

struct run {
	struct arena *arena, *scratch;
	const struct population *population;
	struct judged judged;
	int32_t as_of;
	double bandwidth;
};

static const struct ruleset *read_rule(struct arena *a,
				       const struct vocabulary *v)
{
	const struct ruleset *set;
	struct faults faults = {0};
	const struct jr *n;

	if (jr_parse(a, slice_of(criteria), &n, &faults) != ERR_OK ||
	    ruleset_read(a, v, n, &set, &faults) != ERR_OK) {
		fprintf(stderr, "the criteria are refused\n");
		exit(EXIT_FAILURE);
	}
	return set;
}

/* Residence, education, birth: what most rules ask first. */
struct sorted {
	const struct facts *facts;
	double keys[3];
};

static int by_keys(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;

	for (int i = 0; i < 3; i++) {
		if (x->keys[i] != y->keys[i])
			return x->keys[i] < y->keys[i] ? -1 : 1;
	}
	return 0;
}

static double key_of(const struct facts *f, const struct attr *attr)
{
	const struct fact *fact = &f->of[attr->index];

	if (!fact->known)
		return -1e9;
	return attr->type == ATTR_SET ? (double)fact->held[0] : fact->lo;
}

static const struct facts *const *sort(struct run *r,
				       const struct facts *const *facts)
{
	static const char *const keys[] = {"residency", "education", "age"};
	const struct vocabulary *v = r->population->vocabulary;
	struct sorted *list = ARENA_ARRAY(r->arena, struct sorted, PROFILES);
	const struct facts **to =
		ARENA_ARRAY(r->arena, const struct facts *, PROFILES);

	for (size_t i = 0; i < PROFILES; i++) {
		list[i].facts = facts[i];
		for (size_t k = 0; k < COUNT(keys); k++)
			list[i].keys[k] =
				key_of(facts[i],
				       vocabulary_attr(v, slice_of(keys[k])));
	}
	qsort(list, PROFILES, sizeof(*list), by_keys);
	for (size_t i = 0; i < PROFILES; i++)
		to[i] = list[i].facts;
	return to;
}

static void check(const struct run *r, const struct columns *c,
		  const struct scan *s)
{
	const struct facts *const *facts = c->source.of;

	for (size_t i = 0; i < PROFILES; i += CHECK_EVERY) {
		enum verdict v = judge_verdict(&r->judged, facts[i], r->as_of);
		bool eligible = (s->eligible[i / 64] >> (i % 64) & 1) != 0;
		bool maybe = (s->maybe[i / 64] >> (i % 64) & 1) != 0;

		if (eligible != (v == VERDICT_ELIGIBLE) ||
		    maybe != (v == VERDICT_MAYBE)) {
			fprintf(stderr, "the scan differs from the walk\n");
			exit(EXIT_FAILURE);
		}
	}
}

/* What all predicates read, had nothing been skipped. */
static double bytes_of_all(const struct run *r, const struct columns *c)
{
	struct scan_plan plan;
	const struct scan_row *row;
	double bytes = 0;

	if (!scan_plan_make(r->scratch, c, &r->judged, r->as_of, &plan))
		return 0;
	row = &plan.rules[0].rows[0];
	for (size_t i = 0; i < row->count; i++)
		bytes += (double)scan_bytes(&row->predicates[i]);
	return bytes * (double)c->blocks;
}

static double time_scans(struct run *r, const struct columns *c,
			 struct scan *ret)
{
	double times[ROUNDS], median;

	for (size_t i = 0; i < ROUNDS; i++) {
		double from;

		arena_reset(r->scratch);
		from = core_us();
		scan_profiles(r->scratch, c, &r->judged, r->as_of, ret);
		times[i] = core_us() - from;
	}
	median = quantile(times, ROUNDS, 0.5);
	printf("  scan: median %.0f us (%.0f to %.0f)\n", median, times[0],
	       times[ROUNDS - 1]);
	return median;
}

static void run_one(struct run *r, const struct facts *const *facts,
		    const char *name, double target)
{
	double from = now_us(), limit, median;
	const struct columns *c = columns_build(
		r->arena, r->population->vocabulary, facts, PROFILES);
	struct scan s;

	printf("%s: %d profiles, built in %.0f ms, %.1f bytes a profile\n",
	       name, PROFILES, (now_us() - from) / 1e3,
	       (double)c->bytes / PROFILES);
	limit = bytes_of_all(r, c) / r->bandwidth;
	median = time_scans(r, c, &s);
	check(r, c, &s);
	printf("  eligible %zu, maybe %zu; columns read %.1f MB, all ten "
	       "%.1f MB, limit %.0f us\n",
	       bits_count(s.eligible, s.words), bits_count(s.maybe, s.words),
	       (double)s.bytes / 1e6, bytes_of_all(r, c) / 1e6, limit);
	say_target("R4, of the limit", median / limit, target);
}

int main(int argc, char **argv)
{
	struct run r = {.arena = arena_new(0),
			.scratch = arena_new(0),
			.as_of = day_of(2026, 11, 25)};
	static const struct ruleset none;
	struct population population;
	const struct facts *const *facts;

	population_read(r.arena, argc > 1 ? argv[1] : ".",
			argc > 2 ? strtoull(argv[2], NULL, 10) : 1,
			&population);
	r.population = &population;
	r.judged = (struct judged){
		.programme = &none,
		.own = read_rule(r.arena, population.vocabulary),
		.closes = DAY_NONE,
		.starts = DAY_NONE,
	};
	r.bandwidth = stream_bandwidth();
	printf("stream read %.1f GB/s, seed %llu\n", r.bandwidth / 1e3,
	       (unsigned long long)population.seed);
	facts = population_profiles(r.arena, &population, PROFILES);
	run_one(&r, facts, "random order", 1.3);
	run_one(&r, sort(&r, facts), "sorted", 0.5);
	arena_free(r.scratch);
	arena_free(r.arena);
	return EXIT_SUCCESS;
}
