/* skill_index_parts - what a skill_index is made of; for its own files. */
#ifndef MATCHER_SKILL_INDEX_PARTS_H
#define MATCHER_SKILL_INDEX_PARTS_H

#include "matcher/knowledge.h"
#include "matcher/skill_index.h"

struct map;

struct skill_index {
	const struct skill_index *base; /* whose frequencies hold; may be it */
	struct text_knowledge knowledge;
	size_t count; /* openings */
	/* What they name, one after another, as numbers of `typed`. */
	const uint32_t *first; /* by opening: where its own begin; one more */
	const uint32_t *typed_of;
	size_t typed_count;
	const struct skill *const *typed; /* each text once */
	/* The rest follows from these. */
	size_t with_skills;
	uint32_t *numbers; /* as typed_of: those that mean the same have one */
	struct map *df_by_key; /* to one of df */
	size_t *df;            /* by number */
	size_t df_count;
	size_t *df_of_group;
	const struct known_skill *known; /* the taxonomy's, or NULL */
	size_t *df_of_known;
	const struct skill **different; /* by number */
	uint64_t *kin;                  /* by number: see kin_of() */
	double *idfs;                   /* by number */
	/* By number: where the openings that name it begin; one more. */
	const uint32_t *first_holder;
	const uint32_t *holders;
	/* By opening: 1 / the sum of its idfs, without and with its occupation;
	 * 0: there is none. */
	float *shares[2];
};

/* Works out what follows. */
void skill_index_settle(struct arena *a, struct skill_index *x);
void skill_sums_settle(struct arena *a, struct skill_index *x);

#endif
