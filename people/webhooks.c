/* webhooks - see webhooks.h. */
#include "people/webhooks.h"

#include "base/arena.h"
#include "base/buf.h"
#include "crypt/hook.h"
#include "crypt/id.h"
#include "json/jw.h"
#include "people/audit.h"
#include "people/letters.h"
#include "people/sealed.h"
#include "store/members.h"
#include "store/outbox.h"

enum { BODY_BYTES_MAX = 4096 };

const char *const webhook_events[] = {
	"application.submitted",   "application.seen",
	"application.shortlisted", "application.interview",
	"application.reserve",     "application.offered",
	"application.accepted",    "application.start_claimed",
	"application.started",     "application.refused",
	"application.declined",    "application.withdrawn",
	"application.expired",     "application.obsolete",
	"opening.closed",          NULL};

static bool is_asked(struct slice events, struct slice event)
{
	while (events.n > 0) {
		if (slice_eq(slice_split(events, ' ', &events), event))
			return true;
	}
	return false;
}

static struct seal_place secret_place(struct slice webhook)
{
	return (struct seal_place){.table = SLICE("webhook"),
				   .column = SLICE("secret_sealed"),
				   .row = webhook};
}

static struct seal_place payload_place(struct slice letter)
{
	return (struct seal_place){.table = SLICE("outbox"),
				   .column = SLICE("payload"),
				   .row = letter};
}

static struct slice body_of(const struct hands *h, struct slice organisation,
			    struct slice event, struct slice object)
{
	struct json_writer w;
	struct buf text;
	struct slice copy;

	buf_init(&text, BODY_BYTES_MAX);
	jw_init(&w, &text);
	jw_object(&w, NULL);
	jw_text(&w, "type", event);
	jw_time(&w, "timestamp", h->now_us);
	jw_object(&w, "data");
	jw_text(&w, "organisation", organisation);
	jw_text(&w, "id", object);
	jw_end(&w);
	jw_end(&w);
	copy = arena_copy(h->arena, buf_slice(&text));
	buf_done(&text);
	return copy;
}

static struct slice new_id(const struct hands *h)
{
	char id[ID_CHARS + 1];

	id_new(id);
	return arena_copy(h->arena, slice_of(id));
}

static enum err tell_one(const struct hands *h, struct slice webhook,
			 struct slice event, struct slice body)
{
	struct stored_letter row = {.id = new_id(h),
				    .kind = SLICE("webhook"),
				    .webhook = webhook,
				    .subject = event,
				    .due_us = h->now_us};
	struct seal_place place = payload_place(row.id);
	enum err e = sealed_write(h, &place, body, &row.payload);

	return e == ERR_OK ? outbox_put(h->db, &row) : e;
}

enum err webhooks_tell(const struct hands *h, struct slice organisation,
		       struct slice event, struct slice object)
{
	struct page page = {.id = SLICE(""), .limit = WEBHOOKS_MAX};
	struct stored_webhooks them;
	struct slice body = body_of(h, organisation, event, object);
	enum err e = webhooks_of_organisation(h->db, h->arena, organisation,
					      &page, &them);

	for (size_t i = 0; e == ERR_OK && i < them.count; i++) {
		const struct stored_webhook *w = &them.items[i];

		if (slice_is(w->state, "on") && is_asked(w->events, event))
			e = tell_one(h, w->id, event, body);
	}
	return e;
}

static enum err check_count(const struct hands *h, struct slice organisation)
{
	struct page page = {.id = SLICE(""), .limit = WEBHOOKS_MAX};
	struct stored_webhooks them;
	enum err e = webhooks_of_organisation(h->db, h->arena, organisation,
					      &page, &them);

	return e == ERR_OK && them.count >= WEBHOOKS_MAX ? ERR_CONFLICT : e;
}

enum err webhook_make(const struct hands *h,
		      const struct webhook_wanted *wanted,
		      struct stored_webhook *ret_row, struct slice *ret_secret)
{
	struct seal_place place;
	enum err e = check_count(h, wanted->organisation);

	if (e != ERR_OK)
		return e;
	*ret_row = (struct stored_webhook){
		.id = new_id(h),
		.organisation = wanted->organisation,
		.url = wanted->url,
		.events = wanted->events,
		.state = SLICE("on"),
		.created_us = h->now_us,
	};
	*ret_secret = hook_secret_new(h->arena);
	place = secret_place(ret_row->id);
	e = sealed_write(h, &place, *ret_secret, &ret_row->secret_sealed);
	if (e == ERR_OK)
		e = webhooks_insert(h->db, ret_row);
	if (e != ERR_OK)
		return e;
	return tell_one(h, ret_row->id, SLICE("webhook.made"),
			body_of(h, ret_row->organisation, SLICE("webhook.made"),
				ret_row->id));
}

enum err webhook_open(const struct hands *h, const struct stored_letter *row,
		      struct webhook_opened *ret)
{
	struct seal_place secret = secret_place(row->webhook);
	struct seal_place payload = payload_place(row->id);
	struct stored_webhook webhook;
	enum err e = webhooks_get(h->db, h->arena, row->webhook, &webhook);

	if (e == ERR_NOT_FOUND ||
	    (e == ERR_OK && slice_is(webhook.state, "off")))
		return ERR_GONE;
	if (e != ERR_OK)
		return e;
	ret->url = webhook.url;
	e = sealed_read(h, &secret, webhook.secret_sealed, &ret->secret);
	return e == ERR_OK ? sealed_read(h, &payload, row->payload, &ret->body)
			   : e;
}

static enum err write_to(const struct hands *h, struct slice account,
			 const struct stored_webhook *w)
{
	struct letter_value value = {"url", w->url};
	enum err e = letter_put(h, &(struct letter){.kind = LETTER_WEBHOOK_OFF,
						    .account = account,
						    .values = &value,
						    .count = 1});

	/* An owner that was erased needs no letter. */
	return e == ERR_NOT_FOUND || e == ERR_GONE ? ERR_OK : e;
}

static enum err write_to_owners(const struct hands *h,
				const struct stored_webhook *w)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_members them;
	enum err e = members_of_organisation(h->db, h->arena, w->organisation,
					     &page, &them);

	for (size_t i = 0; e == ERR_OK && i < them.count; i++) {
		if (slice_is(them.items[i].role, "owner"))
			e = write_to(h, them.items[i].account, w);
	}
	return e;
}

static enum err switch_off(const struct hands *h, struct slice id)
{
	struct stored_webhook w;
	enum err e = webhooks_get(h->db, h->arena, id, &w);

	if (e != ERR_OK || slice_is(w.state, "off"))
		return e;
	e = webhooks_set_state(h->db, id, w.organisation, SLICE("off"));
	if (e == ERR_OK)
		e = audit_tell(
			h, &(struct audit_word){.actor = SLICE("system"),
						.action = SLICE("webhook.off"),
						.object = w.organisation,
						.detail = id});
	return e == ERR_OK ? write_to_owners(h, &w) : e;
}

enum err webhook_tried(const struct hands *h, const struct webhook_try *it)
{
	int64_t failures;
	enum err e = webhooks_result(h->db, it->webhook, it->went, &failures);

	/* It was removed meanwhile. */
	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	if (e == ERR_OK && !it->went &&
	    (it->is_gone || (failures >= WEBHOOK_FAILURES_MAX &&
			     it->tries >= WEBHOOK_TRIES_MIN)))
		e = switch_off(h, it->webhook);
	return e;
}
