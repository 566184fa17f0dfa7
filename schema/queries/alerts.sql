-- Saved searches, the outbox, webhooks and notices.

-- name: saved_search_insert
-- A new one.
INSERT INTO saved_search (id, account, email_index, email_sealed, query,
	profile_sealed, lang, every, hash, confirmed_us, last_run_us,
	next_run_us, created_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: saved_search_by_id
-- Of that account.
SELECT id, account, email_index, email_sealed, query, profile_sealed, lang,
	every, hash, confirmed_us, last_run_us, next_run_us, created_us
FROM saved_search WHERE id = $1 AND account = $2;

-- name: saved_search_by_hash
-- Of whoever has the token.
SELECT id, account, email_index, email_sealed, query, profile_sealed, lang,
	every, hash, confirmed_us, last_run_us, next_run_us, created_us
FROM saved_search WHERE hash = $1;

-- name: saved_searches_of_account
-- In order of id, after $2.
SELECT id, account, email_index, email_sealed, query, profile_sealed, lang,
	every, hash, confirmed_us, last_run_us, next_run_us, created_us
FROM saved_search WHERE account = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: saved_searches_due
-- Confirmed and due by $3, the earliest first, after ($1, $2).
SELECT id, account, email_index, email_sealed, query, profile_sealed, lang,
	every, hash, confirmed_us, last_run_us, next_run_us, created_us
FROM saved_search
WHERE (next_run_us, id) > ($1, $2) AND next_run_us > 0 AND confirmed_us > 0
	AND next_run_us <= $3
ORDER BY next_run_us, id LIMIT $4;

-- name: saved_search_confirm
-- The address answered; once.
UPDATE saved_search SET confirmed_us = $1, next_run_us = $2
WHERE hash = $3 AND confirmed_us = 0 RETURNING confirmed_us;

-- name: saved_search_ran
-- And when it runs next.
UPDATE saved_search SET last_run_us = $1, next_run_us = $2 WHERE id = $3
RETURNING last_run_us;

-- name: saved_search_update
-- As another search; it has told of nothing yet.
UPDATE saved_search SET query = $1, profile_sealed = $2, lang = $3, every = $4,
	last_run_us = 0, next_run_us = $5
WHERE id = $6 AND account = $7 RETURNING created_us;

-- name: saved_search_unsee
-- Before the search itself.
DELETE FROM saved_search_seen WHERE search = $1;

-- name: saved_search_delete
-- After what it has seen.
DELETE FROM saved_search WHERE id = $1 RETURNING created_us;

-- name: saved_searches_waiting
-- Whose address has not answered since before $1.
SELECT id, account, email_index, email_sealed, query, profile_sealed, lang,
	every, hash, confirmed_us, last_run_us, next_run_us, created_us
FROM saved_search WHERE confirmed_us = 0 AND created_us < $1
ORDER BY created_us, id LIMIT $2;

-- name: saved_search_see
-- It has told of an opening, with that verdict.
INSERT INTO saved_search_seen (search, opening, verdict, at_us)
VALUES ($1, $2, $3, $4)
ON CONFLICT (search, opening) DO UPDATE SET verdict = excluded.verdict,
	at_us = excluded.at_us;

-- name: saved_search_seen
-- In order of opening, after $2.
SELECT search, opening, verdict, at_us FROM saved_search_seen
WHERE search = $1 AND opening > $2 ORDER BY opening LIMIT $3;

-- name: outbox_insert
-- In the transaction of its cause; an id is sent once.
INSERT INTO outbox (id, kind, account, email_index, webhook, to_sealed, subject,
	payload, due_us, tries, state, error, created_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (id) DO NOTHING;

-- name: outbox_due
-- Of kind $4, to be tried by $3, the earliest first, after ($1, $2).
SELECT id, kind, account, email_index, webhook, to_sealed, subject, payload,
	due_us, tries, state, error, created_us
FROM outbox WHERE state = 'waiting' AND (due_us, id) > ($1, $2)
	AND due_us <= $3 AND kind = $4
ORDER BY due_us, id LIMIT $5;

-- name: outbox_count
-- How many are in a state.
SELECT count(*) FROM outbox WHERE state = $1;

-- name: outbox_by_state
-- Oldest first, after ($2, $3).
SELECT id, kind, account, email_index, webhook, to_sealed, subject, payload,
	due_us, tries, state, error, created_us
FROM outbox WHERE state = $1 AND (created_us, id) > ($2, $3)
ORDER BY created_us, id LIMIT $4;

-- name: outbox_sent
-- What was sent is not kept.
UPDATE outbox SET state = 'sent', to_sealed = '', payload = '', error = '',
	tries = tries + 1
WHERE id = $1 AND state = 'waiting' RETURNING tries;

-- name: outbox_retry
-- It failed and is tried again at $1.
UPDATE outbox SET due_us = $1, error = $2, tries = tries + 1
WHERE id = $3 AND state = 'waiting' RETURNING tries;

-- name: outbox_fail
-- It failed for good; kept to be seen.
UPDATE outbox SET state = 'failed', error = $1, tries = tries + 1
WHERE id = $2 AND state = 'waiting' RETURNING tries;

-- name: outbox_purge
-- Some of those sent that were made before $1.
DELETE FROM outbox WHERE id IN
	(SELECT id FROM outbox WHERE state = 'sent' AND created_us < $1
	ORDER BY created_us, id LIMIT $2)
RETURNING created_us;

-- name: webhook_insert
-- A new one.
INSERT INTO webhook (id, organisation, url, secret_sealed, events, state,
	failures, created_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: webhook_by_id
-- One.
SELECT id, organisation, url, secret_sealed, events, state, failures,
	created_us
FROM webhook WHERE id = $1;

-- name: webhooks_of_organisation
-- In order of id, after $2.
SELECT id, organisation, url, secret_sealed, events, state, failures,
	created_us
FROM webhook WHERE organisation = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: webhook_set_state
-- On again it has a clean record.
UPDATE webhook SET state = $1, failures = 0
WHERE id = $2 AND organisation = $3 RETURNING failures;

-- name: webhook_result
-- One more failure, or none any more.
UPDATE webhook SET failures = CASE WHEN $1 = 1 THEN 0 ELSE failures + 1 END
WHERE id = $2 RETURNING failures;

-- name: webhook_delete
-- By its organisation.
DELETE FROM webhook WHERE id = $1 AND organisation = $2 RETURNING failures;

-- name: notice_insert
-- An id is told once.
INSERT INTO notice (id, account, kind, object, at_us, seen_us)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO NOTHING;

-- name: notices_of_account
-- Newest first, before ($2, $3).
SELECT id, account, kind, object, at_us, seen_us FROM notice
WHERE account = $1 AND (at_us, id) < ($2, $3)
ORDER BY at_us DESC, id DESC LIMIT $4;

-- name: notices_unseen
-- How many.
SELECT count(*) FROM notice WHERE account = $1 AND seen_us = 0;

-- name: notices_see
-- All up to then.
UPDATE notice SET seen_us = $1
WHERE account = $2 AND seen_us = 0 AND at_us <= $3;
