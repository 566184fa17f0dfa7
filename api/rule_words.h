/*
 * rule_words - what a rule asks, as a clause in the reader's language.
 *
 * The author's own text of a test when there is one, else a clause made from
 * the labels of the vocabulary: "Age: 18 to 29", "年齡：18 至 29".
 */
#ifndef API_RULE_WORDS_H
#define API_RULE_WORDS_H

#include "base/buf.h"
#include "base/lang.h"
#include "matcher/criteria.h"
#include "matcher/verdict.h"

/* `negated`: the test stands under a "not". */
void rule_words(const struct test *t, bool negated, enum lang l,
		struct buf *to);

/* "Eligible", "To be confirmed", "Not eligible", and so on. */
const char *verdict_label(enum verdict v, enum lang l);

/* "No known obstacle": all that is published passes. */
const char *incomplete_label(enum lang l);

/* "no longer from 2029-03-04", "from 2027-01-01": what a test on time does then. */
void until_words(int32_t day, enum lang l, struct buf *to);
void from_words(int32_t day, enum lang l, struct buf *to);

/* "not in force that day" */
const char *not_in_force_label(enum lang l);

#endif
