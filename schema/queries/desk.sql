-- What posters and administrators do with openings.

-- name: openings_by_confirmed
-- Of one status, the longest unconfirmed first, after ($2, $3).
SELECT id, organisation, confirmed_day FROM opening
WHERE status = $1 AND (confirmed_day, id) > ($2, $3)
ORDER BY confirmed_day, id LIMIT $4;

-- name: openings_of_organisation
-- In order of id, after $2.
SELECT id, organisation, confirmed_day FROM opening
WHERE organisation = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: opening_role
-- As what $2 acts for the organisation of $1; no row for anybody else.
SELECT m.role FROM opening o JOIN member m ON m.organisation = o.organisation
WHERE o.id = $1 AND m.account = $2;

-- name: opening_version_insert
-- What a person just wrote.
INSERT INTO opening_version (opening, version, account, document, at_us)
VALUES ($1, $2, $3, $4, $5);

-- name: opening_versions
-- Newest first, before $2.
SELECT opening, version, account, document, at_us FROM opening_version
WHERE opening = $1 AND version < $2 ORDER BY version DESC LIMIT $3;

-- name: opening_draft_insert
-- A new one.
INSERT INTO opening_draft (id, organisation, opening, account, document,
	version, created_us, updated_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: opening_draft_update
-- Version $6 of that organisation and no other.
UPDATE opening_draft SET account = $1, document = $2, updated_us = $3,
	version = version + 1
WHERE id = $4 AND organisation = $5 AND version = $6 RETURNING version;

-- name: opening_draft_by_id
-- Of that organisation.
SELECT id, organisation, opening, account, document, version, created_us,
	updated_us
FROM opening_draft WHERE id = $1 AND organisation = $2;

-- name: opening_drafts
-- In order of id, after $2.
SELECT id, organisation, opening, account, document, version, created_us,
	updated_us
FROM opening_draft WHERE organisation = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: opening_draft_delete
-- Published or thrown away.
DELETE FROM opening_draft WHERE id = $1 AND organisation = $2
RETURNING version;

-- name: claim_insert
-- One asked an opening and organisation.
INSERT INTO claim (id, opening, organisation, account, note, state, decided_by,
	at_us, decided_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: claim_by_id
-- One.
SELECT id, opening, organisation, account, note, state, decided_by, at_us,
	decided_us
FROM claim WHERE id = $1;

-- name: claims_by_state
-- The longest waiting first, after ($2, $3).
SELECT id, opening, organisation, account, note, state, decided_by, at_us,
	decided_us
FROM claim WHERE state = $1 AND (at_us, id) > ($2, $3)
ORDER BY at_us, id LIMIT $4;

-- name: claim_decide
-- Once; a second agreed one for the opening is refused by the index.
UPDATE claim SET state = $1, decided_by = $2, decided_us = $3
WHERE id = $4 AND state = 'asked' RETURNING decided_us;

-- name: complaint_insert
-- A new one.
INSERT INTO complaint (id, opening, kind, account, words_sealed, reply_sealed,
	state, decided_by, at_us, decided_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: complaint_by_id
-- One.
SELECT id, opening, kind, account, words_sealed, reply_sealed, state,
	decided_by, at_us, decided_us
FROM complaint WHERE id = $1;

-- name: complaints_by_state
-- The longest waiting first, after ($2, $3).
SELECT id, opening, kind, account, words_sealed, reply_sealed, state,
	decided_by, at_us, decided_us
FROM complaint WHERE state = $1 AND (at_us, id) > ($2, $3)
ORDER BY at_us, id LIMIT $4;

-- name: complaint_decide
-- Once.  Nobody is answered again: the address goes.
UPDATE complaint SET state = $1, decided_by = $2, decided_us = $3,
	reply_sealed = ''
WHERE id = $4 AND state = 'open' RETURNING decided_us;

-- name: complaint_forget
-- What a person wrote goes; that there was one stays.
UPDATE complaint SET words_sealed = '', reply_sealed = ''
WHERE id = $1 RETURNING at_us;

-- name: twin_put
-- Found, or found again.
INSERT INTO twin (opening, other, similarity_hundredths, at_us)
VALUES ($1, $2, $3, $4)
ON CONFLICT (opening, other) DO UPDATE
SET similarity_hundredths = excluded.similarity_hundredths;

-- name: twins_above
-- Whose id is the greater, after $2.
SELECT opening, other, similarity_hundredths, at_us FROM twin
WHERE opening = $1 AND other > $2 ORDER BY other LIMIT $3;

-- name: twins_below
-- Whose id is the smaller, after $2.
SELECT opening, other, similarity_hundredths, at_us FROM twin
WHERE other = $1 AND opening > $2 ORDER BY opening LIMIT $3;
