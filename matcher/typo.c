/*
 * typo - see typo.h.
 *
 * Two words within distance k share a string that both give by deleting at
 * most k of their first PREFIX letters.  The index holds the hash of each such
 * string of each word, sorted; equal hashes are only candidates.
 */
#include "matcher/typo.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "matcher/hash.h"
#include "matcher/sections.h"
#include "matcher/textindex.h"

enum { PREFIX = 7, DISTANCE_MAX = 2, NEIGHBOURS_MAX = 1 + PREFIX + 21 };

/* A word of the dictionary this short is never two letters away. */
enum { TWO_DELETIONS_MIN = TYPO_TWO_MIN - DISTANCE_MAX };

struct letters {
	unsigned count;
	uint32_t codes[TYPO_LETTERS_MAX];
};

struct neighbour {
	uint32_t hash;
	uint32_t word;
};

struct typo_index {
	size_t word_count;
	const struct term **words;
	struct letters *letters;
	const struct neighbour *neighbours; /* by hash, then word */
	size_t count;
};

static bool read_letters(struct slice word, struct letters *to)
{
	size_t at = 0;

	to->count = 0;
	while (at < word.n) {
		uint32_t code;
		int length = utf8_decode(word.p + at, word.n - at, &code);

		if (length == 0 || to->count == TYPO_LETTERS_MAX)
			return false;
		to->codes[to->count++] = code;
		at += (size_t)length;
	}
	return true;
}

/* The prefix without the letters at `a` and `b`; PREFIX leaves one out. */
static uint32_t hash_without(const struct letters *l, unsigned a, unsigned b)
{
	uint32_t kept[PREFIX];
	unsigned n = 0;
	uint64_t h;

	for (unsigned i = 0; i < PREFIX && i < l->count; i++) {
		if (i != a && i != b)
			kept[n++] = l->codes[i];
	}
	h = hash_bytes(HASH_START, kept, n * sizeof(kept[0]));
	return (uint32_t)(h ^ h >> 32);
}

static size_t neighbours_of(const struct letters *l, unsigned deletions,
			    uint32_t hashes[NEIGHBOURS_MAX])
{
	unsigned size = l->count < PREFIX ? l->count : PREFIX;
	size_t n = 0;

	hashes[n++] = hash_without(l, PREFIX, PREFIX);
	for (unsigned i = 0; i < size; i++) {
		hashes[n++] = hash_without(l, i, PREFIX);
		for (unsigned j = i + 1; deletions > 1 && j < size; j++)
			hashes[n++] = hash_without(l, i, j);
	}
	return n;
}

static int compare_neighbours(const void *a, const void *b)
{
	const struct neighbour *x = a;
	const struct neighbour *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->word > y->word) - (x->word < y->word);
}

static size_t add_word(const struct letters *l, uint32_t word,
		       struct neighbour *to)
{
	unsigned deletions = l->count >= TWO_DELETIONS_MIN ? 2 : 1;
	uint32_t hashes[NEIGHBOURS_MAX];
	size_t n = neighbours_of(l, deletions, hashes);

	for (size_t i = 0; i < n; i++)
		to[i] = (struct neighbour){hashes[i], word};
	return n;
}

static struct typo_index *index_new(struct arena *a, size_t words)
{
	struct typo_index *x = ARENA_NEW(a, struct typo_index);

	x->words = ARENA_ARRAY(a, const struct term *, words + 1);
	x->letters = ARENA_ARRAY(a, struct letters, words + 1);
	return x;
}

const struct typo_index *
typo_index_build(struct arena *a, const struct term *const *words, size_t n)
{
	struct typo_index *x = index_new(a, n);
	struct arena *scratch = arena_new(0);
	struct neighbour *all =
		ARENA_ARRAY(scratch, struct neighbour, n * NEIGHBOURS_MAX + 1);
	struct neighbour *kept;

	for (size_t i = 0; i < n; i++) {
		size_t word = x->word_count;

		if (!read_letters(words[i]->key, &x->letters[word]) ||
		    x->letters[word].count < TYPO_LETTERS_MIN - 1)
			continue;
		x->words[word] = words[i];
		x->count += add_word(&x->letters[word], (uint32_t)word,
				     all + x->count);
		x->word_count++;
	}
	qsort(all, x->count, sizeof(*all), compare_neighbours);
	kept = ARENA_ARRAY(a, struct neighbour, x->count + 1);
	memcpy(kept, all, x->count * sizeof(*kept));
	x->neighbours = kept;
	arena_free(scratch);
	return x;
}

void typo_index_save(struct arena *a, const struct typo_index *x,
		     struct sections *to)
{
	uint32_t *ids = ARENA_ARRAY(a, uint32_t, x->word_count);

	for (size_t i = 0; i < x->word_count; i++)
		ids[i] = x->words[i]->id;
	sections_add(to, "typo.words", ids, x->word_count * sizeof(*ids));
	sections_add(to, "typo.neighbours", x->neighbours,
		     x->count * sizeof(*x->neighbours));
}

static bool neighbours_fit(const struct typo_index *x)
{
	uint32_t most = 0;

	for (size_t i = 0; i < x->count; i++)
		most = x->neighbours[i].word > most ? x->neighbours[i].word
						    : most;
	return x->count == 0 || most < x->word_count;
}

enum err typo_index_load(struct arena *a, const struct term *terms,
			 size_t term_count, const struct sections *from,
			 const struct typo_index **ret_index)
{
	struct sections_taking t = {from, false};
	size_t n;
	const uint32_t *ids =
		sections_take_all(&t, "typo.words", sizeof(*ids), &n);
	struct typo_index *x = index_new(a, n);

	x->word_count = n;
	x->neighbours = sections_take_all(&t, "typo.neighbours",
					  sizeof(*x->neighbours), &x->count);
	if (t.failed || !sections_numbers_fit(ids, n, term_count) ||
	    !neighbours_fit(x))
		return ERR_MALFORMED;
	for (size_t i = 0; i < n; i++) {
		x->words[i] = &terms[ids[i]];
		if (!read_letters(x->words[i]->key, &x->letters[i]))
			return ERR_MALFORMED;
	}
	*ret_index = x;
	return ERR_OK;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Row by row; three rows are enough to see a transposition. */
static unsigned distance(const struct letters *a, const struct letters *b)
{
	unsigned rows[3][TYPO_LETTERS_MAX + 1];

	for (unsigned j = 0; j <= b->count; j++)
		rows[0][j] = j;
	for (unsigned i = 1; i <= a->count; i++) {
		unsigned *row = rows[i % 3];
		const unsigned *above = rows[(i + 2) % 3];
		const unsigned *two_above = rows[(i + 1) % 3];

		row[0] = i;
		for (unsigned j = 1; j <= b->count; j++) {
			bool same = a->codes[i - 1] == b->codes[j - 1];

			row[j] = least(above[j - 1] + !same,
				       least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 &&
			    a->codes[i - 1] == b->codes[j - 2] &&
			    a->codes[i - 2] == b->codes[j - 1])
				row[j] = least(row[j], two_above[j - 2] + 1);
		}
	}
	return rows[a->count % 3][b->count];
}

struct search {
	const struct typo_index *index;
	struct letters typed;
	unsigned within;
	const struct term *best;
	unsigned best_distance;
};

static void consider(struct search *s, uint32_t word)
{
	const struct term *t = s->index->words[word];
	const struct term *best = s->best;
	unsigned d = distance(&s->typed, &s->index->letters[word]);

	if (d > s->within || t == best)
		return;
	if (best != NULL) {
		if (d > s->best_distance)
			return;
		if (d == s->best_distance && t->df < best->df)
			return;
		if (d == s->best_distance && t->df == best->df &&
		    slice_cmp(t->key, best->key) > 0)
			return;
	}
	s->best = t;
	s->best_distance = d;
}

static void consider_all(struct search *s, uint32_t hash)
{
	const struct typo_index *x = s->index;
	size_t low = 0;
	size_t high = x->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (x->neighbours[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < x->count && x->neighbours[low].hash == hash; low++)
		consider(s, x->neighbours[low].word);
}

const struct term *typo_correct(const struct typo_index *x, struct slice word)
{
	struct search s = {.index = x};
	uint32_t hashes[NEIGHBOURS_MAX];
	size_t n;

	if (!read_letters(word, &s.typed) || s.typed.count < TYPO_LETTERS_MIN)
		return NULL;
	s.within = s.typed.count >= TYPO_TWO_MIN ? 2 : 1;
	n = neighbours_of(&s.typed, s.within, hashes);
	for (size_t i = 0; i < n; i++)
		consider_all(&s, hashes[i]);
	return s.best;
}

size_t typo_index_bytes(const struct typo_index *x)
{
	return x->word_count * (sizeof(*x->words) + sizeof(*x->letters)) +
	       x->count * sizeof(*x->neighbours);
}
