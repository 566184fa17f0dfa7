-- 0010: imports that are too long for one reply: how far they are, and what
-- they will put, a few rows at a time.

CREATE TABLE import_job (
	id TEXT NOT NULL PRIMARY KEY,
	organisation TEXT NOT NULL,       -- '': an administrator's
	account TEXT NOT NULL,            -- who, or the stand-in
	state TEXT NOT NULL,
	is_dry BIGINT NOT NULL,
	rows_read BIGINT NOT NULL,
	rows_staged BIGINT NOT NULL,      -- that change something
	rows_put BIGINT NOT NULL,
	report TEXT NOT NULL,             -- JSON: counts, faults
	at_us BIGINT NOT NULL,
	ended_us BIGINT NOT NULL,         -- 0: it goes on
	CHECK (state IN ('reading', 'checked', 'active', 'refused'))
);
CREATE INDEX import_job_by_account ON import_job (account, id);
CREATE INDEX import_job_by_end ON import_job (ended_us, id);

-- Openings that were read and are to be put; gone once they are.
CREATE TABLE import_stage (
	job TEXT NOT NULL REFERENCES import_job (id),
	number BIGINT NOT NULL,
	opening TEXT NOT NULL,
	change TEXT NOT NULL,
	document TEXT NOT NULL,           -- as it will be
	version BIGINT NOT NULL,          -- of what was there; 0: nothing
	PRIMARY KEY (job, number)
);
