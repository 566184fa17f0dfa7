/* send_mail - letters that are due, to the mail server or into a folder. */
#include "base/arena.h"
#include "base/log.h"
#include "config/config.h"
#include "jobs/courier.h"
#include "jobs/folder.h"
#include "jobs/message.h"
#include "jobs/outcome.h"
#include "jobs/task.h"
#include "people/letters.h"
#include "store/outbox.h"

enum { BATCH = 100 };

task_fn task_send_mail;

/* Of "https://baybridge.example:8443/x" the name alone. */
static struct slice host_of(struct slice site)
{
	struct slice after, host;

	for (size_t i = 0; i + 3 <= site.n; i++) {
		if (slice_eq(slice_cut(site, i, i + 3), SLICE("://")))
			site = slice_cut(site, i + 3, site.n);
	}
	host = slice_split(site, '/', &after);
	host = slice_split(host, ':', &after);
	return host.n > 0 ? host : SLICE("localhost");
}

static struct parcel pack(const struct task *t, const struct stored_letter *row,
			  const struct letter_opened *letter)
{
	const struct config *c = t->plan->config;
	struct arena *a = t->hands.arena;
	struct message m = {.id = row->id,
			    .host = host_of(slice_of(c->mail_site)),
			    .from = slice_of(c->mail_from),
			    .to = letter->email,
			    .subject = letter->subject,
			    .text = letter->text,
			    .one_click = letter->one_click,
			    .lang = letter->lang,
			    .at_us = t->hands.now_us};

	return (struct parcel){m.from, m.to,
			       folder_name(a, row->created_us, row->id),
			       message_write(a, &m)};
}

/* One letter; *ret_away: no other needs to be tried now, for `reason`. */
static enum err send_one(struct task *t, struct courier *c,
			 const struct stored_letter *row, bool *ret_away,
			 char reason[DELIVERY_REASON_BYTES])
{
	struct letter_opened letter;
	enum err e = letter_open(&t->hands, row, &letter);
	struct parcel parcel;

	/* What cannot be opened now never can; the rest goes on. */
	if (e == ERR_BUSY || e == ERR_STORE_FULL)
		return e;
	if (e != ERR_OK)
		return outcome_failed(t, row, err_slug(e));
	if (!message_address_is_sound(letter.email))
		return outcome_failed(t, row, "address");
	parcel = pack(t, row, &letter);
	switch (courier_send(c, &parcel, reason)) {
	case DELIVERED:
		return outcome_sent(t, row);
	case DELIVERY_AWAY:
		*ret_away = true;
		break;
	case DELIVERY_REFUSED:
		break;
	}
	/* Broken off by the end of the server: not its fault. */
	if (task_is_stopping(t))
		return ERR_OK;
	return outcome_not_sent(t, row, reason);
}

static enum err send_batch(struct task *t, const struct stored_letters *rows)
{
	struct courier *c = courier_open(t);
	char reason[DELIVERY_REASON_BYTES] = "";
	bool is_away = false;
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < rows->count; i++) {
		if (task_is_stopping(t))
			break;
		e = is_away ? outcome_not_sent(t, &rows->items[i], reason)
			    : send_one(t, c, &rows->items[i], &is_away, reason);
	}
	courier_close(c);
	return e;
}

enum err task_send_mail(struct task *t)
{
	struct page page = {.limit = BATCH};
	struct stored_letters rows = {0};
	enum err e;

	e = outbox_due(t->hands.db, t->hands.arena, SLICE("mail"),
		       t->hands.now_us, &page, &rows);
	if (e == ERR_OK && rows.count > 0)
		e = send_batch(t, &rows);
	return e == ERR_OK ? outcome_count(t) : e;
}
