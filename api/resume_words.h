/*
 * resume_words - from the words of a resume to values of the vocabulary.
 *
 * A word is compared with the labels of a value in every language, as the
 * analyser reads both; common words for degrees and for how well a language is
 * spoken stand in a table.
 */
#ifndef API_RESUME_WORDS_H
#define API_RESUME_WORDS_H

#include "api/handler.h"
#include "matcher/values.h"

/* p NULL: the vocabulary has none that is surely meant. */
struct slice resume_value(struct request *rq, const struct values *of,
			  struct slice word);
struct slice resume_degree(struct request *rq, struct slice word);
struct slice resume_fluency(struct request *rq, const struct values *levels,
			    struct slice word);

/* Months since year 0 of "2020", "2020-03", "2020-03-04": the earliest and the
   latest that can be meant.  False: it is no such date. */
bool resume_months(struct slice text, int *ret_first, int *ret_last);

#endif
