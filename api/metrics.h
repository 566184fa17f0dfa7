/*
 * metrics - counters of requests, by route and class of status.
 *
 * Counters are relaxed atomics: any thread adds, any thread reads, a reader
 * may miss the newest.  Labels are rows of routes.def and five classes, so the
 * number of series is fixed whatever is asked for.
 */
#ifndef API_METRICS_H
#define API_METRICS_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct arena;
struct metrics;

struct metrics *metrics_new(struct arena *a);

/* route: an enum route_id, or ROUTE__COUNT for what no row answers. */
void metrics_count(struct metrics *m, int route, int status, int64_t us,
		   size_t bytes);
uint64_t metrics_requests(const struct metrics *m);

/* In the text exposition format of Prometheus, version 0.0.4. */
void metrics_write(const struct metrics *m, struct buf *to);

#endif
