/* compiler - the GNU attributes that this program uses, under its own names. */
#ifndef BASE_COMPILER_H
#define BASE_COMPILER_H

#include <stddef.h>

#define MUST_USE          __attribute__((warn_unused_result))
#define PRINTF(at, first) __attribute__((format(printf, at, first)))
#define NORETURN          __attribute__((noreturn))
#define VECTOR(bytes)     __attribute__((vector_size(bytes)))
/* Asks for the memory that will be read soon; any address does. */
#define PREFETCH(address) __builtin_prefetch(address)

/*
 * SCOPED(stmt) *st hands st back with stmt_scoped(&st) at the end of its block.
 * A type that wants it defines `void <type>_scoped(struct <type> **p)`.
 */
#define SCOPED(type) __attribute__((cleanup(type##_scoped))) struct type

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Programming errors only, and kept in release builds. */
#define ASSERT(condition)                                                      \
	((condition) ? (void)0 : assert_failed(#condition, __FILE__, __LINE__))

NORETURN void assert_failed(const char *condition, const char *file, int line);

/* Says why in one line on standard error and aborts: the supervisor restarts. */
NORETURN void out_of_memory(size_t bytes);

#endif
