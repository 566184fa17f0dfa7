/* segment - see segment.h. */
#include "matcher/segment.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "matcher/catalogue.h"
#include "matcher/planes.h"
#include "matcher/priors.h"
#include "matcher/shelf.h"
#include "matcher/skill_index.h"
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

/* A segment while it is built. */
struct making {
	struct arena *arena;
	struct arena *scratch;
	const struct snapshot_parts *parts;
	const struct catalogue *catalogue;
	struct segment *base; /* NULL: it will be one */
	size_t count;
	const struct opening **list; /* ascending by id */
	/* Programmes of the list that are not in it. */
	const struct shelf *others;
};

static void list_all(struct making *m)
{
	m->count = catalogue_openings(m->catalogue);
	m->list = ARENA_ARRAY(m->scratch, const struct opening *, m->count + 1);
	for (size_t i = 0; i < m->count; i++)
		m->list[i] = catalogue_opening(m->catalogue, i);
}

static void list_named(struct making *m, const struct id_list *ids)
{
	m->count = ids->count;
	m->list = ARENA_ARRAY(m->scratch, const struct opening *, m->count + 1);
	for (size_t i = 0; i < m->count; i++)
		m->list[i] = catalogue_find(m->catalogue, ids->items[i]);
}

/* The rules of a programme are kept with what is posted under it. */
static const struct shelf *keep_programmes(const struct making *m,
					   const struct shelf *own)
{
	const struct opening **list =
		ARENA_ARRAY(m->scratch, const struct opening *, m->count + 1);
	struct map *seen = map_new(m->scratch);
	size_t n = 0;

	for (size_t i = 0; m->base != NULL && i < m->count; i++) {
		struct slice id = m->list[i]->programme;
		const struct opening *p =
			id.n == 0 ? NULL : catalogue_find(m->catalogue, id);

		if (p != NULL && shelf_find(own, id) < 0 &&
		    map_put(seen, p->id, p))
			list[n++] = p;
	}
	return shelf_build(m->arena, m->parts->vocabulary, list, n);
}

static const struct ruleset *rules_of(const struct making *m,
				      const struct segment *s,
				      struct slice programme)
{
	static const struct ruleset no_rules;
	const struct opening *p =
		programme.n == 0 ? NULL
				 : catalogue_find(m->catalogue, programme);
	long i;

	if (p == NULL || !p->is_programme)
		return &no_rules;
	i = shelf_find(s->shelf, programme);
	if (i >= 0)
		return shelf_rules(s->shelf, (size_t)i);
	return shelf_rules(m->others, (size_t)shelf_find(m->others, programme));
}

static struct judged judged_of(const struct making *m, const struct segment *s,
			       size_t i)
{
	return (struct judged){
		.programme = rules_of(m, s, m->list[i]->programme),
		.own = shelf_rules(s->shelf, i),
		.closes = m->list[i]->closes,
		.starts = m->list[i]->starts,
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

/* Rows in order of the programme's id, then of the row. */
struct posting_under {
	struct slice programme;
	uint32_t row;
};

static int by_programme(const void *left, const void *right)
{
	const struct posting_under *a = left, *b = right;
	int order = slice_cmp(a->programme, b->programme);

	return order != 0 ? order : (a->row > b->row) - (a->row < b->row);
}

static struct posted posted_under(const struct making *m)
{
	struct posting_under *all =
		ARENA_ARRAY(m->scratch, struct posting_under, m->count + 1);
	struct slice *ids;
	uint32_t *first, *rows;
	size_t n = 0, programmes = 0;

	for (size_t i = 0; i < m->count; i++) {
		if (m->list[i]->programme.n > 0)
			all[n++] = (struct posting_under){m->list[i]->programme,
							  (uint32_t)i};
	}
	qsort(all, n, sizeof(*all), by_programme);
	ids = ARENA_ARRAY(m->arena, struct slice, n + 1);
	first = ARENA_ARRAY(m->arena, uint32_t, n + 1);
	rows = ARENA_ARRAY(m->arena, uint32_t, n + 1);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 ||
		    !slice_eq(all[i].programme, all[i - 1].programme)) {
			first[programmes] = (uint32_t)i;
			ids[programmes++] =
				arena_copy(m->arena, all[i].programme);
		}
		rows[i] = all[i].row;
	}
	first[programmes] = (uint32_t)n;
	return (struct posted){programmes, ids, first, rows};
}

/* With the statistics of its own, or of the base. */
static void index_all(const struct making *m, struct segment *s)
{
	const struct snapshot_parts *p = m->parts;
	const struct opening *const *list = m->list;
	struct textdoc *docs =
		ARENA_ARRAY(m->scratch, struct textdoc, s->count);

	for (size_t i = 0; i < s->count; i++)
		describe(m->scratch, list[i], s->organisations[i], &docs[i]);
	if (m->base != NULL) {
		s->priors = m->base->priors;
		s->text = textindex_extend(s->arena, p->analyser, m->base->text,
					   docs, s->count);
		s->skills = skill_index_extend(s->arena, p->analyser,
					       m->base->skills, list, s->count);
		return;
	}
	s->priors = priors_new(s->arena, p->vocabulary, list, s->count);
	s->text = textindex_build(s->arena, p->analyser, &p->known, docs,
				  s->count);
	s->skills = skill_index_new(s->arena, p->analyser, &p->known, list,
				    s->count);
}

static struct segment *make(struct making *m)
{
	struct arena *a = m->arena;
	struct segment *s = ARENA_NEW(a, struct segment);
	size_t n = m->count;
	const struct organisation **organisations =
		ARENA_ARRAY(a, const struct organisation *, n + 1);
	struct judged *judged = ARENA_ARRAY(a, struct judged, n + 1);
	const struct map *kept =
		keep_organisations(a, m->scratch, m->catalogue);

	if (n > 0)
		qsort(m->list, n, sizeof(*m->list), by_id);
	*s = (struct segment){
		.arena = a,
		.holders = 1,
		.base = m->base == NULL ? s : segment_hold(m->base),
		.vocabulary = m->parts->vocabulary,
		.rates = m->parts->rates,
		.count = n,
		.organisations = organisations,
		.judged = judged,
		.posted = posted_under(m),
		.shelf = shelf_build(a, m->parts->vocabulary, m->list, n)};
	m->others = keep_programmes(m, s->shelf);
	for (size_t i = 0; i < n; i++) {
		organisations[i] = map_get(kept, m->list[i]->organisation);
		judged[i] = judged_of(m, s, i);
	}
	s->planes = planes_build(a, s->vocabulary, judged, n);
	s->traits = traits_new(a, s->vocabulary, m->list, n);
	index_all(m, s);
	return s;
}

struct segment *segment_new(struct arena *a, const struct snapshot_parts *p,
			    const struct catalogue *c)
{
	struct making m = {.arena = a,
			   .scratch = arena_new(0),
			   .parts = p,
			   .catalogue = c};
	struct segment *s;

	list_all(&m);
	s = make(&m);
	arena_free(m.scratch);
	return s;
}

struct segment *segment_extend(struct arena *a, const struct snapshot_parts *p,
			       const struct catalogue *c,
			       const struct id_list *ids, struct segment *base)
{
	struct making m = {.arena = a,
			   .scratch = arena_new(0),
			   .parts = p,
			   .catalogue = c,
			   .base = base};
	struct segment *s;

	list_named(&m, ids);
	s = make(&m);
	arena_free(m.scratch);
	return s;
}

struct segment *segment_hold(struct segment *s)
{
	atomic_fetch_add(&s->holders, 1);
	return s;
}

void segment_release(struct segment *s)
{
	struct segment *base;

	if (s == NULL || atomic_fetch_sub(&s->holders, 1) > 1)
		return;
	base = s->base;
	if (base != s)
		segment_release(base);
	arena_free(s->arena);
}

void segment_describe(struct arena *a, const struct segment *s, size_t i,
		      struct textdoc *ret_doc)
{
	describe(a, segment_opening(a, s, i), s->organisations[i], ret_doc);
}

const struct opening *segment_opening(struct arena *a, const struct segment *s,
				      size_t i)
{
	struct opening *o = ARENA_NEW(a, struct opening);

	shelf_get(a, s->shelf, i, o);
	return o;
}

struct posted_rows segment_posted(const struct segment *s,
				  struct slice programme)
{
	const struct posted *p = &s->posted;
	size_t low = 0, high = p->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (slice_cmp(p->ids[middle], programme) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == p->count || !slice_eq(p->ids[low], programme))
		return (struct posted_rows){0, NULL};
	return (struct posted_rows){p->first[low + 1] - p->first[low],
				    p->rows + p->first[low]};
}
