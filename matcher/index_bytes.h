/*
 * index_bytes - what a snapshot takes in memory, structure by structure.
 *
 * The documents are the stored text; everything else is made from them.  What
 * the knowledge shared by all snapshots takes (vocabulary, taxonomy, synonyms)
 * is not among it.
 */
#ifndef MATCHER_INDEX_BYTES_H
#define MATCHER_INDEX_BYTES_H

#include <stddef.h>

struct snapshot;

enum index_part {
	INDEX_DOCUMENTS,
	INDEX_SHELF, /* records, and rules read from them */
	INDEX_TRAITS,
	INDEX_PLANES,
	INDEX_SKILLS,
	INDEX_POSTINGS, /* of words, their synonym groups and stems */
	INDEX_SHAPES,   /* of those: how often in which field */
	INDEX_LENGTHS,  /* of the fields of each opening */
	INDEX_LINKS,    /* to occupations */
	INDEX_DICTIONARY,
	INDEX_TYPOS,
	INDEX_GRAMS, /* their postings */
	INDEX_OTHER, /* by opening: programme, organisation; what shares of
		      * values wishes are weighed by */
	INDEX_PART__COUNT
};

const char *index_part_word(enum index_part p); /* "planes" */

struct index_bytes {
	size_t of[INDEX_PART__COUNT];
};

struct index_bytes index_bytes_of(const struct snapshot *s);

/* Beyond stored text, what grows with the openings rather than the words:
 * without documents, dictionary, typos and grams. */
size_t index_bytes_by_opening(const struct index_bytes *b);

#endif
