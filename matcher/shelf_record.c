/* shelf_record - see shelf_record.h. */
#include "matcher/shelf_record.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "base/day.h"
#include "json/canon.h"
#include "matcher/opening.h"
#include "matcher/pack.h"

/*
 * A text is 0 when absent, else 1 + 4 n + its kind, n its bytes:
 *   PLAIN     stands in the document, at the place that follows
 *   ESCAPED   stands there as JSON escapes it
 *   INLINE    its bytes follow
 */
enum text_kind { PLAIN, ESCAPED, INLINE };

static void pack_head(struct buf *to, size_t n, enum text_kind kind)
{
	pack_count(to, 1 + 4 * (uint64_t)n + (uint64_t)kind);
}

static bool pack_place(struct buf *to, struct slice document, struct slice s,
		       enum text_kind kind)
{
	const char *at = memmem(document.p, document.n, s.p, s.n);

	if (at == NULL)
		return false;
	pack_head(to, s.n, kind);
	pack_count(to, (uint64_t)(at - document.p));
	return true;
}

static void pack_slice(struct buf *to, struct slice document, struct slice s)
{
	struct buf escaped;
	bool is_there;

	if (s.p == NULL) {
		pack_count(to, 0);
		return;
	}
	if (s.n > 0 && pack_place(to, document, s, PLAIN))
		return;
	buf_init(&escaped, SIZE_MAX / 2);
	canon_escape(&escaped, s);
	is_there = s.n > 0 &&
		   pack_place(to, document, buf_slice(&escaped), ESCAPED);
	buf_done(&escaped);
	if (is_there)
		return;
	pack_head(to, s.n, INLINE);
	buf_add_slice(to, s);
}

/* What is read, and where the reading is. */
struct unpacking {
	struct arena *arena;
	struct slice document;
	const unsigned char *at;
};

static struct slice unpack_slice(struct unpacking *u)
{
	uint64_t head = unpack_count(&u->at);
	enum text_kind kind = (enum text_kind)((head - 1) % 4);
	struct slice s;

	if (head == 0)
		return (struct slice){NULL, 0};
	s.n = (size_t)((head - 1) / 4);
	if (kind == INLINE) {
		s.p = (const char *)u->at;
		u->at += s.n;
		return s;
	}
	s.p = u->document.p + unpack_count(&u->at);
	return kind == ESCAPED ? canon_text(u->arena, s) : s;
}

static void pack_texts(struct buf *to, struct slice document,
		       const struct text *t)
{
	unsigned present = 0;

	for (int l = 0; l < LANG__COUNT; l++)
		present |= (t->in[l].p != NULL ? 1u : 0u) << l;
	pack_count(to, present);
	for (int l = 0; l < LANG__COUNT; l++) {
		if (t->in[l].p != NULL)
			pack_slice(to, document, t->in[l]);
	}
}

static void unpack_texts(struct unpacking *u, struct text *t)
{
	unsigned present = (unsigned)unpack_count(&u->at);

	for (int l = 0; l < LANG__COUNT; l++)
		t->in[l] = (present >> l & 1) != 0 ? unpack_slice(u)
						   : (struct slice){NULL, 0};
}

static void pack_list(struct buf *to, struct slice document,
		      const struct id_list *list)
{
	pack_count(to, list->count);
	for (size_t i = 0; i < list->count; i++)
		pack_slice(to, document, list->items[i]);
}

static void unpack_list(struct unpacking *u, struct id_list *list)
{
	size_t n = (size_t)unpack_count(&u->at);
	struct slice *items =
		n == 0 ? NULL : ARENA_ARRAY(u->arena, struct slice, n);

	for (size_t i = 0; i < n; i++)
		items[i] = unpack_slice(u);
	*list = (struct id_list){n, items};
}

static void pack_places(struct buf *to, const struct place_list *list)
{
	pack_count(to, list->count);
	for (size_t i = 0; i < list->count; i++)
		pack_count(to, list->items[i]);
}

static void unpack_places(struct unpacking *u, struct place_list *list)
{
	size_t n = (size_t)unpack_count(&u->at);
	size_t *items = n == 0 ? NULL : ARENA_ARRAY(u->arena, size_t, n);

	for (size_t i = 0; i < n; i++)
		items[i] = (size_t)unpack_count(&u->at);
	*list = (struct place_list){n, items};
}

/* 0 for none, else 1 + 2 day, or -2 day before 1970: few bytes for each. */
static void pack_day(struct buf *to, int32_t day)
{
	int64_t d = day;

	if (day == DAY_NONE)
		pack_count(to, 0);
	else
		pack_count(to, (uint64_t)(d >= 0 ? 2 * d + 1 : -2 * d));
}

static int32_t unpack_day(struct unpacking *u)
{
	uint64_t n = unpack_count(&u->at);

	if (n == 0)
		return DAY_NONE;
	return n % 2 == 1 ? (int32_t)(n / 2) : -(int32_t)(n / 2);
}

/* Members that are slices, in the order of the record; the id stands before. */
static const size_t slice_members[] = {offsetof(struct opening, organisation),
				       offsetof(struct opening, programme),
				       offsetof(struct opening, stream),
				       offsetof(struct opening, occupation),
				       offsetof(struct opening, apply_by),
				       offsetof(struct opening, apply_url),
				       offsetof(struct opening, pay_json),
				       offsetof(struct opening, benefit_json),
				       offsetof(struct opening, vacancies_json),
				       offsetof(struct opening, precision_json),
				       offsetof(struct opening, recurs_json)};

static const struct slice *slice_of_member(const struct opening *o, size_t i)
{
	return (const void *)((const char *)o + slice_members[i]);
}

/* Most openings state few of them. */
static void pack_slices(struct buf *to, const struct opening *o)
{
	uint64_t present = 0;

	for (size_t i = 0; i < COUNT(slice_members); i++)
		present |= (uint64_t)(slice_of_member(o, i)->n > 0) << i;
	pack_count(to, present);
	for (size_t i = 0; i < COUNT(slice_members); i++) {
		if ((present >> i & 1) != 0)
			pack_slice(to, o->document, *slice_of_member(o, i));
	}
}

static void unpack_slices(struct unpacking *u, struct opening *o)
{
	uint64_t present = unpack_count(&u->at);

	for (; present != 0; present &= present - 1) {
		size_t i = (size_t)__builtin_ctzll(present);
		struct slice *to = (void *)((char *)o + slice_members[i]);

		*to = unpack_slice(u);
	}
}

enum {
	IS_PROGRAMME = 1 << 0,
	RECURS = 1 << 1,
	ROLLING = 1 << 2,
	STATES_KIND = 1 << 3,
	STATES_STATUS = 1 << 4,
	PAY_COMPARABLE = 1 << 5,
	PAY_MIN = 1 << 6,
	PAY_MAX = 1 << 7,
	WORDS = 8 /* kind, status and applicant from this bit on, 4 each */
};

static void pack_flags(struct buf *to, const struct opening *o)
{
	unsigned flags = 0;

	flags |= o->is_programme ? IS_PROGRAMME : 0u;
	flags |= o->recurs ? RECURS : 0u;
	flags |= o->rolling ? ROLLING : 0u;
	flags |= o->states_kind ? STATES_KIND : 0u;
	flags |= o->states_status ? STATES_STATUS : 0u;
	flags |= o->pay.is_comparable ? PAY_COMPARABLE : 0u;
	flags |= o->pay.has_min ? PAY_MIN : 0u;
	flags |= o->pay.has_max ? PAY_MAX : 0u;
	flags |= (unsigned)o->kind << WORDS;
	flags |= (unsigned)o->status << (WORDS + 4);
	flags |= (unsigned)o->applicant << (WORDS + 8);
	pack_count(to, flags);
}

static void unpack_flags(struct unpacking *u, struct opening *o)
{
	unsigned flags = (unsigned)unpack_count(&u->at);

	o->is_programme = (flags & IS_PROGRAMME) != 0;
	o->recurs = (flags & RECURS) != 0;
	o->rolling = (flags & ROLLING) != 0;
	o->states_kind = (flags & STATES_KIND) != 0;
	o->states_status = (flags & STATES_STATUS) != 0;
	o->pay.is_comparable = (flags & PAY_COMPARABLE) != 0;
	o->pay.has_min = (flags & PAY_MIN) != 0;
	o->pay.has_max = (flags & PAY_MAX) != 0;
	o->kind = (enum kind)(flags >> WORDS & 15);
	o->status = (enum status)(flags >> (WORDS + 4) & 15);
	o->applicant = (enum applicant)(flags >> (WORDS + 8) & 15);
}

void record_pack(struct buf *to, const struct opening *o)
{
	pack_slice(to, o->document, o->id);
	pack_flags(to, o);
	pack_slices(to, o);
	pack_texts(to, o->document, &o->title);
	pack_texts(to, o->document, &o->summary);
	pack_texts(to, o->document, &o->body);
	pack_places(to, &o->places);
	pack_places(to, &o->sectors);
	pack_list(to, o->document, &o->skills);
	pack_list(to, o->document, &o->renderings);
	pack_list(to, o->document, &o->streams);
	pack_day(to, o->opens);
	pack_day(to, o->closes);
	pack_day(to, o->starts);
	pack_day(to, o->confirmed);
	pack_day(to, o->next_expected);
	pack_number(to, o->vacancies);
	if (!o->pay.is_comparable)
		return;
	pack_number(to, o->pay.min);
	pack_number(to, o->pay.max);
}

const unsigned char *record_unpack(struct arena *a, const unsigned char *record,
				   struct opening *ret)
{
	struct unpacking u = {a, ret->document, record};

	ret->id = unpack_slice(&u);
	unpack_flags(&u, ret);
	unpack_slices(&u, ret);
	unpack_texts(&u, &ret->title);
	unpack_texts(&u, &ret->summary);
	unpack_texts(&u, &ret->body);
	unpack_places(&u, &ret->places);
	unpack_places(&u, &ret->sectors);
	unpack_list(&u, &ret->skills);
	unpack_list(&u, &ret->renderings);
	unpack_list(&u, &ret->streams);
	ret->opens = unpack_day(&u);
	ret->closes = unpack_day(&u);
	ret->starts = unpack_day(&u);
	ret->confirmed = unpack_day(&u);
	ret->next_expected = unpack_day(&u);
	ret->vacancies = unpack_number(&u.at);
	if (ret->pay.is_comparable) {
		ret->pay.min = unpack_number(&u.at);
		ret->pay.max = unpack_number(&u.at);
	}
	return u.at;
}

struct slice record_id(const unsigned char *record, struct slice document)
{
	struct unpacking u = {NULL, document, record};

	/* An id has no character that JSON escapes. */
	return unpack_slice(&u);
}
