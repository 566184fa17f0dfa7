-- The change feed.

-- name: feed_next
-- Takes the next number of a part, in the transaction of the change.
UPDATE feed_counter SET seq = seq + 1 WHERE part = $1 RETURNING seq;

-- name: feed_insert
-- One change under the number just taken.
INSERT INTO feed (part, seq, entity, id) VALUES ($1, $2, $3, $4);

-- name: feed_position
-- The number of the newest change.
SELECT seq FROM feed_counter WHERE part = $1;

-- name: feed_since
-- What changed after $2, oldest first.
SELECT seq, entity, id FROM feed WHERE part = $1 AND seq > $2
ORDER BY seq LIMIT $3;
