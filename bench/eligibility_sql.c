/* eligibility_sql - see eligibility_sql.h. */
#include "eligibility_sql.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "matcher/shape.h"

enum { TESTS_MAX = 32, SQL_BYTES = 16384 };

struct sql_table {
	struct arena *arena;
	struct shapes *shapes;
	sqlite3 *db;
	sqlite3_stmt *count;
	size_t test_count;
	const struct shape *first[TESTS_MAX]; /* of the first opening */
};

static void ok(struct sql_table *t, int code)
{
	if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW)
		return;
	fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(t->db));
	exit(EXIT_FAILURE);
}

static const struct rule *rule_of(const struct judged *j)
{
	return &j->own->rules[0];
}

static const struct shape *shape_at(struct sql_table *t, const struct judged *j,
				    size_t i)
{
	const struct rule *r = rule_of(j);

	return shapes_add(t->shapes, &r->literals[r->rows[0].literals[i]]);
}

static sqlite3_stmt *prepare(struct sql_table *t, const struct buf *sql)
{
	sqlite3_stmt *st;

	ok(t, sqlite3_prepare_v2(t->db, sql->p, (int)sql->n, &st, NULL));
	return st;
}

static void make_table(struct sql_table *t, struct buf *sql)
{
	buf_clear(sql);
	buf_add_text(sql, "CREATE TABLE o(id INTEGER PRIMARY KEY");
	for (size_t i = 0; i < t->test_count; i++)
		buf_print(sql, ",a%zu NOT NULL,b%zu NOT NULL", i, i);
	buf_print(sql, ")%c", '\0');
	ok(t, sqlite3_exec(t->db, sql->p, NULL, NULL, NULL));
}

static double bounded(double x)
{
	return isfinite(x) ? x : copysign(1e18, x);
}

static void fill_row(struct sql_table *t, sqlite3_stmt *st,
		     const struct judged *j)
{
	for (size_t i = 0; i < t->test_count; i++) {
		const struct shape *s = shape_at(t, j, i);
		int at = 2 * (int)i + 1;

		if (s->group->kind == SHAPE_RANGE) {
			ok(t,
			   sqlite3_bind_double(st, at, bounded(s->range.lo)));
			ok(t, sqlite3_bind_double(st, at + 1,
						  bounded(s->range.hi)));
			continue;
		}
		ok(t, sqlite3_bind_int64(st, at, (int64_t)s->values[0]));
		ok(t, sqlite3_bind_int64(st, at + 1, 0));
	}
	ok(t, sqlite3_step(st));
	ok(t, sqlite3_reset(st));
}

static void fill(struct sql_table *t, struct buf *sql,
		 const struct judged *judged, size_t n)
{
	sqlite3_stmt *st;

	buf_clear(sql);
	buf_add_text(sql, "INSERT INTO o VALUES(NULL");
	for (size_t i = 0; i < 2 * t->test_count; i++)
		buf_add_text(sql, ",?");
	buf_add_text(sql, ")");
	st = prepare(t, sql);
	ok(t, sqlite3_exec(t->db, "BEGIN", NULL, NULL, NULL));
	for (size_t i = 0; i < n; i++)
		fill_row(t, st, &judged[i]);
	ok(t, sqlite3_exec(t->db, "COMMIT", NULL, NULL, NULL));
	sqlite3_finalize(st);
}

static void write_select(struct sql_table *t, struct buf *sql)
{
	buf_clear(sql);
	buf_add_text(sql, "SELECT count(*) FROM o WHERE 1");
	for (size_t i = 0; i < t->test_count; i++) {
		enum shape_kind kind = t->first[i]->group->kind;

		if (kind == SHAPE_RANGE)
			buf_print(sql, " AND ?%zu BETWEEN a%zu AND b%zu", i + 1,
				  i, i);
		else
			buf_print(sql, " AND (?%zu & a%zu) %s 0", i + 1, i,
				  kind == SHAPE_ANY ? "<>" : "=");
	}
	t->count = prepare(t, sql);
}

struct sql_table *sql_table_new(const struct judged *judged, size_t n)
{
	struct arena *a = arena_new(0);
	struct sql_table *t = ARENA_NEW(a, struct sql_table);
	struct buf sql;

	t->arena = a;
	t->shapes = shapes_new(a, NULL);
	t->test_count = rule_of(judged)->rows[0].count;
	for (size_t i = 0; i < t->test_count; i++)
		t->first[i] = shape_at(t, judged, i);
	ok(t, sqlite3_open(":memory:", &t->db));
	buf_init(&sql, SQL_BYTES);
	make_table(t, &sql);
	fill(t, &sql, judged, n);
	ok(t, sqlite3_exec(t->db, "ANALYZE", NULL, NULL, NULL));
	write_select(t, &sql);
	buf_done(&sql);
	return t;
}

void sql_table_free(struct sql_table *t)
{
	sqlite3_finalize(t->count);
	sqlite3_close(t->db);
	shapes_free(t->shapes);
	arena_free(t->arena);
}

size_t sql_table_count(struct sql_table *t, const struct facts *facts,
		       int32_t as_of)
{
	const struct days days = {as_of, DAY_NONE, DAY_NONE};
	size_t count;

	for (size_t i = 0; i < t->test_count; i++) {
		const struct shape_group *g = t->first[i]->group;
		double lo, hi;

		if (g->kind != SHAPE_RANGE) {
			const struct fact *f = &facts->of[g->test->attr->index];

			ok(t, sqlite3_bind_int64(t->count, (int)i + 1,
						 (int64_t)f->held[0]));
		} else if (shape_interval(g, facts, &days, &lo, &hi)) {
			ok(t, sqlite3_bind_double(t->count, (int)i + 1, lo));
		}
	}
	ok(t, sqlite3_step(t->count));
	count = (size_t)sqlite3_column_int64(t->count, 0);
	ok(t, sqlite3_reset(t->count));
	return count;
}
