-- Imports that are too long for one reply.

-- name: import_job_insert
-- A new one.
INSERT INTO import_job (id, organisation, account, state, is_dry, rows_read,
	rows_staged, rows_put, report, at_us, ended_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: import_job_by_id
-- Of that organisation.
SELECT id, organisation, account, state, is_dry, rows_read, rows_staged,
	rows_put, report, at_us, ended_us
FROM import_job WHERE id = $1 AND organisation = $2;

-- name: import_job_put
-- How far it is.
UPDATE import_job SET state = $1, rows_read = $2, rows_staged = $3,
	rows_put = $4, report = $5, ended_us = $6
WHERE id = $7 RETURNING at_us;

-- name: import_jobs_open
-- Those that have not ended, after $1.
SELECT id, organisation, account, state, is_dry, rows_read, rows_staged,
	rows_put, report, at_us, ended_us
FROM import_job WHERE ended_us = 0 AND id > $1 ORDER BY id LIMIT $2;

-- name: import_job_purge
-- Some of those that ended before $1.
DELETE FROM import_job WHERE id IN
	(SELECT id FROM import_job WHERE ended_us > 0 AND ended_us < $1
	ORDER BY ended_us, id LIMIT $2)
RETURNING at_us;

-- name: import_stage_insert
-- Once, also when it is said twice.
INSERT INTO import_stage (job, number, opening, change, document, version)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (job, number) DO NOTHING;

-- name: import_stage_first
-- The next to be put.
SELECT job, number, opening, change, document, version FROM import_stage
WHERE job = $1 ORDER BY number LIMIT $2;

-- name: import_stage_stale
-- How many are of what has changed since.
SELECT COUNT(*) FROM import_stage AS s
LEFT JOIN opening AS o ON o.id = s.opening
WHERE s.job = $1 AND COALESCE(o.version, 0) <> s.version;

-- name: import_stage_remove
-- Up to a number.
DELETE FROM import_stage WHERE job = $1 AND number <= $2;
