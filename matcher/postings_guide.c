/* postings_guide - where in a long list a document would stand. */
#include "base/arena.h"
#include "base/bits.h"
#include "base/compiler.h"
#include "matcher/postings_parts.h"

/* Postings in one bucket, about: two cache lines at most are looked at. */
enum { BUCKET = 16 };

/* The least n with 2^n buckets for so many postings of one window. */
static uint8_t bits_for(size_t postings)
{
	uint8_t bits = 0;

	while (((size_t)BUCKET << bits) < postings)
		bits++;
	return bits;
}

static void fill(const struct postings *p, uint32_t window, uint16_t *guide)
{
	struct posting_run in = postings_in(p, window);
	uint32_t buckets = 1u << p->guide_bits, next = 0;

	for (uint32_t i = 0; i < in.count; i++) {
		uint32_t bucket = in.docs[i] >> (16 - p->guide_bits);

		while (next <= bucket)
			guide[next++] = (uint16_t)i;
	}
	/* Of a full window no bucket is left, so that the count fits. */
	while (next < buckets)
		guide[next++] = (uint16_t)in.count;
}

static uint8_t most_of(const struct postings *p)
{
	uint8_t most = 0;

	for (uint32_t i = 0; i < p->count; i++)
		most = p->impacts[i] > most ? p->impacts[i] : most;
	return most;
}

void postings_guide(struct arena *a, struct postings *lists, size_t count,
		    size_t windows)
{
	for (size_t i = 0; i < count; i++) {
		struct postings *p = &lists[i];
		uint16_t *guide;

		p->most = most_of(p);
		p->guide_bits = bits_for(p->count / (windows + !windows));
		if (p->guide_bits == 0)
			continue;
		guide = ARENA_ARRAY(a, uint16_t, windows << p->guide_bits);
		for (uint32_t w = 0; w < windows; w++)
			fill(p, w, guide + ((size_t)w << p->guide_bits));
		p->guide = guide;
	}
}

/* Postings [from, to) of the run, where alone the document can be. */
struct stretch {
	uint32_t from, to;
};

static struct stretch stretch_of(const struct postings *p, uint32_t window,
				 uint32_t count, uint16_t doc)
{
	const uint16_t *guide;
	uint32_t bucket;

	if (p->guide == NULL)
		return (struct stretch){0, count};
	guide = p->guide + ((size_t)window << p->guide_bits);
	bucket = (uint32_t)doc >> (16 - p->guide_bits);
	if (bucket + 1 == 1u << p->guide_bits)
		return (struct stretch){guide[bucket], count};
	return (struct stretch){guide[bucket], guide[bucket + 1]};
}

static bool find_in(const uint16_t *docs, struct stretch s, uint16_t doc,
		    uint32_t *ret_at)
{
	const uint16_t *base = docs + s.from;
	uint32_t n = s.to - s.from;

	if (n == 0)
		return false;
	while (n > 1) {
		uint32_t half = n / 2;

		/* In arithmetic: a branch would be guessed wrong every time. */
		base += half & (0 - (uint32_t)(base[half - 1] < doc));
		n -= half;
	}
	*ret_at = (uint32_t)(base - docs);
	return *base == doc;
}

bool postings_find(const struct postings *p, uint32_t doc, uint32_t *ret_at)
{
	uint32_t window = doc / POSTINGS_WINDOW, at;
	uint16_t wanted = (uint16_t)(doc % POSTINGS_WINDOW);
	struct posting_run run = postings_in(p, window);
	struct stretch s = stretch_of(p, window, run.count, wanted);

	if (!find_in(run.docs, s, wanted, &at))
		return false;
	*ret_at = (uint32_t)(run.docs - p->docs) + at;
	return true;
}

/* So many are looked for side by side: what one waits for, others need not. */
enum { ABREAST = 32 };

/* Where each of up to ABREAST documents can be; memory is asked for it. */
static void approach(const struct postings *p, const struct posting_run *in,
		     const struct few_docs *of, struct stretch *ret)
{
	for (uint32_t i = 0; i < of->count; i++) {
		ret[i] = stretch_of(p, of->window, in->count, of->docs[i]);
		PREFETCH(in->docs + ret[i].from);
	}
}

static size_t in_one_window(const uint32_t *docs, size_t n, uint16_t *ret_docs)
{
	size_t count = 0;

	while (count < n && count < ABREAST &&
	       docs[count] / POSTINGS_WINDOW == docs[0] / POSTINGS_WINDOW) {
		ret_docs[count] = (uint16_t)(docs[count] % POSTINGS_WINDOW);
		count++;
	}
	return count;
}

static size_t find_some(const struct postings *p, const uint32_t *docs,
			size_t n, uint32_t *ret_at)
{
	uint16_t own[ABREAST];
	struct stretch stretches[ABREAST];
	struct few_docs of = {.window = docs[0] / POSTINGS_WINDOW, .docs = own};
	struct posting_run in = postings_in(p, of.window);
	uint32_t before = (uint32_t)(in.docs - p->docs);

	of.count = (uint32_t)in_one_window(docs, n, own);
	approach(p, &in, &of, stretches);
	for (uint32_t i = 0; i < of.count; i++) {
		uint32_t at = 0;
		bool found = find_in(in.docs, stretches[i], own[i], &at);

		ret_at[i] = found ? before + at : POSTINGS_NONE;
		PREFETCH(p->shapes + before + at);
	}
	return of.count;
}

void postings_find_all(const struct postings *p, const uint32_t *docs, size_t n,
		       uint32_t *ret_at)
{
	for (size_t i = 0; i < n;)
		i += find_some(p, docs + i, n - i, ret_at + i);
}

/* Those of the list that are wanted. */
static uint32_t sieve(const struct posting_run *in, const struct few_docs *few,
		      struct picked *to)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < in->count; i++) {
		to->docs[n] = in->docs[i];
		to->impacts[n] = in->impacts[i];
		n += bit_has(few->bitmap, in->docs[i]);
	}
	return n;
}

static uint32_t look_up(const struct postings *p, const struct few_docs *few,
			struct picked *to)
{
	struct posting_run in = postings_in(p, few->window);
	struct stretch stretches[ABREAST];
	uint32_t n = 0;

	for (uint32_t first = 0; first < few->count; first += ABREAST) {
		uint32_t left = few->count - first;
		struct few_docs some = {.window = few->window,
					.docs = few->docs + first};

		some.count = left < ABREAST ? left : ABREAST;
		approach(p, &in, &some, stretches);
		for (uint32_t i = 0; i < some.count; i++) {
			uint16_t doc = some.docs[i];
			uint32_t at = 0;
			bool found = find_in(in.docs, stretches[i], doc, &at);

			to->docs[n] = doc;
			to->impacts[n] = in.impacts[at];
			n += found;
		}
	}
	return n;
}

/* How many postings are sieved while one document is looked up. */
enum { LOOK_UP_COST = 5 };

struct posting_run postings_pick(const struct postings *p,
				 const struct few_docs *few, struct picked *to)
{
	struct posting_run in = postings_in(p, few->window), picked;

	picked = (struct posting_run){0, to->docs, to->impacts};
	if (in.count == 0 || few->count == 0)
		return picked;
	if (in.count / LOOK_UP_COST < few->count)
		picked.count = sieve(&in, few, to);
	else
		picked.count = look_up(p, few, to);
	return picked;
}
