/*
 * linker_build - an inverted index over the titles of the taxonomy.
 *
 * Nothing is fitted: a word and its grams weigh the same together, a single
 * Han character half of a pair, as in a query (textparts.h).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "matcher/analyse.h"
#include "matcher/gram.h"
#include "matcher/linkerparts.h"

#define HAN_SINGLE .5

static struct feature_term *need_term(struct features *f, struct slice key)
{
	const struct feature_term *known = map_get(f->linker->terms, key);
	struct feature_term *t;

	/* The map lends its values read-only; while building they are ours. */
	memcpy(&t, &known, sizeof(t));
	if (t != NULL || f->grown == NULL)
		return t;
	t = ARENA_NEW(f->arena, struct feature_term);
	t->id = f->grown->term_count++;
	map_put(f->grown->terms, arena_copy(f->arena, key), t);
	return t;
}

static void add_feature(struct features *f, struct slice key, double share)
{
	if (f->count == FEATURES_MAX)
		return;
	f->items[f->count].term = need_term(f, key);
	f->items[f->count].place = (unsigned)f->count;
	f->items[f->count].weight = share;
	f->count++;
}

static void add_gram(void *ctx, struct slice gram)
{
	add_feature(ctx, gram, 1);
}

/* The grams of a word weigh together what the word does. */
static void add_word(struct features *f, struct slice word)
{
	size_t first;

	add_feature(f, word, 1);
	first = f->count;
	grams_of(word, add_gram, f);
	for (size_t i = first; i < f->count; i++)
		f->items[i].weight = 1 / sqrt((double)(f->count - first));
}

enum {
	COST_WORD = LINK_HAN,
	COST_HAN = LINK_WORDS,
	COST_MOST = LINK_WORDS * LINK_HAN
};

static int add_token(void *ctx, unsigned flags, struct slice term,
		     uint32_t from, uint32_t to)
{
	struct features *f = ctx;

	(void)from;
	(void)to;
	if (flags & TOKEN_HAN) {
		add_feature(f, term, flags & TOKEN_COLOCATED ? 1 : HAN_SINGLE);
		f->cost += flags & TOKEN_COLOCATED ? 0 : COST_HAN;
	} else if (!(flags & TOKEN_COLOCATED)) {
		add_word(f, term);
		f->cost += COST_WORD;
	}
	return f->cost > COST_MOST;
}

/* Terms that no title has stand first, and stay apart. */
static int by_term(const void *left, const void *right)
{
	const struct feature *a = left;
	const struct feature *b = right;
	uint32_t x = a->term == NULL ? 0 : a->term->id + 1;
	uint32_t y = b->term == NULL ? 0 : b->term->id + 1;

	if (x != y)
		return x < y ? -1 : 1;
	return a->place < b->place ? -1 : 1;
}

/* A term that stands twice counts once. */
static void drop_repeats(struct features *f)
{
	size_t n = 0;

	qsort(f->items, f->count, sizeof(*f->items), by_term);
	for (size_t i = 0; i < f->count; i++) {
		const struct feature_term *t = f->items[i].term;

		if (t == NULL || n == 0 || f->items[n - 1].term != t)
			f->items[n++] = f->items[i];
	}
	f->count = n;
}

bool linker_features(struct features *f, struct analyser *an, struct slice text)
{
	f->cost = 0;
	f->count = 0;
	if (analyse(an, ANALYSE_DOCUMENT, text, add_token, f) != 0)
		return false;
	drop_repeats(f);
	return f->count > 0;
}

static double idf_of(const struct linker *l, uint32_t units)
{
	double n = (double)l->taxonomy->unit_count;
	double d = (double)units;

	return log(1 + (n - d + .5) / (d + .5));
}

/* While building, all terms are ours. */
static struct feature_term *own_term(const struct feature *f)
{
	struct feature_term *t;

	memcpy(&t, &f->term, sizeof(t));
	return t;
}

/* A title while the index is built. */
struct build_title {
	size_t count;
	const struct feature *items;
};

static struct build_title read_title(struct arena *scratch, struct features *f,
				     struct analyser *an, uint32_t title)
{
	const struct taxonomy *t = f->linker->taxonomy;
	unsigned unit = f->linker->units[title];
	size_t within = title - f->grown->first[unit];
	struct feature *items;

	if (!linker_features(f, an, t->units[unit].titles[within]))
		return (struct build_title){0, NULL};
	items = ARENA_ARRAY(scratch, struct feature, f->count);
	memcpy(items, f->items, f->count * sizeof(*items));
	for (size_t i = 0; i < f->count; i++) {
		struct feature_term *term = own_term(&items[i]);

		term->most++;
		if (term->last == unit + 1)
			continue;
		term->last = unit + 1;
		term->units++;
	}
	return (struct build_title){f->count, items};
}

static double weight_of(struct linker *l, const struct feature *f)
{
	struct feature_term *t = own_term(f);

	if (t->count == 0)
		t->idf = idf_of(l, t->units);
	return f->weight * t->idf;
}

static void add_entries(struct arena *a, struct linker *l,
			const struct build_title *b, uint32_t title)
{
	double sum = 0;

	for (size_t i = 0; i < b->count; i++) {
		double w = weight_of(l, &b->items[i]);

		sum += w * w;
	}
	for (size_t i = 0; i < b->count; i++) {
		struct feature_term *t = own_term(&b->items[i]);
		double w = weight_of(l, &b->items[i]) / sqrt(sum);

		if (t->entries == NULL)
			t->entries = ARENA_ARRAY(a, struct entry, t->most);
		t->entries[t->count].title = title;
		t->entries[t->count].weight = (float)w;
		t->count++;
	}
}

static void number_titles(struct arena *a, struct linker *l)
{
	const struct taxonomy *t = l->taxonomy;
	uint16_t *units;

	l->first = ARENA_ARRAY(a, uint32_t, t->unit_count + 1);
	for (size_t u = 0; u < t->unit_count; u++) {
		l->first[u] = l->title_count;
		l->title_count += (uint32_t)t->units[u].title_count;
	}
	units = ARENA_ARRAY(a, uint16_t, l->title_count + 1);
	for (size_t u = 0; u < t->unit_count; u++) {
		for (size_t i = 0; i < t->units[u].title_count; i++)
			units[l->first[u] + i] = (uint16_t)u;
	}
	l->units = units;
}

/* Unit groups stand by code, so those of one minor group together. */
static const uint16_t *minor_groups(struct arena *a, const struct taxonomy *t)
{
	uint16_t *minors = ARENA_ARRAY(a, uint16_t, t->unit_count + 1);

	for (size_t u = 1; u < t->unit_count; u++) {
		bool near = occupation_relation(t->units[u - 1].code,
						t->units[u].code) ==
			    RELATION_SIBLING;

		minors[u] = near ? minors[u - 1] : (uint16_t)u;
	}
	return minors;
}

const struct linker *linker_build(struct arena *a, struct analyser *an,
				  const struct taxonomy *taxonomy)
{
	struct linker *l = ARENA_NEW(a, struct linker);
	struct arena *scratch = arena_new(0);
	struct features f;
	struct build_title *titles;

	l->taxonomy = taxonomy;
	l->terms = map_new(a);
	l->idf_unknown = idf_of(l, 0);
	l->minors = minor_groups(a, taxonomy);
	number_titles(a, l);
	f.linker = l;
	f.grown = l;
	f.arena = a;
	titles = ARENA_ARRAY(scratch, struct build_title, l->title_count + 1);
	for (uint32_t i = 0; i < l->title_count; i++)
		titles[i] = read_title(scratch, &f, an, i);
	for (uint32_t i = 0; i < l->title_count; i++)
		add_entries(a, l, &titles[i], i);
	arena_free(scratch);
	return l;
}
