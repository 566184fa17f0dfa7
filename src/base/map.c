/* map - uthash with its tables in an arena; see map.h. */
#include "base/map.h"

#include <stdint.h>

#include "base/arena.h"

/*
 * uthash takes its memory through these two; "free" is the arena's business.
 * A table that grows leaves its smaller self behind: at most as much again.
 */
#define uthash_malloc(bytes)  arena_take(m->arena, (bytes))
#define uthash_free(p, bytes) ((void)(p), (void)(bytes))
#define uthash_fatal(words)   out_of_memory(0)
/* clang: uthash's own hash function falls through on purpose. */
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wimplicit-fallthrough"
#endif
#include <uthash.h>
/* Ten in a chain cost more than the memory that shorter ones take. */
#undef HASH_BKT_CAPACITY_THRESH
#define HASH_BKT_CAPACITY_THRESH 4U

struct entry {
	const void *value;
	UT_hash_handle hh;
};

struct map {
	struct arena *arena;
	struct entry *head;
};

struct map *map_new(struct arena *a)
{
	struct map *m = ARENA_NEW(a, struct map);

	m->arena = a;
	return m;
}

static struct entry *find(const struct map *m, struct slice key)
{
	struct entry *e = NULL;

	if (m->head == NULL)
		return NULL;
	HASH_FIND(hh, m->head, key.p, (unsigned)key.n, e);
	return e;
}

bool map_put(struct map *m, struct slice key, const void *value)
{
	struct entry *e;

	if (find(m, key) != NULL)
		return false;
	e = ARENA_NEW(m->arena, struct entry);
	e->value = value;
	HASH_ADD_KEYPTR(hh, m->head, key.p, (unsigned)key.n, e);
	return true;
}

const void *map_get(const struct map *m, struct slice key)
{
	struct entry *e = find(m, key);

	return e == NULL ? NULL : e->value;
}

size_t map_count(const struct map *m)
{
	return HASH_COUNT(m->head);
}
