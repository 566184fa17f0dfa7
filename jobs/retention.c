/*
 * retention - people are kept as long as people/retention.h says, to the day.
 */
#include "people/retention.h"

#include "base/clock.h"
#include "config/config.h"
#include "jobs/task.h"
#include "people/life.h"
#include "store/accounts.h"
#include "store/retire.h"

enum { BATCH = 100 };

task_fn task_retention;

struct keeping {
	struct slice id;
	const struct life_rules *rules;
};

static enum err end_one(const struct hands *h, void *arg)
{
	const struct keeping *k = arg;
	enum err e = retention_end_application(h, k->id);

	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err end_applications(struct task *t, int64_t before_us,
				 enum err *failed)
{
	struct retire_ids ids;
	enum err e;

	do {
		e = retire_due(t->hands.db, t->hands.arena, before_us, BATCH,
			       &ids);
		for (size_t i = 0; e == ERR_OK && i < ids.count; i++)
			e = task_went(task_write(t, end_one,
						 &(struct keeping){
							 .id = ids.items[i]}),
				      failed);
		/* Those that failed would be found again. */
	} while (e == ERR_OK && *failed == ERR_OK && ids.count == BATCH &&
		 !task_is_stopping(t));
	return e;
}

static enum err look(const struct hands *h, void *arg)
{
	const struct keeping *k = arg;

	return retention_look(h, k->rules, k->id);
}

static enum err look_at_accounts(struct task *t, int64_t before_us,
				 enum err *failed)
{
	struct life_rules rules = life_rules_of(t->plan->config);
	struct page page = {
		.number = PAGE_FIRST, .id = SLICE(""), .limit = BATCH};
	struct stored_accounts them;
	enum err e;

	do {
		e = accounts_idle(t->hands.db, t->hands.arena, &page, before_us,
				  &them);
		for (size_t i = 0; e == ERR_OK && i < them.count; i++) {
			struct keeping k = {them.items[i].id, &rules};

			e = task_went(task_write(t, look, &k), failed);
			page.number = them.items[i].last_login_us;
			page.id = them.items[i].id;
		}
	} while (e == ERR_OK && them.count == BATCH && !task_is_stopping(t));
	return e;
}

enum err task_retention(struct task *t)
{
	int32_t today = clock_day_of_us(t->hands.now_us);
	enum err failed = ERR_OK;
	enum err e = end_applications(t, retention_before(today), &failed);

	if (e == ERR_OK)
		e = look_at_accounts(
			t, retention_before(today + RETENTION_NOTICE_DAYS),
			&failed);
	return e == ERR_OK ? failed : e;
}
