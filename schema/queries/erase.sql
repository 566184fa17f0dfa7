-- What becomes of all that speaks of an account: schema/personal.txt in SQL, in
-- this order, run by src/store/erase.c.  With one parameter, it is the account;
-- with two, $1 is the stand-in, a random number for nobody, and $2 the account.

-- name: erase_invitations
-- To its address, wherever they came from.
DELETE FROM invitation WHERE email_index =
	(SELECT email_index FROM account WHERE id = $1);

-- name: erase_searches_seen
-- Of its searches, by account or address; before these themselves.
DELETE FROM saved_search_seen WHERE search IN
	(SELECT id FROM saved_search WHERE account = $1
	UNION ALL SELECT id FROM saved_search WHERE email_index =
		(SELECT email_index FROM account WHERE id = $1));

-- name: erase_searches
-- By account.
DELETE FROM saved_search WHERE account = $1;

-- name: erase_searches_by_email
-- By its address, from before it had an account.
DELETE FROM saved_search WHERE email_index =
	(SELECT email_index FROM account WHERE id = $1);

-- name: erase_outbox
-- Letters to it, sent or not.
DELETE FROM outbox WHERE account = $1;

-- name: erase_outbox_by_email
-- Letters to its address, from before it had an account.
DELETE FROM outbox WHERE email_index =
	(SELECT email_index FROM account WHERE id = $1);

-- name: erase_notices
-- What it was told.
DELETE FROM notice WHERE account = $1;

-- name: erase_opening_versions
-- What it wrote into openings stays, written by nobody.
UPDATE opening_version SET account = $1 WHERE account = $2;

-- name: erase_opening_drafts
-- They are its organisation's.
UPDATE opening_draft SET account = $1 WHERE account = $2;

-- name: erase_claims
-- They are its organisation's.
UPDATE claim SET account = $1 WHERE account = $2;

-- name: erase_claims_decided
-- Decided by nobody.
UPDATE claim SET decided_by = $1 WHERE decided_by = $2;

-- name: erase_complaints
-- That there was one stays.
UPDATE complaint SET account = '', words_sealed = '', reply_sealed = ''
WHERE account = $1;

-- name: erase_complaints_decided
-- Decided by nobody.
UPDATE complaint SET decided_by = $1 WHERE decided_by = $2;

-- name: erase_invitations_made
-- The organisation keeps those it made.
UPDATE invitation SET by_account = $1 WHERE by_account = $2;

-- name: erase_verifications_made
-- The organisation keeps what was said of it.
-- scan: an erasure is rare, and the table small.
UPDATE verification SET by_account = $1 WHERE by_account = $2;

-- name: erase_one_times
-- No link works.
DELETE FROM one_time WHERE account = $1;

-- name: erase_logins
-- No login is left.
DELETE FROM login WHERE account = $1;

-- name: erase_idempotency
-- Replies hold what was sent.
DELETE FROM idempotency WHERE account = $1;

-- name: erase_members
-- Acts for nobody.
DELETE FROM member WHERE account = $1;

-- name: erase_profile
-- Facts, wishes, texts and contact.
DELETE FROM profile WHERE account = $1;

-- name: erase_consents
-- There is nothing left to agree to.
DELETE FROM consent WHERE account = $1;

-- name: erase_venture_members
-- Belongs to no team.
DELETE FROM venture_member WHERE account = $1;

-- name: erase_ventures
-- What it led stays as a number in reports.
UPDATE venture SET lead = '', document = '{}', sealed = '' WHERE lead = $1;

-- name: erase_venture_events
-- They stay, told by nobody.
UPDATE venture_event SET actor = $1 WHERE actor = $2;

-- name: erase_document_chunks
-- Before the papers themselves.
DELETE FROM document_chunk WHERE document IN
	(SELECT id FROM document WHERE account = $1);

-- name: erase_documents
-- Given ones too.
DELETE FROM document WHERE account = $1;

-- name: erase_event_notes
-- Of its applications; before these change hands.
UPDATE application_event SET note_sealed = '' WHERE application IN
	(SELECT id FROM application WHERE person = $1);

-- name: erase_event_actors
-- What it did to applications stays, done by nobody.
UPDATE application_event SET actor = $1 WHERE actor = $2;

-- name: erase_score_notes
-- What reviewers wrote of it.
UPDATE score SET note_sealed = '' WHERE application IN
	(SELECT id FROM application WHERE person = $1);

-- name: erase_score_reviewers
-- Its scores stay, given by nobody; its words do not.
UPDATE score SET reviewer = $1, note_sealed = '' WHERE reviewer = $2;

-- name: erase_slots
-- Where it was to meet.
UPDATE slot SET where_sealed = '' WHERE application IN
	(SELECT id FROM application WHERE person = $1);

-- name: erase_applications
-- They stay as counts with no person.
UPDATE application SET person = $1, statement_sealed = '', answers_sealed = '',
	contact_sealed = '', facts_sealed = ''
WHERE person = $2;

-- name: erase_placements
-- They stay as counts with no person.
UPDATE placement SET person = $1 WHERE person = $2;

-- name: erase_placement_events
-- They stay, told by nobody.
UPDATE placement_event SET actor = $1 WHERE actor = $2;

-- name: erase_trackers
-- Its own notes.
DELETE FROM tracker WHERE account = $1;

-- name: erase_hidden
-- From whom it hid.
DELETE FROM hidden WHERE account = $1;

-- name: erase_approaches
-- That somebody was invited stays.
UPDATE approach SET person = $1 WHERE person = $2;

-- name: erase_approaches_made
-- They stay its organisation's.
UPDATE approach SET by_account = $1 WHERE by_account = $2;

-- name: erase_imports
-- They stay its organisation's.
UPDATE import_run SET account = $1 WHERE account = $2;

-- name: erase_import_jobs
-- They stay its organisation's.
UPDATE import_job SET account = $1 WHERE account = $2;

-- name: erase_account
-- The last one: its id, role and state stay, and no login of it is one.
UPDATE account SET email_index = NULL, email_sealed = '', password = '',
	lang = '', state = 'erased', epoch = epoch + 1, key_wrapped = '',
	created_us = 0, updated_us = 0, last_login_us = 0,
	password_changed_us = 0
WHERE id = $1;
