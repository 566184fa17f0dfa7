/* evaljudge - which documents answer a query, and how well a run found them. */
#ifndef MATCHER_EVALJUDGE_H
#define MATCHER_EVALJUDGE_H

#include "matcher/evalset.h"

struct judgements;

struct eval_run {
	const struct eval_row *rows; /* best first, no document twice */
	size_t count;
};

/* Ids are borrowed. */
struct judgements *judgements_new(struct arena *a);

/* grade > 0; the last one given for a query and document holds. */
void judgements_add(struct judgements *j, struct slice qid, struct slice docid,
		    int grade);
size_t judgements_count(const struct judgements *j); /* queries */

/*
 * Adds average precision over all relevant documents, nDCG at 10 with linear
 * gain (Jarvelin and Kekalainen 2002), precision at 5, the reciprocal rank and
 * recall at 100.
 */
void judgements_measure(const struct judgements *j, struct slice qid,
			struct eval_run run, struct eval_measures *sums);

#endif
