/*
 * life - the life of an application: which state from which, by whom, and all
 * that belongs to such a step.
 *
 * The rules (transitions.def, states.def, reasons.def) are pure.  The deeds are
 * for whoever is inside a writer's transaction: the state is compared and set,
 * the event is kept, the clock is set anew and both sides are told; an error
 * leaves nothing that the caller does not roll back.
 */
#ifndef PEOPLE_LIFE_H
#define PEOPLE_LIFE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/lang.h"
#include "people/hands.h"
#include "people/reasons.h"

struct config;
struct stored_application;

enum life_state {
#define STATE(name, word, is_live, texts) LIFE_##name,
#include "people/states.def"
#undef STATE
	LIFE__STATES
};

enum life_actor {
	LIFE_BY_SEEKER,
	LIFE_BY_POSTER,
	LIFE_BY_ADMINISTRATOR,
	LIFE_BY_SYSTEM,
	LIFE__ACTORS
};

const char *life_word(enum life_state state); /* "start_claimed" */
bool life_of_word(struct slice word, enum life_state *ret_state);
const char *life_text(enum life_state state, enum lang l);
const char *life_actor_word(enum life_actor actor); /* "poster" */
extern const char *const life_words[]; /* of all states, NULL at the end */

/* An answer, or a start, may still come. */
bool life_is_live(enum life_state state);

bool life_may(enum life_state from, enum life_state to, enum life_actor actor);

/* What `actor` may make of it, in the order of states.def; how many. */
size_t life_allowed(enum life_state from, enum life_actor actor,
		    enum life_state ret_list[LIFE__STATES]);

/* Of which a step must name one; REASON_NONE: none may be named. */
enum reason_group life_reasons(enum life_state from, enum life_state to,
			       enum life_actor actor);

/* Days, as the options of section clock say. */
struct life_rules {
	int64_t remind_first;  /* the poster, after so many without an answer */
	int64_t remind_second; /* and again */
	int64_t answer;        /* then it expires */
	int64_t results;       /* but not before so many after results_by */
	int64_t act;           /* without an act of the poster it expires */
	int64_t offer;         /* an offer without a deadline stands */
	int64_t confirm;       /* then an administrator may confirm a start */
	int64_t reopen;        /* a poster may reopen */
	const char *site;      /* what links in letters begin with */
};

/* The one place that reads section clock; the text of `site` stays c's. */
struct life_rules life_rules_of(const struct config *c);

struct life_move {
	struct slice application;
	enum life_state to;
	enum life_actor actor;
	struct slice account; /* whose act; empty: of the system */
	struct slice reason;  /* code, or empty */
	struct slice note;    /* or empty */
	int32_t day; /* last day of an offer; first day of a start; DAY_NONE:
			as the rules have it */
};

/*
 * ERR_NOT_FOUND: there is no such application.  ERR_TRANSITION: it cannot.
 * ERR_INVALID: the reason is missing or of another group, its note is missing,
 * or the day has passed.  ERR_CONFLICT: no place is left, or another one of the
 * person for the opening lives.  *ret_it: as it was; state and all.
 */
MUST_USE enum err life_move(const struct hands *h,
			    const struct life_rules *rules,
			    const struct life_move *move,
			    struct stored_application *ret_it);

/*
 * An administrator takes the newest change back, by a new event.  `to` of the
 * move must be the state before it (life_before()).  Whoever waits for an answer
 * again has the whole time for it.  ERR_INVALID: there is no note, or there is a
 * reason, or the day has passed.  ERR_CONFLICT: as for life_move().
 */
MUST_USE enum err life_correct(const struct hands *h,
			       const struct life_rules *rules,
			       const struct life_move *move,
			       struct stored_application *ret_it);

/* The state that a correction leads to.  ERR_NOT_FOUND: it has only one. */
MUST_USE enum err life_before(const struct hands *h, struct slice application,
			      enum life_state *ret_state);

/*
 * What `actor` may make of this one now: life_allowed() without what its dates
 * forbid (an offer that lapsed, a second reopening, a start that the seeker may
 * still confirm).
 */
MUST_USE enum err
life_open_steps(const struct hands *h, const struct life_rules *rules,
		const struct stored_application *it, enum life_actor actor,
		enum life_state ret_list[LIFE__STATES], size_t *ret_count);

/* When the clock looks at a submitted one first; its intake counts. */
MUST_USE enum err life_first_due(const struct hands *h,
				 const struct life_rules *rules,
				 const struct stored_application *it,
				 int64_t *ret_due_us);

/* After a submission: both sides are told. */
MUST_USE enum err life_submitted(const struct hands *h,
				 const struct life_rules *rules,
				 const struct stored_application *it);

/*
 * The clock looks at one that is due: reminds, or lets it expire, and sets when
 * it looks again.  For a job that walks applications_due().
 */
MUST_USE enum err life_clock(const struct hands *h,
			     const struct life_rules *rules,
			     const struct stored_application *it);

/* The poster did something for it that is no step: the clock starts anew. */
MUST_USE enum err life_touch(const struct hands *h,
			     const struct life_rules *rules,
			     struct slice application);

/*
 * An opening is closed for another cause than its dates.  When it is filled,
 * what has an offer or more goes on; when it is withdrawn, or its organisation
 * removed, what is not about to start ends.
 */
enum life_closing { LIFE_FILLED, LIFE_WITHDRAWN_BY_POSTER };
MUST_USE enum err life_opening_closed(const struct hands *h,
				      const struct life_rules *rules,
				      struct slice opening,
				      enum life_closing why);

/*
 * Fields of an application that hold what somebody wrote: with the key of the
 * person while there is one, else with the program's.  `row`: ids that name the
 * row.
 */
MUST_USE enum err life_seal(const struct hands *h, struct slice person,
			    const char *column, struct slice row,
			    struct slice plain, struct slice *ret_sealed);
MUST_USE enum err life_unseal(const struct hands *h, struct slice person,
			      const char *column, struct slice row,
			      struct slice sealed, struct slice *ret_plain);

#endif
