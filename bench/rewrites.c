/* rewrites - see rewrites.h. */
#include "rewrites.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/record.h"
#include "base/arena.h"
#include "json/jr.h"
#include "live.h"
#include "matcher/catalogue.h"
#include "matcher/epoch.h"
#include "matcher/revise.h"
#include "matcher/snapshot.h"
#include "measure.h"
#include "store/openings.h"

enum { CYCLES = 10, EACH = 1000, QUIET_LOOKS = 10, LOOKS_MAX = 1800 };

struct rewriting {
	struct arena *arena, *scratch;
	size_t count;
	const struct opening *openings[EACH];
};

static enum err remove_all(void *arg, void *seat)
{
	struct rewriting *r = arg;
	struct live *l = seat;
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < r->count; i++)
		e = openings_remove(l->written, r->openings[i]->id);
	return e;
}

static enum err put_back(void *arg, void *seat)
{
	struct rewriting *r = arg;
	struct live *l = seat;
	struct import_counts counts = {0};
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < r->count; i++) {
		e = record_put_opening(l->written, r->scratch, r->openings[i],
				       NULL, &counts);
		arena_reset(r->scratch);
	}
	return e;
}

/* Spread over all of them. */
static void choose(struct rewriting *r, struct live *l,
		   const struct snapshot *s)
{
	struct opening_reader reader = world_reader(&l->world, r->arena);
	struct catalogue *c = catalogue_new(&reader);
	struct faults faults = {.count = 0};

	for (size_t k = 0; k < EACH && k < s->leaves[0].segment->count; k++) {
		size_t i = k * s->leaves[0].segment->count / EACH;
		const struct opening *o = snapshot_opening(r->scratch, s, i);
		struct slice own = arena_copy(r->arena, o->document);
		const struct jr *root;

		if (snapshot_find(s, o->id) != (long)i || o->is_programme)
			continue;
		if (jr_parse(r->arena, own, &root, &faults) != ERR_OK ||
		    catalogue_add(c, root, &faults) != ERR_OK) {
			faults_print("a document", &faults);
			exit(EXIT_FAILURE);
		}
		r->openings[r->count] = catalogue_opening(c, r->count);
		r->count++;
	}
	arena_reset(r->scratch);
}

static bool is_in_shape(struct live *l, size_t slot)
{
	const struct snapshot *s = epoch_pin(l->snapshots, slot);
	size_t from, to;
	bool is = !revise_is_due(s) && !revise_may_join(s, &from, &to);

	epoch_unpin(l->snapshots, slot);
	return is;
}

/* Until no leaf is joined and no base built any more, and a while longer. */
static void settle(struct live *l, size_t slot)
{
	struct timespec tenth = {0, 100000000};
	int quiet = 0;

	for (int i = 0; i < LOOKS_MAX && quiet < QUIET_LOOKS; i++) {
		quiet = is_in_shape(l, slot) ? quiet + 1 : 0;
		nanosleep(&tenth, NULL);
	}
	if (quiet < QUIET_LOOKS)
		printf("the snapshot is still being put into shape\n");
	arena_trim();
}

void rewrites(struct live *l, size_t slot)
{
	struct rewriting r = {.arena = arena_new(0), .scratch = arena_new(0)};
	double before, after;

	settle(l, slot);
	choose(&r, l, epoch_pin(l->snapshots, slot));
	epoch_unpin(l->snapshots, slot);
	before = resident_bytes();
	for (int i = 0; i < CYCLES; i++) {
		live_run(l, remove_all, &r);
		live_run(l, put_back, &r);
	}
	settle(l, slot);
	after = resident_bytes();
	printf("%zu openings removed and put back, %d times: %.1f MB held, "
	       "%.1f MB before\n",
	       r.count, (int)CYCLES, after / 1e6, before / 1e6);
	say_target("of what was held before, growth law", after / before, 1.1);
	arena_free(r.scratch);
	arena_free(r.arena);
}
