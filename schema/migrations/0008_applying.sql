-- 0008: papers given with an application, organisations that a seeker hides
-- from, seekers that were invited to apply.

-- A paper may be given with several applications.
CREATE TABLE enclosure (
	application TEXT NOT NULL REFERENCES application (id),
	document TEXT NOT NULL,           -- an id; its owner may remove it
	PRIMARY KEY (application, document)
);
CREATE INDEX enclosure_by_document ON enclosure (document);

-- To whom a seeker is no candidate.
CREATE TABLE hidden (
	account TEXT NOT NULL REFERENCES account (id),
	organisation TEXT NOT NULL,
	at_us BIGINT NOT NULL,
	PRIMARY KEY (account, organisation)
);

-- A candidate was invited to apply: once for an opening.
CREATE TABLE approach (
	opening TEXT NOT NULL,
	person TEXT NOT NULL,             -- account
	organisation TEXT NOT NULL,
	by_account TEXT NOT NULL,         -- of the member, or the stand-in
	at_us BIGINT NOT NULL,
	PRIMARY KEY (opening, person)
);
CREATE INDEX approach_by_organisation ON approach (organisation, at_us);
CREATE INDEX approach_by_person ON approach (person);
CREATE INDEX approach_by_maker ON approach (by_account);
