/*
 * segment - an immutable index over some of the openings.
 *
 * A snapshot is a few of them: a base, and small ones with what came since.
 * Those judge, count and score by the statistics of their base (frequencies,
 * average lengths, priors), so that equal openings are equal wherever they
 * stand.  Openings are numbered from 0 in order of id.
 *
 * Built from a catalogue, then never changed: any thread may read it.  It owns
 * the arena that it lives in, and is shared by the snapshots that follow one
 * another: the last that lets go of it frees it.
 */
#ifndef MATCHER_SEGMENT_H
#define MATCHER_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/judge.h"
#include "matcher/knowledge.h"
#include "matcher/opening.h"
#include "matcher/organisation.h"
#include "matcher/sections.h"

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

/* Which openings are posted under which programme: rows by its number. */
struct posted {
	size_t count;
	const struct slice *ids; /* of programmes, ascending */
	const uint32_t *first;   /* count + 1 of them, into rows */
	const uint32_t *rows;
};

struct segment {
	struct arena *arena;
	_Atomic size_t holders;
	struct segment *base; /* whose statistics hold; may be itself */
	const struct vocabulary *vocabulary;
	const struct rates *rates;
	size_t count;
	const struct shelf *shelf; /* the openings, ascending by id */
	const struct organisation *const
		*organisations;       /* or NULL, by opening */
	const struct judged *judged;  /* by opening */
	const struct planes *planes;  /* of judged */
	const struct traits *traits;  /* of the openings, in columns */
	const struct priors *priors;  /* of wishes; the base's */
	const struct textindex *text; /* document i is opening i */
	const struct skill_index *skills;
	struct posted posted;
};

/* What a segment is built from beside the catalogue; all must outlive it. */
struct snapshot_parts {
	const struct vocabulary *vocabulary;
	const struct rates *rates;
	struct text_knowledge known;
	struct analyser *analyser; /* used while building only */
};

/*
 * Takes over `a`.  Nothing of the catalogue is kept: its arena may be freed.
 * Linear in the text.
 */
struct segment *segment_new(struct arena *a, const struct snapshot_parts *p,
			    const struct catalogue *c);

/*
 * Of the openings named, in any order, each once and in the catalogue; whatever
 * else is there is for what they name, programmes and organisations.  The base,
 * whose own base is itself, is held for as long as this is.
 */
struct segment *segment_extend(struct arena *a, const struct snapshot_parts *p,
			       const struct catalogue *c,
			       const struct id_list *ids, struct segment *base);

/*
 * What the bytes of a segment depend on beside the openings: with anything else
 * they are of no use.
 */
struct sections_basis segment_basis(const struct snapshot_parts *p);

/*
 * Names the bytes that it is made of again; they live as long as s and `a`.
 * Only of a segment that is its own base.
 */
void segment_save(struct arena *a, const struct segment *s,
		  struct sections *to);

/*
 * Takes over `a`, in which the bytes must lie; frees it when this fails.
 * ERR_MALFORMED: they do not fit together.  The records of the shelf are taken
 * as they are: checksums (sections.h) come before.  Far faster than to build it.
 */
MUST_USE enum err segment_load(struct arena *a, const struct snapshot_parts *p,
			       const struct sections *from,
			       struct segment **ret_segment);

struct segment *segment_hold(struct segment *s);
void segment_release(struct segment *s); /* NULL is fine; the last one frees */

/* The texts of an opening as they were indexed; see textindex.h. */
void segment_describe(struct arena *a, const struct segment *s, size_t i,
		      struct textdoc *ret_doc);

/* Made again in `a`; lives as long as that and the segment. */
const struct opening *segment_opening(struct arena *a, const struct segment *s,
				      size_t i);

/* The openings that are posted under a programme: rows, ascending. */
struct posted_rows {
	size_t count;
	const uint32_t *rows;
};
struct posted_rows segment_posted(const struct segment *s,
				  struct slice programme);

#endif
