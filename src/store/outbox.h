/*
 * outbox - letters and webhooks to be sent, and what people are told here.
 *
 * A row is written in the transaction of its cause, so that nothing is sent
 * for what did not happen and nothing that happened is not sent.  The sender
 * takes what is due, sends outside any transaction, and says how it went; a
 * crash in between sends twice, never not at all.  Writers call inside a
 * transaction.
 */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include <stdbool.h>

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_letter {
	struct slice id;
	struct slice kind;        /* "mail" or "webhook" */
	struct slice account;     /* to whom, or empty */
	struct slice email_index; /* of an address without account, or empty */
	struct slice webhook;     /* to which, or empty */
	struct slice to_sealed;   /* address, under a key of the program */
	struct slice subject;     /* name of the template or event */
	struct slice payload;     /* sealed */
	int64_t due_us;           /* of the next try */
	int64_t tries;
	struct slice state; /* "waiting", "sent", "failed" */
	struct slice error; /* of the last try, a code */
	int64_t created_us;
};

struct stored_letters {
	size_t count;
	struct stored_letter *items;
};

/*
 * As waiting and not tried yet, made now; a second one of the id changes
 * nothing, so that a cause that is worked on twice tells once.
 */
MUST_USE enum err outbox_put(struct db *db, const struct stored_letter *letter);

/* Of a kind, waiting and due by then, the earliest first; key: due_us and id. */
MUST_USE enum err outbox_due(struct db *db, struct arena *a, struct slice kind,
			     int64_t by_us, const struct page *page,
			     struct stored_letters *ret_letters);

MUST_USE enum err outbox_count(struct db *db, struct slice state,
			       int64_t *ret_count);

/* Of one state, oldest first; key: created_us and id. */
MUST_USE enum err outbox_by_state(struct db *db, struct arena *a,
				  struct slice state, const struct page *page,
				  struct stored_letters *ret_letters);

/*
 * How a try went; address and payload of what was sent are not kept.
 * ERR_STALE: it is not waiting, or not there (its person was erased).
 */
MUST_USE enum err outbox_sent(struct db *db, struct slice id);
MUST_USE enum err outbox_retry(struct db *db, struct slice id, int64_t due_us,
			       struct slice error);
MUST_USE enum err outbox_fail(struct db *db, struct slice id,
			      struct slice error);

/* Removes up to `limit` that were sent, made before then. */
MUST_USE enum err outbox_purge(struct db *db, int64_t before_us, size_t limit,
			       size_t *ret_count);

struct stored_webhook {
	struct slice id;
	struct slice organisation;
	struct slice url;
	struct slice secret_sealed; /* it is signed with */
	struct slice events;        /* names, spaces between */
	struct slice state;         /* "on" or "off" */
	int64_t failures;           /* one after the other */
	int64_t created_us;
};

struct stored_webhooks {
	size_t count;
	struct stored_webhook *items;
};

/* ERR_CONFLICT: the id is taken, or there is no such organisation. */
MUST_USE enum err webhooks_insert(struct db *db,
				  const struct stored_webhook *webhook);
MUST_USE enum err webhooks_get(struct db *db, struct arena *a, struct slice id,
			       struct stored_webhook *ret_webhook);

/* Key: id. */
MUST_USE enum err webhooks_of_organisation(struct db *db, struct arena *a,
					   struct slice organisation,
					   const struct page *page,
					   struct stored_webhooks *ret_them);

/* ERR_NOT_FOUND: none of that organisation.  Another state clears the failures. */
MUST_USE enum err webhooks_set_state(struct db *db, struct slice id,
				     struct slice organisation,
				     struct slice state);
MUST_USE enum err webhooks_remove(struct db *db, struct slice id,
				  struct slice organisation);

/* Counts failures in a row; a success ends them.  ERR_NOT_FOUND. */
MUST_USE enum err webhooks_result(struct db *db, struct slice id, bool went,
				  int64_t *ret_failures);

struct stored_notice {
	struct slice id;
	struct slice account;
	struct slice kind;   /* "application.refused" */
	struct slice object; /* id of what it is about */
	int64_t at_us;
	int64_t seen_us; /* 0: not yet */
};

struct stored_notices {
	size_t count;
	struct stored_notice *items;
};

/* A second one of the id changes nothing. */
MUST_USE enum err notices_put(struct db *db, const struct stored_notice *n);

/* Newest first; key: at_us and id (begin with PAGE_LAST). */
MUST_USE enum err notices_of_account(struct db *db, struct arena *a,
				     struct slice account,
				     const struct page *page,
				     struct stored_notices *ret_notices);
MUST_USE enum err notices_unseen(struct db *db, struct slice account,
				 int64_t *ret_count);

/* All of them that were told up to then are seen now. */
MUST_USE enum err notices_see(struct db *db, struct slice account,
			      int64_t up_to_us);

#endif
