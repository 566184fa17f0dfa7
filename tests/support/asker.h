/*
 * asker - a loop of a test's own that asks and waits for the answer.
 *
 * For one thread; what cannot be done within ASKER_PATIENCE_US fails the test.
 */
#ifndef SUPPORT_ASKER_H
#define SUPPORT_ASKER_H

#include <stdbool.h>
#include <stdint.h>

#include "session/session.h"

struct arena;
struct event_base;

enum { ASKER_PATIENCE_US = 20000000 };

struct asker {
	struct sessions *sessions;
	struct event_base *base;
	struct event *alarm; /* so that a turn of the loop ends */
	struct arena *arena;
	unsigned loop;
};

/* A plan with lives of 30 minutes and 12 hours, and so on; no store named. */
struct session_plan asker_plan(void);

/* Attaches the loop to sessions that somebody has opened. */
void asker_open(struct asker *a, struct sessions *s, unsigned loop);
void asker_close(struct asker *a);

/* A turn of the loop: something happened, or a few milliseconds went by. */
void asker_turn(struct asker *a);
void asker_await_up(struct asker *a, bool is_up);

/* For session_ask.answered: says so in the bool that ctx points to. */
void asker_on_answered(struct session_ask *ask);

/* Asked and answered; ask->answered and ask->ctx are the asker's. */
enum err asker_ask(struct asker *a, struct session_ask *ask);

/* The same by name.  The login of number n is always the same. */
struct login asker_login(int n, const char *account);
enum err asker_make(struct asker *a, const struct login *l);

/* Dated as one that is made now; and made, which must go well. */
struct login asker_dated(struct asker *a, int n, const char *account);
struct login asker_made(struct asker *a, int n, const char *account);
enum err asker_find(struct asker *a, const struct login *l,
		    struct login *ret_login);
enum err asker_drop(struct asker *a, const struct login *l,
		    const char *account);
enum err asker_drop_all(struct asker *a, const char *account,
			const struct login *kept);

/* Lives until the asker is closed. */
struct session_ask asker_list(struct asker *a, const char *account);
struct limit_result asker_limit(struct asker *a, struct limit_key key);

#endif
