/*
 * buf - bytes that grow at the end, and are owned here.
 *
 * Every buffer has a maximum.  Going past it is remembered (buf_is_over) and
 * what follows is dropped: the owner checks once, at the end.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "base/slice.h"

struct buf {
	char *p;
	size_t n;
	size_t size;
	size_t max;
	bool over;
};

void buf_init(struct buf *b, size_t max);
void buf_done(struct buf *b);
void buf_clear(struct buf *b); /* keeps the memory */

void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_add_slice(struct buf *b, struct slice s);
void buf_add_text(struct buf *b, const char *text);
void buf_add_char(struct buf *b, char c);
void buf_print(struct buf *b, const char *format, ...) PRINTF(2, 3);

/* Drops the first n bytes. */
void buf_drop(struct buf *b, size_t n);

/* Makes room for n more bytes and returns where they go, or NULL when over. */
char *buf_room(struct buf *b, size_t n);

struct slice buf_slice(const struct buf *b); /* valid until the next change */
bool buf_is_over(const struct buf *b);

#endif
