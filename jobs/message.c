/* message - see message.h. */
#include "jobs/message.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/utf8.h"
#include "crypt/base64.h"
#include "crypt/digest.h"

enum {
	MESSAGE_BYTES_MAX = 1024 * 1024,
	LINE_OCTETS = 990,
	/* RFC 2047, 2: an encoded word has at most 75 characters. */
	WORD_OCTETS = 42,
	NAME_OCTETS = 16
};

bool message_address_is_sound(struct slice address)
{
	size_t marks = 0;

	for (size_t i = 0; i < address.n; i++) {
		unsigned char c = (unsigned char)address.p[i];

		if (c <= ' ' || c == 0x7F || c == '<' || c == '>' || c == ',' ||
		    c == ';' || c == '"' || c == '\\' || c == '(' || c == ')')
			return false;
		marks += c == '@';
	}
	return marks == 1 && address.p[0] != '@' &&
	       address.p[address.n - 1] != '@';
}

struct slice message_name(struct arena *a, struct slice id)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char digest[DIGEST_BYTES];
	char text[2 * NAME_OCTETS];

	digest_of(&id, 1, digest);
	for (int i = 0; i < NAME_OCTETS; i++) {
		text[2 * i] = digits[digest[i] >> 4];
		text[2 * i + 1] = digits[digest[i] & 15];
	}
	return arena_copy(a, (struct slice){text, sizeof(text)});
}

static bool is_plain(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] < ' ' || (unsigned char)s.p[i] > '~')
			return false;
	}
	/* "=?" begins an encoded word, and may not be believed. */
	for (size_t i = 1; i < s.n; i++) {
		if (s.p[i - 1] == '=' && s.p[i] == '?')
			return false;
	}
	return s.n <= LINE_OCTETS;
}

/* The end of the last whole character of the first `most` octets. */
static size_t whole_characters(struct slice s, size_t most)
{
	size_t at = 0;

	while (at < s.n) {
		uint32_t code;
		int n = utf8_decode(s.p + at, s.n - at, &code);
		size_t length = n == 0 ? 1 : (size_t)n;

		if (at + length > most)
			break;
		at += length;
	}
	return at;
}

/* What would break a header is a space in it. */
static struct slice without_controls(struct arena *a, struct slice s)
{
	char *text = arena_take(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		text[i] = c < ' ' || c == 0x7F ? ' ' : s.p[i];
	}
	return (struct slice){text, s.n};
}

static void put_subject(struct arena *a, struct buf *to, struct slice subject)
{
	struct slice rest = without_controls(a, subject);

	buf_add_text(to, "Subject: ");
	if (is_plain(rest)) {
		buf_add_slice(to, rest);
		buf_add_text(to, "\r\n");
		return;
	}
	while (rest.n > 0) {
		size_t n = whole_characters(rest, WORD_OCTETS);
		struct slice word = base64_of(a, slice_cut(rest, 0, n));

		rest = slice_cut(rest, n, rest.n);
		buf_print(to, "=?UTF-8?B?%.*s?=\r\n%s", SLICE_ARG(word),
			  rest.n > 0 ? " " : "");
	}
}

/* RFC 5322, 3.3, in UTC: "Wed, 25 Nov 2026 13:00:00 +0000". */
static void put_date(struct buf *to, int64_t us)
{
	static const char *const days[] = {"Thu", "Fri", "Sat", "Sun",
					   "Mon", "Tue", "Wed"};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr",
					     "May", "Jun", "Jul", "Aug",
					     "Sep", "Oct", "Nov", "Dec"};
	int64_t second = us / 1000000;
	int32_t day = (int32_t)(second / 86400);
	int in_day = (int)(second % 86400);
	int y, m, d;

	day_split(day, &y, &m, &d);
	buf_print(to, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n",
		  days[day % 7], d, months[m - 1], y, in_day / 3600,
		  in_day / 60 % 60, in_day % 60);
}

static void put_headers(struct arena *a, struct buf *to,
			const struct message *m)
{
	struct slice name = message_name(a, m->id);

	put_date(to, m->at_us);
	buf_print(to, "Message-ID: <%.*s@%.*s>\r\n", SLICE_ARG(name),
		  SLICE_ARG(m->host));
	buf_print(to, "From: Baybridge <%.*s>\r\nTo: <%.*s>\r\n",
		  SLICE_ARG(m->from), SLICE_ARG(m->to));
	put_subject(a, to, m->subject);
	if (m->one_click.n > 0)
		buf_print(to,
			  "List-Unsubscribe: <%.*s>\r\n"
			  "List-Unsubscribe-Post: "
			  "List-Unsubscribe=One-Click\r\n",
			  SLICE_ARG(m->one_click));
	/* RFC 3834: machines need not answer. */
	buf_print(to,
		  "Auto-Submitted: auto-generated\r\n"
		  "Content-Language: %s\r\n",
		  lang_code(m->lang));
	buf_add_text(to, "MIME-Version: 1.0\r\n"
			 "Content-Type: text/plain; charset=utf-8\r\n"
			 "Content-Transfer-Encoding: 8bit\r\n\r\n");
}

static void put_line(struct buf *to, struct slice line)
{
	do {
		size_t n = whole_characters(line, LINE_OCTETS);

		for (size_t i = 0; i < n; i++) {
			if (line.p[i] != '\r' && line.p[i] != '\0')
				buf_add_char(to, line.p[i]);
		}
		buf_add_text(to, "\r\n");
		line = slice_cut(line, n, line.n);
	} while (line.n > 0);
}

struct slice message_write(struct arena *a, const struct message *m)
{
	struct slice rest = m->text, octets;
	struct buf to;

	buf_init(&to, MESSAGE_BYTES_MAX);
	put_headers(a, &to, m);
	while (rest.n > 0)
		put_line(&to, slice_split(rest, '\n', &rest));
	octets = arena_copy(a, buf_slice(&to));
	buf_done(&to);
	return octets;
}
