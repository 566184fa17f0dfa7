/* importing - see importing.h. */
#include "api/importing.h"

#include <stdio.h>
#include <string.h>

#include "api/api.h"
#include "api/posting.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/map.h"
#include "crypt/id.h"
#include "json/jr.h"
#include "json/jw.h"
#include "people/life.h"
#include "store/desk.h"
#include "store/imports.h"

const char *const import_change_words[] = {"created", "updated", "unchanged",
					   "kept",    "closed",  NULL};

enum { PREFIX_BYTES = 16 };

/* A document and where it stands. */
struct item {
	const struct jr *document;
	unsigned row;
	unsigned line; /* 0 in an array */
	char prefix[PREFIX_BYTES];
};

/*
 * Documents are read one by one in a scratch arena, the arena of `one`; what is
 * kept of each is its id and what is to be put.
 */
struct reading {
	struct request *rq;
	struct request one;
	struct importing *im;
	struct map *ids;
	struct faults *faults;
};

/* What one document was found to be, with the place of the document. */
static void tell(struct faults *to, const struct faults *own,
		 const struct item *item)
{
	for (size_t i = 0; i < own->count; i++) {
		char at[FAULT_AT_BYTES + PREFIX_BYTES];

		snprintf(at, sizeof(at), "%s%s", item->prefix,
			 own->items[i].at);
		to->line = item->line;
		fault_at_pointer(to, own->items[i].code, at, own->items[i].arg);
	}
	to->more += own->more;
	to->line = 0;
}

static enum err is_edited(struct request *rq,
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
static enum err plan(struct reading *r, const struct item *item,
		     struct import_row *row, struct faults *f)
{
	struct request *rq = &r->one;
	struct stored_opening stored;
	bool edited;
	enum err e = openings_get(rq->db, rq->arena, row->id, &stored);

	if (e == ERR_NOT_FOUND)
		return make(rq, item->document, row, f);
	if (e != ERR_OK)
		return e;
	if (!slice_eq(stored.organisation, rq->argument) ||
	    slice_is(stored.type, "programme")) {
		jr_fault(f, jr_get(item->document, "id"), FAULT_OWN_ID, NULL);
		return ERR_INVALID;
	}
	row->version = stored.version;
	e = is_edited(rq, &stored, &edited);
	if (e == ERR_OK && edited && !r->im->overwrites) {
		row->change = IMPORT_KEPT;
		return ERR_OK;
	}
	return e == ERR_OK ? compare(rq, &stored, item->document, row, f) : e;
}

static enum err read_id(struct reading *r, const struct item *item,
			struct import_row *row, struct faults *f)
{
	const struct jr *id;

	if (!jr_is_object(item->document, f))
		return ERR_INVALID;
	id = jr_need(item->document, "id", f);
	if (id == NULL || !jr_read_id(id, &row->id, f))
		return ERR_INVALID;
	row->id = arena_copy(r->rq->arena, row->id);
	if (map_put(r->ids, row->id, row))
		return ERR_OK;
	jr_fault(f, id, FAULT_DUPLICATE_ID, NULL);
	return ERR_INVALID;
}

/* A fault is told and the next is read; other errors end it. */
static enum err read_item(struct reading *r, const struct item *item)
{
	struct faults own = {.count = 0};
	struct import_row *row = &r->im->rows[r->im->count];
	enum err e;

	if (r->im->count == IMPORTING_ROWS_MAX) {
		fault_at_pointer(r->faults, FAULT_TOO_MANY_ROWS, "", "2000");
		return ERR_INVALID;
	}
	*row = (struct import_row){.row = item->row};
	r->im->count++;
	e = read_id(r, item, row, &own);
	if (e == ERR_OK)
		e = plan(r, item, row, &own);
	tell(r->faults, &own, item);
	row->document = arena_copy(r->rq->arena, row->document);
	r->im->counts[row->change]++;
	arena_reset(r->one.arena);
	return e == ERR_INVALID ? ERR_OK : e;
}

/* Documents of an array are read as if each stood alone. */
static enum err read_array(struct reading *r, const struct jr *array)
{
	enum err e = ERR_OK;

	for (const struct jr *n = array->first; e == ERR_OK && n != NULL;
	     n = n->next) {
		struct slice own = jw_canonical(r->one.arena, n);
		struct item item = {.row = n->index + 1};

		snprintf(item.prefix, sizeof(item.prefix), "/%u", n->index);
		e = jr_parse(r->one.arena, own, &item.document, r->faults);
		if (e == ERR_OK)
			e = read_item(r, &item);
	}
	return e;
}

static enum err read_lines(struct reading *r, struct slice text)
{
	unsigned number = 0;
	enum err e = ERR_OK;

	while (e == ERR_OK && text.n > 0) {
		struct slice line = slice_strip(slice_split(text, '\n', &text));
		struct item item = {.row = ++number, .line = number};

		if (line.n == 0)
			continue;
		r->faults->line = number;
		e = jr_parse(r->one.arena, line, &item.document, r->faults);
		r->faults->line = 0;
		if (e == ERR_OK)
			e = read_item(r, &item);
	}
	return e;
}

/* Whether its first line is a document of its own. */
static bool is_lines(struct arena *a, struct slice text)
{
	struct faults ignored = {.count = 0};
	struct slice rest;
	struct slice first = slice_strip(slice_split(text, '\n', &rest));
	const struct jr *root;

	return first.n > 0 && first.p[0] == '{' &&
	       jr_parse(a, first, &root, &ignored) == ERR_OK;
}

static enum err read_text(struct reading *r, struct slice text)
{
	struct arena *a = r->rq->arena;
	struct item item = {.row = 1};
	const struct jr *root;
	enum err e;

	if (is_lines(a, slice_strip(text)))
		return read_lines(r, text);
	e = jr_parse(a, text, &root, r->faults);
	if (e != ERR_OK)
		return e;
	if (root->type == JR_ARRAY)
		return read_array(r, root);
	item.document = root;
	return read_item(r, &item);
}

/* One that came by an import, is open, and is in the feed no more. */
static enum err close_one(struct reading *r, struct slice id)
{
	struct request *rq = &r->one;
	struct import_row *row = &r->im->rows[r->im->count];
	struct stored_opening stored;
	const struct opening *o;
	struct posting p;
	bool came, edited;
	enum err e = imports_touched(rq->db, id, &came);

	if (e == ERR_OK && came)
		e = openings_get(rq->db, rq->arena, id, &stored);
	if (e != ERR_OK || !came || !slice_is(stored.status, "open"))
		return e;
	e = is_edited(rq, &stored, &edited);
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
	*row = (struct import_row){
		.id = id,
		.change = IMPORT_CLOSED,
		.document = arena_copy(r->rq->arena, o->document),
		.version = stored.version};
	r->im->count++;
	r->im->counts[IMPORT_CLOSED]++;
	arena_reset(rq->arena);
	return ERR_OK;
}

static enum err close_others(struct reading *r)
{
	struct request *rq = r->rq;
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct desk_openings some = {.count = PAGE_MAX};
	enum err e = ERR_OK;

	while (e == ERR_OK && some.count == PAGE_MAX) {
		e = desk_of_organisation(rq->db, rq->arena, rq->argument, &page,
					 &some);
		for (size_t i = 0; e == ERR_OK && i < some.count; i++) {
			page.id = some.items[i].id;
			if (map_get(r->ids, page.id) == NULL &&
			    r->im->count < 2 * IMPORTING_ROWS_MAX)
				e = close_one(r, page.id);
		}
	}
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

enum err importing_read(struct request *rq, enum intake_form form,
			struct importing *im, struct faults *f)
{
	struct reading r = {rq, one_by_one(rq), im, map_new(rq->arena), f};
	struct slice text;
	enum err e = intake_text(rq->arena, form, rq->http->body, &text, f);

	im->rows = ARENA_ARRAY(rq->arena, struct import_row,
			       2 * IMPORTING_ROWS_MAX + 1);
	if (e == ERR_OK)
		e = read_text(&r, text);
	if (e == ERR_OK && faults_any(f))
		e = ERR_INVALID;
	if (e == ERR_OK && im->is_complete)
		e = close_others(&r);
	arena_free(r.one.arena);
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

/* ERR_CONFLICT: it is another by now. */
static enum err put_row(struct request *rq, const struct import_row *row,
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
		e = put_row(&one, &im->rows[i], run);
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
