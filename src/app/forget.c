/* forget - see forget.h. */
#include "app/forget.h"

#include "app/publish.h"
#include "app/writer_seat.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "people/erasure.h"
#include "store/store.h"

#define REST_US  INT64_C(30000000)
#define RETRY_US INT64_C(1000000)

static enum err say_so(const struct hands *h,
		       const struct erasure_rewrites *which)
{
	enum err e = db_begin(h->db);

	if (e == ERR_OK)
		e = erasure_rewrites_done(h, which);
	if (e == ERR_OK)
		return db_commit(h->db);
	db_rollback(h->db);
	return e;
}

static enum err forget(struct writer_seat *w, const struct hands *h,
		       const struct erasure_rewrites *which)
{
	struct publisher *p = atomic_load(&w->publisher);
	enum err e = p == NULL ? ERR_OK : publisher_forget(p);

	if (e == ERR_OK)
		e = store_forget(h->db);
	return e == ERR_OK ? say_so(h, which) : e;
}

static void tend(struct writer_seat *w, struct arena *a)
{
	struct hands h = {.db = w->seat.db,
			  .arena = a,
			  .keys = w->keys,
			  .now_us = clock_now_us()};
	struct erasure_rewrites which;
	int64_t now_us = clock_monotonic_us();
	enum err e;

	if (w->rewritten_us > 0 && now_us < w->rewritten_us + REST_US)
		return;
	e = erasure_rewrites(&h, &which);
	if (e == ERR_OK && which.count > 0) {
		e = forget(w, &h, &which);
		w->rewritten_us = clock_monotonic_us();
		/* A reader was in the way: soon again. */
		if (e != ERR_OK)
			w->rewritten_us += RETRY_US - REST_US;
	}
}

void forget_tend(struct writer_seat *w)
{
	struct arena *a;

	if (w->keys == NULL)
		return;
	a = arena_new(0);
	tend(w, a);
	arena_free(a);
}
