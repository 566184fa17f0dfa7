/*
 * map - from bytes to a pointer, over uthash.
 *
 * The map and its entries live in the arena; keys are borrowed and must live
 * as long as the map.  Filled by one thread, then read by any.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena;
struct map;

struct map *map_new(struct arena *a);

/* False, and nothing changes, when the key is there already. */
bool map_put(struct map *m, struct slice key, const void *value);

/* NULL when absent. */
const void *map_get(const struct map *m, struct slice key);
size_t map_count(const struct map *m);

#endif
