/*
 * growth - the laws by which time and memory grow, fitted over several sizes.
 *
 *   bench_growth FOLDER SEED OPENINGS.ndjson...
 *
 * The folder is the repository's; the files are populations of at least three
 * sizes, the largest last.  Verdicts are fitted over four sizes within the
 * cache and four beyond it.  Each rate is printed with its R2, the share of the
 * variance that the straight line explains, and held against its limit; those
 * in nanoseconds are for a core that reads 12 GB/s.  Where a law says linear
 * and no rate, the power fitted through the logarithms is held against 1.1.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "base/day.h"
#include "growth_sample.h"
#include "law.h"
#include "matcher/filters.h"
#include "matcher/planes_pass.h"
#include "measure.h"
#include "population.h"

enum { PASSES = 500, SIZES_MAX = 8, SLOTS = 12 };

/* What stands for "flat" and "linear" where no rate is set. */
#define TOLERANCE 1.1

struct growth {
	struct arena *scratch;
	struct population population;
	double share; /* of 12 GB/s: limits in time are times this */
	size_t count;
	struct growth_sample samples[SIZES_MAX];
};

static double time_passes(const struct growth *g, const struct planes *p)
{
	static double times[PASSES];
	int32_t as_of = day_of(2026, 11, 25);

	for (size_t i = 0; i < PASSES; i++) {
		struct pass pass;
		double from;

		arena_reset(g->scratch);
		from = core_us();
		planes_pass(g->scratch, p, g->population.full[i], as_of, &pass);
		times[i] = core_us() - from;
		keep(pass.words);
	}
	return quantile(times, PASSES, .5);
}

static void add_verdicts(const struct growth *g, size_t n, struct law *to)
{
	struct arena *a = arena_new(0);
	const struct planes *p =
		planes_build(a, g->population.vocabulary,
			     population_dense(a, &g->population, n), n);
	struct planes_size size = planes_measure(p);
	double us = time_passes(g, p);

	printf("  %zu rows of %zu slots: %.1f us\n", size.rows, size.slots, us);
	law_add(to, us * 1e3 * SLOTS / (double)size.slots, (double)size.rows,
		0);
	arena_free(a);
}

static void verdicts(const struct growth *g, const char *where, size_t least,
		     double limit)
{
	struct law law = {.rates = 1};
	struct line line;

	printf("verdicts, twelve slots and both planes, %s\n", where);
	for (size_t n = least; n <= least * 8; n *= 2)
		add_verdicts(g, n, &law);
	line = law_fit(&law);
	printf("  %.4f ns a row, R2 %.4f\n", line.rates[0], line.r2);
	say_target("ns a row, growth law", line.rates[0], limit * g->share);
	say_target("power of the rows, growth law", law_power(&law), TOLERANCE);
}

static void text(const struct growth *g, bool is_han)
{
	static struct law law;
	struct line line;

	law = (struct law){.rates = 1};
	for (size_t s = 0; s < g->count; s++) {
		const struct growth_sample *sample = &g->samples[s];

		for (size_t i = 0; i < sample->count; i++) {
			const struct growth_query *q = &sample->queries[i];

			if (q->is_han == is_han)
				law_add(&law, q->text_us * 1e3, q->postings, 0);
		}
	}
	line = law_fit(&law);
	printf("%s: %zu queries over %zu sizes; %.3f ns a posting, R2 %.4f\n",
	       is_han ? "runs of Han characters" : "words in letters",
	       law.count, g->count, line.rates[0], line.r2);
	say_target("ns a posting, growth law", line.rates[0], 1.5 * g->share);
}

static double page_us(const struct growth_sample *s, int page)
{
	double times[GROWTH_QUERIES];

	for (size_t i = 0; i < s->count; i++)
		times[i] = s->queries[i].page_us[page];
	return quantile(times, s->count, .5);
}

static void pages(const struct growth *g)
{
	struct law law = {.rates = 1};
	const struct growth_sample *s = &g->samples[g->count - 1];
	double first = (double)growth_pages[0];
	double last = (double)growth_pages[GROWTH_PAGES - 1];
	struct line line;

	printf("pages, %zu openings, p50 of %zu queries:", s->openings,
	       s->count);
	for (int k = 0; k < GROWTH_PAGES; k++) {
		printf(" %zu %.0f us", growth_pages[k], page_us(s, k));
		law_add(&law, page_us(s, k), (double)growth_pages[k], 0);
	}
	line = law_fit(&law);
	printf("; %.2f us an item, R2 %.4f\n", line.rates[0], line.r2);
	say_target("a page of 100 in pages of 10, growth law",
		   (line.constant + line.rates[0] * last) /
			   (line.constant + line.rates[0] * first),
		   TOLERANCE);
}

static void facets(const struct growth *g)
{
	static struct law law;
	struct line line;

	law = (struct law){.rates = 2};
	for (size_t s = 0; s < g->count; s++) {
		const struct growth_sample *sample = &g->samples[s];

		for (size_t i = 0; i < sample->count; i++)
			law_add(&law, sample->queries[i].facets_us * 1e3,
				sample->queries[i].found * FILTER_FACETS,
				(double)sample->openings);
	}
	line = law_fit(&law);
	printf("%d facets: %.3f ns a hit and facet and %.3f ns an opening, "
	       "R2 %.4f\n",
	       (int)FILTER_FACETS, line.rates[0], line.rates[1], line.r2);
	say_target("ns a hit and facet, growth law", line.rates[0], g->share);
}

static void memory(const struct growth *g)
{
	struct law index = {.rates = 1}, resident = {.rates = 1};
	struct line line;

	for (size_t s = 0; s < g->count; s++) {
		const struct growth_sample *sample = &g->samples[s];

		law_add(&index, sample->index_bytes, (double)sample->openings,
			0);
		law_add(&resident, sample->resident_bytes,
			(double)sample->openings, 0);
	}
	line = law_fit(&resident);
	printf("memory: %.0f bytes an opening resident beyond stored text and "
	       "%.1f MB, R2 %.4f\n",
	       line.rates[0], line.constant / 1e6, line.r2);
	line = law_fit(&index);
	printf("  %.0f bytes an opening in the index, dictionary, corrections "
	       "and grams apart, R2 %.4f\n",
	       line.rates[0], line.r2);
	say_target("bytes an opening, growth law", line.rates[0], 600);
	say_target("power of the openings, growth law", law_power(&index),
		   TOLERANCE);
}

static void building(const struct growth *g)
{
	struct law all = {.rates = 1}, words = {.rates = 1};
	struct line line;

	printf("building:");
	for (size_t s = 0; s < g->count; s++) {
		const struct growth_sample *sample = &g->samples[s];

		printf(" %zu openings %.2f s", sample->openings,
		       sample->index_us / 1e6);
		law_add(&all, sample->index_us, sample->tokens, 0);
		law_add(&words, sample->text_us, sample->tokens, 0);
	}
	line = law_fit(&all);
	printf("\n  from the file %.3f us a token, R2 %.4f", line.rates[0],
	       line.r2);
	line = law_fit(&words);
	printf("; the text index alone %.3f us, R2 %.4f\n", line.rates[0],
	       line.r2);
	say_target("power of the tokens, from the file, growth law",
		   law_power(&all), TOLERANCE);
	say_target("power of the tokens, text index, growth law",
		   law_power(&words), TOLERANCE);
}

static void threads(const struct growth *g)
{
	const struct growth_sample *s = &g->samples[g->count - 1];

	printf("searches with facets a second, %zu openings:", s->openings);
	for (size_t n = 1; n <= s->threads; n++)
		printf(" %zu threads %.0f (%.0f us of processor each)", n,
		       s->rates[n - 1], s->core_us[n - 1]);
	printf("\n");
	for (size_t n = 2; n <= s->threads; n++)
		say_target("1 / share of so many times one thread's rate, "
			   "growth law",
			   (double)n * s->rates[0] / s->rates[n - 1], 1 / .8);
}

static void openings(struct growth *g, char **files, size_t cores)
{
	for (size_t i = 0; i < g->count; i++) {
		growth_take(files[i], i + 1 == g->count ? cores : 0,
			    &g->samples[i]);
		fprintf(stderr, "%zu openings, %zu queries\n",
			g->samples[i].openings, g->samples[i].count);
	}
	text(g, false);
	text(g, true);
	pages(g);
	facets(g);
	memory(g);
	building(g);
	threads(g);
}

int main(int argc, char **argv)
{
	static struct growth g;
	struct arena *a = arena_new(0);
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	if (argc < 6 || argc > 3 + SIZES_MAX) {
		fprintf(stderr, "usage: bench_growth FOLDER SEED OPENINGS "
				"OPENINGS OPENINGS ...\n");
		return EXIT_FAILURE;
	}
	g.count = (size_t)argc - 3;
	g.scratch = arena_new(0);
	g.share = 12e3 / stream_bandwidth();
	printf("stream read %.1f GB/s, seed %s\n", 12 / g.share, argv[2]);
	openings(&g, argv + 3, (size_t)cores);
	population_read(a, argv[1], strtoull(argv[2], NULL, 10), &g.population);
	verdicts(&g, "in the cache", 16384, .15);
	verdicts(&g, "from memory", 131072, .6);
	arena_free(g.scratch);
	arena_free(a);
	return EXIT_SUCCESS;
}
