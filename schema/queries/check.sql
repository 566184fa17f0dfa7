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
