/* importing - see importing.h. */
#include "api/importing.h"

#include "api/api.h"
#include "api/posting.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/map.h"
#include "crypt/id.h"
#include "json/jr.h"
#include "people/life.h"
#include "store/desk.h"
#include "store/imports.h"

const char *const import_change_words[] = {"created", "updated", "unchanged",
					   "kept",    "closed",  NULL};

/*
 * Documents are read one by one in a scratch arena, the arena of `one`; what is
 * kept of each is its id and what is to be put.
 */
struct reading {
	struct request *rq;
	struct request one;
	struct importing *im;
	struct arena *kept; /* of the documents of rows */
	struct map *ids;
	struct faults *faults;
};

enum {
	SPILL_ROWS = 100, /* other writers wait no longer than for these */
	TELL_ROWS = 1000
};

struct request importing_request(const struct api *api, const struct seat *seat,
				 struct arena *a)
{
	return (struct request){
		.api = api,
		.analyser = seat->analyser,
		.db = seat->db,
		.arena = a,
		.today = clock_today(),
		.hands = {seat->db, a, api_parts(api)->keys, clock_now_us()},
	};
}

enum err importing_is_edited(struct request *rq,
			     const struct stored_opening *stored, bool *ret_is)
{
	struct page page = {.number = PAGE_LAST, .limit = 1};
	struct stored_versions newest;
	enum err e =
		desk_versions(rq->db, rq->arena, stored->id, &page, &newest);

	*ret_is = e == ERR_OK && newest.count > 0 &&
		  newest.items[0].version == stored->version;
	return e;
}

/* As it would be had it been sent on the day that it was confirmed. */
static enum err compare(struct request *rq, const struct stored_opening *stored,
			const struct jr *body, struct import_row *row,
			struct faults *f)
{
	const struct opening *o;
	struct posting p;
	enum err e = posting_from(rq, stored, &p);

	p.before = NULL;
	p.body = body;
	p.status = (struct slice){NULL, 0};
	p.confirmed = stored->confirmed_day == 0
			      ? DAY_NONE
			      : (int32_t)stored->confirmed_day;
	if (e == ERR_OK)
		e = posting_read(rq, &p, &o, f);
	if (e != ERR_OK)
		return e;
	row->change = IMPORT_UNCHANGED;
	if (slice_eq(o->document, stored->document))
		return ERR_OK;
	row->change = IMPORT_UPDATED;
	p.confirmed = rq->today;
	e = posting_read(rq, &p, &o, f);
	if (e == ERR_OK)
		row->document = o->document;
	return e;
}

static enum err make(struct request *rq, const struct jr *body,
		     struct import_row *row, struct faults *f)
{
	struct posting p = {.id = row->id,
			    .organisation = rq->argument,
			    .confirmed = rq->today,
			    .body = body};
	const struct opening *o;
	enum err e = posting_read(rq, &p, &o, f);

	row->change = IMPORT_CREATED;
	if (e == ERR_OK)
		row->document = o->document;
	return e;
}

/* Beside what is there by its id. */
static enum err plan(struct reading *r, const struct jr *document,
		     struct import_row *row, struct faults *f)
{
	struct request *rq = &r->one;
	struct stored_opening stored;
	bool edited;
	enum err e = openings_get(rq->db, rq->arena, row->id, &stored);

	if (e == ERR_NOT_FOUND)
		return make(rq, document, row, f);
	if (e != ERR_OK)
		return e;
	if (!slice_eq(stored.organisation, rq->argument) ||
	    slice_is(stored.type, "programme")) {
		jr_fault(f, jr_get(document, "id"), FAULT_OWN_ID, NULL);
		return ERR_INVALID;
	}
	row->version = stored.version;
	e = importing_is_edited(rq, &stored, &edited);
	if (e == ERR_OK && edited && !r->im->overwrites) {
		row->change = IMPORT_KEPT;
		return ERR_OK;
	}
	return e == ERR_OK ? compare(rq, &stored, document, row, f) : e;
}

static enum err read_id(struct reading *r, const struct jr *document,
			struct import_row *row, struct faults *f)
{
	const struct jr *id;

	if (!jr_is_object(document, f))
		return ERR_INVALID;
	id = jr_need(document, "id", f);
	if (id == NULL || !jr_read_id(id, &row->id, f))
		return ERR_INVALID;
	row->id = arena_copy(r->rq->arena, row->id);
	if (map_put(r->ids, row->id, r))
		return ERR_OK;
	jr_fault(f, id, FAULT_DUPLICATE_ID, NULL);
	return ERR_INVALID;
}

static enum err spill(struct reading *r)
{
	enum err e = r->im->spill(r->im->ctx, &r->one, r->im);

	r->im->count = 0;
	arena_reset(r->kept);
	return e;
}

static enum err add_row(struct reading *r, const struct import_row *row)
{
	struct importing *im = r->im;
	struct import_row *own = &im->rows[im->count];

	im->counts[row->change]++;
	if (im->spill != NULL && row->document.n == 0)
		return ERR_OK;
	*own = *row;
	own->document = arena_copy(r->kept, row->document);
	im->count++;
	if (im->spill == NULL || im->count < SPILL_ROWS)
		return ERR_OK;
	return spill(r);
}

static enum err read_document(struct reading *r, const struct intake_item *item,
			      struct import_row *row, struct faults *f)
{
	const struct jr *document;
	enum err e;

	if (item->text.n > INTAKE_DOCUMENT_BYTES_MAX) {
		fault_at_pointer(f, FAULT_TOO_LONG, "", "1048576");
		return ERR_INVALID;
	}
	e = jr_parse(r->one.arena, item->text, &document, f);
	if (e == ERR_OK)
		e = read_id(r, document, row, f);
	return e == ERR_OK ? plan(r, document, row, f) : e;
}

/* A fault is told and the next is read; other errors end it. */
static enum err read_item(void *ctx, const struct intake_item *item)
{
	struct reading *r = ctx;
	struct faults own = {.count = 0};
	struct import_row row = {.row = item->row};
	enum err e;

	if (item->text.n == 0 && item->line > 0)
		return ERR_OK; /* an empty row of a table */
	if (r->im->spill == NULL && r->im->read == IMPORTING_ROWS_MAX) {
		r->im->is_long = true;
		return ERR_BUSY;
	}
	r->im->read++;
	e = read_document(r, item, &row, &own);
	intake_tell(r->faults, &own, item);
	/* Once one was refused nothing will be put. */
	if (e == ERR_OK && !faults_any(r->faults))
		e = add_row(r, &row);
	arena_reset(r->one.arena);
	if (e == ERR_INVALID)
		e = ERR_OK;
	if (e == ERR_OK && r->im->spill != NULL && r->im->read % TELL_ROWS == 0)
		e = spill(r);
	return e;
}

/* One that came by an import, is open, and is in the feed no more. */
static enum err close_one(struct reading *r, struct slice id)
{
	struct request *rq = &r->one;
	struct stored_opening stored;
	const struct opening *o;
	struct posting p;
	bool came, edited;
	enum err e = imports_touched(rq->db, id, &came);

	if (e == ERR_OK && came)
		e = openings_get(rq->db, rq->arena, id, &stored);
	if (e != ERR_OK || !came || !slice_is(stored.status, "open"))
		return e;
	e = importing_is_edited(rq, &stored, &edited);
	if (e != ERR_OK || (edited && !r->im->overwrites))
		return e;
	e = posting_from(rq, &stored, &p);
	p.status = SLICE("closed");
	if (e == ERR_OK)
		e = jr_parse(rq->arena, SLICE("{}"), &p.body, r->faults);
	if (e == ERR_OK)
		e = posting_read(rq, &p, &o, r->faults);
	if (e != ERR_OK)
		return e;
	e = add_row(r, &(struct import_row){.id = id,
					    .change = IMPORT_CLOSED,
					    .document = o->document,
					    .version = stored.version});
	arena_reset(rq->arena);
	return e;
}

/* Of a feed that is short too many are more than is put at once. */
static bool has_room(struct reading *r)
{
	if (r->im->spill == NULL && r->im->count == 2 * IMPORTING_ROWS_MAX)
		r->im->is_long = true;
	return !r->im->is_long;
}

static enum err close_page(struct reading *r, struct page *page,
			   const struct desk_openings *some)
{
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < some->count; i++) {
		page->id = arena_copy(r->rq->arena, some->items[i].id);
		if (map_get(r->ids, page->id) != NULL)
			continue;
		e = has_room(r) ? close_one(r, page->id) : ERR_BUSY;
	}
	return e;
}

static enum err close_others(struct reading *r)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct desk_openings some = {.count = PAGE_MAX};
	struct arena *a = arena_new(0);
	enum err e = ERR_OK;

	while (e == ERR_OK && some.count == PAGE_MAX) {
		arena_reset(a);
		e = desk_of_organisation(r->rq->db, a, r->rq->argument, &page,
					 &some);
		if (e == ERR_OK)
			e = close_page(r, &page, &some);
	}
	arena_free(a);
	return e;
}

/* The same request with a scratch arena. */
static struct request one_by_one(const struct request *rq)
{
	struct request one = *rq;

	one.arena = arena_new(0);
	one.hands.arena = one.arena;
	return one;
}

static enum err read_all(struct reading *r)
{
	struct importing *im = r->im;
	enum err e = intake_each(im->form, im->body, read_item, r, r->faults);

	if (e == ERR_OK && faults_any(r->faults))
		e = ERR_INVALID;
	if (e == ERR_OK && im->is_complete)
		e = close_others(r);
	if (e == ERR_OK && im->spill != NULL && im->count > 0)
		e = spill(r);
	return e;
}

/* Who applied for what the feed closed, whichever way it says so, is told. */
static enum err end_applications(struct request *rq, struct slice before,
				 const struct stored_opening *now)
{
	bool withdrawn = slice_is(now->status, "withdrawn");

	if (!slice_is(before, "open") ||
	    (!withdrawn && !slice_is(now->status, "closed")))
		return ERR_OK;
	return life_opening_closed(
		&rq->hands, &api_parts(rq->api)->life, now->id,
		withdrawn ? LIFE_WITHDRAWN_BY_POSTER : LIFE_FILLED);
}

enum err importing_read(struct request *rq, struct importing *im,
			struct faults *f)
{
	bool spills = im->spill != NULL;
	struct reading r = {.rq = rq,
			    .one = one_by_one(rq),
			    .im = im,
			    .kept = spills ? arena_new(0) : rq->arena,
			    .ids = map_new(rq->arena),
			    .faults = f};
	enum err e;

	im->rows = ARENA_ARRAY(rq->arena, struct import_row,
			       spills ? SPILL_ROWS : 2 * IMPORTING_ROWS_MAX);
	e = read_all(&r);
	arena_free(r.one.arena);
	if (spills)
		arena_free(r.kept);
	return e;
}

enum err importing_put_row(struct request *rq, const struct import_row *row,
			   struct slice run)
{
	struct stored_import_change change = {
		.run = run,
		.opening = row->id,
		.change = slice_of(import_change_words[row->change])};
	struct stored_opening now = {.document = SLICE("")};
	struct slice before;
	struct faults ignored = {.count = 0};
	enum err e = openings_get(rq->db, rq->arena, row->id, &now);

	if (e != ERR_OK && e != ERR_NOT_FOUND)
		return e;
	if (now.version != row->version)
		return ERR_CONFLICT;
	change.document = now.document;
	before = now.status;
	e = posting_restore(rq, row->document, &ignored);
	if (e == ERR_OK)
		e = openings_get(rq->db, rq->arena, row->id, &now);
	change.version = now.version;
	if (e == ERR_OK)
		e = imports_add_change(rq->db, &change);
	now.id = row->id;
	if (e == ERR_OK)
		e = end_applications(rq, before, &now);
	return e == ERR_INVALID ? ERR_CONFLICT : e;
}

static enum err put_rows(struct request *rq, const struct importing *im,
			 struct slice run)
{
	struct request one = one_by_one(rq);
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < im->count; i++) {
		if (im->rows[i].document.n == 0)
			continue;
		e = importing_put_row(&one, &im->rows[i], run);
		arena_reset(one.arena);
	}
	arena_free(one.arena);
	return e;
}

enum err importing_put(struct request *rq, const struct importing *im,
		       struct slice *ret_run)
{
	char id[ID_CHARS + 1];
	enum err e;

	*ret_run = SLICE("");
	if (im->counts[IMPORT_CREATED] + im->counts[IMPORT_UPDATED] +
		    im->counts[IMPORT_CLOSED] ==
	    0)
		return ERR_OK;
	id_new(id);
	*ret_run = arena_copy(rq->arena, slice_of(id));
	e = imports_insert(rq->db,
			   &(struct stored_import){.id = *ret_run,
						   .organisation = rq->argument,
						   .account = rq->caller.id,
						   .at_us = rq->hands.now_us});
	return e == ERR_OK ? put_rows(rq, im, *ret_run) : e;
}
