/*
 * baybridge eval - measure the ranking on a set of judged queries.
 *
 * The analyser and scorer of the server, its published weights, every document
 * one title.  Prints MAP=... nDCG@10=... P@5=... MRR=... R@100=...; how long it
 * took goes to standard error.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app/command.h"
#include "app/files.h"
#include "app/progress.h"
#include "app/world.h"
#include "base/arena.h"
#include "base/clock.h"
#include "config/config.h"
#include "matcher/evalset.h"
#include "matcher/textindex.h"

command_fn command_eval;

static enum err read_set(struct arena *a, const char *folder,
			 struct evalset **ret_set)
{
	struct eval_files files;
	struct faults faults = {.count = 0};
	const struct {
		const char *name;
		struct slice *bytes;
	} parts[] = {{"queries.tsv", &files.queries},
		     {"corpus.tsv", &files.corpus},
		     {"qrels.tsv", &files.qrels}};
	enum err e;

	for (size_t i = 0; i < COUNT(parts); i++) {
		const char *path =
			arena_print(a, "%s/%s", folder, parts[i].name).p;

		e = file_read(a, path, parts[i].bytes);
		if (e != ERR_OK) {
			fprintf(stderr, "%s: cannot be read\n", path);
			return e;
		}
	}
	e = evalset_read(a, &files, ret_set, &faults);
	if (e != ERR_OK)
		faults_print(folder, &faults);
	return e;
}

static void write_run(FILE *run, struct slice qid, const struct eval_row *rows,
		      size_t n)
{
	for (size_t i = 0; run != NULL && i < n; i++)
		fprintf(run, "%.*s\t%.*s\t%zu\t%llu.%09llu\n", SLICE_ARG(qid),
			SLICE_ARG(rows[i].docid), i + 1,
			(unsigned long long)(rows[i].score_e9 / 1000000000u),
			(unsigned long long)(rows[i].score_e9 % 1000000000u));
}

static int by_time(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void print_times(int64_t *us, size_t n, int64_t build_us)
{
	if (n == 0)
		return;
	qsort(us, n, sizeof(*us), by_time);
	fprintf(stderr,
		"built in %.2f s; a query: median %.3f ms, 99th percentile "
		"%.3f ms\n",
		(double)build_us / 1e6, (double)us[n / 2] / 1e3,
		(double)us[n * 99 / 100] / 1e3);
}

static void rank_all(struct arena *a, const struct world *world,
		     const struct evalset *set, FILE *run)
{
	size_t documents, queries = evalset_queries(set);
	const struct textdoc *docs = evalset_documents(set, &documents);
	struct text_knowledge known = {world->synonyms, world->linker};
	int64_t start = clock_monotonic_us();
	const struct textindex *x =
		textindex_build(a, world->analyser, &known, docs, documents);
	int64_t build_us = clock_monotonic_us() - start;
	struct progress bar = progress_new("Ranking", queries);
	int64_t *us = ARENA_ARRAY(a, int64_t, queries);
	struct eval_row *rows = ARENA_ARRAY(a, struct eval_row, EVAL_DEPTH);
	struct eval_measures sums = {0}, mean;
	struct arena *own = arena_new(0);

	for (size_t q = 0; q < queries; q++) {
		size_t n;

		start = clock_monotonic_us();
		n = evalset_rank(own, world->analyser, x, set, q, rows);
		us[q] = clock_monotonic_us() - start;
		evalset_measure(set, q, rows, n, &sums);
		write_run(run, evalset_query_id(set, q), rows, n);
		arena_reset(own);
		progress_step(&bar, q + 1);
	}
	progress_end(&bar);
	arena_free(own);
	mean = evalset_mean(set, &sums);
	printf("MAP=%.4f nDCG@10=%.4f P@5=%.4f MRR=%.4f R@100=%.4f\n", mean.map,
	       mean.ndcg10, mean.p5, mean.mrr, mean.r100);
	print_times(us, queries, build_us);
}

enum exit_code command_eval(struct arena *a, struct config *config,
			    const struct options *options)
{
	struct world world;
	struct evalset *set;
	FILE *run = NULL;
	bool is_written = true;

	if (options->word_count != 1)
		return command_fail(EXIT_USAGE, "eval",
				    "name one folder with a set.");
	if (read_set(a, options->words[0], &set) != ERR_OK)
		return EXIT_REFUSED;
	/* ESCO's labels are the documents of some sets: only when asked. */
	config->matcher_esco = options->with_esco;
	if (world_read(a, config, &world) != ERR_OK)
		return EXIT_BROKEN;
	if (options->run != NULL) {
		run = fopen(options->run, "wb");
		is_written = run != NULL;
	}
	if (is_written)
		rank_all(a, &world, set, run);
	if (run != NULL)
		is_written = fclose(run) == 0;
	world_done(&world);
	if (!is_written)
		return command_fail(EXIT_REFUSED, "eval",
				    "%s cannot be written.", options->run);
	return EXIT_GOOD;
}
