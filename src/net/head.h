/*
 * head - a request line and its fields, read octet by octet.
 *
 * The machine accepts only what every parser reads alike (RFC 9112, sections
 * 2.2, 3, 5; rules.h): lines end with CRLF, single spaces, no folding, no
 * control character.  It stops at the first octet that breaks a rule, so the
 * outcome does not depend on how the octets were cut into reads.  What the
 * fields mean together is judged by rules.h.
 *
 * It also reads the trailer section after a chunked body, of which nothing is
 * kept but the counts.  One thread; the text is owned here.
 */
#ifndef NET_HEAD_H
#define NET_HEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "net/server.h"

enum head_state {
	HEAD_START,         /* before the first octet that counts */
	HEAD_EMPTY_LINE,    /* CR of the one empty line that may come first */
	HEAD_METHOD,        /* inside the method */
	HEAD_TARGET_START,  /* after its space */
	HEAD_TARGET,        /* inside the target */
	HEAD_VERSION,       /* inside "HTTP/1.1" */
	HEAD_LINE_END,      /* CR of the request line was seen */
	HEAD_FIELD_START,   /* at the first octet of a line */
	HEAD_NAME,          /* inside a field name */
	HEAD_VALUE,         /* after the colon */
	HEAD_FIELD_END,     /* CR of a field line was seen */
	HEAD_LAST_LINE_END, /* CR of the empty line that ends the head */
	HEAD_COMPLETE,
	HEAD_FAILED /* `error` and `words` tell why */
};

/* Where a field stands in the text; the value is trimmed. */
struct head_field {
	uint32_t name;
	uint32_t name_bytes;
	uint32_t value;
	uint32_t value_bytes;
};

struct head {
	enum head_state state;
	enum err error;
	const char *words;
	struct buf text;   /* all octets from the method on */
	bool keeps;        /* false in trailers: nothing goes to `text` */
	bool after_empty;  /* the one empty line was seen */
	size_t line_bytes; /* of the request line */
	size_t fields_bytes;
	size_t field_count;
	uint32_t method_bytes;
	uint32_t target;
	uint32_t target_bytes;
	uint32_t version; /* octets of it seen */
	char major;       /* its digits, as sent */
	char minor;
	size_t line_bytes_max;
	size_t fields_bytes_max;
	size_t fields_max;
	struct head_field fields[NET_FIELDS_MAX];
};

/* Keeps the memory of the text, for the next request. */
void head_init(struct head *h, const struct net_options *o);
void head_done(struct head *h);

/* Takes octets until the head is complete or failed; returns how many. */
size_t head_feed(struct head *h, const char *p, size_t n);

/* After HEAD_COMPLETE: go on with the trailer section, counting as before. */
void head_start_trailers(struct head *h);

/* All valid after HEAD_COMPLETE, until head_init(). */
struct slice head_method(const struct head *h);
struct slice head_target(const struct head *h);
struct slice head_name(const struct head *h, size_t i);
struct slice head_value(const struct head *h, size_t i);

#endif
