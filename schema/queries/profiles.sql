-- Profiles.  Row and feed change together: see src/store/profiles.c.

-- name: profile_insert
-- The first.
INSERT INTO profile (account, facts, wishes, texts_sealed, contact_sealed,
	version, created_us, updated_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: profile_by_account
-- The one there is.
SELECT account, facts, wishes, texts_sealed, contact_sealed, version,
	created_us, updated_us
FROM profile WHERE account = $1;

-- name: profiles_page
-- In order of account, after $1.
SELECT account, facts, wishes, texts_sealed, contact_sealed, version,
	created_us, updated_us
FROM profile WHERE account > $1 ORDER BY account LIMIT $2;

-- name: profile_update
-- Replaces version $7 and no other.
UPDATE profile SET facts = $1, wishes = $2, texts_sealed = $3,
	contact_sealed = $4, updated_us = $5, version = version + 1
WHERE account = $6 AND version = $7 RETURNING version;

-- name: profile_delete
-- The seeker took it back.
DELETE FROM profile WHERE account = $1 RETURNING version;

-- name: consent_insert
-- Under the next number of the account.
INSERT INTO consent
	(account, number, purpose, destination, given, version, lang, at_us)
VALUES ($1, (SELECT coalesce(max(number), 0) + 1 FROM consent
	WHERE account = $1), $2, $3, $4, $5, $6, $7);

-- name: consent_newest
-- The word that counts for a purpose and destination.
SELECT account, purpose, destination, given, version, lang, at_us, number
FROM consent WHERE account = $1 AND purpose = $2 AND destination = $3
ORDER BY number DESC LIMIT 1;

-- name: consents_of_account
-- Every word, in order, after $2.
SELECT account, purpose, destination, given, version, lang, at_us, number
FROM consent WHERE account = $1 AND number > $2 ORDER BY number LIMIT $3;
