-- Applications.  Row, event and feed change together: see
-- src/store/applications.c, the only file that uses these.

-- name: application_insert
-- A new one; a second live one for the opening is refused by the index.
INSERT INTO application (id, opening, intake, organisation, person, venture,
	at_us, channel, referred_from, statement_sealed, answers_sealed,
	contact_sealed, facts_sealed, verdict, failed_tests, fit_hundredths,
	state, reason, state_us, decided_us, due_us, place, events)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
	$17, $18, $19, $20, $21, $22, $23);

-- name: application_by_id
-- One, whoever's.
SELECT id, opening, intake, organisation, person, venture, at_us, channel,
	referred_from, statement_sealed, answers_sealed, contact_sealed,
	facts_sealed, verdict, failed_tests, fit_hundredths, state, reason,
	state_us, decided_us, due_us, place, events
FROM application WHERE id = $1;

-- name: applications_of_person
-- Newest first, before ($2, $3).
SELECT id, opening, intake, organisation, person, venture, at_us, channel,
	referred_from, statement_sealed, answers_sealed, contact_sealed,
	facts_sealed, verdict, failed_tests, fit_hundredths, state, reason,
	state_us, decided_us, due_us, place, events
FROM application WHERE person = $1 AND (at_us, id) < ($2, $3)
ORDER BY at_us DESC, id DESC LIMIT $4;

-- name: applications_of_opening
-- Oldest first, after ($2, $3).
SELECT id, opening, intake, organisation, person, venture, at_us, channel,
	referred_from, statement_sealed, answers_sealed, contact_sealed,
	facts_sealed, verdict, failed_tests, fit_hundredths, state, reason,
	state_us, decided_us, due_us, place, events
FROM application WHERE opening = $1 AND (at_us, id) > ($2, $3)
ORDER BY at_us, id LIMIT $4;

-- name: applications_by_place
-- Of one state, as the poster ranked them, after ($3, $4).
SELECT id, opening, intake, organisation, person, venture, at_us, channel,
	referred_from, statement_sealed, answers_sealed, contact_sealed,
	facts_sealed, verdict, failed_tests, fit_hundredths, state, reason,
	state_us, decided_us, due_us, place, events
FROM application
WHERE opening = $1 AND state = $2 AND (place, id) > ($3, $4)
ORDER BY place, id LIMIT $5;

-- name: applications_of_organisation
-- Of one state, oldest first, after ($3, $4).
SELECT id, opening, intake, organisation, person, venture, at_us, channel,
	referred_from, statement_sealed, answers_sealed, contact_sealed,
	facts_sealed, verdict, failed_tests, fit_hundredths, state, reason,
	state_us, decided_us, due_us, place, events
FROM application
WHERE organisation = $1 AND state = $2 AND (at_us, id) > ($3, $4)
ORDER BY at_us, id LIMIT $5;

-- name: applications_live
-- Open ones of a person, in order of opening, after $2.
SELECT id, opening, intake, organisation, person, venture, at_us, channel,
	referred_from, statement_sealed, answers_sealed, contact_sealed,
	facts_sealed, verdict, failed_tests, fit_hundredths, state, reason,
	state_us, decided_us, due_us, place, events
FROM application
WHERE person = $1 AND opening > $2
	AND state IN ('submitted', 'seen', 'shortlisted', 'interview', 'reserve',
	'offered', 'accepted', 'start_claimed')
ORDER BY opening LIMIT $3;

-- name: applications_due
-- That the clock must look at by $3, the earliest first, after ($1, $2).
SELECT id, opening, intake, organisation, person, venture, at_us, channel,
	referred_from, statement_sealed, answers_sealed, contact_sealed,
	facts_sealed, verdict, failed_tests, fit_hundredths, state, reason,
	state_us, decided_us, due_us, place, events
FROM application
WHERE (due_us, id) > ($1, $2) AND due_us > 0 AND due_us <= $3
ORDER BY due_us, id LIMIT $4;

-- name: application_count
-- How many an opening has had.
SELECT count(*) FROM application WHERE opening = $1;

-- name: application_count_state
-- How many of them are in a state.
SELECT count(*) FROM application WHERE opening = $1 AND state = $2;

-- name: applications_since
-- How many a person sent since then.
SELECT count(*) FROM application WHERE person = $1 AND at_us >= $2;

-- name: application_move
-- From state $7 and no other.
UPDATE application SET state = $1, state_us = $2, reason = $3, due_us = $4,
	decided_us = CASE WHEN decided_us = 0 AND $5 = 1 THEN $2
		ELSE decided_us END,
	events = events + 1
WHERE id = $6 AND state = $7 RETURNING events;

-- name: application_exists
-- Whether there is one; how many events it has.
SELECT events FROM application WHERE id = $1;

-- name: application_event_insert
-- Under the number that the application gave.
INSERT INTO application_event (application, number, state, at_us, actor,
	actor_kind, reason, note_sealed, is_correction)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: application_events
-- In order, after $2.
SELECT application, number, state, at_us, actor, actor_kind, reason,
	note_sealed, is_correction
FROM application_event WHERE application = $1 AND number > $2
ORDER BY number LIMIT $3;

-- name: application_events_since
-- Of all applications, in order of time, after ($1, $2, $3).
SELECT application, number, state, at_us, actor, actor_kind, reason,
	note_sealed, is_correction
FROM application_event WHERE (at_us, application, number) > ($1, $2, $3)
ORDER BY at_us, application, number LIMIT $4;

-- name: application_set_place
-- In the ranking of the poster.
UPDATE application SET place = $1 WHERE id = $2 AND organisation = $3
RETURNING place;

-- name: application_set_due
-- When the clock looks at it next, if nothing happened since.
UPDATE application SET due_us = $1 WHERE id = $2 AND events = $3
RETURNING due_us;

-- name: score_put
-- A reviewer has one score for an application.
INSERT INTO score (application, reviewer, score, note_sealed, at_us)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (application, reviewer) DO UPDATE SET score = excluded.score,
	note_sealed = excluded.note_sealed, at_us = excluded.at_us;

-- name: scores_of_application
-- In order of reviewer, after $2.
SELECT application, reviewer, score, note_sealed, at_us FROM score
WHERE application = $1 AND reviewer > $2 ORDER BY reviewer LIMIT $3;

-- name: slot_insert
-- A time that is proposed.
INSERT INTO slot
	(id, application, starts_us, minutes, where_sealed, state, updated_us)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: slot_move
-- From state $4 and no other; a second taken one is refused by the index.
UPDATE slot SET state = $1, updated_us = $2
WHERE id = $3 AND state = $4 RETURNING updated_us;

-- name: slot_by_id
-- One.
SELECT id, application, starts_us, minutes, where_sealed, state, updated_us
FROM slot WHERE id = $1;

-- name: slots_of_application
-- In order of time, after ($2, $3).
SELECT id, application, starts_us, minutes, where_sealed, state, updated_us
FROM slot WHERE application = $1 AND (starts_us, id) > ($2, $3)
ORDER BY starts_us, id LIMIT $4;

-- name: blocked_attempt_add
-- One more of its kind on that day.
INSERT INTO blocked_attempt (day, opening, test, channel, count)
VALUES ($1, $2, $3, $4, 1)
ON CONFLICT (day, opening, test, channel) DO UPDATE
SET count = blocked_attempt.count + 1;

-- name: blocked_attempts
-- Of the days from $1 to $2, after ($3, $4, $5, $6).
SELECT day, opening, test, channel, count FROM blocked_attempt
WHERE day >= $1 AND day <= $2 AND (day, opening, test, channel)
	> ($3, $4, $5, $6)
ORDER BY day, opening, test, channel LIMIT $7;

-- name: daily_count_add
-- So many more of its kind on that day.
INSERT INTO daily_count (day, name, key, count) VALUES ($1, $2, $3, $4)
ON CONFLICT (day, name, key) DO UPDATE
SET count = daily_count.count + excluded.count;

-- name: daily_counts
-- Of the days from $1 to $2, after ($3, $4, $5).
SELECT day, name, key, count FROM daily_count
WHERE day >= $1 AND day <= $2 AND (day, name, key) > ($3, $4, $5)
ORDER BY day, name, key LIMIT $6;

-- name: person_put
-- Of imported history.
INSERT INTO person (id, facts) VALUES ($1, $2)
ON CONFLICT (id) DO UPDATE SET facts = excluded.facts;

-- name: person_by_id
-- Of imported history.
SELECT id, facts FROM person WHERE id = $1;

-- name: tracker_put
-- What a seeker notes of an opening elsewhere.
INSERT INTO tracker
	(account, opening, state, note_sealed, day, remind_us, updated_us)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (account, opening) DO UPDATE SET state = excluded.state,
	note_sealed = excluded.note_sealed, day = excluded.day,
	remind_us = excluded.remind_us, updated_us = excluded.updated_us;

-- name: tracker_delete
-- The seeker forgets it.
DELETE FROM tracker WHERE account = $1 AND opening = $2 RETURNING updated_us;

-- name: trackers_of_account
-- In order of opening, after $2.
SELECT account, opening, state, note_sealed, day, remind_us, updated_us
FROM tracker WHERE account = $1 AND opening > $2 ORDER BY opening LIMIT $3;

-- name: trackers_due
-- To be reminded of by $4, the earliest first, after ($1, $2, $3).
SELECT account, opening, state, note_sealed, day, remind_us, updated_us
FROM tracker WHERE (remind_us, account, opening) > ($1, $2, $3)
	AND remind_us > 0 AND remind_us <= $4
ORDER BY remind_us, account, opening LIMIT $5;

-- name: application_states
-- How many of an opening stand in each state.
SELECT state, count(*) FROM application WHERE opening = $1
GROUP BY state ORDER BY state LIMIT $2;
