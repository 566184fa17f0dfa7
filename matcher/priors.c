/* priors - see priors.h. */
#include "matcher/priors.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/sections.h"
#include "matcher/wishes.h"

/* Halves of a point, so that sums are exact. */
enum nearness { FAR, NEAR, RELATED };

/* Places or sectors: how near each is to each, and whose openings are. */
struct nearness_index {
	size_t count; /* of values */
	size_t words; /* of a bitmap over the openings */
	size_t stated;
	const uint8_t *table;  /* count * count */
	uint64_t *const *near; /* by wanted value, one behind the other, and
				* where they end: at least near */
	uint64_t *const *related;
};

/* A band narrower than this part of its end is a point: sums stay exact. */
#define BAND_LEAST 1e-6

/* What pays from min to max gives (max - wish) / (max - min) between. */
struct pay_end {
	double at;
	double share, slope; /* of the bands that end here, and all before */
};

struct priors {
	struct nearness_index places, sectors;
	size_t pay_count, from_count;
	const struct pay_end *pay_min, *pay_max; /* ascending */
	const int32_t *starts;                   /* ascending */
};

/* Both lie in one place that is smaller than the Bay Area's whole. */
static bool share_region(const struct values *v, size_t own, size_t wanted)
{
	int whole = values_find(v, SLICE("gba"));
	int country = values_find(v, SLICE("mainland"));

	for (size_t k = 0; k < v->count; k++) {
		if ((int)k == whole || (int)k == country)
			continue;
		if (values_has(v->items[own].closure, k) &&
		    values_has(v->items[wanted].closure, k))
			return true;
	}
	return false;
}

static bool are_related(const struct values *v, size_t a, size_t b)
{
	return values_has(v->items[a].closure, b) ||
	       values_has(v->items[b].closure, a);
}

static uint8_t *make_table(struct arena *a, const struct values *v,
			   bool has_regions)
{
	uint8_t *table = ARENA_ARRAY(a, uint8_t, v->count * v->count);

	for (size_t own = 0; own < v->count; own++) {
		for (size_t wanted = 0; wanted < v->count; wanted++) {
			uint8_t *to = &table[own * v->count + wanted];

			if (are_related(v, own, wanted))
				*to = RELATED;
			else if (has_regions && share_region(v, own, wanted))
				*to = NEAR;
		}
	}
	return table;
}

static uint64_t **make_bitmaps(struct arena *a, size_t count, size_t words)
{
	uint64_t **list = ARENA_ARRAY(a, uint64_t *, count + 1);
	uint64_t *all = ARENA_ARRAY(a, uint64_t, count * words);

	for (size_t i = 0; i <= count; i++)
		list[i] = all + i * words;
	return list;
}

static void begin(struct arena *a, const struct values *v, bool has_regions,
		  size_t n, struct nearness_index *to)
{
	to->count = v == NULL ? 0 : v->count;
	to->words = (n + 63) / 64;
	to->table = v == NULL ? NULL : make_table(a, v, has_regions);
	to->near = make_bitmaps(a, to->count, to->words);
	to->related = make_bitmaps(a, to->count, to->words);
}

static void add_list(struct nearness_index *x, const struct place_list *own,
		     size_t opening)
{
	uint64_t bit = UINT64_C(1) << (opening % 64);

	x->stated += own->count > 0;
	for (size_t i = 0; i < own->count; i++) {
		const uint8_t *row = x->table + own->items[i] * x->count;

		for (size_t wanted = 0; wanted < x->count; wanted++) {
			if (row[wanted] >= NEAR)
				x->near[wanted][opening / 64] |= bit;
			if (row[wanted] == RELATED)
				x->related[wanted][opening / 64] |= bit;
		}
	}
}

static double mean(double sum, size_t stated)
{
	return stated == 0 ? WISH_PRIOR : sum / (double)stated;
}

static double ask(const struct nearness_index *x,
		  const struct place_list *wanted)
{
	size_t halves = 0;

	for (size_t w = 0; w < x->words; w++) {
		uint64_t near = 0, related = 0;

		for (size_t i = 0; i < wanted->count; i++) {
			near |= x->near[wanted->items[i]][w];
			related |= x->related[wanted->items[i]][w];
		}
		halves += (size_t)__builtin_popcountll(near) +
			  (size_t)__builtin_popcountll(related);
	}
	return mean((double)halves / 2, x->stated);
}

double priors_places(const struct priors *p, const struct place_list *wanted)
{
	return ask(&p->places, wanted);
}

double priors_sectors(const struct priors *p, const struct place_list *wanted)
{
	return ask(&p->sectors, wanted);
}

static double value_of(const struct nearness_index *x, size_t own,
		       size_t wanted)
{
	return x->table[own * x->count + wanted] / 2.;
}

double priors_place_value(const struct priors *p, size_t own, size_t wanted)
{
	return value_of(&p->places, own, wanted);
}

double priors_sector_value(const struct priors *p, size_t own, size_t wanted)
{
	return value_of(&p->sectors, own, wanted);
}

static int by_end(const void *a, const void *b)
{
	const struct pay_end *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->slope != y->slope)
		return x->slope < y->slope ? -1 : 1;
	return (x->share > y->share) - (x->share < y->share);
}

/* Equal sets of openings give equal sums, in whatever order they come. */
static void settle_ends(struct pay_end *ends, size_t n)
{
	if (n > 0)
		qsort(ends, n, sizeof(*ends), by_end);
	for (size_t i = 1; i < n; i++) {
		ends[i].share += ends[i - 1].share;
		ends[i].slope += ends[i - 1].slope;
	}
}

static void add_pays(struct arena *a, const struct opening *const *openings,
		     size_t n, struct priors *to)
{
	struct pay_end *min = ARENA_ARRAY(a, struct pay_end, n);
	struct pay_end *max = ARENA_ARRAY(a, struct pay_end, n);

	for (size_t i = 0; i < n; i++) {
		const struct pay *pay = &openings[i]->pay;
		double width = pay->max - pay->min;
		struct pay_end end = {.at = pay->min};

		if (!pay->is_comparable)
			continue;
		if (width > BAND_LEAST * pay->max) {
			end.share = pay->max / width;
			end.slope = 1 / width;
		}
		min[to->pay_count] = end;
		end.at = pay->max;
		max[to->pay_count++] = end;
	}
	settle_ends(min, to->pay_count);
	settle_ends(max, to->pay_count);
	to->pay_min = min;
	to->pay_max = max;
}

/* How many end below x. */
static size_t count_below(const struct pay_end *ends, size_t n, double x)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (ends[middle].at < x)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

double priors_pay(const struct priors *p, double min)
{
	size_t begun = count_below(p->pay_min, p->pay_count, min);
	size_t ended = count_below(p->pay_max, p->pay_count, min);
	double sum = (double)(p->pay_count - begun);

	if (begun > 0)
		sum += p->pay_min[begun - 1].share -
		       p->pay_min[begun - 1].slope * min;
	if (ended > 0)
		sum -= p->pay_max[ended - 1].share -
		       p->pay_max[ended - 1].slope * min;
	if (sum < 0)
		sum = 0;
	if (sum > (double)p->pay_count)
		sum = (double)p->pay_count;
	return mean(sum, p->pay_count);
}

static int by_day(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

static void add_starts(struct arena *a, const struct opening *const *openings,
		       size_t n, struct priors *to)
{
	int32_t *starts = ARENA_ARRAY(a, int32_t, n);

	for (size_t i = 0; i < n; i++) {
		if (openings[i]->starts != DAY_NONE)
			starts[to->from_count++] = openings[i]->starts;
	}
	if (to->from_count > 0)
		qsort(starts, to->from_count, sizeof(*starts), by_day);
	to->starts = starts;
}

double priors_from(const struct priors *p, int32_t day)
{
	size_t lo = 0, hi = p->from_count;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (p->starts[middle] < day)
			lo = middle + 1;
		else
			hi = middle;
	}
	return mean((double)(p->from_count - lo), p->from_count);
}

const struct priors *priors_new(struct arena *a, const struct vocabulary *v,
				const struct opening *const *openings, size_t n)
{
	struct priors *p = ARENA_NEW(a, struct priors);

	begin(a, v->places, true, n, &p->places);
	begin(a, v->sectors, false, n, &p->sectors);
	for (size_t i = 0; i < n; i++) {
		add_list(&p->places, &openings[i]->places, i);
		add_list(&p->sectors, &openings[i]->sectors, i);
	}
	add_pays(a, openings, n, p);
	add_starts(a, openings, n, p);
	return p;
}

struct saved_counts {
	uint64_t places, sectors; /* stated */
};

static size_t bitmap_bytes(const struct nearness_index *x)
{
	return x->count * x->words * sizeof(uint64_t);
}

void priors_save(struct arena *a, const struct priors *p, struct sections *to)
{
	struct saved_counts *stated = ARENA_NEW(a, struct saved_counts);
	size_t ends = p->pay_count * sizeof(*p->pay_min);

	*stated = (struct saved_counts){p->places.stated, p->sectors.stated};
	sections_add(to, "priors.stated", stated, sizeof(*stated));
	sections_add(to, "priors.places.near", p->places.near[0],
		     bitmap_bytes(&p->places));
	sections_add(to, "priors.places.related", p->places.related[0],
		     bitmap_bytes(&p->places));
	sections_add(to, "priors.sectors.near", p->sectors.near[0],
		     bitmap_bytes(&p->sectors));
	sections_add(to, "priors.sectors.related", p->sectors.related[0],
		     bitmap_bytes(&p->sectors));
	sections_add(to, "priors.pay_min", p->pay_min, ends);
	sections_add(to, "priors.pay_max", p->pay_max, ends);
	sections_add(to, "priors.starts", p->starts,
		     p->from_count * sizeof(*p->starts));
}

/* A small copy, rather than two kinds of bitmaps. */
static void take_bitmaps(struct sections_taking *from, const char *name,
			 const struct nearness_index *x, uint64_t *to)
{
	const uint64_t *saved =
		sections_take(from, name, sizeof(*saved), x->count * x->words);

	if (!from->failed && bitmap_bytes(x) > 0)
		memcpy(to, saved, bitmap_bytes(x));
}

static bool are_ascending(const struct priors *p)
{
	for (size_t i = 1; i < p->pay_count; i++) {
		if (!(p->pay_min[i - 1].at <= p->pay_min[i].at) ||
		    !(p->pay_max[i - 1].at <= p->pay_max[i].at))
			return false;
	}
	for (size_t i = 1; i < p->from_count; i++) {
		if (p->starts[i - 1] > p->starts[i])
			return false;
	}
	return true;
}

enum err priors_load(struct arena *a, const struct vocabulary *v, size_t n,
		     const struct sections *from,
		     const struct priors **ret_priors)
{
	struct sections_taking t = {from, false};
	struct priors *p = ARENA_NEW(a, struct priors);
	const struct saved_counts *stated =
		sections_take(&t, "priors.stated", sizeof(*stated), 1);

	begin(a, v->places, true, n, &p->places);
	begin(a, v->sectors, false, n, &p->sectors);
	take_bitmaps(&t, "priors.places.near", &p->places, p->places.near[0]);
	take_bitmaps(&t, "priors.places.related", &p->places,
		     p->places.related[0]);
	take_bitmaps(&t, "priors.sectors.near", &p->sectors,
		     p->sectors.near[0]);
	take_bitmaps(&t, "priors.sectors.related", &p->sectors,
		     p->sectors.related[0]);
	p->pay_min = sections_take_all(&t, "priors.pay_min",
				       sizeof(*p->pay_min), &p->pay_count);
	p->pay_max = sections_take(&t, "priors.pay_max", sizeof(*p->pay_max),
				   p->pay_count);
	p->starts = sections_take_all(&t, "priors.starts", sizeof(*p->starts),
				      &p->from_count);
	if (t.failed || !are_ascending(p) || stated->places > n ||
	    stated->sectors > n)
		return ERR_MALFORMED;
	p->places.stated = (size_t)stated->places;
	p->sectors.stated = (size_t)stated->sectors;
	*ret_priors = p;
	return ERR_OK;
}
