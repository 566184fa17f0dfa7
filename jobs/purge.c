/*
 * purge - what served its purpose goes: links that expired, replies that are
 * retried no more, letters that were sent, how long imports went, searches that
 * nobody confirmed.
 */
#include "base/compiler.h"
#include "jobs/task.h"
#include "store/idempotency.h"
#include "store/import_jobs.h"
#include "store/one_times.h"
#include "store/outbox.h"
#include "store/searches.h"

#define HOUR_US (INT64_C(3600) * 1000000)
#define DAY_US  (24 * HOUR_US)

enum { AT_ONCE = 500 }; /* other writers wait no longer than for these */

task_fn task_purge;

struct purging {
	enum err (*purge)(struct db *db, int64_t before_us, size_t limit,
			  size_t *ret_count);
	int64_t age_us;
	size_t count;
};

static enum err purge_some(const struct hands *h, void *arg)
{
	struct purging *p = arg;

	return p->purge(h->db, h->now_us - p->age_us, AT_ONCE, &p->count);
}

static enum err remove_searches(const struct hands *h, void *arg)
{
	struct purging *p = arg;
	struct stored_searches them;
	enum err e = searches_unconfirmed(
		h->db, h->arena, h->now_us - p->age_us, AT_ONCE, &them);

	for (size_t i = 0; e == ERR_OK && i < them.count; i++)
		e = searches_remove(h->db, them.items[i].id);
	p->count = e == ERR_OK ? them.count : 0;
	return e;
}

static enum err until_done(struct task *t, task_deed *deed, struct purging *p)
{
	enum err e;

	do
		e = task_write(t, deed, p);
	while (e == ERR_OK && p->count == AT_ONCE && !task_is_stopping(t));
	return e;
}

enum err task_purge(struct task *t)
{
	/* A link that expired says so for a week; then it is unknown. */
	struct purging purges[] = {{one_times_purge, 7 * DAY_US, 0},
				   {idempotency_purge, 24 * HOUR_US, 0},
				   {outbox_purge, 30 * DAY_US, 0},
				   {import_jobs_purge, 30 * DAY_US, 0}};
	struct purging searches = {NULL, 7 * DAY_US, 0};
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < COUNT(purges); i++)
		e = until_done(t, purge_some, &purges[i]);
	return e == ERR_OK ? until_done(t, remove_searches, &searches) : e;
}
