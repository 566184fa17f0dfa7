/*
 * erasure_work - what erasures have left to do, as settings of the record.
 *
 * Private to people/erasure*.c; the rest is in erasure.h.
 */
#ifndef PEOPLE_ERASURE_WORK_H
#define PEOPLE_ERASURE_WORK_H

#include "base/err.h"
#include "people/hands.h"

/* The address is sealed until its letters are gone. */
MUST_USE enum err erasure_work_add(const struct hands *h, struct slice account,
				   struct slice email);

#endif
