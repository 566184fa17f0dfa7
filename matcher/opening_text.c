/* opening_text - see opening_text.h. */
#include "matcher/opening_text.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "matcher/opening.h"
#include "matcher/textquery.h"

static void add_line(struct buf *b, struct slice s)
{
	if (s.n == 0)
		return;
	buf_add_slice(b, s);
	buf_add_char(b, '\n');
}

static struct slice text_of(struct arena *a, const struct opening *o,
			    enum lang l)
{
	struct buf b;
	struct slice text;

	buf_init(&b, SIZE_MAX / 2);
	add_line(&b, o->title.in[l]);
	for (size_t i = 0; i < o->skills.count; i++)
		add_line(&b, o->skills.items[i]);
	add_line(&b, o->summary.in[l]);
	text = arena_copy(a, buf_slice(&b));
	buf_done(&b);
	return text;
}

/* The share, rounded up, so that the bound holds. */
static void raise_most(uint16_t *most, const struct textresult *r, double self,
		       size_t words)
{
	for (size_t w = 0; w < words; w++) {
		for (uint64_t bits = r->matched[w]; bits != 0;
		     bits &= bits - 1) {
			size_t i = w * 64 + (size_t)__builtin_ctzll(bits);
			double share = ceil(textresult_bound(r, i) / self *
					    TEXT_MOST) +
				       1;
			uint16_t bound =
				share < TEXT_MOST ? (uint16_t)share : TEXT_MOST;

			if (bound > most[i])
				most[i] = bound;
		}
	}
}

static void run_version(struct arena *a, const struct opening_text_query *q,
			struct slice text, uint16_t *most,
			struct opening_text *to)
{
	const struct textindex *x = q->index;
	const struct textquery *query =
		textquery_read(a, q->analyser, x, TEXTQUERY_RANK, text);
	struct textresult r;
	double self;

	to->is_empty = to->is_empty && textquery_is_empty(query);
	self = textquery_self(x, query);
	if (self <= 0)
		return;
	r = textquery_run(a, query, q->gate);
	raise_most(most, &r, self, textindex_bitmap_words(x));
	to->queries[to->count] = query;
	to->self[to->count++] = self;
}

void opening_text_run(struct arena *a, const struct opening_text_query *q,
		      struct opening_text *ret_text)
{
	const struct opening *o = q->opening;
	uint16_t *most = ARENA_ARRAY(a, uint16_t, textindex_count(q->index));

	*ret_text = (struct opening_text){.is_empty = true, .most = most};
	for (int l = 0; l < LANG__COUNT; l++) {
		if (o->title.in[l].n > 0 || o->summary.in[l].n > 0)
			run_version(a, q, text_of(a, o, (enum lang)l), most,
				    ret_text);
	}
}

double opening_text_value(const struct opening_text *t, size_t doc)
{
	double most = 0;

	for (size_t i = 0; i < t->count; i++) {
		double value = textquery_score(t->queries[i], (uint32_t)doc) /
			       t->self[i];

		if (value > most)
			most = value;
	}
	return most > 1 ? 1 : most;
}
