/* evalset - reading the three files, and ranking; evalscore.c measures. */
#include "matcher/evalset.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "matcher/bounds.h"
#include "matcher/evaljudge.h"
#include "matcher/textquery.h"

struct evalset {
	size_t document_count;
	struct textdoc *documents;
	struct slice *docids;
	size_t query_count;
	struct slice *qids;
	struct slice *texts;
	struct judgements *judgements;
};

struct row {
	struct slice cells[3];
};

/* One file while it is read. */
struct table {
	const char *name;
	struct slice rest;
	unsigned columns;
	struct faults *faults;
};

static void refuse(const struct table *t, enum fault_code code, const char *arg)
{
	fault_at_pointer(t->faults, code, t->name, arg);
}

/* The next line that is not empty; false at the end, and after a fault. */
static bool next_row(struct table *t, struct row *ret)
{
	struct slice line = {NULL, 0};

	while (line.n == 0) {
		if (t->rest.n == 0)
			return false;
		t->faults->line++;
		line = slice_split(t->rest, '\n', &t->rest);
		while (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
	}
	for (unsigned i = 0; i + 1 < t->columns; i++) {
		const char *end = line.p + line.n;

		ret->cells[i] = slice_split(line, '\t', &line);
		if (ret->cells[i].p + ret->cells[i].n == end) {
			refuse(t, FAULT_TYPE_COLUMNS,
			       t->columns == 2 ? "2" : "3");
			return false;
		}
	}
	ret->cells[t->columns - 1] = line;
	return true;
}

static size_t count_lines(struct slice text)
{
	size_t n = 1;

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	return n;
}

struct pairs {
	size_t count;
	struct slice *ids;
	struct slice *texts;
};

static struct pairs read_pairs(struct arena *a, struct table *t)
{
	size_t most = count_lines(t->rest);
	struct pairs p = {0, ARENA_ARRAY(a, struct slice, most),
			  ARENA_ARRAY(a, struct slice, most)};
	struct map *seen = map_new(a);
	struct row row;

	t->faults->line = 0;
	while (next_row(t, &row)) {
		if (!map_put(seen, row.cells[0], t))
			refuse(t, FAULT_DUPLICATE_ID, NULL);
		p.ids[p.count] = row.cells[0];
		p.texts[p.count] = row.cells[1];
		p.count++;
	}
	return p;
}

/* A whole number of at most nine digits, spaces and a sign allowed. */
static bool read_grade(struct slice cell, int *ret)
{
	bool negative;
	int value = 0;

	cell = slice_trim(cell);
	negative = slice_starts(cell, SLICE("-"));
	if (negative || slice_starts(cell, SLICE("+")))
		cell = slice_cut(cell, 1, cell.n);
	if (cell.n == 0 || cell.n > 9)
		return false;
	for (size_t i = 0; i < cell.n; i++) {
		if (cell.p[i] < '0' || cell.p[i] > '9')
			return false;
		value = value * 10 + (cell.p[i] - '0');
	}
	*ret = negative ? -value : value;
	return true;
}

static void read_judgements(struct table *t, struct judgements *j)
{
	struct row row;
	int grade;

	t->faults->line = 0;
	while (next_row(t, &row)) {
		if (!read_grade(row.cells[2], &grade))
			refuse(t, FAULT_WHOLE, NULL);
		else if (grade > 0)
			judgements_add(j, row.cells[0], row.cells[1], grade);
	}
	if (judgements_count(j) == 0)
		refuse(t, FAULT_EMPTY, NULL);
}

static void check_utf8(const char *name, struct slice text, struct faults *f)
{
	char place[24];
	size_t at;

	if (utf8_is_valid(text, &at))
		return;
	snprintf(place, sizeof(place), "%zu", at);
	fault_at_pointer(f, FAULT_UTF8, name, place);
}

enum err evalset_read(struct arena *a, const struct eval_files *files,
		      struct evalset **ret_set, struct faults *reterr_faults)
{
	struct evalset *s = ARENA_NEW(a, struct evalset);
	struct table queries = {"queries.tsv", files->queries, 2,
				reterr_faults};
	struct table corpus = {"corpus.tsv", files->corpus, 2, reterr_faults};
	struct table qrels = {"qrels.tsv", files->qrels, 3, reterr_faults};
	struct pairs p;

	check_utf8(queries.name, queries.rest, reterr_faults);
	check_utf8(corpus.name, corpus.rest, reterr_faults);
	check_utf8(qrels.name, qrels.rest, reterr_faults);
	p = read_pairs(a, &queries);
	s->query_count = p.count;
	s->qids = p.ids;
	s->texts = p.texts;
	p = read_pairs(a, &corpus);
	s->document_count = p.count;
	s->docids = p.ids;
	s->documents = ARENA_ARRAY(a, struct textdoc, p.count + 1);
	for (size_t i = 0; i < p.count; i++)
		s->documents[i].in[FIELD_TITLE][LANG_EN] = p.texts[i];
	s->judgements = judgements_new(a);
	read_judgements(&qrels, s->judgements);
	if (faults_any(reterr_faults))
		return ERR_MALFORMED;
	*ret_set = s;
	return ERR_OK;
}

const struct textdoc *evalset_documents(const struct evalset *s,
					size_t *ret_count)
{
	*ret_count = s->document_count;
	return s->documents;
}

size_t evalset_queries(const struct evalset *s)
{
	return s->query_count;
}

size_t evalset_judged(const struct evalset *s)
{
	return judgements_count(s->judgements);
}

struct slice evalset_query_id(const struct evalset *s, size_t query)
{
	return s->qids[query];
}

/* Below 0: a stands before b. */
static int compare_rows(const void *a, const void *b)
{
	const struct eval_row *x = a;
	const struct eval_row *y = b;

	if (x->score_e9 != y->score_e9)
		return x->score_e9 > y->score_e9 ? -1 : 1;
	return slice_cmp(x->docid, y->docid);
}

static void swap_rows(struct eval_row *a, struct eval_row *b)
{
	struct eval_row kept = *a;

	*a = *b;
	*b = kept;
}

/* A heap whose root is the last of the rows that are kept. */
static void sift_down(struct eval_row *heap, size_t n)
{
	size_t at = 0;

	for (;;) {
		size_t child = 2 * at + 1;

		if (child >= n)
			return;
		if (child + 1 < n &&
		    compare_rows(&heap[child + 1], &heap[child]) > 0)
			child++;
		if (compare_rows(&heap[child], &heap[at]) <= 0)
			return;
		swap_rows(&heap[child], &heap[at]);
		at = child;
	}
}

static void sift_up(struct eval_row *heap, size_t at)
{
	while (at > 0 && compare_rows(&heap[at], &heap[(at - 1) / 2]) > 0) {
		swap_rows(&heap[at], &heap[(at - 1) / 2]);
		at = (at - 1) / 2;
	}
}

static struct bounds *bound_all(struct arena *a, const struct textresult *r,
				size_t count)
{
	struct bound *items = ARENA_ARRAY(a, struct bound, r->count + 1);
	size_t n = 0;

	for (size_t d = 0; d < count; d++) {
		if (bit_has(r->matched, d))
			items[n++] = (struct bound){
				(float)textresult_bound(r, d), (uint32_t)d};
	}
	return bounds_new(a, items, n);
}

static uint64_t as_printed(double score)
{
	return (uint64_t)llround(score * 1e9);
}

size_t evalset_rank(struct arena *a, struct analyser *an,
		    const struct textindex *x, const struct evalset *s,
		    size_t query, struct eval_row ret_rows[EVAL_DEPTH])
{
	const struct textquery *q =
		textquery_read(a, an, x, TEXTQUERY_RANK, s->texts[query]);
	struct textresult r = textquery_run(a, q, NULL);
	struct bounds *bounds = bound_all(a, &r, s->document_count);
	size_t n = 0;

	while (bounds_rest(bounds) >= 0 &&
	       (n < EVAL_DEPTH || bounds_rest(bounds) * 1e9 + 1 >=
					  (double)ret_rows[0].score_e9)) {
		const struct bound *batch;
		size_t count = bounds_take(bounds, EVAL_DEPTH / 4, &batch);

		for (size_t i = 0; i < count; i++) {
			uint32_t d = batch[i].doc;
			struct eval_row row = {
				s->docids[d],
				as_printed(textquery_score(q, d))};

			if (n < EVAL_DEPTH) {
				ret_rows[n] = row;
				sift_up(ret_rows, n);
				n++;
			} else if (compare_rows(&row, &ret_rows[0]) < 0) {
				ret_rows[0] = row;
				sift_down(ret_rows, n);
			}
		}
	}
	qsort(ret_rows, n, sizeof(ret_rows[0]), compare_rows);
	return n;
}

void evalset_measure(const struct evalset *s, size_t query,
		     const struct eval_row *rows, size_t n,
		     struct eval_measures *sums)
{
	judgements_measure(s->judgements, s->qids[query],
			   (struct eval_run){rows, n}, sums);
}

struct eval_measures evalset_mean(const struct evalset *s,
				  const struct eval_measures *sums)
{
	double n = (double)judgements_count(s->judgements);

	return (struct eval_measures){sums->map / n, sums->ndcg10 / n,
				      sums->p5 / n, sums->mrr / n,
				      sums->r100 / n};
}
