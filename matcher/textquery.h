/*
 * textquery - words turned into terms, and every document scored by them.
 *
 * User text has no operators.  Its unit is a word, or a run of Han characters;
 * its parts are the word, or the pairs and single characters of the run.
 *
 *   TEXTQUERY_SEARCH  what a person typed.  Of one or two units all must be
 *                     met, of more 60 %; of a run of two to four characters
 *                     all pairs, of a longer one 60 %, rounded up; where
 *                     the whole is the name of an occupation, titles that
 *                     surely name the same one match too
 *   TEXTQUERY_RANK    the text of a profile, or of an evaluation: whatever
 *                     shares a term is scored, by the query's strongest
 *                     TEXTQUERY_PARTS_MAX parts by idf and weight
 *
 * Score: BM25F (textindex.h) summed over parts in the order of the query, so
 * that every build gives the same bits.  A part counts tf = max over its
 * variants (stem, dotless form, synonym group) of w tf(variant) +
 * (1 - w) tf(typed) with the df of their union, so that a rare variant never
 * outweighs the word.  A synonym of several words raises the sum of its words
 * to w times its own score where that is more.  Each word's grams add at half
 * weight.  A run met with all its pairs gains 10 %.  A line of the query that
 * names an occupation adds to openings whose title names it too, or one near
 * it (linker.h): at most half of what the line's words would.
 *
 * A query lives in its arena and is immutable; it borrows the index, not the
 * text.  `typed` and `from` words are as the user wrote them.
 */
#ifndef MATCHER_TEXTQUERY_H
#define MATCHER_TEXTQUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "matcher/textindex.h"

struct analyser;
struct arena;
struct textquery;

/* Published with the weights, like those of linker.h. */
#define LINK_WEIGHT .5 /* of a line's words, to a title of its occupation */
#define LINK_SURE   .8 /* of two titles together: a search matches */

enum textquery_mode { TEXTQUERY_SEARCH, TEXTQUERY_RANK };

enum {
	TEXTQUERY_PARTS_MAX = 64,    /* scored: the strongest */
	TEXTQUERY_SEARCH_MAX = 240,  /* read of a search; see is_cut */
	TEXTQUERY_TOKENS_MAX = 4096, /* read of a ranking text */
	TEXTQUERY_GRAMS_MAX = 1024,  /* scored, of all words together */
	TEXTQUERY_BYTES_MAX = 65536, /* what follows is not read */
	TEXTQUERY_EVIDENCE_MAX = 8
};

/* How a document met a part of the query. */
enum match_how {
	MATCH_WORD,
	MATCH_STEM,
	MATCH_SYNONYM,
	MATCH_TYPO,
	MATCH_GRAM,
	MATCH_OCCUPATION /* its title names the same or a near one */
};
const char *match_how_word(enum match_how how); /* "word" */

const struct textquery *textquery_read(struct arena *a, struct analyser *an,
				       const struct textindex *x,
				       enum textquery_mode mode,
				       struct slice text);

/*
 * A search of more words and pairs than TEXTQUERY_SEARCH_MAX: what came after
 * was not read.  Who searches is told so, rather than of other words' results.
 */
bool textquery_is_cut(const struct textquery *q);

/* Nothing in it can be searched for: no letter, digit or Han. */
bool textquery_is_empty(const struct textquery *q);

/*
 * Several indexes as one: the first is the base of the others (textindex.h).
 * A word is unknown only where none of them has it.
 */
struct text_corpus {
	size_t count; /* at least 1 */
	const struct textindex *const *indexes;
};

/* For the first index; the corpus must live as long as the query. */
const struct textquery *textquery_read_all(struct arena *a, struct analyser *an,
					   const struct text_corpus *corpus,
					   enum textquery_mode mode,
					   struct slice text);

/*
 * The same query for another index of the corpus, number `i`: as cheap as
 * looking its terms up.
 */
const struct textquery *textquery_over(struct arena *a,
				       const struct textquery *q, size_t i);

struct textresult {
	float *upper;      /* one a document: see textresult_bound() */
	double left;       /* what may come on top of each of them */
	uint64_t *matched; /* one bit a document, in words of 64 */
	size_t count;      /* of bits set */
	bool relaxed;      /* nothing met the rules: 60 % for short runs too */
};

/*
 * The documents that a TEXTQUERY_SEARCH matches, one bit each.  Relaxed, a
 * short run asks for 60 % of its pairs as well: for when nothing met them all,
 * anywhere in the corpus, and the query can be relaxed.
 */
uint64_t *textquery_match(struct arena *a, const struct textquery *q,
			  bool is_relaxed);
bool textquery_can_relax(const struct textquery *q);

/* Then those whose title surely names the occupation that the whole does. */
/* `a` is for what is needed meanwhile. */
void textquery_match_titles(struct arena *a, const struct textquery *q,
			    uint64_t *matched);

/* What a query has to look through: terms, and postings of all of them. */
struct text_cost {
	size_t terms, postings;
};
struct text_cost textquery_cost(const struct textquery *q);

/* The bounds alone, of the documents of the gate; `matched` is not told. */
struct textresult textquery_bound(struct arena *a, const struct textquery *q,
				  const uint64_t *gate);

/*
 * `gate` is a bitmap of the documents to consider, NULL for all.  Time grows
 * with the postings of the query's terms.
 */
struct textresult textquery_run(struct arena *a, const struct textquery *q,
				const uint64_t *gate);

/*
 * No document scores above its bound (quantised impacts are rounded up): who
 * scores exactly by falling bounds may stop at the first that is too low.
 * Outside the gate it says nothing.
 */
#define TEXTRESULT_SLACK 1.0001 /* for the rounding of floats */
double textresult_bound(const struct textresult *r, size_t doc);

/*
 * Bounds in two steps, for who needs those of few documents: at first by the
 * terms that tell most, then by all of them for those that are still wanted.
 */
struct text_bounding;
struct text_bounding *textquery_bound_first(struct arena *a,
					    const struct textquery *q,
					    const uint64_t *gate);
/* `upper` goes on to the end of the last word of a bitmap. */
struct textresult text_bounding_result(const struct text_bounding *b);

struct text_wanted {
	uint32_t doc; /* of the gate */
	double need;  /* with a lower score nobody wants it */
};

/*
 * Ascending documents, of which those stay that may score what they need, and
 * returns how many.  To their `upper` comes all that was left, so that nothing
 * more can; no document may be settled twice, and of those that do not stay
 * `upper` says nothing more.
 */
size_t text_bounding_settle(struct text_bounding *b, struct text_wanted *wanted,
			    size_t n);

/* The score of one document, exactly; the same bits in every build. */
double textquery_score(const struct textquery *q, uint32_t doc);

/* Of several: the same, and sooner than one by one. */
void textquery_score_all(struct arena *a, const struct textquery *q,
			 const uint32_t *docs, size_t n, double *ret_scores);

/*
 * The score of the query as the title of a document of average length: what
 * divides a score to make 0..1 (clamp it).  Terms that no document has count
 * on neither side.  0 when nothing in the query occurs anywhere.
 */
double textquery_self(const struct textindex *x, const struct textquery *q);

struct correction {
	struct slice from; /* as typed */
	struct slice to;   /* as indexed */
};

/* In the order of the query. */
size_t textquery_corrections(const struct textquery *q,
			     const struct correction **ret_items);

struct evidence {
	struct slice typed;    /* of the query, as written */
	struct slice found;    /* of that field, as written; may be empty */
	enum text_field field; /* the one that gave most */
	enum match_how how;
	double share; /* of the document's score; those of all parts sum to 1 */
};

struct explained {
	uint32_t id;
	const struct textdoc *source; /* as it was indexed */
};

/*
 * Why a document has its score: up to TEXTQUERY_EVIDENCE_MAX words and runs,
 * most first.  Returns how many.
 */
size_t textquery_explain(struct arena *a, struct analyser *an,
			 const struct textquery *q, const struct explained *doc,
			 struct evidence ret_items[TEXTQUERY_EVIDENCE_MAX]);

#endif
