/*
 * skills - named skills, and how much of an opening's a profile covers.
 *
 * Two skills are the same when their analysed words are, so that C++ is not C
 * and 軟件測試 is 软件测试; they are aliases when one synonym group has both.
 * idf is over openings: a skill that every opening asks for says little.
 *
 * The index is immutable; it lives in the snapshot's arena.
 */
#ifndef MATCHER_SKILLS_H
#define MATCHER_SKILLS_H

#include <stddef.h>

#include "base/slice.h"
#include "matcher/opening.h"

struct analyser;
struct arena;
struct catalogue;
struct skill_index;
struct synonyms;

enum { SKILL_GROUPS_MAX = 4 };

struct skill {
	struct slice typed;
	struct slice key; /* its words, folded, one space between */
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
			      const struct synonyms *synonyms,
			      const struct id_list *typed);

enum skill_match { SKILL_NONE, SKILL_EXACT, SKILL_ALIAS };
enum skill_match skill_compare(const struct skill *a, const struct skill *b);
const char *skill_match_word(enum skill_match m); /* "exact" */
double skill_similarity(enum skill_match m);      /* 0..1 */

/* Over `n` openings in order. */
const struct skill_index *skill_index_new(struct arena *a, struct analyser *an,
					  const struct synonyms *synonyms,
					  const struct opening *const *openings,
					  size_t n);
const struct skill_list *skill_index_of(const struct skill_index *x,
					size_t opening);

/* ln(1 + (N - df + .5) / (df + .5)) over the openings that name any skill. */
double skill_index_idf(const struct skill_index *x, const struct skill *s);

#endif
