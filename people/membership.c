/* membership - see membership.h. */
#include "people/membership.h"

#include "base/arena.h"
#include "crypt/blind.h"
#include "crypt/id.h"
#include "crypt/secret.h"
#include "json/jr.h"
#include "people/account.h"
#include "people/audit.h"
#include "people/links.h"
#include "people/sealed.h"
#include "store/accounts.h"
#include "store/organisations.h"
#include "store/outbox.h"

#define DAY_US (INT64_C(86400) * 1000000)

enum { NAME_BYTES = 1000 };

static struct slice new_id(const struct hands *h)
{
	char id[ID_CHARS + 1];

	id_new(id);
	return arena_copy(h->arena, slice_of(id));
}

enum err membership_name(const struct hands *h, struct slice organisation,
			 enum lang lang, struct slice *ret_name)
{
	struct faults ignored = {.count = 0};
	struct stored_organisation row;
	const struct jr *root, *name;
	struct text texts = {.in[LANG_EN] = {NULL, 0}};
	enum lang used;
	enum err e = organisations_get(h->db, h->arena, organisation, &row);

	*ret_name = organisation;
	if (e != ERR_OK)
		return e;
	if (jr_parse(h->arena, row.document, &root, &ignored) != ERR_OK)
		return ERR_OK;
	name = jr_get(root, "name");
	if (name != NULL && jr_read_texts(name, NAME_BYTES, &texts, &ignored))
		*ret_name = text_in(&texts, lang, &used);
	return ERR_OK;
}

enum err membership_is_verified(const struct hands *h,
				struct slice organisation, bool *ret_is)
{
	struct stored_verification v;
	enum err e = members_verification(h->db, h->arena, organisation, &v);

	*ret_is = e == ERR_OK && slice_is(v.state, "verified");
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err tell_audit(const struct hands *h, struct slice by,
			   const char *action, const struct stored_member *m)
{
	return audit_tell(h, &(struct audit_word){.actor = by,
						  .action = slice_of(action),
						  .object = m->organisation,
						  .detail = arena_print(
							  h->arena, "%.*s %.*s",
							  SLICE_ARG(m->account),
							  SLICE_ARG(m->role))});
}

/* Of an address that is a member's already. */
static enum err refuse_member(const struct hands *h,
			      const struct invitation_wish *w)
{
	struct stored_account account;
	struct stored_member m;
	enum err e = account_find(h, w->email, &account);

	if (e == ERR_OK)
		e = members_get(h->db, h->arena, w->organisation, account.id,
				&m);
	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	return e == ERR_OK ? ERR_CONFLICT : e;
}

static enum err refuse_many(const struct hands *h, struct slice organisation)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_invitations all;
	size_t waiting = 0;
	enum err e =
		members_invitations(h->db, h->arena, organisation, &page, &all);

	if (e != ERR_OK)
		return e;
	for (size_t i = 0; i < all.count; i++) {
		if (slice_is(all.items[i].state, "waiting") &&
		    all.items[i].expires_us > h->now_us)
			waiting++;
	}
	return waiting < INVITATIONS_WAITING_MAX && all.count < PAGE_MAX
		       ? ERR_OK
		       : ERR_TOO_MANY;
}

static enum err send(const struct hands *h, const struct invitation_wish *w,
		     const char *token)
{
	struct letter_value values[] = {
		{"name", {NULL, 0}},
		{"link", link_address(h->arena, w->site, "join", token)}};
	enum err e =
		membership_name(h, w->organisation, w->lang, &values[0].value);

	if (e != ERR_OK)
		return e;
	return letter_put(h, &(struct letter){.kind = LETTER_INVITE,
					      .email = w->email,
					      .lang = w->lang,
					      .values = values,
					      .count = 2});
}

static enum err insert(const struct hands *h, const struct invitation_wish *w,
		       const char *token, struct stored_invitation *ret)
{
	unsigned char index[BLIND_INDEX_BYTES], hash[SECRET_HASH_BYTES];
	struct seal_place place = {.table = SLICE("invitation"),
				   .column = SLICE("email_sealed")};
	enum err e = blind_email(h->keys, KEYS_PRESENT, w->email, index);

	*ret = (struct stored_invitation){
		.id = new_id(h),
		.organisation = w->organisation,
		.role = w->role,
		.by = w->by,
		.created_us = h->now_us,
		.expires_us = h->now_us + INVITATION_DAYS * DAY_US,
		.state = SLICE("waiting")};
	place.row = ret->id;
	if (e == ERR_OK)
		e = secret_hash(h->keys, KEYS_PRESENT, SECRET_INVITE,
				slice_of(token), hash);
	if (e == ERR_OK)
		e = sealed_write(h, &place, w->email, &ret->email_sealed);
	if (e != ERR_OK)
		return e;
	ret->email_index =
		arena_copy(h->arena, hands_octets(index, sizeof(index)));
	ret->hash = arena_copy(h->arena, hands_octets(hash, sizeof(hash)));
	return members_invite(h->db, ret);
}

enum err membership_invite(const struct hands *h,
			   const struct invitation_wish *wish,
			   struct stored_invitation *ret_it)
{
	char token[SECRET_CHARS + 1];
	enum err e = refuse_member(h, wish);

	if (e == ERR_OK)
		e = refuse_many(h, wish->organisation);
	if (e != ERR_OK)
		return e;
	secret_new(SECRET_INVITE, token);
	e = insert(h, wish, token, ret_it);
	return e == ERR_OK ? send(h, wish, token) : e;
}

static enum err accept_by(const struct hands *h, enum keys_age age,
			  struct slice token, struct stored_invitation *ret)
{
	unsigned char hash[SECRET_HASH_BYTES];
	enum err e = secret_hash(h->keys, age, SECRET_INVITE, token, hash);

	if (e != ERR_OK)
		return e;
	return members_accept(h->db, h->arena, hands_octets(hash, sizeof(hash)),
			      ret);
}

static enum err accept(const struct hands *h, struct slice token,
		       struct stored_invitation *ret)
{
	enum err e = accept_by(h, KEYS_PRESENT, token, ret);

	if (e == ERR_NOT_FOUND && keys_have_old(h->keys))
		e = accept_by(h, KEYS_OLD, token, ret);
	return e == ERR_NOT_FOUND || e == ERR_GONE ? ERR_LINK_EXPIRED : e;
}

/* By the blind index of either key: the invitation may be the older one. */
static enum err check_address(const struct hands *h, struct slice account,
			      const struct stored_invitation *i)
{
	unsigned char index[BLIND_INDEX_BYTES];
	struct stored_account row;
	struct slice email;
	enum err e = accounts_get(h->db, h->arena, account, &row);

	if (e == ERR_OK)
		e = account_address(h, &row, &email);
	if (e == ERR_OK)
		e = blind_email(h->keys, KEYS_PRESENT, email, index);
	if (e != ERR_OK)
		return e;
	if (slice_eq(hands_octets(index, sizeof(index)), i->email_index))
		return ERR_OK;
	if (!keys_have_old(h->keys))
		return ERR_FORBIDDEN;
	e = blind_email(h->keys, KEYS_OLD, email, index);
	if (e != ERR_OK)
		return e;
	return slice_eq(hands_octets(index, sizeof(index)), i->email_index)
		       ? ERR_OK
		       : ERR_FORBIDDEN;
}

enum err membership_join(const struct hands *h, struct slice account,
			 struct slice token, struct stored_member *ret_member)
{
	struct stored_invitation i;
	enum err e = accept(h, token, &i);

	if (e == ERR_OK)
		e = check_address(h, account, &i);
	if (e != ERR_OK)
		return e;
	/* Who is a member by now keeps the role that it has. */
	e = members_get(h->db, h->arena, i.organisation, account, ret_member);
	if (e != ERR_NOT_FOUND)
		return e;
	*ret_member = (struct stored_member){i.organisation, account, i.role,
					     h->now_us};
	e = members_put(h->db, ret_member);
	return e == ERR_OK ? tell_audit(h, account, "member.joined", ret_member)
			   : e;
}

/* An organisation without an owner could not be helped by anybody in it. */
static enum err keep_an_owner(const struct hands *h,
			      const struct stored_member *m)
{
	int64_t owners;
	enum err e;

	if (!slice_is(m->role, "owner"))
		return ERR_OK;
	e = members_owners(h->db, m->organisation, &owners);
	return e == ERR_OK && owners <= 1 ? ERR_CONFLICT : e;
}

static enum err tell_member(const struct hands *h,
			    const struct stored_member *m, const char *kind)
{
	return notices_put(h->db,
			   &(struct stored_notice){.id = new_id(h),
						   .account = m->account,
						   .kind = slice_of(kind),
						   .object = m->organisation,
						   .at_us = h->now_us});
}

enum err membership_set_role(const struct hands *h,
			     const struct stored_member *wanted,
			     struct slice by)
{
	struct stored_member m;
	enum err e = members_get(h->db, h->arena, wanted->organisation,
				 wanted->account, &m);

	if (e != ERR_OK || slice_eq(m.role, wanted->role))
		return e;
	e = keep_an_owner(h, &m);
	if (e != ERR_OK)
		return e;
	m.role = wanted->role;
	e = members_put(h->db, &m);
	if (e == ERR_OK)
		e = tell_audit(h, by, "member.role", &m);
	return e == ERR_OK ? tell_member(h, &m, "member.role") : e;
}

enum err membership_end(const struct hands *h, struct slice organisation,
			struct slice account, struct slice by)
{
	struct stored_member m;
	enum err e = members_get(h->db, h->arena, organisation, account, &m);

	if (e == ERR_OK)
		e = keep_an_owner(h, &m);
	if (e == ERR_OK)
		e = members_remove(h->db, organisation, account);
	if (e == ERR_OK)
		e = tell_audit(h, by, "member.ended", &m);
	if (e == ERR_OK && !slice_eq(by, account))
		e = tell_member(h, &m, "member.ended");
	return e;
}

static enum err tell_owner(const struct hands *h, const struct owners_letter *l,
			   const struct stored_member *m)
{
	struct letter_value values[] = {
		{"name", {NULL, 0}}, {"note", l->note}, {"link", l->link}};
	struct roster_row account;
	enum lang lang = LANG_EN;
	enum err e = accounts_roster(h->db, h->arena, m->account, &account);

	if (e != ERR_OK || slice_is(account.state, "erased"))
		return e;
	if (!lang_read(account.lang, &lang))
		lang = LANG_EN;
	e = membership_name(h, l->organisation, lang, &values[0].value);
	if (e == ERR_OK)
		e = letter_put(h, &(struct letter){.kind = l->kind,
						   .account = m->account,
						   .values = values,
						   .count = 3});
	return e == ERR_OK ? tell_member(h, m, l->notice) : e;
}

enum err membership_tell_owners(const struct hands *h,
				const struct owners_letter *l)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_members all;
	enum err e = members_of_organisation(h->db, h->arena, l->organisation,
					     &page, &all);

	for (size_t i = 0; e == ERR_OK && i < all.count; i++) {
		if (slice_is(all.items[i].role, "owner"))
			e = tell_owner(h, l, &all.items[i]);
	}
	return e;
}
