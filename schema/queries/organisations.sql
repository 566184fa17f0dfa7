-- Organisations.  Row and feed change together: see src/store/organisations.c,
-- the only file that uses these.

-- name: organisation_by_id
-- One organisation.
SELECT document, version, created_us, updated_us FROM organisation WHERE id = $1;

-- name: organisations_all
-- Every organisation in order of id, to build a snapshot.
-- scan: the snapshot holds them all.
SELECT id, document, version, created_us, updated_us
FROM organisation ORDER BY id;

-- name: organisation_insert
-- A new organisation, at version 1.
INSERT INTO organisation (id, document, version, created_us, updated_us)
VALUES ($1, $2, 1, $3, $3);

-- name: organisation_update
-- Replaces the document.
UPDATE organisation SET document = $1, updated_us = $2, version = version + 1
WHERE id = $3;
