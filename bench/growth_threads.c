/* growth_threads - see growth_threads.h. */
#include "growth_threads.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/analyse.h"
#include "matcher/search.h"
#include "measure.h"
#include "served.h"

enum { ROUNDS = 3, ROUND_US = 1000000, PAGE = 20 };

struct crew {
	const struct snapshot *snapshot;
	const struct slice *words;
	size_t word_count;
	pthread_barrier_t start;
	_Atomic size_t done, core_us;
};

/* Begins at another query than the others do. */
struct hand {
	struct crew *crew;
	size_t first;
	pthread_t thread;
};

static void *work(void *arg)
{
	const struct hand *h = arg;
	struct crew *c = h->crew;
	struct analyser *an = analyser_new();
	struct arena *a = arena_new(0);
	double until, from;
	size_t done = 0;

	pthread_barrier_wait(&c->start);
	until = now_us() + ROUND_US;
	from = core_us();
	while (now_us() < until) {
		struct search_query q = {
			.analyser = an,
			.words = c->words[(h->first + done) % c->word_count],
			.filters = filters_none(day_of(2026, 11, 25)),
			.limit = PAGE};
		struct search_answer answer;

		search_run(a, c->snapshot, &q, &answer);
		keep(answer.total);
		arena_reset(a);
		done++;
	}
	atomic_fetch_add(&c->core_us, (size_t)(core_us() - from));
	atomic_fetch_add(&c->done, done);
	arena_free(a);
	analyser_free(an);
	return NULL;
}

static double rate_of(struct crew *c, size_t threads)
{
	struct hand hands[GROWTH_THREADS_MAX];

	atomic_store(&c->done, 0);
	atomic_store(&c->core_us, 0);
	pthread_barrier_init(&c->start, NULL, (unsigned)threads);
	for (size_t i = 0; i < threads; i++) {
		hands[i] = (struct hand){.crew = c, .first = i * 7};
		if (pthread_create(&hands[i].thread, NULL, work, &hands[i]) !=
		    0) {
			perror("pthread_create");
			exit(EXIT_FAILURE);
		}
	}
	for (size_t i = 0; i < threads; i++)
		pthread_join(hands[i].thread, NULL);
	pthread_barrier_destroy(&c->start);
	return (double)atomic_load(&c->done) * 1e6 / ROUND_US;
}

/* The best of the rounds, which take turns. */
void growth_threads(const struct served *s, const struct slice *words,
		    size_t most, struct growth_sample *to)
{
	struct crew c = {.snapshot = s->snapshot,
			 .words = words,
			 .word_count = to->count};

	to->threads = most < GROWTH_THREADS_MAX ? most : GROWTH_THREADS_MAX;
	for (int round = 0; round < ROUNDS; round++) {
		for (size_t n = 1; n <= to->threads; n++) {
			double rate = rate_of(&c, n);

			if (rate <= to->rates[n - 1])
				continue;
			to->rates[n - 1] = rate;
			to->core_us[n - 1] = (double)atomic_load(&c.core_us) /
					     (double)atomic_load(&c.done);
		}
	}
}
