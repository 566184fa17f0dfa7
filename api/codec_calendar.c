/* codec_calendar - see codec_calendar.h. */
#include "api/codec_calendar.h"

#include "base/day.h"
#include "base/utf8.h"
#include "matcher/snapshot.h"

/* RFC 5545, 3.1: lines are folded at 75 octets, never inside a character. */
enum { LINE_OCTETS = 75 };

static void put_line(struct buf *to, struct slice line)
{
	size_t column = 0, at = 0;

	while (at < line.n) {
		uint32_t code;
		int n = utf8_decode(line.p + at, line.n - at, &code);
		size_t length = n == 0 ? 1 : (size_t)n;

		if (column + length > LINE_OCTETS) {
			buf_add_text(to, "\r\n ");
			column = 1;
		}
		buf_add(to, line.p + at, length);
		column += length;
		at += length;
	}
	buf_add_text(to, "\r\n");
}

/* RFC 5545, 3.1: no control character but a tab. */
static bool is_control(char c)
{
	return ((unsigned char)c < ' ' && c != '\t') || c == 0x7F;
}

/* RFC 5545, 3.3.11: backslash, semicolon, comma and line breaks. */
static void put_text(struct buf *to, const char *name, struct slice text)
{
	struct buf line;

	buf_init(&line, 1024 * 1024);
	buf_add_text(&line, name);
	buf_add_char(&line, ':');
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '\n') {
			buf_add_text(&line, "\\n");
			continue;
		}
		if (c == '\\' || c == ';' || c == ',')
			buf_add_char(&line, '\\');
		if (!is_control(c))
			buf_add_char(&line, c);
	}
	put_line(to, buf_slice(&line));
	buf_done(&line);
}

/* A value that is not escaped: a URI (3.3.13), or of letters and digits. */
static void put_plain(struct buf *to, const char *name, struct slice value,
		      const char *after)
{
	struct buf line;

	buf_init(&line, 64 * 1024);
	buf_print(&line, "%s:%.*s%s", name, SLICE_ARG(value), after);
	put_line(to, buf_slice(&line));
	buf_done(&line);
}

static void put_day(struct buf *to, const char *name, int32_t day)
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	buf_print(to, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, y, m, d);
}

static void put_event(struct buf *to, const struct opening *o, enum lang reader)
{
	static const char *const closes[LANG__COUNT] = {
		"Closes: ", "截止申請：", "截止申请：", "Prazo: "};
	struct buf summary;
	enum lang used;
	int y, m, d;

	day_split(o->confirmed == DAY_NONE ? o->closes : o->confirmed, &y, &m,
		  &d);
	buf_add_text(to, "BEGIN:VEVENT\r\n");
	put_plain(to, "UID", o->id, "@baybridge");
	buf_print(to, "DTSTAMP:%04d%02d%02dT000000Z\r\n", y, m, d);
	put_day(to, "DTSTART", o->closes);
	put_day(to, "DTEND", o->closes + 1);
	buf_init(&summary, 64 * 1024);
	buf_add_text(&summary, closes[reader]);
	buf_add_slice(&summary, text_in(&o->title, reader, &used));
	put_text(to, "SUMMARY", buf_slice(&summary));
	buf_done(&summary);
	if (!text_is_empty(&o->summary))
		put_text(to, "DESCRIPTION",
			 text_in(&o->summary, reader, &used));
	if (o->apply_url.n > 0)
		put_plain(to, "URL", o->apply_url, "");
	buf_add_text(to, "END:VEVENT\r\n");
}

static void begin(struct buf *to)
{
	buf_add_text(to, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
			 "PRODID:-//Baybridge//Deadlines//EN\r\n"
			 "CALSCALE:GREGORIAN\r\n");
}

void codec_calendar_write(struct buf *to, const struct opening_view *v,
			  size_t opening, enum lang reader)
{
	begin(to);
	put_event(to, snapshot_opening(v->arena, v->snapshot, opening), reader);
	buf_add_text(to, "END:VCALENDAR\r\n");
}

void codec_calendar_write_all(struct buf *to, const struct opening_view *v,
			      const size_t *openings, size_t count)
{
	begin(to);
	for (size_t i = 0; i < count; i++)
		put_event(to,
			  snapshot_opening(v->arena, v->snapshot, openings[i]),
			  v->lang);
	buf_add_text(to, "END:VCALENDAR\r\n");
}
