-- 0007: what is sent out: saved searches, letters, webhooks, notices.

-- With an account, or without one by an address alone.
CREATE TABLE saved_search (
	id TEXT NOT NULL PRIMARY KEY,
	account TEXT NOT NULL,            -- whose, or ''
	email_index BLOB NOT NULL,        -- of an address without account, or ''
	email_sealed BLOB NOT NULL,       -- the address, or ''
	query TEXT NOT NULL,              -- canonical JSON of words and filters
	profile_sealed BLOB NOT NULL,     -- that it is matched with, or ''
	lang TEXT NOT NULL,
	every TEXT NOT NULL,
	hash BLOB NOT NULL UNIQUE,        -- of the token in its links and feeds
	confirmed_us BIGINT NOT NULL,     -- 0: the address has not answered yet
	last_run_us BIGINT NOT NULL,      -- 0 never
	next_run_us BIGINT NOT NULL,      -- 0 never
	created_us BIGINT NOT NULL,
	CHECK (every IN ('daily', 'weekly', 'never')),
	CHECK (account <> '' OR length(email_index) > 0)
);
CREATE INDEX saved_search_by_account ON saved_search (account, id);
CREATE INDEX saved_search_by_email ON saved_search (email_index);
CREATE INDEX saved_search_due ON saved_search (next_run_us, id)
WHERE next_run_us > 0 AND confirmed_us > 0;
CREATE INDEX saved_search_waiting ON saved_search (created_us, id)
WHERE confirmed_us = 0;

-- What it told already, so that a digest tells only what is new.
CREATE TABLE saved_search_seen (
	search TEXT NOT NULL REFERENCES saved_search (id),
	opening TEXT NOT NULL,
	verdict TEXT NOT NULL,            -- then; '' without a profile
	at_us BIGINT NOT NULL,
	PRIMARY KEY (search, opening)
);

-- Letters and webhooks to be sent; written in the transaction of their cause.
CREATE TABLE outbox (
	id TEXT NOT NULL PRIMARY KEY,
	kind TEXT NOT NULL,
	account TEXT NOT NULL,            -- to whom, or ''
	email_index BLOB NOT NULL,        -- of an address without account, or ''
	webhook TEXT NOT NULL,            -- to which, or ''
	to_sealed BLOB NOT NULL,          -- address, under a key of the program
	subject TEXT NOT NULL,            -- name of the template or event
	payload BLOB NOT NULL,            -- sealed
	due_us BIGINT NOT NULL,           -- of the next try
	tries BIGINT NOT NULL,
	state TEXT NOT NULL,
	error TEXT NOT NULL,              -- of the last try, a code
	created_us BIGINT NOT NULL,
	CHECK (kind IN ('mail', 'webhook')),
	CHECK (state IN ('waiting', 'sent', 'failed'))
);
CREATE INDEX outbox_due ON outbox (state, due_us, id);
CREATE INDEX outbox_by_state ON outbox (state, created_us, id);
CREATE INDEX outbox_by_account ON outbox (account);
CREATE INDEX outbox_by_email ON outbox (email_index);

-- Where an organisation wants to be told.
CREATE TABLE webhook (
	id TEXT NOT NULL PRIMARY KEY,
	organisation TEXT NOT NULL REFERENCES organisation (id),
	url TEXT NOT NULL,
	secret_sealed BLOB NOT NULL,      -- it is signed with
	events TEXT NOT NULL,             -- names, spaces between
	state TEXT NOT NULL,
	failures BIGINT NOT NULL,         -- one after the other
	created_us BIGINT NOT NULL,
	CHECK (state IN ('on', 'off'))
);
CREATE INDEX webhook_by_organisation ON webhook (organisation, id);

-- What somebody is told when they are here.
CREATE TABLE notice (
	id TEXT NOT NULL PRIMARY KEY,
	account TEXT NOT NULL REFERENCES account (id),
	kind TEXT NOT NULL,               -- 'application.refused'
	object TEXT NOT NULL,             -- id of what it is about
	at_us BIGINT NOT NULL,
	seen_us BIGINT NOT NULL           -- 0: not yet
);
CREATE INDEX notice_by_account ON notice (account, at_us, id);
CREATE INDEX notice_unseen ON notice (account) WHERE seen_us = 0;
