/*
 * find - openings_find(): ad-hoc search in the text index.
 *
 * What is typed never reaches FTS5 as it is.  The analyser cuts it into units,
 * a word or a run of Han characters each; the expression is the units, quoted,
 * joined by AND.  FTS5 analyses each again, which adds the stems and turns a
 * run into the phrase of its pairs.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "matcher/analyse.h"
#include "store/handle.h"
#include "store/openings.h"
#include "store/stmt.h"

enum { EXPRESSION_BYTES_MAX = 64 * 1024 };

struct unit {
	uint32_t from;
	uint32_t to;
	bool is_han;
};

struct units {
	size_t count;
	struct unit items[OPENINGS_WORDS_UNITS_MAX];
};

/* A pair of a run overlaps the pair before it, and so does the last one. */
static bool goes_on(const struct units *u, bool is_han, uint32_t from)
{
	const struct unit *last = &u->items[u->count - 1];

	return u->count > 0 && is_han && last->is_han && from < last->to;
}

static int collect(void *ctx, unsigned flags, struct slice term, uint32_t from,
		   uint32_t to)
{
	struct units *u = ctx;
	bool is_han = flags & TOKEN_HAN;

	(void)term;
	if (flags & TOKEN_COLOCATED)
		return 0;
	if (goes_on(u, is_han, from)) {
		struct unit *last = &u->items[u->count - 1];

		last->to = to > last->to ? to : last->to;
		return 0;
	}
	if (u->count == OPENINGS_WORDS_UNITS_MAX)
		return 1;
	u->items[u->count++] = (struct unit){from, to, is_han};
	return 0;
}

static void add_quoted(struct buf *b, struct slice word)
{
	buf_add_char(b, '"');
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] == '"')
			buf_add_char(b, '"');
		buf_add_char(b, word.p[i]);
	}
	buf_add_char(b, '"');
}

static void write_expression(const struct units *u, struct slice words,
			     struct buf *b)
{
	for (size_t i = 0; i < u->count; i++) {
		if (i > 0)
			buf_add_text(b, " AND ");
		add_quoted(b,
			   slice_cut(words, u->items[i].from, u->items[i].to));
	}
}

static enum err opening_of(struct db *db, struct arena *a, int64_t number,
			   struct slice *ret_id)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_OPENING_OF_NUMBER);
	enum err e;

	stmt_bind_i64(st, 1, number);
	e = stmt_one(st);
	if (e == ERR_OK)
		*ret_id = arena_copy(a, stmt_text(st, 0));
	return e;
}

/* FTS5 orders by rank alone; the order of equals is ours. */
static int compare_hits(const void *x, const void *y)
{
	const struct opening_hit *a = x;
	const struct opening_hit *b = y;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return slice_cmp(a->id, b->id);
}

static enum err read_hits(struct db *db, struct arena *a, struct slice expr,
			  size_t limit, struct opening_hits *hits)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_FTS_FIND);

	hits->items = ARENA_ARRAY(a, struct opening_hit, limit);
	stmt_bind_text(st, 1, expr);
	stmt_bind_i64(st, 2, (int64_t)limit);
	while (stmt_next(st)) {
		struct opening_hit *hit = &hits->items[hits->count];
		enum err e = opening_of(db, a, stmt_i64(st, 0), &hit->id);

		if (e != ERR_OK)
			return e;
		hit->rank = stmt_f64(st, 1);
		hits->count++;
	}
	if (hits->count > 1)
		qsort(hits->items, hits->count, sizeof(*hits->items),
		      compare_hits);
	return stmt_end(st);
}

enum err openings_find(struct db *db, struct arena *a, struct slice words,
		       size_t limit, struct opening_hits *ret_hits)
{
	struct opening_hits hits = {0};
	struct units units = {0};
	struct buf expression;
	enum err e = ERR_OK;

	if (limit > OPENINGS_HITS_MAX)
		limit = OPENINGS_HITS_MAX;
	if (analyse(db->analyser, ANALYSE_QUERY, words, collect, &units) != 0)
		return ERR_INVALID;
	buf_init(&expression, EXPRESSION_BYTES_MAX);
	write_expression(&units, words, &expression);
	if (buf_is_over(&expression))
		e = ERR_INVALID;
	else if (units.count > 0 && limit > 0)
		e = read_hits(db, a, buf_slice(&expression), limit, &hits);
	buf_done(&expression);
	if (e == ERR_OK)
		*ret_hits = hits;
	return e;
}
