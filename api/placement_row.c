/* placement_row - see placement_row.h. */
#include "api/placement_row.h"

#include "api/application_row.h"
#include "api/paging.h"
#include "store/accounts.h"

static void text_or_null(struct json_writer *w, const char *key,
			 struct slice text)
{
	if (text.n > 0)
		jw_text(w, key, text);
	else
		jw_null(w, key);
}

static void day_or_null(struct json_writer *w, const char *key, int64_t day)
{
	if (day != 0)
		jw_day(w, key, (int32_t)day);
	else
		jw_null(w, key);
}

static void write_pay(struct json_writer *w, const char *key, int64_t minor,
		      struct slice currency)
{
	if (minor == 0) {
		jw_null(w, key);
		return;
	}
	jw_object(w, key);
	jw_hundredths(w, "amount", minor);
	jw_text(w, "currency", currency);
	jw_word(w, "per", "month");
	jw_end(w);
}

/* Who reviews says what they think of applications; who edits, what became of
 * them. */
bool placement_row_may_change(const struct caller *c)
{
	return c->party != PARTY_MEMBER || c->member >= MEMBER_EDITOR;
}

/* The object is left open. */
static enum err write_head(struct request *rq, struct json_writer *w,
			   enum party party, const struct stored_placement *p)
{
	enum err e;

	jw_object(w, NULL);
	jw_text(w, "id", p->id);
	jw_text(w, "application", p->application);
	e = application_opening(rq, w, "opening", p->opening);
	jw_text(w, "organisation", p->organisation);
	if (party != PARTY_SEEKER)
		jw_text(w, "person",
			application_stand_in(rq->arena, p->application));
	jw_text(w, "state", p->state);
	day_or_null(w, "start", p->start_day);
	day_or_null(w, "posted", p->posted_day);
	day_or_null(w, "end", p->end_day);
	text_or_null(w, "end_reason", p->end_reason);
	text_or_null(w, "not_retained_reason", p->not_retained_reason);
	text_or_null(w, "city", p->city);
	text_or_null(w, "industry", p->industry);
	text_or_null(w, "occupation", p->occupation);
	write_pay(w, "pay_start", p->pay_start_minor, p->currency);
	write_pay(w, "pay_end", p->pay_end_minor, p->currency);
	return e;
}

enum err placement_row_list(struct request *rq, struct reply *rp,
			    enum party party, const struct page *asked,
			    const struct stored_placements *list)
{
	struct page last = {.number = 0};
	enum err e = ERR_OK;

	rp->http->cache_control = "private, no-store";
	paging_open(rp);
	for (size_t i = 0; e == ERR_OK && i < list->count; i++) {
		e = write_head(rq, rp->json, party, &list->items[i]);
		jw_end(rp->json);
		last.id = list->items[i].id;
	}
	paging_close(rq, rp, asked, list->count, &last);
	return e;
}

/* Who told it: one's own side, the other, or who may decide between them. */
static enum err find_teller(struct request *rq,
			    const struct stored_placement *p,
			    struct slice actor, const char **ret)
{
	struct roster_row who;
	enum err e;

	*ret = slice_eq(actor, p->person)  ? "seeker"
	       : slice_is(actor, "system") ? "system"
					   : "poster";
	if (!slice_is(slice_of(*ret), "poster"))
		return ERR_OK;
	e = accounts_roster(rq->db, rq->arena, actor, &who);
	if (e == ERR_OK && slice_is(who.role, "administrator"))
		*ret = "administrator";
	/* Who told it may have left. */
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err write_events(struct request *rq, struct json_writer *w,
			     const struct stored_placement *p)
{
	const struct page all = {.limit = PAGE_MAX};
	struct stored_placement_events list;
	enum err e = placements_events(rq->db, rq->arena, p->id, &all, &list);

	jw_array(w, "events");
	for (size_t i = 0; e == ERR_OK && i < list.count; i++) {
		const struct stored_placement_event *it = &list.items[i];
		const char *by;

		e = find_teller(rq, p, it->actor, &by);
		jw_object(w, NULL);
		jw_int(w, "number", it->number);
		jw_text(w, "state", it->state);
		day_or_null(w, "day", it->day);
		text_or_null(w, "reason", it->reason);
		jw_word(w, "by", by);
		jw_time(w, "at", it->at_us);
		jw_end(w);
	}
	jw_end(w);
	return e;
}

static enum err write_check_ins(struct request *rq, struct json_writer *w,
				const struct stored_placement *p)
{
	const struct page all = {.limit = PAGE_MAX};
	struct stored_check_ins list;
	enum err e =
		placements_check_ins(rq->db, rq->arena, p->id, &all, &list);

	jw_array(w, "check_ins");
	for (size_t i = 0; e == ERR_OK && i < list.count; i++) {
		jw_object(w, NULL);
		jw_int(w, "months", list.items[i].months);
		day_or_null(w, "due", list.items[i].due_day);
		text_or_null(w, "answer", list.items[i].answer);
		jw_end(w);
	}
	jw_end(w);
	return e;
}

enum err placement_row_whole(struct request *rq, struct reply *rp,
			     enum party party, struct slice id)
{
	struct stored_placement p;
	enum err e = placements_get(rq->db, rq->arena, id, &p);

	if (e != ERR_OK)
		return e;
	rp->http->cache_control = "private, no-store";
	e = write_head(rq, rp->json, party, &p);
	if (e == ERR_OK)
		e = write_events(rq, rp->json, &p);
	if (e == ERR_OK && party == PARTY_SEEKER)
		e = write_check_ins(rq, rp->json, &p);
	jw_end(rp->json);
	return e;
}
