-- The text index over opening_text.  Ranked queries say
-- ORDER BY rank and nothing else: a second key sorts every match.

-- name: fts_forget
-- Takes the words of an opening out, exactly as they were put in.
INSERT INTO opening_fts
	(opening_fts, rowid, title, skills, summary, organisation, body)
SELECT 'delete', number, title, skills, summary, organisation, body
FROM opening_text WHERE opening = $1;

-- name: fts_learn
-- Puts the words of an opening in.
INSERT INTO opening_fts (rowid, title, skills, summary, organisation, body)
SELECT number, title, skills, summary, organisation, body
FROM opening_text WHERE opening = $1;

-- name: fts_find
-- The best matches of an expression, which is made of quoted words only.
SELECT rowid, rank FROM opening_fts WHERE opening_fts MATCH $1
ORDER BY rank LIMIT $2;

-- name: fts_rebuild
-- All of it anew from opening_text, without a look at what was there.
INSERT INTO opening_fts (opening_fts) VALUES ('rebuild');

-- name: fts_merge
-- Merges segments, about $1 pages of them.
INSERT INTO opening_fts (opening_fts, rank) VALUES ('merge', $1);

-- name: fts_check
-- Fails when the index is damaged or does not fit opening_text.
INSERT INTO opening_fts (opening_fts, rank) VALUES ('integrity-check', 1);
