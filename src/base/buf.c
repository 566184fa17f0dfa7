/* buf - see buf.h. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SIZE = 1024 };

void buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){.max = max};
}

void buf_done(struct buf *b)
{
	free(b->p);
	*b = (struct buf){.max = b->max};
}

void buf_clear(struct buf *b)
{
	b->n = 0;
	b->over = false;
}

char *buf_room(struct buf *b, size_t n)
{
	size_t size = b->size == 0 ? FIRST_SIZE : b->size;

	if (b->over || n > b->max - b->n) {
		b->over = true;
		return NULL;
	}
	while (size - b->n < n)
		size *= 2;
	if (size != b->size) {
		char *p = realloc(b->p, size);

		if (p == NULL)
			out_of_memory(size);
		b->p = p;
		b->size = size;
	}
	return b->p + b->n;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
	char *to;

	if (n == 0)
		return;
	to = buf_room(b, n);
	if (to == NULL)
		return;
	memcpy(to, bytes, n);
	b->n += n;
}

void buf_add_slice(struct buf *b, struct slice s)
{
	buf_add(b, s.p, s.n);
}

void buf_add_text(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void buf_add_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_print(struct buf *b, const char *format, ...)
{
	va_list args;
	int n;
	char *to;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	ASSERT(n >= 0);
	to = buf_room(b, (size_t)n + 1);
	if (to == NULL)
		return;
	va_start(args, format);
	vsnprintf(to, (size_t)n + 1, format, args);
	va_end(args);
	b->n += (size_t)n;
}

void buf_drop(struct buf *b, size_t n)
{
	ASSERT(n <= b->n);
	b->n -= n;
	if (b->n > 0)
		memmove(b->p, b->p + n, b->n);
}

struct slice buf_slice(const struct buf *b)
{
	return (struct slice){b->p, b->n};
}

bool buf_is_over(const struct buf *b)
{
	return b->over;
}
