/* linked_world - a taxonomy and its linker, small or as shipped, for tests. */
#ifndef SUPPORT_LINKED_WORLD_H
#define SUPPORT_LINKED_WORLD_H

#include "base/err.h"
#include "base/fault.h"
#include "matcher/linker.h"

struct analyser;
struct arena;

/*
 * Occupations, skills, and NULL or further titles: JSON with ' for "; what is
 * malformed ends the test.
 */
MUST_USE enum err linked_read(struct arena *a, struct analyser *an,
			      const char *const json[3],
			      const struct taxonomy **ret_taxonomy,
			      struct faults *reterr_faults);

/* config/vocabulary/ of the source tree. */
const struct linker *linked_shipped(struct arena *a, struct analyser *an);

/*
 * programmers (2512, 2514) and testers (2519) of 251, cooks (5120); skills
 * programming > python, java; languages > english, french, not siblings.
 */
const struct linker *linked_small(struct arena *a, struct analyser *an);

#endif
