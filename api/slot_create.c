/*
 * POST /v1/applications/{id}/slots - a time to meet is proposed.
 *
 * WRITE.
 */
#include "api/application_row.h"
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"
#include "base/moment.h"
#include "crypt/id.h"
#include "store/outbox.h"
#include "store/reviews.h"

handler_fn handle_slot_create;

enum { WHERE_BYTES = 1000, SLOTS_MAX = 20, MINUTES_MAX = 480 };

struct slot_body {
	struct slice starts;
	int64_t minutes;
	struct slice where;
	int64_t starts_us;
};

static const struct body_field fields[] = {
	BODY(struct slot_body, starts, BODY_TEXT, .needed = true, .most = 40),
	BODY(struct slot_body, minutes, BODY_COUNT, .needed = true, .least = 5,
	     .most = MINUTES_MAX),
	BODY(struct slot_body, where, BODY_TEXT, .needed = true,
	     .most = WHERE_BYTES),
	BODY_END};

static enum err read_body(struct request *rq, struct slot_body *ret,
			  struct faults *f)
{
	enum err e = body_read(rq, fields, ret, f);

	if (e != ERR_OK)
		return e;
	if (!moment_read(ret->starts, &ret->starts_us))
		fault_at_pointer(f, FAULT_TIME, "/starts", NULL);
	else if (ret->starts_us <= rq->hands.now_us)
		fault_at_pointer(f, FAULT_TIME_PAST, "/starts", NULL);
	return faults_any(f) ? ERR_INVALID : ERR_OK;
}

/* While somebody still decides, and not without end. */
static enum err check(struct request *rq, const struct stored_application *it)
{
	const struct page all = {.number = PAGE_FIRST, .limit = PAGE_MAX};
	struct stored_slots list;
	enum life_state state;
	enum err e;

	if (!life_of_word(it->state, &state) || !life_is_live(state))
		return ERR_CONFLICT;
	e = reviews_slots(rq->db, rq->arena, it->id, &all, &list);
	return e == ERR_OK && list.count >= SLOTS_MAX ? ERR_CONFLICT : e;
}

static enum err tell(struct request *rq, const struct stored_application *it,
		     struct slice slot)
{
	struct stored_notice n = {.id = arena_print(rq->arena, "%.*s.%.*s",
						    SLICE_ARG(it->id),
						    SLICE_ARG(slot)),
				  .account = it->person,
				  .kind = SLICE("application.slot"),
				  .object = it->id,
				  .at_us = rq->hands.now_us};
	enum err e = notices_put(rq->db, &n);

	/* A person of imported history has no account. */
	return e == ERR_CONFLICT ? ERR_OK : e;
}

enum err handle_slot_create(struct request *rq, struct reply *rp)
{
	struct slot_body body = {.minutes = 0};
	struct stored_application it;
	struct stored_slot slot;
	char id[ID_CHARS + 1];
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = read_body(rq, &body, rp->faults);
	if (e == ERR_OK)
		e = applications_get(rq->db, rq->arena, rq->argument, &it);
	if (e == ERR_OK)
		e = check(rq, &it);
	if (e != ERR_OK)
		return e;
	id_new(id);
	slot = (struct stored_slot){.id = slice_of(id),
				    .application = it.id,
				    .starts_us = body.starts_us,
				    .minutes = body.minutes,
				    .state = SLICE("proposed"),
				    .updated_us = rq->hands.now_us};
	e = life_seal(&rq->hands, it.person, "where_sealed", slot.id,
		      body.where, &slot.where_sealed);
	if (e == ERR_OK)
		e = reviews_insert_slot(rq->db, &slot);
	if (e == ERR_OK)
		e = life_touch(&rq->hands, application_rules(rq), it.id);
	if (e == ERR_OK)
		e = tell(rq, &it, slot.id);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	net_reply_field(rp->http, "Location",
			arena_print(rq->arena, "/v1/applications/%.*s/slots/%s",
				    SLICE_ARG(it.id), id));
	jw_object(rp->json, NULL);
	jw_word(rp->json, "id", id);
	jw_time(rp->json, "starts", slot.starts_us);
	jw_int(rp->json, "minutes", slot.minutes);
	jw_text(rp->json, "where", body.where);
	jw_text(rp->json, "state", slot.state);
	jw_end(rp->json);
	return ERR_OK;
}
