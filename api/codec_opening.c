/* codec_opening - see codec_opening.h. */
#include "api/codec_opening.h"

#include "base/day.h"
#include "json/canon.h"
#include "matcher/snapshot.h"

static void write_optional_day(struct json_writer *w, const char *key,
			       int32_t day)
{
	if (day != DAY_NONE)
		jw_day(w, key, day);
}

static void write_optional(struct json_writer *w, const char *key,
			   struct slice text)
{
	if (text.n > 0)
		jw_text(w, key, text);
}

static void write_optional_raw(struct json_writer *w, const char *key,
			       struct slice json)
{
	if (json.n > 0)
		jw_raw(w, key, json);
}

static void write_values(struct json_writer *w, const char *key,
			 const struct values *v, const struct place_list *list)
{
	jw_array(w, key);
	for (size_t i = 0; i < list->count; i++)
		jw_text(w, NULL, v->items[list->items[i]].name);
	jw_end(w);
}

static void write_ids(struct json_writer *w, const char *key,
		      const struct id_list *list)
{
	if (list->count == 0)
		return;
	jw_array(w, key);
	for (size_t i = 0; i < list->count; i++)
		jw_text(w, NULL, list->items[i]);
	jw_end(w);
}

/* The title; in one language also which language it and the rest are in. */
static void write_title(struct json_writer *w, const struct opening_view *v,
			const struct opening *o)
{
	enum lang used;

	jw_texts(w, "title", &o->title, v->lang);
	if (v->lang == LANG_ALL)
		return;
	jw_word(w, "lang", lang_code(v->lang));
	text_in(&o->title, v->lang, &used);
	if (used != v->lang)
		jw_word(w, "title_lang", lang_code(used));
}

/* What the document does not hold: names, and the state on the day. */
static void write_worked_out(struct json_writer *w,
			     const struct opening_view *v,
			     const struct opening *o, size_t opening)
{
	const struct organisation *by =
		snapshot_organisation(v->snapshot, opening);

	if (by != NULL) {
		jw_texts(w, "organisation_name", &by->name, v->lang);
		write_optional(w, "organisation_website", by->website);
	}
	jw_word(w, "state", state_words[opening_state(o, v->day)]);
	if (opening_is_stale(o, v->day))
		jw_day(w, "not_confirmed_since", o->confirmed);
}

static void write_apply(struct json_writer *w, const struct opening *o)
{
	if (o->apply_by.n == 0)
		return;
	jw_object(w, "apply");
	jw_text(w, "by", o->apply_by);
	write_optional(w, "url", o->apply_url);
	jw_end(w);
}

void codec_opening_begin(struct json_writer *w, const char *key,
			 const struct opening_view *v, size_t opening)
{
	const struct opening *o =
		snapshot_opening(v->arena, v->snapshot, opening);
	const struct vocabulary *vocabulary = v->snapshot->vocabulary;

	jw_object(w, key);
	jw_text(w, "id", o->id);
	if (o->is_programme)
		jw_word(w, "type", "programme");
	jw_word(w, "kind", kind_words[o->kind]);
	write_title(w, v, o);
	if (o->organisation.n > 0)
		jw_text(w, "organisation", o->organisation);
	else
		jw_null(w, "organisation");
	write_optional(w, "programme", o->programme);
	write_optional(w, "stream", o->stream);
	if (!text_is_empty(&o->summary))
		jw_texts(w, "summary", &o->summary, v->lang);
	write_values(w, "places", vocabulary->places, &o->places);
	write_values(w, "sectors", vocabulary->sectors, &o->sectors);
	write_ids(w, "skills", &o->skills);
	write_optional(w, "occupation", o->occupation);
	write_optional_raw(w, "pay", o->pay_json);
	write_optional_raw(w, "benefit", o->benefit_json);
	write_optional_raw(w, "vacancies", o->vacancies_json);
	write_optional_day(w, "opens", o->opens);
	if (o->closes != DAY_NONE)
		jw_day(w, "closes", o->closes);
	else
		jw_null(w, "closes");
	write_optional_day(w, "starts", o->starts);
	write_optional_raw(w, "precision", o->precision_json);
	write_optional_raw(w, "recurs", o->recurs_json);
	if (o->rolling)
		jw_bool(w, "rolling", true);
	write_optional_day(w, "next_expected", o->next_expected);
	if (o->applicant != APPLICANT_NOT_STATED)
		jw_word(w, "applicant", applicant_words[o->applicant]);
	write_apply(w, o);
	jw_word(w, "status", status_words[o->status]);
	write_optional_day(w, "confirmed", o->confirmed);
	write_ids(w, "renderings", &o->renderings);
	write_worked_out(w, v, o, opening);
}

/*
 * A map whose every key is a language is a text.  Its versions are as they
 * stand in JSON, with their quotes.
 */
static bool read_text_map(struct slice object, struct text *ret)
{
	struct slice rest = canon_inside(object);
	struct canon_member m;

	*ret = (struct text){.in[LANG_EN] = {NULL, 0}};
	if (rest.n == 0)
		return false;
	while (canon_member(&rest, &m)) {
		enum lang l;

		if (m.value.p[0] != '"' || !lang_read(m.key, &l))
			return false;
		ret->in[l] = m.value;
	}
	return true;
}

static void write_in_lang(struct buf *to, struct slice value, enum lang lang);

static void write_members_in(struct buf *to, struct slice object,
			     enum lang lang)
{
	struct slice rest = canon_inside(object);
	struct canon_member m;
	char before = '{';

	while (canon_member(&rest, &m)) {
		buf_add_char(to, before);
		buf_add_slice(to, canon_key(&m));
		write_in_lang(to, m.value, lang);
		before = ',';
	}
	buf_add_text(to, before == '{' ? "{}" : "}");
}

static void write_items_in(struct buf *to, struct slice list, enum lang lang)
{
	struct slice rest = canon_inside(list), item;
	char before = '[';

	while (canon_item(&rest, &item)) {
		buf_add_char(to, before);
		write_in_lang(to, item, lang);
		before = ',';
	}
	buf_add_text(to, before == '[' ? "[]" : "]");
}

/* The value, its texts in one language.  Depth is that of jr_parse(). */
static void write_in_lang(struct buf *to, struct slice value, enum lang lang)
{
	struct text t;

	if (value.p[0] == '[')
		write_items_in(to, value, lang);
	else if (value.p[0] != '{')
		buf_add_slice(to, value);
	else if (read_text_map(value, &t))
		buf_add_slice(to, text_in(&t, lang, &lang));
	else
		write_members_in(to, value, lang);
}

/* What everybody may ask for and few documents say. */
static void write_left_out(struct json_writer *w, const struct opening *o)
{
	if (!o->states_kind)
		jw_word(w, "kind", kind_words[o->kind]);
	if (!o->states_status)
		jw_word(w, "status", status_words[o->status]);
}

static void write_document_in(struct json_writer *w,
			      const struct opening_view *v,
			      const struct opening *o)
{
	struct slice rest = canon_inside(o->document);
	struct canon_member m;

	while (canon_member(&rest, &m)) {
		if (slice_is(m.key, "title")) {
			write_title(w, v, o);
			continue;
		}
		jw_members(w, canon_key(&m));
		write_in_lang(w->to, m.value, v->lang);
	}
}

void codec_opening_begin_whole(struct json_writer *w, const char *key,
			       const struct opening_view *v, size_t opening)
{
	const struct opening *o =
		snapshot_opening(v->arena, v->snapshot, opening);

	jw_object(w, key);
	/* In all languages it is the document as it stands, without its braces. */
	if (v->lang == LANG_ALL)
		jw_members(w, canon_inside(o->document));
	else
		write_document_in(w, v, o);
	write_left_out(w, o);
	write_worked_out(w, v, o, opening);
}

void codec_opening_whole(struct json_writer *w, const char *key,
			 const struct opening_view *v, size_t opening)
{
	codec_opening_begin_whole(w, key, v, opening);
	jw_end(w);
}
