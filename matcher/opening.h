/*
 * opening - anything a youth can apply to, ready to be matched.
 *
 * Read from one document of the catalogue, an import or the API (SEMANTICS
 * 7), all the same.  What is matched, filtered, sorted or shown in a list is
 * kept here, typed; the document itself is kept as canonical JSON, from which
 * the page of one opening is printed.  A programme that nobody has posted under
 * is shown as an opening, so it is one; without a kind it counts as `job`.
 *
 * Immutable once read; lives in the arena and keeps nothing of the JSON.
 */
#ifndef MATCHER_OPENING_H
#define MATCHER_OPENING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/fault.h"
#include "base/lang.h"
#include "matcher/judge.h"
#include "matcher/money.h"
#include "matcher/vocabulary.h"

struct arena;
struct jr;
struct map;

enum kind {
	KIND_JOB,
	KIND_INTERNSHIP,
	KIND_INCUBATOR,
	KIND_FUNDING,
	KIND__COUNT
};

enum status {
	STATUS_DRAFT,
	STATUS_OPEN,
	STATUS_CLOSED,
	STATUS_HISTORIC,
	STATUS_WITHDRAWN,
	STATUS__COUNT
};

/* The status on a day, dates counted. */
enum state {
	STATE_OPEN,
	STATE_UPCOMING,
	STATE_CLOSED,
	STATE_HISTORIC,
	STATE_WITHDRAWN,
	STATE_DRAFT,
	STATE__COUNT
};

enum applicant {
	APPLICANT_PERSON,
	APPLICANT_TEAM,
	APPLICANT_COMPANY,
	APPLICANT_ORGANISATION,
	APPLICANT_NOT_STATED
};

enum {
	OPENING_TITLE_BYTES = 1000,
	OPENING_SUMMARY_BYTES = 4000,
	OPENING_BODY_BYTES = 64 * 1024,
	OPENING_LIST_MAX = 200,
	OPENING_SKILLS_MAX = 100,
	OPENING_TIERS_MAX = 32,
	OPENING_QUESTIONS_MAX = 6 /* of the poster to those who apply */
};

struct id_list {
	size_t count;
	const struct slice *items;
};

struct place_list {
	size_t count;
	const size_t *items; /* indices of the vocabulary's places or sectors */
};

struct preference {
	const struct rule *rule; /* of the one test */
	double weight;
};

struct tier {
	struct slice id;
	const struct rule *rule;
	struct text label;
	struct slice benefit; /* JSON */
};

struct opening {
	struct slice id;
	bool is_programme;
	enum kind kind;
	enum status status;
	enum applicant applicant;
	struct slice organisation; /* id; empty when not stated */
	struct slice programme, stream;
	struct text title, summary, body;
	struct place_list places, sectors;
	struct id_list skills, renderings,
		streams; /* streams: of a programme */
	struct slice occupation;
	struct pay pay;
	int32_t opens, closes, starts, confirmed,
		next_expected; /* or DAY_NONE */
	double vacancies;      /* 0: not stated */
	bool recurs, rolling;
	const struct ruleset *rules;
	size_t preference_count;
	const struct preference *preferences;
	size_t tier_count;
	const struct tier *tiers;
	/* Parts of the document without texts, as JSON; empty when absent. */
	struct slice pay_json, benefit_json, vacancies_json, precision_json,
		recurs_json;
	struct slice apply_by, apply_url;
	struct slice document;
	bool states_kind, states_status; /* the document has them */
};

struct opening_reader {
	struct arena *arena;
	const struct vocabulary *vocabulary;
	const struct rates *rates;
	/* Rulesets by their JSON, so that openings with the same rules share
	 * them; filled on the way.  NULL: each has its own. */
	struct map *rulesets;
};

/*
 * ERR_INVALID: every fault with its pointer.  `n` is an object whose `type` is
 * absent, "opening" or "programme".
 */
MUST_USE enum err opening_read(const struct opening_reader *r,
			       const struct jr *n, struct opening **ret_opening,
			       struct faults *reterr_faults);

/* What the state of an opening on a day is made of. */
struct schedule {
	enum status status;
	int32_t opens, closes, confirmed; /* or DAY_NONE */
};
enum state schedule_state(const struct schedule *s, int32_t day);

/*
 * Days and status together (SEMANTICS 1): the status counts from `confirmed` on,
 * for earlier days only the dates decide.
 */
enum state opening_state(const struct opening *o, int32_t day);

/* Whether the opening is matched on that day: its state is open. */
bool opening_is_considered(const struct opening *o, int32_t day);

/* Open, and confirmed more than a year before `day`. */
bool opening_is_stale(const struct opening *o, int32_t day);

extern const char *const kind_words[]; /* NULL at the end, as all here */
extern const char *const status_words[];
extern const char *const state_words[];
extern const char *const applicant_words[];

#endif
