-- Papers of seekers.

-- name: document_insert
-- A new one; its chunks follow in the same transaction.
INSERT INTO document (id, account, application, kind, name_sealed, bytes,
	chunks, created_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: document_chunk_insert
-- One piece.
INSERT INTO document_chunk (document, number, sealed) VALUES ($1, $2, $3);

-- name: document_by_id
-- One, whoever's.
SELECT id, account, application, kind, name_sealed, bytes, chunks, created_us
FROM document WHERE id = $1;

-- name: document_chunk
-- One piece.
SELECT sealed FROM document_chunk WHERE document = $1 AND number = $2;

-- name: documents_of_account
-- In order of id, after $2.
SELECT id, account, application, kind, name_sealed, bytes, chunks, created_us
FROM document WHERE account = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: documents_of_application
-- In order of id, after $2.
SELECT id, account, application, kind, name_sealed, bytes, chunks, created_us
FROM document WHERE application = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: document_give
-- With an application, by its owner.
UPDATE document SET application = $1 WHERE id = $2 AND account = $3
RETURNING bytes;

-- name: document_chunks_delete
-- Before the document itself.
DELETE FROM document_chunk WHERE document IN
	(SELECT id FROM document WHERE id = $1 AND account = $2);

-- name: document_delete
-- By its owner.
DELETE FROM document WHERE id = $1 AND account = $2 RETURNING bytes;
