/* words - a parameter of a query that is one of a few words. */
#ifndef API_WORDS_H
#define API_WORDS_H

#include <stdbool.h>

#include "base/fault.h"
#include "net/service.h"

/* The index in `words` (NULL at the end); absent leaves *ret alone.  False after
   a fault. */
bool words_read(const struct net_request *rq, const char *name,
		const char *const *words, int *ret, struct faults *f);

#endif
