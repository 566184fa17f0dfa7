/*
 * openings - the openings and programmes of the record.
 *
 * A document is canonical JSON, written and read by the codecs in api/; the
 * store looks into it never.  Beside it stand the few columns that statements
 * need, and the words that the text index is made of.  Row, words, text index
 * and change feed are written here together: no caller can do one without the
 * others.  Writers call inside a transaction.
 */
#ifndef STORE_OPENINGS_H
#define STORE_OPENINGS_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"
#include "store/change.h"

struct arena;
struct db;

enum { OPENINGS_WORDS_UNITS_MAX = 32, OPENINGS_HITS_MAX = 1000 };

/* The text of an opening in all its languages, one field each. */
struct opening_words {
	struct slice title;
	struct slice skills;
	struct slice summary;
	struct slice organisation;
	struct slice body;
};

/* What openings_put() takes; the words are only written, never read back. */
struct stored_opening {
	struct slice id;
	struct slice type;         /* "opening" or "programme" */
	struct slice status;       /* "draft", "open" ...; never empty */
	struct slice organisation; /* its id; empty: none */
	struct slice document;
	struct opening_words words;
	int64_t confirmed_day; /* newest day a source held; 0 none */
	int64_t version; /* from 1, one more with each change; set by the store */
	int64_t created_us;
	int64_t updated_us;
};

/*
 * By id: makes it, or replaces it when anything differs.  An unchanged one
 * leaves no trace, not even in the feed.  ERR_CONFLICT: a type or status that
 * the schema does not know.
 */
MUST_USE enum err openings_put(struct db *db, const struct stored_opening *o,
			       enum change *ret_change);

/* ERR_NOT_FOUND: there is none of this id. */
MUST_USE enum err openings_remove(struct db *db, struct slice id);

/* Whatever its status; the slices live in the arena.  ERR_NOT_FOUND. */
MUST_USE enum err openings_get(struct db *db, struct arena *a, struct slice id,
			       struct stored_opening *ret_opening);

/*
 * All of them in order of id (by octets).  The slices live during the call of
 * `visit` only; what it returns, if not ERR_OK, ends the walk and is returned.
 * `visit` may read by other functions but writes nothing.  Inside db_begin()
 * and db_commit() of a reader the walk and feed_position() show one state.
 */
typedef enum err openings_visit(void *ctx, const struct stored_opening *o);
MUST_USE enum err openings_each(struct db *db, openings_visit *visit,
				void *ctx);

/*
 * The ad-hoc search (the served one is matcher/'s): openings whose text has
 * every word of `words` (a word, one of its stems, or a run of Han characters
 * in either script), best by FTS5's bm25 first, ties by id.  Nothing in the
 * words is an operator.  No word at all finds nothing.  At most `limit` hits
 * (up to OPENINGS_HITS_MAX).  ERR_INVALID: more than OPENINGS_WORDS_UNITS_MAX
 * words.
 */
struct opening_hit {
	struct slice id;
	double rank; /* lower is better */
};

struct opening_hits {
	size_t count;
	struct opening_hit *items;
};

MUST_USE enum err openings_find(struct db *db, struct arena *a,
				struct slice words, size_t limit,
				struct opening_hits *ret_hits);

#endif
