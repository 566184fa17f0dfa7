/*
 * evalset - a public retrieval set, ranked with the engine and measured.
 *
 * The three files are queries.tsv (qid, text), corpus.tsv (docid, text) and
 * qrels.tsv (qid, docid, grade), tab-separated UTF-8 without a header; a grade
 * above 0 is relevant.  Reading files, building the index, printing and timing
 * are the caller's: this only works on bytes.
 */
#ifndef MATCHER_EVALSET_H
#define MATCHER_EVALSET_H

#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/slice.h"
#include "matcher/textindex.h"

struct analyser;
struct arena;
struct evalset;

enum { EVAL_DEPTH = 1000 };

struct eval_files {
	struct slice queries;
	struct slice corpus;
	struct slice qrels;
};

/*
 * The texts are borrowed.  ERR_MALFORMED: the fault names the file, as
 * "corpus.tsv", and the line; also when nothing is judged relevant.
 */
MUST_USE enum err evalset_read(struct arena *a, const struct eval_files *files,
			       struct evalset **ret_set,
			       struct faults *reterr_faults);

/* Each document is one title: what textindex_build() takes. */
const struct textdoc *evalset_documents(const struct evalset *s,
					size_t *ret_count);
size_t evalset_queries(const struct evalset *s);
size_t evalset_judged(const struct evalset *s); /* queries that count */
struct slice evalset_query_id(const struct evalset *s, size_t query);

/* Scores are in 1e-9, so that what is printed has the order it was given. */
struct eval_row {
	struct slice docid;
	uint64_t score_e9;
};

/*
 * The first EVAL_DEPTH documents, best first, equal ones by the octets of
 * their ids.  Memory of `a` may be reset between two queries.  Returns how
 * many, 0 when nothing shares a term.
 */
size_t evalset_rank(struct arena *a, struct analyser *an,
		    const struct textindex *x, const struct evalset *s,
		    size_t query, struct eval_row ret_rows[EVAL_DEPTH]);

/* As score.py of the sets has them; zero at first. */
struct eval_measures {
	double map;
	double ndcg10;
	double p5;
	double mrr;
	double r100;
};

/* Adds one query's measures; a query without judgements adds nothing. */
void evalset_measure(const struct evalset *s, size_t query,
		     const struct eval_row *rows, size_t n,
		     struct eval_measures *sums);

/* Divides by the number of judged queries: those without an answer count. */
struct eval_measures evalset_mean(const struct evalset *s,
				  const struct eval_measures *sums);

#endif
