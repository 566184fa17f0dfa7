-- 0001: openings, programmes, organisations, the change feed, the text index.
--
-- Times are microseconds since 1970, UTC.  Ids are [A-Za-z0-9._:-]{1,128} and
-- are checked before they come here.  "" means none where a column may not be
-- NULL.  The number of this file becomes PRAGMA user_version when it has run.

-- "Bayb": whose file it is, so that no other file is ever migrated.
PRAGMA application_id = 0x42617962;

-- Facts about this file itself, one a row; no configuration.
CREATE TABLE setting (
	name TEXT NOT NULL PRIMARY KEY,   -- 'analyser_version'
	value TEXT NOT NULL               -- as the code that owns it writes it
);

-- Who stands behind openings.
CREATE TABLE organisation (
	id TEXT NOT NULL PRIMARY KEY,     -- as in the API
	document TEXT NOT NULL,           -- canonical JSON; SQL never looks inside
	version BIGINT NOT NULL,          -- from 1, one more with each change
	created_us BIGINT NOT NULL,       -- when the row was made
	updated_us BIGINT NOT NULL,       -- when it last changed
	CHECK (id <> ''),
	CHECK (version >= 1)
);

-- Everything a youth can apply to, and the programmes that hold shared rules.
CREATE TABLE opening (
	id TEXT NOT NULL PRIMARY KEY,     -- as in the API; shared with programmes
	type TEXT NOT NULL,               -- 'opening' or 'programme'
	status TEXT NOT NULL,             -- as in the document
	organisation TEXT NOT NULL,       -- its id as in the document, or ''; no
	                                  -- reference: imports may name it first
	document TEXT NOT NULL,           -- canonical JSON; SQL never looks inside
	version BIGINT NOT NULL,          -- from 1, one more with each change
	created_us BIGINT NOT NULL,       -- when the row was made
	updated_us BIGINT NOT NULL,       -- when it last changed
	CHECK (id <> ''),
	CHECK (type IN ('opening', 'programme')),
	CHECK (status IN ('draft', 'open', 'closed', 'historic', 'withdrawn')),
	CHECK (version >= 1)
);

-- The words of an opening in all its languages: what the text index is made
-- of.  FTS5 keeps no copy; to forget a row it must be told these exact values,
-- so they change in the same transaction as the index and never alone.
CREATE TABLE opening_text (
	number INTEGER PRIMARY KEY,       -- what the index calls the row
	opening TEXT NOT NULL UNIQUE REFERENCES opening (id),
	title TEXT NOT NULL,
	skills TEXT NOT NULL,
	summary TEXT NOT NULL,
	organisation TEXT NOT NULL,       -- names, not the id
	body TEXT NOT NULL
);

-- The last number given out in each part of the feed.  It is taken in the
-- transaction of the change, so the order of numbers is the order of commits.
CREATE TABLE feed_counter (
	part BIGINT NOT NULL PRIMARY KEY, -- one for each writer; there is one, 0
	seq BIGINT NOT NULL               -- 0 before the first change
);
INSERT INTO feed_counter (part, seq) VALUES (0, 0);

-- One row a change, appended by the function that made it.  The snapshot, and
-- every other follower, reads the things named here again.
CREATE TABLE feed (
	part BIGINT NOT NULL REFERENCES feed_counter (part),
	seq BIGINT NOT NULL,              -- from 1, without gaps
	entity TEXT NOT NULL,             -- 'opening' (programmes too) or
	                                  -- 'organisation'
	id TEXT NOT NULL,                 -- of a thing that may be gone by now
	PRIMARY KEY (part, seq),
	CHECK (entity IN ('opening', 'organisation'))
);

-- The text index (SQLite only).  The tokenizer is the analyser of matcher/;
-- 'analyser_version' says which one wrote the index.  No merge happens inside
-- a commit (automerge 0): the writer merges in slices when it is idle.
CREATE VIRTUAL TABLE opening_fts USING fts5 (
	title, skills, summary, organisation, body,
	content = 'opening_text', content_rowid = 'number',
	tokenize = 'baybridge', detail = full, columnsize = 1
);
INSERT INTO opening_fts (opening_fts, rank) VALUES ('automerge', 0);
INSERT INTO opening_fts (opening_fts, rank) VALUES ('crisismerge', 500);
