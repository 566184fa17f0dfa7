-- Applications that came to nothing, once they were kept long enough: they stay
-- as counts with no person.  Run by src/store/retire.c, in this order; $1 is the
-- application, or the stand-in, a random number for nobody, and $2 it.

-- name: applications_to_retire
-- Of people with an account, ended before $1, up to $2.
-- scan: once an hour, by a connection of its own.
SELECT id FROM application
WHERE state IN ('refused', 'declined', 'withdrawn', 'expired', 'obsolete')
	AND state_us < $1 AND EXISTS
	(SELECT 1 FROM account WHERE account.id = application.person)
LIMIT $2;

-- name: retire_event_notes
-- What was written beside each step.
UPDATE application_event SET note_sealed = '' WHERE application = $1;

-- name: retire_event_actors
-- The person's own steps stay, done by nobody.
UPDATE application_event SET actor = $1 WHERE application = $2 AND actor =
	(SELECT person FROM application WHERE id = $2);

-- name: retire_score_notes
-- What reviewers wrote of it.
UPDATE score SET note_sealed = '' WHERE application = $1;

-- name: retire_slots
-- Where they were to meet.
UPDATE slot SET where_sealed = '' WHERE application = $1;

-- name: retire_enclosures
-- The papers stay their owner's and are the poster's no longer.
DELETE FROM enclosure WHERE application = $1;

-- name: retire_application
-- The last one.
UPDATE application SET person = $1, statement_sealed = '', answers_sealed = '',
	contact_sealed = '', facts_sealed = ''
WHERE id = $2 RETURNING events;
