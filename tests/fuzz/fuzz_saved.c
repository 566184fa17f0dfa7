/*
 * fuzz_saved - the file of a base: bytes that were never written are refused,
 * and a segment whose bytes were changed behind its checksums is refused or can
 * be searched.
 */
#include <string.h>

#include "base/arena.h"
#include "fuzz/fuzz_world.h"
#include "matcher/sections.h"
#include "matcher/segment.h"
#include "matcher/snapshot.h"
#include "matcher/textindex.h"
#include "matcher/textquery.h"

enum { CHANGE_BYTES = 4, CHANGES_MAX = 64 };

static const char catalogue[] =
	"[{\"id\":\"a\",\"kind\":\"job\",\"title\":{\"en\":\"Software tester\","
	"\"zh-Hant\":\"軟件測試員\",\"pt\":\"Testador de software\"},"
	"\"places\":[\"shenzhen\"],\"sectors\":[\"ict\"],"
	"\"skills\":[\"C++\",\"node.js\"],\"closes\":\"2026-12-31\","
	"\"organisation\":\"o\",\"criteria\":{\"attr\":\"age\",\"op\":\"max\","
	"\"value\":29}},{\"type\":\"organisation\",\"id\":\"o\","
	"\"name\":{\"en\":\"Software house\"}},"
	"{\"id\":\"b\",\"kind\":\"internship\",\"title\":{\"zh-Hans\":\"见习\"},"
	"\"body\":{\"en\":\"An internship in data science\"},"
	"\"skills\":[\"C++\"]}]";

static struct snapshot_parts parts_of(const struct fuzz_world *w)
{
	return (struct snapshot_parts){w->reader.vocabulary, w->reader.rates,
				       w->known, w->analyser};
}

/* Saved once; it lives as long as the program. */
static const struct sections *saved(void)
{
	static struct sections sections;
	static const struct snapshot *s; /* lends the bytes */

	if (s == NULL) {
		s = fuzz_snapshot(SLICE(catalogue));
		segment_save(fuzz_world()->reader.arena, s->leaves->segment,
			     &sections);
	}
	return &sections;
}

/* At a place where sections may begin. */
static char *place(struct arena *a, struct slice bytes)
{
	char *to = arena_take(a, bytes.n + SECTION_ALIGNMENT);

	to += -(uintptr_t)to % SECTION_ALIGNMENT;
	if (bytes.n > 0)
		memcpy(to, bytes.p, bytes.n);
	return to;
}

static void read_raw(struct arena *a, struct slice bytes)
{
	static const struct sections_basis basis;
	struct sections s;
	const char *why = NULL;
	enum err e = sections_read((struct slice){place(a, bytes), bytes.n},
				   &basis, &s, &why);

	ASSERT((e == ERR_OK) == (why == NULL));
	ASSERT(e == ERR_OK || e == ERR_MALFORMED || e == ERR_STALE);
}

/* Section, place in it, value; the shelf's own is taken as it is. */
static void change(const struct sections *s, char *const *copies,
		   const uint8_t c[CHANGE_BYTES])
{
	const struct section *at = &s->items[c[0] % s->count];

	if (at->bytes.n == 0 || strncmp(at->name, "shelf.", 6) == 0)
		return;
	copies[c[0] % s->count][(c[1] * 256U + c[2]) % at->bytes.n] =
		(char)c[3];
}

static void ask(struct arena *a, const struct segment *s)
{
	static const char words[] = "software tester 見習 intership c++";
	const struct textquery *q =
		textquery_read(a, fuzz_world()->analyser, s->text,
			       TEXTQUERY_RANK, SLICE(words));
	struct textresult r = textquery_run(a, q, NULL);

	for (size_t i = 0; i < s->count; i++) {
		if (r.matched[i / 64] >> (i % 64) & 1)
			(void)textquery_score(q, (uint32_t)i);
	}
}

static void load_changed(struct arena *a, const uint8_t *data, size_t size)
{
	struct snapshot_parts p = parts_of(fuzz_world());
	const struct sections *from = saved();
	char **copies = ARENA_ARRAY(a, char *, from->count);
	struct sections *to = ARENA_NEW(a, struct sections);
	struct segment *s;

	for (size_t i = 0; i < from->count; i++) {
		copies[i] = place(a, from->items[i].bytes);
		sections_add(to, from->items[i].name, copies[i],
			     from->items[i].bytes.n);
	}
	for (size_t i = 0; i < size / CHANGE_BYTES && i < CHANGES_MAX; i++)
		change(from, copies, data + i * CHANGE_BYTES);
	if (segment_load(arena_new(0), &p, to, &s) != ERR_OK)
		return;
	ask(a, s);
	segment_release(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(0);

	read_raw(a, (struct slice){(const char *)data, size});
	load_changed(a, data, size);
	arena_free(a);
	return 0;
}
