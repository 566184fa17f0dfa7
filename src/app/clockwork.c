/* clockwork - see clockwork.h. */
#include "app/clockwork.h"

#include "api/api.h"
#include "api/codec_filters.h"
#include "api/handler.h"
#include "base/arena.h"
#include "config/config.h"
#include "jobs/jobs.h"
#include "matcher/analyse.h"
#include "store/store.h"

struct clockwork {
	struct arena *arena;
	struct jobs_plan plan;
	struct jobs *jobs;
};

static struct db *db_of(void *seat)
{
	return ((struct seat *)seat)->db;
}

static enum err open_readers(struct clockwork *c, const char *path)
{
	enum err e = ERR_OK;

	for (int i = 0; e == ERR_OK && i < LANE__COUNT; i++)
		e = store_open(path, DB_READER, &c->plan.readers[i]);
	return e;
}

enum err clockwork_open(const struct config *config,
			const struct api_parts *parts, unsigned slot,
			struct clockwork **ret_clockwork)
{
	struct arena *a = arena_new(0);
	struct clockwork *c = ARENA_NEW(a, struct clockwork);
	enum err e;

	c->arena = a;
	c->plan = (struct jobs_plan){.config = config,
				     .keys = parts->keys,
				     .writer = parts->writer,
				     .db_of = db_of,
				     .snapshots = parts->snapshots,
				     .slot = slot,
				     .analyser = analyser_new(),
				     .read_filters = codec_filters_of_json,
				     .figures = parts->figures,
				     .counters = parts->counters};
	e = open_readers(c, config->store_db);
	if (e == ERR_OK)
		e = jobs_start(&c->plan, &c->jobs);
	if (e != ERR_OK) {
		clockwork_close(c);
		return e;
	}
	*ret_clockwork = c;
	return ERR_OK;
}

void clockwork_close(struct clockwork *c)
{
	if (c == NULL)
		return;
	jobs_stop(c->jobs);
	for (int i = 0; i < LANE__COUNT; i++) {
		if (c->plan.readers[i] != NULL)
			store_close(c->plan.readers[i]);
	}
	analyser_free(c->plan.analyser);
	arena_free(c->arena);
}
