/*
 * textparts - the inside of a query, for the files that read, match, score,
 * explain and mark it.  Nobody outside matcher/ includes this.
 */
#ifndef MATCHER_TEXTPARTS_H
#define MATCHER_TEXTPARTS_H

#include "matcher/linker.h"
#include "matcher/textquery.h"

struct map;
struct text_range;

enum {
	PART_VARIANTS_MAX = 12, /* typed, dotless, first, stems, groups */
	SPAN_GROUPS_MAX = 4,
	SPAN_VARIANTS_MAX = SPAN_GROUPS_MAX + 3, /* joined, stems, groups */
	LINES_MAX = 8,       /* that are linked to occupations */
	LINES_READ_MAX = 512 /* of a text; what follows names none */
};

/* Shares of a score (docs/decisions/0014). */
#define VARIANT_STEM   .8
#define PART_CORRECTED .9
#define PART_LONG_RUN  .5 /* a single character in a run over four */
#define GRAM_WEIGHT    .5
#define RUN_BONUS      .1
enum { SHORT_RUN_MAX = 4 };

struct variant {
	const struct term *term;
	double weight; /* 1: the part itself */
	enum match_how how;
	bool grouped; /* the term is synonym group `group` */
	unsigned group;
};

struct gram {
	const struct term *term;
	double idf;
	unsigned tf; /* in the query's words */
};

/* A word, a pair of Han characters or a single one. */
struct part {
	struct slice
		key;   /* what is searched: a correction, where there is one */
	uint32_t from; /* in the query's text */
	uint32_t to;
	unsigned unit;
	bool han;
	bool counts;  /* whether a unit asks for it: no single within a run */
	bool repeats; /* stood before: matches, is not scored again */
	bool corrected;
	bool cut;       /* not among the strongest: neither scored nor marked */
	unsigned flags; /* enum token_flags */
	double weight;
	double idf;
	unsigned tf; /* in the query */
	unsigned variant_count;
	struct variant variants[PART_VARIANTS_MAX];
	unsigned gram_count; /* those scored here */
	const struct gram *grams;
	unsigned all_gram_count; /* those of the word, also without postings */
	const struct term **all_grams;
};

/* Several parts for which other terms of the index may answer. */
struct span {
	unsigned first; /* parts, inclusive */
	unsigned last;
	bool repeats; /* some part stood before: it is not scored again */
	unsigned count;
	struct variant variants[SPAN_VARIANTS_MAX];
};

/* A word, or a run of Han: parts [first, first + count). */
struct unit {
	unsigned first;
	unsigned count;
	unsigned pairs; /* in the text; parts may have been cut since */
	uint32_t from;
	uint32_t to;
	bool han;
	bool whole; /* no part of it was cut */
};

/* A line of the text that names an occupation. */
struct linked_line {
	uint32_t from;
	uint32_t to;
	struct link_set links;
	const float *reach; /* see linker_reach() */
	double worth;       /* what a sure link adds */
};

/* What is marked in a text: terms, and members of synonym groups. */
struct marks {
	struct map *terms;
	uint64_t sieve; /* of terms: see text_sieve() */
	bool *groups;   /* one each */
	bool any_group;
};

struct textquery {
	struct arena *arena;
	enum textquery_mode mode;
	const struct text_corpus *corpus;
	const struct textindex *index; /* the one whose documents it scores */
	struct slice text;             /* a copy */
	bool is_cut;                   /* parts after the last were not read */
	unsigned part_count;
	struct part *parts;
	unsigned unit_count;
	struct unit *units;
	unsigned span_count;
	struct span *spans; /* by first part, none overlapping another */
	unsigned line_count;
	struct linked_line *lines; /* in the order of the text */
	size_t correction_count;
	struct correction *corrections;
};

void marks_add(struct marks *m, struct slice term);

/* One bit, by the hash of the term: terms without a bit in common differ. */
uint64_t text_sieve(struct slice term);

/* A text analysed once, to be marked several times; lives in an arena. */
struct text_token {
	unsigned flags;
	struct slice term;
	uint32_t from, to;
	uint64_t sieve;
};
struct text_hit {
	unsigned group;
	uint32_t from, to;
};
struct read_text {
	struct slice text;
	size_t count;
	const struct text_token *tokens;
	bool has_hits; /* they were looked for */
	size_t hit_count;
	const struct text_hit *hits; /* members of synonym groups */
};
struct read_text text_read(struct arena *a, struct analyser *an,
			   struct slice text);

/* Fills ret_ranges, merged and ascending, and returns how many (highlight.c). */
size_t highlight_marks(struct arena *a, const struct textindex *x,
		       const struct marks *marks, struct read_text *t,
		       const struct text_range **ret_ranges);

/*
 * textcorpus.c: the term as the query's index has it; without postings when
 * only another index of the corpus has it; NULL when none does.
 */
const struct term *textquery_term(const struct textquery *q, struct slice key);
const struct term *textquery_group(const struct textquery *q, unsigned group);

/* textread_parts.c: tokens to parts and units; all other members are zero. */
void textread_parts(struct arena *a, struct analyser *an, struct textquery *q);

/* textread_synonyms.c: single words get variants, longer members spans. */
void textread_synonyms(struct arena *a, struct textquery *q);

/* textlinks.c: lines that name an occupation; parts have their weights. */
void textread_lines(struct arena *a, struct analyser *an, struct textquery *q);

/* What a document gains by the line, and what the line itself would. */
double line_value(const struct textquery *q, const struct linked_line *line,
		  uint32_t doc);
double line_self(const struct linked_line *line);

struct linked_title {
	const struct linked_line *line;
	const struct slice *versions; /* LANG__COUNT of them */
};

/* The version of the title that is nearest to the line. */
struct slice line_found(struct analyser *an, const struct textquery *q,
			const struct linked_title *title);

/* Does nothing when the index lacks the term or the part is full. */
void part_add_variant(struct part *p, const struct variant *v);

/* The marks of `count` units from `first` on. */
struct marks textquery_marks(struct arena *a, const struct textquery *q,
			     unsigned first, unsigned count);

/* A document that is scored alone. */
struct scored {
	const struct textindex *index;
	uint32_t doc;
	struct norms words, grams;
};
struct scored scored_of(const struct textindex *x, uint32_t doc);

/* tf' of each variant in one document; 0 where it is absent. */
struct part_tfs {
	double of[PART_VARIANTS_MAX];
};

/*
 * Has the very postings of the first, and no more weight: as w tf + (1 - w) tf
 * is tf, it adds nothing to a score.
 */
bool variant_is_idle(const struct variant *variants, unsigned i);

/* False when no variant is in it. */
bool part_find(const struct scored *d, const struct variant *variants,
	       unsigned count, struct part_tfs *ret);

/*
 * The variants combined: the most of w tf(variant) + (1 - w) tf(typed), the
 * typed one having w = 1.  Which gave it, if asked for.
 */
double part_tf(const struct part *p, const struct part_tfs *in,
	       unsigned *ret_variant);

/* idf * tf (k1 + 1) / (k1 + tf) */
double bm25(double idf, double tf);

/* What one document gains by a part, by one of its grams, by a span. */
double part_value(const struct part *p, const struct part_tfs *in);
double gram_value(const struct scored *d, const struct gram *g);
double span_value(const struct textindex *x, const struct span *s,
		  const struct part_tfs *in);

/* Documents of any of the variants, or of the one that most have. */
size_t variants_df(const struct variant *variants, unsigned count);

/*
 * What a part gives to a title that says the same, by its word and its grams;
 * also where no document does.
 */
double textself_part(const struct textindex *x, const struct part *p);

/* Whether the run can earn its bonus: a document does that has all pairs. */
bool unit_has_bonus(const struct textquery *q, const struct unit *u);
bool unit_is_whole(const struct textquery *q, const struct unit *u,
		   const struct scored *d);

/*
 * textatoms.c: parts [first, last] that must be read together, with the spans
 * from `span` on that lie in them, without their grams; or one gram; or one line.
 */
struct text_atom {
	unsigned first, last, span;
	const struct gram *gram;
	const struct linked_line *line;
	double most; /* that it gives to any document */
	size_t postings;
};
struct text_atoms {
	size_t count;
	struct text_atom *items;
};
struct text_atoms textatoms_read(struct arena *a, const struct textquery *q);
void textatoms_sort(
	struct text_atoms *atoms); /* the most for its postings first */

/* textbound.c: adds to the documents of a gate what they can gain at most. */
struct bounding;
struct bounding *bounding_new(struct arena *a, const struct textquery *q,
			      const uint64_t *gate, float *upper);

/* Room for `few` documents of a window, before any are given. */
void bounding_expect(struct arena *a, struct bounding *b, size_t few);

/* Of one window; `few` of its documents, or NULL for all of it. */
struct bounding_at {
	uint32_t window;
	const struct few_docs *few;
};
void bounding_add(struct bounding *b, const struct text_atom *t,
		  const struct bounding_at *at);

/* The line's part, to all documents. */
void bounding_add_line(struct bounding *b, const struct linked_line *line);

/* Every atom to every window that the gate asks for. */
void bounding_add_all(struct bounding *b, const struct text_atom *atoms,
		      size_t count);

/* The documents that meet the query's rules, within the gate. */
uint64_t *textmatch_run(struct arena *a, const struct textquery *q,
			bool relaxed, const uint64_t *gate);

#endif
