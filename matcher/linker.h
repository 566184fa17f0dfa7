/*
 * linker - which occupations a short text names.
 *
 * A text is a vector: words in letters, their runs of 3 and 4 letters, pairs
 * of Han characters and single ones, each by its idf over unit groups; what no
 * title has weighs most.  The confidence of a link is the cosine with the
 * nearest title of the unit group, in any language: 1 when they say the same,
 * and half when half of what both say is shared.  Below LINK_THRESHOLD there
 * is no link, and a text too long to be a title has none.  What a text is
 * taken to state, as a person states an occupation, needs LINK_STATED.
 *
 * Several links share a text out: each by the fourth power of its confidence,
 * so that a second choice hardly counts beside a sure one (decision 0015).
 * Two texts are as like as the directions of their shares, times both surest
 * confidences.
 *
 * Equal terms give equal links, so that both Chinese scripts link alike.
 * Immutable once built: any thread may read it, with a room of its own.
 */
#ifndef MATCHER_LINKER_H
#define MATCHER_LINKER_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "matcher/taxonomy.h"

struct analyser;
struct arena;
struct linker;
struct linker_room;

#define LINK_THRESHOLD .3
#define LINK_STATED    .5

/* Of unit groups of one minor group. */
#define LINK_SIBLING .3

enum {
	LINKS_MAX = 5,   /* of one text */
	LINK_WORDS = 12, /* longer texts are no titles */
	LINK_HAN = 20    /* ... nor those of more characters */
};

struct link {
	uint16_t unit; /* index in the taxonomy */
	float confidence;
	float share; /* a vector as long as the surest confidence */
};

/* The surest first; equal ones by unit. */
struct link_set {
	unsigned count;
	struct link items[LINKS_MAX];
};

/* `taxonomy` must live as long. */
const struct linker *linker_build(struct arena *a, struct analyser *an,
				  const struct taxonomy *taxonomy);
const struct taxonomy *linker_taxonomy(const struct linker *l);

/* What one thread works in; may be used for any number of texts. */
struct linker_room *linker_room_new(struct arena *a, const struct linker *l);

struct link_set linker_link(const struct linker *l, struct linker_room *room,
			    struct analyser *an, struct slice text);

/* The links of both, the surer of each; of a text in several languages. */
struct link_set linker_join(const struct linker *l, const struct link_set *a,
			    const struct link_set *b);

/*
 * How near each unit group is to what is linked, 0..1: the shares, and
 * LINK_SIBLING of them for unit groups of the same minor group.  One number a
 * unit group, in the arena.
 */
const float *linker_reach(struct arena *a, const struct linker *l,
			  const struct link_set *from);

/* How surely both name one occupation, 0..1; symmetric but for rounding. */
double linker_likeness(const float *reach, const struct link_set *to);

#endif
