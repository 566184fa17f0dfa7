/* reread - see reread.h. */
#include "app/reread.h"

#include <string.h>

#include "app/record.h"
#include "app/world.h"
#include "base/arena.h"
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
static enum err read_opening(struct reading *r, struct slice id)
{
	struct stored_opening stored;
	enum err e;

	if (catalogue_find(r->catalogue, id) != NULL)
		return ERR_OK;
	e = openings_get(r->db, r->arena, id, &stored);
	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	if (e == ERR_OK)
		record_add(r->catalogue, r->arena, id, stored.document,
			   &r->refused);
	return e;
}

static enum err read_organisation(struct reading *r, struct slice id)
{
	struct stored_organisation stored;
	enum err e;

	if (catalogue_find_organisation(r->catalogue, id) != NULL)
		return ERR_OK;
	e = organisations_get(r->db, r->arena, id, &stored);
	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	if (e == ERR_OK)
		record_add(r->catalogue, r->arena, id, stored.document,
			   &r->refused);
	return e;
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

enum err reread_changes(const struct world *w, struct db *db,
			const struct snapshot *old, struct snapshot **ret_next)
{
	struct arena *a = arena_new(0);
	struct feed_changes changes;
	struct id_list gone;
	struct revision r = {.gone = &gone,
			     .replaces_last = revise_extends_last(old)};
	enum err e = feed_since(db, a, old->seq, FEED_PAGE_MAX, &changes);

	*ret_next = NULL;
	if (e == ERR_OK && changes.count > 0) {
		struct changed_ids changed = changed_of(a, &changes);

		gone = affected(a, old, &changed, r.replaces_last);
		e = reread_openings(w, db, old->leaves[0].segment, &gone,
				    &r.added);
		r.seq = changes.items[changes.count - 1].seq;
	}
	if (e == ERR_OK && changes.count > 0)
		*ret_next = snapshot_revise(old, &r);
	arena_free(a);
	return e;
}
