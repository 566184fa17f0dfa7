/*
 * skills - named skills, and how much of an opening's a profile covers.
 *
 * Two skills are the same when their analysed words are, so that C++ is not C
 * and 軟件測試 is 软件测试; they are aliases when one synonym group has both, or
 * when the taxonomy gives both names to one skill.  Beyond that the taxonomy
 * tells parents and siblings (DESIGN 8).  The occupation of an opening is one
 * more of its skills; it is compared with occupations only.
 * idf is over openings: a skill that every opening asks for says little.
 *
 * The index is immutable; it lives in the snapshot's arena.
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
struct catalogue;
struct skill_index;
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

/* Over `n` openings in order. */
const struct skill_index *skill_index_new(struct arena *a, struct analyser *an,
					  const struct text_knowledge *known,
					  const struct opening *const *openings,
					  size_t n);
const struct skill_list *skill_index_of(const struct skill_index *x,
					size_t opening);

/*
 * The different skills of all openings by number, in the order they come, and
 * the numbers of one opening in the order of its list.
 */
size_t skill_index_count(const struct skill_index *x);
const struct skill *skill_index_at(const struct skill_index *x, size_t number);
struct skill_numbers {
	size_t count;
	const uint32_t *items;
};
struct skill_numbers skill_index_numbers(const struct skill_index *x,
					 size_t opening);

/*
 * How near the nearest of the list is to each different skill, 0..1, by number:
 * skills to skills and occupations to occupations.
 */
void skill_index_compare(const struct skill_index *x,
			 const struct skill_list *skills,
			 const struct skill_list *occupations,
			 double *ret_similarities);

/* skill_index_idf() by number. */
const double *skill_index_idfs(const struct skill_index *x);

/* ln(1 + (N - df + .5) / (df + .5)) over the openings that name any skill. */
double skill_index_idf(const struct skill_index *x, const struct skill *s);

#endif
