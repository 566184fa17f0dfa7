/*
 * output - what a connection has still to send.
 *
 * Heads and small bodies are collected, so that the answers of a pipeline
 * leave in one write; a large body is sent from where it is, after them.
 */
#ifndef NET_OUTPUT_H
#define NET_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/compiler.h"
#include "base/slice.h"

/*
 * Of collected heads and bodies.  Whoever adds looks at output_unsent() first;
 * beyond this an answer would have a hole and the connection is broken.
 */
enum { OUTPUT_BYTES_MAX = 64 * 1024 * 1024 };

struct output {
	struct buf head; /* sent from `at` on */
	size_t at;
	struct slice tail; /* what is left of a body that is not copied */
};

enum output_result {
	OUTPUT_WAITS, /* nothing went out, the socket is full or all is sent */
	OUTPUT_MOVED, /* some octets went out */
	OUTPUT_BROKEN /* the client is gone */
};

void output_init(struct output *o);
void output_done(struct output *o);

size_t output_unsent(const struct output *o);
bool output_has_tail(const struct output *o);

/* The octets must stay until output_has_tail() is false; one at a time. */
void output_set_tail(struct output *o, struct slice tail);

/* Sends what the socket takes; never waits. */
MUST_USE enum output_result output_flush(struct output *o, int fd);

#endif
