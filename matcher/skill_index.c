/* skill_index - see skill_index.h. */
#include "matcher/skill_index.h"

#include <math.h>

#include "base/arena.h"
#include "base/map.h"
#include "matcher/knowledge.h"
#include "matcher/linker.h"
#include "matcher/synonyms.h"

struct skill_index {
	const struct skill_index *base; /* whose frequencies hold; may be it */
	struct text_knowledge knowledge;
	size_t count;
	size_t bytes;
	size_t with_skills;
	struct skill_list *of;
	struct map *df_by_key; /* to one of df */
	size_t *df;
	size_t df_count;
	size_t *df_of_group;
	const struct known_skill *known; /* the taxonomy's, or NULL */
	size_t *df_of_known;
	const struct skill **different; /* by number, as in df */
	uint64_t *kin;                  /* by number: see kin_of() */
	uint32_t *numbers;              /* of all openings, one after another */
	double *idfs;                   /* by number */
	size_t number_count;
	size_t *first; /* by opening; one more */
};

/* Whether one of the skills before number i of the list has the group too. */
static bool group_stood_before(const struct skill_list *list, size_t i,
			       unsigned group)
{
	for (size_t k = 0; k < i; k++) {
		for (size_t g = 0; g < list->items[k].group_count; g++) {
			if (list->items[k].groups[g] == group)
				return true;
		}
	}
	return false;
}

static bool known_stood_before(const struct skill_list *list, size_t i,
			       const struct known_skill *known)
{
	for (size_t k = 0; k < i; k++) {
		for (size_t n = 0; n < list->items[k].known.count; n++) {
			if (list->items[k].known.items[n] == known)
				return true;
		}
	}
	return false;
}

static bool key_stood_before(const struct skill_list *list, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (slice_eq(list->items[k].key, list->items[i].key))
			return true;
	}
	return false;
}

static uint64_t bit_of(const void *thing)
{
	uint64_t h = (uint64_t)(uintptr_t)thing * UINT64_C(0x9E3779B97F4A7C15);

	return UINT64_C(1) << (h >> 58);
}

/*
 * Two skills that are near without being written alike share a bit: of a group,
 * or of the upper level that both lie under.  Most pairs share none.
 */
static uint64_t kin_of(const struct skill *s)
{
	uint64_t kin = 0;

	for (size_t i = 0; i < s->group_count; i++)
		kin |= bit_of((const void *)(uintptr_t)(s->groups[i] + 1));
	for (size_t i = 0; i < s->known.count; i++) {
		const struct known_skill *k = s->known.items[i];

		kin |= bit_of(k) | (k->parent == NULL ? 0 : bit_of(k->parent));
	}
	return kin;
}

/* An opening counts once for a skill, however often it names it. */
static void count_skill(struct skill_index *x, const struct skill_list *list,
			size_t i)
{
	const struct skill *s = &list->items[i];
	const size_t *known = map_get(x->df_by_key, s->key);

	if (known == NULL) {
		x->different[x->df_count] = s;
		x->kin[x->df_count] = kin_of(s);
		known = &x->df[x->df_count++];
		map_put(x->df_by_key, s->key, known);
	}
	x->numbers[x->number_count++] = (uint32_t)(known - x->df);
	if (!key_stood_before(list, i))
		x->df[known - x->df]++;
	for (size_t g = 0; g < s->group_count; g++) {
		if (!group_stood_before(list, i, s->groups[g]))
			x->df_of_group[s->groups[g]]++;
	}
	for (size_t k = 0; k < s->known.count; k++) {
		if (!known_stood_before(list, i, s->known.items[k]))
			x->df_of_known[s->known.items[k] - x->known]++;
	}
}

/* Openings name few different skills: each is analysed once. */
struct skill_reading {
	struct arena *arena, *scratch;
	struct analyser *analyser;
	const struct text_knowledge *known;
	struct map *read; /* by what was typed */
};

static const struct skill *read_once(const struct skill_reading *r,
				     struct slice typed)
{
	const struct skill *known = map_get(r->read, typed);
	struct skill *own;

	if (known != NULL)
		return known;
	own = ARENA_NEW(r->scratch, struct skill);
	typed = arena_copy(r->arena, typed);
	skill_read(r->arena, r->analyser, r->known, typed, own);
	map_put(r->read, typed, own);
	return own;
}

static struct skill read_occupation(const struct skill_reading *r,
				    struct slice code)
{
	code = arena_copy(r->arena, code);
	return skill_of_occupation(r->arena, code, code);
}

static struct skill_list skills_of(const struct skill_reading *r,
				   const struct opening *o)
{
	struct skill *items =
		ARENA_ARRAY(r->arena, struct skill, o->skills.count + 1);
	struct skill_list list = {0, items};

	for (size_t i = 0; i < o->skills.count; i++) {
		const struct skill *s = read_once(r, o->skills.items[i]);

		if (s->key.n > 0)
			items[list.count++] = *s;
	}
	if (o->occupation.n > 0 && r->known->linker != NULL)
		items[list.count++] = read_occupation(r, o->occupation);
	return list;
}

static void build(struct arena *a, struct analyser *an, struct skill_index *x,
		  const struct opening *const *openings, size_t n)
{
	const struct text_knowledge *known = &x->knowledge;
	const struct taxonomy *taxonomy =
		known->linker == NULL ? NULL : linker_taxonomy(known->linker);
	struct arena *scratch = arena_new(0);
	struct skill_reading r = {a, scratch, an, known, map_new(scratch)};
	size_t named = 0, before = arena_bytes(a);

	for (size_t i = 0; i < n; i++)
		named += openings[i]->skills.count + 1;
	x->df = ARENA_ARRAY(a, size_t, named);
	x->different = ARENA_ARRAY(a, const struct skill *, named);
	x->kin = ARENA_ARRAY(a, uint64_t, named);
	x->numbers = ARENA_ARRAY(a, uint32_t, named);
	x->first = ARENA_ARRAY(a, size_t, n + 1);
	x->count = n;
	x->of = ARENA_ARRAY(a, struct skill_list, n);
	x->df_by_key = map_new(a);
	x->df_of_group =
		ARENA_ARRAY(a, size_t, synonyms_count(known->synonyms));
	if (taxonomy != NULL) {
		x->known = taxonomy->skills;
		x->df_of_known = ARENA_ARRAY(a, size_t, taxonomy->skill_count);
	}
	for (size_t i = 0; i < n; i++) {
		x->of[i] = skills_of(&r, openings[i]);
		x->with_skills += x->of[i].count > 0;
		x->first[i] = x->number_count;
		for (size_t k = 0; k < x->of[i].count; k++)
			count_skill(x, &x->of[i], k);
		x->first[i + 1] = x->number_count;
	}
	x->idfs = ARENA_ARRAY(a, double, x->df_count + 1);
	for (size_t i = 0; i < x->df_count; i++)
		x->idfs[i] = skill_index_idf(x, x->different[i]);
	x->bytes = arena_bytes(a) - before;
	arena_free(scratch);
}

const struct skill_index *skill_index_new(struct arena *a, struct analyser *an,
					  const struct text_knowledge *known,
					  const struct opening *const *openings,
					  size_t n)
{
	struct skill_index *x = ARENA_NEW(a, struct skill_index);

	x->base = x;
	x->knowledge = *known;
	build(a, an, x, openings, n);
	return x;
}

const struct skill_index *
skill_index_extend(struct arena *a, struct analyser *an,
		   const struct skill_index *base,
		   const struct opening *const *openings, size_t n)
{
	struct skill_index *x = ARENA_NEW(a, struct skill_index);

	x->base = base->base;
	x->knowledge = base->knowledge;
	build(a, an, x, openings, n);
	return x;
}

const struct skill_list *skill_index_of(const struct skill_index *x,
					size_t opening)
{
	return &x->of[opening];
}

double skill_index_idf(const struct skill_index *index, const struct skill *s)
{
	const struct skill_index *x = index->base;
	const size_t *own = map_get(x->df_by_key, s->key);
	size_t df = own == NULL ? 0 : *own;
	double n = (double)x->with_skills;

	for (size_t g = 0; g < s->group_count; g++) {
		if (x->df_of_group[s->groups[g]] > df)
			df = x->df_of_group[s->groups[g]];
	}
	for (size_t k = 0; k < s->known.count; k++) {
		size_t own_df = x->df_of_known[s->known.items[k] - x->known];

		if (own_df > df)
			df = own_df;
	}
	/* Of an opening that is not among those counted. */
	if (df == 0 && index != x)
		df = 1;
	if ((double)df > n)
		df = x->with_skills;
	return log(1 + (n - (double)df + .5) / ((double)df + .5));
}

size_t skill_index_bytes(const struct skill_index *x)
{
	return x->bytes;
}

size_t skill_index_count(const struct skill_index *x)
{
	return x->df_count;
}

const struct skill *skill_index_at(const struct skill_index *x, size_t number)
{
	return x->different[number];
}

struct skill_numbers skill_index_numbers(const struct skill_index *x,
					 size_t opening)
{
	size_t from = x->first[opening];

	return (struct skill_numbers){x->first[opening + 1] - from,
				      x->numbers + from};
}

static void compare_skill(const struct skill_index *x, const struct skill *own,
			  double *similarities)
{
	const size_t *same = map_get(x->df_by_key, own->key);
	uint64_t kin = kin_of(own);

	if (same != NULL)
		similarities[same - x->df] = skill_similarity(SKILL_EXACT);
	for (size_t i = 0; kin != 0 && i < x->df_count; i++) {
		double near;

		if ((x->kin[i] & kin) == 0)
			continue;
		near = skill_similarity(skill_compare(x->different[i], own));
		if (near > similarities[i])
			similarities[i] = near;
	}
}

void skill_index_compare(const struct skill_index *x,
			 const struct skill_list *skills,
			 const struct skill_list *occupations,
			 double *ret_similarities)
{
	for (size_t i = 0; i < x->df_count; i++)
		ret_similarities[i] = 0;
	for (size_t k = 0; k < skills->count; k++)
		compare_skill(x, &skills->items[k], ret_similarities);
	for (size_t i = 0; occupations->count > 0 && i < x->df_count; i++) {
		const struct skill *s = x->different[i];

		for (size_t k = 0;
		     s->occupation.n > 0 && k < occupations->count; k++) {
			double near = skill_similarity(
				skill_compare(s, &occupations->items[k]));

			if (near > ret_similarities[i])
				ret_similarities[i] = near;
		}
	}
}

const double *skill_index_idfs(const struct skill_index *x)
{
	return x->idfs;
}
