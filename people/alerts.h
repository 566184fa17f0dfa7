/*
 * alerts - what a saved search finds now, and what of it is news.
 *
 * With a profile it finds what is eligible or to be confirmed, best first;
 * without one, what its words and filters find, the newest first; ALERT_HITS_MAX
 * at most.  Open ones alone, unless it filters by state.
 */
#ifndef PEOPLE_ALERTS_H
#define PEOPLE_ALERTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/fault.h"
#include "base/lang.h"
#include "crypt/seal.h"
#include "people/hands.h"

struct analyser;
struct filters;
struct jr;
struct snapshot;
struct stored_search;
struct vocabulary;

enum { ALERT_HITS_MAX = 200, ALERT_SOON_DAYS = 7 };

/* Reads filters from JSON; whoever calls knows who can. */
typedef bool alert_filters_fn(struct arena *a, const struct vocabulary *v,
			      const struct jr *n, struct filters *ret,
			      struct faults *f);

struct alert_world {
	const struct snapshot *snapshot;
	struct analyser *analyser;
	alert_filters_fn *read_filters;
	int32_t today;
};

enum alert_news {
	ALERT_NEW,      /* was not there */
	ALERT_ELIGIBLE, /* was not eligible: a rule or fact has changed */
	ALERT_SOON,     /* closes within ALERT_SOON_DAYS; each told once */
	ALERT_KNOWN     /* nothing to tell */
};

struct alert_hit {
	size_t opening; /* of the snapshot */
	struct slice id;
	const char *verdict; /* "" without a profile */
	int32_t closes;      /* or DAY_NONE */
	enum alert_news news;
	bool is_told; /* ineligible ones are remembered and never told */
	bool is_seen; /* it was found before */
};

struct alert_hits {
	size_t count;
	struct alert_hit *items;
	bool is_cut; /* there may be more than ALERT_HITS_MAX */
};

/* Where a profile is sealed: with the account's key, else the program's. */
struct seal_place alert_profile_place(const struct stored_search *search);

/*
 * `news` is ALERT_NEW in each.  ERR_INVALID: the vocabulary has changed so that
 * it cannot be read any more.
 */
MUST_USE enum err alert_find(const struct hands *h,
			     const struct alert_world *world,
			     const struct stored_search *search,
			     struct alert_hits *ret_hits);

/*
 * Compares with what was told before, and with the day of the last run.  Of more
 * than ALERT_HITS_MAX the last come and go without having changed: of those only
 * what was written, or opened, since the last run is news.
 */
MUST_USE enum err alert_compare(const struct hands *h,
				const struct alert_world *world,
				const struct stored_search *search,
				struct alert_hits *hits);

/* In the transaction of the letter: now all of that is known. */
MUST_USE enum err alert_remember(const struct hands *h,
				 const struct stored_search *search,
				 const struct alert_hits *hits);

/* When it runs after now; 0: never. */
int64_t alert_next_run(struct slice every, int64_t now_us);

/* The news as text of a letter; empty when there is none. */
struct slice alert_text(const struct hands *h, const struct alert_world *world,
			const struct alert_hits *hits, enum lang l,
			const char *site);

#endif
