/*
 * fts - documents in an FTS5 table of the real SQLite, with the tokenizer of
 * src/store, and the questions that the tests of the text half put to it.
 *
 * A table of its own in the connection's temporary database: one column a field
 * and language, so that nothing reaches from one version of a text to another.
 * Answers are bitmaps over the documents, in the arena, each asked for once.
 */
#ifndef SUPPORT_FTS_H
#define SUPPORT_FTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "matcher/textindex.h"

struct arena;
struct db;
struct map;
struct sqlite3_stmt;

struct fts {
	struct arena *arena;
	size_t count; /* of documents */
	size_t words; /* of a bitmap */
	struct map *answers;
	struct map *places;
	struct map *forms; /* term and place of what is no word */
	struct sqlite3_stmt *match, *instances;
	size_t asked; /* of FTS5, each once */
};

/* The connection must outlive it; a failure ends the test. */
void fts_open(struct fts *f, struct arena *a, struct db *db,
	      const struct textdoc *docs, size_t n);
void fts_close(struct fts *f);

/* Documents that match the text as one quoted string: a word, or a run. */
const uint64_t *fts_match(struct fts *f, struct slice text);

/*
 * Where the term itself stands: document, column and place as one number.
 * FTS5 does not tell a word from another form of it at the same place; what is
 * written is only the word, and `written` leaves the forms out.
 */
struct fts_places {
	size_t count;
	const uint64_t *items; /* ascending; the next place is one more */
};
struct fts_places fts_instances(struct fts *f, struct slice term);
struct fts_places fts_written(struct fts *f, struct slice term);
size_t fts_document(uint64_t place);

#endif
