-- Logins.

-- name: login_put
-- A new one, or the same with another end, or marked as ended.
INSERT INTO login (hash, account, kind, label, family, created_us, expires_us,
	ends_us, epoch)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (hash) DO UPDATE SET expires_us = excluded.expires_us,
	epoch = excluded.epoch;

-- name: login_by_hash
-- One, expired or not.
SELECT hash, account, kind, label, family, created_us, expires_us, ends_us,
	epoch
FROM login WHERE hash = $1;

-- name: logins_all
-- Those that go on after $1.
-- scan: the table in memory holds them all.
SELECT hash, account, kind, label, family, created_us, expires_us, ends_us,
	epoch
FROM login WHERE expires_us > $1 ORDER BY hash;

-- name: logins_of_account
-- Oldest first, after ($2, $3).
SELECT hash, account, kind, label, family, created_us, expires_us, ends_us,
	epoch
FROM login WHERE account = $1 AND (created_us, hash) > ($2, $3)
ORDER BY created_us, hash LIMIT $4;

-- name: login_delete
-- One.
DELETE FROM login WHERE hash = $1;

-- name: logins_delete_of_account
-- All of an account.
DELETE FROM login WHERE account = $1;

-- name: logins_delete_of_family
-- All that came from one, of the account of $1.
DELETE FROM login WHERE account = $1 AND family = $2 AND family <> '';

-- name: login_purge
-- Some of those that expired before $1.
DELETE FROM login WHERE hash IN
	(SELECT hash FROM login WHERE expires_us < $1
	ORDER BY expires_us, hash LIMIT $2)
RETURNING expires_us;
