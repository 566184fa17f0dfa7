/* skill_pool - see skill_pool.h. */
#include "matcher/skill_pool.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "matcher/knowledge.h"

void skill_pool_begin(struct arena *a, const struct text_knowledge *known,
		      struct skill_pool *ret_pool)
{
	*ret_pool = (struct skill_pool){
		.arena = a, .known = known, .by_key = map_new(a)};
	buf_init(&ret_pool->typed, SIZE_MAX / 2);
	buf_init(&ret_pool->meanings, SIZE_MAX / 2);
	buf_init(&ret_pool->kin, SIZE_MAX / 2);
	if (known->linker != NULL)
		ret_pool->of_unit =
			ARENA_ARRAY(a, uint32_t,
				    linker_taxonomy(known->linker)->unit_count);
}

void skill_pool_done(struct skill_pool *p)
{
	buf_done(&p->typed);
	buf_done(&p->meanings);
	buf_done(&p->kin);
}

size_t skill_pool_meanings(const struct skill_pool *p)
{
	return p->meanings.n / sizeof(struct skill);
}

const struct skill *skill_pool_meaning(const struct skill_pool *p,
				       uint32_t meaning)
{
	return (const struct skill *)(const void *)p->meanings.p + meaning;
}

const struct typed_skill *skill_pool_typed(const struct skill_pool *p,
					   uint32_t typed)
{
	return (const struct typed_skill *)(const void *)p->typed.p + typed;
}

static uint32_t add_meaning(struct skill_pool *p, const struct skill *s)
{
	uint32_t number = (uint32_t)skill_pool_meanings(p);

	buf_add(&p->meanings, s, sizeof(*s));
	if (s->group_count > 0 || s->known.count > 0 || s->occupation.n > 0)
		buf_add(&p->kin, &number, sizeof(number));
	return number;
}

static uint32_t meaning_of(struct skill_pool *p, struct analyser *an,
			   struct slice text)
{
	struct id_list one = {1, &text};
	struct skill_list read = skills_read(p->arena, an, p->known, &one);
	const uint32_t *number;
	uint32_t *own;

	if (read.count == 0)
		return SKILL_POOL_NONE;
	number = map_get(p->by_key, read.items[0].key);
	if (number != NULL)
		return *number;
	own = ARENA_NEW(p->arena, uint32_t);
	*own = add_meaning(p, &read.items[0]);
	map_put(p->by_key, read.items[0].key, own);
	return *own;
}

uint32_t skill_pool_add(struct skill_pool *p, struct analyser *an,
			struct slice text)
{
	uint32_t number = (uint32_t)(p->typed.n / sizeof(struct typed_skill));
	struct typed_skill t = {.text = arena_copy(p->arena, text)};

	t.meaning = meaning_of(p, an, t.text);
	buf_add(&p->typed, &t, sizeof(t));
	return number;
}

uint32_t skill_pool_add_unit(struct skill_pool *p, unsigned unit)
{
	struct skill s;

	if (p->of_unit[unit] == 0) {
		s = skill_of_unit(p->arena, p->known, SLICE(""), unit);
		p->of_unit[unit] = add_meaning(p, &s) + 1;
	}
	return p->of_unit[unit] - 1;
}

/* Counting sort: rows stay ascending within each meaning. */
void skill_pool_settle(struct skill_pool *p, const struct skill_holding *pairs,
		       size_t n)
{
	size_t count = skill_pool_meanings(p);
	size_t *from = ARENA_ARRAY(p->arena, size_t, count + 2);
	uint32_t *holders = ARENA_ARRAY(p->arena, uint32_t, n);

	for (size_t i = 0; i < n; i++)
		from[pairs[i].meaning + 2]++;
	for (size_t m = 2; m < count + 2; m++)
		from[m] += from[m - 1];
	for (size_t i = 0; i < n; i++)
		holders[from[pairs[i].meaning + 1]++] = pairs[i].row;
	p->from = from;
	p->holders = holders;
}

struct skill_holders skill_pool_holders(const struct skill_pool *p,
					uint32_t meaning)
{
	size_t from = p->from[meaning];

	return (struct skill_holders){p->from[meaning + 1] - from,
				      p->holders + from};
}

static int nearest_first(const void *a, const void *b)
{
	const struct related_skill *x = a, *y = b;

	if (x->how != y->how)
		return x->how > y->how ? -1 : 1;
	return (x->meaning > y->meaning) - (x->meaning < y->meaning);
}

/*
 * An occupation is compared with occupations, a skill with skills; the same
 * skill was found by its key, which occupations are not filed under.
 */
static bool is_compared(const struct skill *wanted, const struct skill *own)
{
	if (wanted->occupation.n > 0 || own->occupation.n > 0)
		return wanted->occupation.n > 0 && own->occupation.n > 0;
	return !slice_eq(wanted->key, own->key);
}

size_t skill_pool_related(struct arena *a, const struct skill_pool *p,
			  const struct skill *wanted,
			  const struct related_skill **ret_items)
{
	const uint32_t *kin = (const uint32_t *)(const void *)p->kin.p;
	size_t kin_count = p->kin.n / sizeof(*kin), n = 0;
	struct related_skill *items =
		ARENA_ARRAY(a, struct related_skill, kin_count + 1);
	const uint32_t *same = map_get(p->by_key, wanted->key);

	if (same != NULL)
		items[n++] = (struct related_skill){*same, SKILL_EXACT};
	for (size_t i = 0; i < kin_count; i++) {
		const struct skill *own = skill_pool_meaning(p, kin[i]);
		enum skill_match how;

		if (!is_compared(wanted, own))
			continue;
		how = skill_compare(wanted, own);
		if (how != SKILL_NONE)
			items[n++] = (struct related_skill){kin[i], how};
	}
	qsort(items, n, sizeof(*items), nearest_first);
	*ret_items = items;
	return n;
}
