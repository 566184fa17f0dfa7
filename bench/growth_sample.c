/* growth_sample - see growth_sample.h. */
#include "growth_sample.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/day.h"
#include "growth_threads.h"
#include "matcher/analyse.h"
#include "matcher/index_bytes.h"
#include "matcher/search.h"
#include "measure.h"
#include "served.h"
#include "support/random.h"
#include "words.h"

enum { ROUNDS = 3, TRIED = 3000, OCTAVES = 12, EACH_OCTAVE = 6 };

const size_t growth_pages[GROWTH_PAGES] = {10, 20, 50, 100};

struct run {
	struct arena *arena, *scratch;
	struct served served;
	const struct textindex *text; /* of the same texts, without knowledge */
	struct slice words[GROWTH_QUERIES];
	struct growth_sample *sample;
};

static int count_token(void *ctx, unsigned flags, struct slice term,
		       uint32_t from, uint32_t to)
{
	double *tokens = ctx;

	(void)flags, (void)term, (void)from, (void)to;
	++*tokens;
	return 0;
}

static double tokens_of(struct analyser *an, const struct textdoc *doc)
{
	double tokens = 0;

	for (int f = 0; f < FIELD__COUNT; f++) {
		for (int l = 0; l < LANG__COUNT; l++)
			analyse(an, ANALYSE_DOCUMENT, doc->in[f][l],
				count_token, &tokens);
	}
	return tokens;
}

static void index_text(struct run *r)
{
	const struct snapshot *s = r->served.snapshot;
	struct arena *a = arena_new(0);
	struct textdoc *docs = ARENA_ARRAY(a, struct textdoc, s->count);
	double from;

	for (size_t i = 0; i < s->count; i++) {
		snapshot_describe(a, s, i, &docs[i]);
		r->sample->tokens += tokens_of(r->served.analyser, &docs[i]);
	}
	from = core_us();
	r->text = textindex_build(r->arena, r->served.analyser, NULL, docs,
				  s->count);
	r->sample->text_us = core_us() - from;
	arena_free(a);
}

static double search(struct run *r, struct slice words, size_t limit,
		     bool with_facets, struct search_answer *ret_answer)
{
	struct search_query q = {.analyser = r->served.analyser,
				 .words = words,
				 .filters = filters_none(day_of(2026, 11, 25)),
				 .limit = limit,
				 .without_facets = !with_facets};
	double from;

	arena_reset(r->scratch);
	from = core_us();
	search_run(r->scratch, r->served.snapshot, &q, ret_answer);
	return core_us() - from;
}

static size_t found_by(struct run *r, struct slice words)
{
	struct search_answer answer;

	search(r, words, 1, false, &answer);
	return answer.total;
}

static bool is_known(const struct run *r, struct slice words)
{
	for (size_t i = 0; i < r->sample->count; i++) {
		if (slice_eq(r->words[i], words))
			return true;
	}
	return false;
}

/* From half of the openings down, octave by octave; then three words each. */
static void choose(struct run *r)
{
	size_t have[OCTAVES + 1] = {0};
	struct random random;

	random_seed(&random, 1);
	for (int i = 0; i < TRIED; i++) {
		struct slice w[WORDS_TAKEN];
		struct slice words;
		size_t found, octave = OCTAVES;

		words_of_some(r->arena, r->served.snapshot, &random, w);
		words = w[0];
		if (w[1].n > 1 && w[2].n > 1 && i % 4 == 0)
			words = arena_print(r->arena, "%.*s %.*s %.*s",
					    SLICE_ARG(w[0]), SLICE_ARG(w[1]),
					    SLICE_ARG(w[2]));
		if (words.n < 2 || is_known(r, words))
			continue;
		found = found_by(r, words);
		if (found == 0)
			continue;
		if (words.p == w[0].p)
			octave = (size_t)log2((double)r->sample->openings /
					      (double)found);
		if (octave > OCTAVES || have[octave] == EACH_OCTAVE ||
		    r->sample->count == GROWTH_QUERIES)
			continue;
		have[octave]++;
		r->words[r->sample->count++] = words;
	}
}

static void lower(double *least, double us)
{
	*least = *least == 0 || us < *least ? us : *least;
}

static void time_text(struct run *r, struct slice words, struct growth_query *g)
{
	const struct textquery *q;
	struct textresult result;
	double from;

	arena_reset(r->scratch);
	q = textquery_read(r->scratch, r->served.analyser, r->text,
			   TEXTQUERY_SEARCH, words);
	from = core_us();
	result = textquery_run(r->scratch, q, NULL);
	lower(&g->text_us, core_us() - from);
	keep(result.count);
	g->postings = (double)textquery_cost(q).postings;
}

static void time_query(struct run *r, struct slice words,
		       struct growth_query *g)
{
	struct search_answer answer;
	double with = 0;

	for (int round = 0; round < ROUNDS; round++) {
		for (int k = 0; k < GROWTH_PAGES; k++)
			lower(&g->page_us[k], search(r, words, growth_pages[k],
						     false, &answer));
		lower(&with, search(r, words, growth_pages[0], true, &answer));
		time_text(r, words, g);
	}
	g->found = (double)found_by(r, words);
	g->is_han = (unsigned char)words.p[0] >= 0xE0;
	g->facets_us = with - g->page_us[0];
}

static void take(const char *file, size_t threads, struct growth_sample *to)
{
	struct run r = {
		.arena = arena_new(0), .scratch = arena_new(0), .sample = to};
	struct index_bytes bytes;

	served_open(file, &r.served);
	arena_trim();
	bytes = index_bytes_of(r.served.snapshot);
	to->openings = r.served.snapshot->count;
	to->index_us = r.served.index_us;
	to->index_bytes = (double)index_bytes_by_opening(&bytes);
	to->resident_bytes =
		resident_bytes() - (double)bytes.of[INDEX_DOCUMENTS];
	index_text(&r);
	choose(&r);
	for (size_t i = 0; i < to->count; i++)
		time_query(&r, r.words[i], &to->queries[i]);
	if (threads > 0)
		growth_threads(&r.served, r.words, threads, to);
	served_close(&r.served);
	arena_free(r.scratch);
	arena_free(r.arena);
}

static void fail(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

void growth_take(const char *file, size_t threads,
		 struct growth_sample *ret_sample)
{
	int ends[2], state;
	pid_t child;
	FILE *from;

	if (pipe(ends) != 0)
		fail("pipe");
	fflush(stdout);
	child = fork();
	if (child < 0)
		fail("fork");
	if (child == 0) {
		FILE *to = fdopen(ends[1], "w");

		memset(ret_sample, 0, sizeof(*ret_sample));
		take(file, threads, ret_sample);
		if (to == NULL ||
		    fwrite(ret_sample, sizeof(*ret_sample), 1, to) != 1 ||
		    fclose(to) != 0)
			fail("pipe");
		exit(EXIT_SUCCESS);
	}
	close(ends[1]);
	from = fdopen(ends[0], "r");
	if (from == NULL ||
	    fread(ret_sample, sizeof(*ret_sample), 1, from) != 1)
		fail(file);
	fclose(from);
	if (waitpid(child, &state, 0) != child || state != 0)
		fail(file);
}
