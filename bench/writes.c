/* writes - see writes.h. */
#include "writes.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/record.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "json/jr.h"
#include "live.h"
#include "matcher/catalogue.h"
#include "matcher/search.h"
#include "matcher/snapshot.h"
#include "measure.h"
#include "store/openings.h"

enum { KINDS = 3, DOCUMENT_MAX = 1 << 20 };

static void give_up(const char *what)
{
	fprintf(stderr, "%s\n", what);
	exit(EXIT_FAILURE);
}

/* Nothing that an opening would say; words with digits have no stem. */
static struct slice word_of(struct arena *a, size_t number)
{
	return arena_print(a, "zq%06zu", number);
}

/* Up to and with the first `mark`; what follows is left in *rest. */
static struct slice up_to(struct slice *rest, struct slice mark)
{
	struct slice all = *rest;

	for (size_t i = 0; i + mark.n <= all.n; i++) {
		if (slice_starts(slice_cut(all, i, all.n), mark)) {
			*rest = slice_cut(all, i + mark.n, all.n);
			return slice_cut(all, 0, i + mark.n);
		}
	}
	give_up("a document without a title");
	return all;
}

/* Canonical JSON: under another id if there is one, the word in its title. */
static struct slice rewrite(struct arena *a, struct slice document,
			    const struct write *w)
{
	struct slice rest = document;
	struct buf b;
	struct slice made;

	buf_init(&b, DOCUMENT_MAX);
	buf_add_slice(&b, up_to(&rest, SLICE("\"id\":\"")));
	buf_add_slice(&b, w->id);
	up_to(&rest, SLICE("\""));
	buf_add_char(&b, '"');
	buf_add_slice(&b, up_to(&rest, SLICE("\"title\":{\"")));
	buf_add_slice(&b, up_to(&rest, SLICE("\":\"")));
	buf_add_slice(&b, w->word);
	buf_add_char(&b, ' ');
	buf_add_slice(&b, rest);
	made = arena_copy(a, buf_slice(&b));
	buf_done(&b);
	return made;
}

static const struct opening *read_one(struct live *l, struct writes *all,
				      struct slice document)
{
	struct opening_reader reader = world_reader(&l->world, all->arena);
	struct catalogue *c = catalogue_new(&reader);
	struct faults faults = {.count = 0};
	const struct jr *root;

	if (jr_parse(all->arena, document, &root, &faults) != ERR_OK ||
	    catalogue_add(c, root, &faults) != ERR_OK) {
		faults_print("a write", &faults);
		exit(EXIT_FAILURE);
	}
	return catalogue_opening(c, 0);
}

static enum err put(void *arg, void *seat)
{
	struct write *w = arg;
	struct live *l = seat;
	struct import_counts counts = {0};
	enum err e;

	if (w->word.n == 0)
		return openings_remove(l->written, w->id);
	e = record_put_opening(l->written, w->all->scratch, w->opening, NULL,
			       &counts);
	arena_reset(w->all->scratch);
	return e;
}

/* All on the writer's thread, one after another. */
static void acknowledged(void *arg, enum err result)
{
	struct write *w = arg;
	size_t at = atomic_load(&w->all->acknowledged);

	if (result != ERR_OK)
		give_up(err_title(result, LANG_EN));
	w->done_us = now_us();
	w->all->done[at] = w;
	atomic_store(&w->all->acknowledged, at + 1);
}

static void prepare_one(struct live *l, struct writes *all, size_t number,
			const struct opening *of)
{
	struct write *w = &all->items[number];

	*w = (struct write){
		.job = {put, acknowledged, w, INT64_MAX},
		.all = all,
		.id = arena_copy(all->arena, of->id),
	};
	if (number % KINDS == 2)
		return;
	if (number % KINDS == 0)
		w->id = arena_print(all->arena, "written-%zu", number);
	w->word = word_of(all->arena, number);
	w->opening = read_one(l, all, rewrite(all->arena, of->document, w));
}

void writes_prepare(struct live *l, const struct snapshot *s, size_t count,
		    struct writes *ret_writes)
{
	struct writes *w = ret_writes;
	struct arena *scratch = arena_new(0);
	size_t number = 0;

	*w = (struct writes){.arena = arena_new(0), .scratch = arena_new(0)};
	w->items = ARENA_ARRAY(w->arena, struct write, count);
	w->done = ARENA_ARRAY(w->arena, const struct write *, count);
	while (w->count < count) {
		const struct opening *o;

		if (number == s->count)
			give_up("there are too few openings to write to");
		arena_reset(scratch);
		o = snapshot_opening(scratch, s, number++);
		if (!o->is_programme && o->status == STATUS_OPEN)
			prepare_one(l, w, w->count++, o);
	}
	arena_free(scratch);
}

void writes_free(struct writes *w)
{
	arena_free(w->scratch);
	arena_free(w->arena);
}

static void wait_until(double us)
{
	struct timespec t = {(time_t)(us / 1e6), 0};

	t.tv_nsec = (long)((us - (double)t.tv_sec * 1e6) * 1e3);
	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) != 0)
		;
}

void writes_send(struct live *l, struct writes *w, double a_second)
{
	double from = now_us();

	for (size_t i = 0; i < w->count; i++) {
		w->items[i].due_us = from + (double)i * 1e6 / a_second;
		wait_until(w->items[i].due_us);
		live_put(l, &w->items[i].job);
	}
	while (atomic_load(&w->acknowledged) < w->count)
		wait_until(now_us() + 1000);
}

double writes_quantile(const struct writes *w, double share)
{
	double *times = ARENA_ARRAY(w->arena, double, w->count);

	for (size_t i = 0; i < w->count; i++)
		times[i] = w->items[i].done_us - w->items[i].due_us;
	return quantile(times, w->count, share);
}

bool write_is_seen(struct arena *a, struct analyser *an,
		   const struct snapshot *s, const struct write *w)
{
	struct search_query q = {.analyser = an,
				 .words = w->word,
				 .filters = filters_none(day_of(2026, 11, 25)),
				 .limit = 1,
				 .without_facets = true};
	struct search_answer answer;

	if (w->word.n == 0)
		return snapshot_find(s, w->id) < 0;
	search_run(a, s, &q, &answer);
	return answer.total == 1 &&
	       slice_eq(snapshot_id(s, answer.items[0].opening), w->id);
}
