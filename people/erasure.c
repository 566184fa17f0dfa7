/* erasure - see erasure.h. */
#include "people/erasure.h"

#include "base/arena.h"
#include "base/day.h"
#include "crypt/id.h"
#include "people/account.h"
#include "people/audit.h"
#include "people/complaints.h"
#include "people/erasure_work.h"
#include "people/life.h"
#include "store/applications.h"
#include "store/erase.h"
#include "store/members.h"
#include "store/ventures.h"

enum { PAGE = 100 };

static enum err owns_alone(const struct hands *h, const struct stored_member *m,
			   bool *ret)
{
	int64_t owners = 0;
	enum err e;

	*ret = false;
	if (!slice_is(m->role, "owner"))
		return ERR_OK;
	e = members_owners(h->db, m->organisation, &owners);
	*ret = e == ERR_OK && owners == 1;
	return e;
}

static enum err check_owned(const struct hands *h, struct slice account,
			    struct erasure_owned *ret)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_members all;
	struct slice *items;
	size_t count = 0;
	enum err e = members_of_account(h->db, h->arena, account, &page, &all);

	if (e != ERR_OK)
		return e;
	items = ARENA_ARRAY(h->arena, struct slice, all.count);
	for (size_t i = 0; e == ERR_OK && i < all.count; i++) {
		bool is_alone;

		e = owns_alone(h, &all.items[i], &is_alone);
		if (e == ERR_OK && is_alone)
			items[count++] = all.items[i].organisation;
	}
	*ret = (struct erasure_owned){count, items};
	return e == ERR_OK && count > 0 ? ERR_CONFLICT : e;
}

struct others {
	struct slice account;
	bool has_one;
};

static enum err look_for_other(void *ctx, const struct roster_row *row)
{
	struct others *o = ctx;

	if (slice_is(row->role, "administrator") &&
	    slice_is(row->state, "active") && !slice_eq(row->id, o->account))
		o->has_one = true;
	return ERR_OK;
}

/* Somebody must be left who answers for the programme. */
static enum err check_administrator(const struct hands *h,
				    const struct stored_account *account)
{
	struct others o = {account->id, false};
	enum err e;

	if (!slice_is(account->role, "administrator"))
		return ERR_OK;
	e = accounts_each(h->db, look_for_other, &o);
	return e == ERR_OK && !o.has_one ? ERR_CONFLICT : e;
}

/* As the person would: an offer is declined, anything else withdrawn. */
static enum err withdraw(const struct hands *h, const struct life_rules *rules,
			 const struct stored_application *it)
{
	struct life_move move = {.application = it->id,
				 .to = LIFE_WITHDRAWN,
				 .actor = LIFE_BY_SEEKER,
				 .account = it->person,
				 .reason = SLICE("other"),
				 /* Gone with the person, a moment later. */
				 .note = SLICE("account.left"),
				 .day = DAY_NONE};
	struct stored_application was;
	enum life_state from;

	if (!life_of_word(it->state, &from))
		return ERR_INTERNAL;
	if (!life_may(from, LIFE_WITHDRAWN, LIFE_BY_SEEKER))
		move.to = LIFE_DECLINED;
	return life_move(h, rules, &move, &was);
}

/* No poster waits for an answer of somebody who is gone: they are told. */
static enum err withdraw_all(const struct hands *h,
			     const struct life_rules *rules,
			     struct slice account)
{
	struct page page = {.id = SLICE(""), .limit = PAGE};
	struct stored_applications live;
	enum err e;

	do {
		e = applications_live(h->db, h->arena, account, &page, &live);
		for (size_t i = 0; e == ERR_OK && i < live.count; i++)
			e = withdraw(h, rules, &live.items[i]);
	} while (e == ERR_OK && live.count == PAGE);
	return e;
}

/* Roles that its lead wrote stand in the rows of its members. */
static enum err end_ventures(const struct hands *h, struct slice account)
{
	struct page page = {.id = SLICE(""), .limit = PAGE};
	struct stored_ventures led;
	enum err e;

	do {
		e = ventures_of_lead(h->db, h->arena, account, &page, &led);
		for (size_t i = 0; e == ERR_OK && i < led.count; i++)
			e = ventures_empty(h->db, led.items[i].id, account);
	} while (e == ERR_OK && led.count == PAGE);
	return e;
}

enum err erasure_of(const struct hands *h, const struct life_rules *rules,
		    struct slice account, struct erasure_owned *reterr_owned)
{
	struct stored_account row;
	struct slice email;
	char stand_in[ID_CHARS + 1];
	enum err e = accounts_get(h->db, h->arena, account, &row);

	if (e == ERR_OK)
		e = account_address(h, &row, &email);
	if (e == ERR_OK)
		e = check_administrator(h, &row);
	if (e == ERR_OK)
		e = check_owned(h, account, reterr_owned);
	if (e == ERR_OK)
		e = withdraw_all(h, rules, account);
	if (e == ERR_OK)
		e = end_ventures(h, account);
	if (e == ERR_OK)
		e = complaints_forget(h, email);
	if (e != ERR_OK)
		return e;
	id_new(stand_in);
	e = erase_account(h->db, account, slice_of(stand_in));
	if (e == ERR_OK)
		e = audit_tell(h, &(struct audit_word){account,
						       SLICE("account.left"),
						       account, SLICE("")});
	return e == ERR_OK ? erasure_work_add(h, account, email) : e;
}
