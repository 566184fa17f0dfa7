/* GET /metrics - counters and gauges for Prometheus. */
#include "api/api.h"
#include "api/handler.h"
#include "api/metrics.h"
#include "api/params.h"
#include "matcher/epoch.h"
#include "matcher/index_bytes.h"
#include "matcher/snapshot.h"
#include "matcher/textindex.h"
#include "work/figures.h"

handler_fn handle_metrics_get;

static void gauge(struct buf *to, const char *name, const char *help,
		  unsigned long long value)
{
	buf_print(to, "# HELP %s %s\n# TYPE %s gauge\n%s %llu\n", name, help,
		  name, name, value);
}

static void add_index(struct buf *to, const struct snapshot *s)
{
	struct index_bytes bytes = index_bytes_of(s);
	size_t terms = 0;

	for (size_t i = 0; i < s->corpus.count; i++)
		terms += textindex_terms(s->corpus.indexes[i]);
	gauge(to, "baybridge_index_terms", "Terms of the text index.", terms);
	buf_add_text(to, "# HELP baybridge_index_bytes Memory of the snapshot, "
			 "by structure.\n"
			 "# TYPE baybridge_index_bytes gauge\n");
	for (int i = 0; i < INDEX_PART__COUNT; i++)
		buf_print(to, "baybridge_index_bytes{part=\"%s\"} %zu\n",
			  index_part_word((enum index_part)i), bytes.of[i]);
}

static void add_jobs(struct buf *to, const struct job_figures *f)
{
	static const struct {
		const char *head;
		const char *name;
	} series[] = {
		{"# HELP baybridge_job_last_run_seconds When a job last ended, "
		 "since 1970.\n# TYPE baybridge_job_last_run_seconds gauge\n",
		 "baybridge_job_last_run_seconds"},
		{"# HELP baybridge_job_runs_total Runs of a job.\n"
		 "# TYPE baybridge_job_runs_total counter\n",
		 "baybridge_job_runs_total"},
		{"# HELP baybridge_job_failures_total Runs that failed.\n"
		 "# TYPE baybridge_job_failures_total counter\n",
		 "baybridge_job_failures_total"}};

	for (size_t i = 0; i < COUNT(series); i++) {
		buf_add_text(to, series[i].head);
		for (size_t j = 0; j < f->count; j++) {
			const struct job_figure *of = &f->of[j];
			const uint64_t values[] = {
				(uint64_t)(of->last_us / 1000000), of->runs,
				of->failures};

			buf_print(to, "%s{job=\"%s\"} %llu\n", series[i].name,
				  of->name, (unsigned long long)values[i]);
		}
	}
	gauge(to, "baybridge_letters_waiting",
	      "Letters and webhooks that are to be sent.",
	      (unsigned long long)f->letters_waiting);
	gauge(to, "baybridge_letters_failed",
	      "Letters and webhooks that could not be sent.",
	      (unsigned long long)f->letters_failed);
}

enum err handle_metrics_get(struct request *rq, struct reply *rp)
{
	struct buf *to = &rp->http->body;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	rp->http->content_type = "text/plain; version=0.0.4; charset=utf-8";
	rp->http->cache_control = "no-store";
	metrics_write(api_metrics(rq->api), to);
	gauge(to, "baybridge_snapshots_retired",
	      "Replaced snapshots that a reader still holds.",
	      epoch_retired(api_parts(rq->api)->snapshots));
	if (api_parts(rq->api)->figures != NULL)
		add_jobs(to, api_parts(rq->api)->figures);
	if (rq->snapshot == NULL)
		return ERR_OK;
	gauge(to, "baybridge_openings", "Openings in the snapshot.",
	      rq->snapshot->count);
	gauge(to, "baybridge_snapshot_leaves", "Segments of the snapshot.",
	      rq->snapshot->leaf_count);
	add_index(to, rq->snapshot);
	return ERR_OK;
}
