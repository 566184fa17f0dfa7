/* head - one function for each state; see head.h. */
#include "net/head.h"

#include "net/token.h"

enum { VERSION_BYTES = 8 };

void head_init(struct head *h, const struct net_options *o)
{
	struct buf text = h->text;

	if (text.max == 0)
		buf_init(&text, o->line_bytes_max + o->fields_bytes_max + 64);
	buf_clear(&text);
	*h = (struct head){
		.text = text,
		.keeps = true,
		.line_bytes_max = o->line_bytes_max,
		.fields_bytes_max = o->fields_bytes_max,
		.fields_max = o->fields_max < NET_FIELDS_MAX ? o->fields_max
							     : NET_FIELDS_MAX,
	};
}

void head_done(struct head *h)
{
	buf_done(&h->text);
}

void head_start_trailers(struct head *h)
{
	h->keeps = false;
	h->state = HEAD_FIELD_START;
}

static void fail(struct head *h, enum err e, const char *words)
{
	h->state = HEAD_FAILED;
	h->error = e;
	h->words = words;
}

static void malformed(struct head *h, const char *words)
{
	fail(h, ERR_MALFORMED, words);
}

static uint32_t here(const struct head *h)
{
	return (uint32_t)h->text.n;
}

static void in_start(struct head *h, unsigned char c)
{
	if (c == '\r' && !h->after_empty) {
		h->state = HEAD_EMPTY_LINE;
		return;
	}
	if (!token_has(c)) {
		malformed(h, "The request line does not begin with a method");
		return;
	}
	h->state = HEAD_METHOD;
	h->method_bytes = 1;
	h->line_bytes = 1;
}

static void in_empty_line(struct head *h, unsigned char c)
{
	if (c != '\n') {
		malformed(h, "A carriage return stands without a line feed");
		return;
	}
	h->after_empty = true;
	h->state = HEAD_START;
}

static void in_method(struct head *h, unsigned char c)
{
	if (token_has(c)) {
		h->method_bytes++;
		return;
	}
	if (c == ' ')
		h->state = HEAD_TARGET_START;
	else
		malformed(h, "The method is no token followed by one space");
}

static bool is_target_octet(unsigned char c)
{
	return c > ' ' && c < 0x7F && c != '#';
}

static void in_target_start(struct head *h, unsigned char c)
{
	if (!is_target_octet(c)) {
		malformed(h, "The target does not follow after one space");
		return;
	}
	h->state = HEAD_TARGET;
	h->target = here(h);
	h->target_bytes = 1;
}

static void in_target(struct head *h, unsigned char c)
{
	if (is_target_octet(c)) {
		h->target_bytes++;
		return;
	}
	if (c == ' ')
		h->state = HEAD_VERSION;
	else
		malformed(h, "The target holds an octet that it may not");
}

/* "HTTP/" DIGIT "." DIGIT CR, and nothing else. */
static void in_version(struct head *h, unsigned char c)
{
	static const char shape[] = "HTTP/0.0\r";
	char want = shape[h->version++];

	if (want == '0' && c >= '0' && c <= '9') {
		if (h->version == VERSION_BYTES)
			h->minor = (char)c;
		else
			h->major = (char)c;
		return;
	}
	if (want == '0' || c != (unsigned char)want)
		malformed(h, "The version is not written HTTP/1.1");
	else if (c == '\r')
		h->state = HEAD_LINE_END;
}

static void in_line_end(struct head *h, unsigned char c)
{
	if (c == '\n')
		h->state = HEAD_FIELD_START;
	else
		malformed(h, "A carriage return stands without a line feed");
}

static void start_field(struct head *h)
{
	if (h->field_count == h->fields_max) {
		fail(h, ERR_HEAD_TOO_LARGE, "There are too many fields");
		return;
	}
	h->state = HEAD_NAME;
	if (h->keeps)
		h->fields[h->field_count] = (struct head_field){
			.name = here(h),
			.name_bytes = 1,
		};
	h->field_count++;
}

static void in_field_start(struct head *h, unsigned char c)
{
	if (c == '\r')
		h->state = HEAD_LAST_LINE_END;
	else if (c == ' ' || c == '\t')
		malformed(h, "A line begins with space: folding is refused");
	else if (!token_has(c))
		malformed(h, "A field has no name that is a token");
	else
		start_field(h);
}

static void in_name(struct head *h, unsigned char c)
{
	struct head_field *f = &h->fields[h->field_count - 1];

	if (c == ':') {
		h->state = HEAD_VALUE;
		if (h->keeps)
			f->value = here(h) + 1;
		return;
	}
	if (!token_has(c))
		malformed(h, "A field name is no token followed by a colon");
	else if (h->keeps)
		f->name_bytes++;
}

static void in_value(struct head *h, unsigned char c)
{
	if (c == '\r') {
		if (h->keeps) {
			struct head_field *f = &h->fields[h->field_count - 1];

			f->value_bytes = here(h) - f->value;
		}
		h->state = HEAD_FIELD_END;
		return;
	}
	if (!token_value_has(c))
		malformed(h, "A field value holds a control character");
}

static void in_field_end(struct head *h, unsigned char c)
{
	if (c == '\n')
		h->state = HEAD_FIELD_START;
	else
		malformed(h, "A carriage return stands without a line feed");
}

static void in_last_line_end(struct head *h, unsigned char c)
{
	if (c == '\n')
		h->state = HEAD_COMPLETE;
	else
		malformed(h, "A carriage return stands without a line feed");
}

static void step(struct head *h, unsigned char c)
{
	switch (h->state) {
	case HEAD_START:
		in_start(h, c);
		break;
	case HEAD_EMPTY_LINE:
		in_empty_line(h, c);
		break;
	case HEAD_METHOD:
		in_method(h, c);
		break;
	case HEAD_TARGET_START:
		in_target_start(h, c);
		break;
	case HEAD_TARGET:
		in_target(h, c);
		break;
	case HEAD_VERSION:
		in_version(h, c);
		break;
	case HEAD_LINE_END:
		in_line_end(h, c);
		break;
	case HEAD_FIELD_START:
		in_field_start(h, c);
		break;
	case HEAD_NAME:
		in_name(h, c);
		break;
	case HEAD_VALUE:
		in_value(h, c);
		break;
	case HEAD_FIELD_END:
		in_field_end(h, c);
		break;
	case HEAD_LAST_LINE_END:
		in_last_line_end(h, c);
		break;
	case HEAD_COMPLETE:
	case HEAD_FAILED:
		break;
	}
}

static bool is_in_line(const struct head *h, unsigned char c)
{
	return h->state >= HEAD_METHOD && h->state < HEAD_LINE_END && c != '\r';
}

/* With its CRLF, but without the empty line that ends them all. */
static bool is_in_field(const struct head *h, unsigned char c)
{
	if (h->state == HEAD_FIELD_START)
		return c != '\r';
	return h->state > HEAD_FIELD_START && h->state <= HEAD_FIELD_END;
}

/* The limits count before the grammar does: 414 and 431 win over 400. */
static void count(struct head *h, unsigned char c)
{
	if (is_in_line(h, c)) {
		if (++h->line_bytes > h->line_bytes_max)
			fail(h, ERR_URI_TOO_LONG,
			     "The request line is too long");
	} else if (is_in_field(h, c)) {
		if (++h->fields_bytes > h->fields_bytes_max)
			fail(h, ERR_HEAD_TOO_LARGE,
			     "The fields are too long together");
	}
}

static bool is_over(const struct head *h)
{
	return h->state == HEAD_COMPLETE || h->state == HEAD_FAILED;
}

size_t head_feed(struct head *h, const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n && !is_over(h); i++) {
		unsigned char c = (unsigned char)p[i];

		count(h, c);
		if (is_over(h))
			continue;
		step(h, c);
		if (h->keeps && h->state >= HEAD_METHOD)
			buf_add_char(&h->text, (char)c);
	}
	return i;
}

struct slice head_method(const struct head *h)
{
	return (struct slice){h->text.p, h->method_bytes};
}

struct slice head_target(const struct head *h)
{
	return (struct slice){h->text.p + h->target, h->target_bytes};
}

struct slice head_name(const struct head *h, size_t i)
{
	const struct head_field *f = &h->fields[i];

	return (struct slice){h->text.p + f->name, f->name_bytes};
}

struct slice head_value(const struct head *h, size_t i)
{
	const struct head_field *f = &h->fields[i];

	return slice_trim((struct slice){h->text.p + f->value, f->value_bytes});
}
