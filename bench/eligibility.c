/*
 * eligibility - R3: one profile against all openings.
 *
 *   bench_eligibility [FOLDER OF THE REPOSITORY] [SEED] [OPENINGS]
 *
 * Two populations (population.h): the catalogue's rules, before profiles that
 * leave much unsaid; and dense ones, twelve tests each, before profiles that
 * say everything.  Peers on the same data in the same run: the walk over the
 * rules (judge_verdict() for every opening), and for the dense rules, which
 * fit a table, one SQL statement over columns.  Answers are compared before
 * anything is timed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "eligibility_sql.h"
#include "matcher/planes_pass.h"
#include "matcher/planes_plan.h"
#include "matcher/repair.h"
#include "measure.h"
#include "population.h"

enum {
	SMALL = 131072,
	LARGE = 1048576,
	PROFILES = 2000, /* timed one by one */
	CHECKED = 5,
	ROUNDS = 5, /* of engine and peers in turn */
	FLOOR_SLOTS = 12,
	WRITTEN = 8, /* bitmaps of a pass */
	AS_OF_YEAR = 2026
};

struct run {
	const char *name;
	const struct population *population;
	const struct judged *judged;
	size_t count;
	const struct facts *const *profiles;
	const struct planes *planes;
	struct arena *scratch;
	int32_t as_of;
	double bandwidth;
	double stream_us; /* what its bytes take */
	double p50, p99;  /* of a pass, in microseconds of a core */
};

static void die(const char *what)
{
	fprintf(stderr, "%s\n", what);
	exit(EXIT_FAILURE);
}

static bool has(const uint64_t *words, size_t i)
{
	return (words[i / 64] >> (i % 64) & 1) != 0;
}

/* Every opening as the walk sees it, near misses too. */
static void check(const struct run *r)
{
	for (size_t p = 0; p < CHECKED; p++) {
		struct pass pass;

		arena_reset(r->scratch);
		planes_pass(r->scratch, r->planes, r->profiles[p], r->as_of,
			    &pass);
		pass_settle_near(&pass, NULL);
		for (size_t i = 0; i < r->count;
		     i += r->count / SMALL * 3 + 1) {
			enum verdict v = judge_verdict(
				&r->judged[i], r->profiles[p], r->as_of);
			bool near = repair_is_near_miss(
				&r->judged[i], r->profiles[p], r->as_of);

			if ((v == VERDICT_ELIGIBLE) != has(pass.eligible, i) ||
			    (v == VERDICT_MAYBE) != has(pass.maybe, i) ||
			    near != has(pass.near, i))
				die("the planes differ from the walk");
		}
	}
}

/* Bitmaps that a pass reads, and those that it writes. */
static size_t bitmaps_read(const struct plan *p)
{
	size_t count = p->failed_count + p->timed_count + p->final_count + 3;

	for (size_t i = 0; i < p->mix_count; i++)
		count += p->mixes[i].count;
	for (size_t i = 0; i < p->unknown_count; i++) {
		const struct plan_unknown *u = &p->unknowns[i];

		count += u->whole != NULL ? 1 : 0;
		for (size_t k = u->first;
		     k < u->first + u->count && u->whole == NULL; k++)
			count += p->parts[k].whole != NULL ? 1 : 4;
	}
	return count;
}

/* Sums over all timed profiles. */
struct sums {
	double bitmaps, eligible, maybe, near, waiting;
};

static void add_pass(struct sums *to, const struct pass *pass)
{
	to->bitmaps += (double)bitmaps_read(pass->plan);
	to->eligible += (double)bits_count(pass->eligible, pass->words);
	to->maybe += (double)bits_count(pass->maybe, pass->words);
	to->near += (double)bits_count(pass->near, pass->words);
	to->waiting += (double)bits_count(pass->waiting, pass->words);
}

static void say_sums(struct run *r, const struct sums *s)
{
	double rows = (double)planes_measure(r->planes).rows;
	double percent = 100.0 / PROFILES / (double)r->count;
	double bitmaps = s->bitmaps / PROFILES;
	double bytes = (bitmaps + WRITTEN) * rows / 8;

	r->stream_us = bytes / r->bandwidth;
	printf("  of 100 openings: eligible %.1f, maybe %.1f, near %.1f, "
	       "waiting %.2f\n",
	       s->eligible * percent, s->maybe * percent, s->near * percent,
	       s->waiting * percent);
	printf("  bitmaps read %.1f, %d written: %.0f bytes, at stream speed "
	       "%.1f us, p50 is %.2fx of that\n",
	       bitmaps, (int)WRITTEN, bytes, r->stream_us,
	       r->p50 / r->stream_us);
	printf("  for twelve bitmaps: %.4f ns a row\n",
	       r->p50 * 1e3 / rows * FLOOR_SLOTS / bitmaps);
}

static void time_passes(struct run *r)
{
	static double core[PROFILES], wall[PROFILES];
	struct sums sums = {0};

	for (size_t i = 0; i < PROFILES; i++) {
		struct pass pass;
		double from, core_from;

		arena_reset(r->scratch);
		from = now_us();
		core_from = core_us();
		planes_pass(r->scratch, r->planes, r->profiles[i], r->as_of,
			    &pass);
		core[i] = core_us() - core_from;
		wall[i] = now_us() - from;
		add_pass(&sums, &pass);
	}
	r->p50 = quantile(core, PROFILES, 0.5);
	r->p99 = quantile(core, PROFILES, 0.99);
	printf("  pass, core time: p50 %.1f us, p99 %.1f us, least %.1f us, "
	       "%.4f ns an opening\n",
	       r->p50, r->p99, core[0], r->p50 * 1e3 / (double)r->count);
	printf("  pass, wall time: p50 %.1f us, p99 %.1f us\n",
	       quantile(wall, PROFILES, 0.5), quantile(wall, PROFILES, 0.99));
	say_sums(r, &sums);
}

/* What comes after a pass, on the same openings. */
static void time_rest(struct run *r)
{
	enum { N = 300 };
	static double near[N], questions[N];

	for (size_t i = 0; i < N; i++) {
		const struct question *list;
		struct pass pass;
		double from;

		arena_reset(r->scratch);
		planes_pass(r->scratch, r->planes, r->profiles[i], r->as_of,
			    &pass);
		from = now_us();
		pass_settle_near(&pass, NULL);
		near[i] = now_us() - from;
		from = now_us();
		keep(pass_questions(r->scratch, &pass, NULL, &list));
		questions[i] = now_us() - from;
	}
	printf("  near misses that wait: p50 %.1f us, p99 %.1f us\n",
	       quantile(near, N, 0.5), quantile(near, N, 0.99));
	printf("  questions: p50 %.1f us, p99 %.1f us\n",
	       quantile(questions, N, 0.5), quantile(questions, N, 0.99));
}

static double time_walk(const struct run *r, const struct facts *f)
{
	double from = core_us();
	size_t count = 0;

	for (size_t i = 0; i < r->count; i++)
		count += judge_verdict(&r->judged[i], f, r->as_of) !=
			 VERDICT_INELIGIBLE;
	keep(count);
	return core_us() - from;
}

static double time_pass(const struct run *r, const struct facts *f)
{
	struct pass pass;
	double from;

	arena_reset(r->scratch);
	from = core_us();
	planes_pass(r->scratch, r->planes, f, r->as_of, &pass);
	return core_us() - from;
}

static void compare_walk(const struct run *r)
{
	double walk[ROUNDS], pass[ROUNDS];
	double slow, fast;

	for (size_t i = 0; i < ROUNDS; i++) {
		walk[i] = time_walk(r, r->profiles[i]);
		pass[i] = time_pass(r, r->profiles[i]);
	}
	slow = quantile(walk, ROUNDS, 0.5);
	fast = quantile(pass, ROUNDS, 0.5);
	printf("  walk: median %.0f us (%.0f to %.0f), planes %.1f us\n", slow,
	       walk[0], walk[ROUNDS - 1], fast);
	say_target("1 / ratio to the walk, R3 1/100", fast / slow, 0.01);
}

static void compare_sql(const struct run *r)
{
	struct sql_table *t = sql_table_new(r->judged, r->count);
	double sql[ROUNDS], pass[ROUNDS];
	double slow, fast;

	for (size_t i = 0; i < ROUNDS; i++) {
		struct pass p;
		double from = core_us();
		size_t count = sql_table_count(t, r->profiles[i], r->as_of);

		sql[i] = core_us() - from;
		pass[i] = time_pass(r, r->profiles[i]);
		planes_pass(r->scratch, r->planes, r->profiles[i], r->as_of,
			    &p);
		if (count != bits_count(p.eligible, p.words))
			die("SQL differs from the planes");
	}
	slow = quantile(sql, ROUNDS, 0.5);
	fast = quantile(pass, ROUNDS, 0.5);
	printf("  SQLite: median %.0f us (%.0f to %.0f), planes %.1f us\n",
	       slow, sql[0], sql[ROUNDS - 1], fast);
	say_target("1 / ratio to SQL, R3 1/200", fast / slow, 0.005);
	sql_table_free(t);
}

/* Twelve slots of two bitmaps each, hot in the cache: what R3 counts in. */
static double cache_floor_us(void)
{
	enum { WORDS = SMALL / 64, TRIES = 200 };
	static uint64_t planes[FLOOR_SLOTS][WORDS * 2];
	static uint64_t sure[WORDS], possible[WORDS];
	static double times[TRIES];

	memset(planes, 0xee, sizeof(planes));
	for (size_t i = 0; i < TRIES; i++) {
		double from = core_us();

		memset(sure, 0xff, sizeof(sure));
		memset(possible, 0xff, sizeof(possible));
		for (size_t s = 0; s < FLOOR_SLOTS; s++) {
			const uint64_t *p = planes[s];

			for (size_t w = 0; w < WORDS; w++) {
				sure[w] &= p[w];
				possible[w] &= p[WORDS + w];
			}
		}
		keep(sure[i] + possible[i]);
		times[i] = core_us() - from;
	}
	return quantile(times, TRIES, 0.5);
}

static void build(struct arena *a, struct run *r)
{
	double from = now_us();
	struct planes_size s;

	r->planes =
		planes_build(a, r->population->vocabulary, r->judged, r->count);
	s = planes_measure(r->planes);
	printf("%s, %zu openings, seed %llu\n", r->name, r->count,
	       (unsigned long long)r->population->seed);
	printf("  built in %.0f ms: %zu rows, %.2f literals a row, %zu slots, "
	       "%zu cells,\n  %zu rows with residual literals, %zu loose, "
	       "%.0f bytes an opening\n",
	       (now_us() - from) / 1e3, s.rows,
	       (double)s.literals / (double)s.rows, s.slots, s.cells,
	       s.residuals, s.loose, (double)s.bytes / (double)s.openings);
}

static void say_targets(const struct run *r, double floor)
{
	double share = 12e3 / r->bandwidth;
	struct planes_size size = planes_measure(r->planes);

	if (size.slots == FLOOR_SLOTS)
		say_target("ns a row of twelve slots, growth law",
			   r->p50 * 1e3 / (double)size.rows,
			   r->count == SMALL ? 0.15 : 0.6);
	if (r->count != SMALL) {
		say_target("p50 in times of bytes at stream speed, R3",
			   r->p50 / r->stream_us, 2);
		return;
	}
	say_target("p99 in us, 50 us at 12 GB/s", r->p99, 50 * share);
	say_target("p99 in twelve-slot cache floors, R3", r->p99 / floor, 4);
}

static void run_all(struct run r, size_t n, bool is_dense, double floor)
{
	struct arena *a = arena_new(0);

	r.count = n;
	r.name = is_dense ? "dense rules, full profiles"
			  : "the catalogue's rules, usual profiles";
	r.profiles = is_dense ? r.population->full : r.population->profiles;
	r.judged = is_dense ? population_dense(a, r.population, n)
			    : population_openings(a, r.population, n);
	build(a, &r);
	check(&r);
	time_passes(&r);
	time_rest(&r);
	if (n == SMALL)
		compare_walk(&r);
	if (n == SMALL && is_dense)
		compare_sql(&r);
	say_targets(&r, floor);
	arena_free(a);
}

int main(int argc, char **argv)
{
	static const size_t sizes[] = {SMALL, LARGE};
	size_t only = argc > 3 ? strtoull(argv[3], NULL, 10) : 0;
	struct arena *a = arena_new(0);
	struct population population;
	struct run r = {.population = &population,
			.scratch = arena_new(0),
			.as_of = day_of(AS_OF_YEAR, 11, 25)};
	double floor;

	population_read(a, argc > 1 ? argv[1] : ".",
			argc > 2 ? strtoull(argv[2], NULL, 10) : 1,
			&population);
	r.bandwidth = stream_bandwidth();
	floor = cache_floor_us();
	printf("stream read %.1f GB/s; AND of 12 x 2 bitmaps over %d rows in "
	       "cache %.1f us\n",
	       r.bandwidth / 1e3, SMALL, floor);
	for (int dense = 0; dense < 2; dense++) {
		for (size_t i = 0; i < COUNT(sizes); i++) {
			if (only == 0 || only == sizes[i])
				run_all(r, sizes[i], dense != 0, floor);
		}
	}
	arena_free(r.scratch);
	arena_free(a);
	return EXIT_SUCCESS;
}
