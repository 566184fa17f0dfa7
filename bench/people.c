/*
 * people - one opening against the whole of many profiles.
 *
 *   bench_people [FOLDER OF THE REPOSITORY] [SEED] [PROFILES]
 *
 * Every opening of the shipped catalogue that is open on the day asks for its
 * best 50.  Told by part: the scan of the rules; how well the opening suits
 * each, texts included; everything.  Then what a profile takes in memory.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/day.h"
#include "crowd.h"
#include "matcher/analyse.h"
#include "matcher/candidates.h"
#include "matcher/suitability.h"
#include "matcher/traits.h"
#include "measure.h"

enum { PROFILES = 100000, OPENINGS = 40, LIMIT = 50, ROUNDS = 5 };

struct run {
	struct arena *scratch;
	struct analyser *analyser;
	const struct people *people;
	const struct snapshot *snapshot;
	int32_t as_of;
};

struct times {
	double scan[OPENINGS], text[OPENINGS], suit[OPENINGS], all[OPENINGS];
	size_t count;
};

static double time_scan(const struct run *r, size_t opening, struct scan *s)
{
	double from = core_us();

	scan_profiles(r->scratch, r->people->columns,
		      snapshot_judged(r->snapshot, opening), r->as_of, s);
	return core_us() - from;
}

static const uint64_t *gate_of(const struct run *r, const struct scan *s)
{
	uint64_t *gate = ARENA_ARRAY(r->scratch, uint64_t, s->words);

	for (size_t w = 0; w < s->words; w++)
		gate[w] = s->eligible[w] | s->maybe[w];
	return gate;
}

static double time_text(const struct run *r, size_t opening,
			const uint64_t *gate)
{
	struct opening_text_query q = {
		r->analyser, r->people->text,
		snapshot_opening(r->scratch, r->snapshot, opening), gate};
	struct opening_text text;
	double from = core_us();

	opening_text_run(r->scratch, &q, &text);
	return core_us() - from;
}

static double time_suitability(const struct run *r, size_t opening,
			       const uint64_t *gate)
{
	struct suitability_query q = {.analyser = r->analyser,
				      .people = r->people,
				      .segment = r->snapshot->leaves->segment,
				      .opening = opening,
				      .as_of = r->as_of,
				      .gate = gate};
	struct suitability s;
	double from = core_us();

	suitability_prepare(r->scratch, &q, &s);
	return core_us() - from;
}

static void time_one(const struct run *r, size_t opening, struct times *t)
{
	struct candidates_query q = {r->analyser, opening, r->as_of, LIMIT};
	struct candidates c;
	struct scan s;
	const uint64_t *gate;
	double from;

	arena_reset(r->scratch);
	t->scan[t->count] = time_scan(r, opening, &s);
	gate = gate_of(r, &s);
	t->text[t->count] = time_text(r, opening, gate);
	t->suit[t->count] =
		time_suitability(r, opening, gate) - t->text[t->count];
	for (int round = 0; round < ROUNDS; round++) {
		double took;

		arena_reset(r->scratch);
		from = core_us();
		candidates_rank(r->scratch, r->people, r->snapshot, &q, &c);
		took = core_us() - from;
		if (round == 0 || took < t->all[t->count])
			t->all[t->count] = took;
	}
	printf("  %-34.*s %8zu %8zu  %6.2f %7.2f %6.2f %8.2f  %6zu %6zu %s\n",
	       SLICE_ARG(snapshot_id(r->snapshot, opening)), c.counts.eligible,
	       c.counts.maybe, t->scan[t->count] / 1e3, t->text[t->count] / 1e3,
	       t->suit[t->count] / 1e3, t->all[t->count] / 1e3, c.effort.tried,
	       c.effort.fitted, c.is_exact ? "" : "broken off");
	t->count++;
}

static void say(const char *name, double *times, size_t n)
{
	double median = quantile(times, n, 0.5), most = quantile(times, n, 1);

	printf("  %-12s median %8.2f ms, most %8.2f ms\n", name, median / 1e3,
	       most / 1e3);
}

static void time_all(const struct run *r)
{
	struct times *t = ARENA_NEW(r->snapshot->arena, struct times);
	double rest[OPENINGS];

	printf("  %-34s %8s %8s  %6s %7s %6s %8s  %6s %6s\n", "opening",
	       "eligible", "maybe", "scan", "text", "rest", "all", "tried",
	       "fitted");
	for (size_t i = 0; i < r->snapshot->count && t->count < OPENINGS; i++) {
		if (traits_state(r->snapshot->leaves->segment->traits, i,
				 r->as_of) == STATE_OPEN &&
		    bit_has(r->snapshot->leaves->shown, i))
			time_one(r, i, t);
	}
	for (size_t i = 0; i < t->count; i++)
		rest[i] = t->all[i] - t->text[i];
	say("scan", t->scan, t->count);
	say("text", t->text, t->count);
	say("skill, pref", t->suit, t->count);
	say("without text", rest, t->count);
	say("all", t->all, t->count);
}

/* The fit of a profile to an opening, texts read anew. */
static void time_fits(const struct run *r)
{
	enum { FITS = 1000 };
	double times[FITS];

	for (size_t i = 0; i < FITS; i++) {
		size_t row = i * 7919 % r->people->count;
		struct fit_request rq = {.weights = weights_published,
					 .as_of = r->as_of};
		struct person person;
		struct fitter f;
		double from = core_us();

		arena_reset(r->scratch);
		people_read(r->scratch, r->people, row, &person);
		rq.profile = &person.profile;
		f = (struct fitter){.snapshot = r->snapshot,
				    .leaf = r->snapshot->leaves,
				    .profile = &person.profile,
				    .skills = person.skills,
				    .occupations = person.occupations};
		fitter_read_texts(r->scratch, r->analyser, &rq, &f);
		f.score = textquery_score(f.query, 0);
		times[i] = core_us() - from;
	}
	printf("  one fit back: median %.0f us\n", quantile(times, FITS, 0.5));
}

static void say_bytes(const struct people *p)
{
	const struct people_bytes *b = &p->bytes;
	double n = (double)p->count;

	printf("bytes a profile: columns %.1f, records %.1f, skills %.1f, "
	       "together %.1f; text index %.1f; stored text %.1f\n",
	       (double)b->columns / n, (double)b->records / n,
	       (double)b->skills / n,
	       (double)(b->columns + b->records + b->skills) / n,
	       (double)b->text / n, (double)b->stored_text / n);
}

int main(int argc, char **argv)
{
	const char *root = argc > 1 ? argv[1] : ".";
	size_t n = argc > 3 ? strtoull(argv[3], NULL, 10) : PROFILES;
	struct arena *a = arena_new(0);
	struct run r = {.scratch = arena_new(0),
			.analyser = analyser_new(),
			.as_of = day_of(2026, 11, 25)};
	struct population population;
	struct crowd_world world;
	struct people *people;
	double from;

	population_read(a, root, argc > 2 ? strtoull(argv[2], NULL, 10) : 1,
			&population);
	crowd_world_read(a, root, &population, r.analyser, &world);
	printf("stream read %.1f GB/s, seed %llu\n", stream_bandwidth() / 1e3,
	       (unsigned long long)population.seed);
	from = now_us();
	people = crowd_index(&world, &population, n);
	printf("%zu profiles, indexed in %.1f s\n", n, (now_us() - from) / 1e6);
	say_bytes(people);
	r.people = people;
	r.snapshot = world.snapshot;
	time_fits(&r);
	time_all(&r);
	people_free(people);
	crowd_world_done(&world);
	analyser_free(r.analyser);
	arena_free(r.scratch);
	arena_free(a);
	return EXIT_SUCCESS;
}
