/* evalset: reading the files, measures worked out by hand, order of a run. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/analyse.h"
#include "matcher/evalset.h"

static struct arena *arena;
static struct analyser *analyser;

static enum err read_set(const char *queries, const char *corpus,
			 const char *qrels, struct evalset **ret)
{
	struct eval_files files = {slice_of(queries), slice_of(corpus),
				   slice_of(qrels)};
	static struct faults faults;

	memset(&faults, 0, sizeof(faults));
	return evalset_read(arena, &files, ret, &faults);
}

static struct refused {
	const char *name;
	const char *queries;
	const char *corpus;
	const char *qrels;
	enum fault_code code;
	const char *file;
	unsigned line;
} refused[] = {
	{"a line without a tab", "q\ttext\n", "d\ttext\nbad\n", "q\td\t1\n",
	 FAULT_TYPE_COLUMNS, "corpus.tsv", 2},
	{"a judgement of two columns", "q\ttext\n", "d\ttext\n", "q\td\n",
	 FAULT_TYPE_COLUMNS, "qrels.tsv", 1},
	{"a grade that is no number", "q\ttext\n", "d\ttext\n", "\nq\td\tone\n",
	 FAULT_WHOLE, "qrels.tsv", 2},
	{"a document twice", "q\ttext\n", "d\ta\nd\tb\n", "q\td\t1\n",
	 FAULT_DUPLICATE_ID, "corpus.tsv", 2},
	{"nothing relevant", "q\ttext\n", "d\ta\n", "q\td\t0\n", FAULT_EMPTY,
	 "qrels.tsv", 1},
	{"bad UTF-8", "q\t\xFF\n", "d\ta\n", "q\td\t1\n", FAULT_UTF8,
	 "queries.tsv", 0},
};

static void is_refused(void **state)
{
	const struct refused *row = *state;
	struct eval_files files = {slice_of(row->queries),
				   slice_of(row->corpus), slice_of(row->qrels)};
	struct faults faults = {0};
	struct evalset *s = NULL;

	assert_int_equal(evalset_read(arena, &files, &s, &faults),
			 ERR_MALFORMED);
	assert_null(s);
	assert_int_equal(faults.items[0].code, row->code);
	assert_string_equal(faults.items[0].at, row->file);
	assert_int_equal(faults.items[0].line, row->line);
}

static struct eval_row rows_of(const char *id, uint64_t score)
{
	return (struct eval_row){slice_of(id), score};
}

/* d1 (grade 2) third, d2 (grade 1) first, d3 (grade 1) not found. */
static void the_measures_are_those_worked_out_by_hand(void **state)
{
	struct eval_row run[] = {rows_of("d2", 9), rows_of("x", 8),
				 rows_of("d1", 7), rows_of("y", 6)};
	struct eval_measures m = {0};
	struct evalset *s;
	double ideal = 2 + 1 / log2(3) + 1 / log2(4);

	(void)state;
	assert_int_equal(read_set("q\ttext\r\n\nother\twords\n", "d1\ta\n",
				  "q\td1\t 2\nq\td2\t1\nq\td3\t1\nq\tx\t0\n"
				  "absent\td1\t1\n",
				  &s),
			 ERR_OK);
	assert_int_equal(evalset_queries(s), 2);
	assert_int_equal(evalset_judged(s), 2);
	evalset_measure(s, 0, run, COUNT(run), &m);
	evalset_measure(s, 1, run, COUNT(run), &m);
	assert_true(fabs(m.map - (1 + 2. / 3) / 3) < 1e-12);
	assert_true(fabs(m.ndcg10 - (1 + 2 / log2(4)) / ideal) < 1e-12);
	assert_true(fabs(m.p5 - 2. / 5) < 1e-12);
	assert_true(fabs(m.mrr - 1) < 1e-12);
	assert_true(fabs(m.r100 - 2. / 3) < 1e-12);
	assert_true(fabs(evalset_mean(s, &m).mrr - .5) < 1e-12);
}

static size_t rank(const struct evalset *s, size_t query,
		   struct eval_row rows[EVAL_DEPTH])
{
	size_t n;
	const struct textdoc *docs = evalset_documents(s, &n);
	const struct textindex *x =
		textindex_build(arena, analyser, NULL, docs, n);

	return evalset_rank(arena, analyser, x, s, query, rows);
}

static void equal_scores_come_in_the_order_of_ids(void **state)
{
	struct eval_row rows[EVAL_DEPTH];
	struct evalset *s;

	(void)state;
	assert_int_equal(read_set("q\tchef\n",
				  "b\tchef\nB\tchef\na\tchef\nc\tother\n"
				  "d\tchef chef\n",
				  "q\ta\t1\n", &s),
			 ERR_OK);
	assert_int_equal(rank(s, 0, rows), 4);
	assert_true(slice_is(rows[0].docid, "d"));
	assert_true(slice_is(rows[1].docid, "B"));
	assert_true(slice_is(rows[2].docid, "a"));
	assert_true(slice_is(rows[3].docid, "b"));
	assert_true(rows[1].score_e9 == rows[3].score_e9);
}

/* More documents than the depth: the best stay, scores never rise. */
static void a_run_ends_at_its_depth_best_first(void **state)
{
	static struct eval_row rows[EVAL_DEPTH];
	struct buf corpus;
	struct evalset *s;
	size_t n;

	(void)state;
	buf_init(&corpus, 1 << 20);
	for (int i = 0; i < 3000; i++) {
		buf_print(&corpus, "d%04d\tchef", i * 7 % 3000);
		for (int k = 0; k < i % 13; k++)
			buf_add_text(&corpus, " filler");
		buf_add_char(&corpus, '\n');
	}
	buf_add_char(&corpus, '\0');
	assert_int_equal(
		read_set("q\tchef\nnone\t?!\n", corpus.p, "q\td0001\t1\n", &s),
		ERR_OK);
	n = rank(s, 0, rows);
	assert_int_equal(n, EVAL_DEPTH);
	for (size_t i = 1; i < n; i++) {
		assert_true(rows[i].score_e9 <= rows[i - 1].score_e9);
		assert_true(rows[i].score_e9 < rows[i - 1].score_e9 ||
			    slice_cmp(rows[i - 1].docid, rows[i].docid) < 0);
	}
	assert_true(rows[0].score_e9 > rows[n - 1].score_e9);
	assert_int_equal(rank(s, 1, rows), 0);
	assert_true(slice_is(evalset_query_id(s, 1), "none"));
	buf_done(&corpus);
}

static int open_all(void **state)
{
	(void)state;
	arena = arena_new(0);
	analyser = analyser_new();
	return 0;
}

static int close_all(void **state)
{
	(void)state;
	analyser_free(analyser);
	arena_free(arena);
	return 0;
}

enum { PLAIN = 3 };

int main(void)
{
	struct CMUnitTest tests[PLAIN + COUNT(refused)] = {
		cmocka_unit_test(the_measures_are_those_worked_out_by_hand),
		cmocka_unit_test(equal_scores_come_in_the_order_of_ids),
		cmocka_unit_test(a_run_ends_at_its_depth_best_first),
	};

	for (size_t i = 0; i < COUNT(refused); i++) {
		tests[PLAIN + i].name = refused[i].name;
		tests[PLAIN + i].test_func = is_refused;
		tests[PLAIN + i].initial_state = &refused[i];
	}
	return cmocka_run_group_tests_name("evalset", tests, open_all,
					   close_all);
}
