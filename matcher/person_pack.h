/*
 * person_pack - the record of one profile; the inside of people.h.
 *
 * id, whether there is a venture, the texts, numbers of skills and occupations
 * in a skill pool, wishes, facts: each can be read without those before it
 * being unpacked.
 */
#ifndef MATCHER_PERSON_PACK_H
#define MATCHER_PERSON_PACK_H

#include "matcher/people.h"

enum { PERSON_OCCUPATIONS_MAX = (PROFILE_SKILLS_MAX + 2) * LINKS_MAX };

/* Numbers in the skill pool: skills as typed, occupations as meanings. */
struct person_lists {
	size_t skill_count, occupation_count;
	uint32_t skills[PROFILE_SKILLS_MAX];
	uint32_t occupations[PERSON_OCCUPATIONS_MAX];
};

struct person_texts {
	struct slice headline, wants, experience;
	struct person_lists lists;
};

void person_pack(struct buf *to, const struct vocabulary *v,
		 const struct person_given *given,
		 const struct person_lists *lists);

struct slice person_unpack_id(const uint8_t *record);
bool person_unpack_has_venture(const uint8_t *record);
void person_unpack_lists(const uint8_t *record, struct person_lists *ret);
void person_unpack_texts(const uint8_t *record, struct person_texts *ret);
void person_unpack_wishes(struct arena *a, const uint8_t *record,
			  struct wishes *ret);
const struct facts *person_unpack_facts(struct arena *a,
					const struct vocabulary *v,
					const uint8_t *record);

/* Bytes of texts in the records of all. */
size_t person_text_bytes(const struct people *p);

#endif
