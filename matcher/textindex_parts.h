/* textindex_parts - what a textindex is made of; for the files textindex*.c. */
#ifndef MATCHER_TEXTINDEX_PARTS_H
#define MATCHER_TEXTINDEX_PARTS_H

#include "matcher/textindex.h"

struct dictionary;
struct postings_table;

/* First byte of a synonym group's term; its number follows. */
enum { TERM_GROUP = 0x04 };

struct textindex {
	size_t count;
	const struct textindex *base; /* whose statistics hold; may be itself */
	size_t term_count;
	const struct dictionary *dictionary; /* from keys to ids */
	const struct term *terms;            /* by id */
	struct text_knowledge known;
	const struct link_set *links;     /* one a document */
	const struct linked_docs *linked; /* one a unit group */
	const struct typo_index *typos;
	const struct postings_table *postings;
	/* In twelfths, count * FIELD__COUNT; their means by field. */
	const uint32_t *lengths[CHANNEL__COUNT];
	double means[CHANNEL__COUNT][FIELD__COUNT];
};

#endif
