/* login_rows - see login_rows.h. */
#include "api/login_rows.h"

#include <stdio.h>
#include <string.h>

#include "api/handler.h"
#include "base/clock.h"
#include "store/logins.h"

static const char *const kind_words_of_logins[LOGIN_KIND__COUNT] = {
	[LOGIN_COOKIE] = "cookie",
	[LOGIN_BEARER] = "bearer",
	[LOGIN_STAFF] = "staff",
};

static struct slice digest_of(const unsigned char digest[LOGIN_DIGEST_BYTES])
{
	return (struct slice){(const char *)digest, LOGIN_DIGEST_BYTES};
}

static enum err save(void *ctx, void *seat, const struct login *l)
{
	const struct seat *s = seat;
	struct stored_login row = {
		.hash = digest_of(l->digest),
		.account = slice_of(l->account),
		.kind = slice_of(kind_words_of_logins[l->kind]),
		.label = slice_of(l->label),
		.family = slice_of(l->family),
		.created_us = l->created_us,
		.expires_us = l->expires_us,
		.ends_us = l->expires_us,
		.epoch = l->epoch};

	(void)ctx;
	return logins_put(s->db, &row);
}

static enum err drop(void *ctx, void *seat,
		     const unsigned char digest[LOGIN_DIGEST_BYTES])
{
	const struct seat *s = seat;

	(void)ctx;
	return logins_drop(s->db, digest_of(digest));
}

struct taking {
	bool (*take)(void *arg, const struct login *l);
	void *arg;
};

static bool kind_of(struct slice word, enum login_kind *ret)
{
	for (int k = 0; k < LOGIN_KIND__COUNT; k++) {
		if (slice_is(word, kind_words_of_logins[k])) {
			*ret = (enum login_kind)k;
			return true;
		}
	}
	return false;
}

static enum err visit(void *ctx, const struct stored_login *row)
{
	const struct taking *t = ctx;
	struct login l = {.epoch = row->epoch,
			  .created_us = row->created_us,
			  .expires_us = row->expires_us};

	if (row->hash.n != LOGIN_DIGEST_BYTES || !kind_of(row->kind, &l.kind))
		return ERR_OK; /* of another version: it has ended */
	memcpy(l.digest, row->hash.p, LOGIN_DIGEST_BYTES);
	snprintf(l.account, sizeof(l.account), "%.*s", SLICE_ARG(row->account));
	snprintf(l.family, sizeof(l.family), "%.*s", SLICE_ARG(row->family));
	snprintf(l.label, sizeof(l.label), "%.*s", SLICE_ARG(row->label));
	t->take(t->arg, &l);
	return ERR_OK;
}

static enum err each(void *ctx, bool (*take)(void *arg, const struct login *l),
		     void *arg)
{
	struct taking t = {take, arg};

	return logins_each(ctx, clock_now_us(), visit, &t);
}

struct login_rows login_rows_over(struct db *reader)
{
	return (struct login_rows){reader, save, drop, each};
}
