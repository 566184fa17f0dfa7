/* sections - see sections.h. */
#include "matcher/sections.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/checksum.h"
#include "base/compiler.h"

/* The same bytes in no other order, and no text. */
static const char magic[8] = "\211BAY\r\n\032\n";

struct head {
	char magic[sizeof(magic)];
	uint32_t format, count;
	struct sections_basis basis;
	int64_t part, seq;
	uint64_t bytes;    /* of all */
	uint64_t checksum; /* of head and table, this being 0 */
};

struct row {
	char name[SECTION_NAME_BYTES];
	uint64_t at, n;
	uint64_t checksum;
	uint64_t zero;
};

/* What stands before the sections. */
struct front {
	struct head head;
	struct row rows[SECTIONS_MAX];
};

_Static_assert(sizeof(struct head) == SECTION_ALIGNMENT &&
		       sizeof(struct head) == SECTIONS_START_BYTES &&
		       sizeof(struct row) == SECTION_ALIGNMENT,
	       "head and rows fill whole places, without a gap");

void sections_add(struct sections *s, const char *name, const void *bytes,
		  size_t n)
{
	struct slice known;
	struct section *own;

	ASSERT(s->count < SECTIONS_MAX && strlen(name) < SECTION_NAME_BYTES);
	ASSERT(!sections_find(s, name, &known));
	own = &s->items[s->count++];
	memcpy(own->name, name, strlen(name) + 1);
	own->bytes = (struct slice){bytes, n};
}

bool sections_find(const struct sections *s, const char *name,
		   struct slice *ret)
{
	for (size_t i = 0; i < s->count; i++) {
		if (strcmp(s->items[i].name, name) == 0) {
			*ret = s->items[i].bytes;
			return true;
		}
	}
	return false;
}

/* Bytes that are wanting to the next place where a section may begin. */
static size_t gap_after(uint64_t at)
{
	return (size_t)(-at % SECTION_ALIGNMENT);
}

static size_t front_bytes(size_t count)
{
	return sizeof(struct head) + count * sizeof(struct row);
}

static uint64_t front_checksum(const struct front *f)
{
	struct front bare = *f;

	bare.head.checksum = 0;
	return checksum(&bare, front_bytes(f->head.count));
}

static void make_front(const struct sections *s, struct front *f)
{
	uint64_t at = front_bytes(s->count);

	*f = (struct front){.head = {.format = SECTIONS_FORMAT,
				     .count = (uint32_t)s->count,
				     .basis = s->basis,
				     .part = s->part,
				     .seq = s->seq}};
	memcpy(f->head.magic, magic, sizeof(magic));
	for (size_t i = 0; i < s->count; i++) {
		struct slice bytes = s->items[i].bytes;
		struct row *row = &f->rows[i];

		*row = (struct row){.at = at,
				    .n = bytes.n,
				    .checksum = checksum(bytes.p, bytes.n)};
		memcpy(row->name, s->items[i].name, strlen(s->items[i].name));
		at += bytes.n;
		at += gap_after(at);
	}
	f->head.bytes = at;
	f->head.checksum = front_checksum(f);
}

enum err sections_write(const struct sections *s, sections_put *put, void *ctx)
{
	static const char zeros[SECTION_ALIGNMENT];
	struct front front;
	enum err e;

	make_front(s, &front);
	e = put(ctx, &front, front_bytes(s->count));
	for (size_t i = 0; i < s->count && e == ERR_OK; i++) {
		struct slice bytes = s->items[i].bytes;

		if (bytes.n > 0)
			e = put(ctx, bytes.p, bytes.n);
		if (e == ERR_OK && gap_after(bytes.n) > 0)
			e = put(ctx, zeros, gap_after(bytes.n));
	}
	return e;
}

bool sections_length(const char start[SECTIONS_START_BYTES],
		     uint64_t *ret_bytes)
{
	struct head head;

	memcpy(&head, start, sizeof(head));
	*ret_bytes = head.bytes;
	return memcmp(head.magic, magic, sizeof(magic)) == 0;
}

/* NULL when the front is whole, else what is wrong. */
static const char *read_front(struct slice bytes, struct front *ret)
{
	size_t table;

	if (bytes.n < sizeof(ret->head))
		return "length";
	memcpy(&ret->head, bytes.p, sizeof(ret->head));
	if (memcmp(ret->head.magic, magic, sizeof(magic)) != 0)
		return "magic";
	if (ret->head.bytes != bytes.n)
		return "length";
	if (ret->head.count > SECTIONS_MAX ||
	    front_bytes(ret->head.count) > bytes.n)
		return "count";
	table = front_bytes(ret->head.count) - sizeof(ret->head);
	memcpy(ret->rows, bytes.p + sizeof(ret->head), table);
	return front_checksum(ret) == ret->head.checksum ? NULL : "head";
}

static bool is_zero(struct slice bytes)
{
	for (size_t i = 0; i < bytes.n; i++) {
		if (bytes.p[i] != 0)
			return false;
	}
	return true;
}

/* In the order of the table, with nothing but zeros between. */
static const char *read_section(struct slice bytes, const struct row *row,
				uint64_t at, struct sections *to)
{
	struct slice own, known;
	size_t end, gap;

	if (row->at != at || at > bytes.n || row->n > bytes.n - at)
		return "place";
	end = (size_t)(at + row->n);
	gap = gap_after(end);
	if (gap > bytes.n - end)
		return "place";
	if (row->name[SECTION_NAME_BYTES - 1] != '\0' || row->zero != 0 ||
	    sections_find(to, row->name, &known))
		return "name";
	own = slice_cut(bytes, (size_t)at, end);
	if (!is_zero(slice_cut(bytes, end, end + gap)) ||
	    checksum(own.p, own.n) != row->checksum)
		return "checksum";
	sections_add(to, row->name, own.p, own.n);
	return NULL;
}

static const char *read_all(struct slice bytes, const struct front *front,
			    struct sections *ret)
{
	uint64_t at = front_bytes(front->head.count);
	const char *why = NULL;

	*ret = (struct sections){.basis = front->head.basis,
				 .part = front->head.part,
				 .seq = front->head.seq};
	for (size_t i = 0; i < front->head.count && why == NULL; i++) {
		const struct row *row = &front->rows[i];

		why = read_section(bytes, row, at, ret);
		at += row->n;
		at += gap_after(at);
	}
	return why == NULL && at != bytes.n ? "length" : why;
}

/* What is whole, but not of this program or its vocabulary. */
static const char *find_other(const struct head *head,
			      const struct sections_basis *expected)
{
	if (head->format != SECTIONS_FORMAT)
		return "format";
	if (head->basis.analyser != expected->analyser)
		return "analyser";
	return head->basis.vocabulary == expected->vocabulary ? NULL
							      : "vocabulary";
}

enum err sections_read(struct slice bytes,
		       const struct sections_basis *expected,
		       struct sections *ret_sections, const char **reterr_why)
{
	struct front front;

	ASSERT((uintptr_t)bytes.p % SECTION_ALIGNMENT == 0);
	*reterr_why = read_front(bytes, &front);
	if (*reterr_why != NULL)
		return ERR_MALFORMED;
	*reterr_why = find_other(&front.head, expected);
	if (*reterr_why != NULL)
		return ERR_STALE;
	*reterr_why = read_all(bytes, &front, ret_sections);
	return *reterr_why == NULL ? ERR_OK : ERR_MALFORMED;
}

const void *sections_take_all(struct sections_taking *t, const char *name,
			      size_t each, size_t *ret_count)
{
	struct slice bytes = {NULL, 0};

	*ret_count = 0;
	if (t->failed || !sections_find(t->from, name, &bytes) ||
	    bytes.n % each != 0) {
		t->failed = true;
		return NULL;
	}
	*ret_count = bytes.n / each;
	return bytes.p;
}

const void *sections_take(struct sections_taking *t, const char *name,
			  size_t each, size_t count)
{
	size_t found;
	const void *items = sections_take_all(t, name, each, &found);

	if (t->failed || found != count) {
		t->failed = true;
		return NULL;
	}
	return items;
}

static void name_ends(char to[SECTION_NAME_BYTES], const char *name)
{
	int n = snprintf(to, SECTION_NAME_BYTES, "%s.ends", name);

	ASSERT(n > 0 && n < SECTION_NAME_BYTES);
}

void sections_add_texts(struct sections *s, struct arena *a, const char *name,
			const struct slice *texts, size_t count)
{
	uint32_t *ends = ARENA_ARRAY(a, uint32_t, count);
	char ends_name[SECTION_NAME_BYTES];
	size_t bytes = 0;
	char *all;

	for (size_t i = 0; i < count; i++)
		bytes += texts[i].n;
	ASSERT(bytes <= UINT32_MAX);
	all = arena_take(a, bytes);
	bytes = 0;
	for (size_t i = 0; i < count; i++) {
		if (texts[i].n > 0)
			memcpy(all + bytes, texts[i].p, texts[i].n);
		bytes += texts[i].n;
		ends[i] = (uint32_t)bytes;
	}
	name_ends(ends_name, name);
	sections_add(s, name, all, bytes);
	sections_add(s, ends_name, ends, count * sizeof(*ends));
}

const struct slice *sections_take_texts(struct sections_taking *t,
					struct arena *a, const char *name,
					size_t count)
{
	size_t bytes, from = 0;
	const char *all = sections_take_all(t, name, 1, &bytes);
	char ends_name[SECTION_NAME_BYTES];
	const uint32_t *ends;
	struct slice *texts;

	name_ends(ends_name, name);
	ends = sections_take(t, ends_name, sizeof(*ends), count);
	if (t->failed || !sections_ends_fit(ends, count, bytes)) {
		t->failed = true;
		return NULL;
	}
	texts = ARENA_ARRAY(a, struct slice, count);
	for (size_t i = 0; i < count; i++) {
		texts[i] = (struct slice){all + from, ends[i] - from};
		from = ends[i];
	}
	return texts;
}

bool sections_ends_fit(const uint32_t *ends, size_t count, size_t end)
{
	uint32_t before = 0;

	for (size_t i = 0; i < count; i++) {
		if (ends[i] < before)
			return false;
		before = ends[i];
	}
	return before == end;
}

bool sections_numbers_fit(const uint32_t *numbers, size_t count, size_t limit)
{
	uint32_t most = 0;

	for (size_t i = 0; i < count; i++)
		most = numbers[i] > most ? numbers[i] : most;
	return count == 0 || most < limit;
}
