/* links - see links.h. */
#include "people/links.h"

#include <string.h>

#include "base/arena.h"
#include "crypt/keys.h"
#include "store/one_times.h"

#define MINUTE_US (INT64_C(60) * 1000000)

static struct slice word_of(enum secret_kind kind)
{
	return kind == SECRET_VERIFY  ? SLICE("verify")
	       : kind == SECRET_RESET ? SLICE("reset")
				      : SLICE("email");
}

/* The epoch, a space, and what the maker wants back. */
static struct slice bind(struct arena *a, int64_t epoch, struct slice payload)
{
	struct slice head = arena_print(a, "%lld ", (long long)epoch);
	char *all = arena_take(a, head.n + payload.n + 1);

	memcpy(all, head.p, head.n);
	if (payload.n > 0)
		memcpy(all + head.n, payload.p, payload.n);
	return (struct slice){all, head.n + payload.n};
}

static bool is_bound(struct arena *a, struct slice kept, int64_t epoch,
		     struct slice *ret_payload)
{
	struct slice own = arena_print(a, "%lld", (long long)epoch);

	return slice_eq(slice_split(kept, ' ', ret_payload), own);
}

struct seal_place link_place(struct slice account)
{
	return (struct seal_place){.account = account,
				   .table = SLICE("one_time"),
				   .column = SLICE("payload")};
}

enum err link_make(const struct hands *h, const struct link *l,
		   char token[SECRET_CHARS + 1])
{
	unsigned char hash[SECRET_HASH_BYTES];
	struct stored_account account;
	struct stored_one_time row = {.kind = word_of(l->kind),
				      .account = l->account,
				      .created_us = h->now_us,
				      .expires_us = h->now_us +
						    LINK_MINUTES * MINUTE_US};
	enum err e = accounts_get(h->db, h->arena, l->account, &account);

	if (e == ERR_OK)
		e = one_times_void(h->db, l->account, row.kind);
	if (e != ERR_OK)
		return e;
	secret_new(l->kind, token);
	e = secret_hash(h->keys, KEYS_PRESENT, l->kind, slice_of(token), hash);
	if (e != ERR_OK)
		return e;
	row.hash = hands_octets(hash, sizeof(hash));
	row.payload = bind(h->arena, account.epoch, l->payload);
	return one_times_insert(h->db, &row);
}

static enum err find_by(const struct hands *h, enum keys_age age,
			enum secret_kind kind, struct slice token,
			struct stored_one_time *ret)
{
	unsigned char hash[SECRET_HASH_BYTES];
	enum err e = secret_hash(h->keys, age, kind, token, hash);

	if (e != ERR_OK)
		return e;
	return one_times_get(h->db, h->arena, hands_octets(hash, sizeof(hash)),
			     ret);
}

static enum err find(const struct hands *h, enum secret_kind kind,
		     struct slice token, struct stored_one_time *ret)
{
	enum err e = find_by(h, KEYS_PRESENT, kind, token, ret);

	if (e == ERR_NOT_FOUND && keys_have_old(h->keys))
		e = find_by(h, KEYS_OLD, kind, token, ret);
	if (e == ERR_NOT_FOUND)
		return ERR_LINK_EXPIRED;
	if (e == ERR_OK && !slice_eq(ret->kind, word_of(kind)))
		return ERR_MALFORMED;
	return e;
}

/* Whether it still counts; *ret is whole then. */
static enum err check(const struct hands *h, const struct stored_one_time *row,
		      struct link_found *ret)
{
	enum err e;

	if (row->used_us > 0 || row->expires_us <= h->now_us)
		return ERR_LINK_EXPIRED;
	e = accounts_get(h->db, h->arena, row->account, &ret->account);
	if (e == ERR_NOT_FOUND)
		return ERR_LINK_EXPIRED;
	if (e != ERR_OK)
		return e;
	if (slice_is(ret->account.state, "blocked") ||
	    slice_is(ret->account.state, "erased") ||
	    !is_bound(h->arena, row->payload, ret->account.epoch,
		      &ret->payload))
		return ERR_LINK_EXPIRED;
	return ERR_OK;
}

enum err link_look(const struct hands *h, enum secret_kind kind,
		   struct slice token, struct link_found *ret)
{
	struct stored_one_time row;
	enum err e = find(h, kind, token, &row);

	return e == ERR_OK ? check(h, &row, ret) : e;
}

enum err link_use(const struct hands *h, enum secret_kind kind,
		  struct slice token, struct link_found *ret)
{
	struct stored_one_time row, used;
	enum err e = find(h, kind, token, &row);

	if (e == ERR_OK)
		e = check(h, &row, ret);
	if (e == ERR_OK)
		e = one_times_use(h->db, h->arena, &row, &used);
	return e == ERR_GONE ? ERR_LINK_EXPIRED : e;
}

struct slice link_address(struct arena *a, const char *site, const char *page,
			  const char *token)
{
	struct slice base = slice_of(site);

	while (base.n > 0 && base.p[base.n - 1] == '/')
		base.n--;
	return arena_print(
		a, "%.*s/#/%s%s%s", SLICE_ARG(base), page,
		token == NULL ? "" : "?token=", token == NULL ? "" : token);
}

enum err link_send(const struct hands *h, const struct link_letter *l)
{
	char token[SECRET_CHARS + 1];
	struct letter_value value = {"link", {NULL, 0}};
	enum err e = link_make(h, &l->link, token);

	if (e != ERR_OK)
		return e;
	value.value = link_address(h->arena, l->site, l->page, token);
	return letter_put(h, &(struct letter){.kind = l->letter,
					      .account = l->link.account,
					      .email = l->email,
					      .values = &value,
					      .count = 1});
}
