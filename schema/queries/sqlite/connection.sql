-- What makes a file and a connection ours.  `once` statements are prepared when
-- they run: PRAGMAs act while they are compiled, and the first of these run
-- before there is a schema.

-- name: pragma_journal_wal
-- Readers go on while the writer writes; answers 'wal'.
-- once: before the schema
PRAGMA journal_mode = WAL;

-- name: pragma_cache_large
-- 64 MiB of pages, for one long transaction.
-- once: before the schema
PRAGMA cache_size = -65536;

-- name: pragma_synchronous_full
-- COMMIT returns when the log is on the disk.
-- once: before the schema
PRAGMA synchronous = FULL;

-- name: pragma_foreign_keys
-- References are checked.
-- once: before the schema
PRAGMA foreign_keys = ON;

-- name: pragma_secure_delete
-- What is deleted is overwritten with zeros, not only forgotten.
-- once: before the schema
PRAGMA secure_delete = ON;

-- name: pragma_mmap_none
-- A disk error is an error and not a signal.
-- once: before the schema
PRAGMA mmap_size = 0;

-- name: pragma_cell_size_check
-- A damaged page is found when it is read.
-- once: before the schema
PRAGMA cell_size_check = ON;

-- name: pragma_query_only
-- A reader cannot write, whatever it is asked.
-- once: before the schema
PRAGMA query_only = ON;

-- name: pragma_application_id
-- Whose file it is; 0 in a new one.
-- once: before the schema
PRAGMA application_id;

-- name: pragma_user_version
-- The number of the last migration that ran; 0 in a new file.
-- once: before the schema
PRAGMA user_version;

-- name: tables_count
-- Whether anything is in the file.
-- once: before the schema
SELECT count(*) FROM sqlite_schema;

-- name: fts5_api
-- Stores the address of FTS5's interface in the pointer bound to it.
-- once: at the opening of a connection
SELECT fts5($1);

-- name: begin_writer
-- Takes the write lock now or says that it cannot.
BEGIN IMMEDIATE;

-- name: begin_reader
-- One state of the database for all that follows.
BEGIN;

-- name: commit
-- Durable when it returns.
COMMIT;

-- name: rollback
-- As if the transaction had not been.
ROLLBACK;

-- name: savepoint
-- The start of a job.
SAVEPOINT job;

-- name: release
-- The job stays, if the transaction does.
RELEASE job;

-- name: rollback_to
-- The job leaves nothing.
ROLLBACK TO job;

-- name: pragma_quick_check
-- 'ok', or a line for each problem.
-- once: a check
PRAGMA quick_check;

-- name: pragma_integrity_check
-- As quick_check, and the indexes against their tables.
-- once: a check
PRAGMA integrity_check;

-- name: pragma_foreign_key_check
-- A row for each reference to nothing.
-- once: a check
PRAGMA foreign_key_check;

-- name: vacuum
-- Every page written anew from its rows.  Outside a transaction.
-- once: after an erasure
VACUUM;
