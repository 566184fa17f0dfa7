/* candidates - see candidates.h. */
#include "matcher/candidates.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/bits.h"
#include "matcher/filters.h"
#include "matcher/suitability.h"
#include "matcher/traits.h"

enum { FIT_MOST = 10000, BOUNDS = FIT_MOST + 4 };

/* One that stands among the best so far; a heap, the worst on top. */
struct kept {
	long mutual;
	uint32_t row;
	uint32_t slot; /* of items */
};

/* A row in question, with the most that its a can be. */
struct guess {
	uint32_t row;
	uint16_t most;
};

struct ranking {
	struct arena *a;
	struct arena *scratch; /* of the profile being looked at */
	const struct people *people;
	const struct snapshot *snapshot;
	const struct leaf *leaf; /* where the opening stands */
	size_t opening;          /* its row there */
	const struct candidates_query *q;
	struct suitability suitability;
	struct candidates *to;
	struct person_item *items; /* of all tiers, one behind another */
};

/* One verdict; what stands among its best. */
struct standing {
	enum verdict verdict;
	const uint64_t *rows;
	size_t words;
	size_t room; /* how many are wanted at most */
	size_t count;
	struct kept *heap;
	struct person_item *items;
	size_t fitted;
	size_t with[BOUNDS]; /* rows by their bound */
};

long candidates_mutual(long a, long b)
{
	if (a == 0 || b == 0)
		return 0;
	return (2 * a * b + (a + b) / 2) / (a + b);
}

bool candidates_are_ventures(const struct opening *o)
{
	return o->applicant == APPLICANT_TEAM ||
	       o->applicant == APPLICANT_COMPANY ||
	       o->applicant == APPLICANT_ORGANISATION;
}

/* Whether x comes after y. */
static bool is_worse(const struct kept *x, const struct kept *y)
{
	return x->mutual < y->mutual ||
	       (x->mutual == y->mutual && x->row > y->row);
}

static void swap(struct kept *x, struct kept *y)
{
	struct kept z = *x;

	*x = *y;
	*y = z;
}

static void sink(struct kept *heap, size_t n)
{
	size_t i = 0, child;

	while ((child = 2 * i + 1) < n) {
		if (child + 1 < n && is_worse(&heap[child + 1], &heap[child]))
			child++;
		if (!is_worse(&heap[child], &heap[i]))
			return;
		swap(&heap[i], &heap[child]);
		i = child;
	}
}

static void rise(struct kept *heap, size_t i)
{
	while (i > 0 && is_worse(&heap[i], &heap[(i - 1) / 2])) {
		swap(&heap[i], &heap[(i - 1) / 2]);
		i = (i - 1) / 2;
	}
}

static bool is_full(const struct standing *t)
{
	return t->count == t->room;
}

static bool could_stand(const struct standing *t, long mutual, uint32_t row)
{
	struct kept one = {.mutual = mutual, .row = row};

	return !is_full(t) || is_worse(&t->heap[0], &one);
}

static void keep(struct standing *t, const struct person_item *item)
{
	struct kept one = {item->mutual, (uint32_t)item->row,
			   (uint32_t)t->count};

	if (is_full(t)) {
		one.slot = t->heap[0].slot;
		t->heap[0] = one;
		sink(t->heap, t->count);
	} else {
		t->heap[t->count] = one;
		rise(t->heap, t->count++);
	}
	t->items[one.slot] = *item;
}

static struct fit_request request_of(const struct ranking *r,
				     const struct profile *p)
{
	return (struct fit_request){.profile = p,
				    .words = SLICE(""),
				    .weights = weights_published,
				    .as_of = r->q->as_of};
}

/* b can be no more than with a text that says it all. */
static long back_most(const struct ranking *r, const struct fitter *f)
{
	bool has[FIT__COUNT] = {true, f->skills.count > 0, true};
	const struct profile *p = f->profile;
	bool is_stated;
	struct fit fit = {.value = {[FIT_TEXT] = 1}};
	struct weights w;

	has[FIT_TEXT] = p->headline.n + p->wants.n + p->experience.n > 0 ||
			p->skills.count > 0;
	w = weights_of(weights_published, has);
	fit.value[FIT_SKILL] = fit_skill_value(f, r->opening, &is_stated);
	fit.value[FIT_PREF] = fit_pref_value(f, r->opening, &is_stated);
	fit_add_up(&w, &fit);
	return fit.hundredths < FIT_MOST ? fit.hundredths + 1 : FIT_MOST;
}

static void fit_back(const struct ranking *r, struct fitter *f,
		     struct person_item *item)
{
	struct fit_request rq = request_of(r, f->profile);

	fitter_read_texts(r->scratch, r->q->analyser, &rq, f);
	f->score = textquery_score(f->query, (uint32_t)r->opening);
	item->back = fit_of(f, r->opening);
	item->back_weights = f->weights;
	item->mutual =
		candidates_mutual(item->to.hundredths, item->back.hundredths);
}

static void try_row(const struct ranking *r, struct standing *t, uint32_t row)
{
	struct person_item item = {.row = row, .verdict = t->verdict};
	struct person person;
	struct fitter f;

	arena_reset(r->scratch);
	people_read(r->scratch, r->people, row, &person);
	f = (struct fitter){.snapshot = r->snapshot,
			    .leaf = r->leaf,
			    .profile = &person.profile,
			    .skills = person.skills,
			    .occupations = person.occupations};
	r->to->effort.tried++;
	item.to = suitability_of(&r->suitability, &f, row);
	if (!could_stand(t, candidates_mutual(item.to.hundredths, FIT_MOST),
			 row))
		return;
	f.wishes = wishes_prepare(r->leaf->segment, f.profile, r->q->as_of);
	if (!could_stand(
		    t, candidates_mutual(item.to.hundredths, back_most(r, &f)),
		    row))
		return;
	t->fitted++;
	fit_back(r, &f, &item);
	if (could_stand(t, item.mutual, row))
		keep(t, &item);
}

static void count_bounds(const struct ranking *r, struct standing *t)
{
	const uint16_t *most = r->suitability.most;

	for (size_t w = 0; w < t->words; w++) {
		for (uint64_t bits = t->rows[w]; bits != 0; bits &= bits - 1)
			t->with[most[w * 64 + (size_t)__builtin_ctzll(bits)]]++;
	}
}

/* Falling a, then rising rows. */
static int by_guess(const void *x, const void *y)
{
	const struct guess *a = x, *b = y;

	if (a->most != b->most)
		return a->most > b->most ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

/* Bounds in least..most: `n` rows. */
struct span {
	size_t least, most, n;
};

static struct guess *collect(struct arena *a, const struct ranking *r,
			     const struct standing *t, const struct span *s)
{
	struct guess *list = ARENA_ARRAY(a, struct guess, s->n);
	size_t n = 0;

	for (size_t w = 0; w < t->words && n < s->n; w++) {
		for (uint64_t bits = t->rows[w]; bits != 0 && n < s->n;
		     bits &= bits - 1) {
			size_t i = w * 64 + (size_t)__builtin_ctzll(bits);
			uint16_t most = r->suitability.most[i];

			if (most >= s->least && most <= s->most)
				list[n++] = (struct guess){(uint32_t)i, most};
		}
	}
	qsort(list, n, sizeof(*list), by_guess);
	return list;
}

/* False: those that are left cannot stand, or there were too many. */
static bool try_span(const struct ranking *r, struct standing *t,
		     const struct span *s)
{
	struct arena *a = arena_new(0);
	const struct guess *list = collect(a, r, t, s);
	bool goes_on = true;

	for (size_t i = 0; i < s->n && goes_on; i++) {
		long bound = candidates_mutual(list[i].most, FIT_MOST);

		if (is_full(t) && t->fitted >= CANDIDATES_MOST) {
			r->to->is_exact = false;
			goes_on = false;
		} else if (could_stand(t, bound, list[i].row)) {
			try_row(r, t, list[i].row);
		} else if (bound < t->heap[0].mutual) {
			goes_on = false;
		}
	}
	arena_free(a);
	return goes_on;
}

/* The next rows by falling bound, `want` or more; those of bound 0 apart. */
static bool next_span(const struct standing *t, size_t want, struct span *s)
{
	size_t at = s->least;

	s->n = 0;
	if (at <= 1)
		return false;
	s->most = at - 1;
	while (at > 1 && s->n < want)
		s->n += t->with[--at];
	s->least = at;
	return s->n > 0;
}

/* Of those with a = 0 only the first by id can stand. */
static void try_rest(const struct ranking *r, struct standing *t)
{
	struct span s = {0, 0, t->with[0] < t->room ? t->with[0] : t->room};

	if (s.n > 0)
		try_span(r, t, &s);
}

static int best_first(const void *x, const void *y)
{
	return is_worse(x, y) ? 1 : -1;
}

static void tell_unknown(const struct ranking *r, struct person_item *item)
{
	struct judgement j;
	struct slice *list;

	arena_reset(r->scratch);
	judge(r->scratch, &r->leaf->segment->judged[r->opening],
	      people_facts(r->scratch, r->people, item->row), r->q->as_of, &j);
	item->incomplete = j.incomplete;
	list = ARENA_ARRAY(r->a, struct slice, j.count);
	for (size_t i = 0; i < j.count; i++) {
		const struct criterion *c = &j.criteria[i];
		struct slice subject = test_subject(c->test);
		size_t k = 0;

		if (c->later || c->verdict != VERDICT_MAYBE)
			continue;
		while (k < item->unknown_count && !slice_eq(list[k], subject))
			k++;
		if (k == item->unknown_count)
			list[item->unknown_count++] = subject;
	}
	item->unknown = list;
}

static void take_items(struct ranking *r, struct standing *t)
{
	if (t->count > 0)
		qsort(t->heap, t->count, sizeof(*t->heap), best_first);
	for (size_t i = 0; i < t->count; i++) {
		struct person_item *item = &r->items[r->to->item_count++];

		*item = t->items[t->heap[i].slot];
		if (item->verdict == VERDICT_MAYBE)
			tell_unknown(r, item);
	}
}

static void rank_tier(struct ranking *r, struct standing *t, size_t size)
{
	struct span s = {.least = BOUNDS};
	size_t want = CANDIDATES_FIRST;
	bool goes_on = true;

	t->room = r->q->limit - r->to->item_count;
	if (t->room > size)
		t->room = size;
	if (t->room == 0)
		return;
	t->heap = ARENA_ARRAY(r->a, struct kept, t->room);
	t->items = ARENA_ARRAY(r->a, struct person_item, t->room);
	count_bounds(r, t);
	while (goes_on && next_span(t, want, &s)) {
		goes_on = try_span(r, t, &s);
		want *= 2;
	}
	if (goes_on)
		try_rest(r, t);
	r->to->effort.fitted += t->fitted;
	take_items(r, t);
}

static size_t count_bits(const uint64_t *words, size_t n)
{
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (size_t)__builtin_popcountll(words[i]);
	return sum;
}

/* Ventures only, where the opening is for them. */
static void narrow(const struct ranking *r, struct scan *s)
{
	if (!r->to->as_ventures)
		return;
	for (size_t w = 0; w < s->words; w++) {
		s->eligible[w] &= r->people->is_venture[w];
		s->maybe[w] &= r->people->is_venture[w];
	}
}

static void count_tiers(struct ranking *r, const struct scan *s)
{
	struct candidates_counts *c = &r->to->counts;

	c->considered = r->people->count;
	if (r->to->as_ventures)
		c->considered = count_bits(r->people->is_venture, s->words);
	c->eligible = count_bits(s->eligible, s->words);
	c->maybe = count_bits(s->maybe, s->words);
}

static void prepare(struct ranking *r, const struct scan *s)
{
	uint64_t *gate = ARENA_ARRAY(r->a, uint64_t, s->words + 1);
	struct suitability_query q = {.analyser = r->q->analyser,
				      .people = r->people,
				      .segment = r->leaf->segment,
				      .opening = r->opening,
				      .as_of = r->q->as_of,
				      .gate = gate};

	for (size_t w = 0; w < s->words; w++)
		gate[w] = s->eligible[w] | s->maybe[w];
	suitability_prepare(r->a, &q, &r->suitability);
	r->to->weights = r->suitability.weights;
}

static void rank_tiers(struct ranking *r, const struct scan *s)
{
	struct standing *t = ARENA_ARRAY(r->a, struct standing, 2);
	size_t size = r->to->counts.eligible + r->to->counts.maybe;

	if (size > r->q->limit)
		size = r->q->limit;
	r->items = ARENA_ARRAY(r->a, struct person_item, size);
	r->to->items = r->items;
	t[0] = (struct standing){.verdict = VERDICT_ELIGIBLE,
				 .rows = s->eligible,
				 .words = s->words};
	t[1] = (struct standing){
		.verdict = VERDICT_MAYBE, .rows = s->maybe, .words = s->words};
	rank_tier(r, &t[0], r->to->counts.eligible);
	rank_tier(r, &t[1], r->to->counts.maybe);
}

static bool is_considered(const struct ranking *r)
{
	const struct traits *t = r->leaf->segment->traits;

	return traits_state(t, r->opening, r->q->as_of) == STATE_OPEN &&
	       bit_has(r->leaf->shown, r->opening);
}

void candidates_rank(struct arena *a, const struct people *p,
		     const struct snapshot *s, const struct candidates_query *q,
		     struct candidates *ret_candidates)
{
	struct ranking r = {.a = a,
			    .people = p,
			    .snapshot = s,
			    .q = q,
			    .to = ret_candidates};
	struct scan scan;

	*ret_candidates =
		(struct candidates){.as_ventures = candidates_are_ventures(
					    snapshot_opening(a, s, q->opening)),
				    .is_exact = true,
				    .weights = weights_published};
	r.leaf = snapshot_leaf(s, q->opening, &r.opening);
	if (!is_considered(&r))
		return;
	r.scratch = arena_new(0);
	scan_profiles(a, p->columns, snapshot_judged(s, q->opening), q->as_of,
		      &scan);
	narrow(&r, &scan);
	count_tiers(&r, &scan);
	prepare(&r, &scan);
	rank_tiers(&r, &scan);
	arena_free(r.scratch);
}
