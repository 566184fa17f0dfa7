-- What organisations imported over HTTP.

-- name: import_run_insert
-- A new one.
INSERT INTO import_run (id, organisation, account, at_us, undone_us)
VALUES ($1, $2, $3, $4, $5);

-- name: import_run_by_id
-- Of that organisation.
SELECT id, organisation, account, at_us, undone_us FROM import_run
WHERE id = $1 AND organisation = $2;

-- name: import_runs
-- Newest first, before ($2, $3).
SELECT id, organisation, account, at_us, undone_us FROM import_run
WHERE organisation = $1 AND (at_us, id) < ($2, $3)
ORDER BY at_us DESC, id DESC LIMIT $4;

-- name: import_run_undo
-- Once.
UPDATE import_run SET undone_us = $1
WHERE id = $2 AND organisation = $3 AND undone_us = 0 RETURNING at_us;

-- name: import_change_insert
-- What it did to one opening.
INSERT INTO import_change (run, opening, change, document, version)
VALUES ($1, $2, $3, $4, $5);

-- name: import_changes
-- Of one import, in order of opening, after $2.
SELECT run, opening, change, document, version FROM import_change
WHERE run = $1 AND opening > $2 ORDER BY opening LIMIT $3;

-- name: import_of_opening
-- Whether an import made it or changed it.
SELECT version FROM import_change WHERE opening = $1 LIMIT 1;
