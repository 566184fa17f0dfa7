/*
 * profile - what a seeker says: facts, texts and wishes, and a venture.
 *
 * docs/SEMANTICS.md, 7.  Read from the body of POST /v1/match or a profile file;
 * lives in the arena and as long as the JSON it was read from.
 */
#ifndef MATCHER_PROFILE_H
#define MATCHER_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/fault.h"
#include "matcher/facts.h"
#include "matcher/opening.h"

struct arena;
struct jr;

enum {
	PROFILE_TEXT_BYTES = 20000,
	PROFILE_SKILL_BYTES = 200,
	PROFILE_SKILLS_MAX = 200,
	PROFILE_WISHES_MAX = 64
};

struct wishes {
	bool kind[KIND__COUNT];
	bool has_kinds;
	struct place_list places, sectors;
	const struct jr *pay_given; /* NULL: no wish */
	struct pay pay_min;
	int32_t from; /* DAY_NONE: no wish */
};

struct profile {
	const struct facts *facts;
	struct slice headline, experience, wants; /* empty when not stated */
	struct id_list skills;
	struct wishes wishes;
};

/*
 * `venture` may be NULL.  ERR_INVALID: every fault with its pointer from the
 * root of the document that holds the two.
 */
MUST_USE enum err profile_read(struct arena *a, const struct vocabulary *v,
			       const struct rates *rates,
			       const struct jr *profile,
			       const struct jr *venture,
			       const struct profile **ret_profile,
			       struct faults *reterr_faults);

/* Places or sectors by their ids; used by wishes and by filters alike. */
bool profile_read_values(struct arena *a, const struct jr *list,
			 const struct values *v, struct place_list *ret,
			 struct faults *f);

#endif
