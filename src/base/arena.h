/*
 * arena - memory that is given back all at once.
 *
 * A request, a snapshot or a command owns one arena; whatever lives as long as
 * the owner is taken from it and never freed alone.  An arena never returns
 * NULL: without memory the program aborts (out_of_memory).  One thread at a
 * time.  Bytes taken back are poisoned under the address sanitizer, so that it
 * still sees an overflow or a use after reset.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "base/slice.h"

struct arena;

/*
 * soft_cap in bytes, 0 for none: above it the arena still serves, and
 * arena_is_over() says so; the owner then refuses the request.
 */
struct arena *arena_new(size_t soft_cap);
void arena_free(struct arena *a); /* NULL is fine */

/*
 * Hands what was freed back to the system, which the C library may put off:
 * after something large.  Any thread.
 */
void arena_trim(void);

/* Everything taken so far is gone; one block is kept for the next owner. */
void arena_reset(struct arena *a);

void *arena_take(struct arena *a, size_t bytes); /* zeroed, aligned to 16 */
void *arena_take_array(struct arena *a, size_t count, size_t each);

/* A copy that also ends in NUL, which its length does not count. */
struct slice arena_copy(struct arena *a, struct slice s);
struct slice arena_print(struct arena *a, const char *format, ...) PRINTF(2, 3);

size_t arena_bytes(const struct arena *a); /* handed out since the last reset */
bool arena_is_over(const struct arena *a);

#define ARENA_NEW(a, type) ((type *)arena_take((a), sizeof(type)))
#define ARENA_ARRAY(a, type, count)                                            \
	((type *)arena_take_array((a), (count), sizeof(type)))

#endif
