/* skill_index - see skill_index.h. */
#include "matcher/skill_index.h"

#include <math.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "base/map.h"
#include "matcher/linker.h"
#include "matcher/skill_index_parts.h"
#include "matcher/synonyms.h"

/* Whether one of those between names the group too. */
static bool group_stood_before(const struct skill_index *x, size_t from,
			       size_t to, unsigned group)
{
	for (size_t i = from; i < to; i++) {
		const struct skill *s = x->typed[x->typed_of[i]];

		for (size_t g = 0; g < s->group_count; g++) {
			if (s->groups[g] == group)
				return true;
		}
	}
	return false;
}

static bool known_stood_before(const struct skill_index *x, size_t from,
			       size_t to, const struct known_skill *known)
{
	for (size_t i = from; i < to; i++) {
		const struct skill *s = x->typed[x->typed_of[i]];

		for (size_t n = 0; n < s->known.count; n++) {
			if (s->known.items[n] == known)
				return true;
		}
	}
	return false;
}

static bool number_stood_before(const struct skill_index *x, size_t from,
				size_t to, uint32_t number)
{
	for (size_t i = from; i < to; i++) {
		if (x->numbers[i] == number)
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
static void count_skill(struct skill_index *x, size_t first, size_t i)
{
	const struct skill *s = x->typed[x->typed_of[i]];

	if (!number_stood_before(x, first, i, x->numbers[i]))
		x->df[x->numbers[i]]++;
	for (size_t g = 0; g < s->group_count; g++) {
		if (!group_stood_before(x, first, i, s->groups[g]))
			x->df_of_group[s->groups[g]]++;
	}
	for (size_t k = 0; k < s->known.count; k++) {
		if (!known_stood_before(x, first, i, s->known.items[k]))
			x->df_of_known[s->known.items[k] - x->known]++;
	}
}

/* The number of each as typed: skills that mean the same have the same. */
static uint32_t *number_typed(struct arena *a, struct skill_index *x)
{
	uint32_t *numbers = ARENA_ARRAY(a, uint32_t, x->typed_count);

	for (size_t i = 0; i < x->typed_count; i++) {
		const struct skill *s = x->typed[i];
		const size_t *known = map_get(x->df_by_key, s->key);

		if (known == NULL) {
			x->different[x->df_count] = s;
			x->kin[x->df_count] = kin_of(s);
			known = &x->df[x->df_count++];
			map_put(x->df_by_key, s->key, known);
		}
		numbers[i] = (uint32_t)(known - x->df);
	}
	return numbers;
}

static void make_room(struct arena *a, struct skill_index *x)
{
	const struct text_knowledge *known = &x->knowledge;
	size_t n = x->typed_count;

	x->df = ARENA_ARRAY(a, size_t, n);
	x->different = ARENA_ARRAY(a, const struct skill *, n);
	x->kin = ARENA_ARRAY(a, uint64_t, n);
	x->idfs = ARENA_ARRAY(a, double, n);
	x->numbers = ARENA_ARRAY(a, uint32_t, x->first[x->count]);
	x->df_by_key = map_new(a);
	x->df_of_group =
		ARENA_ARRAY(a, size_t, synonyms_count(known->synonyms));
	if (known->linker != NULL) {
		const struct taxonomy *t = linker_taxonomy(known->linker);

		x->known = t->skills;
		x->df_of_known = ARENA_ARRAY(a, size_t, t->skill_count);
	}
}

void skill_index_settle(struct arena *a, struct skill_index *x)
{
	struct arena *scratch = arena_new(0);
	const uint32_t *number_of;

	make_room(a, x);
	number_of = number_typed(scratch, x);
	for (size_t i = 0; i < x->first[x->count]; i++)
		x->numbers[i] = number_of[x->typed_of[i]];
	for (size_t o = 0; o < x->count; o++) {
		x->with_skills += x->first[o + 1] > x->first[o];
		for (size_t i = x->first[o]; i < x->first[o + 1]; i++)
			count_skill(x, x->first[o], i);
	}
	for (size_t i = 0; i < x->df_count; i++)
		x->idfs[i] = skill_index_idf(x, x->different[i]);
	skill_sums_settle(a, x);
	arena_free(scratch);
}

struct skill_as_typed {
	struct skill skill;
	uint32_t number;
	struct skill_as_typed *next; /* by number */
};

/* Openings name few different skills: each is analysed once. */
struct skill_reading {
	struct arena *arena;
	struct analyser *analyser;
	const struct text_knowledge *known;
	struct map *read, *occupations; /* by what was typed */
	struct skill_as_typed *first, **last;
	size_t count;
};

/* The skill of the text, or NULL: it has no word. */
static const struct skill_as_typed *read_once(struct skill_reading *r,
					      struct slice typed, bool is_skill)
{
	struct map *read = is_skill ? r->read : r->occupations;
	const struct skill_as_typed *known = map_get(read, typed);
	struct skill_as_typed *own;

	if (known != NULL)
		return known->skill.key.n > 0 ? known : NULL;
	own = ARENA_NEW(r->arena, struct skill_as_typed);
	typed = arena_copy(r->arena, typed);
	if (is_skill)
		skill_read(r->arena, r->analyser, r->known, typed, &own->skill);
	else
		own->skill = skill_of_occupation(r->arena, typed, typed);
	map_put(read, typed, own);
	if (own->skill.key.n == 0)
		return NULL;
	own->number = (uint32_t)r->count++;
	*r->last = own;
	r->last = &own->next;
	return own;
}

/* Appends the numbers of what the opening names. */
static size_t add_opening(struct skill_reading *r, const struct opening *o,
			  uint32_t *to)
{
	size_t n = 0;

	for (size_t i = 0; i < o->skills.count; i++) {
		const struct skill_as_typed *s =
			read_once(r, o->skills.items[i], true);

		if (s != NULL)
			to[n++] = s->number;
	}
	if (o->occupation.n > 0 && r->known->linker != NULL)
		to[n++] = read_once(r, o->occupation, false)->number;
	return n;
}

static void keep_typed(struct skill_reading *r, struct skill_index *x)
{
	const struct skill **typed =
		ARENA_ARRAY(r->arena, const struct skill *, r->count);

	for (const struct skill_as_typed *s = r->first; s != NULL; s = s->next)
		typed[s->number] = &s->skill;
	x->typed_count = r->count;
	x->typed = typed;
}

static void read_openings(struct skill_reading *r, struct skill_index *x,
			  const struct opening *const *openings)
{
	uint32_t *first = ARENA_ARRAY(r->arena, uint32_t, x->count + 1);
	size_t most = 0;
	uint32_t *typed_of;

	for (size_t i = 0; i < x->count; i++)
		most += openings[i]->skills.count + 1;
	ASSERT(most < UINT32_MAX);
	typed_of = ARENA_ARRAY(r->arena, uint32_t, most);
	for (size_t i = 0; i < x->count; i++)
		first[i + 1] =
			first[i] + (uint32_t)add_opening(r, openings[i],
							 typed_of + first[i]);
	x->first = first;
	x->typed_of = typed_of;
	keep_typed(r, x);
}

static void build(struct arena *a, struct analyser *an, struct skill_index *x,
		  const struct opening *const *openings, size_t n)
{
	struct arena *scratch = arena_new(0);
	struct skill_reading r = {.arena = a,
				  .analyser = an,
				  .known = &x->knowledge,
				  .read = map_new(scratch),
				  .occupations = map_new(scratch)};

	r.last = &r.first;
	x->count = n;
	read_openings(&r, x, openings);
	skill_index_settle(a, x);
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

size_t skill_index_named(const struct skill_index *x, size_t opening)
{
	return x->first[opening + 1] - x->first[opening];
}

const struct skill *skill_index_of(const struct skill_index *x, size_t opening,
				   size_t i)
{
	return x->typed[x->typed_of[x->first[opening] + i]];
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

/* The map of keys is not among it. */
size_t skill_index_bytes(const struct skill_index *x)
{
	size_t named = x->first[x->count];
	size_t bytes = (x->count + 1) * sizeof(*x->first) +
		       named * (sizeof(*x->typed_of) + sizeof(*x->numbers)) +
		       x->df_count * (sizeof(*x->df) + sizeof(*x->different) +
				      sizeof(*x->kin) + sizeof(*x->idfs));

	for (size_t i = 0; i < x->typed_count; i++)
		bytes += sizeof(*x->typed) + sizeof(**x->typed) +
			 x->typed[i]->typed.n + x->typed[i]->key.n;
	return bytes;
}
