/*
 * visible - R5: 200 writes a second while readers read.
 *
 *   bench_visible DATABASE REQUESTS.ndjson [SECONDS]
 *
 * The database is changed.  A write is one opening through the one writer, in a
 * group commit, into the published snapshot, and is timed from when it was due
 * to its acknowledgement, by the clock.  As many readers as cores, each at half
 * a core, read before, during and after; each looks for every write as soon as
 * it was acknowledged.  Beside it: fdatasync of one page in the same folder.
 * Then a thousand openings are removed and put back, ten times over, for what
 * stays in memory.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/people.h"
#include "base/arena.h"
#include "base/day.h"
#include "live.h"
#include "matcher/epoch.h"
#include "measure.h"
#include "reads.h"
#include "rewrites.h"
#include "support/random.h"
#include "words.h"
#include "writes.h"

enum { A_SECOND = 200, SECONDS = 10, REQUESTS = 200, SYNCS = 200, PAGE = 4096 };

/* Median of a page written over and synced. */
static double sync_us(const char *db)
{
	static char page[PAGE];
	double times[SYNCS];
	char path[4096];
	int fd;

	snprintf(path, sizeof(path), "%s-sync", db);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	for (int i = 0; i < SYNCS; i++) {
		double from = now_us();

		memset(page, i, sizeof(page));
		if (pwrite(fd, page, sizeof(page), 0) != PAGE ||
		    fdatasync(fd) != 0) {
			perror(path);
			exit(EXIT_FAILURE);
		}
		times[i] = now_us() - from;
	}
	close(fd);
	unlink(path);
	return quantile(times, SYNCS, .5);
}

static void read_requests(struct arena *a, const char *path,
			  const struct snapshot *s, struct reads *to)
{
	struct match_request *requests =
		ARENA_ARRAY(a, struct match_request, REQUESTS);
	struct person_file file;

	if (people_open(a, path, &file) != ERR_OK)
		exit(EXIT_FAILURE);
	while (to->request_count < REQUESTS &&
	       people_next(a, &file, s, day_of(2026, 11, 25),
			   &requests[to->request_count]) == ERR_OK)
		to->request_count++;
	to->requests = requests;
}

static void draw_words(struct arena *a, const struct snapshot *s,
		       struct reads *to)
{
	struct slice *words = ARENA_ARRAY(a, struct slice, REQUESTS);
	struct random random;

	random_seed(&random, 1);
	while (to->word_count < REQUESTS) {
		struct slice w[WORDS_TAKEN];

		words_of_some(a, s, &random, w);
		if (w[0].n > 1)
			words[to->word_count++] = w[0];
	}
	to->words = words;
}

static void pause_for(double seconds)
{
	struct timespec t = {(time_t)seconds, 0};

	nanosleep(&t, NULL);
}

static void say_reads(const struct reads *r, const char *when, int phase)
{
	size_t n;
	double p50 = reads_quantile(r, phase, .5, &n);

	printf("  reads %s: %zu, p50 %.0f us, p99 %.0f us\n", when, n, p50,
	       reads_quantile(r, phase, .99, &n));
}

static void say_groups(const struct live_spent *s, size_t writes)
{
	double each = 1e3 * (double)s->groups;

	printf("  %zu groups, by the clock %.2f ms for the jobs of each, "
	       "%.2f to commit, %.2f to publish, %.2f of housekeeping before; "
	       "%.0f us of processor a write\n",
	       s->groups, s->jobs_us / each, s->commit_us / each,
	       s->publish_us / each, s->keeping_us / each,
	       s->core_us / (double)writes);
}

static void report(const struct live *l, const struct writes *w,
		   const struct reads *r, double sync)
{
	size_t missed, n, looks = reads_looks(r, &missed);
	double p99 = writes_quantile(w, .99) / 1e3;
	double alone = reads_quantile(r, 0, .99, &n);
	double beside = reads_quantile(r, 1, .99, &n);

	printf("  %zu writes, %d a second: p50 %.2f ms, p99 %.2f ms, most "
	       "%.2f ms; fdatasync of a page %.2f ms\n",
	       w->count, (int)A_SECOND, writes_quantile(w, .5) / 1e3, p99,
	       writes_quantile(w, 1) / 1e3, sync / 1e3);
	say_groups(&l->spent, w->count);
	say_reads(r, "before", 0);
	say_reads(r, "beside the writes", 1);
	say_reads(r, "after", 2);
	printf("  looked %zu times for what was acknowledged\n", looks);
	say_target("acknowledged writes that a next read did not see, R5",
		   (double)missed, 0);
	say_target("p50 of a write in ms, 2 ms and two syncs, R5",
		   writes_quantile(w, .5) / 1e3, 2 + 2 * sync / 1e3);
	say_target("p99 of a write in ms, R5", p99, 30);
	say_target("p99 of reads beside writes in p99s before, R5",
		   beside / alone, 1.5);
}

static void measure(struct live *l, const char *requests, double seconds,
		    double sync)
{
	struct arena *a = arena_new(0);
	size_t readers = (size_t)sysconf(_SC_NPROCESSORS_ONLN);
	const struct snapshot *s = epoch_pin(l->snapshots, readers);
	struct reads reads = {.live = l};
	struct writes writes;

	printf("%zu openings, %zu readers\n", s->count, readers);
	writes_prepare(l, s, (size_t)(seconds * A_SECOND), &writes);
	read_requests(a, requests, s, &reads);
	draw_words(a, s, &reads);
	epoch_unpin(l->snapshots, readers);
	reads.writes = &writes;
	reads_start(&reads, readers);
	pause_for(seconds);
	atomic_store(&reads.phase, 1);
	writes_send(l, &writes, A_SECOND);
	atomic_store(&reads.phase, 2);
	pause_for(seconds);
	reads_stop(&reads);
	report(l, &writes, &reads, sync);
	writes_free(&writes);
	arena_free(a);
}

int main(int argc, char **argv)
{
	struct live l;
	double sync;

	if (argc < 3) {
		fprintf(stderr, "usage: bench_visible DATABASE REQUESTS "
				"[SECONDS]\n");
		return EXIT_FAILURE;
	}
	sync = sync_us(argv[1]);
	live_open(argv[1], (size_t)sysconf(_SC_NPROCESSORS_ONLN) + 1, &l);
	measure(&l, argv[2], argc > 3 ? strtod(argv[3], NULL) : SECONDS, sync);
	rewrites(&l, (size_t)sysconf(_SC_NPROCESSORS_ONLN));
	live_close(&l);
	return EXIT_SUCCESS;
}
