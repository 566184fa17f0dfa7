-- 0005: applications, what came of them, and the seeker's own notes.
--
-- `person` is an account id, the id of a person of imported history, or, after
-- an erasure, a random number that stands for nobody.  The numbers of reports
-- come from events: these tables are appended to and never edited.

-- A person of imported history, who has no account.
CREATE TABLE person (
	id TEXT NOT NULL PRIMARY KEY,
	facts TEXT NOT NULL,              -- canonical JSON, as in a profile
	CHECK (id <> '')
);

CREATE TABLE application (
	id TEXT NOT NULL PRIMARY KEY,
	opening TEXT NOT NULL,
	intake TEXT NOT NULL,             -- day the intake opens, or ''
	organisation TEXT NOT NULL,       -- that decides
	person TEXT NOT NULL,
	venture TEXT NOT NULL,            -- that applies, or ''
	at_us BIGINT NOT NULL,            -- submitted
	channel TEXT NOT NULL,            -- how it came
	referred_from TEXT NOT NULL,      -- organisation, or ''
	statement_sealed BLOB NOT NULL,
	answers_sealed BLOB NOT NULL,     -- to the opening's own questions
	contact_sealed BLOB NOT NULL,     -- what the poster may see of it
	facts_sealed BLOB NOT NULL,       -- the facts that the verdict used
	verdict TEXT NOT NULL,            -- at submission
	failed_tests TEXT NOT NULL,       -- ids, spaces between, in rule order
	fit_hundredths BIGINT NOT NULL,   -- at submission; -1 unknown
	state TEXT NOT NULL,
	reason TEXT NOT NULL,             -- code of the newest event, or ''
	state_us BIGINT NOT NULL,         -- when it took this state
	decided_us BIGINT NOT NULL,       -- first decision of the poster, or 0
	due_us BIGINT NOT NULL,           -- when the clock looks at it next; 0 never
	place BIGINT NOT NULL,            -- in the poster's ranking; 0 unranked
	events BIGINT NOT NULL,           -- how many it has
	CHECK (id <> ''),
	CHECK (person <> ''),
	CHECK (verdict IN ('eligible', 'maybe', 'ineligible')),
	CHECK (state IN ('submitted', 'seen', 'shortlisted', 'interview',
		'reserve', 'offered', 'accepted', 'start_claimed', 'started',
		'refused', 'declined', 'withdrawn', 'expired', 'obsolete')),
	CHECK (events >= 1)
);
-- One live application a person and opening.
CREATE UNIQUE INDEX application_live ON application (person, opening)
WHERE state IN ('submitted', 'seen', 'shortlisted', 'interview', 'reserve',
	'offered', 'accepted', 'start_claimed');
CREATE INDEX application_by_person ON application (person, at_us, id);
CREATE INDEX application_by_opening ON application (opening, at_us, id);
CREATE INDEX application_by_place ON application (opening, state, place, id);
CREATE INDEX application_by_organisation ON application
	(organisation, state, at_us, id);
CREATE INDEX application_by_due ON application (due_us, id) WHERE due_us > 0;

-- Every change of an application.
CREATE TABLE application_event (
	application TEXT NOT NULL REFERENCES application (id),
	number BIGINT NOT NULL,           -- from 1, without gaps
	state TEXT NOT NULL,              -- it took
	at_us BIGINT NOT NULL,
	actor TEXT NOT NULL,              -- account, 'system', or the stand-in
	actor_kind TEXT NOT NULL,
	reason TEXT NOT NULL,             -- code, or ''
	note_sealed BLOB NOT NULL,
	is_correction BIGINT NOT NULL,    -- 1: takes the change before it back
	PRIMARY KEY (application, number),
	CHECK (actor_kind IN ('seeker', 'poster', 'administrator', 'system')),
	CHECK (is_correction IN (0, 1))
);
CREATE INDEX application_event_by_actor ON application_event (actor);
CREATE INDEX application_event_by_time ON application_event
	(at_us, application, number);

-- What a reviewer thinks of it.
CREATE TABLE score (
	application TEXT NOT NULL REFERENCES application (id),
	reviewer TEXT NOT NULL,           -- account, or the stand-in
	score BIGINT NOT NULL,
	note_sealed BLOB NOT NULL,
	at_us BIGINT NOT NULL,
	PRIMARY KEY (application, reviewer),
	CHECK (score BETWEEN 0 AND 100)
);
CREATE INDEX score_by_reviewer ON score (reviewer);

-- A time for an interview.
CREATE TABLE slot (
	id TEXT NOT NULL PRIMARY KEY,
	application TEXT NOT NULL REFERENCES application (id),
	starts_us BIGINT NOT NULL,
	minutes BIGINT NOT NULL,
	where_sealed BLOB NOT NULL,       -- address or link
	state TEXT NOT NULL,
	updated_us BIGINT NOT NULL,
	CHECK (minutes > 0),
	CHECK (state IN ('proposed', 'taken', 'declined', 'held', 'missed'))
);
CREATE INDEX slot_by_application ON slot (application, starts_us, id);
-- At most one time is agreed.
CREATE UNIQUE INDEX slot_taken ON slot (application) WHERE state = 'taken';

-- Attempts that the rules turned away: counted, no person.
CREATE TABLE blocked_attempt (
	day BIGINT NOT NULL,              -- days since 1970
	opening TEXT NOT NULL,
	test TEXT NOT NULL,               -- the first that failed
	channel TEXT NOT NULL,
	count BIGINT NOT NULL,
	PRIMARY KEY (day, opening, test, channel)
);

-- From the on-board notice on.
CREATE TABLE placement (
	id TEXT NOT NULL PRIMARY KEY,
	application TEXT NOT NULL UNIQUE REFERENCES application (id),
	opening TEXT NOT NULL,
	organisation TEXT NOT NULL,
	person TEXT NOT NULL,
	state TEXT NOT NULL,
	start_day BIGINT NOT NULL,        -- days since 1970, as all days here
	posted_day BIGINT NOT NULL,       -- began in the city; 0 not yet
	end_day BIGINT NOT NULL,          -- 0 not yet
	end_reason TEXT NOT NULL,         -- code of an early end, or ''
	not_retained_reason TEXT NOT NULL, -- code, or ''
	city TEXT NOT NULL,               -- place id, or ''
	industry TEXT NOT NULL,           -- sector id, or ''
	occupation TEXT NOT NULL,         -- ISCO-08, or ''
	pay_start_minor BIGINT NOT NULL,  -- a month; 0 not stated
	pay_end_minor BIGINT NOT NULL,    -- a month; 0 not stated
	currency TEXT NOT NULL,
	events BIGINT NOT NULL,           -- how many it has
	created_us BIGINT NOT NULL,
	updated_us BIGINT NOT NULL,
	CHECK (state IN ('in_post', 'posted', 'completed', 'ended_early',
		'retained', 'not_retained'))
);
CREATE INDEX placement_by_person ON placement (person, id);
CREATE INDEX placement_by_organisation ON placement (organisation, id);
CREATE INDEX placement_by_opening ON placement (opening, id);

-- Every change of a placement; a corrected day is a later event.
CREATE TABLE placement_event (
	placement TEXT NOT NULL REFERENCES placement (id),
	number BIGINT NOT NULL,           -- from 1, without gaps
	state TEXT NOT NULL,              -- it took
	day BIGINT NOT NULL,              -- when it happened
	reason TEXT NOT NULL,             -- code, or ''
	actor TEXT NOT NULL,              -- account, 'system', or the stand-in
	at_us BIGINT NOT NULL,            -- when it was told
	PRIMARY KEY (placement, number)
);
CREATE INDEX placement_event_by_actor ON placement_event (actor);

-- Where the person is 3, 6, 12, 18 and 24 months after the start.
CREATE TABLE check_in (
	placement TEXT NOT NULL REFERENCES placement (id),
	months BIGINT NOT NULL,
	due_day BIGINT NOT NULL,
	asked BIGINT NOT NULL,            -- letters sent
	answer TEXT NOT NULL,             -- code; '' no answer, never "left"
	answered_us BIGINT NOT NULL,      -- 0: not
	PRIMARY KEY (placement, months),
	CHECK (months IN (3, 6, 12, 18, 24)),
	CHECK (answer IN ('', 'same', 'mainland', 'hong_kong', 'macao',
		'elsewhere', 'study', 'own_company', 'looking', 'not_said'))
);
CREATE INDEX check_in_waiting ON check_in (due_day, placement, months)
WHERE answer = '';

-- Allowances paid.
CREATE TABLE payment (
	id TEXT NOT NULL PRIMARY KEY,
	placement TEXT NOT NULL REFERENCES placement (id),
	day BIGINT NOT NULL,              -- of payment
	amount_minor BIGINT NOT NULL,
	currency TEXT NOT NULL,
	payer TEXT NOT NULL               -- organisation
);
CREATE INDEX payment_by_placement ON payment (placement, day, id);
CREATE INDEX payment_by_day ON payment (day, id);

-- Places of a programme in a year, for a stream of it.
CREATE TABLE quota (
	programme TEXT NOT NULL,
	stream TEXT NOT NULL,             -- '' all
	from_day BIGINT NOT NULL,
	to_day BIGINT NOT NULL,           -- both inside
	places BIGINT NOT NULL,
	used BIGINT NOT NULL,             -- starts charged; as many rows below
	PRIMARY KEY (programme, stream, from_day),
	CHECK (from_day <= to_day),
	CHECK (used BETWEEN 0 AND places)
);

-- Which quota a start was charged to.
CREATE TABLE quota_charge (
	placement TEXT NOT NULL PRIMARY KEY REFERENCES placement (id),
	programme TEXT NOT NULL,
	stream TEXT NOT NULL,
	from_day BIGINT NOT NULL,
	at_us BIGINT NOT NULL,
	FOREIGN KEY (programme, stream, from_day)
		REFERENCES quota (programme, stream, from_day)
);
CREATE INDEX quota_charge_by_quota ON quota_charge (programme, stream, from_day);

-- "I applied there": the seeker's own, in no report.
CREATE TABLE tracker (
	account TEXT NOT NULL REFERENCES account (id),
	opening TEXT NOT NULL,
	state TEXT NOT NULL,              -- in the seeker's words for it
	note_sealed BLOB NOT NULL,
	day BIGINT NOT NULL,              -- applied, or 0
	remind_us BIGINT NOT NULL,        -- 0 never
	updated_us BIGINT NOT NULL,
	PRIMARY KEY (account, opening),
	CHECK (state IN ('saved', 'applied', 'interview', 'offered', 'refused',
		'closed'))
);
CREATE INDEX tracker_by_reminder ON tracker (remind_us, account, opening)
WHERE remind_us > 0;

-- What is only counted: a day, what, and of which kind; no person.
CREATE TABLE daily_count (
	day BIGINT NOT NULL,              -- days since 1970
	name TEXT NOT NULL,               -- as in counters.def
	key TEXT NOT NULL,                -- kinds it is split by, spaces between
	count BIGINT NOT NULL,
	PRIMARY KEY (day, name, key)
);
