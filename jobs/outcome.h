/*
 * outcome - how a try to send went, written down before the next one begins.
 *
 * So that a crash sends one letter twice at most, and none not at all.
 */
#ifndef JOBS_OUTCOME_H
#define JOBS_OUTCOME_H

#include "base/err.h"
#include "base/slice.h"
#include "jobs/task.h"

struct stored_letter;

MUST_USE enum err outcome_sent(struct task *t, const struct stored_letter *row);

/* Tried again when its time comes; failed when that has been tried too long. */
MUST_USE enum err outcome_not_sent(struct task *t,
				   const struct stored_letter *row,
				   const char *reason);

/* It never can be sent. */
MUST_USE enum err outcome_failed(struct task *t,
				 const struct stored_letter *row,
				 const char *reason);

/* How many wait and how many failed, for /metrics. */
MUST_USE enum err outcome_count(struct task *t);

#endif
