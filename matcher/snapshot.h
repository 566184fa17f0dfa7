/*
 * snapshot - the immutable index that every query reads.
 *
 * Built from a catalogue, then never changed: any thread may read it, no lock.
 * It owns the arena that it lives in.  Published through
 * epoch.h, one at a time.
 */
#ifndef MATCHER_SNAPSHOT_H
#define MATCHER_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/judge.h"
#include "matcher/knowledge.h"
#include "matcher/opening.h"
#include "matcher/organisation.h"

struct analyser;
struct arena;
struct catalogue;
struct planes;
struct priors;
struct shelf;
struct skill_index;
struct textdoc;
struct textindex;
struct traits;

struct snapshot {
	struct arena *arena;
	const struct vocabulary *vocabulary;
	const struct rates *rates;
	size_t count;
	const struct shelf *shelf; /* the openings, ascending by id */
	const struct organisation *const
		*organisations;      /* or NULL, by opening */
	const struct judged *judged; /* by opening */
	const struct planes *planes; /* of judged */
	const struct traits *traits; /* of the openings, in columns */
	const struct priors *priors; /* of wishes */
	/* Bit 0 for a programme under which an open opening is posted: it
	 * stands for it in every list; its own page remains. */
	const uint64_t *shown;
	const struct textindex *text; /* document i is opening i */
	const struct skill_index *skills;
	struct slice name; /* of the state of the record: "0:142" */
};

/* What a snapshot is built from beside the catalogue; all must outlive it. */
struct snapshot_parts {
	const struct vocabulary *vocabulary;
	const struct rates *rates;
	struct text_knowledge known;
	struct analyser *analyser; /* used while building only */
};

/*
 * Takes over `a`.  Nothing of the catalogue and the name is kept: the arena of
 * the catalogue may be freed.  Linear in the text.
 */
struct snapshot *snapshot_new(struct arena *a, const struct snapshot_parts *p,
			      const struct catalogue *c, struct slice name);
void snapshot_free(struct snapshot *s); /* NULL is fine */

/* The texts of an opening as they were indexed; see textindex.h. */
void snapshot_describe(struct arena *a, const struct snapshot *s, size_t i,
		       struct textdoc *ret_doc);

/* Made again in `a`; lives as long as that and the snapshot. */
const struct opening *snapshot_opening(struct arena *a,
				       const struct snapshot *s, size_t i);
struct slice snapshot_id(const struct snapshot *s, size_t i);

/* Who stands behind it; NULL when that is not stated or not known. */
const struct organisation *snapshot_organisation(const struct snapshot *s,
						 size_t i);

/* The number of the opening, or -1. */
long snapshot_find(const struct snapshot *s, struct slice id);

#endif
