/*
 * postings - for each term the documents that have it, and how often.
 *
 * The only shape of the index that the scorer sees.  While documents are
 * added, postings lie in the order they came; the end sorts them by term.
 */
#ifndef MATCHER_POSTINGS_H
#define MATCHER_POSTINGS_H

#include <stddef.h>
#include <stdint.h>

struct arena;

enum text_field {
	FIELD_TITLE,
	FIELD_SKILLS,
	FIELD_SUMMARY,
	FIELD_ORGANISATION,
	FIELD_BODY,
	FIELD__COUNT
};

/* Counts end at TF_MAX: past it BM25's saturation leaves no difference. */
enum { TF_MAX = 255 };

struct posting {
	uint32_t doc;
	uint8_t tf[FIELD__COUNT];
};

/* The postings of one term; documents ascend. */
struct postings {
	const struct posting *items;
	uint32_t count;
};

/* The posting of `doc`, or NULL; a binary search. */
const struct posting *postings_find(struct postings p, uint32_t doc);

struct postings_log;

struct postings_log *postings_log_new(struct arena *a);

/* Documents must come in ascending order, each once a term. */
void postings_log_add(struct postings_log *log, uint32_t term,
		      const struct posting *posting);

/* One list for each of the `terms` ids: counting sort, linear. */
const struct postings *
postings_sort(struct arena *a, const struct postings_log *log, size_t terms);

#endif
