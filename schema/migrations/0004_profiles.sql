-- 0004: what seekers say of themselves, and what they agreed to.

-- One a seeker.  Facts and wishes are clear because rules and reports read
-- them; they hold no name and no address.
CREATE TABLE profile (
	account TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
	facts TEXT NOT NULL,              -- canonical JSON
	wishes TEXT NOT NULL,             -- canonical JSON
	texts_sealed BLOB NOT NULL,       -- headline, experience, skills, wants
	contact_sealed BLOB NOT NULL,     -- name, telephone, other ways to write
	version BIGINT NOT NULL,          -- from 1, one more with each change
	created_us BIGINT NOT NULL,
	updated_us BIGINT NOT NULL,
	CHECK (version >= 1)
);

-- A team that applies together.
CREATE TABLE venture (
	id TEXT NOT NULL PRIMARY KEY,
	lead TEXT NOT NULL,               -- account; '' when it was erased
	document TEXT NOT NULL,           -- canonical JSON: facts, members' facts
	sealed BLOB NOT NULL,             -- its name and texts
	version BIGINT NOT NULL,          -- from 1, one more with each change
	created_us BIGINT NOT NULL,
	updated_us BIGINT NOT NULL,
	CHECK (id <> ''),
	CHECK (version >= 1)
);
CREATE INDEX venture_by_lead ON venture (lead, id);

-- Accounts that belong to a venture, or were asked to.
CREATE TABLE venture_member (
	venture TEXT NOT NULL REFERENCES venture (id),
	account TEXT NOT NULL REFERENCES account (id),
	role TEXT NOT NULL,               -- as the venture calls it
	equity_hundredths BIGINT NOT NULL, -- of a percent
	state TEXT NOT NULL,
	since_us BIGINT NOT NULL,
	PRIMARY KEY (venture, account),
	CHECK (state IN ('asked', 'joined')),
	CHECK (equity_hundredths BETWEEN 0 AND 10000)
);
CREATE INDEX venture_member_by_account ON venture_member (account, venture);

-- What happened to a venture; only ever appended.
CREATE TABLE venture_event (
	venture TEXT NOT NULL REFERENCES venture (id),
	number BIGINT NOT NULL,           -- from 1
	kind TEXT NOT NULL,
	day BIGINT NOT NULL,              -- when it happened, days since 1970
	city TEXT NOT NULL,               -- place id, or ''
	organisation TEXT NOT NULL,       -- base or funder, or ''
	amount_minor BIGINT NOT NULL,     -- 0: none
	currency TEXT NOT NULL,
	at_us BIGINT NOT NULL,            -- when it was told
	actor TEXT NOT NULL,              -- account, or 'system'
	PRIMARY KEY (venture, number),
	CHECK (kind IN ('founded', 'funded', 'landed', 'incorporated', 'alive',
		'closed', 'employed'))
);
CREATE INDEX venture_event_by_actor ON venture_event (actor);

-- Each yes and each no; only ever appended.  The newest one counts.
CREATE TABLE consent (
	account TEXT NOT NULL REFERENCES account (id),
	number BIGINT NOT NULL,           -- from 1
	purpose TEXT NOT NULL,
	destination TEXT NOT NULL,        -- of 'transfer', place id; else ''
	given BIGINT NOT NULL,            -- 1 yes, 0 withdrawn
	version TEXT NOT NULL,            -- of the words that were shown
	lang TEXT NOT NULL,               -- they were shown in
	at_us BIGINT NOT NULL,
	PRIMARY KEY (account, number),
	CHECK (purpose IN ('match', 'posters', 'alerts', 'statistics',
		'transfer')),
	CHECK (given IN (0, 1)),
	CHECK (destination = '' OR purpose = 'transfer')
);
CREATE INDEX consent_by_purpose ON consent
	(account, purpose, destination, number);

-- A paper that a seeker keeps here, or gave with an application.
CREATE TABLE document (
	id TEXT NOT NULL PRIMARY KEY,
	account TEXT NOT NULL REFERENCES account (id),
	application TEXT NOT NULL,        -- it was given with, or ''
	kind TEXT NOT NULL,               -- as the opening's `documents` call it
	name_sealed BLOB NOT NULL,        -- what the seeker calls it
	bytes BIGINT NOT NULL,            -- of the paper, not of what is stored
	chunks BIGINT NOT NULL,           -- how many make it whole
	created_us BIGINT NOT NULL,
	CHECK (bytes > 0),
	CHECK (chunks > 0)
);
CREATE INDEX document_by_account ON document (account, id);
CREATE INDEX document_by_application ON document (application, id);

-- Its sealed octets, in pieces so that none is large in memory.
CREATE TABLE document_chunk (
	document TEXT NOT NULL REFERENCES document (id),
	number BIGINT NOT NULL,           -- from 0
	sealed BLOB NOT NULL,
	PRIMARY KEY (document, number)
);
