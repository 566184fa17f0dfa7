/* import_jobs - see import_jobs.h. */
#include "store/import_jobs.h"

#include "store/row.h"

static const struct column job_columns[] = {
	TEXT_COLUMN(stored_import_job, id),
	TEXT_COLUMN(stored_import_job, organisation),
	TEXT_COLUMN(stored_import_job, account),
	TEXT_COLUMN(stored_import_job, state),
	I64_COLUMN(stored_import_job, is_dry),
	I64_COLUMN(stored_import_job, rows_read),
	I64_COLUMN(stored_import_job, rows_staged),
	I64_COLUMN(stored_import_job, rows_put),
	TEXT_COLUMN(stored_import_job, report),
	I64_COLUMN(stored_import_job, at_us),
	I64_COLUMN(stored_import_job, ended_us),
};
static const struct shape job_shape = SHAPE(stored_import_job, job_columns);

static const struct column stage_columns[] = {
	TEXT_COLUMN(stored_stage, job),      I64_COLUMN(stored_stage, number),
	TEXT_COLUMN(stored_stage, opening),  TEXT_COLUMN(stored_stage, change),
	TEXT_COLUMN(stored_stage, document), I64_COLUMN(stored_stage, version),
};
static const struct shape stage_shape = SHAPE(stored_stage, stage_columns);

enum err import_jobs_insert(struct db *db, const struct stored_import_job *j)
{
	return row_insert(db, QUERY_IMPORT_JOB_INSERT, &job_shape, j);
}

enum err import_jobs_get(struct db *db, struct arena *a, struct slice id,
			 struct slice organisation,
			 struct stored_import_job *ret_job)
{
	return row_one(db, a,
		       ASK(QUERY_IMPORT_JOB_BY_ID, TEXT_VALUE(id),
			   TEXT_VALUE(organisation)),
		       &job_shape, ret_job);
}

enum err import_jobs_put(struct db *db, const struct stored_import_job *j)
{
	return row_change(db,
			  ASK(QUERY_IMPORT_JOB_PUT, TEXT_VALUE(j->state),
			      I64_VALUE(j->rows_read),
			      I64_VALUE(j->rows_staged), I64_VALUE(j->rows_put),
			      TEXT_VALUE(j->report), I64_VALUE(j->ended_us),
			      TEXT_VALUE(j->id)),
			  NULL, NULL);
}

enum err import_jobs_open(struct db *db, struct arena *a,
			  const struct page *page,
			  struct stored_import_jobs *ret_jobs)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_IMPORT_JOBS_OPEN, TEXT_VALUE(page->id),
			 LIMIT_VALUE(page)),
		     &job_shape, &rows);
	if (e == ERR_OK)
		*ret_jobs = (struct stored_import_jobs){rows.count, rows.items};
	return e;
}

enum err import_jobs_purge(struct db *db, int64_t before_us, size_t limit,
			   size_t *ret_count)
{
	return row_purge(db, QUERY_IMPORT_JOB_PURGE, before_us, limit,
			 ret_count);
}

enum err import_jobs_stage(struct db *db, const struct stored_stage *s)
{
	return row_insert(db, QUERY_IMPORT_STAGE_INSERT, &stage_shape, s);
}

enum err import_jobs_staged(struct db *db, struct arena *a, struct slice job,
			    size_t limit, struct stored_stages *ret_stages)
{
	struct page page = {.limit = limit};
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_IMPORT_STAGE_FIRST, TEXT_VALUE(job),
			 LIMIT_VALUE(&page)),
		     &stage_shape, &rows);
	if (e == ERR_OK)
		*ret_stages = (struct stored_stages){rows.count, rows.items};
	return e;
}

enum err import_jobs_stale(struct db *db, struct slice job, int64_t *ret_count)
{
	return row_number(db, ASK(QUERY_IMPORT_STAGE_STALE, TEXT_VALUE(job)),
			  ret_count);
}

enum err import_jobs_unstage(struct db *db, struct slice job, int64_t up_to)
{
	return row_write(db, ASK(QUERY_IMPORT_STAGE_REMOVE, TEXT_VALUE(job),
				 I64_VALUE(up_to)));
}
