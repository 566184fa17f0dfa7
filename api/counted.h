/*
 * counted - what of a request is counted a day: language, where somebody is
 * from, the first city, sector and kind that are wished.  Words of the
 * vocabulary alone; nothing that was typed.
 */
#ifndef API_COUNTED_H
#define API_COUNTED_H

#include "api/handler.h"
#include "matcher/filters.h"
#include "matcher/profile.h"

struct jr;

/* `body`: of POST /v1/match, read without a fault. */
void counted_match(const struct request *rq, const struct jr *body,
		   const struct profile *profile);
void counted_search(const struct request *rq, const struct filters *f);
void counted_opening(const struct request *rq, enum kind kind);

#endif
