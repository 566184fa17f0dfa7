/* writing - see writing.h. */
#include "app/writing.h"

#include "app/writer_seat.h"
#include "config/config.h"
#include "store/store.h"

struct call {
	writing_fn *fn;
	void *ctx;
};

static enum err run(void *arg, void *seat)
{
	const struct call *c = arg;
	const struct seat *own = seat;

	return c->fn(c->ctx, own->db);
}

enum err writing_run(struct db *db, const struct config *config, writing_fn *fn,
		     void *ctx)
{
	struct writer_seat seat = {.seat = {.db = db}, .is_alone = true};
	struct writer_plan plan = {.ops = &writer_seat_ops,
				   .seat = &seat,
				   .group_max = (size_t)config->store_group_max,
				   .group_window_us =
					   config->store_group_window,
				   .queue_limit = 1};
	struct call call = {fn, ctx};
	struct writer *writer;
	enum err e = writer_open(&plan, &writer);

	if (e != ERR_OK)
		return e;
	e = writer_run(writer, run, &call);
	writer_close(writer);
	while (e == ERR_OK && store_idle(db))
		;
	return e;
}
