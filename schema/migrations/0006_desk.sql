-- 0006: what posters and administrators do with openings.

-- The newest day on which a source held; 0 none, before the first import with
-- this schema.
ALTER TABLE opening ADD COLUMN confirmed_day BIGINT NOT NULL DEFAULT 0;
CREATE INDEX opening_by_confirmed ON opening (status, confirmed_day, id);
CREATE INDEX opening_by_organisation ON opening (organisation, id);

-- What people wrote into an opening here, as it was after each time; what an
-- import writes is not in it.
CREATE TABLE opening_version (
	opening TEXT NOT NULL,
	version BIGINT NOT NULL,          -- of the opening after it
	account TEXT NOT NULL,            -- who, or the stand-in
	document TEXT NOT NULL,           -- canonical JSON
	at_us BIGINT NOT NULL,
	PRIMARY KEY (opening, version)
);
CREATE INDEX opening_version_by_account ON opening_version (account);

-- What is not published yet, whole or not.
CREATE TABLE opening_draft (
	id TEXT NOT NULL PRIMARY KEY,
	organisation TEXT NOT NULL REFERENCES organisation (id),
	opening TEXT NOT NULL,            -- it is to replace, or ''
	account TEXT NOT NULL,            -- who wrote last, or the stand-in
	document TEXT NOT NULL,           -- JSON, not checked
	version BIGINT NOT NULL,          -- from 1, one more with each change
	created_us BIGINT NOT NULL,
	updated_us BIGINT NOT NULL,
	CHECK (version >= 1)
);
CREATE INDEX opening_draft_by_organisation ON opening_draft (organisation, id);
CREATE INDEX opening_draft_by_account ON opening_draft (account);

-- An organisation says that a shipped opening is its own.
CREATE TABLE claim (
	id TEXT NOT NULL PRIMARY KEY,
	opening TEXT NOT NULL,
	organisation TEXT NOT NULL REFERENCES organisation (id),
	account TEXT NOT NULL,            -- who asked, or the stand-in
	note TEXT NOT NULL,               -- why; about no person
	state TEXT NOT NULL,
	decided_by TEXT NOT NULL,         -- account, stand-in, or ''
	at_us BIGINT NOT NULL,
	decided_us BIGINT NOT NULL,       -- 0: not yet
	CHECK (state IN ('asked', 'agreed', 'refused'))
);
CREATE UNIQUE INDEX claim_agreed ON claim (opening) WHERE state = 'agreed';
CREATE UNIQUE INDEX claim_asked ON claim (opening, organisation)
WHERE state = 'asked';
CREATE INDEX claim_by_state ON claim (state, at_us, id);
CREATE INDEX claim_by_account ON claim (account);
CREATE INDEX claim_by_decider ON claim (decided_by);

-- "Report a mistake or fraud".
CREATE TABLE complaint (
	id TEXT NOT NULL PRIMARY KEY,
	opening TEXT NOT NULL,
	kind TEXT NOT NULL,
	account TEXT NOT NULL,            -- who, or ''
	words_sealed BLOB NOT NULL,       -- under a key of the program
	reply_sealed BLOB NOT NULL,       -- where to answer, or ''
	state TEXT NOT NULL,
	decided_by TEXT NOT NULL,         -- account, stand-in, or ''
	at_us BIGINT NOT NULL,
	decided_us BIGINT NOT NULL,       -- 0: not yet
	CHECK (kind IN ('mistake', 'fraud', 'closed', 'other')),
	CHECK (state IN ('open', 'right', 'dismissed'))
);
CREATE INDEX complaint_by_state ON complaint (state, at_us, id);
CREATE INDEX complaint_by_opening ON complaint (opening, at_us, id);
CREATE INDEX complaint_by_account ON complaint (account);
CREATE INDEX complaint_by_decider ON complaint (decided_by);

-- Two openings that seem to be one.
CREATE TABLE twin (
	opening TEXT NOT NULL,            -- the smaller id of the two
	other TEXT NOT NULL,
	similarity_hundredths BIGINT NOT NULL, -- of their folded titles, 0..100
	at_us BIGINT NOT NULL,
	PRIMARY KEY (opening, other),
	CHECK (opening < other)
);
CREATE INDEX twin_by_other ON twin (other, opening);
