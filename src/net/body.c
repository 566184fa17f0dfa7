/* body - see body.h. */
#include "net/body.h"

#include <stdio.h>
#include <string.h>

#include <llhttp/llhttp.h>

#include "base/arena.h"
#include "net/token.h"

enum { SIZE_DIGITS_MAX = 16, FRAMING_BYTES = 128 };

enum part {
	PART_DATA,      /* octets of the body, and the CRLF after a chunk */
	PART_SIZE,      /* digits of a chunk size */
	PART_EXTENSION, /* after its semicolon */
	PART_SIZE_END,  /* CR of a chunk line was seen */
	PART_TRAILERS   /* after the last chunk */
};

struct body {
	llhttp_t parser;
	enum body_state state;
	enum part part;
	enum err error;
	const char *words;
	struct head *head;
	struct buf *to;
	uint64_t chunk_bytes;
	unsigned digits;
	size_t extension_bytes;
	size_t extension_bytes_max;
};

static void fail(struct body *b, enum err e, const char *words)
{
	b->state = BODY_FAILED;
	b->error = e;
	b->words = words;
}

static int on_body(llhttp_t *parser, const char *p, size_t n)
{
	struct body *b = parser->data;

	buf_add(b->to, p, n);
	return 0;
}

static int on_chunk_header(llhttp_t *parser)
{
	struct body *b = parser->data;

	b->part = b->chunk_bytes == 0 ? PART_TRAILERS : PART_DATA;
	if (b->part == PART_TRAILERS)
		head_start_trailers(b->head);
	return 0;
}

/* After the CRLF of the data; the next octet begins a size. */
static int on_chunk_complete(llhttp_t *parser)
{
	struct body *b = parser->data;

	if (b->part == PART_TRAILERS)
		return 0; /* on_message_complete() follows */
	b->part = PART_SIZE;
	b->chunk_bytes = 0;
	b->digits = 0;
	return HPE_PAUSED;
}

/* Paused: what follows belongs to the next request. */
static int on_message_complete(llhttp_t *parser)
{
	struct body *b = parser->data;

	b->state = BODY_COMPLETE;
	return HPE_PAUSED;
}

static const llhttp_settings_t settings = {
	.on_body = on_body,
	.on_chunk_header = on_chunk_header,
	.on_chunk_complete = on_chunk_complete,
	.on_message_complete = on_message_complete,
};

/* Hands octets to llhttp; returns how many it took. */
static size_t execute(struct body *b, const char *p, size_t n)
{
	llhttp_errno_t e = llhttp_execute(&b->parser, p, n);
	size_t taken = n;

	if (e == HPE_PAUSED) {
		taken = (size_t)(llhttp_get_error_pos(&b->parser) - p);
		llhttp_resume(&b->parser);
	} else if (e != HPE_OK) {
		fail(b, ERR_MALFORMED, "The body is not framed as it says");
	}
	return taken;
}

struct body *body_new(struct arena *a, const struct rules *r, struct head *head,
		      struct buf *to, size_t extension_bytes_max)
{
	struct body *b = ARENA_NEW(a, struct body);
	char framing[FRAMING_BYTES];
	int n;

	b->head = head;
	b->to = to;
	b->extension_bytes_max = extension_bytes_max;
	b->part = r->is_chunked ? PART_SIZE : PART_DATA;
	llhttp_init(&b->parser, HTTP_REQUEST, &settings);
	b->parser.data = b;
	if (r->is_chunked)
		n = snprintf(framing, sizeof(framing),
			     "POST / HTTP/1.1\r\n"
			     "Transfer-Encoding: chunked\r\n\r\n");
	else
		n = snprintf(framing, sizeof(framing),
			     "POST / HTTP/1.1\r\n"
			     "Content-Length: %llu\r\n\r\n",
			     (unsigned long long)r->content_length);
	ASSERT(n > 0 && n < FRAMING_BYTES);
	execute(b, framing, (size_t)n);
	ASSERT(b->state != BODY_FAILED);
	return b;
}

static void in_size(struct body *b, unsigned char c)
{
	int digit = token_hex(c);

	if (digit >= 0 && b->digits < SIZE_DIGITS_MAX) {
		b->digits++;
		b->chunk_bytes = b->chunk_bytes * 16 + (unsigned)digit;
		return;
	}
	if (b->digits == 0 || digit >= 0 || (c != ';' && c != '\r'))
		fail(b, ERR_MALFORMED, "A chunk size is no hexadecimal number");
	else
		b->part = c == ';' ? PART_EXTENSION : PART_SIZE_END;
}

static void in_extension(struct body *b, unsigned char c)
{
	if (c == '\r') {
		b->part = PART_SIZE_END;
		return;
	}
	if (!token_value_has(c))
		fail(b, ERR_MALFORMED,
		     "A chunk line holds a control character");
}

/* The size is whole: does it fit what is left of the limit? */
static void in_size_end(struct body *b, unsigned char c)
{
	if (c != '\n')
		fail(b, ERR_MALFORMED,
		     "A carriage return stands without a line feed");
	else if (b->chunk_bytes > INT64_MAX)
		fail(b, ERR_MALFORMED, "A chunk size is too large to be read");
	else if (b->chunk_bytes > b->to->max - b->to->n)
		fail(b, ERR_TOO_LARGE, "The body is larger than the limit");
}

static void check_line_octet(struct body *b, unsigned char c)
{
	if (b->part == PART_EXTENSION || c == ';') {
		if (c != '\r' && ++b->extension_bytes > b->extension_bytes_max)
			fail(b, ERR_MALFORMED,
			     "The chunk extensions are too long");
	}
	if (b->state == BODY_FAILED)
		return;
	if (b->part == PART_SIZE)
		in_size(b, c);
	else if (b->part == PART_EXTENSION)
		in_extension(b, c);
	else
		in_size_end(b, c);
}

static size_t feed_line(struct body *b, const char *p)
{
	check_line_octet(b, (unsigned char)*p);
	if (b->state != BODY_FAILED)
		execute(b, p, 1);
	return 1;
}

/* Fields stop here; llhttp sees the empty line that ends them. */
static size_t feed_trailers(struct body *b, const char *p, size_t n)
{
	size_t taken = head_feed(b->head, p, n);

	if (b->head->state == HEAD_FAILED)
		fail(b, b->head->error, b->head->words);
	if (b->head->state == HEAD_COMPLETE)
		execute(b, "\r\n", 2);
	return taken;
}

size_t body_feed(struct body *b, const char *p, size_t n)
{
	size_t at = 0;

	while (at < n && b->state == BODY_MORE) {
		if (b->part == PART_DATA)
			at += execute(b, p + at, n - at);
		else if (b->part == PART_TRAILERS)
			at += feed_trailers(b, p + at, n - at);
		else
			at += feed_line(b, p + at);
	}
	return at;
}

enum body_state body_state(const struct body *b)
{
	return b->state;
}

enum err body_error(const struct body *b, const char **ret_words)
{
	*ret_words = b->words;
	return b->error;
}
