/*
 * match - profiles to their best twenty openings, with reasons.
 *
 *   bench_match OPENINGS.ndjson REQUESTS.ndjson [WORDS]
 *
 * The ranking alone, and then the reply of POST /v1/match: criteria with what is
 * held and needed, the parts of the fit with their evidence, near misses with
 * repairs, questions, all as JSON.  With words, one search by them as well.
 * Processor time of one core.
 */
#include <stdio.h>
#include <stdlib.h>

#include "api/codec_list.h"
#include "app/people.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "matcher/search.h"
#include "measure.h"
#include "served.h"

enum { PEOPLE_MAX = 2000, ROUNDS = 3, LIMIT = 20 };

struct times {
	size_t count;
	double rank[PEOPLE_MAX], whole[PEOPLE_MAX];
};

static void answer(struct arena *a, const struct served *s,
		   struct match_request *rq, struct times *t)
{
	struct match_answer found;
	struct json_writer w;
	struct buf out;
	double from = core_us();

	rq->query.limit = LIMIT;
	rq->query.analyser = s->analyser;
	rq->lang = LANG_EN;
	match_rank(a, s->snapshot, &rq->query, &found);
	t->rank[t->count] = core_us() - from;
	buf_init(&out, SIZE_MAX / 2);
	jw_init(&w, &out);
	codec_match_write(a, &w, s->snapshot, rq, &found);
	t->whole[t->count++] = core_us() - from;
	keep(out.n);
	buf_done(&out);
}

static void ask_all(const struct served *s, const char *path, struct times *t)
{
	struct arena *own = arena_new(0), *file_arena = arena_new(0);
	struct person_file file;
	struct match_request rq;

	if (people_open(file_arena, path, &file) != ERR_OK)
		exit(EXIT_FAILURE);
	t->count = 0;
	while (t->count < PEOPLE_MAX &&
	       people_next(own, &file, s->snapshot, day_of(2026, 11, 25),
			   &rq) == ERR_OK) {
		answer(own, s, &rq, t);
		arena_reset(own);
	}
	arena_free(own);
	arena_free(file_arena);
}

static void search(const struct served *s, const char *words)
{
	enum { TIMES = 300 };
	struct arena *a = arena_new(0);
	double times[TIMES];
	int32_t day = day_of(2026, 11, 25);

	for (int i = 0; i < TIMES; i++) {
		struct search_query q = {.analyser = s->analyser,
					 .words = slice_of(words),
					 .filters = filters_none(day),
					 .limit = LIMIT};
		struct list_view view = {.arena = a,
					 .analyser = s->analyser,
					 .snapshot = s->snapshot,
					 .lang = LANG_EN,
					 .day = day};
		struct search_answer found;
		struct json_writer w;
		struct buf out;
		double from = core_us();

		q.filters.states = 1u << STATE_OPEN;
		search_run(a, s->snapshot, &q, &found);
		buf_init(&out, SIZE_MAX / 2);
		jw_init(&w, &out);
		codec_list_write(&w, &view, &found);
		times[i] = core_us() - from;
		keep(out.n);
		buf_done(&out);
		arena_reset(a);
	}
	printf("  a search with its reply p50 %.0f us\n",
	       quantile(times, TIMES, .5));
	arena_free(a);
}

int main(int argc, char **argv)
{
	static struct times t;
	struct served s;
	double share;

	if (argc < 3) {
		fprintf(stderr, "usage: bench_match OPENINGS REQUESTS\n");
		return EXIT_FAILURE;
	}
	served_open(argv[1], &s);
	share = 12e3 / stream_bandwidth();
	for (int i = 0; i < ROUNDS; i++)
		ask_all(&s, argv[2], &t);
	if (t.count == 0)
		return EXIT_FAILURE;
	printf("%zu openings, %zu profiles, stream read %.1f GB/s\n",
	       s.snapshot->count, t.count, 12 / share);
	printf("  ranking p50 %.0f us, p99 %.0f us\n",
	       quantile(t.rank, t.count, .5), quantile(t.rank, t.count, .99));
	printf("  with the reply p50 %.0f us, p99 %.0f us\n",
	       quantile(t.whole, t.count, .5), quantile(t.whole, t.count, .99));
	say_target("p50 of the best 20 with reasons in us, 300 us at 12 GB/s",
		   quantile(t.whole, t.count, .5), 300 * share);
	if (argc > 3)
		search(&s, argv[3]);
	served_close(&s);
	return EXIT_SUCCESS;
}
