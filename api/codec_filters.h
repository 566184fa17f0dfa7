/* codec_filters - the query names of GET /v1/openings, and `filters` in JSON. */
#ifndef API_CODEC_FILTERS_H
#define API_CODEC_FILTERS_H

#include <stdbool.h>

#include "base/fault.h"
#include "matcher/filters.h"
#include "net/service.h"

struct arena;
struct jr;

/* Faults name parameters.  Parameters that are no filter are not looked at. */
bool codec_filters_of_query(struct arena *a, const struct vocabulary *v,
			    const struct net_request *rq, struct filters *ret,
			    struct faults *f);

/* Faults name pointers; unknown members are faults. */
bool codec_filters_of_json(struct arena *a, const struct vocabulary *v,
			   const struct jr *n, struct filters *ret,
			   struct faults *f);

#endif
