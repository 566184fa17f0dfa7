/* skill_index_save - a skill_index as bytes, and from bytes; see skill_index.h. */
#include "base/arena.h"
#include "matcher/linker.h"
#include "matcher/sections.h"
#include "matcher/skill_index_parts.h"
#include "matcher/synonyms.h"

/* A skill whose texts stand elsewhere. */
struct saved_skill {
	uint32_t is_occupation;
	uint32_t known_count, known[TAXONOMY_SHARED_MAX]; /* of the taxonomy */
	uint32_t group_count, groups[SKILL_GROUPS_MAX];
};

static struct saved_skill saved_of(const struct skill_index *x,
				   const struct skill *s)
{
	struct saved_skill saved = {
		.is_occupation = s->occupation.n > 0,
		.known_count = (uint32_t)s->known.count,
		.group_count = (uint32_t)s->group_count,
	};

	for (size_t k = 0; k < s->known.count; k++)
		saved.known[k] = (uint32_t)(s->known.items[k] - x->known);
	for (size_t g = 0; g < s->group_count; g++)
		saved.groups[g] = s->groups[g];
	return saved;
}

void skill_index_save(struct arena *a, const struct skill_index *x,
		      struct sections *to)
{
	size_t n = x->typed_count;
	struct saved_skill *saved = ARENA_ARRAY(a, struct saved_skill, n);
	struct slice *typed = ARENA_ARRAY(a, struct slice, n);
	struct slice *keys = ARENA_ARRAY(a, struct slice, n);

	for (size_t i = 0; i < n; i++) {
		saved[i] = saved_of(x, x->typed[i]);
		typed[i] = x->typed[i]->typed;
		keys[i] = x->typed[i]->key;
	}
	sections_add(to, "skills.first", x->first,
		     (x->count + 1) * sizeof(*x->first));
	sections_add(to, "skills.of", x->typed_of,
		     x->first[x->count] * sizeof(*x->typed_of));
	sections_add(to, "skills.known", saved, n * sizeof(*saved));
	sections_add_texts(to, a, "skills.typed", typed, n);
	sections_add_texts(to, a, "skills.keys", keys, n);
}

/* False: it is of another taxonomy, or of other synonyms. */
static bool read_saved(const struct text_knowledge *known,
		       const struct saved_skill *saved, struct skill *to)
{
	const struct taxonomy *t =
		known->linker == NULL ? NULL : linker_taxonomy(known->linker);
	size_t skills = t == NULL ? 0 : t->skill_count;

	if (saved->known_count > TAXONOMY_SHARED_MAX ||
	    saved->group_count > SKILL_GROUPS_MAX ||
	    !sections_numbers_fit(saved->known, saved->known_count, skills) ||
	    !sections_numbers_fit(saved->groups, saved->group_count,
				  synonyms_count(known->synonyms)))
		return false;
	to->known.count = saved->known_count;
	for (size_t k = 0; k < to->known.count; k++)
		to->known.items[k] = &t->skills[saved->known[k]];
	to->group_count = saved->group_count;
	for (size_t g = 0; g < to->group_count; g++)
		to->groups[g] = saved->groups[g];
	if (saved->is_occupation)
		to->occupation = to->typed;
	return true;
}

static void take_typed(struct arena *a, const struct text_knowledge *known,
		       struct sections_taking *from, struct skill_index *x)
{
	const struct saved_skill *saved = sections_take_all(
		from, "skills.known", sizeof(*saved), &x->typed_count);
	size_t n = x->typed_count;
	const struct slice *texts =
		sections_take_texts(from, a, "skills.typed", n);
	const struct slice *keys =
		sections_take_texts(from, a, "skills.keys", n);
	struct skill *skills = ARENA_ARRAY(a, struct skill, n);
	const struct skill **typed = ARENA_ARRAY(a, const struct skill *, n);

	for (size_t i = 0; i < n && !from->failed; i++) {
		skills[i].typed = texts[i];
		skills[i].key = keys[i];
		typed[i] = &skills[i];
		from->failed = !read_saved(known, &saved[i], &skills[i]);
	}
	x->typed = typed;
}

enum err skill_index_load(struct arena *a, const struct text_knowledge *known,
			  size_t n, const struct sections *from,
			  const struct skill_index **ret_index)
{
	struct sections_taking t = {from, false};
	struct skill_index *x = ARENA_NEW(a, struct skill_index);
	size_t named;

	x->base = x;
	x->knowledge = *known;
	x->count = n;
	x->first = sections_take(&t, "skills.first", sizeof(*x->first), n + 1);
	x->typed_of = sections_take_all(&t, "skills.of", sizeof(*x->typed_of),
					&named);
	take_typed(a, known, &t, x);
	if (t.failed || x->first[0] != 0 ||
	    !sections_ends_fit(x->first, n + 1, named) ||
	    !sections_numbers_fit(x->typed_of, named, x->typed_count))
		return ERR_MALFORMED;
	skill_index_settle(a, x);
	*ret_index = x;
	return ERR_OK;
}
