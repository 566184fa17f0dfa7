/*
 * textindex_build - documents to terms and postings; the numbers are exact in any
 * order of documents.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "matcher/analyse.h"
#include "matcher/dictionary.h"
#include "matcher/gram.h"
#include "matcher/linker.h"
#include "matcher/synonyms.h"
#include "matcher/textindex.h"
#include "matcher/textindex_parts.h"
#include "matcher/title_links.h"
#include "matcher/typo.h"

enum { TERMS_FIRST = 4096 }; /* that there is room for */

/* Lengths in twelfths: the mean over one to four versions stays whole. */
enum { LENGTH_UNIT = 12 };

/*
 * A word in letters is as long as two Han characters, so that the averages
 * mean the same for openings in English and in Chinese.
 */
enum { WORD_LENGTH = 2 };

/* Texts long enough to make grams costly and of little use. */
static const bool field_has_grams[FIELD__COUNT] = {
	[FIELD_TITLE] = true,
	[FIELD_SKILLS] = true,
	[FIELD_ORGANISATION] = true,
};

/* A term while the index is built. */
struct build_term {
	uint32_t id;
	unsigned flags;
	uint32_t doc;     /* plus 1: the last document that had it */
	uint32_t version; /* the last version of a field */
	uint32_t tf;      /* in that version */
	unsigned first;   /* of a group: the token its last member began */
	struct frequencies most; /* of the versions of each field */
	struct build_term *next_touched;
};

struct build {
	struct arena *arena;
	struct arena *scratch;
	struct textindex *index;
	struct dictionary *dictionary;
	struct build_term **terms; /* by id */
	size_t term_room;
	struct build_term *touched;
	struct postings_log *log;
	uint32_t *lengths[CHANNEL__COUNT]; /* in LENGTH_UNIT */
	uint32_t doc;
	uint32_t version;
	enum text_field field;
	uint32_t words; /* length of this field's versions so far */
	uint32_t grams;
	struct synonym_walk walk;
};

static struct build_term *add_term(struct build *b, struct slice key,
				   unsigned flags)
{
	struct build_term *t = ARENA_NEW(b->scratch, struct build_term);
	struct build_term **grown;
	size_t n = b->term_room;

	t->id = dictionary_add(b->dictionary, key);
	t->flags = flags;
	if (t->id == n) {
		b->term_room = 2 * n + TERMS_FIRST;
		grown = ARENA_ARRAY(b->scratch, struct build_term *,
				    b->term_room);
		if (n > 0)
			memcpy(grown, b->terms, n * sizeof(*grown));
		b->terms = grown;
	}
	b->terms[t->id] = t;
	return t;
}

static struct build_term *need_term(struct build *b, struct slice key,
				    unsigned flags)
{
	uint32_t id = dictionary_find(b->dictionary, key);

	if (id == DICTIONARY_NONE)
		return add_term(b, key, flags);
	if (!(flags & TOKEN_JOINED))
		b->terms[id]->flags &= ~(unsigned)TOKEN_JOINED;
	return b->terms[id];
}

static void count_term(struct build *b, struct slice key, unsigned flags)
{
	struct build_term *t = need_term(b, key, flags);
	uint8_t *most = &t->most.tf[b->field];

	if (t->doc != b->doc + 1) {
		t->doc = b->doc + 1;
		t->most = (struct frequencies){{0}};
		t->next_touched = b->touched;
		b->touched = t;
	}
	if (t->version != b->version) {
		t->version = b->version;
		t->tf = 0;
	}
	if (t->tf < TF_MAX)
		t->tf++;
	if (t->tf > *most)
		*most = (uint8_t)t->tf;
}

static void count_gram(void *ctx, struct slice gram)
{
	struct build *b = ctx;

	b->grams++;
	count_term(b, gram, 0);
}

static void count_group(void *ctx, const struct synonym_hit *hit)
{
	struct build *b = ctx;
	char key[TEXTINDEX_GROUP_KEY];
	struct slice k = textindex_group_key(hit->group, key);
	struct build_term *t = need_term(b, k, 0);

	/* A member may begin with another one: together they count once. */
	if (t->doc == b->doc + 1 && t->version == b->version &&
	    t->first == hit->first)
		return;
	t->first = hit->first;
	count_term(b, k, 0);
}

static int count_token(void *ctx, unsigned flags, struct slice term,
		       uint32_t from, uint32_t to)
{
	struct build *b = ctx;

	count_term(b, term, flags & ~(unsigned)TOKEN_COLOCATED);
	if (flags & TOKEN_COLOCATED)
		return 0;
	b->words += flags & TOKEN_HAN ? 1 : WORD_LENGTH;
	synonym_step(&b->walk, (flags & TOKEN_HAN) != 0, term, from, to);
	if (!(flags & (TOKEN_HAN | TOKEN_SYMBOLS)) && field_has_grams[b->field])
		grams_of(term, count_gram, b);
	return 0;
}

static void add_version(struct build *b, struct analyser *an, struct slice text)
{
	b->version++;
	b->walk = (struct synonym_walk){.synonyms = b->index->known.synonyms,
					.emit = count_group,
					.ctx = b};
	analyse(an, ANALYSE_DOCUMENT, text, count_token, b);
}

static void add_field(struct build *b, struct analyser *an,
		      const struct slice versions[LANG__COUNT])
{
	size_t place = (size_t)b->doc * FIELD__COUNT + b->field;
	uint32_t count = 0;
	uint32_t with_grams = 0;

	b->words = 0;
	b->grams = 0;
	for (int l = 0; l < LANG__COUNT; l++) {
		uint32_t grams = b->grams;

		if (versions[l].p == NULL)
			continue;
		add_version(b, an, versions[l]);
		count++;
		with_grams += b->grams > grams;
	}
	/* A Chinese version has no grams, and makes no word of another rarer. */
	if (count > 0)
		b->lengths[CHANNEL_WORDS][place] =
			b->words * (LENGTH_UNIT / count);
	if (with_grams > 0)
		b->lengths[CHANNEL_GRAMS][place] =
			b->grams * (LENGTH_UNIT / with_grams);
}

static void add_document(struct build *b, struct analyser *an,
			 const struct textdoc *doc)
{
	b->touched = NULL;
	for (int f = 0; f < FIELD__COUNT; f++) {
		b->field = (enum text_field)f;
		add_field(b, an, doc->in[f]);
	}
	for (struct build_term *t = b->touched; t != NULL; t = t->next_touched)
		postings_log_add(b->log, t->id, b->doc, t->most);
	b->doc++;
}

/* The sum is of integers: no order of documents changes it. */
static double mean_length(const uint32_t *lengths, size_t n, int field)
{
	uint64_t sum = 0;
	uint64_t have = 0;

	for (size_t d = 0; d < n; d++) {
		sum += lengths[d * FIELD__COUNT + (size_t)field];
		have += lengths[d * FIELD__COUNT + (size_t)field] > 0;
	}
	return have == 0 ? 1 : (double)sum / (double)have;
}

struct weighing {
	const struct textindex *index;
	const bool *is_gram; /* by term */
	/* Entries come document by document, grams among words. */
	uint32_t doc[CHANNEL__COUNT];
	struct norms norms[CHANNEL__COUNT];
};

static double weigh(void *ctx, uint32_t term, uint32_t doc,
		    const struct frequencies *f)
{
	struct weighing *w = ctx;
	enum text_channel c = w->is_gram[term] ? CHANNEL_GRAMS : CHANNEL_WORDS;

	if (w->doc[c] != doc + 1) {
		w->doc[c] = doc + 1;
		w->norms[c] = textindex_norms(w->index, c, doc);
	}
	return weighted_tf(&w->norms[c], f);
}

static uint32_t df_of(const struct textindex *x, const struct term *t)
{
	const struct term *known;

	if (x->base == x)
		return t->postings->count;
	known = textindex_find(x->base, t->key);
	return known == NULL ? 1 : known->df;
}

static struct term *list_terms(struct build *b)
{
	size_t n = b->index->term_count;
	struct slice *keys = ARENA_ARRAY(b->scratch, struct slice, n);
	struct term *terms = ARENA_ARRAY(b->arena, struct term, n);

	dictionary_keys(b->index->dictionary, keys);
	for (size_t i = 0; i < n; i++)
		terms[i] = (struct term){.key = keys[i],
					 .id = (uint32_t)i,
					 .flags = b->terms[i]->flags};
	return terms;
}

static void give_postings(struct build *b)
{
	struct textindex *x = b->index;
	struct term *terms = list_terms(b);
	bool *is_gram = ARENA_ARRAY(b->scratch, bool, x->term_count + 1);
	struct weighing w = {.index = x, .is_gram = is_gram};
	struct postings_plan plan = {x->term_count, x->count, weigh, &w};

	for (size_t i = 0; i < x->term_count; i++)
		is_gram[i] = terms[i].key.p[0] == TERM_GRAM;
	x->postings = postings_sort(b->arena, b->log, &plan);
	for (size_t i = 0; i < x->term_count; i++) {
		terms[i].postings = postings_of(x->postings, (uint32_t)i);
		terms[i].df = df_of(x, &terms[i]);
	}
	x->terms = terms;
}

static bool is_correctable(const struct term *t)
{
	return t->df >= TYPO_DF_MIN &&
	       (unsigned char)t->key.p[0] > TERM_GROUP &&
	       !(t->flags & (TOKEN_HAN | TOKEN_SYMBOLS | TOKEN_DIGITS |
			     TOKEN_STEM | TOKEN_JOINED));
}

static const struct typo_index *index_typos(struct build *b)
{
	const struct term **words;
	size_t n = 0;

	words = ARENA_ARRAY(b->scratch, const struct term *,
			    b->index->term_count + 1);
	for (size_t i = 0; i < b->index->term_count; i++) {
		if (is_correctable(&b->index->terms[i]))
			words[n++] = &b->index->terms[i];
	}
	return typo_index_build(b->arena, words, n);
}

/* Of the index itself, or as they are in its base. */
static void give_means(struct textindex *x)
{
	for (int c = 0; c < CHANNEL__COUNT; c++) {
		for (int f = 0; f < FIELD__COUNT; f++)
			x->means[c][f] = x->base != x
						 ? x->base->means[c][f]
						 : mean_length(x->lengths[c],
							       x->count, f);
	}
}

/* Count, knowledge and base are there. */
static void build(struct arena *a, struct analyser *an, struct textindex *x,
		  const struct textdoc *docs)
{
	struct arena *scratch = arena_new(0);
	struct build b = {.arena = a, .scratch = scratch, .index = x};
	size_t n = x->count;

	b.dictionary = dictionary_new(scratch);
	b.log = postings_log_new(scratch);
	for (int c = 0; c < CHANNEL__COUNT; c++)
		b.lengths[c] = ARENA_ARRAY(a, uint32_t, n * FIELD__COUNT + 1);
	for (size_t d = 0; d < n; d++)
		add_document(&b, an, &docs[d]);
	for (int c = 0; c < CHANNEL__COUNT; c++)
		x->lengths[c] = b.lengths[c];
	x->dictionary = dictionary_keep(a, b.dictionary);
	x->term_count = dictionary_count(x->dictionary);
	give_means(x);
	give_postings(&b);
	x->typos = x->base == x ? index_typos(&b) : x->base->typos;
	x->links = title_links_build(a, an, x->known.linker, docs, n);
	x->linked = title_links_by_unit(a, x->known.linker, x->links, n);
	arena_free(scratch);
}

const struct textindex *textindex_build(struct arena *a, struct analyser *an,
					const struct text_knowledge *known,
					const struct textdoc *docs, size_t n)
{
	struct textindex *x = ARENA_NEW(a, struct textindex);

	x->count = n;
	x->base = x;
	if (known != NULL)
		x->known = *known;
	build(a, an, x, docs);
	return x;
}

const struct textindex *textindex_extend(struct arena *a, struct analyser *an,
					 const struct textindex *base,
					 const struct textdoc *docs, size_t n)
{
	struct textindex *x = ARENA_NEW(a, struct textindex);

	x->count = n;
	x->base = base->base;
	x->known = base->known;
	build(a, an, x, docs);
	return x;
}
