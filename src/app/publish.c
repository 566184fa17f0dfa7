/* publish - see publish.h. */
#include "app/publish.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/record.h"
#include "app/reread.h"
#include "app/snapshot_file.h"
#include "app/world.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/compiler.h"
#include "base/disk.h"
#include "base/log.h"
#include "matcher/analyse.h"
#include "matcher/epoch.h"
#include "matcher/revise.h"
#include "matcher/snapshot.h"
#include "store/feed.h"

/*
 * While a base is built the record moves on: its changes are read again until
 * this few are left, and only those while the writer waits.
 */
enum { FEW_CHANGES = 64 };

struct publisher {
	struct world world; /* with an analyser that is used under the lock */
	struct epoch *snapshots;
	pthread_mutex_t lock;
	const struct snapshot *current; /* the epoch's, which frees it */
	const char *file;
	int64_t saved; /* the `stats` of the base in the file; -1: none */
};

/* Under the lock. */
static void exchange(struct publisher *p, struct snapshot *next)
{
	p->current = next;
	epoch_publish(p->snapshots, next);
}

static void log_published(const struct snapshot *s, int64_t start_us)
{
	log_event(LOG_SNAPSHOT_PUBLISHED, s->name.p, LOG_NUMBER(s->count),
		  LOG_NUMBER(clock_monotonic_us() - start_us));
}

static enum err from_record(const struct world *w, struct db *db,
			    struct snapshot **ret_snapshot)
{
	size_t refused;

	return record_snapshot(w, db, ret_snapshot, &refused);
}

/* ERR_NOT_FOUND, or why it is of no use: both were logged, or are nothing. */
static enum err from_file(const struct world *w, struct db *db,
			  const char *path, struct snapshot **ret_snapshot)
{
	struct snapshot_parts parts = world_parts(w);
	struct segment *base;
	struct snapshot *s, *next;
	int64_t seq;
	enum err e = snapshot_file_load(path, &parts, &base, &seq);

	if (e != ERR_OK)
		return e;
	s = snapshot_new(base, seq);
	e = reread_differences(w, db, s, &next);
	if (e == ERR_OK && next == NULL) {
		*ret_snapshot = s;
		return ERR_OK;
	}
	snapshot_free(s);
	*ret_snapshot = next;
	return e;
}

enum err publisher_open(const struct publish_plan *plan, struct db *reader,
			struct publisher **ret_publisher)
{
	int64_t start_us = clock_monotonic_us();
	struct publisher *p = calloc(1, sizeof(*p));
	struct snapshot *first;
	enum err e = ERR_NOT_FOUND;

	if (p == NULL)
		out_of_memory(sizeof(*p));
	*p = (struct publisher){.world = *plan->world,
				.snapshots = plan->snapshots,
				.file = plan->file,
				.saved = -1};
	p->world.analyser = analyser_new();
	pthread_mutex_init(&p->lock, NULL);
	if (p->file != NULL)
		e = from_file(&p->world, reader, p->file, &first);
	if (e == ERR_OK)
		p->saved = first->stats;
	else
		e = from_record(&p->world, reader, &first);
	if (e != ERR_OK) {
		publisher_close(p);
		return e;
	}
	log_published(first, start_us);
	exchange(p, first);
	*ret_publisher = p;
	return ERR_OK;
}

void publisher_close(struct publisher *p)
{
	if (p == NULL)
		return;
	pthread_mutex_destroy(&p->lock);
	analyser_free(p->world.analyser);
	free(p);
}

/* All changes there are, or the first failure. */
static enum err catch_up(const struct world *w, struct db *db,
			 struct snapshot **s)
{
	for (;;) {
		struct snapshot *next;
		enum err e = reread_changes(w, db, *s, &next);

		if (e != ERR_OK || next == NULL)
			return e;
		snapshot_free(*s);
		*s = next;
	}
}

enum err publisher_apply(struct publisher *p, struct db *db)
{
	struct snapshot *next;
	enum err e;

	pthread_mutex_lock(&p->lock);
	e = reread_changes(&p->world, db, p->current, &next);
	if (e == ERR_OK && next != NULL) {
		e = catch_up(&p->world, db, &next);
		/* What was read is good, also when the rest failed. */
		exchange(p, next);
	}
	pthread_mutex_unlock(&p->lock);
	return e;
}

/* Leaves to be joined, kept alive by a hold. */
struct joining {
	size_t from, to;
	struct segment **segments;
	struct id_list ids;
};

static bool begin_joining(struct publisher *p, struct arena *a,
			  struct joining *j)
{
	bool may;

	pthread_mutex_lock(&p->lock);
	may = revise_may_join(p->current, &j->from, &j->to);
	if (may) {
		const struct leaf *leaves = p->current->leaves;
		size_t most = p->current->numbers - leaves[0].segment->count;
		struct slice *ids = ARENA_ARRAY(a, struct slice, most + 1);

		j->segments = ARENA_ARRAY(a, struct segment *, j->to - j->from);
		for (size_t k = j->from; k < j->to; k++) {
			struct id_list own = snapshot_ids(a, &leaves[k]);

			j->segments[k - j->from] =
				segment_hold(leaves[k].segment);
			for (size_t i = 0; i < own.count; i++)
				ids[j->ids.count++] = own.items[i];
		}
		j->ids.items = ids;
	}
	pthread_mutex_unlock(&p->lock);
	return may;
}

/* Only what tends the snapshot takes leaves away before the last. */
static void end_joining(struct publisher *p, const struct joining *j,
			struct segment *joined)
{
	pthread_mutex_lock(&p->lock);
	exchange(p, snapshot_join(p->current, j->from, j->to, joined));
	pthread_mutex_unlock(&p->lock);
}

static enum err join(struct publisher *p, const struct world *w, struct db *db,
		     bool *ret_did)
{
	struct arena *a = arena_new(0);
	struct joining j = {.segments = NULL};
	struct segment *joined = NULL;
	enum err e = ERR_OK;

	*ret_did = begin_joining(p, a, &j);
	if (*ret_did) {
		e = reread_openings(w, db, j.segments[0]->base, &j.ids,
				    &joined);
		if (e == ERR_OK)
			end_joining(p, &j, joined);
		for (size_t k = 0; k < j.to - j.from; k++)
			segment_release(j.segments[k]);
	}
	arena_free(a);
	return e;
}

/* The shape asks for a new base, or the record is further on than a page. */
static enum err is_due(struct publisher *p, struct db *db, bool *ret_due)
{
	int64_t seq;
	enum err e = feed_position(db, &seq);

	pthread_mutex_lock(&p->lock);
	*ret_due = revise_is_due(p->current) ||
		   (e == ERR_OK && seq - p->current->seq > FEED_PAGE_MAX);
	epoch_collect(p->snapshots);
	pthread_mutex_unlock(&p->lock);
	return e;
}

/* The last few changes while the writer waits. */
static enum err publish_base(struct publisher *p, struct db *db,
			     struct snapshot *s, int64_t start_us)
{
	enum err e;

	pthread_mutex_lock(&p->lock);
	e = catch_up(&p->world, db, &s);
	if (e == ERR_OK) {
		log_published(s, start_us);
		exchange(p, s);
	}
	pthread_mutex_unlock(&p->lock);
	if (e != ERR_OK)
		snapshot_free(s);
	return e;
}

static enum err renew(struct publisher *p, const struct world *w, struct db *db)
{
	int64_t start_us = clock_monotonic_us();
	struct snapshot *s = NULL;
	size_t refused;
	enum err e = record_snapshot(w, db, &s, &refused);

	while (e == ERR_OK) {
		struct snapshot *next;
		int64_t was = s->seq;

		e = reread_changes(w, db, s, &next);
		if (e != ERR_OK || next == NULL)
			break;
		snapshot_free(s);
		s = next;
		if (s->seq - was < FEW_CHANGES)
			break;
	}
	if (e == ERR_OK)
		return publish_base(p, db, s, start_us);
	snapshot_free(s);
	return e;
}

/* What fails is tried again with the next base only. */
static enum err save(struct publisher *p, const struct world *w)
{
	struct snapshot_parts parts = world_parts(w);
	struct segment *base;
	int64_t stats;
	bool is_new;
	enum err e;

	pthread_mutex_lock(&p->lock);
	base = segment_hold(p->current->leaves[0].segment);
	stats = p->current->stats;
	is_new = p->file != NULL && p->saved != stats;
	p->saved = stats;
	pthread_mutex_unlock(&p->lock);
	if (!is_new) {
		segment_release(base);
		return ERR_OK;
	}
	e = snapshot_file_save(p->file, &parts, base, stats);
	segment_release(base);
	return e;
}

enum err publisher_tend(struct publisher *p, const struct world *w,
			struct db *db, bool *ret_did)
{
	enum err e;

	e = is_due(p, db, ret_did);
	if (e == ERR_OK && *ret_did)
		return renew(p, w, db);
	if (e == ERR_OK)
		e = publisher_apply(p, db);
	if (e == ERR_OK)
		e = join(p, w, db, ret_did);
	if (e == ERR_OK && !*ret_did)
		e = save(p, w);
	return e;
}

enum err publisher_forget(struct publisher *p)
{
	bool failed;

	if (p->file == NULL)
		return ERR_OK;
	pthread_mutex_lock(&p->lock);
	failed = unlink(p->file) != 0 && errno != ENOENT;
	p->saved = -1;
	pthread_mutex_unlock(&p->lock);
	return failed ? disk_failed("unlink") : ERR_OK;
}

size_t publisher_openings(struct publisher *p)
{
	size_t n;

	pthread_mutex_lock(&p->lock);
	n = p->current->count;
	pthread_mutex_unlock(&p->lock);
	return n;
}
