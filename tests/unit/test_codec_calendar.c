/*
 * codec_calendar: RFC 5545 as its readers read it - lines end with CRLF, have
 * at most 75 octets and break between characters; unfolded and unescaped they
 * give back the text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "api/codec_calendar.h"
#include "base/arena.h"
#include "base/compiler.h"
#include "base/utf8.h"
#include "matcher/snapshot.h"
#include "support/stall.h"

#define TEN(x)   x x x x x x x x x x
#define LONG_EN  TEN("A rather long title, and on. ")
#define LONG_HAN TEN("軟件測試員（實習），")
#define EMOJI    TEN("😀👩‍👩‍👧‍👦")

/* The calendar of an opening given by the rest of a job. */
static const char *calendar_of(const char *rest, enum lang reader)
{
	struct arena *a = world_get()->arena;
	struct snapshot *s = stall_snapshot(
		arena_print(a, "[{'id':'a','kind':'job'%s}]", rest).p);
	struct opening_view view = {world_get()->arena, s, LANG_ALL,
				    world_day("2025-06-01")};
	const char *text;
	struct buf b;

	buf_init(&b, 1024 * 1024);
	codec_calendar_write(&b, &view, 0, reader);
	text = arena_copy(a, buf_slice(&b)).p;
	buf_done(&b);
	snapshot_free(s);
	return text;
}

/* Every line is sound; the lines, unfolded, each with a line feed. */
static const char *unfolded(const char *text)
{
	char *out = arena_take(world_get()->arena, strlen(text) + 1);
	size_t n = 0, bad;

	while (*text != '\0') {
		const char *end = strstr(text, "\r\n");
		struct slice line;

		assert_non_null(end);
		line = (struct slice){text, (size_t)(end - text)};
		assert_in_range(line.n, 1, 75);
		assert_true(utf8_is_valid(line, &bad));
		for (size_t i = 0; i < line.n; i++)
			assert_true((unsigned char)line.p[i] >= 0x20 &&
				    line.p[i] != 0x7F);
		if (line.p[0] == ' ') {
			n--;
			line = slice_cut(line, 1, line.n);
		}
		memcpy(out + n, line.p, line.n);
		n += line.n;
		out[n++] = '\n';
		text = end + 2;
	}
	return out;
}

/* The value of a property as its author wrote it; NULL when there is none. */
static const char *value_of(const char *lines, const char *name)
{
	char *out = arena_take(world_get()->arena, strlen(lines) + 1);
	const char *at =
		strstr(lines, arena_print(world_get()->arena, "\n%s:", name).p);
	size_t n = 0;

	if (at == NULL)
		return NULL;
	for (at += strlen(name) + 2; *at != '\n'; at++) {
		if (*at == '\\') {
			at++;
			assert_non_null(strchr("\\;,nN", *at));
			out[n++] = *at == 'n' || *at == 'N' ? '\n' : *at;
			continue;
		}
		assert_null(strchr(";,", *at));
		out[n++] = *at;
	}
	return out;
}

static struct row {
	const char *name;
	const char *title; /* as JSON has it */
	const char *want;
} rows[] = {
	{"a word", "Tester", "Tester"},
	{"what must be escaped", "a; b, c\\\\d", "a; b, c\\d"},
	{"a colon is plain", "a: b", "a: b"},
	{"line breaks", "a\\nb\\r\\nc", "a\nb\nc"},
	{"a break that would begin a property", "a\\nEND:VEVENT",
	 "a\nEND:VEVENT"},
	{"a backslash before an n", "a\\\\n", "a\\n"},
	{"a long one", LONG_EN, LONG_EN},
	{"a long one in Han", LONG_HAN, LONG_HAN},
	{"emoji of several parts", EMOJI, EMOJI},
	{"one octet before Han", "x" LONG_HAN, "x" LONG_HAN},
	{"two octets before Han", "xy" LONG_HAN, "xy" LONG_HAN},
	{"three octets before emoji", "xyz" EMOJI, "xyz" EMOJI},
	{"commas where a line is folded", TEN(",,,,,,,,,,"), TEN(",,,,,,,,,,")},
	{"control characters are left out", "a\\u0007b\\u001bc\\u007f", "abc"},
};

static void is_written(void **state)
{
	const struct row *row = *state;
	struct arena *a = world_get()->arena;
	const char *lines = unfolded(calendar_of(
		arena_print(a,
			    ",'title':{'en':'%s'},'summary':{'en':'%s'},"
			    "'closes':'2025-12-31'",
			    row->title, row->title)
			.p,
		LANG_EN));

	assert_string_equal(value_of(lines, "SUMMARY"),
			    arena_print(a, "Closes: %s", row->want).p);
	assert_string_equal(value_of(lines, "DESCRIPTION"), row->want);
}

static void an_event_lasts_the_closing_day(void **state)
{
	const char *lines = unfolded(calendar_of(
		",'title':{'en':'x'},'closes':'2025-12-31',"
		"'confirmed':'2025-03-19',"
		"'apply':{'by':'link','url':'https://a.hk/x?a=1,2;b'}",
		LANG_EN));

	(void)state;
	assert_string_equal(
		lines,
		"BEGIN:VCALENDAR\nVERSION:2.0\n"
		"PRODID:-//Baybridge//Deadlines//EN\nCALSCALE:GREGORIAN\n"
		"BEGIN:VEVENT\nUID:a@baybridge\nDTSTAMP:20250319T000000Z\n"
		"DTSTART;VALUE=DATE:20251231\nDTEND;VALUE=DATE:20260101\n"
		"SUMMARY:Closes: x\nURL:https://a.hk/x?a=1,2;b\n"
		"END:VEVENT\nEND:VCALENDAR\n");
}

static struct tongue {
	const char *name;
	enum lang reader;
	const char *want;
} tongues[] = {
	{"English", LANG_EN, "Closes: tester"},
	{"Traditional", LANG_ZH_HANT, "截止申請：測試"},
	{"Simplified falls back to Traditional", LANG_ZH_HANS,
	 "截止申请：測試"},
	{"Portuguese falls back to English", LANG_PT, "Prazo: tester"},
};

static void is_in_the_language_of_the_reader(void **state)
{
	const struct tongue *row = *state;
	const char *lines = unfolded(
		calendar_of(",'title':{'en':'tester','zh-Hant':'測試'},"
			    "'closes':'2025-12-31'",
			    row->reader));

	assert_string_equal(value_of(lines, "SUMMARY"), row->want);
}

static void the_longest_id_is_folded_too(void **state)
{
	struct slice id = SLICE("");
	struct arena *a = world_get()->arena;
	struct snapshot *s;
	struct opening_view view;
	struct buf b;

	(void)state;
	while (id.n < 128)
		id = arena_print(a, "%.*sx", SLICE_ARG(id));
	s = stall_snapshot(arena_print(a,
				       "[{'id':'%s','kind':'job',"
				       "'title':{'en':'x'},"
				       "'closes':'2025-12-31'}]",
				       id.p)
				   .p);
	view = (struct opening_view){world_get()->arena, s, LANG_ALL,
				     world_day("2025-06-01")};
	buf_init(&b, 64 * 1024);
	codec_calendar_write(&b, &view, 0, LANG_EN);
	assert_string_equal(
		value_of(unfolded(arena_copy(a, buf_slice(&b)).p), "UID"),
		arena_print(a, "%s@baybridge", id.p).p);
	buf_done(&b);
	snapshot_free(s);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + COUNT(tongues) + 2] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){rows[i].name, is_written, NULL,
						 NULL, &rows[i]};
	for (size_t i = 0; i < COUNT(tongues); i++)
		tests[n++] = (struct CMUnitTest){
			tongues[i].name, is_in_the_language_of_the_reader, NULL,
			NULL, &tongues[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		an_event_lasts_the_closing_day);
	tests[n] = (struct CMUnitTest)cmocka_unit_test(
		the_longest_id_is_folded_too);
	return cmocka_run_group_tests_name("codec_calendar", tests, stall_open,
					   stall_close);
}
