/*
 * opening_text - the words of an opening, as a query over profiles.
 *
 * One query a language of the opening, over its title, skills and summary; the
 * text part of a profile is the best of them.
 */
#ifndef MATCHER_OPENING_TEXT_H
#define MATCHER_OPENING_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"

struct analyser;
struct arena;
struct opening;
struct textindex;
struct textquery;

enum { TEXT_MOST = UINT16_MAX }; /* stands for 1 */

struct opening_text {
	bool is_empty; /* nothing in it can be searched for */
	size_t count;  /* of queries that found something */
	const struct textquery *queries[LANG__COUNT];
	double self[LANG__COUNT];
	/* By document: the value is at most most[i] / TEXT_MOST. */
	const uint16_t *most;
};

struct opening_text_query {
	struct analyser *analyser;
	const struct textindex *index; /* of the profiles */
	const struct opening *opening;
	const uint64_t *gate; /* a bitmap of the documents to consider */
};

void opening_text_run(struct arena *a, const struct opening_text_query *q,
		      struct opening_text *ret_text);

/* 0..1 */
double opening_text_value(const struct opening_text *t, size_t doc);

#endif
