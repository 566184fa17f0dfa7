/* text_world - see text_world.h. */
#include "support/text_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "json/jr.h"

static void read_synonyms(struct text_world *w, const char *json)
{
	struct faults faults = {0};
	const struct jr *root;

	if (json == NULL)
		return;
	assert_int_equal(jr_parse(w->arena, slice_of(json), &root, &faults),
			 ERR_OK);
	assert_int_equal(synonyms_read(w->arena, w->analyser, root,
				       &w->synonyms, &faults),
			 ERR_OK);
}

void text_world_open(struct text_world *w, const char *synonyms,
		     const char *const *titles)
{
	memset(w, 0, sizeof(*w));
	w->arena = arena_new(0);
	w->analyser = analyser_new();
	read_synonyms(w, synonyms);
	while (titles[w->count] != NULL)
		w->count++;
	w->docs = ARENA_ARRAY(w->arena, struct textdoc, w->count + 1);
	for (size_t i = 0; i < w->count; i++)
		w->docs[i].in[FIELD_TITLE][LANG_EN] = slice_of(titles[i]);
	text_world_index(w);
}

void text_world_index(struct text_world *w)
{
	struct text_knowledge known = {w->synonyms, w->linker};

	w->index = textindex_build(w->arena, w->analyser, &known, w->docs,
				   w->count);
}

void text_world_close(struct text_world *w)
{
	analyser_free(w->analyser);
	arena_free(w->arena);
}

struct text_scores text_world_run(struct text_world *w,
				  const struct textquery *q,
				  const uint64_t *gate)
{
	struct textresult r = textquery_run(w->arena, q, gate);
	struct text_scores all = {ARENA_ARRAY(w->arena, double, w->count + 1),
				  r.matched, r.count, r.relaxed};

	for (size_t d = 0; d < w->count; d++) {
		double score;

		if (!(r.matched[d / 64] >> (d % 64) & 1))
			continue;
		score = textquery_score(q, (uint32_t)d);
		assert_true(score <= textresult_bound(&r, d));
		all.scores[d] = score;
	}
	return all;
}

const char *text_world_order(struct text_world *w, enum textquery_mode mode,
			     const char *query)
{
	const struct textquery *q = textquery_read(
		w->arena, w->analyser, w->index, mode, slice_of(query));
	struct text_scores r = text_world_run(w, q, NULL);
	struct buf out;
	const char *text;

	buf_init(&out, 4096);
	for (size_t k = 0; k < r.count; k++) {
		size_t best = w->count;

		for (size_t d = 0; d < w->count; d++) {
			if (!(r.matched[d / 64] >> (d % 64) & 1))
				continue;
			if (best == w->count || r.scores[d] > r.scores[best])
				best = d;
		}
		assert_true(best < w->count);
		r.matched[best / 64] &= ~(UINT64_C(1) << (best % 64));
		buf_print(&out, k == 0 ? "%zu" : " %zu", best);
	}
	if (r.count == 0)
		buf_add_char(&out, '-');
	text = arena_copy(w->arena, buf_slice(&out)).p;
	buf_done(&out);
	return text;
}
