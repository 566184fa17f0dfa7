/*
 * textindex - every term of the openings' texts, and where it stands.
 *
 * Immutable once built: any thread may read it, for as long as its arena
 * lives.  Documents are numbered 0..n-1 in the order they were given; their
 * texts are not kept.
 *
 * A field may be written in several languages.  Of these versions the count
 * of a term is the maximum and the length is the mean, so that a translated
 * opening gains nothing by its translations.
 */
#ifndef MATCHER_TEXTINDEX_H
#define MATCHER_TEXTINDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/slice.h"
#include "matcher/knowledge.h"
#include "matcher/postings.h"

struct analyser;
struct arena;
struct link_set;
struct sections;
struct typo_index;

/* The versions of each field; p == NULL where there is none. */
struct textdoc {
	struct slice in[FIELD__COUNT][LANG__COUNT];
};

/* BM25F's constants (docs/decisions/0014), published with the weights. */
struct field_weight {
	double weight;
	double b;
};
extern const struct field_weight field_weights[FIELD__COUNT];
#define TEXT_K1 2.0

const char *field_name(enum text_field f); /* "title" */

/* Lengths are counted apart: in Han characters (a word is two), and in grams. */
enum text_channel { CHANNEL_WORDS, CHANNEL_GRAMS, CHANNEL__COUNT };

struct term {
	struct slice key; /* as analyse() gave it, or with a prefix byte */
	uint32_t id;      /* by first appearance */
	uint32_t df; /* of the base: not always how many postings there are */
	unsigned flags; /* enum token_flags */
	const struct postings *postings;
};

struct textindex;

/* `known` may be NULL. */
const struct textindex *textindex_build(struct arena *a, struct analyser *an,
					const struct text_knowledge *known,
					const struct textdoc *docs, size_t n);

/*
 * Of more documents, to be read beside `base` (textcorpus.h): its number of
 * documents, frequencies, average lengths and corrections hold here too, so
 * that equal documents score alike.  What the base lacks is as rare as can be.
 * The base must outlive it.
 */
const struct textindex *textindex_extend(struct arena *a, struct analyser *an,
					 const struct textindex *base,
					 const struct textdoc *docs, size_t n);

/* Names the bytes that it is made of again; they live as long as x and `a`. */
void textindex_save(struct arena *a, const struct textindex *x,
		    struct sections *to);

/*
 * Of n documents, one that is its own base; the bytes are borrowed.
 * ERR_MALFORMED: they do not fit together, or are not of this knowledge.
 */
MUST_USE enum err textindex_load(struct arena *a,
				 const struct text_knowledge *known, size_t n,
				 const struct sections *from,
				 const struct textindex **ret_index);

size_t textindex_count(const struct textindex *x); /* of documents */

/* How many words of 64 bits a bitmap over the documents has. */
size_t textindex_bitmap_words(const struct textindex *x);

size_t textindex_terms(const struct textindex *x); /* of terms, all kinds */
size_t textindex_bytes(const struct textindex *x); /* of memory taken */

/* The same by part: keys and terms; the postings of grams apart from those of
 * words, of which the counts by field are the shapes. */
struct text_bytes {
	size_t dictionary, postings, shapes, grams, lengths, typos, links;
};
struct text_bytes textindex_measure(const struct textindex *x);

/* NULL when no document has the term. */
const struct term *textindex_find(const struct textindex *x, struct slice key);
/* The key of a synonym group's term, in the bytes given. */
enum { TEXTINDEX_GROUP_KEY = 5 };
struct slice textindex_group_key(unsigned group,
				 char bytes[TEXTINDEX_GROUP_KEY]);
const struct text_knowledge *textindex_knowledge(const struct textindex *x);
const struct synonyms *textindex_synonyms(const struct textindex *x);
const struct linker *textindex_linker(const struct textindex *x);

/* The occupations that its title names; there must be a linker. */
const struct link_set *textindex_links(const struct textindex *x, uint32_t doc);

/* The documents whose title names that unit group, ascending. */
struct linked_docs {
	uint32_t count;
	const uint32_t *docs;
	const float *shares; /* of the document's links; struct link */
};
struct linked_docs textindex_linked(const struct textindex *x, unsigned unit);
const struct typo_index *textindex_typos(const struct textindex *x);

/*
 * What one occurrence in each field weighs in this document:
 * weight / (1 - b + b * length / average), Robertson, Zaragoza and Taylor,
 * CIKM 2004.  The average is over the documents that have the field.
 */
struct norms {
	double of[FIELD__COUNT];
};
struct norms textindex_norms(const struct textindex *x, enum text_channel c,
			     uint32_t doc);

/* How often the document has the term; false: not at all. */
bool textindex_frequencies(const struct textindex *x, const struct term *t,
			   uint32_t doc, struct frequencies *ret_frequencies);

/* Of the term's posting at that place (postings_find()). */
struct frequencies textindex_frequencies_at(const struct textindex *x,
					    const struct term *t, uint32_t at);

/* The sum over the fields, weighted by the norms: tf' of BM25F. */
double weighted_tf(const struct norms *norms, const struct frequencies *f);

/* ln(1 + (N - df + .5) / (df + .5)): never negative. */
double textindex_idf(const struct textindex *x, size_t df);

#endif
