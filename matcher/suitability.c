/* suitability - see suitability.h. */
#include "matcher/suitability.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "matcher/segment.h"
#include "matcher/skill_index.h"

enum { ROWS_AT_ONCE = 4096 };

struct preparing {
	struct arena *a;
	const struct suitability_query *q;
	struct suitability *s;
	uint16_t *skill;
	uint64_t *done; /* rows that have the nearest of one wanted skill */
	double skills_weight, occupation_weight;
};

static bool has(const uint64_t *words, size_t i)
{
	return (words[i / 64] >> (i % 64) & 1) != 0;
}

static uint16_t bound_of(double share)
{
	double up = ceil(share * TEXT_MOST) + 1;

	return up < TEXT_MOST ? (uint16_t)up : TEXT_MOST;
}

static void begin_skills(struct preparing *p)
{
	const struct people *people = p->q->people;
	uint16_t prior = bound_of(FIT_SKILL_PRIOR);

	p->skill = ARENA_ARRAY(p->a, uint16_t, people->count);
	p->done = ARENA_ARRAY(p->a, uint64_t, (people->count + 63) / 64);
	for (size_t i = 0; i < people->count; i++) {
		if (p->skills_weight <= 0 || !has(people->has_skills, i))
			p->skill[i] = prior;
	}
}

/* What a row gains by one skill, the nearest of its own counting. */
static void gain_skill(struct preparing *p, size_t row, double share)
{
	unsigned sum = p->skill[row] + bound_of(share);

	p->skill[row] = sum < TEXT_MOST ? (uint16_t)sum : TEXT_MOST;
}

/* Who names no occupation is not compared by it: that bound stands above. */
static void gain_occupation(struct preparing *p, size_t row, double likeness)
{
	double own = (double)p->skill[row] / TEXT_MOST;
	double all = p->skills_weight + p->occupation_weight;
	uint16_t bound = bound_of(
		(own * p->skills_weight + likeness * p->occupation_weight) /
		all);

	if (bound > p->skill[row])
		p->skill[row] = bound;
}

static void add_wanted(struct preparing *p, const struct skill *wanted,
		       double weight)
{
	const struct skill_pool *pool = &p->q->people->skills;
	const struct related_skill *items;
	size_t n = skill_pool_related(p->a, pool, wanted, &items);
	size_t words = (p->q->people->count + 63) / 64;

	memset(p->done, 0, words * sizeof(*p->done));
	for (size_t i = 0; i < n; i++) {
		struct skill_holders h =
			skill_pool_holders(pool, items[i].meaning);
		double likeness = skill_similarity(items[i].how);

		for (size_t k = 0; k < h.count; k++) {
			uint32_t row = h.rows[k];

			if (has(p->done, row) ||
			    !has(p->q->people->has_skills, row))
				continue;
			p->done[row / 64] |= UINT64_C(1) << (row % 64);
			if (wanted->occupation.n > 0)
				gain_occupation(p, row, likeness);
			else
				gain_skill(p, row,
					   likeness * weight /
						   p->skills_weight);
		}
	}
}

/* Skills first: an occupation, which stands last, is added to their sum. */
static void add_skills(struct preparing *p)
{
	const struct skill_index *x = p->q->segment->skills;
	size_t opening = p->q->opening, n = skill_index_named(x, opening);

	for (size_t i = 0; i < n; i++) {
		const struct skill *s = skill_index_of(x, opening, i);
		double weight = skill_index_idf(x, s);

		if (s->occupation.n > 0)
			p->occupation_weight += weight;
		else
			p->skills_weight += weight;
	}
	begin_skills(p);
	for (size_t i = 0; i < n; i++) {
		const struct skill *s = skill_index_of(x, opening, i);

		add_wanted(p, s, skill_index_idf(x, s));
	}
	p->s->skill = p->skill;
}

static void scan_preferences(struct preparing *p)
{
	static const struct ruleset no_rules;
	const struct opening *o = p->s->opening;
	struct scan *scans =
		ARENA_ARRAY(p->a, struct scan, o->preference_count);

	for (size_t i = 0; i < o->preference_count; i++) {
		struct ruleset own = {1, o->preferences[i].rule};
		struct judged j = {&no_rules, &own, o->closes, o->starts};

		scan_profiles(p->a, p->q->people->columns, &j, p->q->as_of,
			      &scans[i]);
	}
	p->s->preferences = scans;
}

static double pref_value(const struct suitability *s, size_t row)
{
	const struct opening *o = s->opening;
	struct wish_result results[CRITERIA_TESTS_MAX];

	for (size_t i = 0; i < o->preference_count; i++) {
		double value = 0;

		if (has(s->preferences[i].eligible, row))
			value = 1;
		else if (has(s->preferences[i].maybe, row))
			value = WISH_PRIOR;
		results[i] = (struct wish_result){
			.value = value, .weight = o->preferences[i].weight};
	}
	return wishes_mean(results, o->preference_count);
}

static void bound_preferences(struct preparing *p)
{
	size_t n = p->q->people->count;
	uint16_t *pref = ARENA_ARRAY(p->a, uint16_t, n);

	for (size_t i = 0; i < n; i++) {
		if (has(p->q->gate, i))
			pref[i] = bound_of(pref_value(p->s, i));
	}
	p->s->pref = pref;
}

static bool has_preferences(const struct opening *o)
{
	double weight = 0;

	for (size_t i = 0; i < o->preference_count; i++)
		weight += o->preferences[i].weight;
	return weight > 0;
}

/* Thousandths more than the weight: bounds may be high, never low. */
static void add_part(uint32_t *sum, const uint16_t *part, double weight,
		     size_t n)
{
	uint32_t w = (uint32_t)ceil(weight * 10000);

	for (size_t i = 0; i < n; i++)
		sum[i] += part[i] * w;
}

/* Divided by 65,536 instead of 65,535, and a half rounded up: 3 is enough. */
static void settle_most(const uint32_t *sum, uint16_t *most, size_t n)
{
	for (size_t i = 0; i < n; i++)
		most[i] = (uint16_t)((sum[i] >> 16) + (sum[i] > 0 ? 3 : 0));
}

static void bound_all(struct preparing *p)
{
	struct suitability *s = p->s;
	size_t n = p->q->people->count;
	uint16_t *most = ARENA_ARRAY(p->a, uint16_t, n);
	uint32_t sum[ROWS_AT_ONCE];

	for (size_t from = 0; from < n; from += ROWS_AT_ONCE) {
		size_t size = n - from < ROWS_AT_ONCE ? n - from : ROWS_AT_ONCE;

		memset(sum, 0, sizeof(sum));
		if (s->weights.of[FIT_TEXT] > 0)
			add_part(sum, s->text.most + from,
				 s->weights.of[FIT_TEXT], size);
		if (s->skill != NULL)
			add_part(sum, s->skill + from, s->weights.of[FIT_SKILL],
				 size);
		if (s->pref != NULL)
			add_part(sum, s->pref + from, s->weights.of[FIT_PREF],
				 size);
		settle_most(sum, most + from, size);
	}
	s->most = most;
}

/* Nothing can be compared: all are worth the same. */
static void bound_none(struct preparing *p)
{
	size_t n = p->q->people->count;
	uint16_t *pref = ARENA_ARRAY(p->a, uint16_t, n);

	for (size_t i = 0; i < n; i++)
		pref[i] = bound_of(WISH_PRIOR);
	p->s->pref = pref;
}

void suitability_prepare(struct arena *a, const struct suitability_query *q,
			 struct suitability *ret)
{
	const struct opening *o = segment_opening(a, q->segment, q->opening);
	struct opening_text_query text = {q->analyser, q->people->text, o,
					  q->gate};
	struct preparing p = {.a = a, .q = q, .s = ret};
	bool can[FIT__COUNT];

	*ret = (struct suitability){
		.people = q->people, .opening = o, .number = q->opening};
	opening_text_run(a, &text, &ret->text);
	can[FIT_TEXT] = !ret->text.is_empty;
	can[FIT_SKILL] = skill_index_named(q->segment->skills, q->opening) > 0;
	can[FIT_PREF] = has_preferences(o);
	ret->weights = weights_of(weights_published, can);
	if (can[FIT_SKILL])
		add_skills(&p);
	scan_preferences(&p);
	if (can[FIT_PREF])
		bound_preferences(&p);
	else if (ret->weights.of[FIT_PREF] > 0)
		bound_none(&p);
	bound_all(&p);
}

struct fit suitability_of(const struct suitability *s, const struct fitter *f,
			  size_t row)
{
	struct fit fit = {.is_stated = {[FIT_TEXT] = !s->text.is_empty}};

	fit.value[FIT_TEXT] = opening_text_value(&s->text, row);
	fit.value[FIT_SKILL] = FIT_SKILL_PRIOR;
	if (f->skills.count > 0)
		fit.value[FIT_SKILL] = fit_skill_value(
			f, s->number, &fit.is_stated[FIT_SKILL]);
	fit.is_stated[FIT_PREF] = s->opening->preference_count > 0;
	fit.value[FIT_PREF] = pref_value(s, row);
	fit_add_up(&s->weights, &fit);
	return fit;
}
