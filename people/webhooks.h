/*
 * webhooks - organisations are told what happens, where they asked for it.
 *
 * As Standard Webhooks says.  What is told is the event and an id, so that
 * nothing of a person leaves: who wants to know more asks with a login.  Put
 * into the outbox in the transaction of its cause; sent by jobs/.
 */
#ifndef PEOPLE_WEBHOOKS_H
#define PEOPLE_WEBHOOKS_H

#include <stdbool.h>

#include "base/err.h"
#include "people/hands.h"

struct stored_letter;
struct stored_webhook;

enum { WEBHOOKS_MAX = 10, WEBHOOK_FAILURES_MAX = 20, WEBHOOK_TRIES_MIN = 8 };

/* "application.submitted", "opening.closed" ...; NULL at the end. */
extern const char *const webhook_events[];

/*
 * `object` is the id of what it happened to.  For an event that nobody asked
 * for, and for an organisation without webhooks, nothing is written.
 */
MUST_USE enum err webhooks_tell(const struct hands *h,
				struct slice organisation, struct slice event,
				struct slice object);

/*
 * A new one, on; its secret is told once and kept sealed.  `events` are of
 * webhook_events, spaces between.  "webhook.made" is what it is told first, so
 * that its maker sees whether it arrives.  ERR_CONFLICT: there are WEBHOOKS_MAX.
 */
struct webhook_wanted {
	struct slice organisation;
	struct slice url;
	struct slice events;
};
MUST_USE enum err webhook_make(const struct hands *h,
			       const struct webhook_wanted *wanted,
			       struct stored_webhook *ret_row,
			       struct slice *ret_secret);

/* What the sender needs of a row of the outbox. */
struct webhook_opened {
	struct slice url;
	struct slice secret;
	struct slice body;
};

/* ERR_GONE: it was removed, or it is off. */
MUST_USE enum err webhook_open(const struct hands *h,
			       const struct stored_letter *row,
			       struct webhook_opened *ret);

/*
 * How a try went.  After WEBHOOK_FAILURES_MAX in a row, one thing among them
 * tried WEBHOOK_TRIES_MIN times (two hours, with the waits as they come), or at
 * once when `is_gone`, it is off and the owners of its organisation get a letter.
 * Many events at once during a short outage switch nothing off.
 */
struct webhook_try {
	struct slice webhook;
	int64_t tries; /* of this event, this one among them */
	bool went;
	bool is_gone;
};
MUST_USE enum err webhook_tried(const struct hands *h,
				const struct webhook_try *it);

#endif
