/* record - see record.h. */
#include "app/record.h"

#include "app/world.h"
#include "base/arena.h"
#include "base/log.h"
#include "json/jr.h"
#include "matcher/catalogue.h"
#include "matcher/snapshot.h"
#include "people/published.h"
#include "store/feed.h"
#include "store/openings.h"
#include "store/organisations.h"

/* What a walk over the record fills. */
struct walk {
	struct catalogue *catalogue;
	struct arena *scratch;
	bool only_missing;
	size_t refused;
};

void record_add(struct catalogue *c, struct arena *scratch, struct slice id,
		struct slice document, size_t *refused)
{
	struct faults faults = {.count = 0};
	const struct jr *root;
	enum err e = jr_parse(scratch, document, &root, &faults);

	if (e == ERR_OK)
		e = catalogue_add(c, root, &faults);
	/* One that today's vocabulary refuses must not take the others down. */
	if (e != ERR_OK) {
		log_event(LOG_RECORD_REFUSED, arena_copy(scratch, id).p,
			  faults.items[0].at,
			  fault_code_word(faults.items[0].code));
		(*refused)++;
	}
}

static enum err add(struct walk *w, struct slice id, struct slice document)
{
	record_add(w->catalogue, w->scratch, id, document, &w->refused);
	arena_reset(w->scratch);
	return ERR_OK;
}

static enum err visit_opening(void *ctx, const struct stored_opening *o)
{
	struct walk *w = ctx;

	if (w->only_missing && catalogue_find(w->catalogue, o->id) != NULL)
		return ERR_OK;
	return add(w, o->id, o->document);
}

static enum err visit_organisation(void *ctx,
				   const struct stored_organisation *o)
{
	struct walk *w = ctx;

	if (w->only_missing &&
	    catalogue_find_organisation(w->catalogue, o->id) != NULL)
		return ERR_OK;
	return add(w, o->id, o->document);
}

static enum err walk(struct db *db, struct catalogue *c, bool only_missing,
		     size_t *ret_refused)
{
	struct walk w = {c, arena_new(0), only_missing, 0};
	enum err e = organisations_each(db, visit_organisation, &w);

	if (e == ERR_OK)
		e = openings_each(db, visit_opening, &w);
	*ret_refused = w.refused;
	arena_free(w.scratch);
	return e;
}

enum err record_complete(struct db *db, struct catalogue *c)
{
	size_t refused;

	return walk(db, c, true, &refused);
}

static enum err read_all(struct db *db, struct catalogue *c, int64_t *ret_seq,
			 size_t *ret_refused)
{
	enum err e = db_begin(db);

	if (e != ERR_OK)
		return e;
	e = feed_position(db, ret_seq);
	if (e == ERR_OK)
		e = walk(db, c, false, ret_refused);
	db_rollback(db); /* a reader: nothing to keep */
	return e;
}

enum err record_snapshot(const struct world *w, struct db *db,
			 struct snapshot **ret_snapshot, size_t *ret_refused)
{
	struct arena *a = arena_new(0);
	struct opening_reader reader = world_reader(w, a);
	struct snapshot_parts parts = world_parts(w);
	struct catalogue *c = catalogue_new(&reader);
	int64_t seq = 0;
	enum err e = read_all(db, c, &seq, ret_refused);

	if (e == ERR_OK)
		*ret_snapshot =
			snapshot_new(segment_new(arena_new(0), &parts, c), seq);
	arena_free(a);
	arena_trim();
	return e;
}

static void count(struct import_counts *counts, enum change change)
{
	switch (change) {
	case CHANGE_CREATED:
		counts->created++;
		return;
	case CHANGE_UPDATED:
		counts->updated++;
		return;
	case CHANGE_UNCHANGED:
		counts->unchanged++;
		return;
	}
}

enum err record_put_opening(struct db *db, struct arena *a,
			    const struct opening *o,
			    const struct organisation *organisation,
			    struct import_counts *counts)
{
	enum change change;
	enum err e = published_put(db, a, o, organisation, &change);

	if (e == ERR_OK)
		count(counts, change);
	return e;
}

enum err record_put_organisation(struct db *db, const struct organisation *o,
				 struct import_counts *counts)
{
	struct stored_organisation row = {.id = o->id, .document = o->document};
	enum change change;
	enum err e = organisations_put(db, &row, &change);

	if (e == ERR_OK)
		count(counts, change);
	return e;
}
