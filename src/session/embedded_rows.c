/*
 * embedded_rows - the rows of the record follow what is in memory; see
 * embedded.h.
 *
 * Rows are written by the writer's thread without the lock: what to write is
 * copied out first.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "session/embedded_table.h"

enum err embedded_forget(struct embedded *m, void *seat, const struct login *l)
{
	const struct login_rows *rows = m->plan.rows;
	struct entry *e;

	if (rows == NULL)
		return ERR_OK;
	pthread_mutex_lock(&m->lock);
	e = table_find(m, l->digest);
	if (e != NULL)
		e->is_forgotten = true;
	pthread_mutex_unlock(&m->lock);
	return rows->drop(rows->ctx, seat, l->digest);
}

void embedded_freeze(struct embedded *m, const struct login *l)
{
	struct entry *e;

	pthread_mutex_lock(&m->lock);
	e = table_find(m, l->digest);
	if (e != NULL)
		e->is_forgotten = true;
	pthread_mutex_unlock(&m->lock);
}

enum err embedded_forget_all(struct embedded *m, void *seat,
			     const struct login *l, bool keeps_one)
{
	const struct login_rows *rows = m->plan.rows;
	unsigned char digests[LOGINS_EACH_MAX][LOGIN_DIGEST_BYTES];
	size_t count = 0;
	struct entry *e;
	enum err err = ERR_OK;

	if (rows == NULL)
		return ERR_OK;
	pthread_mutex_lock(&m->lock);
	e = table_of_account(*table_account(m, l->account), l->account);
	for (; e != NULL && count < LOGINS_EACH_MAX;
	     e = table_of_account(e->next_by_account, l->account)) {
		if (keeps_one && table_has_digest(e, l->digest))
			continue;
		e->is_forgotten = true;
		memcpy(digests[count++], e->login.digest, LOGIN_DIGEST_BYTES);
	}
	pthread_mutex_unlock(&m->lock);
	for (size_t i = 0; i < count && err == ERR_OK; i++)
		err = rows->drop(rows->ctx, seat, digests[i]);
	return err;
}

/* What embedded_tidy() writes, copied out from under the lock. */
struct work {
	struct login logins[SESSION_TIDY_MAX];
	size_t count;
	struct entry *ended; /* in nobody's hands but these */
};

/* A walk over all chains, or as far as there is room. */
static bool take_dirty(struct embedded *m, struct work *w)
{
	for (size_t i = 0; i <= m->mask; i++) {
		struct entry *e = m->by_digest[m->tidied & m->mask];

		for (; e != NULL; e = e->next_by_digest) {
			if (!e->is_dirty || e->is_forgotten)
				continue;
			if (w->count == SESSION_TIDY_MAX)
				return true;
			e->is_dirty = false;
			w->logins[w->count++] = e->login;
		}
		m->tidied++;
	}
	return false;
}

static bool take_ended(struct embedded *m, struct work *w)
{
	size_t room = SESSION_TIDY_MAX - w->count;

	while (m->ended != NULL && room > 0) {
		struct entry *e = m->ended;

		m->ended = e->next_by_digest;
		e->next_by_digest = w->ended;
		w->ended = e;
		m->count--;
		room--;
	}
	return m->ended != NULL;
}

/* The transaction did not take it: the next one shall. */
static void give_back(struct embedded *m, struct work *w)
{
	pthread_mutex_lock(&m->lock);
	for (size_t i = 0; i < w->count; i++) {
		struct entry *e = table_find(m, w->logins[i].digest);

		if (e != NULL)
			e->is_dirty = true;
	}
	while (w->ended != NULL) {
		struct entry *e = w->ended;

		w->ended = e->next_by_digest;
		e->next_by_digest = m->ended;
		m->ended = e;
		m->count++;
	}
	pthread_mutex_unlock(&m->lock);
}

static enum err write_rows(const struct login_rows *rows, void *seat,
			   struct work *w)
{
	enum err e = ERR_OK;

	for (size_t i = 0; i < w->count && e == ERR_OK; i++)
		e = rows->save(rows->ctx, seat, &w->logins[i]);
	while (w->ended != NULL && e == ERR_OK) {
		struct entry *gone = w->ended;

		e = rows->drop(rows->ctx, seat, gone->login.digest);
		if (e != ERR_OK)
			break;
		w->ended = gone->next_by_digest;
		free(gone);
	}
	return e;
}

enum err embedded_tidy(struct embedded *m, void *seat, bool *ret_more)
{
	struct work *w;
	bool more;
	enum err e;

	*ret_more = false;
	if (m->plan.rows == NULL)
		return ERR_OK;
	w = calloc(1, sizeof(*w));
	if (w == NULL)
		out_of_memory(sizeof(*w));
	pthread_mutex_lock(&m->lock);
	table_sweep(m, m->mask + 1, clock_now_us());
	more = take_dirty(m, w);
	more = take_ended(m, w) || more;
	pthread_mutex_unlock(&m->lock);
	e = write_rows(m->plan.rows, seat, w);
	if (e == ERR_OK)
		*ret_more = more;
	else
		give_back(m, w);
	free(w);
	return e;
}
