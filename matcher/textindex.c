/* textindex - what is read of it; see textindex.h. */
#include "matcher/textindex.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "matcher/dictionary.h"
#include "matcher/gram.h"
#include "matcher/linker.h"
#include "matcher/textindex_parts.h"
#include "matcher/typo.h"

const struct field_weight field_weights[FIELD__COUNT] = {
	[FIELD_TITLE] = {3, .75},    [FIELD_SKILLS] = {2, .3},
	[FIELD_SUMMARY] = {1.5, .6}, [FIELD_ORGANISATION] = {1, .3},
	[FIELD_BODY] = {1, .75},
};

const char *field_name(enum text_field f)
{
	static const char *const names[FIELD__COUNT] = {
		[FIELD_TITLE] = "title",
		[FIELD_SKILLS] = "skills",
		[FIELD_SUMMARY] = "summary",
		[FIELD_ORGANISATION] = "organisation",
		[FIELD_BODY] = "body",
	};

	return names[f];
}

struct slice textindex_group_key(unsigned group,
				 char bytes[TEXTINDEX_GROUP_KEY])
{
	uint32_t number = group;

	bytes[0] = TERM_GROUP;
	memcpy(bytes + 1, &number, sizeof(number));
	return (struct slice){bytes, TEXTINDEX_GROUP_KEY};
}

struct norms textindex_norms(const struct textindex *x, enum text_channel c,
			     uint32_t doc)
{
	const uint32_t *lengths = x->lengths[c] + (size_t)doc * FIELD__COUNT;
	struct norms norms;

	for (int f = 0; f < FIELD__COUNT; f++) {
		const struct field_weight *w = &field_weights[f];

		norms.of[f] = w->weight /
			      (1 - w->b + w->b * lengths[f] / x->means[c][f]);
	}
	return norms;
}

double weighted_tf(const struct norms *norms, const struct frequencies *f)
{
	double tf = 0;

	for (int k = 0; k < FIELD__COUNT; k++)
		tf += norms->of[k] * f->tf[k];
	return tf;
}

size_t textindex_count(const struct textindex *x)
{
	return x->count;
}

size_t textindex_bitmap_words(const struct textindex *x)
{
	return (x->count + 63) / 64;
}

size_t textindex_terms(const struct textindex *x)
{
	return x->term_count;
}

static size_t links_bytes(const struct textindex *x)
{
	size_t units = 0, linked = 0;

	if (x->links == NULL)
		return 0;
	units = linker_taxonomy(x->known.linker)->unit_count;
	for (size_t u = 0; u < units; u++)
		linked += x->linked[u].count;
	return x->count * sizeof(*x->links) + units * sizeof(*x->linked) +
	       linked * sizeof(*x->linked->docs);
}

struct text_bytes textindex_measure(const struct textindex *x)
{
	struct arena *scratch = arena_new(0);
	bool *is_gram = ARENA_ARRAY(scratch, bool, x->term_count + 1);
	struct postings_parts parts;

	for (size_t i = 0; i < x->term_count; i++)
		is_gram[i] = x->terms[i].key.p[0] == TERM_GRAM;
	parts = postings_measure(x->postings, is_gram);
	arena_free(scratch);
	return (struct text_bytes){
		.dictionary = dictionary_bytes(x->dictionary) +
			      x->term_count * sizeof(*x->terms),
		.postings = parts.lists,
		.shapes = parts.shapes,
		.grams = parts.apart,
		.lengths = x->count * FIELD__COUNT * CHANNEL__COUNT *
			   sizeof(*x->lengths[0]),
		.typos = x->base == x ? typo_index_bytes(x->typos) : 0,
		.links = links_bytes(x)};
}

size_t textindex_bytes(const struct textindex *x)
{
	struct text_bytes b = textindex_measure(x);

	return b.dictionary + b.postings + b.shapes + b.grams + b.lengths +
	       b.typos + b.links;
}

const struct term *textindex_find(const struct textindex *x, struct slice key)
{
	uint32_t id = dictionary_find(x->dictionary, key);

	return id == DICTIONARY_NONE ? NULL : &x->terms[id];
}

const struct text_knowledge *textindex_knowledge(const struct textindex *x)
{
	return &x->known;
}

const struct synonyms *textindex_synonyms(const struct textindex *x)
{
	return x->known.synonyms;
}

const struct linker *textindex_linker(const struct textindex *x)
{
	return x->known.linker;
}

const struct link_set *textindex_links(const struct textindex *x, uint32_t doc)
{
	return &x->links[doc];
}

const struct typo_index *textindex_typos(const struct textindex *x)
{
	return x->typos;
}

struct frequencies textindex_frequencies_at(const struct textindex *x,
					    const struct term *t, uint32_t at)
{
	return postings_frequencies(x->postings, t->postings, at);
}

bool textindex_frequencies(const struct textindex *x, const struct term *t,
			   uint32_t doc, struct frequencies *ret_frequencies)
{
	uint32_t at;

	if (!postings_find(t->postings, doc, &at))
		return false;
	*ret_frequencies = postings_frequencies(x->postings, t->postings, at);
	return true;
}

double textindex_idf(const struct textindex *x, size_t df)
{
	double d = (double)df;
	/* A term that only a leaf has may be one of more than the base. */
	double n = (double)(x->base->count > df ? x->base->count : df);

	return log(1 + (n - d + .5) / (d + .5));
}

struct linked_docs textindex_linked(const struct textindex *x, unsigned unit)
{
	return x->linked[unit];
}
