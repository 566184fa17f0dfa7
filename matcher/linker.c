/*
 * linker - texts to links, and links to how near two texts are.
 *
 * Exact, and pruned by the threshold.  Dimensions come in the order of what
 * they tell for the entries they cost.  Where what is left of the text's
 * vector is shorter than the threshold no new title can reach it, and of
 * those begun only the ones that still can are followed.
 */
#include "matcher/linker.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "matcher/linkerparts.h"

/* What a unit group weighs is the confidence to this power. */
enum { LINK_POWER = 4 };

struct linker_room {
	float *sums; /* by title; 0 between texts */
	uint32_t *titles;
	uint32_t count; /* of titles with a sum */
};

const struct taxonomy *linker_taxonomy(const struct linker *l)
{
	return l->taxonomy;
}

struct linker_room *linker_room_new(struct arena *a, const struct linker *l)
{
	struct linker_room *room = ARENA_NEW(a, struct linker_room);

	room->sums = ARENA_ARRAY(a, float, l->title_count + 1);
	room->titles = ARENA_ARRAY(a, uint32_t, l->title_count + 1);
	return room;
}

/* Returns the square of the vector's length. */
static double weigh(const struct linker *l, struct features *f)
{
	double sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < f->count; i++) {
		struct feature x = f->items[i];

		x.weight *= x.term == NULL ? l->idf_unknown : x.term->idf;
		sum += x.weight * x.weight;
		if (x.term != NULL)
			f->items[n++] = x;
	}
	f->count = n;
	return sum;
}

static int by_use(const void *left, const void *right)
{
	const struct feature *a = left;
	const struct feature *b = right;
	double x = a->weight * a->weight * b->term->count;
	double y = b->weight * b->weight * a->term->count;

	if (x != y)
		return x > y ? -1 : 1;
	return a->term->id < b->term->id ? -1 : 1;
}

static void begin_titles(struct linker_room *room, const struct feature *x)
{
	for (uint32_t i = 0; i < x->term->count; i++) {
		const struct entry *e = &x->term->entries[i];

		if (room->sums[e->title] == 0)
			room->titles[room->count++] = e->title;
		room->sums[e->title] += (float)x->weight * e->weight;
	}
}

static void drop_below(struct linker_room *room, double least)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < room->count; i++) {
		uint32_t title = room->titles[i];

		if ((double)room->sums[title] >= least)
			room->titles[n++] = title;
		else
			room->sums[title] = 0;
	}
	room->count = n;
}

static float entry_weight(const struct feature_term *t, uint32_t title)
{
	uint32_t from = 0, to = t->count;

	while (from < to) {
		uint32_t middle = from + (to - from) / 2;

		if (t->entries[middle].title < title)
			from = middle + 1;
		else
			to = middle;
	}
	if (from == t->count || t->entries[from].title != title)
		return 0;
	return t->entries[from].weight;
}

/* By the shorter way: the titles begun, or the entries. */
static void go_on(struct linker_room *room, const struct feature *x)
{
	enum { STEPS = 16 }; /* of a search, at most */
	const struct feature_term *t = x->term;

	if (room->count < t->count / STEPS) {
		for (uint32_t i = 0; i < room->count; i++)
			room->sums[room->titles[i]] +=
				(float)x->weight *
				entry_weight(t, room->titles[i]);
		return;
	}
	for (uint32_t i = 0; i < t->count; i++) {
		const struct entry *e = &t->entries[i];

		if (room->sums[e->title] != 0)
			room->sums[e->title] += (float)x->weight * e->weight;
	}
}

/* Leaves the titles whose product with the text is `least` or more. */
static void multiply(struct linker_room *room, const struct features *f,
		     double least)
{
	double left = 0; /* the square of what is still to come */

	for (size_t i = 0; i < f->count; i++)
		left += f->items[i].weight * f->items[i].weight;
	room->count = 0;
	for (size_t i = 0; i < f->count; i++) {
		const struct feature *x = &f->items[i];

		if (left >= least * least) {
			begin_titles(room, x);
		} else {
			drop_below(room, least - sqrt(fmax(left, 0)));
			go_on(room, x);
		}
		left -= x->weight * x->weight;
	}
	drop_below(room, least);
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

static double nearness(const struct linker *l, unsigned a, unsigned b)
{
	if (a == b)
		return 1;
	return l->minors[a] == l->minors[b] ? LINK_SIBLING : 0;
}

/* So that a set is as like itself as its surest link says, squared. */
static void share_out(const struct linker *l, struct link_set *set)
{
	double like = 0;

	for (unsigned i = 0; i < set->count; i++) {
		double c = (double)set->items[i].confidence;

		set->items[i].share = (float)pow(c, LINK_POWER);
	}
	for (unsigned i = 0; i < set->count; i++) {
		for (unsigned k = 0; k < set->count; k++)
			like += (double)set->items[i].share *
				(double)set->items[k].share *
				nearness(l, set->items[i].unit,
					 set->items[k].unit);
	}
	for (unsigned i = 0; i < set->count; i++)
		set->items[i].share =
			(float)((double)set->items[i].share *
				(double)set->items[0].confidence / sqrt(like));
}

struct link_set linker_link(const struct linker *l, struct linker_room *room,
			    struct analyser *an, struct slice text)
{
	struct features f;
	struct link_set set = {.count = 0};
	double length;

	f.linker = l;
	f.grown = NULL;
	if (!linker_features(&f, an, text))
		return set;
	length = sqrt(weigh(l, &f));
	qsort(f.items, f.count, sizeof(*f.items), by_use);
	multiply(room, &f, LINK_THRESHOLD * length);
	for (uint32_t i = 0; i < room->count; i++) {
		uint32_t title = room->titles[i];
		double cosine = (double)room->sums[title] / length;
		struct link link = {.unit = l->units[title],
				    .confidence = (float)fmin(cosine, 1)};

		room->sums[title] = 0;
		add_link(&set, link);
	}
	share_out(l, &set);
	return set;
}

struct link_set linker_join(const struct linker *l, const struct link_set *a,
			    const struct link_set *b)
{
	struct link_set set = *a;

	for (unsigned i = 0; i < b->count; i++)
		add_link(&set, b->items[i]);
	share_out(l, &set);
	return set;
}

const float *linker_reach(struct arena *a, const struct linker *l,
			  const struct link_set *from)
{
	size_t n = l->taxonomy->unit_count;
	float *reach = ARENA_ARRAY(a, float, n + 1);

	for (unsigned i = 0; i < from->count; i++) {
		const struct link *link = &from->items[i];
		unsigned minor = l->minors[link->unit];

		for (unsigned u = minor; u < n && l->minors[u] == minor; u++)
			reach[u] += (float)((double)link->share *
					    nearness(l, link->unit, u));
	}
	return reach;
}

double linker_likeness(const float *reach, const struct link_set *to)
{
	double sum = 0;

	for (unsigned i = 0; i < to->count; i++)
		sum += (double)reach[to->items[i].unit] *
		       (double)to->items[i].share;
	return sum < 1 ? sum : 1;
}
