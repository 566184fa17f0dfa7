-- 0003: whether an organisation is who it says, and who acts for it.

-- The newest word of an administrator; the audit chain has the earlier ones.
CREATE TABLE verification (
	organisation TEXT NOT NULL PRIMARY KEY REFERENCES organisation (id),
	state TEXT NOT NULL,
	note TEXT NOT NULL,               -- to the organisation; about no person
	by_account TEXT NOT NULL,         -- whose word; '' when it was asked for
	at_us BIGINT NOT NULL,
	CHECK (state IN ('asked', 'verified', 'refused', 'removed'))
);
CREATE INDEX verification_by_state ON verification (state, at_us, organisation);

-- Who acts for an organisation.
CREATE TABLE member (
	organisation TEXT NOT NULL REFERENCES organisation (id),
	account TEXT NOT NULL REFERENCES account (id),
	role TEXT NOT NULL,
	since_us BIGINT NOT NULL,
	PRIMARY KEY (organisation, account),
	CHECK (role IN ('owner', 'editor', 'reviewer'))
);
CREATE INDEX member_by_account ON member (account, organisation);

-- An address that was asked to become a member.
CREATE TABLE invitation (
	id TEXT NOT NULL PRIMARY KEY,
	organisation TEXT NOT NULL REFERENCES organisation (id),
	role TEXT NOT NULL,               -- that it will have
	email_index BLOB NOT NULL,        -- blind index of the address
	email_sealed BLOB NOT NULL,       -- the address, under a key of the program
	hash BLOB NOT NULL UNIQUE,        -- of the token in the letter
	by_account TEXT NOT NULL,
	created_us BIGINT NOT NULL,
	expires_us BIGINT NOT NULL,
	state TEXT NOT NULL,
	CHECK (role IN ('owner', 'editor', 'reviewer')),
	CHECK (state IN ('waiting', 'accepted', 'withdrawn'))
);
CREATE INDEX invitation_by_organisation ON invitation (organisation, id);
CREATE INDEX invitation_by_email ON invitation (email_index);
CREATE INDEX invitation_by_maker ON invitation (by_account);
