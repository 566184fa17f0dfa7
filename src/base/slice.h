/*
 * slice - bytes that somebody else owns.
 *
 * A slice is always borrowed; it need not end in NUL and may hold any byte.
 * `p` may be NULL when `n` is 0.  Passed by value, never allocated.
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>

struct slice {
	const char *p;
	size_t n;
};

/* A string literal as a slice, also in static initialisers. */
#define SLICE_INIT(literal)                                                    \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}
#define SLICE(literal) ((struct slice)SLICE_INIT(literal))

/* For printf's "%.*s". */
#define SLICE_ARG(s) (int)(s).n, (s).p

struct slice slice_of(const char *text); /* NULL gives the empty slice */
bool slice_eq(struct slice a, struct slice b);
bool slice_is(struct slice a, const char *text);
int slice_cmp(struct slice a, struct slice b); /* by octets, like memcmp */
bool slice_starts(struct slice a, struct slice prefix);
struct slice slice_cut(struct slice a, size_t from, size_t to);
struct slice slice_trim(struct slice a);  /* spaces and tabs at both ends */
struct slice slice_strip(struct slice a); /* ends of lines as well */

/* The part before the first `mark`; *rest is what follows it, or empty. */
struct slice slice_split(struct slice a, char mark, struct slice *rest);

#endif
