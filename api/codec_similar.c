/* codec_similar - see codec_similar.h. */
#include "api/codec_similar.h"

#include "base/arena.h"
#include "matcher/search.h"
#include "matcher/snapshot.h"

struct similar {
	size_t count;
	size_t openings[SIMILAR_MAX];
};

static bool is_there(const struct similar *s, size_t opening)
{
	for (size_t i = 0; i < s->count; i++) {
		if (s->openings[i] == opening)
			return true;
	}
	return false;
}

/* Adds what is found and not there yet. */
static void look(const struct opening_view *v, const struct search_query *q,
		 struct similar *to)
{
	struct search_answer answer;

	if (to->count == SIMILAR_MAX)
		return;
	search_run(v->arena, v->snapshot, q, &answer);
	for (size_t i = 0; i < answer.item_count; i++) {
		size_t found = answer.items[i].opening;

		if (to->count < SIMILAR_MAX && !is_there(to, found))
			to->openings[to->count++] = found;
	}
}

static struct similar find(const struct opening_view *v,
			   struct analyser *analyser, const struct opening *o)
{
	struct similar found = {.count = 0};
	struct search_query q = {.analyser = analyser,
				 .filters = filters_none(v->day),
				 .sort = SORT_RELEVANCE,
				 .limit = SIMILAR_MAX,
				 .without_facets = true};
	enum lang used;

	q.filters.kinds = 1u << o->kind;
	q.filters.states = 1u << STATE_OPEN;
	q.filters.places = o->places;
	q.words = text_in(&o->title, v->lang == LANG_ALL ? LANG_EN : v->lang,
			  &used);
	look(v, &q, &found);
	q.words = (struct slice){NULL, 0};
	look(v, &q, &found);
	q.filters.places.count = 0;
	look(v, &q, &found);
	return found;
}

void codec_similar_write(struct json_writer *w, const struct opening_view *v,
			 struct analyser *analyser, size_t opening)
{
	const struct opening *o =
		snapshot_opening(v->arena, v->snapshot, opening);
	struct similar found = find(v, analyser, o);

	jw_array(w, "similar");
	for (size_t i = 0; i < found.count; i++) {
		codec_opening_begin(w, NULL, v, found.openings[i]);
		jw_end(w);
	}
	jw_end(w);
}
