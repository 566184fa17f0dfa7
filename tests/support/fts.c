/* fts - see fts.h. */
#include "support/fts.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/buf.h"
#include "base/map.h"
#include "matcher/analyse.h"
#include "store/handle.h"

enum { COLUMNS = FIELD__COUNT * LANG__COUNT, COLUMN_BITS = 5, PLACE_BITS = 24 };

static void run(sqlite3 *handle, const char *sql)
{
	assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL),
			 SQLITE_OK);
}

static sqlite3_stmt *prepare(sqlite3 *handle, const char *sql)
{
	sqlite3_stmt *st;

	assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &st, NULL),
			 SQLITE_OK);
	return st;
}

static void make_table(sqlite3 *handle)
{
	struct buf sql;

	buf_init(&sql, 4096);
	buf_add_text(&sql, "CREATE VIRTUAL TABLE temp.texts USING fts5(");
	for (int i = 0; i < COLUMNS; i++)
		buf_print(&sql, "c%d,", i);
	buf_add_text(&sql, "tokenize='baybridge');"
			   "CREATE VIRTUAL TABLE temp.instances USING "
			   "fts5vocab(temp,texts,instance)");
	buf_add_char(&sql, '\0');
	run(handle, sql.p);
	buf_done(&sql);
}

static void fill_table(sqlite3 *handle, const struct textdoc *docs, size_t n)
{
	sqlite3_stmt *st;
	struct buf sql;

	buf_init(&sql, 4096);
	buf_add_text(&sql, "INSERT INTO temp.texts VALUES(?");
	for (int i = 1; i < COLUMNS; i++)
		buf_add_text(&sql, ",?");
	buf_add_text(&sql, ")");
	buf_add_char(&sql, '\0');
	st = prepare(handle, sql.p);
	/* Rows are numbered from 1 in the order of the documents. */
	for (size_t d = 0; d < n; d++) {
		for (int i = 0; i < COLUMNS; i++) {
			struct slice s =
				docs[d].in[i / LANG__COUNT][i % LANG__COUNT];

			sqlite3_bind_text(st, i + 1, s.p, (int)s.n,
					  SQLITE_STATIC);
		}
		assert_int_equal(sqlite3_step(st), SQLITE_DONE);
		sqlite3_reset(st);
	}
	sqlite3_finalize(st);
	buf_done(&sql);
}

static uint64_t place_of(size_t doc, int column, size_t at)
{
	return ((uint64_t)doc << COLUMN_BITS | (uint64_t)column) << PLACE_BITS |
	       at;
}

struct noting {
	struct fts *fts;
	size_t doc;
	int column;
	size_t next; /* place */
};

static struct slice form_key(struct arena *a, struct slice term, uint64_t place)
{
	return arena_print(a, "%" PRIu64 " %.*s", place, SLICE_ARG(term));
}

static int note_form(void *ctx, unsigned flags, struct slice term,
		     uint32_t from, uint32_t to)
{
	struct noting *n = ctx;

	(void)from;
	(void)to;
	if (!(flags & TOKEN_COLOCATED))
		n->next++;
	else if (!(flags & (TOKEN_HAN | TOKEN_STEM)))
		map_put(n->fts->forms,
			form_key(n->fts->arena, term,
				 place_of(n->doc, n->column, n->next - 1)),
			n->fts);
	return 0;
}

static void note_forms(struct fts *f, struct analyser *an,
		       const struct textdoc *docs)
{
	for (size_t d = 0; d < f->count; d++) {
		for (int i = 0; i < COLUMNS; i++) {
			struct noting n = {f, d, i, 0};

			analyse(an, ANALYSE_DOCUMENT,
				docs[d].in[i / LANG__COUNT][i % LANG__COUNT],
				note_form, &n);
		}
	}
}

void fts_open(struct fts *f, struct arena *a, struct db *db,
	      const struct textdoc *docs, size_t n)
{
	sqlite3 *handle = db->handle;

	run(handle, "PRAGMA temp_store=MEMORY");
	make_table(handle);
	run(handle, "BEGIN");
	fill_table(handle, docs, n);
	run(handle, "COMMIT");
	*f = (struct fts){.arena = a,
			  .count = n,
			  .words = n / 64 + 1,
			  .answers = map_new(a),
			  .places = map_new(a),
			  .forms = map_new(a)};
	note_forms(f, db->analyser, docs);
	f->match = prepare(handle,
			   "SELECT rowid FROM temp.texts WHERE texts MATCH ?");
	f->instances = prepare(handle, "SELECT doc, substr(col, 2), offset "
				       "FROM temp.instances WHERE term = ?");
}

void fts_close(struct fts *f)
{
	sqlite3_finalize(f->match);
	sqlite3_finalize(f->instances);
}

static struct slice quoted(struct arena *a, struct slice text)
{
	struct buf b;
	struct slice s;

	buf_init(&b, 1 << 20);
	buf_add_char(&b, '"');
	for (size_t i = 0; i < text.n; i++) {
		/* A zero octet would end the expression. */
		buf_add_char(&b, text.p[i] == '\0' ? ' ' : text.p[i]);
		if (text.p[i] == '"')
			buf_add_char(&b, '"');
	}
	buf_add_char(&b, '"');
	s = arena_copy(a, buf_slice(&b));
	buf_done(&b);
	return s;
}

const uint64_t *fts_match(struct fts *f, struct slice text)
{
	const uint64_t *known = map_get(f->answers, text);
	struct slice expression;
	uint64_t *answer;

	if (known != NULL)
		return known;
	answer = ARENA_ARRAY(f->arena, uint64_t, f->words);
	expression = quoted(f->arena, text);
	sqlite3_reset(f->match);
	sqlite3_bind_text(f->match, 1, expression.p, (int)expression.n,
			  SQLITE_STATIC);
	while (sqlite3_step(f->match) == SQLITE_ROW)
		bit_set(answer, (size_t)sqlite3_column_int64(f->match, 0) - 1);
	assert_int_equal(sqlite3_reset(f->match), SQLITE_OK);
	map_put(f->answers, arena_copy(f->arena, text), answer);
	f->asked++;
	return answer;
}

static int by_number(const void *x, const void *y)
{
	const uint64_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

static struct fts_places read_places(struct fts *f)
{
	size_t room = 64, n = 0;
	uint64_t *items = ARENA_ARRAY(f->arena, uint64_t, room);

	while (sqlite3_step(f->instances) == SQLITE_ROW) {
		uint64_t place = place_of(
			(size_t)sqlite3_column_int64(f->instances, 0) - 1,
			sqlite3_column_int(f->instances, 1),
			(size_t)sqlite3_column_int64(f->instances, 2));

		if (n == room) {
			uint64_t *more =
				ARENA_ARRAY(f->arena, uint64_t, 2 * room);

			memcpy(more, items, n * sizeof(*items));
			items = more;
			room *= 2;
		}
		items[n++] = place;
	}
	qsort(items, n, sizeof(*items), by_number);
	return (struct fts_places){n, items};
}

struct fts_places fts_instances(struct fts *f, struct slice term)
{
	const struct fts_places *known = map_get(f->places, term);
	struct fts_places *own;

	if (known != NULL)
		return *known;
	own = ARENA_NEW(f->arena, struct fts_places);
	sqlite3_reset(f->instances);
	sqlite3_bind_text(f->instances, 1, term.p, (int)term.n, SQLITE_STATIC);
	*own = read_places(f);
	assert_int_equal(sqlite3_reset(f->instances), SQLITE_OK);
	map_put(f->places, arena_copy(f->arena, term), own);
	f->asked++;
	return *own;
}

struct fts_places fts_written(struct fts *f, struct slice term)
{
	struct fts_places all = fts_instances(f, term);
	uint64_t *items = ARENA_ARRAY(f->arena, uint64_t, all.count + 1);
	size_t n = 0;

	for (size_t i = 0; i < all.count; i++) {
		struct slice key = form_key(f->arena, term, all.items[i]);

		if (map_get(f->forms, key) == NULL)
			items[n++] = all.items[i];
	}
	return (struct fts_places){n, items};
}

size_t fts_document(uint64_t place)
{
	return (size_t)(place >> (COLUMN_BITS + PLACE_BITS));
}
