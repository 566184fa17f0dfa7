/* skills - see skills.h. */
#include "matcher/skills.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "matcher/analyse.h"
#include "matcher/synonyms.h"

struct skill_index {
	size_t count;
	size_t with_skills;
	struct skill_list *of;
	struct map *df_by_key; /* to one of df */
	size_t *df;
	size_t df_count;
	size_t *df_of_group;
	unsigned group_count;
};

struct reader {
	struct buf key;
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
	if (r->key.n > 0)
		buf_add_char(&r->key, ' ');
	buf_add_slice(&r->key, term);
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

static void read_skill(struct arena *a, struct analyser *an,
		       const struct synonyms *synonyms, struct slice typed,
		       struct skill *ret)
{
	struct reader r = {.tokens = 0};

	r.walk.synonyms = synonyms;
	r.walk.emit = take_hit;
	r.walk.ctx = &r;
	buf_init(&r.key, 64 * 1024);
	analyse(an, ANALYSE_DOCUMENT, typed, take_token, &r);
	*ret = (struct skill){.typed = typed};
	ret->key = arena_copy(a, buf_slice(&r.key));
	for (size_t i = 0; i < r.hit_count; i++) {
		if (r.hits[i].last + 1 == r.tokens)
			ret->groups[ret->group_count++] = r.hits[i].group;
	}
	buf_done(&r.key);
}

struct skill_list skills_read(struct arena *a, struct analyser *an,
			      const struct synonyms *synonyms,
			      const struct id_list *typed)
{
	struct skill *items = ARENA_ARRAY(a, struct skill, typed->count);
	struct skill_list list = {0, items};

	for (size_t i = 0; i < typed->count; i++) {
		read_skill(a, an, synonyms, typed->items[i],
			   &items[list.count]);
		if (items[list.count].key.n > 0)
			list.count++;
	}
	return list;
}

enum skill_match skill_compare(const struct skill *a, const struct skill *b)
{
	if (slice_eq(a->key, b->key))
		return SKILL_EXACT;
	for (size_t i = 0; i < a->group_count; i++) {
		for (size_t k = 0; k < b->group_count; k++) {
			if (a->groups[i] == b->groups[k])
				return SKILL_ALIAS;
		}
	}
	return SKILL_NONE;
}

const char *skill_match_word(enum skill_match m)
{
	static const char *const words[] = {"none", "exact", "alias"};

	return words[m];
}

double skill_similarity(enum skill_match m)
{
	return m == SKILL_NONE ? 0 : 1;
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

static bool key_stood_before(const struct skill_list *list, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (slice_eq(list->items[k].key, list->items[i].key))
			return true;
	}
	return false;
}

/* An opening counts once for a skill, however often it names it. */
static void count_skill(struct skill_index *x, const struct skill_list *list,
			size_t i)
{
	const struct skill *s = &list->items[i];
	const size_t *known = map_get(x->df_by_key, s->key);

	if (known == NULL) {
		known = &x->df[x->df_count++];
		map_put(x->df_by_key, s->key, known);
	}
	if (!key_stood_before(list, i))
		x->df[known - x->df]++;
	for (size_t g = 0; g < s->group_count; g++) {
		if (!group_stood_before(list, i, s->groups[g]))
			x->df_of_group[s->groups[g]]++;
	}
}

const struct skill_index *skill_index_new(struct arena *a, struct analyser *an,
					  const struct synonyms *synonyms,
					  const struct opening *const *openings,
					  size_t n)
{
	struct skill_index *x = ARENA_NEW(a, struct skill_index);
	size_t named = 0;

	for (size_t i = 0; i < n; i++)
		named += openings[i]->skills.count;
	x->df = ARENA_ARRAY(a, size_t, named);
	x->count = n;
	x->of = ARENA_ARRAY(a, struct skill_list, n);
	x->df_by_key = map_new(a);
	x->group_count = synonyms_count(synonyms);
	x->df_of_group = ARENA_ARRAY(a, size_t, x->group_count);
	for (size_t i = 0; i < n; i++) {
		x->of[i] = skills_read(a, an, synonyms, &openings[i]->skills);
		x->with_skills += x->of[i].count > 0;
		for (size_t k = 0; k < x->of[i].count; k++)
			count_skill(x, &x->of[i], k);
	}
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
	if ((double)df > n)
		df = x->with_skills;
	return log(1 + (n - (double)df + .5) / ((double)df + .5));
}
