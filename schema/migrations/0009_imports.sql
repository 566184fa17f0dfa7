-- 0009: what organisations imported over HTTP, so that it can be shown and
-- undone.

-- One import that changed something.
CREATE TABLE import_run (
	id TEXT NOT NULL PRIMARY KEY,
	organisation TEXT NOT NULL REFERENCES organisation (id),
	account TEXT NOT NULL,            -- who, or the stand-in
	at_us BIGINT NOT NULL,
	undone_us BIGINT NOT NULL         -- 0: it stands
);
CREATE INDEX import_run_by_organisation ON import_run (organisation, at_us, id);
CREATE INDEX import_run_by_account ON import_run (account, id);

-- What it did to each opening.
CREATE TABLE import_change (
	run TEXT NOT NULL REFERENCES import_run (id),
	opening TEXT NOT NULL,
	change TEXT NOT NULL,
	document TEXT NOT NULL,           -- as it was before, or ''
	version BIGINT NOT NULL,          -- of the opening after it
	PRIMARY KEY (run, opening),
	CHECK (change IN ('created', 'updated', 'closed'))
);
CREATE INDEX import_change_by_opening ON import_change (opening, run);
