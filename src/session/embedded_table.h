/*
 * embedded_table - what the files of the embedded store have in common.
 *
 * Everything but the plan is under the lock.
 */
#ifndef SESSION_EMBEDDED_TABLE_H
#define SESSION_EMBEDDED_TABLE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "session/embedded.h"

struct entry {
	struct entry *next_by_digest; /* or the next one that has ended */
	struct entry *next_by_account;
	bool is_dirty;     /* its row is older */
	bool is_forgotten; /* its row is gone: none may be written again */
	struct login login;
};

struct embedded {
	pthread_mutex_t lock;
	struct session_plan plan;
	size_t mask; /* of the number of a chain */
	struct entry **by_digest;
	struct entry **by_account;
	struct entry *ended; /* their rows are to be dropped */
	size_t count;        /* the ended ones too */
	size_t swept;        /* the chain after the last one looked at */
	size_t tidied;
	bool was_told; /* that it is full, in the log */
};

/* NULL when there is none. */
struct entry *table_find(struct embedded *m,
			 const unsigned char digest[LOGIN_DIGEST_BYTES]);

/* The chain of an account, and its next login there from `e` on. */
struct entry **table_account(struct embedded *m, const char *account);
struct entry *table_of_account(struct entry *e, const char *account);

bool table_has_digest(const struct entry *e,
		      const unsigned char digest[LOGIN_DIGEST_BYTES]);

/* Ends what is over in the next chains. */
void table_sweep(struct embedded *m, size_t chains, int64_t now_us);

#endif
