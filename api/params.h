/* params - reads the parameters of a query; each refusal names its parameter. */
#ifndef API_PARAMS_H
#define API_PARAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/slice.h"
#include "net/service.h"

struct arena;

struct params_list {
	struct slice *values;
	size_t count;
};

/* Every parameter whose name is not in `known` (NULL at the end) is a fault. */
void params_only(const struct net_request *rq, const char *const *known,
		 struct faults *f);

/* For a route without any: false after a fault. */
bool params_none(const struct net_request *rq, struct faults *f);

/* *ret has p == NULL when absent; false after a fault: it stands twice. */
bool params_one(const struct net_request *rq, const char *name,
		struct slice *ret, struct faults *f);

/* Repeated or comma-separated; empty parts are passed over. */
struct params_list params_all(struct arena *a, const struct net_request *rq,
			      const char *name);

/* Absent leaves *ret alone.  False after a fault. */
bool params_day(const struct net_request *rq, const char *name, int32_t *ret,
		struct faults *f);
bool params_number(const struct net_request *rq, const char *name, double most,
		   double *ret, struct faults *f);
bool params_count(const struct net_request *rq, const char *name, size_t most,
		  size_t *ret, struct faults *f);

#endif
