/* skills - see skills.h. */
#include "matcher/skills.h"

#include "base/arena.h"
#include "matcher/analyse.h"
#include "matcher/knowledge.h"
#include "matcher/linker.h"
#include "matcher/synonyms.h"

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

void skill_read(struct arena *a, struct analyser *an,
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
		skill_read(a, an, known, typed->items[i], &items[list.count]);
		if (items[list.count].key.n > 0)
			list.count++;
	}
	return list;
}

/* Its key is no text's: no word has a colon. */
struct skill skill_of_occupation(struct arena *a, struct slice typed,
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
	return skill_of_occupation(a, typed,
				   taxonomy_of(known)->units[unit].code);
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
