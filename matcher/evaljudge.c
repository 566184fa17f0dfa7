/* evaljudge - see evaljudge.h. */
#include "matcher/evaljudge.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"

enum { GAIN_DEPTH = 10, PRECISION_DEPTH = 5, RECALL_DEPTH = 100 };

struct judged {
	size_t count;
	struct map *grades; /* docid -> struct grade */
	struct grade *first;
};

struct grade {
	int value;
	struct grade *next;
};

struct judgements {
	struct arena *arena;
	struct map *queries; /* qid -> struct judged */
};

struct judgements *judgements_new(struct arena *a)
{
	struct judgements *j = ARENA_NEW(a, struct judgements);

	j->arena = a;
	j->queries = map_new(a);
	return j;
}

size_t judgements_count(const struct judgements *j)
{
	return map_count(j->queries);
}

/* The maps lend their values read-only; what was put here is ours. */
static void *ours(const void *value)
{
	void *p;

	memcpy(&p, &value, sizeof(p));
	return p;
}

void judgements_add(struct judgements *j, struct slice qid, struct slice docid,
		    int grade)
{
	struct judged *q = ours(map_get(j->queries, qid));
	struct grade *g;

	if (q == NULL) {
		q = ARENA_NEW(j->arena, struct judged);
		q->grades = map_new(j->arena);
		map_put(j->queries, qid, q);
	}
	g = ours(map_get(q->grades, docid));
	if (g == NULL) {
		g = ARENA_NEW(j->arena, struct grade);
		g->next = q->first;
		q->first = g;
		q->count++;
		map_put(q->grades, docid, g);
	}
	g->value = grade;
}

static double discount(size_t position)
{
	return log2((double)position + 2);
}

/* The gain of the best order: the highest grades, insertion sorted. */
static double ideal_gain(const struct judged *q)
{
	int best[GAIN_DEPTH + 1];
	size_t n = 0;
	double sum = 0;

	for (const struct grade *g = q->first; g != NULL; g = g->next) {
		size_t at = n;

		for (; at > 0 && best[at - 1] < g->value; at--)
			best[at] = best[at - 1];
		best[at] = g->value;
		if (n < GAIN_DEPTH)
			n++;
	}
	for (size_t i = 0; i < n; i++)
		sum += best[i] / discount(i);
	return sum;
}

void judgements_measure(const struct judgements *j, struct slice qid,
			struct eval_run run, struct eval_measures *sums)
{
	const struct judged *q = map_get(j->queries, qid);
	double precision = 0;
	double gain = 0;
	size_t hits = 0;
	size_t early = 0;
	size_t recalled = 0;

	if (q == NULL)
		return;
	for (size_t i = 0; i < run.count; i++) {
		const struct grade *g = map_get(q->grades, run.rows[i].docid);

		if (g == NULL)
			continue;
		hits++;
		precision += (double)hits / (double)(i + 1);
		if (hits == 1)
			sums->mrr += 1 / (double)(i + 1);
		if (i < GAIN_DEPTH)
			gain += g->value / discount(i);
		early += i < PRECISION_DEPTH;
		recalled += i < RECALL_DEPTH;
	}
	sums->map += precision / (double)q->count;
	sums->ndcg10 += gain / ideal_gain(q);
	sums->p5 += (double)early / PRECISION_DEPTH;
	sums->r100 += (double)recalled / (double)q->count;
}
