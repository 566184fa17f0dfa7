/* import_job - see import_job.h, import_job_parts.h. */
#include <time.h>

#include "api/api.h"
#include "api/import_job_parts.h"
#include "base/arena.h"
#include "base/clock.h"
#include "crypt/id.h"
#include "matcher/epoch.h"
#include "people/membership.h"
#include "store/imports.h"
#include "work/pool.h"
#include "work/writer.h"

enum { PUT_ROWS = 200, UNSTAGE_ROWS = 1000 };

bool import_job_is_stopping(const struct import_job *j)
{
	return atomic_load(api_parts(j->api)->is_stopping);
}

struct call {
	struct import_job *job;
	import_deed *deed;
};

/* On the writer's thread. */
static enum err run_deed(void *arg, void *seat)
{
	const struct call *c = arg;
	struct arena *a = arena_new(0);
	struct request rq = importing_request(c->job->api, seat, a);
	const struct seat *own = seat;
	struct epoch *snapshots = api_parts(c->job->api)->snapshots;
	enum err e = ERR_BUSY;

	rq.argument = c->job->row.organisation;
	rq.caller.id = c->job->row.account;
	rq.snapshot = epoch_pin(snapshots, own->slot);
	if (rq.snapshot != NULL)
		e = c->deed(c->job, &rq);
	epoch_unpin(snapshots, own->slot);
	arena_free(a);
	return e;
}

/* Each deed may be done twice: the writer may be busy after it was durable. */
enum err import_job_do(struct import_job *j, import_deed *deed)
{
	const struct timespec a_while = {0, 50 * 1000 * 1000};
	struct call call = {j, deed};
	enum err e = writer_run(api_parts(j->api)->writer, run_deed, &call);

	while (e == ERR_BUSY && !import_job_is_stopping(j)) {
		nanosleep(&a_while, NULL);
		e = writer_run(api_parts(j->api)->writer, run_deed, &call);
	}
	return e;
}

enum err import_job_put_row(struct import_job *j, struct request *rq)
{
	return import_jobs_put(rq->db, &j->row);
}

/* ERR_NOT_FOUND: its first line was never committed. */
static enum err stage(struct import_job *j, struct request *rq)
{
	enum err e = import_job_put_row(j, rq);

	for (size_t i = 0; e == ERR_OK && i < j->im.count; i++) {
		const struct import_row *row = &j->im.rows[i];
		int64_t number = j->row.rows_staged - (int64_t)j->im.count +
				 (int64_t)i + 1;

		e = import_jobs_stage(
			rq->db,
			&(struct stored_stage){
				j->row.id, number, row->id,
				slice_of(import_change_words[row->change]),
				row->document, row->version});
	}
	return e;
}

/* Nothing is pinned while the writer is waited for. */
static enum err on_spill(void *ctx, struct request *one, struct importing *im)
{
	struct import_job *j = ctx;
	struct epoch *snapshots = api_parts(j->api)->snapshots;
	enum err e;

	epoch_unpin(snapshots, j->seat->slot);
	j->row.rows_read = (int64_t)im->read;
	j->row.rows_staged += (int64_t)im->count;
	e = import_job_is_stopping(j) ? ERR_BUSY : import_job_do(j, stage);
	one->snapshot = epoch_pin(snapshots, j->seat->slot);
	return e == ERR_OK && one->snapshot == NULL ? ERR_BUSY : e;
}

static enum err read_all(struct import_job *j)
{
	struct request rq = importing_request(j->api, j->seat, j->arena);
	struct epoch *snapshots = api_parts(j->api)->snapshots;
	enum err e = ERR_BUSY;

	rq.argument = j->row.organisation;
	rq.caller.id = j->row.account;
	j->im.spill = on_spill;
	j->im.ctx = j;
	rq.snapshot = epoch_pin(snapshots, j->seat->slot);
	if (rq.snapshot != NULL)
		e = importing_read(&rq, &j->im, j->faults);
	epoch_unpin(snapshots, j->seat->slot);
	j->row.rows_read = (int64_t)j->im.read;
	return e;
}

static enum err unstage(struct import_job *j, struct request *rq)
{
	struct stored_stages some;
	enum err e = import_jobs_staged(rq->db, rq->arena, j->row.id,
					UNSTAGE_ROWS, &some);

	j->im.count = e == ERR_OK ? some.count : 0;
	if (j->im.count == 0)
		return e;
	return import_jobs_unstage(rq->db, j->row.id,
				   some.items[some.count - 1].number);
}

/* What is staged goes first, so that a row that has ended has none. */
enum err import_job_end(struct import_job *j, const char *state)
{
	enum err e;

	do
		e = import_job_do(j, unstage);
	while (e == ERR_OK && j->im.count > 0);
	j->row.state = slice_of(state);
	j->row.ended_us = clock_now_us();
	return e == ERR_OK ? import_job_do(j, import_job_put_row) : e;
}

enum err import_job_refuse(struct import_job *j, enum fault_code code)
{
	if (!faults_any(j->faults))
		fault_at_pointer(j->faults, code, "", NULL);
	j->row.report = import_report_new(j->arena, &j->im, j->faults, NULL);
	return import_job_end(j, "refused");
}

/*
 * The point of no return.  ERR_CONFLICT: an opening is another by now.
 * ERR_UNVERIFIED: the organisation may publish no more.
 */
static enum err activate(struct import_job *j, struct request *rq)
{
	struct stored_import run = {.id = j->row.id,
				    .organisation = j->row.organisation,
				    .at_us = j->row.at_us};
	struct stored_import_job now;
	bool is_verified;
	int64_t stale = 0;
	enum err e = import_jobs_get(rq->db, rq->arena, j->row.id,
				     j->row.organisation, &now);

	if (e != ERR_OK || slice_is(now.state, "active"))
		return e; /* it was durable the last time */
	e = membership_is_verified(&rq->hands, j->row.organisation,
				   &is_verified);
	if (e == ERR_OK && !is_verified)
		e = ERR_UNVERIFIED;
	if (e == ERR_OK)
		e = import_jobs_stale(rq->db, j->row.id, &stale);
	if (e == ERR_OK && stale > 0)
		e = ERR_CONFLICT;
	run.account = now.account; /* who was erased meanwhile is a stand-in */
	if (e == ERR_OK)
		e = imports_insert(rq->db, &run);
	j->row.state = SLICE("active");
	return e == ERR_OK ? import_jobs_put(rq->db, &j->row) : e;
}

static enum err put_staged(struct import_job *j, struct request *rq,
			   const struct stored_stage *s)
{
	struct import_row row = {.id = s->opening,
				 .change = IMPORT_CREATED,
				 .document = s->document,
				 .version = s->version};
	enum err e;

	while (row.change < IMPORT__CHANGES &&
	       !slice_is(s->change, import_change_words[row.change]))
		row.change++;
	e = importing_put_row(rq, &row, j->row.id);
	/* Changed meanwhile, or its programme is gone: it stays as it is. */
	return e == ERR_CONFLICT ? ERR_OK : e;
}

static enum err put_some(struct import_job *j, struct request *rq)
{
	struct stored_stages some;
	enum err e = import_jobs_staged(rq->db, rq->arena, j->row.id, PUT_ROWS,
					&some);

	j->im.count = e == ERR_OK ? some.count : 0;
	for (size_t i = 0; e == ERR_OK && i < some.count; i++)
		e = put_staged(j, rq, &some.items[i]);
	if (e != ERR_OK || some.count == 0)
		return e;
	e = import_jobs_unstage(rq->db, j->row.id,
				some.items[some.count - 1].number);
	/* By the number, so that doing it twice counts once. */
	j->row.rows_put = some.items[some.count - 1].number;
	return e == ERR_OK ? import_jobs_put(rq->db, &j->row) : e;
}

static enum err put_all(struct import_job *j)
{
	enum err e;

	do
		e = import_job_is_stopping(j) ? ERR_BUSY
					      : import_job_do(j, put_some);
	while (e == ERR_OK && j->im.count > 0);
	return e == ERR_OK ? import_job_end(j, "active") : e;
}

/* Nothing changed: there is nothing to undo, so no run is kept. */
static enum err put_checked(struct import_job *j)
{
	enum err e;

	j->row.state = SLICE("checked");
	j->row.report = import_report_new(j->arena, &j->im, j->faults, NULL);
	if (j->row.is_dry != 0)
		return import_job_end(j, "checked");
	if (j->row.rows_staged == 0)
		return import_job_end(j, "active");
	e = import_job_do(j, import_job_put_row);
	if (e == ERR_OK)
		e = import_job_do(j, activate);
	if (e == ERR_CONFLICT)
		return import_job_refuse(j, FAULT_IMPORT_STALE);
	if (e == ERR_UNVERIFIED)
		return import_job_refuse(j, FAULT_IMPORT_UNVERIFIED);
	return e == ERR_OK ? put_all(j) : e;
}

static enum err work(void *arg, void *seat)
{
	struct import_job *j = arg;
	enum err e;

	j->seat = seat;
	if (j->row.organisation.n == 0)
		return admin_import_work(j);
	e = read_all(j);
	if (e == ERR_INVALID || e == ERR_MALFORMED)
		return import_job_refuse(j, FAULT_IMPORT_BROKEN);
	/* A job whose row was undone is nobody's; others fail by the disk. */
	if (e == ERR_NOT_FOUND || import_job_is_stopping(j))
		return e;
	return e == ERR_OK ? put_checked(j)
			   : import_job_refuse(j, FAULT_IMPORT_BROKEN);
}

static void done(void *arg, enum err e)
{
	struct import_job *j = arg;

	(void)e;
	arena_free(j->arena);
	arena_trim();
}

static struct import_job *job_new(const struct api *api)
{
	struct arena *a = arena_new(0);
	struct import_job *j = ARENA_NEW(a, struct import_job);

	j->api = api;
	j->arena = a;
	j->faults = ARENA_NEW(a, struct faults);
	j->job = (struct job){
		.run = work, .done = done, .arg = j, .deadline_us = INT64_MAX};
	return j;
}

enum err import_job_start(struct request *rq, const struct importing *im,
			  bool is_dry, struct slice *ret_id)
{
	struct import_job *j = job_new(rq->api);
	struct pool *importers = api_parts(rq->api)->importers;
	char id[ID_CHARS + 1];
	enum err e;

	id_new(id);
	*ret_id = arena_copy(rq->arena, slice_of(id));
	j->im = (struct importing){.form = im->form,
				   .body = arena_copy(j->arena, im->body),
				   .is_complete = im->is_complete,
				   .overwrites = im->overwrites};
	j->row = (struct stored_import_job){
		.id = arena_copy(j->arena, slice_of(id)),
		.organisation = arena_copy(j->arena, rq->argument),
		.account = arena_copy(j->arena, rq->caller.id),
		.state = SLICE("reading"),
		.is_dry = is_dry,
		.report = SLICE("{}"),
		.at_us = rq->hands.now_us};
	e = import_jobs_insert(rq->db, &j->row);
	/* Its first deed waits behind this transaction. */
	if (e == ERR_OK && (importers == NULL || !pool_put(importers, &j->job)))
		e = ERR_BUSY;
	else if (e == ERR_OK)
		return ERR_OK;
	arena_free(j->arena);
	return e;
}

static enum err resume_one(struct import_job *j,
			   const struct stored_import_job *row)
{
	j->row = *row;
	j->row.report = row->report;
	if (slice_is(row->state, "active") && row->organisation.n == 0)
		return import_job_refuse(j, FAULT_IMPORT_PART);
	if (slice_is(row->state, "active"))
		return put_all(j);
	return import_job_refuse(j, FAULT_IMPORT_INTERRUPTED);
}

static enum err resume_all(void *arg, void *seat)
{
	struct import_job *j = arg;
	struct page page = {.id = SLICE(""), .limit = 1};
	struct stored_import_jobs some = {.count = 1};
	enum err e = ERR_OK;

	j->seat = seat;
	while (e == ERR_OK && some.count > 0 && !import_job_is_stopping(j)) {
		e = import_jobs_open(j->seat->db, j->arena, &page, &some);
		if (e != ERR_OK || some.count == 0)
			break;
		page.id = some.items[0].id;
		j->im = (struct importing){.count = 0};
		*j->faults = (struct faults){.count = 0};
		e = resume_one(j, &some.items[0]);
	}
	return e;
}

void import_job_resume(const struct api *api)
{
	struct pool *importers = api_parts(api)->importers;
	struct import_job *j = job_new(api);

	j->job.run = resume_all;
	if (importers == NULL || !pool_put(importers, &j->job))
		arena_free(j->arena);
}
