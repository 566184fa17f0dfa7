/* skills - see skills.h. */
#include "matcher/skills.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "matcher/analyse.h"
#include "matcher/knowledge.h"
#include "matcher/linker.h"
#include "matcher/synonyms.h"

struct skill_index {
	size_t count;
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

struct reader {
	struct synonym_walk walk;
	unsigned tokens;
	size_t hit_count;
	struct synonym_hit hits[SKILL_GROUPS_MAX];
};

static int take_token(void *ctx, unsigned flags, struct slice term,
		      uint32_t from, uint32_t to)
{
	struct reader *r = ctx;

	if ((flags & TOKEN_COLOCATED) != 0)
		return 0;
	r->tokens++;
	synonym_step(&r->walk, (flags & TOKEN_HAN) != 0, term, from, to);
	return 0;
}

static void take_hit(void *ctx, const struct synonym_hit *hit)
{
	struct reader *r = ctx;

	if (hit->first == 0 && r->hit_count < SKILL_GROUPS_MAX)
		r->hits[r->hit_count++] = *hit;
}

static const struct taxonomy *taxonomy_of(const struct text_knowledge *known)
{
	return known->linker == NULL ? NULL : linker_taxonomy(known->linker);
}

static void read_skill(struct arena *a, struct analyser *an,
		       const struct text_knowledge *known, struct slice typed,
		       struct skill *ret)
{
	struct reader r = {.tokens = 0};

	r.walk.synonyms = known->synonyms;
	r.walk.emit = take_hit;
	r.walk.ctx = &r;
	analyse(an, ANALYSE_DOCUMENT, typed, take_token, &r);
	*ret = (struct skill){.typed = typed};
	ret->key = taxonomy_key(a, an, typed);
	ret->known = taxonomy_skills(taxonomy_of(known), ret->key);
	for (size_t i = 0; i < r.hit_count; i++) {
		if (r.hits[i].last + 1 == r.tokens)
			ret->groups[ret->group_count++] = r.hits[i].group;
	}
}

struct skill_list skills_read(struct arena *a, struct analyser *an,
			      const struct text_knowledge *known,
			      const struct id_list *typed)
{
	struct skill *items = ARENA_ARRAY(a, struct skill, typed->count);
	struct skill_list list = {0, items};

	for (size_t i = 0; i < typed->count; i++) {
		read_skill(a, an, known, typed->items[i], &items[list.count]);
		if (items[list.count].key.n > 0)
			list.count++;
	}
	return list;
}

/* Its key is no text's: no word has a colon. */
static struct skill occupation_skill(struct arena *a, struct slice typed,
				     struct slice code)
{
	return (struct skill){
		.typed = typed,
		.key = arena_print(a, "isco:%.*s", SLICE_ARG(code)),
		.occupation = code};
}

struct skill skill_of_unit(struct arena *a, const struct text_knowledge *known,
			   struct slice typed, unsigned unit)
{
	return occupation_skill(a, typed, taxonomy_of(known)->units[unit].code);
}

unsigned skills_link_line(const struct text_knowledge *known,
			  struct linker_room *room, struct analyser *an,
			  struct slice line, unsigned ret_units[LINKS_MAX])
{
	struct link_set set = linker_link(known->linker, room, an, line);
	unsigned n = 0;

	while (n < set.count &&
	       (double)set.items[n].confidence >= LINK_STATED &&
	       set.items[n].confidence >= set.items[0].confidence) {
		ret_units[n] = set.items[n].unit;
		n++;
	}
	return n;
}

struct skill_list skills_link(struct arena *a, struct analyser *an,
			      const struct text_knowledge *known,
			      const struct id_list *typed)
{
	struct skill *items =
		ARENA_ARRAY(a, struct skill, typed->count * LINKS_MAX + 1);
	struct skill_list list = {0, items};
	struct linker_room *room;

	if (known->linker == NULL)
		return list;
	room = linker_room_new(a, known->linker);
	for (size_t i = 0; i < typed->count; i++) {
		unsigned units[LINKS_MAX];
		unsigned n = skills_link_line(known, room, an, typed->items[i],
					      units);

		for (unsigned k = 0; k < n; k++)
			items[list.count++] = skill_of_unit(
				a, known, typed->items[i], units[k]);
	}
	return list;
}

static enum skill_match match_of(enum relation r, enum skill_match same)
{
	switch (r) {
	case RELATION_SAME:
		return same;
	case RELATION_PARENT:
		return SKILL_PARENT;
	case RELATION_SIBLING:
		return SKILL_SIBLING;
	case RELATION_NONE:
		break;
	}
	return SKILL_NONE;
}

static bool share_group(const struct skill *a, const struct skill *b)
{
	for (size_t i = 0; i < a->group_count; i++) {
		for (size_t k = 0; k < b->group_count; k++) {
			if (a->groups[i] == b->groups[k])
				return true;
		}
	}
	return false;
}

/* A word may mean several skills: the nearest meanings count. */
static enum skill_match nearest_known(const struct skill *a,
				      const struct skill *b)
{
	enum skill_match most = SKILL_NONE;

	for (size_t i = 0; i < a->known.count; i++) {
		for (size_t k = 0; k < b->known.count; k++) {
			enum skill_match m = match_of(
				known_skill_relation(a->known.items[i],
						     b->known.items[k]),
				SKILL_ALIAS);

			if (m > most)
				most = m;
		}
	}
	return most;
}

enum skill_match skill_compare(const struct skill *a, const struct skill *b)
{
	if (a->occupation.n > 0 && b->occupation.n > 0)
		return match_of(
			occupation_relation(a->occupation, b->occupation),
			SKILL_EXACT);
	if (slice_eq(a->key, b->key))
		return SKILL_EXACT;
	if (share_group(a, b))
		return SKILL_ALIAS;
	return nearest_known(a, b);
}

const char *skill_match_word(enum skill_match m)
{
	static const char *const words[] = {"none", "sibling", "parent",
					    "alias", "exact"};

	return words[m];
}

double skill_similarity(enum skill_match m)
{
	static const double values[] = {0, .6, .8, 1, 1};

	return values[m];
}

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
	read_skill(r->arena, r->analyser, r->known, typed, own);
	map_put(r->read, typed, own);
	return own;
}

static struct skill read_occupation(const struct skill_reading *r,
				    struct slice code)
{
	code = arena_copy(r->arena, code);
	return occupation_skill(r->arena, code, code);
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

const struct skill_index *skill_index_new(struct arena *a, struct analyser *an,
					  const struct text_knowledge *known,
					  const struct opening *const *openings,
					  size_t n)
{
	struct skill_index *x = ARENA_NEW(a, struct skill_index);
	const struct taxonomy *taxonomy = taxonomy_of(known);
	struct arena *scratch = arena_new(0);
	struct skill_reading r = {a, scratch, an, known, map_new(scratch)};
	size_t named = 0;

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
	arena_free(scratch);
	return x;
}

const struct skill_list *skill_index_of(const struct skill_index *x,
					size_t opening)
{
	return &x->of[opening];
}

double skill_index_idf(const struct skill_index *x, const struct skill *s)
{
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
