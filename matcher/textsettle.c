/*
 * textsettle - bounds in two steps: what is strong for all, the rest for a few.
 *
 * MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations",
 * 1995), term at a time: once those terms have been added that give much for
 * their postings, all the others together cannot lift most documents to where
 * they are needed.  These are read for the documents that are left only, which
 * become fewer with each.
 */
#include "base/arena.h"
#include "base/bits.h"
#include "matcher/textparts.h"

/* Postings of the first step, by document of the index. */
enum { FIRST_POSTINGS = 2 };

struct text_bounding {
	struct arena *arena;
	const struct textquery *q;
	struct bounding *bounding;
	struct text_atoms atoms; /* the strongest first */
	size_t read;             /* of them, for all */
	double *left;            /* by atom: what it and those behind it give */
	float *upper;
};

static void sum_up(struct arena *a, struct text_bounding *b)
{
	b->left = ARENA_ARRAY(a, double, b->atoms.count + 1);
	for (size_t i = b->atoms.count; i > 0; i--)
		b->left[i - 1] = b->left[i] + b->atoms.items[i - 1].most;
}

static size_t first_step(const struct text_bounding *b)
{
	size_t most = textindex_count(b->q->index) * FIRST_POSTINGS, sum = 0;
	size_t i = 0;

	while (i < b->atoms.count && sum + b->atoms.items[i].postings <= most)
		sum += b->atoms.items[i++].postings;
	return i;
}

struct text_bounding *textquery_bound_first(struct arena *a,
					    const struct textquery *q,
					    const uint64_t *gate)
{
	struct text_bounding *b = ARENA_NEW(a, struct text_bounding);

	b->arena = a;
	b->q = q;
	b->upper = ARENA_ARRAY(a, float,
			       textindex_bitmap_words(q->index) * 64 + 1);
	b->bounding = bounding_new(a, q, gate, b->upper);
	b->atoms = textatoms_read(a, q);
	textatoms_sort(&b->atoms);
	sum_up(a, b);
	b->read = first_step(b);
	bounding_add_all(b->bounding, b->atoms.items, b->read);
	return b;
}

struct textresult text_bounding_result(const struct text_bounding *b)
{
	return (struct textresult){.upper = b->upper, .left = b->left[b->read]};
}

/* The documents wanted of one window, which become fewer. */
struct wanted_window {
	struct bounding_at at;
	struct few_docs few;
	uint16_t *docs;
	uint64_t *bitmap;
	struct text_wanted *wanted; /* of all windows together */
};

static struct wanted_window window_of(const struct text_bounding *b,
				      struct text_wanted *wanted, size_t n)
{
	struct wanted_window w = {.wanted = wanted};

	w.at.window = wanted[0].doc / POSTINGS_WINDOW;
	w.docs = ARENA_ARRAY(b->arena, uint16_t, n + 1);
	w.bitmap = ARENA_ARRAY(b->arena, uint64_t, POSTINGS_WINDOW / 64);
	while (w.few.count < n &&
	       wanted[w.few.count].doc / POSTINGS_WINDOW == w.at.window) {
		uint16_t doc =
			(uint16_t)(wanted[w.few.count].doc % POSTINGS_WINDOW);

		w.docs[w.few.count++] = doc;
		bit_set(w.bitmap, doc);
	}
	w.few.window = w.at.window;
	w.few.docs = w.docs;
	w.few.bitmap = w.bitmap;
	return w;
}

static bool can_reach(const struct text_bounding *b,
		      const struct text_wanted *w, double left)
{
	const struct textresult r = {.upper = b->upper, .left = left};

	return textresult_bound(&r, w->doc) >= w->need;
}

/* Those that can still have what they need. */
static void sift(const struct text_bounding *b, struct wanted_window *w,
		 double left)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < w->few.count; i++) {
		if (can_reach(b, &w->wanted[i], left)) {
			w->docs[kept] = w->docs[i];
			w->wanted[kept++] = w->wanted[i];
		} else {
			w->bitmap[w->docs[i] / 64] &=
				~(UINT64_C(1) << (w->docs[i] % 64));
		}
	}
	w->few.count = kept;
}

static void add_line(const struct text_bounding *b,
		     const struct wanted_window *w,
		     const struct linked_line *line)
{
	for (uint32_t i = 0; i < w->few.count; i++) {
		uint32_t doc = w->wanted[i].doc;

		b->upper[doc] += (float)line_value(b->q, line, doc);
	}
}

static void settle_window(const struct text_bounding *b,
			  struct wanted_window *w)
{
	w->at.few = &w->few;
	bounding_expect(b->arena, b->bounding, w->few.count);
	sift(b, w, b->left[b->read]);
	for (size_t i = b->read; i < b->atoms.count && w->few.count > 0; i++) {
		const struct text_atom *t = &b->atoms.items[i];

		if (t->line != NULL)
			add_line(b, w, t->line);
		else
			bounding_add(b->bounding, t, &w->at);
		sift(b, w, b->left[i + 1]);
	}
}

size_t text_bounding_settle(struct text_bounding *b, struct text_wanted *wanted,
			    size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n;) {
		struct wanted_window w = window_of(b, wanted + i, n - i);
		size_t count = w.few.count;

		settle_window(b, &w);
		for (uint32_t k = 0; k < w.few.count; k++)
			wanted[kept++] = wanted[i + k];
		i += count;
	}
	return kept;
}
