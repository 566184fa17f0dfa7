/*
 * limits - how often somebody may do something, and what to tell him.
 *
 * The generic cell rate algorithm (ITU-T I.371, annex A; "virtual scheduling"):
 * one time for each key, the theoretical arrival time, which each act moves on
 * by window / number.  An act is refused when that would reach further than
 * one window ahead.  So a fresh key has its whole number at once and then one
 * act each window / number.  A refused act costs nothing.
 *
 * Pure but for the table of buckets.h, which keeps the times of this process,
 * and scripts.c, which does the same in Redis.
 */
#ifndef SESSION_LIMITS_H
#define SESSION_LIMITS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"

enum limit_rule {
#define LIMIT(name, word, window, address, account, pair, words) LIMIT_##name,
#include "session/limits.def"
#undef LIMIT
	LIMIT__COUNT
};

enum limit_whose { LIMIT_ADDRESS, LIMIT_ACCOUNT, LIMIT_PAIR };

enum { LIMIT_SUBJECT_MAX = 40, LIMIT_KEY_BYTES = 60, LIMIT_FIELD_BYTES = 64 };

/* Whose act of what kind; distinct keys have distinct texts. */
struct limit_key {
	enum limit_rule rule;
	enum limit_whose whose;
	char text[LIMIT_KEY_BYTES]; /* "0::4c00002" */
};

/*
 * `address` is "192.0.2.1" or "2001:db8::1", as src/net writes it; what is
 * neither shares one key.  `subject`, up to LIMIT_SUBJECT_MAX octets without
 * ":", is the id of an account, or what stands for one that is being tried.
 */
struct limit_key limit_by_address(enum limit_rule rule, const char *address);
struct limit_key limit_by_account(enum limit_rule rule, const char *subject);
struct limit_key limit_by_pair(enum limit_rule rule, const char *subject,
			       const char *address);

/* False: this rule does not count this, everybody may. */
bool limit_counts(enum limit_rule rule, enum limit_whose whose);

struct limit_pace {
	int64_t window_us;
	int64_t step_us; /* window / number */
};

/* Only of what is counted. */
struct limit_pace limit_pace(const struct limit_key *key);

struct limit_result {
	bool is_allowed;
	unsigned limit;     /* the number in a window */
	unsigned remaining; /* acts that would be allowed right now */
	unsigned reset_s;   /* until all of them are, rounded up */
	unsigned retry_s;   /* until the next one is; 0 when allowed */
};

/* The act at now_us; *arrival_us is the key's time, 0 for a fresh one. */
struct limit_result limit_take(const struct limit_key *key, int64_t *arrival_us,
			       int64_t now_us);

/*
 * What to tell when it is known whether the act was allowed and how far ahead
 * of now the key's time is after it: what the script answers.
 */
struct limit_result limit_result(const struct limit_key *key, bool is_allowed,
				 int64_t ahead_us);

/*
 * The values of the fields `RateLimit-Policy` ("login";q=10;w=300) and
 * `RateLimit` ("login";r=3;t=120) of draft-ietf-httpapi-ratelimit-headers-10.
 */
void limit_write_policy(const struct limit_key *key,
			char text[LIMIT_FIELD_BYTES]);
void limit_write_state(const struct limit_key *key,
		       const struct limit_result *r,
		       char text[LIMIT_FIELD_BYTES]);

#endif
