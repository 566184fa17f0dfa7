-- Facts about the file itself.

-- name: setting_by_name
-- Its value; no row before it was first put.
SELECT value FROM setting WHERE name = $1;

-- name: setting_put
-- Makes it or replaces it.
INSERT INTO setting (name, value) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
