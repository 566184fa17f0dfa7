/*
 * digests - saved searches that are due: what is new in each, as one letter, and
 * none when there is nothing.  The first run of a search tells nothing: who
 * saved it has just seen what there is.
 */
#include "base/arena.h"
#include "base/clock.h"
#include "base/compiler.h"
#include "config/config.h"
#include "crypt/secret.h"
#include "jobs/task.h"
#include "matcher/epoch.h"
#include "people/alerts.h"
#include "people/letters.h"
#include "people/links.h"
#include "people/sealed.h"
#include "store/accounts.h"
#include "store/one_times.h"
#include "store/profiles.h"
#include "store/searches.h"

#define DAY_US (INT64_C(86400) * 1000000)

enum { BATCH = 100, STOP_DAYS = 90 };

task_fn task_digests;

struct digest {
	const struct stored_search *search;
	const char *site;
	struct alert_hits hits;
	struct slice text; /* empty: nothing to tell */
};

/* A token that ends this search and can do nothing else. */
static enum err make_stop(const struct hands *h, const struct stored_search *s,
			  char token[SECRET_CHARS + 1])
{
	unsigned char hash[SECRET_HASH_BYTES];
	struct stored_one_time row = {.kind = SLICE("unsubscribe"),
				      .account = s->account,
				      .payload = s->id,
				      .created_us = h->now_us,
				      .expires_us =
					      h->now_us + STOP_DAYS * DAY_US};
	enum err e;

	secret_new(SECRET_UNSUBSCRIBE, token);
	e = secret_hash(h->keys, KEYS_PRESENT, SECRET_UNSUBSCRIBE,
			slice_of(token), hash);
	row.hash = hands_octets(hash, sizeof(hash));
	return e == ERR_OK ? one_times_insert(h->db, &row) : e;
}

static enum err address_of(const struct hands *h, const struct stored_search *s,
			   struct slice *ret)
{
	struct seal_place place = {.table = SLICE("saved_search"),
				   .column = SLICE("email_sealed"),
				   .row = s->id};

	*ret = SLICE("");
	return s->account.n > 0 ? ERR_OK
				: sealed_read(h, &place, s->email_sealed, ret);
}

static enum err write_letter(const struct hands *h, const struct digest *d)
{
	const struct stored_search *s = d->search;
	struct letter_value values[] = {{"news", d->text},
					{"stop", {NULL, 0}},
					{"one_click", {NULL, 0}}};
	struct letter l = {.kind = LETTER_DIGEST,
			   .account = s->account,
			   .values = values,
			   .count = COUNT(values)};
	char token[SECRET_CHARS + 1];
	enum err e = make_stop(h, s, token);

	if (e == ERR_OK)
		e = address_of(h, s, &l.email);
	if (e != ERR_OK)
		return e;
	if (!lang_read(s->lang, &l.lang))
		l.lang = LANG_EN;
	values[1].value = link_address(h->arena, d->site, "stop", token);
	values[2].value = arena_print(h->arena, "%s/v1/searches/stop?token=%s",
				      d->site, token);
	return letter_put(h, &l);
}

/* The letter, what it told, and when it runs next: together or not at all. */
static enum err keep(const struct hands *h, void *arg)
{
	const struct digest *d = arg;
	enum err e = searches_ran(h->db, d->search->id,
				  alert_next_run(d->search->every, h->now_us));

	/* It was removed meanwhile. */
	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	if (e == ERR_OK && d->text.n > 0)
		e = write_letter(h, d);
	if (e == ERR_NOT_FOUND || e == ERR_GONE)
		return ERR_OK;
	return e == ERR_OK ? alert_remember(h, d->search, &d->hits) : e;
}

/* Letters to an account are in its language. */
static enum err reader_of(const struct hands *h, const struct stored_search *s,
			  enum lang *ret)
{
	struct roster_row account = {.lang = s->lang};
	enum err e = ERR_OK;

	if (s->account.n > 0)
		e = accounts_roster(h->db, h->arena, s->account, &account);
	if (!lang_read(account.lang, ret))
		*ret = LANG_EN;
	return e;
}

/*
 * Who saves a search with an account asks for its letters; who takes the consent
 * to alerts back stops them all, until it is given again.
 */
static enum err check_consent(const struct hands *h,
			      const struct stored_search *s, bool *ret_may)
{
	struct stored_consent want = {.account = s->account,
				      .purpose = SLICE("alerts"),
				      .destination = SLICE("")};
	struct stored_consent word = {.given = 1};
	enum err e = ERR_NOT_FOUND;

	if (s->account.n > 0)
		e = consents_newest(h->db, h->arena, &want, &word);
	*ret_may = e == ERR_NOT_FOUND || word.given == 1;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err look(struct task *t, const struct snapshot *s, struct digest *d)
{
	struct alert_world world = {s, t->plan->analyser, t->plan->read_filters,
				    clock_day_of_us(t->hands.now_us)};
	enum lang l;
	enum err e = alert_find(&t->hands, &world, d->search, &d->hits);

	d->text = SLICE("");
	if (e == ERR_OK)
		e = alert_compare(&t->hands, &world, d->search, &d->hits);
	if (e != ERR_OK || d->search->last_run_us == 0)
		return e;
	e = reader_of(&t->hands, d->search, &l);
	if (e != ERR_OK)
		return e;
	d->text = alert_text(&t->hands, &world, &d->hits, l, d->site);
	return ERR_OK;
}

/* The snapshot is held while it is looked at, not while it is written. */
static enum err run_one(struct task *t, const struct stored_search *search)
{
	struct digest d = {.search = search,
			   .site = t->plan->config->mail_site};
	const struct snapshot *s;
	bool may;
	enum err e = check_consent(&t->hands, search, &may);

	if (e != ERR_OK)
		return e;
	s = epoch_pin(t->plan->snapshots, t->plan->slot);
	if (s == NULL)
		e = ERR_BUSY;
	else if (may)
		e = look(t, s, &d);
	epoch_unpin(t->plan->snapshots, t->plan->slot);
	/* What cannot be read any more waits for its next time. */
	if (e == ERR_INVALID || e == ERR_MALFORMED || e == ERR_GONE ||
	    e == ERR_NOT_FOUND) {
		d.hits.count = 0;
		e = ERR_OK;
	}
	return e == ERR_OK ? task_write(t, keep, &d) : e;
}

/* Each in an arena of its own: what one takes is gone before the next. */
static enum err run_batch(struct task *t, const struct stored_searches *them,
			  enum err *failed)
{
	struct task own = *t;
	enum err e = ERR_OK;

	own.hands.arena = arena_new(0);
	for (size_t i = 0; e == ERR_OK && i < them->count; i++) {
		if (task_is_stopping(t))
			break;
		e = task_went(run_one(&own, &them->items[i]), failed);
		arena_reset(own.hands.arena);
	}
	arena_free(own.hands.arena);
	return e;
}

enum err task_digests(struct task *t)
{
	struct page page = {.id = SLICE(""), .limit = BATCH};
	struct stored_searches them;
	enum err failed = ERR_OK;
	enum err e;

	do {
		e = searches_due(t->hands.db, t->hands.arena, t->hands.now_us,
				 &page, &them);
		if (e == ERR_OK)
			e = run_batch(t, &them, &failed);
		if (e == ERR_OK && them.count > 0) {
			page.number = them.items[them.count - 1].next_run_us;
			page.id = them.items[them.count - 1].id;
		}
	} while (e == ERR_OK && them.count == BATCH && !task_is_stopping(t));
	return e == ERR_OK ? failed : e;
}
