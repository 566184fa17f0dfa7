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
#include "matcher/shelf.h"
#include "matcher/skills.h"
#include "matcher/textindex.h"
#include "matcher/traits.h"

static int by_id(const void *left, const void *right)
{
	const struct opening *const *a = left;
	const struct opening *const *b = right;

	return slice_cmp((*a)->id, (*b)->id);
}

static struct slice copy(struct arena *a, struct slice s)
{
	return s.p == NULL ? s : arena_copy(a, s);
}

static const struct organisation *keep(struct arena *a,
				       const struct organisation *o)
{
	struct organisation *own = ARENA_NEW(a, struct organisation);

	own->id = copy(a, o->id);
	for (int l = 0; l < LANG__COUNT; l++)
		own->name.in[l] = copy(a, o->name.in[l]);
	own->website = copy(a, o->website);
	own->document = copy(a, o->document);
	return own;
}

/* By id; the map is of use for as long as the scratch arena. */
static struct map *keep_organisations(struct arena *a, struct arena *scratch,
				      const struct catalogue *c)
{
	struct map *kept = map_new(scratch);

	for (size_t i = 0; i < catalogue_organisations(c); i++) {
		const struct organisation *own =
			keep(a, catalogue_organisation(c, i));

		map_put(kept, own->id, own);
	}
	return kept;
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

/* The programme that it is posted under, or -1. */
static long programme_of(const struct shelf *shelf,
			 const struct opening *const *list, size_t i)
{
	struct slice id = list[i]->programme;
	long number = id.n == 0 ? -1 : shelf_find(shelf, id);

	return number >= 0 && list[number]->is_programme ? number : -1;
}

static struct judged judged_of(const struct shelf *shelf,
			       const struct opening *const *list, size_t i)
{
	static const struct ruleset no_rules;
	long programme = programme_of(shelf, list, i);

	return (struct judged){
		.programme = programme < 0
				     ? &no_rules
				     : shelf_rules(shelf, (size_t)programme),
		.own = shelf_rules(shelf, i),
		.closes = list[i]->closes,
		.starts = list[i]->starts,
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
static void hide_posted(const struct shelf *shelf,
			const struct opening *const *list, size_t n,
			uint64_t *shown)
{
	for (size_t i = 0; i < n; i++)
		bit_set(shown, i);
	for (size_t i = 0; i < n; i++) {
		long programme = programme_of(shelf, list, i);

		if (programme >= 0 && list[i]->status == STATUS_OPEN)
			shown[programme / 64] &=
				~(UINT64_C(1) << (programme % 64));
	}
}

struct snapshot *snapshot_new(struct arena *a, const struct snapshot_parts *p,
			      const struct catalogue *c, struct slice name)
{
	struct snapshot *s = ARENA_NEW(a, struct snapshot);
	size_t n = catalogue_openings(c);
	const struct organisation **organisations =
		ARENA_ARRAY(a, const struct organisation *, n);
	struct judged *judged = ARENA_ARRAY(a, struct judged, n);
	uint64_t *shown = ARENA_ARRAY(a, uint64_t, n / 64 + 1);
	struct arena *scratch = arena_new(0);
	const struct opening **list = sorted(scratch, c, n);
	const struct map *kept = keep_organisations(a, scratch, c);
	struct textdoc *docs = ARENA_ARRAY(scratch, struct textdoc, n);
	struct shelf *shelf = shelf_build(a, p->vocabulary, list, n);

	for (size_t i = 0; i < n; i++) {
		organisations[i] = map_get(kept, list[i]->organisation);
		judged[i] = judged_of(shelf, list, i);
		describe(scratch, list[i], organisations[i], &docs[i]);
	}
	hide_posted(shelf, list, n, shown);
	*s = (struct snapshot){
		.arena = a,
		.vocabulary = p->vocabulary,
		.rates = p->rates,
		.count = n,
		.shelf = shelf,
		.organisations = organisations,
		.judged = judged,
		.planes = planes_build(a, p->vocabulary, judged, n),
		.priors = priors_new(a, p->vocabulary, list, n),
		.traits = traits_new(a, p->vocabulary, list, n),
		.shown = shown,
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
	describe(a, snapshot_opening(a, s, i), s->organisations[i], ret_doc);
}

const struct opening *snapshot_opening(struct arena *a,
				       const struct snapshot *s, size_t i)
{
	struct opening *o = ARENA_NEW(a, struct opening);

	shelf_get(a, s->shelf, i, o);
	return o;
}

struct slice snapshot_id(const struct snapshot *s, size_t i)
{
	return shelf_id(s->shelf, i);
}

const struct organisation *snapshot_organisation(const struct snapshot *s,
						 size_t i)
{
	return s->organisations[i];
}

long snapshot_find(const struct snapshot *s, struct slice id)
{
	return shelf_find(s->shelf, id);
}
