-- What links in letters stand for.

-- name: one_time_insert
-- A new one.
INSERT INTO one_time
	(hash, kind, account, payload, created_us, expires_us, used_us)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: one_time_by_hash
-- Whatever became of it.
SELECT hash, kind, account, payload, created_us, expires_us, used_us
FROM one_time WHERE hash = $1;

-- name: one_time_use
-- Once, in time, for its purpose.
UPDATE one_time SET used_us = $1
WHERE hash = $2 AND kind = $3 AND used_us = 0 AND expires_us > $1
RETURNING used_us;

-- name: one_time_void
-- Those of an account and kind that nobody used: a newer one counts.
UPDATE one_time SET used_us = $1
WHERE account = $2 AND kind = $3 AND used_us = 0;

-- name: one_time_purge
-- Some of those that expired before $1.
DELETE FROM one_time WHERE hash IN
	(SELECT hash FROM one_time WHERE expires_us < $1
	ORDER BY expires_us, hash LIMIT $2)
RETURNING expires_us;
