/* one_by_one - filters as they are meant, opening by opening; the slow side. */
#ifndef SUPPORT_ONE_BY_ONE_H
#define SUPPORT_ONE_BY_ONE_H

#include "matcher/filters.h"

struct snapshot;

/* Whether opening number i of the snapshot passes all filters but `skip`. */
bool one_passes(const struct snapshot *s, size_t i, const struct filters *f,
		enum filter skip);

#endif
