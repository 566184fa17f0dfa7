/*
 * taxonomy - the occupations of ISCO-08 with their titles, and the skills.
 *
 * Read from config/vocabulary/occupations.json and skills.json, and further
 * titles, in whatever language, from titles.json and esco.json.  Occupations
 * stand in the four levels of ISCO-08, one digit of the code each; only unit
 * groups, of four digits, have titles.  Skills stand in two levels.
 *
 * Immutable once read: any thread may read it.  It lives in its arena and keeps
 * nothing of the JSON it was read from.
 */
#ifndef MATCHER_TAXONOMY_H
#define MATCHER_TAXONOMY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/lang.h"
#include "base/slice.h"

struct analyser;
struct arena;
struct jr;
struct map;

enum {
	TAXONOMY_UNITS_MAX = 1024,
	TAXONOMY_GROUPS_MAX = 1024,
	TAXONOMY_SKILLS_MAX = 8192,
	TAXONOMY_WORDS_MAX = 64,    /* titles or aliases in one language */
	TAXONOMY_TITLES_MAX = 4096, /* further ones, in one language */
	TAXONOMY_WORDS_BYTES = 256, /* of a title, an alias, a label */
	TAXONOMY_SHARED_MAX = 3     /* skills that one word may mean */
};

/* A unit group. */
struct occupation {
	struct slice code; /* four digits */
	struct text label;
	size_t title_count;
	const struct slice *titles; /* of all languages, without the label */
};

struct known_skill {
	struct slice id;
	struct text label;
	const struct known_skill *parent; /* NULL: of the upper level */
	bool siblings; /* whether those under it are near each other */
};

struct known_skills {
	size_t count;
	const struct known_skill *items[TAXONOMY_SHARED_MAX];
};

struct taxonomy {
	size_t unit_count;
	const struct occupation *units; /* ascending by code */
	size_t skill_count;
	const struct known_skill *skills; /* in file order */
	const struct map *skills_by_key;  /* see taxonomy_skills() */
	uint64_t version; /* of the documents: a part of segment_basis() */
};

/* The documents; `titles` and `esco` may be NULL. */
struct taxonomy_sources {
	const struct jr *occupations, *skills, *titles, *esco;
};

/* ERR_INVALID, with every fault found. */
MUST_USE enum err taxonomy_read(struct arena *a, struct analyser *an,
				const struct taxonomy_sources *sources,
				const struct taxonomy **ret_taxonomy,
				struct faults *reterr_faults);

/* A text's analysed words, one space between: equal for equal words. */
struct slice taxonomy_key(struct arena *a, struct analyser *an,
			  struct slice text);

/* The skills whose label or alias has this key; none for NULL. */
struct known_skills taxonomy_skills(const struct taxonomy *t, struct slice key);

/*
 * How two words for what somebody can do are related.  One taxonomy says the
 * same of both directions.
 */
enum relation {
	RELATION_NONE,
	RELATION_SAME,
	RELATION_PARENT, /* one is the other's parent */
	RELATION_SIBLING /* both have one parent */
};

enum relation known_skill_relation(const struct known_skill *a,
				   const struct known_skill *b);

/*
 * By ISCO-08 codes of one to four digits: parent is one level up, siblings
 * are unit groups of one minor group.
 */
enum relation occupation_relation(struct slice a, struct slice b);

#endif
