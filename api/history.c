/* history - see history.h. */
#include "api/history.h"

#include <string.h>

#include "api/history_parts.h"
#include "base/arena.h"
#include "base/map.h"
#include "json/jr.h"

const char *const history_words[] = {"person",    "application", "event",
				     "placement", "payment",     "quota",
				     "venture",   NULL};

struct history *history_new(struct arena *a, const struct history_world *w)
{
	struct history *t = ARENA_NEW(a, struct history);

	t->arena = a;
	t->world = *w;
	for (int i = 0; i < HISTORY__TYPES; i++)
		t->ids[i] = map_new(a);
	return t;
}

size_t history_count(const struct history *t)
{
	return t->count;
}

const struct history_line *history_find(const struct history *t,
					enum history_type type, struct slice id)
{
	return map_get(t->ids[type], id);
}

static struct history_line *take_room(struct history *t)
{
	if (t->count == t->room) {
		size_t room = t->room * 2 + 1024;
		struct history_line *more =
			ARENA_ARRAY(t->arena, struct history_line, room);

		if (t->count > 0)
			memcpy(more, t->lines, t->count * sizeof(*more));
		t->lines = more;
		t->room = room;
	}
	return &t->lines[t->count++];
}

/* HISTORY__TYPES: a line of the catalogue, or no line at all. */
static enum history_type type_of(const struct jr *n)
{
	const struct jr *type = jr_get(n, "type");

	for (int i = 0;
	     type != NULL && type->type == JR_TEXT && i < HISTORY__TYPES; i++) {
		if (slice_is(type->text, history_words[i]))
			return (enum history_type)i;
	}
	return HISTORY__TYPES;
}

static bool may_be_history(struct slice line)
{
	return memmem(line.p, line.n, "\"type\"", 6) != NULL;
}

static void add_line(struct history *t, enum history_type type,
		     const struct jr *n, unsigned number, struct faults *f)
{
	void *of = history_read_line(t, type, n, f);
	struct history_line *line;

	if (of == NULL)
		return;
	line = take_room(t);
	*line = (struct history_line){type, number, of};
	if (history_id(line).n == 0)
		return;
	/* The array may move: the map keeps a copy. */
	if (!map_put(t->ids[type], history_id(line),
		     memcpy(ARENA_NEW(t->arena, struct history_line), line,
			    sizeof(*line))))
		jr_fault(f, jr_get(n, "id"), FAULT_DUPLICATE_ID, NULL);
}

/* True: it is history, whether it was accepted or not. */
static bool read_line(struct history *t, struct arena *scratch,
		      struct slice text, unsigned number, struct faults *f)
{
	struct faults own = {.count = 0};
	const struct jr *n;
	enum history_type type;

	if (!may_be_history(text) ||
	    jr_parse(scratch, text, &n, &own) != ERR_OK)
		return false;
	type = type_of(n);
	if (type == HISTORY__TYPES)
		return false;
	f->line = number;
	add_line(t, type, n, number, f);
	f->line = 0;
	return true;
}

enum err history_add_file(struct history *t, struct slice bytes,
			  struct slice *ret_rest, struct faults *f)
{
	char *rest = arena_take(t->arena, bytes.n + 1);
	struct arena *scratch = arena_new(0);
	size_t from = 0, taken = 0;

	memcpy(rest, bytes.p, bytes.n);
	for (unsigned number = 1; from < bytes.n; number++) {
		const char *end = memchr(bytes.p + from, '\n', bytes.n - from);
		size_t to = end == NULL ? bytes.n : (size_t)(end - bytes.p);

		if (read_line(t, scratch, slice_cut(bytes, from, to), number,
			      f)) {
			memset(rest + from, ' ', to - from);
			taken++;
		}
		arena_reset(scratch);
		from = to + 1;
	}
	arena_free(scratch);
	*ret_rest = (struct slice){rest, bytes.n};
	if (taken > 0 && slice_strip(*ret_rest).n == 0)
		ret_rest->n = 0;
	return faults_any(f) ? ERR_INVALID : ERR_OK;
}

static enum err name_one(const struct history *t,
			 const struct history_line *line,
			 const struct history_names *names)
{
	const struct stored_application *it = line->of;
	const struct history_placement *p = line->of;
	const struct stored_quota *q = line->of;
	enum err e = ERR_OK;

	switch (line->type) {
	case HISTORY_APPLICATION:
		e = names->opening(names->ctx, it->opening);
		if (e == ERR_OK && it->referred_from.n > 0)
			e = names->organisation(names->ctx, it->referred_from);
		return e;
	case HISTORY_QUOTA:
		return names->opening(names->ctx, q->programme);
	case HISTORY_PLACEMENT:
		if (history_find(t, HISTORY_APPLICATION, p->row.application) ==
		    NULL)
			e = names->application(names->ctx, p->row.application);
		return e;
	case HISTORY_PERSON:
	case HISTORY_EVENT:
	case HISTORY_PAYMENT:
	case HISTORY_VENTURE:
	case HISTORY__TYPES:
		break;
	}
	return ERR_OK;
}

enum err history_each_name(const struct history *t,
			   const struct history_names *names)
{
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < t->count; i++)
		e = name_one(t, &t->lines[i], names);
	return e;
}
