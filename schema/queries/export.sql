-- Everything about one account, for itself: src/store/export.def in SQL.  The
-- first column is the row that sealed columns were sealed for.

-- name: export_account
-- Itself.
SELECT '', id, email_sealed, role, lang, state, created_us, updated_us,
	last_login_us, password_changed_us
FROM account WHERE id = $1
ORDER BY id;

-- name: export_login
-- Where it is signed in.
SELECT '', account, kind, label, created_us, expires_us, ends_us
FROM login WHERE account = $1
ORDER BY created_us, hash;

-- name: export_one_time
-- Links that were sent to it.
SELECT '', kind, account, created_us, expires_us, used_us
FROM one_time WHERE account = $1
ORDER BY kind;

-- name: export_idempotency
-- What it sent with a key.
SELECT '', account, route, key, status, created_us
FROM idempotency WHERE account = $1
ORDER BY route, key;

-- name: export_invitation
-- To organisations, that it made.
-- scan: an export is rare, and what one account has is little.
SELECT '', id, organisation, role, by_account, created_us, expires_us, state
FROM invitation WHERE by_account = $1
ORDER BY id;

-- name: export_member
-- Where it is one.
SELECT '', organisation, account, role, since_us
FROM member WHERE account = $1
ORDER BY organisation;

-- name: export_verification
-- Its words on organisations.
-- scan: an export is rare, and what one account has is little.
SELECT '', organisation, state, note, by_account, at_us
FROM verification WHERE by_account = $1
ORDER BY organisation;

-- name: export_profile
-- The one it has.
SELECT '', account, facts, wishes, texts_sealed, contact_sealed, version,
	created_us, updated_us
FROM profile WHERE account = $1
ORDER BY account;

-- name: export_consent
-- Each yes and each no.
SELECT '', account, number, purpose, destination, given, version, lang, at_us
FROM consent WHERE account = $1
ORDER BY number;

-- name: export_document
-- Its papers; each has a route of its own.
SELECT id, id, account, application, kind, name_sealed, bytes, created_us
FROM document WHERE account = $1
ORDER BY id;

-- name: export_venture
-- Those it leads.
SELECT id, id, lead, document, sealed, version, created_us, updated_us
FROM venture WHERE lead = $1
ORDER BY id;

-- name: export_venture_member
-- Those it belongs to.
SELECT '', venture, account, role, equity_hundredths, state, since_us
FROM venture_member WHERE account = $1
ORDER BY venture;

-- name: export_venture_event
-- Those it told.
-- scan: an export is rare, and what one account has is little.
SELECT '', venture, number, kind, day, city, organisation, amount_minor,
	currency, at_us, actor
FROM venture_event WHERE actor = $1
ORDER BY venture, number;

-- name: export_application
-- Its own.
SELECT id, id, opening, intake, organisation, person, venture, at_us, channel,
	referred_from, statement_sealed, answers_sealed, contact_sealed,
	facts_sealed, verdict, failed_tests, state, reason, state_us,
	decided_us
FROM application WHERE person = $1
ORDER BY at_us, id;

-- name: export_application_event
-- Of its applications.
SELECT application || '.' || number, application, number, state, at_us, actor,
	actor_kind, reason, note_sealed, is_correction
FROM application_event WHERE application IN (SELECT id FROM application WHERE person = $1)
ORDER BY application, number;

-- name: export_slot
-- Of its applications.
SELECT id, id, application, starts_us, minutes, where_sealed, state,
	updated_us
FROM slot WHERE application IN (SELECT id FROM application WHERE person = $1)
ORDER BY application, starts_us, id;

-- name: export_score
-- Those it gave.
-- scan: an export is rare, and what one account has is little.
SELECT '', application, reviewer, score, at_us
FROM score WHERE reviewer = $1
ORDER BY application;

-- name: export_placement
-- Its own.
SELECT '', id, application, opening, organisation, person, state, start_day,
	posted_day, end_day, end_reason, not_retained_reason, city, industry,
	occupation, pay_start_minor, pay_end_minor, currency, created_us,
	updated_us
FROM placement WHERE person = $1
ORDER BY id;

-- name: export_placement_event
-- Of its placements.
SELECT '', placement, number, state, day, reason, actor, at_us
FROM placement_event WHERE placement IN (SELECT id FROM placement WHERE person = $1)
ORDER BY placement, number;

-- name: export_check_in
-- Of its placements.
SELECT '', placement, months, due_day, asked, answer, answered_us
FROM check_in WHERE placement IN (SELECT id FROM placement WHERE person = $1)
ORDER BY placement, months;

-- name: export_payment
-- Of its placements.
SELECT '', id, placement, day, amount_minor, currency, payer
FROM payment WHERE placement IN (SELECT id FROM placement WHERE person = $1)
ORDER BY placement, day, id;

-- name: export_tracker
-- Its own notes.
SELECT opening, account, opening, state, note_sealed, day, remind_us,
	updated_us
FROM tracker WHERE account = $1
ORDER BY opening;

-- name: export_hidden
-- From whom it hides.
SELECT '', account, organisation, at_us
FROM hidden WHERE account = $1
ORDER BY organisation;

-- name: export_approach
-- Where it was invited to apply.
-- scan: an export is rare, and what one account has is little.
SELECT '', opening, person, organisation, at_us
FROM approach WHERE person = $1
ORDER BY opening;

-- name: export_saved_search
-- Its own.
SELECT id, id, account, query, profile_sealed, lang, every, confirmed_us,
	last_run_us, next_run_us, created_us
FROM saved_search WHERE account = $1
ORDER BY id;

-- name: export_saved_search_seen
-- What its searches told.
SELECT '', search, opening, verdict, at_us
FROM saved_search_seen WHERE search IN (SELECT id FROM saved_search WHERE account = $1)
ORDER BY search, opening;

-- name: export_outbox
-- Letters to it.
-- scan: an export is rare, and what one account has is little.
SELECT id, id, kind, account, to_sealed, subject, payload, due_us, tries,
	state, error, created_us
FROM outbox WHERE account = $1
ORDER BY created_us, id;

-- name: export_notice
-- What it was told here.
SELECT '', id, account, kind, object, at_us, seen_us
FROM notice WHERE account = $1
ORDER BY at_us, id;

-- name: export_complaint
-- Those it made.
-- scan: an export is rare, and what one account has is little.
SELECT id, id, opening, kind, account, words_sealed, state, at_us, decided_us
FROM complaint WHERE account = $1
ORDER BY id;

-- name: export_opening_version
-- Openings that it wrote.
-- scan: an export is rare, and what one account has is little.
SELECT '', opening, version, account, at_us
FROM opening_version WHERE account = $1
ORDER BY opening, version;

-- name: export_opening_draft
-- Drafts that it began.
-- scan: an export is rare, and what one account has is little.
SELECT '', id, organisation, opening, account, version, created_us, updated_us
FROM opening_draft WHERE account = $1
ORDER BY id;

-- name: export_claim
-- Those it made.
-- scan: an export is rare, and what one account has is little.
SELECT '', id, opening, organisation, account, note, state, at_us, decided_us
FROM claim WHERE account = $1
ORDER BY id;

-- name: export_import_run
-- Files that it imported for an organisation.
SELECT id, id, organisation, account, at_us, undone_us
FROM import_run WHERE account = $1
ORDER BY id;

-- name: export_import_job
-- Long ones of those.
SELECT id, id, organisation, account, state, is_dry, rows_read, rows_staged,
	rows_put, at_us, ended_us
FROM import_job WHERE account = $1
ORDER BY id;
