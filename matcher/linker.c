/*
 * linker - an inverted index over the titles of the taxonomy.
 *
 * Nothing is fitted: a word and its grams weigh the same together, a single
 * Han character half of a pair, as in a query (textparts.h).
 */
#include "matcher/linker.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "matcher/analyse.h"
#include "matcher/dictionary.h"
#include "matcher/gram.h"

enum { FEATURES_MAX = 1024 };

#define HAN_SINGLE .5

/* One number of a title's vector. */
struct dimension {
	uint32_t term;
	float weight;
};

struct feature_term {
	uint32_t id;
	uint32_t units; /* how many unit groups have it */
	double idf;     /* over unit groups */
	uint32_t last;  /* plus 1: the last of them */
	uint32_t most;  /* entries there is room for */
	uint32_t count;
	uint32_t *entries; /* titles that have it, ascending */
};

struct linker {
	const struct taxonomy *taxonomy;
	struct dictionary *terms;
	uint32_t term_count;
	uint32_t title_count;
	uint32_t *first;       /* title of each unit */
	const uint16_t *units; /* of each title */
	double *lengths;       /* of each title's vector */
	double idf_unknown;
	/* The vectors: those of title i begin at from[i]. */
	uint32_t *from;
	struct dimension *dimensions;
};

/* Numbers of earlier texts stay where they are: a serial tells them apart. */
struct linker_room {
	uint32_t serial;
	uint32_t *seen;    /* by term: the serial of the text that had it */
	double *weights;   /* by term */
	uint32_t *met;     /* by title: likewise */
	uint32_t *touched; /* titles */
	uint32_t touched_count;
};

/* A dimension of a text's vector. */
struct feature {
	const struct feature_term *term; /* NULL: no title has it */
	double share;                    /* of its idf */
};

struct features {
	const struct linker *linker;
	struct linker *grown; /* while building: new terms are made */
	struct arena *arena;
	size_t cost; /* a word 5, a character 3: 60 are a title */
	size_t count;
	struct feature items[FEATURES_MAX];
};

static struct feature_term *need_term(struct features *f, struct slice key)
{
	struct feature_term *t = dictionary_get(f->linker->terms, key);

	if (t != NULL || f->grown == NULL)
		return t;
	t = ARENA_NEW(f->arena, struct feature_term);
	t->id = f->grown->term_count++;
	dictionary_put(f->grown->terms, arena_copy(f->arena, key), t);
	return t;
}

static void add_feature(struct features *f, struct slice key, double share)
{
	if (f->count == FEATURES_MAX)
		return;
	f->items[f->count].term = need_term(f, key);
	f->items[f->count].share = share;
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
		f->items[i].share = 1 / sqrt((double)(f->count - first));
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

/* False: not a title. */
static bool read_features(struct features *f, struct analyser *an,
			  struct slice text)
{
	f->cost = 0;
	f->count = 0;
	return analyse(an, ANALYSE_DOCUMENT, text, add_token, f) == 0 &&
	       f->count > 0;
}

static double idf_of(const struct linker *l, uint32_t units)
{
	double n = (double)l->taxonomy->unit_count;
	double d = (double)units;

	return log(1 + (n - d + .5) / (d + .5));
}

static double weight_of(const struct linker *l, const struct feature *f)
{
	return f->share * (f->term == NULL ? l->idf_unknown : f->term->idf);
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

	if (!read_features(f, an, t->units[unit].titles[within]))
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

/* A term that stands twice counts once. */
static void add_entries(struct arena *a, struct linker *l,
			const struct build_title *b, uint32_t title)
{
	double sum = 0;

	l->from[title + 1] = l->from[title];
	for (size_t i = 0; i < b->count; i++) {
		struct feature_term *t = own_term(&b->items[i]);
		double w;

		if (t->entries == NULL) {
			t->idf = idf_of(l, t->units);
			t->entries = ARENA_ARRAY(a, uint32_t, t->most);
		}
		w = weight_of(l, &b->items[i]);
		if (t->count > 0 && t->entries[t->count - 1] == title)
			continue;
		t->entries[t->count++] = title;
		l->dimensions[l->from[title + 1]++] =
			(struct dimension){t->id, (float)w};
		sum += w * w;
	}
	l->lengths[title] = sqrt(sum);
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
	l->lengths = ARENA_ARRAY(a, double, l->title_count + 1);
}

const struct linker *linker_build(struct arena *a, struct analyser *an,
				  const struct taxonomy *taxonomy)
{
	struct linker *l = ARENA_NEW(a, struct linker);
	struct arena *scratch = arena_new(0);
	struct features f;
	struct build_title *titles;
	size_t dimensions = 0;

	l->taxonomy = taxonomy;
	l->terms = dictionary_new(a);
	l->idf_unknown = idf_of(l, 0);
	number_titles(a, l);
	f.linker = l;
	f.grown = l;
	f.arena = a;
	titles = ARENA_ARRAY(scratch, struct build_title, l->title_count + 1);
	for (uint32_t i = 0; i < l->title_count; i++) {
		titles[i] = read_title(scratch, &f, an, i);
		dimensions += titles[i].count;
	}
	l->from = ARENA_ARRAY(a, uint32_t, l->title_count + 2);
	l->dimensions = ARENA_ARRAY(a, struct dimension, dimensions + 1);
	for (uint32_t i = 0; i < l->title_count; i++)
		add_entries(a, l, &titles[i], i);
	arena_free(scratch);
	return l;
}

const struct taxonomy *linker_taxonomy(const struct linker *l)
{
	return l->taxonomy;
}

struct linker_room *linker_room_new(struct arena *a, const struct linker *l)
{
	struct linker_room *room = ARENA_NEW(a, struct linker_room);

	room->seen = ARENA_ARRAY(a, uint32_t, l->term_count + 1);
	room->weights = ARENA_ARRAY(a, double, l->term_count + 1);
	room->met = ARENA_ARRAY(a, uint32_t, l->title_count + 1);
	room->touched = ARENA_ARRAY(a, uint32_t, l->title_count + 1);
	return room;
}

/* A text's vector, of the terms that titles have. */
struct vector {
	double length; /* of all of it */
	double known;  /* the sum of the squares of what titles have */
	size_t count;
	const struct feature_term *terms[FEATURES_MAX];
};

static void read_vector(const struct linker *l, struct linker_room *room,
			const struct features *f, struct vector *v)
{
	double sum = 0;

	room->serial++;
	v->known = 0;
	v->count = 0;
	for (size_t i = 0; i < f->count; i++) {
		const struct feature_term *t = f->items[i].term;
		double w = weight_of(l, &f->items[i]);

		if (t != NULL && room->seen[t->id] == room->serial)
			continue;
		sum += w * w;
		if (t == NULL)
			continue;
		room->seen[t->id] = room->serial;
		room->weights[t->id] = w;
		v->known += w * w;
		v->terms[v->count++] = t;
	}
	v->length = sqrt(sum);
}

/* Few titles first: what is left then is in many. */
static int by_titles(const void *x, const void *y)
{
	const struct feature_term *const *a = x;
	const struct feature_term *const *b = y;

	if ((*a)->count != (*b)->count)
		return (*a)->count < (*b)->count ? -1 : 1;
	return ((*a)->id > (*b)->id) - ((*a)->id < (*b)->id);
}

/*
 * Every title that may be near enough: one that has none of the terms looked at
 * has a cosine of at most the length of the rest by that of the whole (Cauchy
 * and Schwarz), so the looking ends where that is below the threshold.
 */
static void find_titles(struct linker_room *room, struct vector *v)
{
	double least = LINK_THRESHOLD * v->length * (1 - 1e-9);
	double rest = v->known;

	room->touched_count = 0;
	qsort(v->terms, v->count, sizeof(v->terms[0]), by_titles);
	for (size_t i = 0; i < v->count && rest >= least * least; i++) {
		const struct feature_term *t = v->terms[i];
		double w = room->weights[t->id];

		for (uint32_t k = 0; k < t->count; k++) {
			uint32_t title = t->entries[k];

			if (room->met[title] == room->serial)
				continue;
			room->met[title] = room->serial;
			room->touched[room->touched_count++] = title;
		}
		rest -= w * w;
	}
}

static double cosine_of(const struct linker *l, const struct linker_room *room,
			const struct vector *v, uint32_t title)
{
	double dot = 0;

	for (uint32_t i = l->from[title]; i < l->from[title + 1]; i++) {
		const struct dimension *d = &l->dimensions[i];

		if (room->seen[d->term] == room->serial)
			dot += room->weights[d->term] * (double)d->weight;
	}
	return dot / (v->length * l->lengths[title]);
}

static bool is_before(const struct link *a, const struct link *b)
{
	if (a->confidence != b->confidence)
		return a->confidence > b->confidence;
	return a->unit < b->unit;
}

/* Of one unit the surer stays, of all the surest. */
static void add_link(struct link_set *set, struct link link)
{
	unsigned at = 0;

	while (at < set->count && set->items[at].unit != link.unit)
		at++;
	if (at == LINKS_MAX)
		at--;
	if (at < set->count && !is_before(&link, &set->items[at]))
		return;
	if (at == set->count)
		set->count++;
	while (at > 0 && is_before(&link, &set->items[at - 1])) {
		set->items[at] = set->items[at - 1];
		at--;
	}
	set->items[at] = link;
}

struct link_set linker_link(const struct linker *l, struct linker_room *room,
			    struct analyser *an, struct slice text)
{
	struct features f;
	struct vector v;
	struct link_set set = {.count = 0};

	f.linker = l;
	f.grown = NULL;
	if (!read_features(&f, an, text))
		return set;
	read_vector(l, room, &f, &v);
	find_titles(room, &v);
	for (uint32_t i = 0; i < room->touched_count; i++) {
		uint32_t title = room->touched[i];
		double cosine = cosine_of(l, room, &v, title);

		if (cosine < LINK_THRESHOLD)
			continue;
		add_link(&set, (struct link){l->units[title],
					     (float)fmin(cosine, 1)});
	}
	return set;
}

struct link_set linker_join(const struct link_set *a, const struct link_set *b)
{
	struct link_set set = *a;

	for (unsigned i = 0; i < b->count; i++)
		add_link(&set, b->items[i]);
	return set;
}

static bool are_siblings(const struct occupation *units, unsigned a, unsigned b)
{
	return occupation_relation(units[a].code, units[b].code) ==
	       RELATION_SIBLING;
}

static void reach_unit(float *reach, unsigned unit, double near)
{
	if ((float)near > reach[unit])
		reach[unit] = (float)near;
}

/* Units ascend by code, so that siblings stand around. */
static void reach_siblings(const struct taxonomy *t, const struct link *link,
			   float *reach)
{
	double near = (double)link->confidence * LINK_SIBLING;
	unsigned unit = link->unit;

	for (unsigned u = unit; u > 0 && are_siblings(t->units, unit, u - 1);
	     u--)
		reach_unit(reach, u - 1, near);
	for (unsigned u = unit + 1;
	     u < t->unit_count && are_siblings(t->units, unit, u); u++)
		reach_unit(reach, u, near);
}

const float *linker_reach(struct arena *a, const struct linker *l,
			  const struct link_set *from)
{
	const struct taxonomy *t = l->taxonomy;
	float *reach = ARENA_ARRAY(a, float, t->unit_count + 1);

	for (unsigned i = 0; i < from->count; i++) {
		const struct link *link = &from->items[i];

		reach_unit(reach, link->unit, (double)link->confidence);
		reach_siblings(t, link, reach);
	}
	return reach;
}

double linker_likeness(const float *reach, const struct link_set *to)
{
	double most = 0;

	for (unsigned i = 0; i < to->count; i++) {
		const struct link *link = &to->items[i];
		double both =
			(double)reach[link->unit] * (double)link->confidence;

		if (both > most)
			most = both;
	}
	return most;
}
