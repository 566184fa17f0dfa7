/* shelf_build - shelves made of openings, of other shelves, of their bytes. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/bits.h"
#include "matcher/hash.h"
#include "matcher/sections.h"
#include "matcher/shelf_parts.h"
#include "matcher/shelf_record.h"

/* A shelf of n openings in the making; rows and text are filled in order. */
struct making {
	struct arena *arena, *scratch;
	struct shelf *shelf;
	struct shelf_row *rows;
	char *text;
	struct asked_maker asked[ASK__COUNT];
};

static void begin(struct making *m, struct arena *a, size_t n, size_t bytes)
{
	ASSERT(n < UINT32_MAX);
	*m = (struct making){.arena = a,
			     .scratch = arena_new(0),
			     .shelf = ARENA_NEW(a, struct shelf),
			     .rows = ARENA_ARRAY(a, struct shelf_row, n + 1),
			     .text = arena_take(a, bytes)};
	m->shelf->rows = m->rows;
	m->shelf->text = (struct slice){m->text, 0};
	for (int part = 0; part < ASK__COUNT; part++)
		asked_begin(&m->asked[part], m->scratch);
}

static void add_bytes(struct making *m, struct slice bytes)
{
	memcpy(m->text + m->shelf->text.n, bytes.p, bytes.n);
	m->shelf->text.n += bytes.n;
}

static void make_slots(struct arena *a, struct shelf *s)
{
	uint32_t *slots;

	s->slot_count = shelf_slots(s->count);
	slots = ARENA_ARRAY(a, uint32_t, s->slot_count);
	s->slots = slots;
	shelf_number(s, slots);
}

static struct shelf *finish(struct making *m, const struct vocabulary *v)
{
	struct shelf *s = m->shelf;

	m->rows[s->count].at = s->text.n;
	make_slots(m->arena, s);
	for (int part = 0; part < ASK__COUNT; part++) {
		enum err e;

		asked_finish(m->arena, &m->asked[part], &s->asked[part]);
		e = asked_parse(m->arena, v, (enum ask)part, &s->asked[part]);
		/* It was read once, by this vocabulary. */
		ASSERT(e == ERR_OK);
	}
	arena_free(m->scratch);
	return s;
}

static void number_asked(struct making *m, struct slice document,
			 uint32_t ret_numbers[ASK__COUNT])
{
	struct asked_members members;
	struct buf json;

	asked_find(document, &members);
	buf_init(&json, SIZE_MAX / 2);
	for (int part = 0; part < ASK__COUNT; part++) {
		buf_clear(&json);
		asked_write(&members, (enum ask)part, &json);
		ret_numbers[part] =
			asked_number(&m->asked[part], buf_slice(&json));
	}
	buf_done(&json);
}

static void add_opening(struct making *m, const struct opening *o,
			struct slice record)
{
	struct shelf_row *row = &m->rows[m->shelf->count++];

	*row = (struct shelf_row){
		.at = m->shelf->text.n,
		.hash = hash_bytes(HASH_START, o->document.p, o->document.n),
		.document = (uint32_t)o->document.n};
	number_asked(m, o->document, row->asked);
	add_bytes(m, o->document);
	add_bytes(m, record);
}

struct shelf *shelf_build(struct arena *a, const struct vocabulary *v,
			  const struct opening *const *openings, size_t n)
{
	struct arena *scratch = arena_new(0);
	size_t *ends = ARENA_ARRAY(scratch, size_t, n + 1);
	struct buf records;
	size_t documents = 0;
	struct making m;
	struct shelf *s;

	buf_init(&records, SIZE_MAX / 2);
	for (size_t i = 0; i < n; i++) {
		record_pack(&records, openings[i]);
		ends[i + 1] = records.n;
		documents += openings[i]->document.n;
	}
	begin(&m, a, n, documents + records.n);
	for (size_t i = 0; i < n; i++)
		add_opening(
			&m, openings[i],
			slice_cut(buf_slice(&records), ends[i], ends[i + 1]));
	s = finish(&m, v);
	buf_done(&records);
	arena_free(scratch);
	return s;
}

static void section_name(char name[SECTION_NAME_BYTES], const char *what,
			 int part)
{
	snprintf(name, SECTION_NAME_BYTES, "shelf.%s.%s", what,
		 ask_members((enum ask)part)[0]);
}

void shelf_save(const struct shelf *s, struct sections *to)
{
	sections_add(to, "shelf.rows", s->rows,
		     (s->count + 1) * sizeof(*s->rows));
	sections_add(to, "shelf.text", s->text.p, s->text.n);
	sections_add(to, "shelf.slots", s->slots,
		     s->slot_count * sizeof(*s->slots));
	for (int part = 0; part < ASK__COUNT; part++) {
		const struct shelf_asked *own = &s->asked[part];
		char name[SECTION_NAME_BYTES];

		section_name(name, "asked", part);
		sections_add(to, name, own->text.p, own->text.n);
		section_name(name, "ends", part);
		sections_add(to, name, own->ends,
			     own->count * sizeof(*own->ends));
	}
}

/* False: it is not there, or is not made of whole items. */
static bool find(const struct sections *from, const char *name, size_t each,
		 const void **ret_items, size_t *ret_count)
{
	struct slice bytes;

	if (!sections_find(from, name, &bytes) || bytes.n % each != 0)
		return false;
	*ret_items = bytes.p;
	*ret_count = bytes.n / each;
	return true;
}

static bool find_asked(const struct sections *from, int part,
		       struct shelf_asked *ret)
{
	char name[SECTION_NAME_BYTES];
	const void *items;
	uint64_t before = 0;

	section_name(name, "asked", part);
	if (!sections_find(from, name, &ret->text))
		return false;
	section_name(name, "ends", part);
	if (!find(from, name, sizeof(*ret->ends), &items, &ret->count))
		return false;
	ret->ends = items;
	for (size_t i = 0; i < ret->count; i++) {
		if (ret->ends[i] < before)
			return false;
		before = ret->ends[i];
	}
	return before == ret->text.n;
}

static bool row_fits(const struct shelf *s, size_t i)
{
	const struct shelf_row *row = &s->rows[i];

	if (row->at > row[1].at || row->document > row[1].at - row->at)
		return false;
	for (int part = 0; part < ASK__COUNT; part++) {
		if (row->asked[part] >= s->asked[part].count)
			return false;
	}
	return true;
}

/* As many are taken as there are openings: some are free, where looking ends. */
static bool slots_fit(const struct shelf *s)
{
	size_t taken = 0;

	if (s->slot_count != shelf_slots(s->count))
		return false;
	for (size_t i = 0; i < s->slot_count; i++) {
		if (s->slots[i] > s->count)
			return false;
		taken += s->slots[i] != 0;
	}
	return taken == s->count;
}

static bool find_all(const struct sections *from, struct shelf *s)
{
	const void *rows, *slots;

	if (!find(from, "shelf.rows", sizeof(*s->rows), &rows, &s->count) ||
	    !find(from, "shelf.slots", sizeof(*s->slots), &slots,
		  &s->slot_count) ||
	    !sections_find(from, "shelf.text", &s->text) || s->count == 0)
		return false;
	s->count--; /* the row behind the last one */
	s->rows = rows;
	s->slots = slots;
	for (int part = 0; part < ASK__COUNT; part++) {
		if (!find_asked(from, part, &s->asked[part]))
			return false;
	}
	for (size_t i = 0; i < s->count; i++) {
		if (!row_fits(s, i))
			return false;
	}
	return s->rows[s->count].at == s->text.n && slots_fit(s);
}

enum err shelf_load(struct arena *a, const struct vocabulary *v,
		    const struct sections *from, struct shelf **ret_shelf)
{
	struct shelf *s = ARENA_NEW(a, struct shelf);

	if (!find_all(from, s))
		return ERR_MALFORMED;
	for (int part = 0; part < ASK__COUNT; part++) {
		if (asked_parse(a, v, (enum ask)part, &s->asked[part]) !=
		    ERR_OK)
			return ERR_MALFORMED;
	}
	*ret_shelf = s;
	return ERR_OK;
}
