-- Accounts.  What the roster shows changes together with the feed: see
-- src/store/accounts.c, the only file that uses these.

-- name: account_insert
-- A new one; a known address is refused by the index.
INSERT INTO account (id, email_index, email_sealed, password, role, lang, state,
	epoch, key_wrapped, created_us, updated_us, last_login_us,
	password_changed_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: account_by_id
-- One, whatever its state.
SELECT id, email_index, email_sealed, password, role, lang, state, epoch,
	key_wrapped, created_us, updated_us, last_login_us, password_changed_us
FROM account WHERE id = $1;

-- name: account_by_email
-- The one of an address; erased ones have none.
SELECT id, email_index, email_sealed, password, role, lang, state, epoch,
	key_wrapped, created_us, updated_us, last_login_us, password_changed_us
FROM account WHERE email_index = $1;

-- name: accounts_page
-- In order of id, after $1.
SELECT id, email_index, email_sealed, password, role, lang, state, epoch,
	key_wrapped, created_us, updated_us, last_login_us, password_changed_us
FROM account WHERE id > $1 ORDER BY id LIMIT $2;

-- name: accounts_idle
-- Not signed in since before $3, the longest first, after ($1, $2).
SELECT id, email_index, email_sealed, password, role, lang, state, epoch,
	key_wrapped, created_us, updated_us, last_login_us, password_changed_us
FROM account
WHERE (last_login_us, id) > ($1, $2) AND last_login_us < $3
	AND state <> 'erased'
ORDER BY last_login_us, id LIMIT $4;

-- name: accounts_roster
-- What each request asks of them, in order of id.
-- scan: the roster holds them all.
SELECT id, role, state, lang, epoch FROM account ORDER BY id;

-- name: account_roster
-- The same of one.
SELECT id, role, state, lang, epoch FROM account WHERE id = $1;

-- name: account_set_password
-- A new password ends every login.
UPDATE account SET password = $1, password_changed_us = $2, updated_us = $2,
	epoch = epoch + 1
WHERE id = $3 AND state <> 'erased' RETURNING epoch;

-- name: account_rehash
-- The same password under newer parameters, unless it changed meanwhile.
UPDATE account SET password = $1, updated_us = $2
WHERE id = $3 AND password = $4 AND state <> 'erased' RETURNING epoch;

-- name: account_set_email
-- Another address.
UPDATE account SET email_index = $1, email_sealed = $2, updated_us = $3
WHERE id = $4 AND state <> 'erased' RETURNING epoch;

-- name: account_set_state
-- From $4 and no other; who is blocked is logged out.
UPDATE account SET state = $1, updated_us = $2,
	epoch = epoch + CASE WHEN $1 = 'blocked' THEN 1 ELSE 0 END
WHERE id = $3 AND state = $4 RETURNING epoch;

-- name: account_set_role
-- Another role ends every login.
UPDATE account SET role = $1, updated_us = $2, epoch = epoch + 1
WHERE id = $3 AND state <> 'erased' RETURNING epoch;

-- name: account_set_lang
-- Of letters and pages.
UPDATE account SET lang = $1, updated_us = $2
WHERE id = $3 AND state <> 'erased' RETURNING epoch;

-- name: account_set_key
-- The same data key wrapped by another, unless it changed meanwhile.
UPDATE account SET key_wrapped = $1
WHERE id = $2 AND key_wrapped = $3 AND state <> 'erased' RETURNING epoch;

-- name: account_raise_epoch
-- Ends every login.
UPDATE account SET epoch = epoch + 1, updated_us = $1
WHERE id = $2 AND state <> 'erased' RETURNING epoch;

-- name: account_signed_in
-- When it last did; time does not go back.
UPDATE account SET last_login_us = $1
WHERE id = $2 AND last_login_us < $1 AND state <> 'erased';

-- name: accounts_erased
-- The ids of erased ones in order, after $1.
SELECT id FROM account WHERE state = 'erased' AND id > $1 ORDER BY id LIMIT $2;

-- name: account_epoch
-- Whether there is one, and which logins of it count.
SELECT epoch FROM account WHERE id = $1;
