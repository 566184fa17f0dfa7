/*
 * smtp - letters to a mail server, by libcurl.
 *
 * One struct smtp is one connection, made with the first letter and kept for
 * the next.  One thread.
 */
#ifndef JOBS_SMTP_H
#define JOBS_SMTP_H

#include "base/slice.h"
#include "jobs/courier.h"

struct smtp;

/* Once, before there are threads of jobs. */
void smtp_prepare(void);

/* NULL: without memory.  `password`: of mail.user. */
struct smtp *smtp_open(struct task *t, struct slice password);
void smtp_close(struct smtp *s); /* NULL is fine */

enum delivery smtp_send(struct smtp *s, const struct parcel *p,
			char reason[DELIVERY_REASON_BYTES]);

#endif
