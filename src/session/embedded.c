/* embedded - see embedded.h. */
#include "session/embedded.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/checksum.h"
#include "base/clock.h"
#include "base/log.h"
#include "session/embedded_table.h"

enum { SWEPT_EACH = 4 }; /* chains that a change looks at */

static const struct login_life *life_of(const struct embedded *m,
					const struct login *l)
{
	return &m->plan.lives[l->kind];
}

/* Digests are those of a strong hash already. */
static struct entry **chain_of(struct embedded *m,
			       const unsigned char digest[LOGIN_DIGEST_BYTES])
{
	uint64_t h;

	memcpy(&h, digest, sizeof(h));
	return &m->by_digest[h & m->mask];
}

struct entry **table_account(struct embedded *m, const char *account)
{
	return &m->by_account[checksum(account, strlen(account)) & m->mask];
}

bool table_has_digest(const struct entry *e,
		      const unsigned char digest[LOGIN_DIGEST_BYTES])
{
	return memcmp(e->login.digest, digest, LOGIN_DIGEST_BYTES) == 0;
}

struct entry *table_find(struct embedded *m,
			 const unsigned char digest[LOGIN_DIGEST_BYTES])
{
	struct entry *e = *chain_of(m, digest);

	while (e != NULL && !table_has_digest(e, digest))
		e = e->next_by_digest;
	return e;
}

/* The next of that account from `e` on. */
struct entry *table_of_account(struct entry *e, const char *account)
{
	while (e != NULL && strcmp(e->login.account, account) != 0)
		e = e->next_by_account;
	return e;
}

static void end(struct embedded *m, struct entry *e)
{
	struct entry **at = chain_of(m, e->login.digest);

	while (*at != e)
		at = &(*at)->next_by_digest;
	*at = e->next_by_digest;
	at = table_account(m, e->login.account);
	while (*at != e)
		at = &(*at)->next_by_account;
	*at = e->next_by_account;
	if (m->plan.rows != NULL) {
		e->next_by_digest = m->ended;
		m->ended = e;
		return;
	}
	m->count--;
	free(e);
}

void table_sweep(struct embedded *m, size_t chains, int64_t now_us)
{
	for (size_t i = 0; i < chains; i++) {
		struct entry *e = m->by_digest[m->swept++ & m->mask];

		while (e != NULL) {
			struct entry *next = e->next_by_digest;

			if (login_is_over(&e->login, life_of(m, &e->login),
					  now_us))
				end(m, e);
			e = next;
		}
	}
}

static void put(struct embedded *m, const struct login *l)
{
	struct entry *e = calloc(1, sizeof(*e));
	struct entry **chain = chain_of(m, l->digest);
	struct entry **account = table_account(m, l->account);

	if (e == NULL)
		out_of_memory(sizeof(*e));
	e->login = *l;
	e->next_by_digest = *chain;
	*chain = e;
	e->next_by_account = *account;
	*account = e;
	m->count++;
}

static int64_t end_of(const struct embedded *m, const struct login *l)
{
	return l->created_us + life_of(m, l)->whole_us;
}

static bool is_rotated(const struct entry *e)
{
	return e->login.epoch == LOGIN_ROTATED;
}

/*
 * One account has its most, of logins or of tokens that were replaced: the one
 * whose whole life ends first goes.
 */
static void make_room_of_account(struct embedded *m, const char *account,
				 bool of_rotated)
{
	struct entry *first = NULL;
	size_t count = 0;
	struct entry *e = table_of_account(*table_account(m, account), account);

	for (; e != NULL; e = table_of_account(e->next_by_account, account)) {
		if (e->login.epoch == LOGIN_ENDED ||
		    is_rotated(e) != of_rotated)
			continue;
		count++;
		if (first == NULL ||
		    end_of(m, &e->login) <= end_of(m, &first->login))
			first = e;
	}
	if (count >= LOGINS_EACH_MAX)
		end(m, first);
}

static enum err refuse_full(struct embedded *m)
{
	if (!m->was_told)
		log_event(LOG_LOGINS_FULL, LOG_NUMBER(m->count));
	m->was_told = true;
	return ERR_BUSY;
}

static enum err make(struct embedded *m, struct session_ask *ask,
		     int64_t now_us)
{
	struct entry *old = table_find(m, ask->login.digest);

	if (old != NULL)
		end(m, old);
	make_room_of_account(m, ask->login.account, false);
	if (m->count >= m->plan.logins_max)
		table_sweep(m, m->mask + 1, now_us);
	if (m->count >= m->plan.logins_max)
		return refuse_full(m);
	m->was_told = false;
	put(m, &ask->login);
	return ERR_OK;
}

/* A row that is there says so already. */
static enum err mark(struct embedded *m, const struct login *l)
{
	struct entry *e;

	if (l->epoch == LOGIN_ROTATED)
		make_room_of_account(m, l->account, true);
	e = table_find(m, l->digest);
	if (e != NULL && strcmp(e->login.account, l->account) == 0) {
		e->login = *l;
		e->is_dirty = false;
		return ERR_OK;
	}
	if (m->count >= m->plan.logins_max)
		return refuse_full(m);
	put(m, l);
	return ERR_OK;
}

bool embedded_mark(struct embedded *m, const struct login *ended)
{
	bool has_room;

	pthread_mutex_lock(&m->lock);
	table_sweep(m, SWEPT_EACH, clock_now_us());
	has_room = mark(m, ended) == ERR_OK;
	pthread_mutex_unlock(&m->lock);
	return has_room;
}

/* 0: it has none. */
static int64_t mark_of(struct embedded *m, const struct login *l)
{
	const struct entry *e = *chain_of(m, l->digest);

	while (e != NULL &&
	       !(e->login.epoch < 0 && table_has_digest(e, l->digest) &&
		 strcmp(e->login.account, l->account) == 0))
		e = e->next_by_digest;
	return e == NULL ? 0 : e->login.epoch;
}

static int64_t marked(struct embedded *m, const struct login *l, int64_t now_us)
{
	struct login family;

	if (l->family[0] == '\0')
		return mark_of(m, l);
	family = login_family_end(l, life_of(m, l), now_us);
	return mark_of(m, &family) != 0 ? LOGIN_ENDED : mark_of(m, l);
}

int64_t embedded_marked(struct embedded *m, const struct login *l)
{
	int64_t mark;

	pthread_mutex_lock(&m->lock);
	mark = marked(m, l, clock_now_us());
	pthread_mutex_unlock(&m->lock);
	return mark;
}

static enum err use(struct embedded *m, struct session_ask *ask, int64_t now_us)
{
	struct entry *e = table_find(m, ask->login.digest);

	if (e == NULL || marked(m, &e->login, now_us) == LOGIN_ENDED)
		return ERR_NOT_FOUND;
	if (login_is_over(&e->login, life_of(m, &e->login), now_us)) {
		end(m, e);
		return ERR_NOT_FOUND;
	}
	if (!is_rotated(e) && login_slide(&e->login, life_of(m, &e->login),
					  now_us, m->plan.touch_us))
		e->is_dirty = true;
	ask->login = e->login;
	return ERR_OK;
}

static enum err rotate(struct embedded *m, struct session_ask *ask,
		       int64_t now_us)
{
	struct login before = ask->before;

	login_rotate(&before, life_of(m, &before));
	if (mark(m, &before) != ERR_OK)
		return ERR_BUSY;
	return make(m, ask, now_us);
}

static enum err drop(struct embedded *m, const struct login *l)
{
	struct entry *e = table_find(m, l->digest);

	if (e == NULL || strcmp(e->login.account, l->account) != 0)
		return ERR_NOT_FOUND;
	end(m, e);
	return ERR_OK;
}

static enum err drop_all(struct embedded *m, const struct session_ask *ask)
{
	const char *account = ask->login.account;
	struct entry *e = table_of_account(*table_account(m, account), account);

	while (e != NULL) {
		struct entry *next =
			table_of_account(e->next_by_account, account);

		if (!ask->keeps_one || !table_has_digest(e, ask->login.digest))
			end(m, e);
		e = next;
	}
	return ERR_OK;
}

/* The newest is put in front of its chain. */
static enum err list(struct embedded *m, struct session_ask *ask,
		     int64_t now_us)
{
	const char *account = ask->login.account;
	struct entry *e = table_of_account(*table_account(m, account), account);

	ask->count = 0;
	ask->logins = ARENA_ARRAY(ask->arena, struct login, LOGINS_EACH_MAX);
	for (; e != NULL && ask->count < LOGINS_EACH_MAX;
	     e = table_of_account(e->next_by_account, account)) {
		if (e->login.epoch >= 0 && marked(m, &e->login, now_us) == 0 &&
		    !login_is_over(&e->login, life_of(m, &e->login), now_us))
			ask->logins[ask->count++] = e->login;
	}
	return ERR_OK;
}

static enum err answer(struct embedded *m, struct session_ask *ask,
		       int64_t now_us)
{
	switch (ask->verb) {
	case SESSION_FIND:
		return use(m, ask, now_us);
	case SESSION_MAKE:
		return make(m, ask, now_us);
	case SESSION_ROTATE:
		return rotate(m, ask, now_us);
	case SESSION_DROP:
		return drop(m, &ask->login);
	case SESSION_DROP_ALL:
		return drop_all(m, ask);
	case SESSION_LIST:
		return list(m, ask, now_us);
	case SESSION_END_FAMILY:
	case SESSION_LIMIT:
		break;
	}
	return ERR_INTERNAL;
}

void embedded_answer(struct embedded *m, struct session_ask *ask)
{
	int64_t now_us = clock_now_us();

	pthread_mutex_lock(&m->lock);
	if (ask->verb != SESSION_FIND)
		table_sweep(m, SWEPT_EACH, now_us);
	ask->result = answer(m, ask, now_us);
	pthread_mutex_unlock(&m->lock);
}

static bool load_one(void *arg, const struct login *l)
{
	struct embedded *m = arg;

	if (m->count >= m->plan.logins_max)
		return false;
	put(m, l);
	if (login_is_over(l, life_of(m, l), clock_now_us()))
		end(m, table_find(m, l->digest));
	return true;
}

enum err embedded_open(const struct session_plan *plan,
		       struct embedded **ret_embedded)
{
	struct embedded *m = calloc(1, sizeof(*m));
	size_t chains = 16;
	enum err e = ERR_OK;

	if (m == NULL)
		out_of_memory(sizeof(*m));
	m->plan = *plan;
	while (chains < plan->logins_max)
		chains *= 2;
	m->mask = chains - 1;
	m->by_digest = calloc(chains, sizeof(struct entry *));
	m->by_account = calloc(chains, sizeof(struct entry *));
	if (m->by_digest == NULL || m->by_account == NULL)
		out_of_memory(chains * sizeof(struct entry *));
	pthread_mutex_init(&m->lock, NULL);
	if (plan->rows != NULL)
		e = plan->rows->each(plan->rows->ctx, load_one, m);
	if (e != ERR_OK) {
		embedded_close(m);
		return e;
	}
	*ret_embedded = m;
	return ERR_OK;
}

static void free_chain(struct entry *e)
{
	while (e != NULL) {
		struct entry *next = e->next_by_digest;

		free(e);
		e = next;
	}
}

void embedded_close(struct embedded *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i <= m->mask; i++)
		free_chain(m->by_digest[i]);
	free_chain(m->ended);
	pthread_mutex_destroy(&m->lock);
	free(m->by_digest);
	free(m->by_account);
	free(m);
}
