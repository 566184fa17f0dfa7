-- Openings and programmes.  Row, words and feed change together: see
-- src/store/openings.c, the only file that uses these.

-- name: opening_by_id
-- One opening, whatever its state; anyone may read one.
SELECT type, status, organisation, document, version, created_us, updated_us,
	confirmed_day
FROM opening WHERE id = $1;

-- name: opening_with_words
-- All that a put may change, to see whether it does.
SELECT o.type, o.status, o.organisation, o.document,
	t.title, t.skills, t.summary, t.organisation, t.body, o.confirmed_day
FROM opening o JOIN opening_text t ON t.opening = o.id WHERE o.id = $1;

-- name: openings_all
-- Every opening in order of id, to build a snapshot.
-- scan: the snapshot holds them all.
SELECT id, type, status, organisation, document, version, created_us,
	updated_us, confirmed_day
FROM opening ORDER BY id;

-- name: openings_count
-- How many there are, for the log line of a rebuilt index.
-- scan: counts them all, at a rebuild only.
SELECT count(*) FROM opening;

-- name: opening_insert
-- A new opening, at version 1.
INSERT INTO opening
	(id, type, status, organisation, document, version, created_us,
	updated_us, confirmed_day)
VALUES ($1, $2, $3, $4, $5, 1, $6, $6, $7);

-- name: opening_update
-- Replaces all that a document decides.
UPDATE opening
SET type = $1, status = $2, organisation = $3, document = $4, updated_us = $5,
	confirmed_day = $6, version = version + 1
WHERE id = $7;

-- name: opening_delete
-- Its words must be gone before it.
DELETE FROM opening WHERE id = $1 RETURNING version;

-- name: opening_text_insert
-- The words of a new opening; the index is told next.
INSERT INTO opening_text (opening, title, skills, summary, organisation, body)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: opening_text_update
-- New words; the index forgot the old ones just before and learns these next.
UPDATE opening_text
SET title = $1, skills = $2, summary = $3, organisation = $4, body = $5
WHERE opening = $6;

-- name: opening_text_delete
-- The index forgot the words just before.
DELETE FROM opening_text WHERE opening = $1;

-- name: opening_of_number
-- Whose words they are, by what the index calls them.
SELECT opening FROM opening_text WHERE number = $1;
