/*
 * GET /v1/openings/{id} - one opening, as JSON, JobPosting or calendar.
 *
 * A closed one that recurs is still answered: it says when it may open again.
 * One that is closed for good, historic or withdrawn is 410, and the problem
 * holds the opening as it was.
 */
#include "api/accept.h"
#include "api/codec_calendar.h"
#include "api/codec_jobposting.h"
#include "api/codec_opening.h"
#include "api/counted.h"
#include "api/cursor.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/problem.h"
#include "base/arena.h"
#include "base/day.h"
#include "matcher/shelf.h"
#include "matcher/snapshot.h"

handler_fn handle_opening_get;

static bool is_gone(const struct opening *o, enum state state)
{
	switch (state) {
	case STATE_OPEN:
	case STATE_UPCOMING:
		return false;
	case STATE_CLOSED:
	case STATE_HISTORIC:
		return !o->recurs && o->next_expected == DAY_NONE;
	case STATE_WITHDRAWN:
	case STATE_DRAFT:
	case STATE__COUNT:
		break;
	}
	return true;
}

static enum fault_code reason(enum state state)
{
	switch (state) {
	case STATE_CLOSED:
		return FAULT_CLOSED;
	case STATE_HISTORIC:
		return FAULT_ENDED;
	case STATE_WITHDRAWN:
	case STATE_OPEN:
	case STATE_UPCOMING:
	case STATE_DRAFT:
	case STATE__COUNT:
		break;
	}
	return FAULT_WITHDRAWN;
}

static enum err answer_gone(struct request *rq, struct reply *rp,
			    const struct opening_view *v, size_t opening,
			    enum state state)
{
	struct json_writer w;

	problem_begin(&w, rp->http, ERR_GONE, rq->http->id, rq->reader);
	problem_detail(&w, &(struct fault){.code = reason(state)}, rq->reader);
	codec_opening_whole(&w, "opening", v, opening);
	problem_end(&w);
	return ERR_GONE;
}

/* Changes with the opening, whoever it is by, the day, language and form. */
static struct slice tag_of(struct request *rq, size_t opening,
			   enum accept_form form)
{
	const struct organisation *by =
		snapshot_organisation(rq->snapshot, opening);
	uint64_t h = snapshot_hash(rq->snapshot, opening);

	if (by != NULL)
		h = cursor_hash(h, by->document);

	h = cursor_hash(h, arena_print(rq->arena, "%d %d %d %d", (int)rq->lang,
				       (int)rq->reader, (int)rq->today,
				       (int)form));
	return arena_print(rq->arena, "%016llx", (unsigned long long)h);
}

enum err handle_opening_get(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};
	struct opening_view view = {rq->arena, rq->snapshot, rq->lang,
				    rq->today};
	enum accept_form form;
	const struct opening *o;
	enum state state;
	long i;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	i = snapshot_find(rq->snapshot, rq->argument);
	if (i < 0)
		return ERR_NOT_FOUND;
	o = snapshot_opening(rq->arena, rq->snapshot, (size_t)i);
	state = opening_state(o, rq->today);
	if (state == STATE_DRAFT)
		return ERR_NOT_FOUND;
	if (is_gone(o, state))
		return answer_gone(rq, rp, &view, (size_t)i, state);

	counted_opening(rq, o->kind);
	form = accept_form_of(net_field(rq->http, "accept"));
	rp->http->etag = tag_of(rq, (size_t)i, form);
	rp->http->cache_control = "public, max-age=60";
	net_reply_field(rp->http, "Vary", SLICE("Accept, Accept-Language"));
	switch (form) {
	case ACCEPT_JSON:
		break;
	case ACCEPT_JSON_LD:
		rp->http->content_type = "application/ld+json";
		codec_jobposting_write(rp->json, &view, (size_t)i, rq->reader);
		return ERR_OK;
	case ACCEPT_CALENDAR:
		if (o->closes == DAY_NONE)
			return ERR_NOT_ACCEPTABLE;
		rp->http->content_type = "text/calendar; charset=utf-8";
		codec_calendar_write(&rp->http->body, &view, (size_t)i,
				     rq->reader);
		return ERR_OK;
	}
	codec_opening_whole(rp->json, NULL, &view, (size_t)i);
	return ERR_OK;
}
