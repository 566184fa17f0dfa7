/*
 * skills - named skills, and how much of an opening's a profile covers.
 *
 * Two skills are the same when their analysed words are, so that C++ is not C
 * and 軟件測試 is 软件测试; they are aliases when one synonym group has both, or
 * when the taxonomy gives both names to one skill.  Beyond that the taxonomy
 * tells parents and siblings (DESIGN 8).  The occupation of an opening is one
 * more of its skills; it is compared with occupations only.
 */
#ifndef MATCHER_SKILLS_H
#define MATCHER_SKILLS_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "matcher/linker.h"
#include "matcher/opening.h"
#include "matcher/taxonomy.h"

struct analyser;
struct arena;
struct text_knowledge;

enum { SKILL_GROUPS_MAX = 4 };

struct skill {
	struct slice typed;
	struct slice key; /* its words, folded, one space between */
	struct known_skills known;
	struct slice occupation; /* an ISCO-08 code; empty: no occupation */
	size_t group_count;
	unsigned
		groups[SKILL_GROUPS_MAX]; /* synonym groups it is a member of */
};

struct skill_list {
	size_t count;
	const struct skill *items;
};

/* One of them; without any word its key is empty. */
void skill_read(struct arena *a, struct analyser *an,
		const struct text_knowledge *known, struct slice typed,
		struct skill *ret);

/* Analyses each; a skill without any word is left out. */
struct skill_list skills_read(struct arena *a, struct analyser *an,
			      const struct text_knowledge *known,
			      const struct id_list *typed);

/* The occupations that these short texts surely name; none without linker. */
struct skill_list skills_link(struct arena *a, struct analyser *an,
			      const struct text_knowledge *known,
			      const struct id_list *typed);

/*
 * The occupations, as unit groups of the taxonomy, that one line surely names:
 * several only where they are equally sure.  Returns how many; there must be a
 * linker, whose room this is.
 */
unsigned skills_link_line(const struct text_knowledge *known,
			  struct linker_room *room, struct analyser *an,
			  struct slice line, unsigned ret_units[LINKS_MAX]);

/* An occupation as a skill, by its ISCO-08 code; borrows both texts. */
struct skill skill_of_occupation(struct arena *a, struct slice typed,
				 struct slice code);

/* The unit group as a skill. */
struct skill skill_of_unit(struct arena *a, const struct text_knowledge *known,
			   struct slice typed, unsigned unit);

/* Each says more than the one before it. */
enum skill_match {
	SKILL_NONE,
	SKILL_SIBLING,
	SKILL_PARENT, /* or child */
	SKILL_ALIAS,
	SKILL_EXACT
};
enum skill_match skill_compare(const struct skill *a, const struct skill *b);
const char *skill_match_word(enum skill_match m); /* "exact" */
double skill_similarity(enum skill_match m);      /* 0..1 */

#endif
