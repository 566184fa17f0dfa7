/* trackers - seekers are reminded of what they noted for themselves. */
#include "store/trackers.h"

#include "base/arena.h"
#include "base/compiler.h"
#include "config/config.h"
#include "jobs/task.h"
#include "people/letters.h"
#include "people/terms.h"
#include "store/accounts.h"
#include "store/outbox.h"

task_fn task_trackers;

struct reminding {
	const struct stored_tracker *tracker;
	const char *site;
};

/* The opening's title for that person; its id when it is not there any more. */
static enum err title_of(const struct hands *h, const struct stored_tracker *t,
			 struct slice *ret)
{
	struct roster_row account;
	struct terms terms;
	enum lang l = LANG_EN;
	enum err e = accounts_roster(h->db, h->arena, t->account, &account);

	*ret = t->opening;
	if (e != ERR_OK)
		return e;
	if (!lang_read(account.lang, &l))
		l = LANG_EN;
	e = terms_read(h, t->opening, &terms);
	if (e == ERR_OK)
		*ret = terms_title(&terms, l);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err put_notice(const struct hands *h,
			   const struct stored_tracker *t, struct slice id)
{
	return notices_put(h->db, &(struct stored_notice){
					  .id = id,
					  .account = t->account,
					  .kind = SLICE("tracker.reminder"),
					  .object = t->opening,
					  .at_us = h->now_us});
}

static enum err put_letter(const struct hands *h, const struct reminding *r,
			   struct slice id)
{
	const struct stored_tracker *t = r->tracker;
	struct letter_value values[] = {{"opening", {NULL, 0}},
					{"link", {NULL, 0}}};
	enum err e = title_of(h, t, &values[0].value);

	values[1].value = arena_print(h->arena, "%s/#/openings/%.*s", r->site,
				      SLICE_ARG(t->opening));
	return e == ERR_OK
		       ? letter_put(h, &(struct letter){.kind = LETTER_TRACKER,
							.id = id,
							.account = t->account,
							.values = values,
							.count = COUNT(values)})
		       : e;
}

static enum err remind(const struct hands *h, void *arg)
{
	const struct reminding *r = arg;
	struct stored_tracker done = *r->tracker;
	struct slice id = arena_print(
		h->arena, "tracker.%.*s.%.*s.%lld", SLICE_ARG(done.account),
		SLICE_ARG(done.opening), (long long)done.remind_us);
	enum err e = put_letter(h, r, id);

	if (e == ERR_OK)
		e = put_notice(h, &done, id);
	done.remind_us = 0;
	if (e == ERR_OK)
		e = trackers_put(h->db, &done);
	/* It was erased meanwhile. */
	return e == ERR_NOT_FOUND || e == ERR_GONE || e == ERR_CONFLICT ? ERR_OK
									: e;
}

enum err task_trackers(struct task *t)
{
	struct reminding r = {.site = t->plan->config->mail_site};
	struct stored_tracker last;
	struct stored_trackers them;
	const struct stored_tracker *after = NULL;
	enum err failed = ERR_OK;
	enum err e;

	do {
		e = trackers_due(t->hands.db, t->hands.arena, t->hands.now_us,
				 after, &them);
		for (size_t i = 0; e == ERR_OK && i < them.count; i++) {
			if (task_is_stopping(t))
				return ERR_OK;
			last = them.items[i];
			after = &last;
			r.tracker = &last;
			e = task_went(task_write(t, remind, &r), &failed);
		}
	} while (e == ERR_OK && them.count == PAGE_MAX);
	return e == ERR_OK ? failed : e;
}
