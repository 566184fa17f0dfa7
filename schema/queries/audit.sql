-- The audit chain.

-- name: audit_insert
-- The next entry; a number that stands is refused.
INSERT INTO audit (seq, at_us, actor, action, object, detail, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: audit_last
-- The end of the chain, after $1.
SELECT seq, at_us, actor, action, object, detail, hash FROM audit
WHERE seq > $1 ORDER BY seq DESC LIMIT 1;

-- name: audit_last_seq
-- The number of the end of the chain, after $1.
SELECT seq FROM audit WHERE seq > $1 ORDER BY seq DESC LIMIT 1;

-- name: audit_page
-- In order, after $1.
SELECT seq, at_us, actor, action, object, detail, hash FROM audit
WHERE seq > $1 ORDER BY seq LIMIT $2;

-- name: audit_of_object
-- What was done to one thing, after $2.
SELECT seq, at_us, actor, action, object, detail, hash FROM audit
WHERE object = $1 AND seq > $2 ORDER BY seq LIMIT $3;

-- name: check_audit_gaps
-- Entries that are missing.
-- scan: a check reads everything.
SELECT coalesce(max(seq), 0) - count(*) FROM audit;
