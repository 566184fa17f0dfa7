/* venture - see venture.h. */
#include "people/venture.h"

#include "base/arena.h"
#include "json/jr.h"
#include "json/jw.h"
#include "people/letters.h"
#include "people/links.h"
#include "people/sealed.h"
#include "store/applications.h"
#include "store/one_times.h"
#include "store/ventures.h"

enum { WHOLE = 10000, JOINED_MAX = 20, PAYLOAD_BYTES = 1000 };

#define DAY_US (INT64_C(24) * 3600 * 1000000)

/* What a token stands for. */
struct place {
	struct slice venture;
	struct slice role;
	int64_t equity_hundredths;
};

static struct seal_place place_of(struct slice hash)
{
	return (struct seal_place){.table = SLICE("one_time"),
				   .column = SLICE("payload"),
				   .row = hash};
}

/* ERR_CONFLICT: with so much more it would be more than the whole. */
static enum err check_shares(const struct hands *h, struct slice venture,
			     int64_t more)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_venture_members all;
	enum err e = ventures_members(h->db, h->arena, venture, &page, &all);

	for (size_t i = 0; e == ERR_OK && i < all.count; i++)
		more += all.items[i].equity_hundredths;
	return e == ERR_OK && more > WHOLE ? ERR_CONFLICT : e;
}

static enum err seal(const struct hands *h, struct slice hash,
		     const struct venture_invitation *i, struct slice *ret)
{
	struct seal_place place = place_of(hash);
	struct json_writer w;
	struct buf text;
	enum err e;

	buf_init(&text, PAYLOAD_BYTES);
	jw_init(&w, &text);
	jw_object(&w, NULL);
	jw_text(&w, "venture", i->venture);
	jw_text(&w, "role", i->role);
	jw_int(&w, "equity", i->equity_hundredths);
	jw_end(&w);
	e = buf_is_over(&text) ? ERR_INVALID
			       : sealed_write(h, &place, buf_slice(&text), ret);
	buf_done(&text);
	return e;
}

static enum err tell(const struct hands *h, const struct venture_invitation *i,
		     const char *token)
{
	struct letter_value values[] = {
		{"link",
		 link_address(h->arena, i->site, "ventures/join", token)},
		{"venture", i->name},
		{"role", i->role}};

	return letter_put(
		h, &(struct letter){.kind = LETTER_VENTURE,
				    .email = i->email,
				    .lang = i->lang,
				    .values = values,
				    .count = sizeof(values) / sizeof(*values)});
}

enum err venture_invite(const struct hands *h,
			const struct venture_invitation *i)
{
	char token[SECRET_CHARS + 1];
	unsigned char hash[SECRET_HASH_BYTES];
	struct stored_one_time row = {.kind = SLICE("invite"),
				      .account = i->lead,
				      .created_us = h->now_us,
				      .expires_us = h->now_us +
						    VENTURE_DAYS * DAY_US};
	enum err e = check_shares(h, i->venture, i->equity_hundredths);

	if (e != ERR_OK)
		return e;
	secret_new(SECRET_INVITE, token);
	e = secret_hash(h->keys, KEYS_PRESENT, SECRET_INVITE, slice_of(token),
			hash);
	if (e != ERR_OK)
		return e;
	row.hash = hands_octets(hash, sizeof(hash));
	e = seal(h, row.hash, i, &row.payload);
	if (e == ERR_OK)
		e = one_times_insert(h->db, &row);
	return e == ERR_OK ? tell(h, i, token) : e;
}

static enum err use_by(const struct hands *h, enum keys_age age,
		       struct slice token, struct stored_one_time *ret)
{
	unsigned char hash[SECRET_HASH_BYTES];
	struct stored_one_time want = {.kind = SLICE("invite")};
	enum err e = secret_hash(h->keys, age, SECRET_INVITE, token, hash);

	if (e != ERR_OK)
		return e;
	want.hash = hands_octets(hash, sizeof(hash));
	return one_times_use(h->db, h->arena, &want, ret);
}

static enum err use(const struct hands *h, struct slice token,
		    struct stored_one_time *ret)
{
	enum err e = use_by(h, KEYS_PRESENT, token, ret);

	if (e == ERR_NOT_FOUND && keys_have_old(h->keys))
		e = use_by(h, KEYS_OLD, token, ret);
	return e == ERR_NOT_FOUND || e == ERR_GONE ? ERR_LINK_EXPIRED : e;
}

static enum err open(const struct hands *h, const struct stored_one_time *row,
		     struct place *ret)
{
	struct seal_place place = place_of(row->hash);
	struct faults ignored = {.count = 0};
	const struct jr *body;
	struct slice json;
	enum err e = sealed_read(h, &place, row->payload, &json);

	if (e == ERR_OK)
		e = jr_parse(h->arena, json, &body, &ignored);
	if (e != ERR_OK)
		return ERR_INTERNAL;
	*ret = (struct place){jr_get(body, "venture")->text,
			      jr_get(body, "role")->text,
			      jr_get(body, "equity")->integer};
	return ERR_OK;
}

/* ERR_CONFLICT: the account has a place there already, or too many. */
static enum err check_account(const struct hands *h,
			      const struct stored_venture *venture,
			      struct slice account)
{
	struct page page = {.id = SLICE(""), .limit = JOINED_MAX};
	struct stored_venture_members all;
	enum err e = ventures_of_account(h->db, h->arena, account, &page, &all);

	if (e != ERR_OK)
		return e;
	for (size_t i = 0; i < all.count; i++) {
		if (slice_eq(all.items[i].venture, venture->id))
			return ERR_CONFLICT;
	}
	return all.count >= JOINED_MAX || slice_eq(venture->lead, account)
		       ? ERR_CONFLICT
		       : ERR_OK;
}

enum err venture_join(const struct hands *h, struct slice account,
		      struct slice token, struct slice *ret_venture)
{
	struct stored_one_time row;
	struct stored_venture venture;
	struct place place;
	enum err e = use(h, token, &row);

	if (e == ERR_OK)
		e = open(h, &row, &place);
	if (e != ERR_OK)
		return e;
	e = ventures_get(h->db, h->arena, place.venture, &venture);
	if (e == ERR_NOT_FOUND || (e == ERR_OK && venture.lead.n == 0))
		return ERR_LINK_EXPIRED;
	if (e == ERR_OK)
		e = check_account(h, &venture, account);
	if (e == ERR_OK)
		e = check_shares(h, venture.id, place.equity_hundredths);
	if (e != ERR_OK)
		return e;
	*ret_venture = venture.id;
	return ventures_put_member(
		h->db, &(struct stored_venture_member){
			       .venture = venture.id,
			       .account = account,
			       .role = place.role,
			       .equity_hundredths = place.equity_hundredths,
			       .state = SLICE("joined"),
			       .since_us = h->now_us});
}

enum err venture_end(const struct hands *h, struct slice venture,
		     struct slice lead)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_applications live;
	enum err e = applications_live(h->db, h->arena, lead, &page, &live);

	for (size_t i = 0; e == ERR_OK && i < live.count; i++) {
		if (slice_eq(live.items[i].venture, venture))
			return ERR_CONFLICT;
	}
	return e == ERR_OK ? ventures_empty(h->db, venture, lead) : e;
}
