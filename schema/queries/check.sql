-- What `baybridge check` asks.  Each gives the number of rows that are wrong.

-- name: check_feed_gaps
-- Numbers that the counter gave out and no row has, or the other way round.
SELECT abs(c.seq - (SELECT count(*) FROM feed f WHERE f.part = c.part))
	+ (SELECT count(*) FROM feed f WHERE f.part = c.part AND f.seq > c.seq)
FROM feed_counter c WHERE c.part = $1;

-- name: check_openings_without_words
-- Openings that the text index cannot know.
-- scan: a check reads everything.
SELECT count(*) FROM opening o
WHERE NOT EXISTS (SELECT 1 FROM opening_text t WHERE t.opening = o.id);

-- name: check_openings_without_feed
-- Openings that no follower was ever told of.
-- scan: a check reads everything.
SELECT count(*) FROM opening
WHERE id NOT IN (SELECT id FROM feed WHERE entity = 'opening');

-- name: check_organisations_without_feed
-- Organisations that no follower was ever told of.
-- scan: a check reads everything.
SELECT count(*) FROM organisation
WHERE id NOT IN (SELECT id FROM feed WHERE entity = 'organisation');

-- name: check_accounts_without_feed
-- Accounts that no follower was ever told of.
-- scan: a check reads everything.
SELECT count(*) FROM account
WHERE id NOT IN (SELECT id FROM feed WHERE entity = 'account');

-- name: check_profiles_without_feed
-- Profiles that no follower was ever told of.
-- scan: a check reads everything.
SELECT count(*) FROM profile
WHERE account NOT IN (SELECT id FROM feed WHERE entity = 'profile');

-- name: check_applications_without_feed
-- Applications that no follower was ever told of.
-- scan: a check reads everything.
SELECT count(*) FROM application
WHERE id NOT IN (SELECT id FROM feed WHERE entity = 'application');

-- name: check_applications_without_events
-- Applications whose newest event is missing or tells of another state.
-- scan: a check reads everything.
SELECT count(*) FROM application a
WHERE events <> (SELECT count(*) FROM application_event v
	WHERE v.application = a.id)
OR NOT EXISTS (SELECT 1 FROM application_event v
	WHERE v.application = a.id AND v.number = a.events
	AND v.state = a.state);

-- name: check_placements_without_events
-- Placements whose newest event is missing or tells of another state.
-- scan: a check reads everything.
SELECT count(*) FROM placement p
WHERE events <> (SELECT count(*) FROM placement_event v
	WHERE v.placement = p.id)
OR NOT EXISTS (SELECT 1 FROM placement_event v
	WHERE v.placement = p.id AND v.number = p.events
	AND v.state = p.state);

-- name: check_documents_without_chunks
-- Papers that are not whole.
-- scan: a check reads everything.
SELECT count(*) FROM document d
WHERE chunks <> (SELECT count(*) FROM document_chunk c
	WHERE c.document = d.id);
