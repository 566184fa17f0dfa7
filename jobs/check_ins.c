/*
 * check_ins - where are you now?  A letter some months after a start, with a
 * link that answers with one tap; and two more when there is no answer.
 */
#include "base/arena.h"
#include "base/clock.h"
#include "base/compiler.h"
#include "config/config.h"
#include "jobs/task.h"
#include "people/check_in.h"
#include "people/letters.h"
#include "people/links.h"
#include "store/applications.h"
#include "store/placements.h"

/* Days after the day it is due on which each letter goes out. */
static const int64_t letter_days[] = {-CHECK_IN_DAYS_BEFORE, 0, 14};

task_fn task_check_ins;

struct asking {
	const struct stored_check_in *check_in;
	const char *site;
};

static enum err write_to(const struct hands *h, const struct asking *a,
			 struct slice person)
{
	const struct stored_check_in *c = a->check_in;
	struct check_in link = {c->placement, c->months, (int32_t)c->due_day,
				person};
	struct letter_value values[] = {{"link", {NULL, 0}},
					{"months", {NULL, 0}}};
	char token[SECRET_CHARS + 1];
	enum err e = check_in_link(h, &link, token);

	if (e != ERR_OK)
		return e;
	values[0].value = link_address(h->arena, a->site, "check-in", token);
	values[1].value = arena_print(h->arena, "%lld", (long long)c->months);
	return letter_put(
		h, &(struct letter){.kind = LETTER_CHECK_IN,
				    .id = arena_print(h->arena,
						      "check-in.%.*s.%lld.%lld",
						      SLICE_ARG(c->placement),
						      (long long)c->months,
						      (long long)c->asked),
				    .account = person,
				    .values = values,
				    .count = COUNT(values)});
}

/* A start that was taken back is asked about no more while it is. */
static enum err has_started(const struct hands *h,
			    const struct stored_placement *p, bool *ret)
{
	struct stored_application it;
	enum err e = applications_get(h->db, h->arena, p->application, &it);

	*ret = e == ERR_OK && slice_is(it.state, "started");
	return e;
}

static enum err ask(const struct hands *h, void *arg)
{
	const struct asking *a = arg;
	struct stored_placement placement;
	bool started = false;
	enum err e = placements_get(h->db, h->arena, a->check_in->placement,
				    &placement);

	if (e == ERR_OK)
		e = has_started(h, &placement, &started);
	if (e == ERR_OK && !started)
		return ERR_OK;
	if (e == ERR_OK)
		e = write_to(h, a, placement.person);
	/* Of imported history, or erased: nobody is there to be asked. */
	if (e == ERR_NOT_FOUND || e == ERR_GONE)
		e = ERR_OK;
	return e == ERR_OK ? placements_asked(h->db, a->check_in->placement,
					      a->check_in->months)
			   : e;
}

static bool is_due(const struct stored_check_in *c, int64_t today)
{
	return c->asked < (int64_t)COUNT(letter_days) &&
	       today >= c->due_day + letter_days[c->asked] &&
	       today <= c->due_day + CHECK_IN_DAYS_AFTER;
}

enum err task_check_ins(struct task *t)
{
	int64_t today = clock_day_of_us(t->hands.now_us);
	/* What is older has no link any more. */
	struct stored_check_in after = {.due_day = today - CHECK_IN_DAYS_AFTER -
						   1};
	struct asking asking = {.site = t->plan->config->mail_site};
	struct stored_check_ins them;
	enum err failed = ERR_OK;
	enum err e;

	do {
		e = placements_waiting(t->hands.db, t->hands.arena,
				       today + CHECK_IN_DAYS_BEFORE, &after,
				       &them);
		for (size_t i = 0; e == ERR_OK && i < them.count; i++) {
			after = them.items[i];
			asking.check_in = &after;
			if (is_due(&after, today))
				e = task_went(task_write(t, ask, &asking),
					      &failed);
		}
	} while (e == ERR_OK && them.count == PAGE_MAX && !task_is_stopping(t));
	return e == ERR_OK ? failed : e;
}
