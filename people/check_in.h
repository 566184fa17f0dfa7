/*
 * check_in - where a person is some months after the start: a link in a letter
 * that answers with one tap, without signing in.
 *
 * The link names a placement and a month, is open from 14 days before the day
 * it is due until 30 days after it, and answers once.  It outlives a change of
 * the password: it opens nothing else.
 */
#ifndef PEOPLE_CHECK_IN_H
#define PEOPLE_CHECK_IN_H

#include <stdint.h>

#include "base/err.h"
#include "crypt/secret.h"
#include "people/hands.h"

enum { CHECK_IN_DAYS_BEFORE = 14, CHECK_IN_DAYS_AFTER = 30 };

extern const char *const check_in_words[]; /* answers, NULL at the end */

struct check_in {
	struct slice placement;
	int64_t months;
	int32_t due_day;
	struct slice account; /* whose placement it is */
};

/* A token for a letter; those of earlier letters work as well. */
MUST_USE enum err check_in_link(const struct hands *h, const struct check_in *c,
				char token[SECRET_CHARS + 1]);

/*
 * ERR_MALFORMED: no token of that kind.  ERR_LINK_EXPIRED: used, too old, or
 * another link gave the answer.
 */
MUST_USE enum err check_in_answer(const struct hands *h, struct slice token,
				  struct slice answer);

#endif
