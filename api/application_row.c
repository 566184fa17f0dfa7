/* application_row - see application_row.h. */
#include "api/application_row.h"

#include "api/api.h"
#include "api/paging.h"
#include "base/arena.h"
#include "base/buf.h"
#include "people/terms.h"
#include "store/enclosures.h"
#include "store/reviews.h"

enum { EVENTS_MAX = 1000, MEMBERS_BYTES = 1024, NAME_CHARS = 8 };

enum life_actor application_actor(enum party party)
{
	switch (party) {
	case PARTY_SEEKER:
		return LIFE_BY_SEEKER;
	case PARTY_ADMINISTRATOR:
		return LIFE_BY_ADMINISTRATOR;
	case PARTY_MEMBER:
	case PARTY_NONE:
		break;
	}
	return LIFE_BY_POSTER;
}

const struct life_rules *application_rules(const struct request *rq)
{
	return &api_parts(rq->api)->life;
}

struct slice application_stand_in(struct arena *a, struct slice application)
{
	size_t n = application.n < NAME_CHARS ? application.n : NAME_CHARS;

	return arena_print(a, "applicant-%.*s", (int)n, application.p);
}

static void text_or_null(struct json_writer *w, const char *key,
			 struct slice text)
{
	if (text.n > 0)
		jw_text(w, key, text);
	else
		jw_null(w, key);
}

enum err application_opening(struct request *rq, struct json_writer *w,
			     const char *key, struct slice opening)
{
	struct terms terms;
	struct text title;
	enum lang used = LANG_EN;
	enum err e = terms_read(&rq->hands, opening, &terms);

	if (e != ERR_OK && e != ERR_NOT_FOUND)
		return e;
	title = terms_titles(&terms);
	jw_object(w, key);
	jw_text(w, "id", opening);
	if (!text_is_empty(&title)) {
		jw_texts(w, "title", &title, rq->lang);
		if (rq->lang != LANG_ALL) {
			(void)text_in(&title, rq->lang, &used);
			jw_word(w, "lang", lang_code(used));
		}
	}
	jw_end(w);
	return ERR_OK;
}

/* An administrator may also take the newest change back. */
static enum err write_correction(struct request *rq, struct json_writer *w,
				 const struct stored_application *it,
				 enum life_actor actor)
{
	enum life_state before, now;
	enum err e;

	if (actor != LIFE_BY_ADMINISTRATOR)
		return ERR_OK;
	e = life_before(&rq->hands, it->id, &before);
	if (e == ERR_OK && life_of_word(it->state, &now) &&
	    !life_may(now, before, actor))
		jw_word(w, NULL, life_word(before));
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err write_allowed(struct request *rq, struct json_writer *w,
			      enum party party,
			      const struct stored_application *it)
{
	enum life_actor actor = application_actor(party);
	enum life_state list[LIFE__STATES];
	size_t n;
	enum err e = life_open_steps(&rq->hands, application_rules(rq), it,
				     actor, list, &n);

	if (e != ERR_OK)
		return e;
	jw_array(w, "allowed");
	for (size_t i = 0; i < n; i++)
		jw_word(w, NULL, life_word(list[i]));
	e = write_correction(rq, w, it, actor);
	jw_end(w);
	return e;
}

enum err application_allowed(struct request *rq, enum party party,
			     const struct stored_application *it,
			     struct slice *ret_members)
{
	struct json_writer w;
	struct buf text;
	struct slice whole;
	enum err e;

	buf_init(&text, MEMBERS_BYTES);
	jw_init(&w, &text);
	jw_object(&w, NULL);
	e = write_allowed(rq, &w, party, it);
	jw_text(&w, "application", it->id);
	jw_text(&w, "state", it->state);
	jw_end(&w);
	whole = arena_copy(rq->arena, buf_slice(&text));
	buf_done(&text);
	*ret_members = slice_cut(whole, 1, whole.n - 1);
	return e;
}

/* What both lists and the whole begin with; the object is left open. */
static enum err write_head(struct request *rq, struct json_writer *w,
			   enum party party,
			   const struct stored_application *it)
{
	enum err e;

	jw_object(w, NULL);
	jw_text(w, "id", it->id);
	e = application_opening(rq, w, "opening", it->opening);
	jw_text(w, "organisation", it->organisation);
	if (party != PARTY_SEEKER)
		jw_text(w, "person", application_stand_in(rq->arena, it->id));
	text_or_null(w, "venture", it->venture);
	text_or_null(w, "intake", it->intake);
	jw_text(w, "state", it->state);
	text_or_null(w, "reason", it->reason);
	jw_time(w, "submitted", it->at_us);
	jw_time(w, "since", it->state_us);
	jw_time(w, "decided", it->decided_us);
	jw_time(w, "due", it->due_us);
	jw_text(w, "channel", it->channel);
	text_or_null(w, "referred_from", it->referred_from);
	jw_text(w, "verdict", it->verdict);
	if (it->fit_hundredths >= 0)
		jw_hundredths(w, "fit", it->fit_hundredths);
	else
		jw_null(w, "fit");
	if (party != PARTY_SEEKER)
		jw_int(w, "rank", it->place);
	return e;
}

enum err application_row_item(struct request *rq, struct json_writer *w,
			      enum party party,
			      const struct stored_application *it)
{
	enum err e = write_head(rq, w, party, it);

	jw_end(w);
	return e;
}

enum err application_row_list(struct request *rq, struct reply *rp,
			      enum party party, const struct page *asked,
			      const struct stored_applications *list)
{
	struct page last = {.number = 0};
	enum err e = ERR_OK;

	rp->http->cache_control = "private, no-store";
	paging_open(rp);
	for (size_t i = 0; e == ERR_OK && i < list->count; i++) {
		const struct stored_application *it = &list->items[i];

		e = application_row_item(rq, rp->json, party, it);
		last = (struct page){.number = it->at_us, .id = it->id};
	}
	paging_close(rq, rp, asked, list->count, &last);
	return e;
}

/* JSON that was sealed, as it is. */
static enum err write_sealed(struct request *rq, struct json_writer *w,
			     const struct stored_application *it,
			     const char *column, struct slice sealed)
{
	struct slice plain;
	enum err e = life_unseal(&rq->hands, it->person, column, it->id, sealed,
				 &plain);

	if (e == ERR_OK && plain.n > 2)
		jw_members(w, slice_cut(plain, 1, plain.n - 1));
	return e;
}

static enum err write_sent(struct request *rq, struct json_writer *w,
			   const struct stored_application *it)
{
	struct slice statement, contact;
	enum err e = life_unseal(&rq->hands, it->person, "statement_sealed",
				 it->id, it->statement_sealed, &statement);

	if (e == ERR_OK)
		e = life_unseal(&rq->hands, it->person, "contact_sealed",
				it->id, it->contact_sealed, &contact);
	if (e != ERR_OK)
		return e;
	text_or_null(w, "statement", statement);
	jw_raw(w, "contact", contact.n > 0 ? contact : SLICE("{}"));
	e = write_sealed(rq, w, it, "answers_sealed", it->answers_sealed);
	return e == ERR_OK ? write_sealed(rq, w, it, "facts_sealed",
					  it->facts_sealed)
			   : e;
}

static enum err write_documents(struct request *rq, struct json_writer *w,
				const struct stored_application *it)
{
	const struct page all = {.limit = PAGE_MAX};
	struct stored_documents list;
	enum err e = enclosures_of(rq->db, rq->arena, it->id, &all, &list);

	jw_array(w, "documents");
	for (size_t i = 0; e == ERR_OK && i < list.count; i++) {
		jw_object(w, NULL);
		jw_text(w, "id", list.items[i].id);
		jw_text(w, "kind", list.items[i].kind);
		jw_int(w, "bytes", list.items[i].bytes);
		jw_end(w);
	}
	jw_end(w);
	return e;
}

static enum err write_event(struct request *rq, struct json_writer *w,
			    const struct stored_application *it,
			    const struct stored_event *event)
{
	struct slice row =
		arena_print(rq->arena, "%.*s.%lld", SLICE_ARG(it->id),
			    (long long)event->number);
	struct slice note;
	enum err e = life_unseal(&rq->hands, it->person, "note_sealed", row,
				 event->note_sealed, &note);

	jw_object(w, NULL);
	jw_int(w, "number", event->number);
	jw_text(w, "state", event->state);
	jw_time(w, "at", event->at_us);
	jw_text(w, "by", event->actor_kind);
	text_or_null(w, "reason", event->reason);
	text_or_null(w, "note", e == ERR_OK ? note : SLICE(""));
	jw_bool(w, "correction", event->is_correction == 1);
	jw_end(w);
	return e;
}

static enum err write_events(struct request *rq, struct json_writer *w,
			     const struct stored_application *it)
{
	const struct page all = {.limit = EVENTS_MAX};
	struct stored_events list;
	enum err e =
		applications_events(rq->db, rq->arena, it->id, &all, &list);

	jw_array(w, "events");
	for (size_t i = 0; e == ERR_OK && i < list.count; i++)
		e = write_event(rq, w, it, &list.items[i]);
	jw_end(w);
	return e;
}

static enum err write_slot(struct request *rq, struct json_writer *w,
			   const struct stored_application *it,
			   const struct stored_slot *slot)
{
	struct slice where;
	enum err e = life_unseal(&rq->hands, it->person, "where_sealed",
				 slot->id, slot->where_sealed, &where);

	jw_object(w, NULL);
	jw_text(w, "id", slot->id);
	jw_time(w, "starts", slot->starts_us);
	jw_int(w, "minutes", slot->minutes);
	text_or_null(w, "where", e == ERR_OK ? where : SLICE(""));
	jw_text(w, "state", slot->state);
	jw_end(w);
	return e;
}

static enum err write_slots(struct request *rq, struct json_writer *w,
			    const struct stored_application *it)
{
	const struct page all = {.number = PAGE_FIRST, .limit = PAGE_MAX};
	struct stored_slots list;
	enum err e = reviews_slots(rq->db, rq->arena, it->id, &all, &list);

	jw_array(w, "slots");
	for (size_t i = 0; e == ERR_OK && i < list.count; i++)
		e = write_slot(rq, w, it, &list.items[i]);
	jw_end(w);
	return e;
}

enum err application_row_whole(struct request *rq, struct reply *rp,
			       enum party party,
			       const struct stored_application *it)
{
	struct json_writer *w = rp->json;
	enum err e = write_head(rq, w, party, it);

	rp->http->cache_control = "private, no-store";
	if (e == ERR_OK)
		e = write_allowed(rq, w, party, it);
	/* Who only administers reads no letter of a person. */
	if (e == ERR_OK && party != PARTY_ADMINISTRATOR)
		e = write_sent(rq, w, it);
	if (e == ERR_OK && party != PARTY_ADMINISTRATOR)
		e = write_documents(rq, w, it);
	if (e == ERR_OK)
		e = write_events(rq, w, it);
	if (e == ERR_OK)
		e = write_slots(rq, w, it);
	jw_end(w);
	return e;
}
