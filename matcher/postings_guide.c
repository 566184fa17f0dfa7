/* postings_guide - where in a long list a document would stand. */
#include "base/arena.h"
#include "base/bits.h"
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

/* One search does not wait for another: they run side by side. */
void postings_find_all(const struct postings *p, const uint32_t *docs, size_t n,
		       uint32_t *ret_at)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t at = 0;
		bool found = postings_find(p, docs[i], &at);

		ret_at[i] = found ? at : POSTINGS_NONE;
	}
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

static uint32_t look_up(const struct postings *p, uint32_t window,
			const struct few_docs *few, struct picked *to)
{
	struct posting_run in = postings_in(p, window);
	uint32_t n = 0;

	for (uint32_t i = 0; i < few->count; i++) {
		uint16_t doc = few->docs[i];
		struct stretch s = stretch_of(p, window, in.count, doc);
		uint32_t at = 0;
		bool found = find_in(in.docs, s, doc, &at);

		to->docs[n] = doc;
		to->impacts[n] = in.impacts[at];
		n += found;
	}
	return n;
}

/* How many postings are sieved while one document is looked up. */
enum { LOOK_UP_COST = 5 };

struct posting_run postings_pick(const struct postings *p, uint32_t window,
				 const struct few_docs *few, struct picked *to)
{
	struct posting_run in = postings_in(p, window), picked;

	picked = (struct posting_run){0, to->docs, to->impacts};
	if (in.count == 0 || few->count == 0)
		return picked;
	if (in.count / LOOK_UP_COST < few->count)
		picked.count = sieve(&in, few, to);
	else
		picked.count = look_up(p, window, few, to);
	return picked;
}
