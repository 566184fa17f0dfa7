-- Papers given with applications, hidden organisations, invitations to apply.

-- name: enclosure_insert
-- By the owner of the paper.
INSERT INTO enclosure (application, document)
SELECT $1, id FROM document WHERE id = $2 AND account = $3
RETURNING 1;

-- name: enclosures_of_application
-- Those that are still there, in order of id, after $2.
SELECT d.id, d.account, d.application, d.kind, d.name_sealed, d.bytes,
	d.chunks, d.created_us
FROM enclosure e JOIN document d ON d.id = e.document
WHERE e.application = $1 AND e.document > $2 ORDER BY e.document LIMIT $3;

-- name: enclosure_has
-- Whether it was given with that application.
SELECT count(*) FROM enclosure WHERE application = $1 AND document = $2;

-- name: hidden_put
-- Again changes nothing.
INSERT INTO hidden (account, organisation, at_us) VALUES ($1, $2, $3)
ON CONFLICT (account, organisation) DO NOTHING;

-- name: hidden_delete
-- The seeker changes their mind.
DELETE FROM hidden WHERE account = $1 AND organisation = $2 RETURNING at_us;

-- name: hidden_has
-- Whether the seeker hides from it.
SELECT count(*) FROM hidden WHERE account = $1 AND organisation = $2;

-- name: hidden_of_account
-- In order of organisation, after $2.
SELECT account, organisation, at_us FROM hidden
WHERE account = $1 AND organisation > $2 ORDER BY organisation LIMIT $3;

-- name: approach_insert
-- Once an opening and person.
INSERT INTO approach (opening, person, organisation, by_account, at_us)
VALUES ($1, $2, $3, $4, $5);

-- name: approach_has
-- Whether that person was invited there.
SELECT count(*) FROM approach WHERE opening = $1 AND person = $2;

-- name: approaches_since
-- How many an organisation made since then.
SELECT count(*) FROM approach WHERE organisation = $1 AND at_us >= $2;
