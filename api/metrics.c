/* metrics - see metrics.h. */
#include "api/metrics.h"

#include <stdatomic.h>

#include "api/router.h"
#include "base/arena.h"

enum { CLASSES = 5, ROWS = ROUTE__COUNT + 1 };

struct row {
	_Atomic uint64_t requests[CLASSES]; /* 1xx .. 5xx, 1xx: no reply */
	_Atomic uint64_t us;
	_Atomic uint64_t bytes;
};

struct metrics {
	struct row rows[ROWS];
};

struct metrics *metrics_new(struct arena *a)
{
	return ARENA_NEW(a, struct metrics);
}

static void add(_Atomic uint64_t *counter, uint64_t n)
{
	atomic_fetch_add_explicit(counter, n, memory_order_relaxed);
}

static uint64_t get(const _Atomic uint64_t *counter)
{
	return atomic_load_explicit(counter, memory_order_relaxed);
}

void metrics_count(struct metrics *m, int route, int status, int64_t us,
		   size_t bytes)
{
	int class = status / 100 - 1;

	if (class < 0 || class >= CLASSES)
		class = 0;
	add(&m->rows[route].requests[class], 1);
	add(&m->rows[route].us, us < 0 ? 0 : (uint64_t)us);
	add(&m->rows[route].bytes, bytes);
}

uint64_t metrics_requests(const struct metrics *m)
{
	uint64_t sum = 0;

	for (int i = 0; i < ROWS; i++) {
		for (int c = 0; c < CLASSES; c++)
			sum += get(&m->rows[i].requests[c]);
	}
	return sum;
}

static const char *row_name(int i)
{
	return i == ROUTE__COUNT ? "other" : route_at((enum route_id)i)->name;
}

void metrics_write(const struct metrics *m, struct buf *to)
{
	static const char *const classes[CLASSES] = {"none", "2xx", "3xx",
						     "4xx", "5xx"};

	buf_add_text(to, "# HELP baybridge_requests_total Requests answered.\n"
			 "# TYPE baybridge_requests_total counter\n");
	for (int i = 0; i < ROWS; i++) {
		for (int c = 0; c < CLASSES; c++)
			buf_print(to,
				  "baybridge_requests_total{route=\"%s\","
				  "status=\"%s\"} %llu\n",
				  row_name(i), classes[c],
				  (unsigned long long)get(
					  &m->rows[i].requests[c]));
	}
	buf_add_text(to,
		     "# HELP baybridge_request_seconds_total Time from the "
		     "first octet of requests to the end of their answers.\n"
		     "# TYPE baybridge_request_seconds_total counter\n");
	for (int i = 0; i < ROWS; i++)
		buf_print(
			to,
			"baybridge_request_seconds_total{route=\"%s\"} %.6f\n",
			row_name(i), (double)get(&m->rows[i].us) / 1e6);
	buf_add_text(to, "# HELP baybridge_reply_bytes_total Octets of the "
			 "bodies sent.\n"
			 "# TYPE baybridge_reply_bytes_total counter\n");
	for (int i = 0; i < ROWS; i++)
		buf_print(to,
			  "baybridge_reply_bytes_total{route=\"%s\"} %llu\n",
			  row_name(i),
			  (unsigned long long)get(&m->rows[i].bytes));
}
