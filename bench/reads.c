/* reads - see reads.h. */
#include "reads.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "api/codec_match.h"
#include "base/arena.h"
#include "base/day.h"
#include "live.h"
#include "matcher/analyse.h"
#include "matcher/epoch.h"
#include "matcher/search.h"
#include "measure.h"
#include "writes.h"

enum { TIMES_MAX = 500000, PAGE = 20 };

struct reader {
	struct reads *all;
	size_t slot;
	pthread_t thread;
	struct arena *arena;
	struct analyser *analyser;
	size_t turn;
	size_t seen, looks, missed; /* of the writes */
	size_t count[READ_PHASES];
	double *times[READ_PHASES];
};

static void search(struct reader *r, const struct snapshot *s)
{
	const struct reads *all = r->all;
	struct search_query q = {.analyser = r->analyser,
				 .words = all->words[r->turn % all->word_count],
				 .filters = filters_none(day_of(2026, 11, 25)),
				 .limit = PAGE};
	struct search_answer answer;

	search_run(r->arena, s, &q, &answer);
	keep(answer.total);
}

static void match(struct reader *r, const struct snapshot *s)
{
	const struct reads *all = r->all;
	struct match_query q =
		all->requests[r->turn % all->request_count].query;
	struct match_answer answer;

	q.analyser = r->analyser;
	q.limit = PAGE;
	match_rank(r->arena, s, &q, &answer);
	keep(answer.item_count);
}

/* What was acknowledged before the snapshot was pinned is in it. */
static void look_for_writes(struct reader *r)
{
	struct live *l = r->all->live;
	size_t known = atomic_load(&r->all->writes->acknowledged);

	for (; r->seen < known; r->seen++) {
		const struct snapshot *s = epoch_pin(l->snapshots, r->slot);

		r->looks++;
		r->missed += !write_is_seen(r->arena, r->analyser, s,
					    r->all->writes->done[r->seen]);
		epoch_unpin(l->snapshots, r->slot);
		arena_reset(r->arena);
	}
}

static double read_once(struct reader *r)
{
	struct live *l = r->all->live;
	double from = now_us();
	const struct snapshot *s = epoch_pin(l->snapshots, r->slot);

	if (r->turn++ % 2 == 0)
		search(r, s);
	else
		match(r, s);
	epoch_unpin(l->snapshots, r->slot);
	from = now_us() - from;
	arena_reset(r->arena);
	return from;
}

static void rest(double us)
{
	struct timespec t = {(time_t)(us / 1e6), (long)us % 1000000 * 1000};

	nanosleep(&t, NULL);
}

static void *run(void *arg)
{
	struct reader *r = arg;
	int phase;

	while ((phase = atomic_load(&r->all->phase)) < READ_PHASES) {
		double us;

		look_for_writes(r);
		us = read_once(r);
		if (r->count[phase] < TIMES_MAX)
			r->times[phase][r->count[phase]++] = us;
		rest(us);
	}
	look_for_writes(r);
	return NULL;
}

static void begin(struct reads *all, size_t slot, struct reader *r)
{
	*r = (struct reader){.all = all,
			     .slot = slot,
			     .turn = slot * 17,
			     .arena = arena_new(0),
			     .analyser = analyser_new()};
	for (int p = 0; p < READ_PHASES; p++)
		r->times[p] = calloc(TIMES_MAX, sizeof(double));
	if (pthread_create(&r->thread, NULL, run, r) != 0) {
		perror("pthread_create");
		exit(EXIT_FAILURE);
	}
}

void reads_start(struct reads *r, size_t readers)
{
	r->count = readers;
	r->readers = calloc(readers, sizeof(*r->readers));
	if (r->readers == NULL)
		out_of_memory(readers * sizeof(*r->readers));
	for (size_t i = 0; i < readers; i++)
		begin(r, i, &r->readers[i]);
}

void reads_stop(struct reads *r)
{
	atomic_store(&r->phase, READ_PHASES);
	for (size_t i = 0; i < r->count; i++) {
		pthread_join(r->readers[i].thread, NULL);
		arena_free(r->readers[i].arena);
		analyser_free(r->readers[i].analyser);
	}
}

double reads_quantile(const struct reads *r, int phase, double share,
		      size_t *ret_count)
{
	double *all, result;

	*ret_count = 0;
	for (size_t i = 0; i < r->count; i++)
		*ret_count += r->readers[i].count[phase];
	all = calloc(*ret_count + 1, sizeof(*all));
	if (all == NULL)
		out_of_memory(*ret_count * sizeof(*all));
	*ret_count = 0;
	for (size_t i = 0; i < r->count; i++) {
		const struct reader *own = &r->readers[i];

		memcpy(all + *ret_count, own->times[phase],
		       own->count[phase] * sizeof(*all));
		*ret_count += own->count[phase];
	}
	result = *ret_count == 0 ? 0 : quantile(all, *ret_count, share);
	free(all);
	return result;
}

size_t reads_looks(const struct reads *r, size_t *ret_missed)
{
	size_t looks = 0;

	*ret_missed = 0;
	for (size_t i = 0; i < r->count; i++) {
		looks += r->readers[i].looks;
		*ret_missed += r->readers[i].missed;
	}
	return looks;
}
