/*
 * snapshot - the immutable state of all openings that a query reads.
 *
 * A list of leaves: segments (segment.h), of each the openings that are still
 * there.  What is changed or removed is no longer live in its old leaf, and
 * what is new stands in a leaf of its own, so that the next snapshot shares
 * nearly everything with the one before it and costs what the change costs.
 *
 * Openings are numbered through all leaves; not every number is live.  Any
 * thread may read a snapshot; making and freeing them belongs to the thread
 * that publishes (epoch.h).
 */
#ifndef MATCHER_SNAPSHOT_H
#define MATCHER_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/segment.h"
#include "matcher/textquery.h"

/* Bitmaps are by row of the segment. */
struct leaf {
	struct segment *segment; /* held by each snapshot that has it */
	size_t number;           /* of the leaf */
	size_t first;            /* the number of row 0 */
	size_t count;            /* of live rows */
	const uint64_t *live;
	/* Live, and no programme under which an open opening is posted: that
	 * stands for it in every list; its own page remains. */
	const uint64_t *shown;
};

struct snapshot {
	struct arena *arena;
	const struct vocabulary *vocabulary;
	const struct rates *rates;
	size_t leaf_count;
	const struct leaf *leaves; /* the base first */
	struct text_corpus corpus; /* of the leaves */
	size_t numbers;            /* the end of the last leaf */
	size_t count;              /* of openings */
	int64_t seq;               /* of the record that it shows */
	int64_t stats;     /* the seq that frequencies and averages are of */
	struct slice name; /* "0:142", or "catalogue" */
};

/* Takes over the hold on the base; seq below 0: it is of no record. */
struct snapshot *snapshot_new(struct segment *base, int64_t seq);

/*
 * The next one: `gone` are no longer live, then `added`, if any, is one leaf
 * more; its hold is taken over.  Takes the place of the last leaf when
 * `replaces_last`, whose openings are then to be among those of `gone`.
 */
struct revision {
	int64_t seq;
	const struct id_list *gone;
	struct segment *added;
	bool replaces_last;
};
struct snapshot *snapshot_revise(const struct snapshot *old,
				 const struct revision *r);

/*
 * One segment in the place of the leaves [from, to), of which it has the
 * openings: those live there are live in it.  Its hold is taken over.  NULL:
 * none of them is live any more.
 */
struct snapshot *snapshot_join(const struct snapshot *old, size_t from,
			       size_t to, struct segment *joined);

void snapshot_free(struct snapshot *s); /* NULL is fine */

/* The number of the opening, or -1. */
long snapshot_find(const struct snapshot *s, struct slice id);

/* The leaf of a number, and its row there. */
const struct leaf *snapshot_leaf(const struct snapshot *s, size_t number,
				 size_t *ret_row);

/* Of one opening, by number: see segment.h and shelf.h. */
const struct opening *snapshot_opening(struct arena *a,
				       const struct snapshot *s, size_t number);
struct slice snapshot_id(const struct snapshot *s, size_t number);
void snapshot_describe(struct arena *a, const struct snapshot *s, size_t number,
		       struct textdoc *ret_doc);
struct slice snapshot_document(const struct snapshot *s, size_t number);
bool snapshot_is_live(const struct snapshot *s, size_t number);
uint64_t snapshot_hash(const struct snapshot *s, size_t number);
const struct judged *snapshot_judged(const struct snapshot *s, size_t number);

/* Who stands behind it; NULL when that is not stated or not known. */
const struct organisation *snapshot_organisation(const struct snapshot *s,
						 size_t number);

/* Live openings of any of the organisations, or under a programme, by id. */
struct id_list snapshot_of_organisations(struct arena *a,
					 const struct snapshot *s,
					 const struct id_list *organisations);
struct id_list snapshot_posted_under(struct arena *a, const struct snapshot *s,
				     struct slice programme);
/* The live openings of one leaf. */
struct id_list snapshot_ids(struct arena *a, const struct leaf *leaf);

#endif
