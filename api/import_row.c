/* import_row - see import_row.h. */
#include "api/import_row.h"

#include "api/import_job.h"
#include "store/import_jobs.h"

enum err import_row_each(struct request *rq, struct slice run,
			 import_row_visit *visit, void *ctx)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_import_changes some = {.count = PAGE_MAX};
	enum err e = ERR_OK;

	while (e == ERR_OK && some.count == PAGE_MAX) {
		e = imports_changes(rq->db, rq->arena, run, &page, &some);
		for (size_t i = 0; e == ERR_OK && i < some.count; i++) {
			page.id = some.items[i].opening;
			e = visit(rq, ctx, &some.items[i]);
		}
	}
	return e;
}

static enum err write_change(struct request *rq, void *ctx,
			     const struct stored_import_change *c)
{
	struct json_writer *w = ctx;

	(void)rq;
	jw_object(w, NULL);
	jw_text(w, "id", c->opening);
	jw_text(w, "change", c->change);
	jw_end(w);
	return ERR_OK;
}

/* A short one has no job, one that changed nothing no run. */
struct import_both {
	struct stored_import_job job;
	struct stored_import run;
	bool has_job, has_run;
};

static enum err find_both(struct request *rq, struct slice id,
			  struct import_both *ret)
{
	enum err e =
		import_jobs_get(rq->db, rq->arena, id, rq->argument, &ret->job);

	ret->has_job = e == ERR_OK;
	if (e != ERR_OK && e != ERR_NOT_FOUND)
		return e;
	e = imports_get(rq->db, rq->arena, id, rq->argument, &ret->run);
	ret->has_run = e == ERR_OK;
	return e == ERR_NOT_FOUND && ret->has_job ? ERR_OK : e;
}

static enum err write_both(struct request *rq, struct reply *rp,
			   const struct import_both *b)
{
	struct json_writer *w = rp->json;

	jw_text(w, "id", b->has_job ? b->job.id : b->run.id);
	jw_text(w, "account", b->has_job ? b->job.account : b->run.account);
	jw_time(w, "at", b->has_job ? b->job.at_us : b->run.at_us);
	if (b->has_run && b->run.undone_us > 0)
		jw_time(w, "undone", b->run.undone_us);
	if (b->has_job)
		return import_job_write(rq, rp, &b->job);
	jw_word(w, "state", "active");
	jw_bool(w, "dry_run", false);
	jw_bool(w, "ended", true);
	return ERR_OK;
}

enum err import_row_write(struct request *rq, struct reply *rp,
			  struct slice run)
{
	struct import_both both = {.has_job = false};
	enum err e = find_both(rq, run, &both);

	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	e = write_both(rq, rp, &both);
	jw_array(rp->json, "rows");
	if (e == ERR_OK && both.has_run)
		e = import_row_each(rq, run, write_change, rp->json);
	jw_end(rp->json);
	jw_end(rp->json);
	return e;
}

enum err import_row_is_going_on(struct request *rq, struct slice run,
				bool *ret_is)
{
	struct stored_import_job job = {.ended_us = 1};
	enum err e =
		import_jobs_get(rq->db, rq->arena, run, rq->argument, &job);

	*ret_is = e == ERR_OK && job.ended_us == 0;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}
