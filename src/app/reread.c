/* reread - see reread.h. */
#include "app/reread.h"

#include <string.h>

#include "app/record.h"
#include "app/world.h"
#include "base/arena.h"
#include "base/bits.h"
#include "base/map.h"
#include "matcher/catalogue.h"
#include "matcher/revise.h"
#include "matcher/snapshot.h"
#include "store/feed.h"
#include "store/openings.h"
#include "store/organisations.h"

/* A catalogue of a few documents, and what they name. */
struct reading {
	struct arena *arena;
	struct db *db;
	struct catalogue *catalogue;
	size_t refused;
};

/* What is not there, or not accepted, is left out. */
static enum err take(struct reading *r, struct slice id, enum err found,
		     struct slice document)
{
	if (found == ERR_OK)
		record_add(r->catalogue, r->arena, id, document, &r->refused);
	return found == ERR_NOT_FOUND ? ERR_OK : found;
}

static enum err read_opening(struct reading *r, struct slice id)
{
	struct stored_opening stored = {.document = {NULL, 0}};
	enum err e;

	if (catalogue_find(r->catalogue, id) != NULL)
		return ERR_OK;
	e = openings_get(r->db, r->arena, id, &stored);
	return take(r, id, e, stored.document);
}

static enum err read_organisation(struct reading *r, struct slice id)
{
	struct stored_organisation stored = {.document = {NULL, 0}};
	enum err e;

	if (catalogue_find_organisation(r->catalogue, id) != NULL)
		return ERR_OK;
	e = organisations_get(r->db, r->arena, id, &stored);
	return take(r, id, e, stored.document);
}

static enum err read_named(struct reading *r, const struct opening *o)
{
	enum err e = ERR_OK;

	if (o->organisation.n > 0)
		e = read_organisation(r, o->organisation);
	if (e == ERR_OK && o->programme.n > 0)
		e = read_opening(r, o->programme);
	return e;
}

static enum err read_all(struct reading *r, const struct id_list *ids,
			 struct id_list *ret_there)
{
	struct slice *there =
		ARENA_ARRAY(r->arena, struct slice, ids->count + 1);
	size_t n = 0;

	for (size_t i = 0; i < ids->count; i++) {
		enum err e = read_opening(r, ids->items[i]);
		const struct opening *o;

		if (e != ERR_OK)
			return e;
		o = catalogue_find(r->catalogue, ids->items[i]);
		if (o == NULL)
			continue;
		there[n++] = ids->items[i];
		e = read_named(r, o);
		if (e != ERR_OK)
			return e;
	}
	*ret_there = (struct id_list){n, there};
	return ERR_OK;
}

enum err reread_openings(const struct world *w, struct db *db,
			 struct segment *base, const struct id_list *ids,
			 struct segment **ret_segment)
{
	struct arena *a = arena_new(0);
	struct opening_reader reader = world_reader(w, a);
	struct snapshot_parts parts = world_parts(w);
	struct reading r = {a, db, catalogue_new(&reader), 0};
	struct id_list there;
	enum err e = read_all(&r, ids, &there);

	*ret_segment = NULL;
	if (e == ERR_OK && there.count > 0)
		*ret_segment = segment_extend(arena_new(0), &parts, r.catalogue,
					      &there, base);
	arena_free(a);
	return e;
}

static struct changed_ids changed_of(struct arena *a,
				     const struct feed_changes *changes)
{
	struct slice *openings =
		ARENA_ARRAY(a, struct slice, changes->count + 1);
	struct slice *organisations =
		ARENA_ARRAY(a, struct slice, changes->count + 1);
	struct changed_ids changed = {{0, openings}, {0, organisations}};

	for (size_t i = 0; i < changes->count; i++) {
		const struct feed_change *c = &changes->items[i];

		switch (c->entity) {
		case FEED_OPENING:
			openings[changed.openings.count++] = c->id;
			break;
		case FEED_ORGANISATION:
			organisations[changed.organisations.count++] = c->id;
			break;
		case FEED_ACCOUNT:
		case FEED_PROFILE:
		case FEED_APPLICATION:
			break; /* the snapshot holds no people */
		case FEED__COUNT:
			break;
		}
	}
	return changed;
}

/* With those of the last leaf, when that is to take them up. */
static struct id_list affected(struct arena *a, const struct snapshot *old,
			       const struct changed_ids *changed,
			       bool extends_last)
{
	struct changed_ids all = *changed;
	struct id_list last;
	struct slice *ids;

	if (!extends_last)
		return revise_affected(a, old, changed);
	last = snapshot_ids(a, &old->leaves[old->leaf_count - 1]);
	ids = ARENA_ARRAY(a, struct slice,
			  changed->openings.count + last.count + 1);
	if (changed->openings.count > 0)
		memcpy(ids, changed->openings.items,
		       changed->openings.count * sizeof(*ids));
	if (last.count > 0)
		memcpy(ids + changed->openings.count, last.items,
		       last.count * sizeof(*ids));
	all.openings =
		(struct id_list){changed->openings.count + last.count, ids};
	return revise_affected(a, old, &all);
}

/* Reads again what is affected, and makes the next of it. */
static enum err revise(const struct world *w, struct db *db,
		       const struct snapshot *old,
		       const struct changed_ids *changed, struct revision *r,
		       struct snapshot **ret_next)
{
	struct arena *a = arena_new(0);
	struct id_list gone;
	enum err e;

	r->replaces_last = revise_extends_last(old);
	gone = affected(a, old, changed, r->replaces_last);
	r->gone = &gone;
	e = reread_openings(w, db, old->leaves[0].segment, &gone, &r->added);
	if (e == ERR_OK)
		*ret_next = snapshot_revise(old, r);
	arena_free(a);
	return e;
}

enum err reread_changes(const struct world *w, struct db *db,
			const struct snapshot *old, struct snapshot **ret_next)
{
	struct arena *a = arena_new(0);
	struct feed_changes changes;
	enum err e = feed_since(db, a, old->seq, FEED_PAGE_MAX, &changes);

	*ret_next = NULL;
	if (e == ERR_OK && changes.count > 0) {
		struct changed_ids changed = changed_of(a, &changes);
		struct revision r = {
			.seq = changes.items[changes.count - 1].seq};

		e = revise(w, db, old, &changed, &r, ret_next);
	}
	arena_free(a);
	return e;
}

/* A walk over the record beside what is indexed. */
struct comparing {
	struct arena *arena;
	const struct snapshot *s;
	uint64_t *seen; /* by number */
	struct map *organisations;
	struct slice *ids[2]; /* that differ: openings, organisations */
	size_t count[2], room[2];
};

static void differs(struct comparing *c, int which, struct slice id)
{
	if (c->count[which] == c->room[which]) {
		size_t room = c->room[which] * 2 + 64;
		struct slice *more = ARENA_ARRAY(c->arena, struct slice, room);

		if (c->count[which] > 0)
			memcpy(more, c->ids[which],
			       c->count[which] * sizeof(*more));
		c->ids[which] = more;
		c->room[which] = room;
	}
	c->ids[which][c->count[which]++] = arena_copy(c->arena, id);
}

static enum err compare_opening(void *ctx, const struct stored_opening *o)
{
	struct comparing *c = ctx;
	long number = snapshot_find(c->s, o->id);

	if (number < 0 ||
	    !slice_eq(snapshot_document(c->s, (size_t)number), o->document))
		differs(c, 0, o->id);
	if (number >= 0)
		bit_set(c->seen, (size_t)number);
	return ERR_OK;
}

/* One that no opening names is not indexed: those that do are looked for. */
static enum err compare_organisation(void *ctx,
				     const struct stored_organisation *o)
{
	struct comparing *c = ctx;
	const struct organisation *own = map_get(c->organisations, o->id);

	if (own == NULL || !slice_eq(own->document, o->document))
		differs(c, 1, o->id);
	return ERR_OK;
}

static void index_organisations(struct comparing *c)
{
	c->organisations = map_new(c->arena);
	for (size_t i = 0; i < c->s->numbers; i++) {
		const struct organisation *own = snapshot_organisation(c->s, i);

		if (own != NULL)
			map_put(c->organisations, own->id, own);
	}
}

static void add_unseen(struct comparing *c)
{
	for (size_t i = 0; i < c->s->numbers; i++) {
		if (!bit_has(c->seen, i) && snapshot_is_live(c->s, i))
			differs(c, 0, snapshot_id(c->s, i));
	}
}

static enum err compare_all(struct comparing *c, struct db *db,
			    int64_t *ret_seq)
{
	enum err e = db_begin(db);

	if (e != ERR_OK)
		return e;
	e = feed_position(db, ret_seq);
	if (e == ERR_OK)
		e = organisations_each(db, compare_organisation, c);
	if (e == ERR_OK)
		e = openings_each(db, compare_opening, c);
	db_rollback(db); /* a reader: nothing to keep */
	return e;
}

enum err reread_differences(const struct world *w, struct db *db,
			    const struct snapshot *old,
			    struct snapshot **ret_next)
{
	struct arena *a = arena_new(0);
	struct comparing c = {.arena = a, .s = old};
	struct revision r = {.seq = 0};
	enum err e;

	*ret_next = NULL;
	c.seen = ARENA_ARRAY(a, uint64_t, old->numbers / 64 + 1);
	index_organisations(&c);
	e = compare_all(&c, db, &r.seq);
	if (e == ERR_OK) {
		struct changed_ids changed;

		add_unseen(&c);
		changed = (struct changed_ids){{c.count[0], c.ids[0]},
					       {c.count[1], c.ids[1]}};
		if (c.count[0] + c.count[1] > 0 || r.seq != old->seq)
			e = revise(w, db, old, &changed, &r, ret_next);
	}
	arena_free(a);
	return e;
}
