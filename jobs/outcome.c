/* outcome - see outcome.h. */
#include "jobs/outcome.h"

#include "base/log.h"
#include "jobs/retry.h"
#include "store/outbox.h"
#include "work/figures.h"

struct outcome {
	const struct stored_letter *row;
	const char *reason; /* NULL: it was sent */
	int64_t due_us;     /* 0: not tried again */
};

static enum err keep(const struct hands *h, void *arg)
{
	const struct outcome *o = arg;
	enum err e;

	if (o->reason == NULL)
		e = outbox_sent(h->db, o->row->id);
	else if (o->due_us > 0)
		e = outbox_retry(h->db, o->row->id, o->due_us,
				 slice_of(o->reason));
	else
		e = outbox_fail(h->db, o->row->id, slice_of(o->reason));
	/* Its person was erased meanwhile. */
	return e == ERR_STALE ? ERR_OK : e;
}

enum err outcome_sent(struct task *t, const struct stored_letter *row)
{
	return task_write(t, keep, &(struct outcome){row, NULL, 0});
}

enum err outcome_failed(struct task *t, const struct stored_letter *row,
			const char *reason)
{
	log_event(LOG_LETTER_FAILED, row->kind.p, reason,
		  LOG_NUMBER(row->tries + 1));
	return task_write(t, keep, &(struct outcome){row, reason, 0});
}

enum err outcome_not_sent(struct task *t, const struct stored_letter *row,
			  const char *reason)
{
	struct retry r = retry_of(t->plan->config);
	struct outcome o = {row, reason, 0};

	if (retry_is_over(&r, row->tries + 1))
		return outcome_failed(t, row, reason);
	o.due_us = t->hands.now_us + retry_wait(&r, row->tries + 1);
	log_event(LOG_LETTER_DELAYED, row->kind.p, reason,
		  LOG_NUMBER(row->tries + 1));
	return task_write(t, keep, &o);
}

enum err outcome_count(struct task *t)
{
	struct job_figures *f = t->plan->figures;
	int64_t waiting, failed;
	enum err e = outbox_count(t->hands.db, SLICE("waiting"), &waiting);

	if (e == ERR_OK)
		e = outbox_count(t->hands.db, SLICE("failed"), &failed);
	if (e != ERR_OK)
		return e;
	atomic_store(&f->letters_waiting, waiting);
	atomic_store(&f->letters_failed, failed);
	return ERR_OK;
}
