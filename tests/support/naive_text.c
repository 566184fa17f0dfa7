/* naive_text - see naive_text.h. */
#include "support/naive_text.h"

#include <math.h>
#include <string.h>

#include "matcher/analyse.h"
#include "matcher/gram.h"

enum { TOKENS_MAX = 512 };

struct item {
	unsigned flags;
	struct slice term;
};

struct list {
	struct arena *arena;
	size_t count;
	struct item items[TOKENS_MAX];
};

struct version {
	bool there;
	struct list words;
	struct list grams;
};

struct naive_text {
	struct arena *arena;
	struct analyser *analyser;
	size_t n;
	struct version *versions; /* doc, field, language */
};

static void add(struct list *l, unsigned flags, struct slice term)
{
	ASSERT(l->count < TOKENS_MAX);
	l->items[l->count].flags = flags;
	l->items[l->count].term = arena_copy(l->arena, term);
	l->count++;
}

static int add_token(void *ctx, unsigned flags, struct slice term,
		     uint32_t from, uint32_t to)
{
	(void)from;
	(void)to;
	add(ctx, flags, term);
	return 0;
}

static void add_gram(void *ctx, struct slice term)
{
	add(ctx, 0, term);
}

static struct list *list_new(struct arena *a)
{
	struct list *l = ARENA_NEW(a, struct list);

	l->arena = a;
	return l;
}

static struct version *version_of(struct naive_text *t, size_t d, int f, int l)
{
	return &t->versions[(d * FIELD__COUNT + (size_t)f) * LANG__COUNT +
			    (size_t)l];
}

static bool has_grams(int f)
{
	return f == FIELD_TITLE || f == FIELD_SKILLS || f == FIELD_ORGANISATION;
}

static void grams_of_list(const struct list *words, struct list *grams)
{
	for (size_t i = 0; i < words->count; i++) {
		unsigned flags = words->items[i].flags;

		if (!(flags & (TOKEN_COLOCATED | TOKEN_HAN | TOKEN_SYMBOLS)))
			grams_of(words->items[i].term, add_gram, grams);
	}
}

struct naive_text *naive_text_new(struct arena *a, struct analyser *an,
				  const struct textdoc *docs, size_t n)
{
	struct naive_text *t = ARENA_NEW(a, struct naive_text);

	t->arena = a;
	t->analyser = an;
	t->n = n;
	t->versions =
		ARENA_ARRAY(a, struct version, n * FIELD__COUNT * LANG__COUNT);
	for (size_t d = 0; d < n; d++) {
		for (int f = 0; f < FIELD__COUNT; f++) {
			for (int l = 0; l < LANG__COUNT; l++) {
				struct version *v = version_of(t, d, f, l);

				v->there = docs[d].in[f][l].p != NULL;
				v->words.arena = a;
				v->grams.arena = a;
				if (!v->there)
					continue;
				analyse(an, ANALYSE_DOCUMENT, docs[d].in[f][l],
					add_token, &v->words);
				if (has_grams(f))
					grams_of_list(&v->words, &v->grams);
			}
		}
	}
	return t;
}

static size_t count_in(const struct list *l, struct slice term)
{
	size_t n = 0;

	for (size_t i = 0; i < l->count; i++)
		n += slice_eq(l->items[i].term, term);
	return n;
}

static double tf(struct naive_text *t, size_t d, int f, struct slice term)
{
	double most = 0;

	for (int l = 0; l < LANG__COUNT; l++) {
		const struct version *v = version_of(t, d, f, l);
		const struct list *in =
			term.p[0] == TERM_GRAM ? &v->grams : &v->words;

		most = fmax(most, (double)count_in(in, term));
	}
	return most;
}

static double length_of(const struct version *v, bool grams)
{
	double n = 0;

	if (grams)
		return (double)v->grams.count;
	for (size_t i = 0; i < v->words.count; i++) {
		if (!(v->words.items[i].flags & TOKEN_COLOCATED))
			n += v->words.items[i].flags & TOKEN_HAN ? 1 : 2;
	}
	return n;
}

static double length(struct naive_text *t, size_t d, int f, bool grams)
{
	double sum = 0;
	double versions = 0;

	for (int l = 0; l < LANG__COUNT; l++) {
		const struct version *v = version_of(t, d, f, l);

		sum += length_of(v, grams);
		versions += grams ? v->grams.count > 0 : v->there;
	}
	return versions > 0 ? sum / versions : 0;
}

static double average(struct naive_text *t, int f, bool grams)
{
	double sum = 0;
	double have = 0;

	for (size_t d = 0; d < t->n; d++) {
		double n = length(t, d, f, grams);

		sum += n;
		have += n > 0;
	}
	return have > 0 ? sum / have : 1;
}

/* A term of the query: what is counted in a document, and how. */
struct asked {
	struct slice key;
	struct slice stems[2];
	size_t stem_count;
	double weight;
	bool gram;
};

static bool has_term(struct naive_text *t, size_t d, struct slice term)
{
	for (int f = 0; f < FIELD__COUNT; f++) {
		if (tf(t, d, f, term) > 0)
			return true;
	}
	return false;
}

static bool has(struct naive_text *t, const struct asked *k, size_t d)
{
	bool any = has_term(t, d, k->key);

	for (size_t i = 0; i < k->stem_count; i++)
		any = any || has_term(t, d, k->stems[i]);
	return any;
}

static double df_of(struct naive_text *t, struct slice term)
{
	double df = 0;

	for (size_t d = 0; d < t->n; d++)
		df += has_term(t, d, term);
	return df;
}

/* Of the form that most documents have. */
static double asked_df(struct naive_text *t, const struct asked *k)
{
	double df = df_of(t, k->key);

	for (size_t i = 0; i < k->stem_count; i++)
		df = fmax(df, df_of(t, k->stems[i]));
	return df;
}

static double weighted(struct naive_text *t, const struct asked *k,
		       const double *averages, size_t d, struct slice term)
{
	double sum = 0;

	for (int f = 0; f < FIELD__COUNT; f++) {
		double b = field_weights[f].b;

		sum += field_weights[f].weight * tf(t, d, f, term) /
		       (1 - b + b * length(t, d, f, k->gram) / averages[f]);
	}
	return sum;
}

/* BM25F with the published constants. */
static void add_scores(struct naive_text *t, const struct asked *k,
		       double *scores)
{
	double df = asked_df(t, k);
	double idf = log(1 + ((double)t->n - df + .5) / (df + .5));
	double averages[FIELD__COUNT];

	for (int f = 0; f < FIELD__COUNT; f++)
		averages[f] = average(t, f, k->gram);
	for (size_t d = 0; d < t->n; d++) {
		double typed = weighted(t, k, averages, d, k->key);
		double sum = typed;

		for (size_t i = 0; i < k->stem_count; i++)
			sum = fmax(sum, .8 * weighted(t, k, averages, d,
						      k->stems[i]) +
						.2 * typed);
		scores[d] +=
			k->weight * idf * sum * (TEXT_K1 + 1) / (TEXT_K1 + sum);
	}
}

static bool stood_before(const struct list *q, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (!(q->items[k].flags & TOKEN_STEM) &&
		    slice_eq(q->items[k].term, q->items[i].term))
			return true;
	}
	return false;
}

/* [i, end) is one run of Han; its single characters stand first in a pair. */
static size_t run_end(const struct list *q, size_t i)
{
	while (i + 1 < q->count && (q->items[i + 1].flags & TOKEN_HAN) &&
	       (q->items[i + 1].flags & TOKEN_COLOCATED))
		i += 2;
	return i + 1;
}

/* Half in runs over four, unless it also stands in a shorter one. */
static double single_weight(const struct list *q, struct slice key)
{
	size_t i = 0;

	while (i < q->count) {
		size_t end = i + 1;

		if (q->items[i].flags & TOKEN_HAN)
			end = run_end(q, i);
		for (size_t k = i; k < end && end - i <= 7; k++) {
			if (slice_eq(q->items[k].term, key))
				return 1;
		}
		i = end;
	}
	return .5;
}

static void add_run(struct naive_text *t, const struct list *q, size_t from,
		    size_t to, double *scores)
{
	double *run = ARENA_ARRAY(t->arena, double, t->n);
	size_t characters = (to - from + 1) / 2;

	for (size_t i = from; i < to; i++) {
		bool pair = (q->items[i].flags & TOKEN_COLOCATED) != 0;
		struct asked k = {.key = q->items[i].term, .weight = 1};

		if (!pair)
			k.weight = single_weight(q, k.key);
		if (!stood_before(q, i))
			add_scores(t, &k, run);
	}
	for (size_t d = 0; d < t->n; d++) {
		bool whole = characters > 1;

		for (size_t i = from + 1; i < to; i += 2) {
			struct asked k = {.key = q->items[i].term};

			whole = whole && has(t, &k, d);
		}
		scores[d] += whole ? 1.1 * run[d] : run[d];
	}
}

static size_t add_word(struct naive_text *t, const struct list *q, size_t i,
		       double *scores)
{
	struct asked k = {.key = q->items[i].term, .weight = 1};
	size_t next = i + 1;

	while (next < q->count && (q->items[next].flags & TOKEN_STEM))
		k.stems[k.stem_count++] = q->items[next++].term;
	if (!stood_before(q, i))
		add_scores(t, &k, scores);
	return next;
}

void naive_text_rank(struct naive_text *t, struct slice query,
		     double *ret_scores)
{
	struct list *q = list_new(t->arena);
	struct list *grams = list_new(t->arena);
	size_t i = 0;

	memset(ret_scores, 0, t->n * sizeof(*ret_scores));
	analyse(t->analyser, ANALYSE_DOCUMENT, query, add_token, q);
	while (i < q->count) {
		if (q->items[i].flags & TOKEN_HAN) {
			size_t end = run_end(q, i);

			add_run(t, q, i, end, ret_scores);
			i = end;
		} else {
			i = add_word(t, q, i, ret_scores);
		}
	}
	grams_of_list(q, grams);
	for (size_t g = 0; g < grams->count; g++) {
		struct asked k = {.key = grams->items[g].term,
				  .weight = .5,
				  .gram = true};

		if (!stood_before(grams, g))
			add_scores(t, &k, ret_scores);
	}
}

bool naive_text_matches(struct naive_text *t, struct slice query, size_t doc)
{
	struct list *q = list_new(t->arena);
	double units = 0;
	double met = 0;
	size_t i = 0;

	analyse(t->analyser, ANALYSE_DOCUMENT, query, add_token, q);
	while (i < q->count) {
		struct asked k = {.key = q->items[i].term};
		size_t end = i + 1;
		double pairs = 0;
		double found = 0;

		units++;
		if (q->items[i].flags & TOKEN_HAN) {
			end = run_end(q, i);
			for (size_t p = i + 1; p < end; p += 2) {
				struct asked pair = {.key = q->items[p].term};

				pairs++;
				found += has(t, &pair, doc);
			}
		}
		while (end < q->count && (q->items[end].flags & TOKEN_STEM))
			k.stems[k.stem_count++] = q->items[end++].term;
		if (pairs == 0)
			met += has(t, &k, doc);
		else
			met += found >= (pairs <= 3 ? pairs : ceil(.6 * pairs));
		i = end;
	}
	return units > 0 && met >= (units <= 2 ? units : ceil(.6 * units));
}
