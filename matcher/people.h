/*
 * people - the immutable index of profiles that openings are ranked over.
 *
 * Rows ascend by id.  A profile is kept twice: as columns of its facts
 * (columns.h) for the scan, and as a record of a few hundred bytes with
 * everything else, unpacked only for those that come into question.  Its texts
 * have an index of their own: headline as title, skills as skills, wants as
 * summary, experience as body.  No profile is kept as it was read.
 *
 * A profile may carry a venture.  Its facts then include the venture's, as in
 * POST /v1/match, and it may be ranked as that venture (candidates.h).
 *
 * Any thread may read.  The vocabulary and what is known of words must outlive
 * it.
 */
#ifndef MATCHER_PEOPLE_H
#define MATCHER_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "matcher/columns.h"
#include "matcher/profile.h"
#include "matcher/skill_pool.h"
#include "matcher/snapshot.h"

struct textindex;

/* What the index takes, by part; texts as they were written stand apart. */
struct people_bytes {
	size_t columns, records, skills, text;
	size_t stored_text; /* ids, texts and typed skills, counted in none */
};

struct people {
	struct arena *arena;
	const struct vocabulary *vocabulary;
	size_t count;
	const uint8_t *const *records; /* ascending by id */
	const struct columns *columns;
	const struct textindex *text; /* document i is row i */
	struct skill_pool skills;
	/* Bit i % 64 of word i / 64 is row i. */
	const uint64_t *is_venture, *has_skills;
	struct people_bytes bytes;
};

struct person_given {
	struct slice id;
	const struct profile *profile;
	bool has_venture;
};

struct people_maker;

/* `parts` as a snapshot's; its analyser is used while building only. */
struct people_maker *people_begin(const struct snapshot_parts *parts);

/* Copies: what is given may go away. */
void people_add(struct people_maker *m, const struct person_given *given);

/*
 * Linear in the texts; `m` is gone.  ERR_CONFLICT: an id stands twice;
 * *reterr_number is the later of the two, counted from 0 as they were added.
 */
MUST_USE enum err people_finish(struct people_maker *m,
				struct people **ret_people,
				size_t *reterr_number);
void people_free(struct people *p);             /* NULL is fine */
void people_maker_free(struct people_maker *m); /* instead of finishing */

/* A row unpacked; borrows from the index, the rest lives in the arena. */
struct person {
	struct slice id;
	bool has_venture;
	struct profile profile;   /* `given` of facts and wishes is not kept */
	struct skill_list skills; /* as skills_read() gives them */
	struct skill_list occupations;
};

void people_read(struct arena *a, const struct people *p, size_t row,
		 struct person *ret_person);

struct slice people_id(const struct people *p, size_t row);
const struct facts *people_facts(struct arena *a, const struct people *p,
				 size_t row);

#endif
