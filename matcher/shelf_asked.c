/* shelf_asked - see shelf_asked.h. */
#include "matcher/shelf_asked.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "json/canon.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/opening.h"

struct slice asked_json(const struct shelf_asked *s, size_t number)
{
	size_t from = number == 0 ? 0 : (size_t)s->ends[number - 1];

	return slice_cut(s->text, from, (size_t)s->ends[number]);
}

void asked_begin(struct asked_maker *m, struct arena *scratch)
{
	*m = (struct asked_maker){.scratch = scratch,
				  .known = map_new(scratch)};
	buf_init(&m->text, SIZE_MAX / 2);
	buf_init(&m->ends, SIZE_MAX / 2);
}

uint32_t asked_number(struct asked_maker *m, struct slice json)
{
	const uint32_t *known = map_get(m->known, json);
	uint32_t *own;
	uint64_t end;

	if (known != NULL)
		return *known;
	own = ARENA_NEW(m->scratch, uint32_t);
	*own = m->count++;
	map_put(m->known, arena_copy(m->scratch, json), own);
	buf_add_slice(&m->text, json);
	end = m->text.n;
	buf_add(&m->ends, &end, sizeof(end));
	return *own;
}

void asked_finish(struct arena *a, struct asked_maker *m,
		  struct shelf_asked *ret)
{
	uint64_t *ends = ARENA_ARRAY(a, uint64_t, m->count);

	if (m->count > 0)
		memcpy(ends, m->ends.p, m->ends.n);
	*ret = (struct shelf_asked){.count = m->count,
				    .text = arena_copy(a, buf_slice(&m->text)),
				    .ends = ends};
	buf_done(&m->text);
	buf_done(&m->ends);
}

static struct asked taken(const struct opening *o, enum ask part)
{
	switch (part) {
	case ASK_PREFERENCES:
		return (struct asked){o->preference_count, o->preferences};
	case ASK_TIERS:
		return (struct asked){o->tier_count, o->tiers};
	case ASK_RULES:
	case ASK__COUNT:
		break;
	}
	return (struct asked){0, o->rules};
}

enum err asked_parse(struct arena *a, const struct vocabulary *v, enum ask part,
		     struct shelf_asked *s)
{
	struct opening_reader reader = {a, v, NULL, NULL};
	struct asked *parsed = ARENA_ARRAY(a, struct asked, s->count);
	struct arena *scratch = arena_new(0);
	size_t before = arena_bytes(a);
	enum err e = ERR_OK;

	for (size_t i = 0; i < s->count && e == ERR_OK; i++) {
		struct faults *f = ARENA_NEW(scratch, struct faults);
		struct opening o = {.kind = KIND_JOB};
		const struct jr *root;

		e = jr_parse(scratch, asked_json(s, i), &root, f);
		if (e == ERR_OK && !asks_read(&reader, part, root, &o, f))
			e = ERR_INVALID;
		parsed[i] = taken(&o, part);
		arena_reset(scratch);
	}
	arena_free(scratch);
	s->parsed = parsed;
	s->parsed_bytes = arena_bytes(a) - before + s->count * sizeof(*parsed);
	return e;
}

static void keep_member(const struct canon_member *m, struct asked_members *ret)
{
	for (int part = 0; part < ASK__COUNT; part++) {
		const char *const *names = ask_members((enum ask)part);

		for (size_t i = 0; names[i] != NULL; i++) {
			if (slice_is(m->key, names[i]))
				ret->of[part][i] = m->value;
		}
	}
}

void asked_find(struct slice document, struct asked_members *ret)
{
	struct slice rest = canon_inside(document);
	struct canon_member m;

	*ret = (struct asked_members){.of = {{{NULL, 0}}}};
	while (canon_member(&rest, &m))
		keep_member(&m, ret);
}

void asked_write(const struct asked_members *m, enum ask part, struct buf *to)
{
	const char *const *names = ask_members(part);
	struct json_writer w;

	jw_init(&w, to);
	jw_object(&w, NULL);
	for (size_t i = 0; names[i] != NULL; i++) {
		if (m->of[part][i].n > 0)
			jw_raw(&w, names[i], m->of[part][i]);
	}
	jw_end(&w);
}
