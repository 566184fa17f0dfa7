/* catalogue - see catalogue.h. */
#include "matcher/catalogue.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "json/jr.h"

/* Where an opening stood in its file, for faults that are found later. */
struct place {
	char pointer[16]; /* "" or "/3" */
	unsigned line;
};

struct list {
	size_t count, room;
	const void **items;
	struct place *places;
};

struct catalogue {
	struct opening_reader reader;
	struct list openings, organisations;
	struct map *opening_by_id, *organisation_by_id;
};

struct catalogue *catalogue_new(const struct opening_reader *r)
{
	struct catalogue *c = ARENA_NEW(r->arena, struct catalogue);

	c->reader = *r;
	c->reader.rulesets = map_new(r->arena);
	c->opening_by_id = map_new(r->arena);
	c->organisation_by_id = map_new(r->arena);
	return c;
}

static void list_add(struct arena *a, struct list *l, const void *item,
		     const struct place *place)
{
	if (l->count == l->room) {
		size_t room = l->room == 0 ? 64 : l->room * 2;
		const void **items = ARENA_ARRAY(a, const void *, room);
		struct place *places = ARENA_ARRAY(a, struct place, room);

		if (l->count > 0) {
			memcpy(items, l->items, l->count * sizeof(*items));
			memcpy(places, l->places, l->count * sizeof(*places));
		}
		l->items = items;
		l->places = places;
		l->room = room;
	}
	l->items[l->count] = item;
	l->places[l->count++] = *place;
}

static struct place place_of(const struct jr *n, const struct faults *f)
{
	struct place p = {.line = f->line};

	if (n->parent != NULL)
		snprintf(p.pointer, sizeof(p.pointer), "/%u", n->index);
	return p;
}

static enum err refuse_duplicate(const struct jr *n, struct faults *f)
{
	jr_fault(f, jr_get(n, "id"), FAULT_DUPLICATE_ID, NULL);
	return ERR_INVALID;
}

static enum err add_organisation(struct catalogue *c, const struct jr *n,
				 struct faults *f)
{
	struct organisation *o;
	struct place place = place_of(n, f);
	enum err e = organisation_read(&c->reader, n, &o, f);

	if (e != ERR_OK)
		return e;
	if (!map_put(c->organisation_by_id, o->id, o))
		return refuse_duplicate(n, f);
	list_add(c->reader.arena, &c->organisations, o, &place);
	return ERR_OK;
}

enum err catalogue_add(struct catalogue *c, const struct jr *n,
		       struct faults *f)
{
	const struct jr *type;
	struct place place = place_of(n, f);
	struct opening *o;
	enum err e;

	if (!jr_is_object(n, f))
		return ERR_INVALID;
	type = jr_get(n, "type");
	if (type != NULL && type->type == JR_TEXT &&
	    slice_is(type->text, "organisation"))
		return add_organisation(c, n, f);
	e = opening_read(&c->reader, n, &o, f);
	if (e != ERR_OK)
		return e;
	if (!map_put(c->opening_by_id, o->id, o))
		return refuse_duplicate(n, f);
	list_add(c->reader.arena, &c->openings, o, &place);
	return ERR_OK;
}

static enum err worse(enum err a, enum err b)
{
	return a == ERR_OK ? b : a;
}

/* A scratch arena holds the tree: what is kept has been copied. */
static enum err add_document(struct catalogue *c, struct arena *scratch,
			     struct slice text, struct faults *f)
{
	const struct jr *root;
	enum err e = jr_parse(scratch, text, &root, f);

	if (e != ERR_OK)
		return e;
	if (root->type != JR_ARRAY)
		return catalogue_add(c, root, f);
	for (const struct jr *n = root->first; n != NULL; n = n->next)
		e = worse(e, catalogue_add(c, n, f));
	return e;
}

/* Several lines, the first of which is a whole JSON object. */
static bool is_ndjson(struct arena *scratch, struct slice text)
{
	struct slice rest;
	struct slice line = slice_strip(slice_split(text, '\n', &rest));
	struct faults *ignored = ARENA_NEW(scratch, struct faults);
	const struct jr *root;

	return text.n > 0 && text.p[0] == '{' && slice_strip(rest).n > 0 &&
	       line.n > 0 && line.p[line.n - 1] == '}' &&
	       jr_parse(scratch, line, &root, ignored) == ERR_OK;
}

static enum err add_lines(struct catalogue *c, struct arena *scratch,
			  struct slice text, struct faults *f)
{
	enum err e = ERR_OK;
	unsigned number = 0;

	while (text.n > 0) {
		struct slice line = slice_strip(slice_split(text, '\n', &text));

		f->line = ++number;
		if (line.n > 0)
			e = worse(e, add_document(c, scratch, line, f));
		arena_reset(scratch);
	}
	f->line = 0;
	return e;
}

enum err catalogue_add_file(struct catalogue *c, struct slice bytes,
			    struct faults *f)
{
	struct arena *scratch = arena_new(0);
	struct slice text = slice_strip(bytes);
	enum err e;

	if (is_ndjson(scratch, text))
		e = add_lines(c, scratch, bytes, f);
	else
		e = add_document(c, scratch, bytes, f);
	arena_free(scratch);
	return e;
}

/* A programme that names its streams has no others. */
static bool has_stream(const struct opening *programme, struct slice stream)
{
	if (stream.n == 0 || programme->streams.count == 0)
		return true;
	for (size_t i = 0; i < programme->streams.count; i++) {
		if (slice_eq(programme->streams.items[i], stream))
			return true;
	}
	return false;
}

enum err catalogue_check(const struct catalogue *c, size_t from, size_t to,
			 struct faults *f)
{
	enum err e = ERR_OK;

	for (size_t i = from; i < to; i++) {
		const struct opening *o = c->openings.items[i];
		const struct place *at = &c->openings.places[i];
		const struct opening *programme;
		char pointer[64];

		if (o->programme.n == 0)
			continue;
		programme = map_get(c->opening_by_id, o->programme);
		if (programme != NULL && programme->is_programme &&
		    has_stream(programme, o->stream))
			continue;
		snprintf(pointer, sizeof(pointer), "%s/%s", at->pointer,
			 programme != NULL && programme->is_programme
				 ? "stream"
				 : "programme");
		f->line = at->line;
		fault_at_pointer(f, FAULT_UNKNOWN_REF, pointer, NULL);
		f->line = 0;
		e = ERR_INVALID;
	}
	return e;
}

size_t catalogue_openings(const struct catalogue *c)
{
	return c->openings.count;
}

const struct opening *catalogue_opening(const struct catalogue *c, size_t i)
{
	return c->openings.items[i];
}

size_t catalogue_organisations(const struct catalogue *c)
{
	return c->organisations.count;
}

const struct organisation *catalogue_organisation(const struct catalogue *c,
						  size_t i)
{
	return c->organisations.items[i];
}

const struct opening *catalogue_find(const struct catalogue *c, struct slice id)
{
	return map_get(c->opening_by_id, id);
}

const struct organisation *
catalogue_find_organisation(const struct catalogue *c, struct slice id)
{
	return map_get(c->organisation_by_id, id);
}
