/* send_hooks - webhooks that are due, to the servers of organisations. */
#include "base/clock.h"
#include "crypt/hook.h"
#include "jobs/outcome.h"
#include "jobs/post.h"
#include "jobs/task.h"
#include "people/webhooks.h"
#include "store/outbox.h"

enum { BATCH = 20 };

task_fn task_send_hooks;

static enum err keep_try(const struct hands *h, void *arg)
{
	return webhook_tried(h, arg);
}

static enum err post(struct task *t, const struct stored_letter *row,
		     const struct webhook_opened *hook, struct posted *ret)
{
	struct posting p = {.url = hook->url,
			    .id = row->id,
			    .second = t->hands.now_us / 1000000,
			    .body = hook->body};
	struct hook_signed what = {p.id, p.second, p.body};
	enum err e =
		hook_sign(t->hands.arena, hook->secret, &what, &p.signature);

	if (e == ERR_OK)
		*ret = post_send(t, &p);
	return e;
}

static enum err send_one(struct task *t, const struct stored_letter *row)
{
	struct webhook_opened hook;
	struct posted posted;
	struct webhook_try it = {.webhook = row->webhook,
				 .tries = row->tries + 1};
	enum err e = webhook_open(&t->hands, row, &hook);

	if (e == ERR_BUSY || e == ERR_STORE_FULL)
		return e;
	if (e == ERR_OK)
		e = post(t, row, &hook, &posted);
	if (e != ERR_OK)
		return outcome_failed(t, row, err_slug(e));
	if (!posted.went && task_is_stopping(t))
		return ERR_OK;
	it.went = posted.went;
	it.is_gone = posted.is_gone;
	e = posted.went      ? outcome_sent(t, row)
	    : posted.is_gone ? outcome_failed(t, row, posted.reason)
			     : outcome_not_sent(t, row, posted.reason);
	return e == ERR_OK ? task_write(t, keep_try, &it) : e;
}

enum err task_send_hooks(struct task *t)
{
	struct page page = {.limit = BATCH};
	struct stored_letters rows = {0};
	enum err e;

	e = outbox_due(t->hands.db, t->hands.arena, SLICE("webhook"),
		       t->hands.now_us, &page, &rows);
	for (size_t i = 0; e == ERR_OK && i < rows.count; i++) {
		if (task_is_stopping(t))
			break;
		/* The time of its own try: it is signed. */
		t->hands.now_us = clock_now_us();
		e = send_one(t, &rows.items[i]);
	}
	return e;
}
