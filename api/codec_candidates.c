/* codec_candidates - see codec_candidates.h. */
#include "api/codec_candidates.h"

#include "api/codec_match.h"
#include "api/codec_opening.h"
#include "matcher/snapshot.h"

static void write_fit(struct json_writer *w, const char *key,
		      const struct fit *fit, const struct weights *weights)
{
	jw_object(w, key);
	jw_hundredths(w, "fit", fit->hundredths);
	jw_array(w, "parts");
	for (int p = 0; p < FIT__COUNT; p++) {
		jw_object(w, NULL);
		codec_part_write(w, (enum fit_part)p, fit, weights);
		jw_end(w);
	}
	jw_end(w);
	jw_end(w);
}

static void write_missing(struct json_writer *w, const struct person_item *item)
{
	if (item->verdict != VERDICT_MAYBE)
		return;
	jw_array(w, "unknown");
	for (size_t i = 0; i < item->unknown_count; i++)
		jw_text(w, NULL, item->unknown[i]);
	jw_end(w);
	if (!item->incomplete)
		return;
	jw_array(w, "missing");
	jw_word(w, NULL, "unpublished_conditions");
	jw_end(w);
}

static void write_item(struct json_writer *w, const struct candidates_view *v,
		       const struct candidates *c,
		       const struct person_item *item)
{
	jw_object(w, NULL);
	jw_text(w, "id", people_id(v->people, item->row));
	jw_word(w, "verdict", verdict_word(item->verdict));
	jw_hundredths(w, "fit", item->mutual);
	write_fit(w, "opening_to_profile", &item->to, &c->weights);
	write_fit(w, "profile_to_opening", &item->back, &item->back_weights);
	write_missing(w, item);
	jw_end(w);
}

void codec_candidates_write(struct json_writer *w,
			    const struct candidates_view *v,
			    const struct candidates *c)
{
	struct opening_view view = {v->arena, v->snapshot, v->lang, v->as_of};

	jw_object(w, NULL);
	codec_opening_begin(w, "opening", &view, v->opening);
	jw_end(w);
	jw_word(w, "ranks", c->as_ventures ? "ventures" : "persons");
	jw_array(w, "items");
	for (size_t i = 0; i < c->item_count; i++)
		write_item(w, v, c, &c->items[i]);
	jw_end(w);
	jw_object(w, "counts");
	jw_int(w, "considered", (int64_t)c->counts.considered);
	jw_int(w, "eligible", (int64_t)c->counts.eligible);
	jw_int(w, "maybe", (int64_t)c->counts.maybe);
	jw_end(w);
	jw_bool(w, "exact", c->is_exact);
	jw_day(w, "as_of", v->as_of);
	jw_text(w, "snapshot", v->snapshot->name);
	jw_end(w);
}
