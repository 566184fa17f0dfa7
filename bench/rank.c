/*
 * rank - R1 and R2: ranked words over openings, against plain FTS5, and the
 * queries for the peers of bench/peers.
 *
 *   bench_rank OPENINGS.ndjson [QUERIES.json]
 *
 * FTS5 has our tokenizer, the same five columns, all in memory, and answers
 * `ORDER BY rank LIMIT 10`; ours answers its page of 10 without facets, in the
 * last class a page of 20 with them.  Ours knows synonyms and occupations, which
 * FTS5 does not: it is timed without them too.  Queries alternate between all.
 * The words come from the openings themselves, chosen by how many openings hold
 * them, as FTS5 counts; ours finds those and more.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/buf.h"
#include "base/day.h"
#include "json/jw.h"
#include "matcher/bounds.h"
#include "matcher/search.h"
#include "measure.h"
#include "served.h"
#include "store/handle.h"
#include "store/tokenizer.h"
#include "support/random.h"
#include "words.h"

enum { PER_CLASS = 24, ROUNDS = 5, TRIED = 4000, PAGE = 10, SHOWN = 20 };

enum class { DF_01, DF_1, DF_10, DF_50, AND_3, FILTERED, CLASS__COUNT };

static const char *const class_words[] = {
	"one word in 0.1 %",       "one word in 1 %",
	"one word in 10 %",        "one word in 50 %",
	"three words, all needed", "three words, four filters, facets"};

static const double shares[] = {.001, .01, .1, .5};

/* Of the target of R1: how many times faster; 0: none is set. */
static const double at_least[CLASS__COUNT] = {0, 50, 0, 300, 0, 0};

struct asked {
	enum class class;
	struct slice words;
	size_t found;            /* by FTS5 */
	size_t more;             /* by ours */
	double ours, fts, alone; /* us of processor, median of the rounds */
	double wall;             /* us on the clock, as peers are timed */
};

struct bench {
	struct arena *arena, *scratch;
	struct served served;
	struct random random;
	struct asked queries[CLASS__COUNT * PER_CLASS];
	size_t count;
	const struct textindex *alone; /* without synonyms and occupations */
	sqlite3 *fts;
	sqlite3_stmt *ask, *count_found;
	struct db db; /* what the tokenizer is registered through */
};

static void ok(struct bench *b, int code)
{
	if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW)
		return;
	fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(b->fts));
	exit(EXIT_FAILURE);
}

static struct search_query query_of(const struct bench *b,
				    const struct asked *q)
{
	struct search_query s = {
		.analyser = b->served.analyser,
		.words = q->words,
		.filters = filters_none(day_of(2026, 11, 25)),
		.limit = q->class == FILTERED ? SHOWN : PAGE,
		.without_facets = q->class != FILTERED,
	};

	if (q->class != FILTERED)
		return s;
	s.filters.kinds = 1u << KIND_JOB | 1u << KIND_INTERNSHIP;
	s.filters.states = 1u << STATE_OPEN;
	s.filters.pay_min = 12000;
	s.filters.closes_before = day_of(2027, 6, 30);
	return s;
}

static size_t run(struct bench *b, const struct asked *q,
		  struct search_answer *ret)
{
	struct search_query s = query_of(b, q);

	arena_reset(b->scratch);
	search_run(b->scratch, b->served.snapshot, &s, ret);
	return ret->total;
}

static void add(struct bench *b, enum class class, const struct asked *q)
{
	size_t have = 0;

	for (size_t i = 0; i < b->count; i++) {
		have += b->queries[i].class == class;
		if (slice_eq(b->queries[i].words, q->words) &&
		    b->queries[i].class == class)
			return;
	}
	if (have == PER_CLASS)
		return;
	b->queries[b->count] = *q;
	b->queries[b->count++].class = class;
}

/* Within a factor of two of the share. */
static void add_by_share(struct bench *b, const struct asked *q)
{
	double share = (double)q->found / (double)b->served.snapshot->count;

	for (size_t i = 0; i < COUNT(shares); i++) {
		if (share > shares[i] / 2 && share < shares[i] * 2)
			add(b, (enum class)i, q);
	}
}

static void fill(struct bench *b)
{
	static const char insert[] =
		"INSERT INTO t(rowid,title,skills,summary,organisation,body) "
		"VALUES (?1,?2,?3,?4,?5,?6)";
	const struct snapshot *s = b->served.snapshot;
	sqlite3_stmt *st;

	ok(b, sqlite3_exec(b->fts,
			   "CREATE VIRTUAL TABLE t USING fts5(title,skills,"
			   "summary,organisation,body,tokenize='baybridge');"
			   "BEGIN",
			   NULL, NULL, NULL));
	ok(b, sqlite3_prepare_v2(b->fts, insert, -1, &st, NULL));
	for (size_t i = 0; i < s->count; i++) {
		struct textdoc doc;

		arena_reset(b->scratch);
		snapshot_describe(b->scratch, s, i, &doc);
		ok(b, sqlite3_bind_int64(st, 1, (sqlite3_int64)i + 1));
		for (int f = 0; f < FIELD__COUNT; f++) {
			struct buf text;

			buf_init(&text, 1 << 24);
			for (int l = 0; l < LANG__COUNT; l++) {
				buf_add_slice(&text, doc.in[f][l]);
				buf_add_char(&text, '\n');
			}
			ok(b, sqlite3_bind_text(st, 2 + f, text.p, (int)text.n,
						SQLITE_TRANSIENT));
			buf_done(&text);
		}
		ok(b, sqlite3_step(st));
		ok(b, sqlite3_reset(st));
	}
	sqlite3_finalize(st);
	ok(b,
	   sqlite3_exec(b->fts, "COMMIT; INSERT INTO t(t) VALUES('optimize')",
			NULL, NULL, NULL));
}

static void open_fts(struct bench *b)
{
	ok(b, sqlite3_open(":memory:", &b->fts));
	b->db = (struct db){.handle = b->fts, .analyser = b->served.analyser};
	if (tokenizer_register(&b->db) != ERR_OK)
		exit(EXIT_FAILURE);
	fill(b);
	ok(b, sqlite3_prepare_v2(b->fts,
				 "SELECT rowid FROM t WHERE t MATCH ?1 "
				 "ORDER BY rank LIMIT 10",
				 -1, &b->ask, NULL));
	ok(b,
	   sqlite3_prepare_v2(b->fts, "SELECT count(*) FROM t WHERE t MATCH ?1",
			      -1, &b->count_found, NULL));
}

/* Each word quoted: all are needed. */
static void bind_words(struct bench *b, sqlite3_stmt *st, struct slice words)
{
	struct buf text;

	buf_init(&text, 65536);
	while (words.n > 0) {
		struct slice word = slice_split(words, ' ', &words);

		if (word.n > 0)
			buf_print(&text, "\"%.*s\" ", SLICE_ARG(word));
	}
	ok(b, sqlite3_bind_text(st, 1, text.p, (int)text.n, SQLITE_TRANSIENT));
	buf_done(&text);
}

/* How many openings hold the words, and how many ours finds. */
static void count_found(struct bench *b, struct asked *q)
{
	struct search_answer answer;

	bind_words(b, b->count_found, q->words);
	ok(b, sqlite3_step(b->count_found));
	q->found = (size_t)sqlite3_column_int64(b->count_found, 0);
	sqlite3_reset(b->count_found);
	q->more = run(b, q, &answer);
}

static void choose(struct bench *b)
{
	for (int i = 0; i < TRIED; i++) {
		struct slice w[WORDS_TAKEN];
		struct asked q = {.class = DF_01};

		words_of_some(b->arena, b->served.snapshot, &b->random, w);
		if (w[0].n < 2)
			continue;
		q.words = w[0];
		count_found(b, &q);
		add_by_share(b, &q);
		if (w[1].n < 2 || w[2].n < 2)
			continue;
		q.words =
			arena_print(b->arena, "%.*s %.*s %.*s", SLICE_ARG(w[0]),
				    SLICE_ARG(w[1]), SLICE_ARG(w[2]));
		q.class = i % 2 == 0 ? AND_3 : FILTERED;
		count_found(b, &q);
		if (q.found > 0)
			add(b, q.class, &q);
	}
}

static double time_fts(struct bench *b, const struct asked *q)
{
	double from = core_us();

	bind_words(b, b->ask, q->words);
	while (sqlite3_step(b->ask) == SQLITE_ROW)
		keep((size_t)sqlite3_column_int64(b->ask, 0));
	sqlite3_reset(b->ask);
	return core_us() - from;
}

static double time_ours(struct bench *b, const struct asked *q,
			double *ret_wall)
{
	struct search_answer answer;
	double wall = now_us(), from = core_us();

	keep(run(b, q, &answer));
	from = core_us() - from;
	*ret_wall = now_us() - wall;
	return from;
}

/* The same texts, indexed without knowledge: what FTS5 has, and grams. */
static void index_alone(struct bench *b)
{
	const struct snapshot *s = b->served.snapshot;
	struct arena *a = arena_new(0);
	struct textdoc *docs = ARENA_ARRAY(a, struct textdoc, s->count);

	for (size_t i = 0; i < s->count; i++)
		snapshot_describe(a, s, i, &docs[i]);
	b->alone = textindex_build(b->arena, b->served.analyser, NULL, docs,
				   s->count);
	arena_free(a);
}

/* Ten best of what the words match: bounds, then scores. */
static double time_alone(struct bench *b, const struct asked *q)
{
	double from = core_us();
	const struct textquery *query;
	struct textresult r;
	struct bound *items;
	struct bounds *bounds;
	double best[PAGE] = {0};
	size_t n = 0;

	arena_reset(b->scratch);
	query = textquery_read(b->scratch, b->served.analyser, b->alone,
			       TEXTQUERY_SEARCH, q->words);
	r = textquery_run(b->scratch, query, NULL);
	items = ARENA_ARRAY(b->scratch, struct bound, r.count + 1);
	for (size_t w = 0; w < textindex_bitmap_words(b->alone); w++) {
		for (uint64_t l = r.matched[w]; l != 0; l &= l - 1) {
			size_t d = w * 64 + (size_t)__builtin_ctzll(l);

			items[n++] = (struct bound){
				(float)textresult_bound(&r, d), (uint32_t)d};
		}
	}
	bounds = bounds_new(b->scratch, items, n);
	while (bounds_rest(bounds) >= best[PAGE - 1]) {
		const struct bound *batch;
		size_t took = bounds_take(bounds, PAGE + 4, &batch);

		for (size_t i = 0; i < took; i++) {
			double score = textquery_score(query, batch[i].doc);
			size_t at = PAGE - 1;

			if (score <= best[at])
				continue;
			for (; at > 0 && best[at - 1] < score; at--)
				best[at] = best[at - 1];
			best[at] = score;
		}
	}
	keep((size_t)best[0]);
	return core_us() - from;
}

static void time_all(struct bench *b)
{
	for (size_t i = 0; i < b->count; i++) {
		struct asked *q = &b->queries[i];
		double ours[ROUNDS], fts[ROUNDS], alone[ROUNDS], wall[ROUNDS];

		for (int k = 0; k < ROUNDS; k++) {
			ours[k] = time_ours(b, q, &wall[k]);
			fts[k] = time_fts(b, q);
			alone[k] = time_alone(b, q);
		}
		q->alone = quantile(alone, ROUNDS, .5);
		q->wall = quantile(wall, ROUNDS, .5);
		q->ours = quantile(ours, ROUNDS, .5);
		q->fts = quantile(fts, ROUNDS, .5);
	}
}

static void report(struct bench *b, enum class class)
{
	double ours[PER_CLASS], fts[PER_CLASS], ratio[PER_CLASS];
	double alone[PER_CLASS], bare[PER_CLASS], found = 0, more = 0;
	size_t n = 0;

	for (size_t i = 0; i < b->count; i++) {
		const struct asked *q = &b->queries[i];

		if (q->class != class)
			continue;
		ours[n] = q->ours;
		fts[n] = q->fts;
		alone[n] = q->alone;
		bare[n] = q->fts / q->alone;
		ratio[n++] = q->fts / q->ours;
		found += (double)q->found;
		more += (double)q->more;
	}
	if (n == 0) {
		printf("%s: no such query in this population\n",
		       class_words[class]);
		return;
	}
	printf("%s: %zu queries, held by %.0f openings on average, %.0f found "
	       "by ours\n",
	       class_words[class], n, found / (double)n, more / (double)n);
	printf("  ours p50 %.1f us, p99 %.1f us; FTS5 p50 %.0f us, p99 %.0f "
	       "us; ratio %.0f (%.0f to %.0f)\n",
	       quantile(ours, n, .5), quantile(ours, n, .99),
	       quantile(fts, n, .5), quantile(fts, n, .99),
	       quantile(ratio, n, .5), quantile(ratio, n, 0),
	       quantile(ratio, n, 1));
	printf("  without synonyms and occupations p50 %.1f us, p99 %.1f us; "
	       "ratio %.0f\n",
	       quantile(alone, n, .5), quantile(alone, n, .99),
	       quantile(bare, n, .5));
	if (at_least[class] > 0)
		say_target("1 / ratio to FTS5, R1", 1 / quantile(ratio, n, .5),
			   1 / at_least[class]);
}

/* Our first twenty beside each, so that peers can say how far they agree. */
static void write_queries(struct bench *b, const char *path)
{
	struct buf out;
	struct json_writer w;
	FILE *f = fopen(path, "w");

	buf_init(&out, SIZE_MAX / 2);
	jw_init(&w, &out);
	jw_array(&w, NULL);
	for (size_t i = 0; i < b->count; i++) {
		struct asked *q = &b->queries[i];
		struct search_answer answer;

		jw_object(&w, NULL);
		jw_word(&w, "class", class_words[q->class]);
		jw_text(&w, "words", q->words);
		jw_bool(&w, "filtered", q->class == FILTERED);
		jw_int(&w, "ours_ns", (int64_t)(q->wall * 1e3));
		run(b, q, &answer);
		jw_array(&w, "first");
		for (size_t k = 0; k < answer.item_count; k++)
			jw_text(&w, NULL,
				snapshot_id(b->served.snapshot,
					    answer.items[k].opening));
		jw_end(&w);
		jw_end(&w);
	}
	jw_end(&w);
	if (f == NULL || fwrite(out.p, 1, out.n, f) != out.n) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	fclose(f);
	buf_done(&out);
}

int main(int argc, char **argv)
{
	struct bench b = {.arena = arena_new(0), .scratch = arena_new(0)};

	if (argc < 2) {
		fprintf(stderr, "usage: bench_rank OPENINGS [QUERIES]\n");
		return EXIT_FAILURE;
	}
	served_open(argv[1], &b.served);
	random_seed(&b.random, 1);
	printf("%zu openings, read and indexed in %.1f s; text index %.0f "
	       "bytes an opening\n",
	       b.served.snapshot->count, b.served.open_us / 1e6,
	       (double)textindex_bytes(b.served.snapshot->corpus.indexes[0]) /
		       (double)b.served.snapshot->count);
	open_fts(&b);
	choose(&b);
	index_alone(&b);
	time_all(&b);
	for (int c = 0; c < CLASS__COUNT; c++)
		report(&b, (enum class)c);
	if (argc > 2)
		write_queries(&b, argv[2]);
	sqlite3_finalize(b.ask);
	sqlite3_finalize(b.count_found);
	sqlite3_close(b.fts);
	served_close(&b.served);
	arena_free(b.scratch);
	arena_free(b.arena);
	return EXIT_SUCCESS;
}
