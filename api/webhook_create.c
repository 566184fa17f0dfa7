/*
 * POST /v1/organisations/{id}/webhooks - tell it what happens, at an address.
 *
 * The secret with which everything is signed stands in this reply and nowhere
 * else again.
 *
 * WRITE.
 */
#include "api/api.h"
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/webhook_row.h"
#include "base/arena.h"
#include "json/jr.h"
#include "people/audit.h"
#include "people/webhooks.h"

handler_fn handle_webhook_create;

enum { EVENTS_MAX = 32 };

struct wanted {
	struct slice url;
	const struct jr *events;
};

/* Each once, in the order of the table, spaces between. */
static struct slice read_events(struct request *rq, const struct jr *events,
				struct faults *f)
{
	bool wants[EVENTS_MAX] = {false};
	struct slice all = SLICE("");

	if (events == NULL || !jr_is_array(events, EVENTS_MAX, f))
		return all;
	if (events->count == 0)
		jr_fault(f, events, FAULT_EMPTY, NULL);
	for (const struct jr *n = events->first; n != NULL; n = n->next) {
		int which;

		if (jr_read_word(n, webhook_events, &which, f))
			wants[which] = true;
	}
	for (int i = 0; webhook_events[i] != NULL; i++) {
		if (wants[i])
			all = arena_print(rq->arena, "%.*s%s%s", SLICE_ARG(all),
					  all.n > 0 ? " " : "",
					  webhook_events[i]);
	}
	return all;
}

static void check_url(const struct request *rq, struct slice url,
		      struct faults *f)
{
	if (url.n > 0 && !api_parts(rq->api)->webhooks_insecure &&
	    !slice_starts(url, SLICE("https://")))
		fault_at_pointer(f, FAULT_URL_HTTPS, "/url", NULL);
}

static enum err read_wanted(struct request *rq, struct webhook_wanted *ret,
			    struct faults *f)
{
	static const struct body_field fields[] = {
		BODY(struct wanted, url, BODY_URL, .needed = true),
		BODY(struct wanted, events, BODY_TREE, .needed = true),
		BODY_END};
	struct wanted body = {.events = NULL};
	enum err e = body_read(rq, fields, &body, f);

	if (e == ERR_MALFORMED)
		return e;
	ret->organisation = rq->argument;
	ret->url = body.url;
	ret->events = read_events(rq, body.events, f);
	check_url(rq, body.url, f);
	return faults_any(f) ? ERR_INVALID : e;
}

static enum err audit(struct request *rq, const struct stored_webhook *row)
{
	return audit_tell(&rq->hands,
			  &(struct audit_word){.actor = rq->caller.id,
					       .action = SLICE("webhook.made"),
					       .object = rq->argument,
					       .detail = row->id});
}

enum err handle_webhook_create(struct request *rq, struct reply *rp)
{
	struct webhook_wanted wanted;
	struct stored_webhook row;
	struct slice secret;
	enum err e = read_wanted(rq, &wanted, rp->faults);

	if (e == ERR_OK)
		e = webhook_make(&rq->hands, &wanted, &row, &secret);
	if (e == ERR_OK)
		e = audit(rq, &row);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	rp->http->cache_control = "private, no-store";
	net_reply_field(
		rp->http, "Location",
		arena_print(rq->arena, "/v1/organisations/%.*s/webhooks/%.*s",
			    SLICE_ARG(rq->argument), SLICE_ARG(row.id)));
	jw_object(rp->json, NULL);
	webhook_row_members(rp->json, &row);
	jw_text(rp->json, "secret", secret);
	jw_end(rp->json);
	return ERR_OK;
}
