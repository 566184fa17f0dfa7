/*
 * post - one signed webhook to somebody else's server, by libcurl.
 *
 * https, a public address, no redirect, no proxy, a short time; what it answers
 * is not read but for its status.  With webhooks.insecure http and every
 * address, for tests.
 */
#ifndef JOBS_POST_H
#define JOBS_POST_H

#include "base/err.h"
#include "base/slice.h"
#include "jobs/task.h"

struct posting {
	struct slice url;
	struct slice id;
	int64_t second;
	struct slice signature;
	struct slice body;
};

enum { POST_REASON_BYTES = 48 };

struct posted {
	bool went;    /* 2xx */
	bool is_gone; /* 410: never again */
	char reason[POST_REASON_BYTES];
};

struct posted post_send(struct task *t, const struct posting *p);

#endif
