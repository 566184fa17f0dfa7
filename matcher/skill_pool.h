/*
 * skill_pool - each skill and occupation that any profile names, once, and who
 * names it.
 *
 * `typed` is a skill as somebody wrote it; `meaning` is what skill_compare()
 * sees of it, the same for all ways of writing it.  Occupations are meanings
 * without anything typed.  Filled by one thread, then settled; from then on
 * immutable.
 */
#ifndef MATCHER_SKILL_POOL_H
#define MATCHER_SKILL_POOL_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "matcher/skills.h"

struct map;

#define SKILL_POOL_NONE UINT32_MAX

struct typed_skill {
	struct slice text;
	uint32_t meaning; /* SKILL_POOL_NONE: it holds no word */
};

/* Those who name a meaning, ascending. */
struct skill_holders {
	size_t count;
	const uint32_t *rows;
};

struct skill_pool {
	struct arena *arena;
	const struct text_knowledge *known;
	struct buf typed, meanings; /* arrays of struct typed_skill, skill */
	struct buf kin;             /* meanings that may be near others */
	struct map *by_key;
	uint32_t *of_unit;  /* meanings, + 1; 0: none yet */
	const size_t *from; /* by meaning: its holders begin there */
	const uint32_t *holders;
};

void skill_pool_begin(struct arena *a, const struct text_knowledge *known,
		      struct skill_pool *ret_pool);
void skill_pool_done(struct skill_pool *p);

/* A new way of writing a skill, copied; the caller knows which are known. */
uint32_t skill_pool_add(struct skill_pool *p, struct analyser *an,
			struct slice text);
uint32_t skill_pool_add_unit(struct skill_pool *p, unsigned unit);

/* One that some profile names, as a pair. */
struct skill_holding {
	uint32_t row, meaning;
};

/* `n` pairs with ascending rows, each once. */
void skill_pool_settle(struct skill_pool *p, const struct skill_holding *pairs,
		       size_t n);

size_t skill_pool_meanings(const struct skill_pool *p);
const struct skill *skill_pool_meaning(const struct skill_pool *p,
				       uint32_t meaning);
const struct typed_skill *skill_pool_typed(const struct skill_pool *p,
					   uint32_t typed);
struct skill_holders skill_pool_holders(const struct skill_pool *p,
					uint32_t meaning);

struct related_skill {
	uint32_t meaning;
	enum skill_match how;
};

/* All that are nearer than SKILL_NONE, nearest first; returns how many. */
size_t skill_pool_related(struct arena *a, const struct skill_pool *p,
			  const struct skill *wanted,
			  const struct related_skill **ret_items);

#endif
