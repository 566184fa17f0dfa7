/*
 * linkerparts - the inside of a linker, for the files that build and ask it,
 * and for its test.  Nobody else outside matcher/ includes this.
 */
#ifndef MATCHER_LINKERPARTS_H
#define MATCHER_LINKERPARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "matcher/linker.h"

struct map;

enum { FEATURES_MAX = 1024 };

/* A title has the term: its share of the title's vector of length 1. */
struct entry {
	uint32_t title;
	float weight;
};

struct feature_term {
	uint32_t id;
	uint32_t units; /* how many unit groups have it */
	double idf;     /* over unit groups */
	uint32_t last;  /* plus 1: the last of them */
	uint32_t most;  /* entries there is room for */
	uint32_t count;
	struct entry *entries; /* count of them, titles ascending */
};

struct linker {
	const struct taxonomy *taxonomy;
	struct map *terms;
	uint32_t term_count;
	uint32_t title_count;
	uint32_t *first;        /* title of each unit */
	const uint16_t *units;  /* of each title */
	const uint16_t *minors; /* of each unit: the first of its minor group */
	double idf_unknown;
};

/* A dimension of a text's vector. */
struct feature {
	const struct feature_term *term; /* NULL: no title has it */
	unsigned place;                  /* in the text */
	double weight;                   /* of its idf, then with it */
};

struct features {
	const struct linker *linker;
	struct linker *grown; /* while building: new terms are made */
	struct arena *arena;
	size_t cost; /* a word 5, a character 3: 60 are a title */
	size_t count;
	struct feature items[FEATURES_MAX];
};

/*
 * The dimensions of a text, each term once, by term; of their weights the idf
 * is still missing.  False: not a title.
 */
bool linker_features(struct features *f, struct analyser *an,
		     struct slice text);

#endif
