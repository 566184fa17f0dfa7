-- 0002: who signs in, and what is kept of it; the audit chain.
--
-- Sealed columns hold what src/crypt made of the text; nothing here opens them.
-- '' means none in a text or sealed column, 0 in a time.  Which columns speak
-- of a person, and what becomes of them at an erasure: schema/personal.txt.

-- Whoever signs in: seeker, poster, administrator.  An erased one keeps its id
-- and nothing else, so that an old copy of the file can be erased again.
CREATE TABLE account (
	id TEXT NOT NULL PRIMARY KEY,     -- random
	email_index BLOB UNIQUE,          -- blind index of the address; NULL: erased
	email_sealed BLOB NOT NULL,       -- the address
	password TEXT NOT NULL,           -- argon2id with its parameters
	role TEXT NOT NULL,
	lang TEXT NOT NULL,               -- of letters and pages
	state TEXT NOT NULL,
	epoch BIGINT NOT NULL,            -- a login of an older one is no login
	key_wrapped BLOB NOT NULL,        -- the data key of the sealed fields
	created_us BIGINT NOT NULL,
	updated_us BIGINT NOT NULL,
	last_login_us BIGINT NOT NULL,    -- at first the making of the account
	password_changed_us BIGINT NOT NULL,
	CHECK (id <> ''),
	CHECK (role IN ('seeker', 'poster', 'administrator')),
	CHECK (state IN ('unverified', 'active', 'blocked', 'erased')),
	CHECK ((state = 'erased') = (email_index IS NULL)),
	CHECK (email_index IS NULL OR length(email_index) > 0),
	CHECK (epoch >= 1)
);
CREATE INDEX account_by_login ON account (last_login_us, id);
CREATE INDEX account_erased ON account (id) WHERE state = 'erased';

-- What a link in a letter stands for: used once, for one purpose.
CREATE TABLE one_time (
	hash BLOB NOT NULL PRIMARY KEY,   -- of the token, which is not kept
	kind TEXT NOT NULL,
	account TEXT NOT NULL,            -- whose; '' when nobody has one yet
	payload BLOB NOT NULL,            -- sealed, or ids; its maker knows
	created_us BIGINT NOT NULL,
	expires_us BIGINT NOT NULL,
	used_us BIGINT NOT NULL,          -- 0: not yet
	CHECK (kind IN ('verify', 'reset', 'email', 'invite', 'digest',
		'check_in', 'unsubscribe'))
);
CREATE INDEX one_time_by_account ON one_time (account, kind);
CREATE INDEX one_time_by_expiry ON one_time (expires_us, hash);

-- Logins, so that they outlive a restart where no other store keeps them.
CREATE TABLE login (
	hash BLOB NOT NULL PRIMARY KEY,   -- of the token, which is not kept
	account TEXT NOT NULL REFERENCES account (id),
	kind TEXT NOT NULL,
	label TEXT NOT NULL,              -- the browser or device, as it said
	family TEXT NOT NULL,             -- bearers that follow one another; or ''
	created_us BIGINT NOT NULL,
	expires_us BIGINT NOT NULL,       -- unless it is used before
	ends_us BIGINT NOT NULL,          -- however often it is used
	epoch BIGINT NOT NULL,            -- of the account when it was made
	CHECK (kind IN ('cookie', 'bearer', 'staff'))
);
CREATE INDEX login_by_account ON login (account, created_us, hash);
CREATE INDEX login_by_expiry ON login (expires_us, hash);

-- What was answered under an Idempotency-Key, to be answered again.
CREATE TABLE idempotency (
	account TEXT NOT NULL,
	route TEXT NOT NULL,              -- name of the row in api/routes.def
	key TEXT NOT NULL,                -- as sent
	request BLOB NOT NULL,            -- hash of path and body
	status BIGINT NOT NULL,           -- of the reply
	reply BLOB NOT NULL,              -- its body
	created_us BIGINT NOT NULL,
	PRIMARY KEY (account, route, key)
);
CREATE INDEX idempotency_by_age ON idempotency (created_us, account, route, key);

-- Who did what to which thing; ids only.  Each hash covers the one before.
CREATE TABLE audit (
	seq BIGINT NOT NULL PRIMARY KEY,  -- from 1, without gaps
	at_us BIGINT NOT NULL,
	actor TEXT NOT NULL,              -- account id, or 'system'
	action TEXT NOT NULL,             -- 'account.blocked'
	object TEXT NOT NULL,             -- id of the thing
	detail TEXT NOT NULL,             -- names and numbers, never contents
	hash BLOB NOT NULL,               -- made by src/crypt
	CHECK (seq >= 1)
);
CREATE INDEX audit_by_object ON audit (object, seq);

-- The feed tells of people too.  Made anew because a CHECK cannot be changed.
CREATE TABLE feed_next (
	part BIGINT NOT NULL REFERENCES feed_counter (part),
	seq BIGINT NOT NULL,              -- from 1, without gaps
	entity TEXT NOT NULL,             -- 'opening' is a programme too; 'account'
	                                  -- is its role, epoch and memberships;
	                                  -- 'profile' is its consents too
	id TEXT NOT NULL,                 -- of a thing that may be gone by now
	PRIMARY KEY (part, seq),
	CHECK (entity IN ('opening', 'organisation', 'account', 'profile',
		'application'))
);
INSERT INTO feed_next (part, seq, entity, id)
SELECT part, seq, entity, id FROM feed;
DROP TABLE feed;
ALTER TABLE feed_next RENAME TO feed;
