/*
 * applications - every application and every change of it.
 *
 * Which change is allowed is not said here: the caller names the state it
 * believes in, and the store refuses when it is another (compare and set).  A
 * change, its event and the feed are one call.  One live application a person
 * and opening is a rule of the schema.  Writers call inside a transaction.
 *
 * `person` is an account, a person of imported history, or the stand-in of
 * one that was erased.
 */
#ifndef STORE_APPLICATIONS_H
#define STORE_APPLICATIONS_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_application {
	struct slice id;
	struct slice opening;
	struct slice intake;       /* day it opens, or empty */
	struct slice organisation; /* that decides */
	struct slice person;
	struct slice venture; /* that applies, or empty */
	int64_t at_us;        /* submitted */
	struct slice channel;
	struct slice referred_from; /* organisation, or empty */
	struct slice statement_sealed;
	struct slice answers_sealed;
	struct slice contact_sealed; /* what the poster may see */
	struct slice facts_sealed;   /* that the verdict used */
	struct slice verdict;        /* at submission, as verdict_word() */
	struct slice failed_tests;   /* ids, spaces between, in rule order */
	int64_t fit_hundredths;      /* at submission; -1 unknown */
	struct slice state;
	struct slice reason; /* of the newest event; set by the store */
	int64_t state_us;    /* set by the store, as the next two */
	int64_t decided_us;  /* first decision of the poster; 0 none */
	int64_t due_us;      /* the clock looks at it then; 0 never */
	int64_t place;       /* in the poster's ranking; 0 unranked */
	int64_t events;      /* how many; set by the store */
};

struct stored_applications {
	size_t count;
	struct stored_application *items;
};

struct stored_event {
	struct slice application;
	int64_t number;     /* from 1; set by the store */
	struct slice state; /* it took */
	int64_t at_us;
	struct slice actor;      /* account, "system", or a stand-in */
	struct slice actor_kind; /* "seeker", "poster", "administrator",
				    "system" */
	struct slice reason;     /* code, or empty */
	struct slice note_sealed;
	int64_t is_correction; /* 1: takes the change before it back */
};

struct stored_events {
	size_t count;
	struct stored_event *items;
};

/*
 * As `submitted` at at_us, with that as its first event.  ERR_CONFLICT: the
 * person has a live one for the opening, the id is taken, or a value has no
 * meaning.
 */
MUST_USE enum err applications_submit(struct db *db,
				      const struct stored_application *it);

/* ERR_NOT_FOUND: there is none of this id, whoever's. */
MUST_USE enum err applications_get(struct db *db, struct arena *a,
				   struct slice id,
				   struct stored_application *ret_it);

struct application_move {
	struct slice from;         /* the state it should be in */
	struct stored_event event; /* application, and what it becomes */
	int64_t due_us;            /* the clock looks at it then; 0 never */
	int64_t is_decision;       /* 1: of the poster */
};

/*
 * ERR_NOT_FOUND: there is no such application.  ERR_STALE: its state is not
 * `from`.  ERR_CONFLICT: it cannot live again, another one does; or a state
 * has no meaning.
 */
MUST_USE enum err applications_move(struct db *db,
				    const struct application_move *move,
				    int64_t *ret_number);

/*
 * The rank that its organisation gives it.  ERR_NOT_FOUND: none of that
 * organisation.
 */
MUST_USE enum err applications_set_place(struct db *db, struct slice id,
					 struct slice organisation,
					 int64_t place);

/* After a reminder.  ERR_STALE: an event came after number `events`. */
MUST_USE enum err applications_set_due(struct db *db, struct slice id,
				       int64_t events, int64_t due_us);

/* Newest first; key: at_us and id (begin with PAGE_LAST). */
MUST_USE enum err applications_of_person(struct db *db, struct arena *a,
					 struct slice person,
					 const struct page *page,
					 struct stored_applications *ret_them);

/* Oldest first; key: at_us and id. */
MUST_USE enum err applications_of_opening(struct db *db, struct arena *a,
					  struct slice opening,
					  const struct page *page,
					  struct stored_applications *ret_them);

struct application_group {
	struct slice of; /* an opening or an organisation */
	struct slice state;
};

/* Of an opening, as the poster ranked them; key: place and id. */
MUST_USE enum err applications_by_place(struct db *db, struct arena *a,
					const struct application_group *group,
					const struct page *page,
					struct stored_applications *ret_them);

/* Of an organisation, oldest first; key: at_us and id. */
MUST_USE enum err applications_of_organisation(
	struct db *db, struct arena *a, const struct application_group *group,
	const struct page *page, struct stored_applications *ret_them);

/* The open ones of a person; key: opening as id. */
MUST_USE enum err applications_live(struct db *db, struct arena *a,
				    struct slice person,
				    const struct page *page,
				    struct stored_applications *ret_them);

/* Due by then, the earliest first; key: due_us and id. */
MUST_USE enum err applications_due(struct db *db, struct arena *a,
				   int64_t by_us, const struct page *page,
				   struct stored_applications *ret_them);

/* Of an opening, in any state or in one. */
MUST_USE enum err applications_count(struct db *db, struct slice opening,
				     int64_t *ret_count);
MUST_USE enum err applications_count_state(struct db *db, struct slice opening,
					   struct slice state,
					   int64_t *ret_count);

struct state_count {
	struct slice state; /* ends in NUL */
	int64_t count;
};

struct state_counts {
	size_t count;
	struct state_count *items;
};

/* Of an opening, each state that any of them has, by name. */
MUST_USE enum err applications_states(struct db *db, struct arena *a,
				      struct slice opening,
				      struct state_counts *ret_counts);

/* What a person sent since then, for the quota of seekers. */
MUST_USE enum err applications_sent(struct db *db, struct slice person,
				    int64_t since_us, int64_t *ret_count);

/* The history of one in order; key: number. */
MUST_USE enum err applications_events(struct db *db, struct arena *a,
				      struct slice application,
				      const struct page *page,
				      struct stored_events *ret_events);

/*
 * Of all of them in order of time; `after` is the last one read, its at_us,
 * application and number; NULL before the first.
 */
MUST_USE enum err applications_events_since(struct db *db, struct arena *a,
					    const struct stored_event *after,
					    size_t limit,
					    struct stored_events *ret_events);

#endif
