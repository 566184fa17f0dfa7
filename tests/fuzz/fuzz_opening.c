/*
 * fuzz_opening - a catalogue file: refused with faults, or every opening of it
 * can be stored, read again, and told in every form.
 */
#include <string.h>

#include "api/codec_calendar.h"
#include "api/codec_jobposting.h"
#include "api/codec_opening.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/utf8.h"
#include "fuzz/fuzz_world.h"
#include "json/jr.h"
#include "matcher/catalogue.h"
#include "matcher/snapshot.h"

static void is_json(struct arena *a, struct slice text)
{
	struct faults f = {0};
	const struct jr *root;

	ASSERT(jr_parse(a, text, &root, &f) == ERR_OK);
}

/* RFC 5545, 3.1: lines of at most 75 octets that end with CRLF. */
static void is_calendar(struct slice text)
{
	size_t bad;

	ASSERT(utf8_is_valid(text, &bad));
	while (text.n > 0) {
		struct slice line = slice_split(text, '\n', &text);

		ASSERT(line.n > 1 && line.n <= 76);
		ASSERT(line.p[line.n - 1] == '\r');
		ASSERT(memchr(line.p, '\r', line.n - 1) == NULL);
	}
}

static void tell(struct arena *a, const struct snapshot *s, size_t i,
		 enum lang l)
{
	struct opening_view view = {a, s, l, day_of(2026, 2, 28)};
	enum lang reader = l == LANG_ALL ? LANG_EN : l;
	struct json_writer w;
	struct buf b;

	buf_init(&b, 16 * 1024 * 1024);
	jw_init(&w, &b);
	jw_array(&w, NULL);
	codec_opening_begin(&w, NULL, &view, i);
	jw_end(&w);
	codec_opening_whole(&w, NULL, &view, i);
	codec_jobposting_write(&w, &view, i, reader);
	jw_end(&w);
	is_json(a, buf_slice(&b));
	buf_clear(&b);
	codec_calendar_write(&b, &view, i, reader);
	is_calendar(buf_slice(&b));
	buf_done(&b);
}

/* The document as the record keeps it is the same opening again. */
static void store_and_read(struct arena *a, const struct opening *o)
{
	struct opening_reader reader = fuzz_world()->reader;
	struct faults f = {0};
	struct opening *again = NULL;
	const struct jr *root;

	reader.arena = a;
	ASSERT(jr_parse(a, o->document, &root, &f) == ERR_OK);
	ASSERT(opening_read(&reader, root, &again, &f) == ERR_OK);
	ASSERT(slice_eq(again->document, o->document));
	ASSERT(again->kind == o->kind && again->closes == o->closes);
}

static void use(const struct catalogue *c)
{
	const struct fuzz_world *w = fuzz_world();
	struct snapshot_parts parts = {w->reader.vocabulary, w->reader.rates,
				       w->known, w->analyser};
	struct arena *scratch = arena_new(0);
	struct snapshot *s =
		snapshot_new(segment_new(arena_new(0), &parts, c), 1);

	for (size_t i = 0; i < s->count; i++) {
		store_and_read(scratch, snapshot_opening(scratch, s, i));
		tell(scratch, s, i, LANG_ALL);
		tell(scratch, s, i, LANG_ZH_HANS);
	}
	arena_free(scratch);
	snapshot_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct opening_reader reader = fuzz_world()->reader;
	struct slice text = {(const char *)data, size};
	struct faults f = {0};
	struct catalogue *c;
	enum err e;

	reader.arena = arena_new(0);
	c = catalogue_new(&reader);
	e = catalogue_add_file(c, text, &f);
	if (e == ERR_OK)
		e = catalogue_check(c, 0, catalogue_openings(c), &f);
	ASSERT((e == ERR_OK) == !faults_any(&f));
	fuzz_check_faults(&f);
	if (e == ERR_OK)
		use(c);
	arena_free(reader.arena);
	return 0;
}
