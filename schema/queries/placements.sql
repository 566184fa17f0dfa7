-- Placements, check-ins, payments and quotas.

-- name: placement_insert
-- A start.
INSERT INTO placement (id, application, opening, organisation, person, state,
	start_day, posted_day, end_day, end_reason, not_retained_reason, city,
	industry, occupation, pay_start_minor, pay_end_minor, currency, events,
	created_us, updated_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
	$17, $18, $19, $20);

-- name: placement_by_id
-- One.
SELECT id, application, opening, organisation, person, state, start_day,
	posted_day, end_day, end_reason, not_retained_reason, city, industry,
	occupation, pay_start_minor, pay_end_minor, currency, events,
	created_us, updated_us
FROM placement WHERE id = $1;

-- name: placement_by_application
-- The one of an application.
SELECT id, application, opening, organisation, person, state, start_day,
	posted_day, end_day, end_reason, not_retained_reason, city, industry,
	occupation, pay_start_minor, pay_end_minor, currency, events,
	created_us, updated_us
FROM placement WHERE application = $1;

-- name: placements_of_person
-- In order of id, after $2.
SELECT id, application, opening, organisation, person, state, start_day,
	posted_day, end_day, end_reason, not_retained_reason, city, industry,
	occupation, pay_start_minor, pay_end_minor, currency, events,
	created_us, updated_us
FROM placement WHERE person = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: placements_of_organisation
-- In order of id, after $2.
SELECT id, application, opening, organisation, person, state, start_day,
	posted_day, end_day, end_reason, not_retained_reason, city, industry,
	occupation, pay_start_minor, pay_end_minor, currency, events,
	created_us, updated_us
FROM placement WHERE organisation = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: placement_move
-- From state $6 and no other; a day or reason that the state does not set
-- stays.  The state that it has already corrects its day.
UPDATE placement SET state = $1,
	posted_day = CASE WHEN $1 = 'posted' THEN $2 ELSE posted_day END,
	end_day = CASE WHEN $1 IN ('completed', 'ended_early') THEN $2
		WHEN $1 = 'posted' THEN 0 ELSE end_day END,
	end_reason = CASE WHEN $1 = 'ended_early' THEN $3
		WHEN $1 IN ('completed', 'posted') THEN ''
		ELSE end_reason END,
	not_retained_reason = CASE WHEN $1 = 'not_retained' THEN $3
		WHEN $1 = 'retained' THEN ''
		ELSE not_retained_reason END,
	updated_us = $4, events = events + 1
WHERE id = $5 AND state = $6 RETURNING events;

-- name: placement_set_pay
-- A month; what is 0 stays.
UPDATE placement SET
	pay_start_minor = CASE WHEN $1 > 0 THEN $1 ELSE pay_start_minor END,
	pay_end_minor = CASE WHEN $2 > 0 THEN $2 ELSE pay_end_minor END,
	currency = $3, updated_us = $4
WHERE id = $5 RETURNING events;

-- name: placement_event_insert
-- Under the number that the placement gave.
INSERT INTO placement_event
	(placement, number, state, day, reason, actor, at_us)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: placement_events
-- In order, after $2.
SELECT placement, number, state, day, reason, actor, at_us
FROM placement_event WHERE placement = $1 AND number > $2
ORDER BY number LIMIT $3;

-- name: check_in_put
-- When it is due, if it has no answer yet.
INSERT INTO check_in
	(placement, months, due_day, asked, answer, answered_us)
VALUES ($1, $2, $3, 0, '', 0)
ON CONFLICT (placement, months) DO UPDATE SET due_day = excluded.due_day
WHERE check_in.answer = '';

-- name: check_ins_of_placement
-- In order of months, after $2.
SELECT placement, months, due_day, asked, answer, answered_us
FROM check_in WHERE placement = $1 AND months > $2 ORDER BY months LIMIT $3;

-- name: check_ins_waiting
-- Without an answer and due by $4, the earliest first, after ($1, $2, $3).
SELECT placement, months, due_day, asked, answer, answered_us
FROM check_in WHERE answer = '' AND (due_day, placement, months) > ($1, $2, $3)
	AND due_day <= $4
ORDER BY due_day, placement, months LIMIT $5;

-- name: check_in_asked
-- One more letter.
UPDATE check_in SET asked = asked + 1 WHERE placement = $1 AND months = $2
RETURNING asked;

-- name: check_in_answer
-- Once.
UPDATE check_in SET answer = $1, answered_us = $2
WHERE placement = $3 AND months = $4 AND answer = '' RETURNING months;

-- name: payment_put
-- By id, once.
INSERT INTO payment (id, placement, day, amount_minor, currency, payer)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO NOTHING;

-- name: payments_of_placement
-- In order of day, after ($2, $3).
SELECT id, placement, day, amount_minor, currency, payer FROM payment
WHERE placement = $1 AND (day, id) > ($2, $3) ORDER BY day, id LIMIT $4;

-- name: quota_put
-- New, or another number of places or last day.
INSERT INTO quota (programme, stream, from_day, to_day, places, used)
VALUES ($1, $2, $3, $4, $5, 0)
ON CONFLICT (programme, stream, from_day) DO UPDATE
SET to_day = excluded.to_day, places = excluded.places;

-- name: quota_on
-- The one that a start on day $3 is charged to.
SELECT programme, stream, from_day, to_day, places, used FROM quota
WHERE programme = $1 AND stream = $2 AND from_day <= $3 AND to_day >= $3
ORDER BY from_day DESC LIMIT 1;

-- name: quotas_of_programme
-- In order of stream and first day, after ($2, $3).
SELECT programme, stream, from_day, to_day, places, used FROM quota
WHERE programme = $1 AND (stream, from_day) > ($2, $3)
ORDER BY stream, from_day LIMIT $4;

-- name: quota_use
-- One more start; the table refuses more than there are places.
UPDATE quota SET used = used + 1
WHERE programme = $1 AND stream = $2 AND from_day = $3 RETURNING used;

-- name: quota_charge_insert
-- A start is charged once.
INSERT INTO quota_charge (placement, programme, stream, from_day, at_us)
VALUES ($1, $2, $3, $4, $5);

-- name: check_quotas
-- Quotas whose charges do not add up.
-- scan: a check reads everything.
SELECT count(*) FROM quota q WHERE used <> (SELECT count(*) FROM quota_charge c
	WHERE c.programme = q.programme AND c.stream = q.stream
	AND c.from_day = q.from_day);
