/*
 * segment_save - a segment as bytes, and from bytes; see segment.h.
 *
 * What is quick to work out is not saved: who is judged by what, and the planes.
 */
#include <stdatomic.h>

#include "base/arena.h"
#include "base/map.h"
#include "json/jr.h"
#include "matcher/analyse.h"
#include "matcher/hash.h"
#include "matcher/planes.h"
#include "matcher/priors.h"
#include "matcher/segment.h"
#include "matcher/shelf.h"
#include "matcher/skill_index.h"
#include "matcher/synonyms.h"
#include "matcher/textindex.h"
#include "matcher/traits.h"

struct sections_basis segment_basis(const struct snapshot_parts *p)
{
	const struct linker *l = p->known.linker;
	const double k1 = TEXT_K1;
	const uint64_t versions[] = {
		p->vocabulary->version, rates_version(p->rates),
		synonyms_version(p->known.synonyms),
		l == NULL ? 0 : linker_taxonomy(l)->version};
	uint64_t h = hash_bytes(HASH_START, versions, sizeof(versions));

	h = hash_bytes(h, &k1, sizeof(k1));
	h = hash_bytes(h, field_weights, FIELD__COUNT * sizeof(*field_weights));
	return (struct sections_basis){analyser_version(), h};
}

/* By opening the number of its organisation, from 1; 0: not known. */
static void save_organisations(struct arena *a, const struct segment *s,
			       struct sections *to)
{
	struct map *numbers = map_new(a);
	struct slice *documents = ARENA_ARRAY(a, struct slice, s->count);
	uint32_t *of = ARENA_ARRAY(a, uint32_t, s->count);
	size_t n = 0;

	for (size_t i = 0; i < s->count; i++) {
		const struct organisation *o = s->organisations[i];
		const uint32_t *known;

		if (o == NULL)
			continue;
		known = map_get(numbers, o->id);
		of[i] = known == NULL ? (uint32_t)n + 1 : *known;
		if (known != NULL)
			continue;
		documents[n++] = o->document;
		map_put(numbers, o->id, &of[i]);
	}
	sections_add_texts(to, a, "organisations", documents, n);
	sections_add(to, "segment.organisation", of, s->count * sizeof(*of));
}

/* By opening the row of the programme whose rules it has, from 1; 0: none. */
static void save_programmes(struct arena *a, const struct segment *s,
			    struct sections *to)
{
	const struct posted *p = &s->posted;
	uint32_t *of = ARENA_ARRAY(a, uint32_t, s->count);

	for (size_t k = 0; k < p->count; k++) {
		long row = shelf_find(s->shelf, p->ids[k]);

		for (size_t i = p->first[k]; row >= 0 && i < p->first[k + 1];
		     i++) {
			uint32_t opening = p->rows[i];

			if (s->judged[opening].programme ==
			    shelf_rules(s->shelf, (size_t)row))
				of[opening] = (uint32_t)row + 1;
		}
	}
	sections_add(to, "segment.programme", of, s->count * sizeof(*of));
}

static void save_posted(struct arena *a, const struct segment *s,
			struct sections *to)
{
	const struct posted *p = &s->posted;

	sections_add_texts(to, a, "posted.programmes", p->ids, p->count);
	sections_add(to, "posted.first", p->first,
		     (p->count + 1) * sizeof(*p->first));
	sections_add(to, "posted.rows", p->rows,
		     p->first[p->count] * sizeof(*p->rows));
}

void segment_save(struct arena *a, const struct segment *s, struct sections *to)
{
	ASSERT(s->base == s);
	shelf_save(s->shelf, to);
	traits_save(a, s->traits, to);
	priors_save(a, s->priors, to);
	save_organisations(a, s, to);
	save_programmes(a, s, to);
	save_posted(a, s, to);
	skill_index_save(a, s->skills, to);
	textindex_save(a, s->text, to);
}

struct loading {
	struct arena *arena;
	const struct snapshot_parts *parts;
	struct segment *segment;
	struct sections_taking from;
};

static void read_organisation(struct loading *l, struct arena *scratch,
			      struct slice document,
			      const struct organisation **ret)
{
	struct opening_reader reader = {l->arena, l->parts->vocabulary,
					l->parts->rates, NULL};
	struct faults faults = {.count = 0};
	const struct jr *root;
	struct organisation *own;

	if (jr_parse(scratch, document, &root, &faults) != ERR_OK ||
	    organisation_read(&reader, root, &own, &faults) != ERR_OK)
		l->from.failed = true;
	else
		*ret = own;
	arena_reset(scratch);
}

static void load_organisations(struct loading *l)
{
	struct arena *scratch = arena_new(0);
	size_t n, openings = l->segment->count;
	const struct organisation **by_opening = ARENA_ARRAY(
		l->arena, const struct organisation *, openings + 1);
	const struct organisation **all;
	const struct slice *documents;
	const uint32_t *of;

	sections_take_all(&l->from, "organisations.ends", sizeof(uint32_t), &n);
	documents = sections_take_texts(&l->from, l->arena, "organisations", n);
	of = sections_take(&l->from, "segment.organisation", sizeof(*of),
			   openings);
	all = ARENA_ARRAY(l->arena, const struct organisation *, n + 1);
	for (size_t i = 0; i < n && !l->from.failed; i++)
		read_organisation(l, scratch, documents[i], &all[i + 1]);
	l->from.failed =
		l->from.failed || !sections_numbers_fit(of, openings, n + 1);
	for (size_t i = 0; i < openings && !l->from.failed; i++)
		by_opening[i] = all[of[i]];
	l->segment->organisations = by_opening;
	arena_free(scratch);
}

/* After shelf and traits. */
static void load_judged(struct loading *l)
{
	static const struct ruleset no_rules;
	struct segment *s = l->segment;
	struct judged *judged =
		ARENA_ARRAY(l->arena, struct judged, s->count + 1);
	const uint32_t *of = sections_take(&l->from, "segment.programme",
					   sizeof(*of), s->count);

	l->from.failed = l->from.failed ||
			 !sections_numbers_fit(of, s->count, s->count + 1);
	for (size_t i = 0; i < s->count && !l->from.failed; i++)
		judged[i] = (struct judged){
			.programme = of[i] == 0
					     ? &no_rules
					     : shelf_rules(s->shelf, of[i] - 1),
			.own = shelf_rules(s->shelf, i),
			.closes = s->traits->closes[i],
			.starts = s->traits->starts[i]};
	s->judged = judged;
}

static void load_posted(struct loading *l)
{
	struct posted *p = &l->segment->posted;
	size_t ends, rows;

	p->first = sections_take_all(&l->from, "posted.first",
				     sizeof(*p->first), &ends);
	p->rows = sections_take_all(&l->from, "posted.rows", sizeof(*p->rows),
				    &rows);
	p->count = ends == 0 ? 0 : ends - 1;
	p->ids = sections_take_texts(&l->from, l->arena, "posted.programmes",
				     p->count);
	l->from.failed =
		l->from.failed || ends == 0 || p->first[0] != 0 ||
		!sections_ends_fit(p->first, ends, rows) ||
		!sections_numbers_fit(p->rows, rows, l->segment->count);
}

static enum err load_indexes(struct loading *l)
{
	struct arena *a = l->arena;
	struct segment *s = l->segment;
	const struct text_knowledge *known = &l->parts->known;
	const struct sections *from = l->from.from;
	enum err e = priors_load(a, s->vocabulary, s->count, from, &s->priors);

	if (e == ERR_OK)
		e = skill_index_load(a, known, s->count, from, &s->skills);
	if (e == ERR_OK)
		e = textindex_load(a, known, s->count, from, &s->text);
	return e;
}

static enum err load_all(struct loading *l)
{
	struct arena *a = l->arena;
	struct segment *s = l->segment;
	const struct sections *from = l->from.from;
	struct shelf *shelf;
	enum err e = shelf_load(a, s->vocabulary, from, &shelf);

	if (e != ERR_OK)
		return ERR_MALFORMED;
	s->shelf = shelf;
	s->count = shelf_count(shelf);
	e = traits_load(a, s->vocabulary, s->count, from, &s->traits);
	if (e != ERR_OK)
		return e;
	load_organisations(l);
	load_judged(l);
	load_posted(l);
	if (l->from.failed)
		return ERR_MALFORMED;
	e = load_indexes(l);
	if (e == ERR_OK)
		s->planes = planes_build(a, s->vocabulary, s->judged, s->count);
	return e;
}

enum err segment_load(struct arena *a, const struct snapshot_parts *p,
		      const struct sections *from, struct segment **ret_segment)
{
	struct segment *s = ARENA_NEW(a, struct segment);
	struct loading l = {a, p, s, {from, false}};
	enum err e;

	*s = (struct segment){.arena = a,
			      .holders = 1,
			      .base = s,
			      .vocabulary = p->vocabulary,
			      .rates = p->rates};
	e = load_all(&l);
	if (e != ERR_OK)
		arena_free(a);
	else
		*ret_segment = s;
	return e;
}
