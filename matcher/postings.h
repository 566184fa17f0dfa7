/*
 * postings - for each term the documents that have it, and how much.
 *
 * The only shape of the index that the scorer sees.  What a document gives to
 * a term is one number, the weighted tf' (textindex.h); here it stands as an
 * impact of one byte, which is never below the truth: whatever is summed up
 * from impacts is an upper bound, and the few best are scored exactly.
 *
 * Documents lie in windows of POSTINGS_WINDOW, in which two bytes number them.
 * While documents are added, postings lie in the order they came; the end
 * sorts them by term.
 */
#ifndef MATCHER_POSTINGS_H
#define MATCHER_POSTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct arena;
struct sections;

enum text_field {
	FIELD_TITLE,
	FIELD_SKILLS,
	FIELD_SUMMARY,
	FIELD_ORGANISATION,
	FIELD_BODY,
	FIELD__COUNT
};

/* Counts end at TF_MAX: past it BM25's saturation leaves no difference. */
enum { TF_MAX = 255, POSTINGS_WINDOW = 65536 };

/* How often a document has a term, by field. */
struct frequencies {
	uint8_t tf[FIELD__COUNT];
};

/* The postings of one term: parallel arrays, documents ascending. */
struct postings {
	uint32_t count;
	uint32_t first;       /* number of the first, of all terms together */
	const uint32_t *ends; /* by window: of how many it is the end; NULL:
			       * there is one window */
	const uint16_t *docs; /* less the first of their window */
	const uint8_t *impacts;
	const uint8_t *shapes; /* see postings_frequencies() */
	/* By window and bucket of documents, 2^guide_bits of them to a window:
	 * how many of the window's stand before it.  NULL: the list is short. */
	const uint16_t *guide;
	uint8_t guide_bits;
	uint8_t most; /* the largest impact */
};

/* Those of one window. */
struct posting_run {
	uint32_t count;
	const uint16_t *docs;
	const uint8_t *impacts;
};
struct posting_run postings_in(const struct postings *p, uint32_t window);

/* The place of `doc` among the term's postings; false: it lacks the term. */
bool postings_find(const struct postings *p, uint32_t doc, uint32_t *ret_at);

/* The places of several, which are best ascending; POSTINGS_NONE of those that lack it. */
#define POSTINGS_NONE UINT32_MAX
void postings_find_all(const struct postings *p, const uint32_t *docs, size_t n,
		       uint32_t *ret_at);

/* Some documents of one window, less its first: ascending, and as a bitmap. */
struct few_docs {
	uint32_t window;
	uint32_t count;
	const uint16_t *docs;
	const uint64_t *bitmap;
};

/* Room for one more than the few. */
struct picked {
	uint16_t *docs;
	uint8_t *impacts;
};

/*
 * Those of their window that are among the few.  Time grows with the fewer of the
 * two; what it returns stands in `to`, until that is used again.
 */
struct posting_run postings_pick(const struct postings *p,
				 const struct few_docs *few, struct picked *to);

struct postings_table;

struct frequencies postings_frequencies(const struct postings_table *t,
					const struct postings *p, uint32_t at);
const struct postings *postings_of(const struct postings_table *t,
				   uint32_t term);

/* Bytes of memory; `apart` is by term, and counts what only such terms use. */
struct postings_parts {
	size_t lists, shapes, apart;
};
struct postings_parts postings_measure(const struct postings_table *t,
				       const bool *apart);

/* Names the bytes that it is made of again; they live as long as t and `a`. */
void postings_save(struct arena *a, const struct postings_table *t,
		   struct sections *to);

/* Of so many terms and documents; the bytes are borrowed.  ERR_MALFORMED. */
MUST_USE enum err postings_load(struct arena *a, size_t terms, size_t docs,
				const struct sections *from,
				const struct postings_table **ret_table);

struct postings_log;

struct postings_log *postings_log_new(struct arena *a);

/* Documents must come in ascending order, each once a term. */
void postings_log_add(struct postings_log *log, uint32_t term, uint32_t doc,
		      struct frequencies f);

/* What impacts are made of. */
typedef double postings_weigh(void *ctx, uint32_t term, uint32_t doc,
			      const struct frequencies *f); /* tf' */

struct postings_plan {
	size_t terms;
	size_t docs;
	postings_weigh *weigh;
	void *ctx;
};

/* One list for each term: counting sort, linear. */
const struct postings_table *postings_sort(struct arena *a,
					   const struct postings_log *log,
					   const struct postings_plan *plan);

/*
 * impact: the least i with i / 255 at or above tf / (k1 + tf); and the tf that
 * it stands for, a large one for 255.
 */
uint8_t impact_of(double tf);
float impact_tf(uint8_t impact);

#endif
