/* highlight - see highlight.h. */
#include "matcher/highlight.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "matcher/analyse.h"
#include "matcher/synonyms.h"
#include "matcher/textparts.h"

enum { FIRST_RANGES = 32 };

struct marking {
	struct arena *arena;
	const struct marks *marks;
	struct text_range *ranges;
	size_t count;
	size_t room;
	struct synonym_walk walk;
};

static void add_range(struct marking *m, uint32_t from, uint32_t to)
{
	if (m->count > 0 && from == m->ranges[m->count - 1].from &&
	    to <= m->ranges[m->count - 1].to)
		return;
	if (m->count == m->room) {
		size_t room = m->room == 0 ? FIRST_RANGES : m->room * 2;
		struct text_range *more =
			ARENA_ARRAY(m->arena, struct text_range, room);

		if (m->count > 0)
			memcpy(more, m->ranges, m->count * sizeof(*more));
		m->ranges = more;
		m->room = room;
	}
	m->ranges[m->count].from = from;
	m->ranges[m->count].to = to;
	m->count++;
}

static void mark_group(void *ctx, const struct synonym_hit *hit)
{
	struct marking *m = ctx;

	if (m->marks->groups[hit->group])
		add_range(m, hit->from, hit->to);
}

static int mark_token(void *ctx, unsigned flags, struct slice term,
		      uint32_t from, uint32_t to)
{
	struct marking *m = ctx;

	if (map_get(m->marks->terms, term) != NULL)
		add_range(m, from, to);
	if (!(flags & TOKEN_COLOCATED))
		synonym_step(&m->walk, (flags & TOKEN_HAN) != 0, term, from,
			     to);
	return 0;
}

static int compare_ranges(const void *a, const void *b)
{
	const struct text_range *x = a;
	const struct text_range *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

static size_t merge_ranges(struct text_range *ranges, size_t n)
{
	size_t kept = 0;

	qsort(ranges, n, sizeof(*ranges), compare_ranges);
	for (size_t i = 0; i < n; i++) {
		struct text_range *last = &ranges[kept - (kept > 0)];

		if (kept == 0 || ranges[i].from > last->to)
			ranges[kept++] = ranges[i];
		else if (ranges[i].to > last->to)
			last->to = ranges[i].to;
	}
	return kept;
}

size_t highlight_marks(struct arena *a, struct analyser *an,
		       const struct textindex *x, const struct marks *marks,
		       struct marked_text *t)
{
	struct marking m = {.arena = a, .marks = marks};

	m.walk = (struct synonym_walk){.synonyms = textindex_synonyms(x),
				       .emit = mark_group,
				       .ctx = &m};
	analyse(an, ANALYSE_AUX, t->text, mark_token, &m);
	t->ranges = m.ranges;
	if (m.count == 0)
		return 0;
	return merge_ranges(m.ranges, m.count);
}

size_t highlight(struct arena *a, struct analyser *an,
		 const struct textquery *q, struct slice text,
		 const struct text_range **ret_ranges)
{
	struct marks marks = textquery_marks(a, q, 0, q->unit_count);
	struct marked_text t = {.text = text};
	size_t n = highlight_marks(a, an, q->index, &marks, &t);

	*ret_ranges = t.ranges;
	return n;
}
