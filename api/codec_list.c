/* codec_list - see codec_list.h. */
#include "api/codec_list.h"

#include "api/codec_opening.h"
#include "api/cursor.h"
#include "base/utf8.h"
#include "matcher/highlight.h"
#include "matcher/snapshot.h"

/* UTF-16 units of the first `bytes` of a text: what browsers count in. */
static int64_t units(struct slice text, uint32_t bytes)
{
	int64_t n = 0;
	size_t at = 0;

	while (at < bytes) {
		uint32_t code;
		int length = utf8_decode(text.p + at, text.n - at, &code);

		at += length == 0 ? 1 : (size_t)length;
		n += length == 4 ? 2 : 1;
	}
	return n;
}

static void write_marks(struct json_writer *w, const struct list_view *v,
			const struct textquery *q, const char *field,
			enum lang lang, struct slice text)
{
	const struct text_range *ranges;
	size_t n;

	if (text.n == 0)
		return;
	n = highlight(v->arena, v->analyser, q, text, &ranges);
	if (n == 0)
		return;
	jw_object(w, NULL);
	jw_word(w, "field", field);
	jw_word(w, "lang", lang_code(lang));
	jw_array(w, "ranges");
	for (size_t i = 0; i < n; i++) {
		jw_array(w, NULL);
		jw_int(w, NULL, units(text, ranges[i].from));
		jw_int(w, NULL, units(text, ranges[i].to));
		jw_end(w);
	}
	jw_end(w);
	jw_end(w);
}

/* Of the text that is shown; of every language when all are. */
static void mark_text(struct json_writer *w, const struct list_view *v,
		      const struct textquery *q, const char *field,
		      const struct text *t)
{
	if (v->lang != LANG_ALL) {
		enum lang used;
		struct slice shown = text_in(t, v->lang, &used);

		write_marks(w, v, q, field, used, shown);
		return;
	}
	for (int l = 0; l < LANG__COUNT; l++)
		write_marks(w, v, q, field, (enum lang)l, t->in[l]);
}

static void write_highlights(struct json_writer *w, const struct list_view *v,
			     const struct textquery *q, size_t opening)
{
	const struct opening *o =
		snapshot_opening(v->arena, v->snapshot, opening);
	const struct organisation *by =
		snapshot_organisation(v->snapshot, opening);

	jw_array(w, "highlights");
	mark_text(w, v, q, "title", &o->title);
	mark_text(w, v, q, "summary", &o->summary);
	if (by != NULL)
		mark_text(w, v, q, "organisation", &by->name);
	jw_end(w);
}

static void write_facets(struct json_writer *w,
			 const struct search_answer *answer)
{
	jw_object(w, "facets");
	for (int f = 0; f < FILTER_FACETS; f++) {
		const struct facet *facet = &answer->facets[f];

		jw_array(w, facet_word((enum filter)f));
		for (size_t i = 0; i < facet->count; i++) {
			jw_object(w, NULL);
			jw_text(w, "value", facet->values[i].value);
			jw_int(w, "count", (int64_t)facet->values[i].count);
			jw_end(w);
		}
		jw_end(w);
	}
	jw_end(w);
}

static void write_corrections(struct json_writer *w,
			      const struct search_answer *answer)
{
	const struct correction *items;
	size_t n = answer->query == NULL
			   ? 0
			   : textquery_corrections(answer->query, &items);

	jw_array(w, "corrections");
	for (size_t i = 0; i < n; i++) {
		jw_object(w, NULL);
		jw_text(w, "from", items[i].from);
		jw_text(w, "to", items[i].to);
		jw_end(w);
	}
	if (answer->is_relaxed) {
		jw_object(w, NULL);
		jw_bool(w, "relaxed", true);
		jw_end(w);
	}
	jw_end(w);
}

static void write_next(struct json_writer *w, const struct list_view *v,
		       const struct search_answer *answer)
{
	const struct search_key *key;

	if (!answer->has_more || answer->item_count == 0) {
		jw_null(w, "next");
		return;
	}
	key = &answer->items[answer->item_count - 1].key;
	jw_text(w, "next",
		cursor_write(v->arena,
			     &(struct cursor){v->hash,
					      {key->major, key->minor, 0},
					      v->snapshot->stats,
					      key->id}));
}

void codec_list_write(struct json_writer *w, const struct list_view *v,
		      const struct search_answer *answer)
{
	struct opening_view view = {v->arena, v->snapshot, v->lang, v->day};

	jw_object(w, NULL);
	jw_array(w, "items");
	for (size_t i = 0; i < answer->item_count; i++) {
		size_t opening = answer->items[i].opening;

		codec_opening_begin(w, NULL, &view, opening);
		if (answer->query != NULL)
			write_highlights(w, v, answer->query, opening);
		jw_end(w);
	}
	jw_end(w);
	jw_int(w, "total", (int64_t)answer->total);
	write_facets(w, answer);
	write_next(w, v, answer);
	if (v->is_reordered)
		jw_bool(w, "reordered", true);
	write_corrections(w, answer);
	jw_text(w, "snapshot", v->snapshot->name);
	jw_end(w);
}
