-- Replies that are given again.

-- name: idempotency_insert
-- In the transaction of the job; one older than $8 gives way.
INSERT INTO idempotency
	(account, route, key, request, status, reply, created_us)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (account, route, key) DO UPDATE SET request = excluded.request,
	status = excluded.status, reply = excluded.reply,
	created_us = excluded.created_us
WHERE idempotency.created_us < $8
RETURNING status;

-- name: idempotency_by_key
-- What was answered.
SELECT account, route, key, request, status, reply, created_us
FROM idempotency WHERE account = $1 AND route = $2 AND key = $3;

-- name: idempotency_purge
-- Some of those older than $1.
DELETE FROM idempotency WHERE (account, route, key) IN
	(SELECT account, route, key FROM idempotency WHERE created_us < $1
	ORDER BY created_us, account, route, key LIMIT $2)
RETURNING created_us;
