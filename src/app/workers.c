/* workers - see workers.h. */
#include "app/workers.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "api/api.h"
#include "api/handler.h"
#include "app/logins.h"
#include "app/privilege.h"
#include "app/writer_seat.h"
#include "base/arena.h"
#include "config/config.h"
#include "matcher/analyse.h"
#include "store/store.h"
#include "work/pool.h"

/*
 * A thousand who ask in one moment have their turn in some tenths of a second;
 * whoever waits for longer than server.work_timeout is answered 503 all the
 * same.
 */
enum { READ_QUEUE = 2048, WRITE_QUEUE = 2048, IMPORT_QUEUE = 4 };
enum { IMPORTERS = 1 };
enum { WRITER_TRIES = 100 }; /* of a tenth of a second */

struct workers {
	struct arena *arena;
	unsigned count; /* of seats, the writer's apart */
	struct seat *seats;
	struct writer_seat writing;
	struct pool *readers, *hashers, *importers;
	struct writer *writer;
	atomic_bool is_stopping;
};

static unsigned hashers_of(const struct config *c)
{
	unsigned half = privilege_cores() / 2;

	if (c->crypt_threads > 0)
		return (unsigned)c->crypt_threads;
	return half > 0 ? half : 1;
}

static unsigned readers_of(const struct config *c)
{
	return (unsigned)c->store_readers;
}

unsigned workers_slots(const struct config *config)
{
	return readers_of(config) + hashers_of(config) + IMPORTERS + 1;
}

static enum err open_seat(const char *db, enum db_mode mode, unsigned slot,
			  struct seat *ret)
{
	enum err e = store_open(db, mode, &ret->db);

	if (e != ERR_OK)
		return e;
	ret->analyser = analyser_new();
	ret->slot = slot;
	return ERR_OK;
}

static void close_seat(struct seat *s)
{
	if (s->db == NULL)
		return;
	analyser_free(s->analyser);
	store_close(s->db);
}

/* Another process, an import, may be writing just now. */
static enum err open_writing(const char *db, unsigned slot, struct seat *ret)
{
	struct timespec a_while = {0, 100 * 1000 * 1000};
	enum err e = open_seat(db, DB_WRITER, slot, ret);

	for (int i = 0; e == ERR_BUSY && i < WRITER_TRIES; i++) {
		nanosleep(&a_while, NULL);
		e = open_seat(db, DB_WRITER, slot, ret);
	}
	return e;
}

static enum err open_seats(struct workers *w, const struct config *c,
			   unsigned first_slot)
{
	enum err e = open_writing(c->store_db, first_slot, &w->writing.seat);

	for (unsigned i = 0; e == ERR_OK && i < w->count; i++)
		e = open_seat(c->store_db, DB_READER, first_slot + 1 + i,
			      &w->seats[i]);
	return e;
}

static enum err open_pool(struct workers *w, unsigned first, unsigned threads,
			  size_t queue, struct pool **ret)
{
	void **seats = ARENA_ARRAY(w->arena, void *, threads);

	for (unsigned i = 0; i < threads; i++)
		seats[i] = &w->seats[first + i];
	return pool_open(&(struct pool_plan){threads, seats, queue}, ret);
}

static enum err open_threads(struct workers *w, const struct config *c)
{
	struct writer_plan plan = {.ops = &writer_seat_ops,
				   .seat = &w->writing,
				   .group_max = (size_t)c->store_group_max,
				   .group_window_us = c->store_group_window,
				   .queue_limit = WRITE_QUEUE};
	unsigned readers = readers_of(c);
	enum err e = open_pool(w, 0, readers, READ_QUEUE, &w->readers);

	if (e == ERR_OK)
		e = open_pool(w, readers, hashers_of(c), (size_t)c->crypt_queue,
			      &w->hashers);
	if (e == ERR_OK)
		e = open_pool(w, readers + hashers_of(c), IMPORTERS,
			      IMPORT_QUEUE, &w->importers);
	if (e == ERR_OK)
		e = writer_open(&plan, &w->writer);
	return e;
}

enum err workers_open(const struct config *config, struct api_parts *parts,
		      struct workers **ret_workers)
{
	struct arena *a = arena_new(0);
	struct workers *w = ARENA_NEW(a, struct workers);
	enum err e;

	w->arena = a;
	w->count = readers_of(config) + hashers_of(config) + IMPORTERS;
	w->seats = ARENA_ARRAY(a, struct seat, w->count);
	e = open_seats(w, config, parts->loops);
	if (e == ERR_OK)
		e = logins_open(config, w->writing.seat.db, w->seats[0].db,
				parts, &w->writing.logins);
	w->writing.keys = parts->keys;
	if (e == ERR_OK)
		e = open_threads(w, config);
	if (e != ERR_OK) {
		workers_close(w);
		return e;
	}
	parts->readers = w->readers;
	parts->hashers = w->hashers;
	parts->importers = w->importers;
	parts->is_stopping = &w->is_stopping;
	parts->writer = w->writer;
	*ret_workers = w;
	return ERR_OK;
}

void workers_publish(struct workers *w, struct publisher *p)
{
	atomic_store(&w->writing.publisher, p);
}

void workers_close(struct workers *w)
{
	if (w == NULL)
		return;
	atomic_store(&w->is_stopping, true);
	pool_close(w->importers);
	pool_close(w->hashers);
	pool_close(w->readers);
	writer_close(w->writer);
	for (unsigned i = 0; i < w->count; i++)
		close_seat(&w->seats[i]);
	logins_close(w->writing.logins);
	close_seat(&w->writing.seat);
	arena_free(w->arena);
}
