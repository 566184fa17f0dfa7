/* snapshot - see snapshot.h. */
#include "matcher/snapshot.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/day.h"
#include "base/map.h"
#include "matcher/catalogue.h"
#include "matcher/planes.h"
#include "matcher/priors.h"
#include "matcher/skills.h"
#include "matcher/textindex.h"
#include "matcher/traits.h"

static const struct ruleset no_rules;

static int by_id(const void *left, const void *right)
{
	const struct opening *const *a = left;
	const struct opening *const *b = right;

	return slice_cmp((*a)->id, (*b)->id);
}

static const struct opening **sorted(struct arena *a, const struct catalogue *c,
				     size_t n)
{
	const struct opening **list =
		ARENA_ARRAY(a, const struct opening *, n + 1);

	for (size_t i = 0; i < n; i++)
		list[i] = catalogue_opening(c, i);
	if (n > 0)
		qsort(list, n, sizeof(*list), by_id);
	return list;
}

static struct judged judged_of(const struct opening *o,
			       const struct catalogue *c)
{
	const struct opening *programme =
		o->programme.n == 0 ? NULL : catalogue_find(c, o->programme);

	return (struct judged){
		.programme = programme == NULL || !programme->is_programme
				     ? &no_rules
				     : programme->rules,
		.own = o->rules,
		.closes = o->closes,
		.starts = o->starts,
	};
}

/* Every version of the skills is the same list: skills have no language. */
static struct slice join_skills(struct arena *a, const struct id_list *skills)
{
	struct buf b;
	struct slice joined;

	if (skills->count == 0)
		return (struct slice){NULL, 0};
	buf_init(&b, SIZE_MAX / 2);
	for (size_t i = 0; i < skills->count; i++) {
		buf_add_slice(&b, skills->items[i]);
		buf_add_text(&b, "\n");
	}
	joined = arena_copy(a, buf_slice(&b));
	buf_done(&b);
	return joined;
}

static void describe(struct arena *a, const struct opening *o,
		     const struct organisation *organisation,
		     struct textdoc *doc)
{
	*doc = (struct textdoc){.in[FIELD_TITLE] = {{NULL, 0}}};
	for (int l = 0; l < LANG__COUNT; l++) {
		doc->in[FIELD_TITLE][l] = o->title.in[l];
		doc->in[FIELD_SUMMARY][l] = o->summary.in[l];
		doc->in[FIELD_BODY][l] = o->body.in[l];
		if (organisation != NULL)
			doc->in[FIELD_ORGANISATION][l] =
				organisation->name.in[l];
	}
	doc->in[FIELD_SKILLS][LANG_EN] = join_skills(a, &o->skills);
}

/* A programme with open openings posted under it is not shown beside them. */
static void hide_posted(struct map *numbers, const struct opening *const *list,
			size_t n, uint64_t *shown)
{
	for (size_t i = 0; i < n; i++)
		bit_set(shown, i);
	for (size_t i = 0; i < n; i++) {
		const size_t *programme;

		if (list[i]->programme.n == 0 || list[i]->status != STATUS_OPEN)
			continue;
		programme = map_get(numbers, list[i]->programme);
		if (programme != NULL && list[*programme]->is_programme)
			shown[*programme / 64] &=
				~(UINT64_C(1) << (*programme % 64));
	}
}

static struct map *number(struct arena *a, const struct opening *const *list,
			  size_t n)
{
	struct map *numbers = map_new(a);
	size_t *all = ARENA_ARRAY(a, size_t, n);

	for (size_t i = 0; i < n; i++) {
		all[i] = i;
		map_put(numbers, list[i]->id, &all[i]);
	}
	return numbers;
}

struct snapshot *snapshot_new(struct arena *a, const struct snapshot_parts *p,
			      const struct catalogue *c, struct slice name)
{
	struct snapshot *s = ARENA_NEW(a, struct snapshot);
	size_t n = catalogue_openings(c);
	const struct opening **list = sorted(a, c, n);
	const struct organisation **organisations =
		ARENA_ARRAY(a, const struct organisation *, n);
	struct judged *judged = ARENA_ARRAY(a, struct judged, n);
	uint64_t *shown = ARENA_ARRAY(a, uint64_t, n / 64 + 1);
	struct arena *scratch = arena_new(0);
	struct textdoc *docs = ARENA_ARRAY(scratch, struct textdoc, n);
	struct map *numbers = number(a, list, n);

	for (size_t i = 0; i < n; i++) {
		organisations[i] =
			catalogue_find_organisation(c, list[i]->organisation);
		judged[i] = judged_of(list[i], c);
		describe(scratch, list[i], organisations[i], &docs[i]);
	}
	hide_posted(numbers, list, n, shown);
	*s = (struct snapshot){
		.arena = a,
		.vocabulary = p->vocabulary,
		.rates = p->rates,
		.count = n,
		.openings = list,
		.organisations = organisations,
		.judged = judged,
		.planes = planes_build(a, p->vocabulary, judged, n),
		.priors = priors_new(a, p->vocabulary, list, n),
		.traits = traits_new(a, p->vocabulary, list, n),
		.shown = shown,
		.by_id = numbers,
		.text = textindex_build(a, p->analyser, &p->known, docs, n),
		.skills = skill_index_new(a, p->analyser, &p->known, list, n),
		.name = arena_copy(a, name),
	};
	arena_free(scratch);
	return s;
}

void snapshot_free(struct snapshot *s)
{
	if (s != NULL)
		arena_free(s->arena);
}

void snapshot_describe(struct arena *a, const struct snapshot *s, size_t i,
		       struct textdoc *ret_doc)
{
	describe(a, s->openings[i], s->organisations[i], ret_doc);
}

long snapshot_find(const struct snapshot *s, struct slice id)
{
	const size_t *number = map_get(s->by_id, id);

	return number == NULL ? -1 : (long)*number;
}
