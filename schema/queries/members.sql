-- Who acts for organisations, and whether these are who they say.

-- name: verification_put
-- The newest word.
INSERT INTO verification (organisation, state, note, by_account, at_us)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (organisation) DO UPDATE SET state = excluded.state,
	note = excluded.note, by_account = excluded.by_account,
	at_us = excluded.at_us;

-- name: verification_by_organisation
-- The newest word; no row, nobody asked.
SELECT organisation, state, note, by_account, at_us
FROM verification WHERE organisation = $1;

-- name: verifications_by_state
-- The longest waiting first, after ($2, $3).
SELECT organisation, state, note, by_account, at_us FROM verification
WHERE state = $1 AND (at_us, organisation) > ($2, $3)
ORDER BY at_us, organisation LIMIT $4;

-- name: verifications_all
-- Every word, for the roster.
-- scan: the roster holds them all.
SELECT organisation, state, note, by_account, at_us
FROM verification ORDER BY organisation;

-- name: member_put
-- A new one, or another role for one.
INSERT INTO member (organisation, account, role, since_us)
VALUES ($1, $2, $3, $4)
ON CONFLICT (organisation, account) DO UPDATE SET role = excluded.role;

-- name: member_by_key
-- Whether and as what $2 acts for $1.
SELECT organisation, account, role, since_us FROM member
WHERE organisation = $1 AND account = $2;

-- name: member_delete
-- No longer acts for it.
DELETE FROM member WHERE organisation = $1 AND account = $2
RETURNING since_us;

-- name: members_of_organisation
-- In order of account, after $2.
SELECT organisation, account, role, since_us FROM member
WHERE organisation = $1 AND account > $2 ORDER BY account LIMIT $3;

-- name: members_of_account
-- In order of organisation, after $2.
SELECT organisation, account, role, since_us FROM member
WHERE account = $1 AND organisation > $2 ORDER BY organisation LIMIT $3;

-- name: members_all
-- Every one, for the roster.
-- scan: the roster holds them all.
SELECT organisation, account, role, since_us FROM member
ORDER BY organisation, account;

-- name: members_owners
-- How many owners it has.
SELECT count(*) FROM member WHERE organisation = $1 AND role = 'owner';

-- name: invitation_insert
-- A new one.
INSERT INTO invitation (id, organisation, role, email_index, email_sealed, hash,
	by_account, created_us, expires_us, state)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: invitation_by_hash
-- Whatever became of it.
SELECT id, organisation, role, email_index, email_sealed, hash, by_account,
	created_us, expires_us, state
FROM invitation WHERE hash = $1;

-- name: invitations_of_organisation
-- In order of id, after $2.
SELECT id, organisation, role, email_index, email_sealed, hash, by_account,
	created_us, expires_us, state
FROM invitation WHERE organisation = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: invitation_accept
-- Once, in time.
UPDATE invitation SET state = 'accepted'
WHERE hash = $1 AND state = 'waiting' AND expires_us > $2 RETURNING id;

-- name: invitation_withdraw
-- By the organisation that made it.
UPDATE invitation SET state = 'withdrawn'
WHERE id = $1 AND organisation = $2 AND state = 'waiting' RETURNING id;
