/* arena - blocks in a list, filled from the front; see arena.h. */
#include "base/arena.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(p, n)   __asan_poison_memory_region((p), (n))
#define UNPOISON(p, n) __asan_unpoison_memory_region((p), (n))
/* A gap between neighbours, so that an overflow hits poison. */
enum { GAP = 16 };
#else
#define POISON(p, n)   ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#endif

enum { ALIGNMENT = 16, FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

struct block {
	_Alignas(ALIGNMENT) struct block *next; /* older */
	size_t size;
	size_t used;
	_Alignas(ALIGNMENT) char bytes[];
};

struct arena {
	struct block *newest;
	size_t soft_cap;
	size_t handed_out;
};

static struct block *block_new(size_t size)
{
	struct block *b;

	if (size > SIZE_MAX - sizeof(*b))
		out_of_memory(size);
	/* Not malloc(): gcc's analysis under ASan takes POISON for a read. */
	b = calloc(1, sizeof(*b) + size);
	if (b == NULL)
		out_of_memory(size);
	b->size = size;
	POISON(b->bytes, size);
	return b;
}

static void block_free(struct block *b)
{
	UNPOISON(b->bytes, b->size);
	free(b);
}

struct arena *arena_new(size_t soft_cap)
{
	struct arena *a = malloc(sizeof(*a));

	if (a == NULL)
		out_of_memory(sizeof(*a));
	a->newest = block_new(FIRST_BLOCK);
	a->soft_cap = soft_cap;
	a->handed_out = 0;
	return a;
}

static void drop_older(struct block *b)
{
	while (b != NULL) {
		struct block *older = b->next;

		block_free(b);
		b = older;
	}
}

void arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	drop_older(a->newest);
	free(a);
}

void arena_trim(void)
{
#if defined(__GLIBC__)
	malloc_trim(0);
#endif
}

void arena_reset(struct arena *a)
{
	struct block *keep = a->newest;

	drop_older(keep->next);
	if (keep->size > LARGEST_BLOCK) {
		block_free(keep);
		keep = block_new(FIRST_BLOCK);
	}
	keep->next = NULL;
	keep->used = 0;
	POISON(keep->bytes, keep->size);
	a->newest = keep;
	a->handed_out = 0;
}

static void add_block(struct arena *a, size_t need)
{
	size_t size = a->newest->size * 2;
	struct block *b;

	if (size > LARGEST_BLOCK)
		size = LARGEST_BLOCK;
	if (size < need)
		size = need;
	b = block_new(size);
	b->next = a->newest;
	a->newest = b;
}

void *arena_take(struct arena *a, size_t bytes)
{
	size_t need;
	char *p;

	if (bytes > SIZE_MAX / 2)
		out_of_memory(bytes);
	need = (bytes + GAP + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	if (a->newest->size - a->newest->used < need)
		add_block(a, need);
	p = a->newest->bytes + a->newest->used;
	a->newest->used += need;
	a->handed_out += bytes;
	UNPOISON(p, bytes);
	memset(p, 0, bytes);
	return p;
}

void *arena_take_array(struct arena *a, size_t count, size_t each)
{
	if (each != 0 && count > SIZE_MAX / each)
		out_of_memory(SIZE_MAX);
	return arena_take(a, count * each);
}

struct slice arena_copy(struct arena *a, struct slice s)
{
	char *p = arena_take(a, s.n + 1);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return (struct slice){p, s.n};
}

struct slice arena_print(struct arena *a, const char *format, ...)
{
	va_list args;
	int n;
	char *p;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	ASSERT(n >= 0);
	p = arena_take(a, (size_t)n + 1);
	va_start(args, format);
	vsnprintf(p, (size_t)n + 1, format, args);
	va_end(args);
	return (struct slice){p, (size_t)n};
}

size_t arena_bytes(const struct arena *a)
{
	return a->handed_out;
}

bool arena_is_over(const struct arena *a)
{
	return a->soft_cap != 0 && a->handed_out > a->soft_cap;
}
