/* write_counts - what was counted since the last time, under the day of today. */
#include "base/clock.h"
#include "jobs/task.h"
#include "store/counts.h"
#include "work/counters.h"

task_fn task_write_counts;

struct counts {
	const struct counted *list;
	size_t count;
};

static enum err keep(const struct hands *h, void *arg)
{
	const struct counts *c = arg;
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < c->count; i++)
		e = counts_add(h->db, &(struct daily_count){
					      .day = clock_day_of_us(h->now_us),
					      .name = slice_of(c->list[i].name),
					      .key = slice_of(c->list[i].key),
					      .count = c->list[i].count});
	return e;
}

enum err task_write_counts(struct task *t)
{
	struct counts c;

	if (t->plan->counters == NULL)
		return ERR_OK;
	c.count = counters_take(t->plan->counters, t->hands.arena, &c.list);
	return c.count == 0 ? ERR_OK : task_write(t, keep, &c);
}
