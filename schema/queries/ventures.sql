-- Ventures.

-- name: venture_insert
-- A new one.
INSERT INTO venture
	(id, lead, document, sealed, version, created_us, updated_us)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: venture_by_id
-- One.
SELECT id, lead, document, sealed, version, created_us, updated_us
FROM venture WHERE id = $1;

-- name: ventures_of_lead
-- In order of id, after $2.
SELECT id, lead, document, sealed, version, created_us, updated_us
FROM venture WHERE lead = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: venture_update
-- Version $6 of lead $5 and no other.
UPDATE venture SET document = $1, sealed = $2, updated_us = $3,
	version = version + 1
WHERE id = $4 AND lead = $5 AND version = $6 RETURNING version;

-- name: venture_member_put
-- A new one, or what changed of one.
INSERT INTO venture_member
	(venture, account, role, equity_hundredths, state, since_us)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (venture, account) DO UPDATE SET role = excluded.role,
	equity_hundredths = excluded.equity_hundredths, state = excluded.state;

-- name: venture_member_delete
-- No longer of it.
DELETE FROM venture_member WHERE venture = $1 AND account = $2
RETURNING since_us;

-- name: venture_members_of_venture
-- In order of account, after $2.
SELECT venture, account, role, equity_hundredths, state, since_us
FROM venture_member WHERE venture = $1 AND account > $2
ORDER BY account LIMIT $3;

-- name: venture_members_of_account
-- In order of venture, after $2.
SELECT venture, account, role, equity_hundredths, state, since_us
FROM venture_member WHERE account = $1 AND venture > $2
ORDER BY venture LIMIT $3;

-- name: venture_event_insert
-- Under the next number of the venture.
INSERT INTO venture_event (venture, number, kind, day, city, organisation,
	amount_minor, currency, at_us, actor)
VALUES ($1, (SELECT coalesce(max(number), 0) + 1 FROM venture_event
	WHERE venture = $1), $2, $3, $4, $5, $6, $7, $8, $9);

-- name: venture_events
-- In order, after $2.
SELECT venture, kind, day, city, organisation, amount_minor, currency, at_us,
	actor, number
FROM venture_event WHERE venture = $1 AND number > $2 ORDER BY number LIMIT $3;

-- name: venture_members_clear
-- Nobody belongs to it any more.
DELETE FROM venture_member WHERE venture = $1;

-- name: venture_empty
-- Its lead gave it up: as at an erasure, what reports count of it stays.
UPDATE venture SET lead = '', document = '{}', sealed = '',
	version = version + 1
WHERE id = $1 AND lead = $2 RETURNING version;
