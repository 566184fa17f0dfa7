/* crowd - see crowd.h. */
#include "api/crowd.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/map.h"
#include "crypt/digest.h"
#include "crypt/keys.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/snapshot.h"
#include "store/accounts.h"
#include "store/applications.h"
#include "store/approaches.h"
#include "store/members.h"

struct slice crowd_name(const struct hands *h, const struct crowd *c,
			struct slice account)
{
	static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
	const struct slice texts[] = {SLICE("candidate"), c->terms.id,
				      c->document, account};
	unsigned char digest[DIGEST_BYTES];
	char name[CANDIDATE_CHARS + 1] = "";

	digest_with(keys_get(h->keys, KEYS_PRESENT, KEY_NAMES), texts,
		    sizeof(texts) / sizeof(texts[0]), digest);
	for (int i = 0; i < CANDIDATE_CHARS; i++)
		name[i] = digits[digest[i] % 32];
	return arena_copy(h->arena, slice_of(name));
}

static enum err check_verified(struct request *rq, struct slice organisation)
{
	struct stored_verification v;
	enum err e = members_verification(rq->db, rq->arena, organisation, &v);

	if (e == ERR_NOT_FOUND ||
	    (e == ERR_OK && !slice_is(v.state, "verified")))
		return ERR_UNVERIFIED;
	return e;
}

static enum err read_applied(struct request *rq, struct crowd *c)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct map *applied = map_new(rq->arena);
	struct stored_applications list;
	enum err e;

	c->applied = applied;
	do {
		e = applications_of_opening(rq->db, rq->arena, c->terms.id,
					    &page, &list);
		for (size_t i = 0; e == ERR_OK && i < list.count; i++) {
			const struct stored_application *it = &list.items[i];

			(void)map_put(applied, it->person, it);
			page.number = it->at_us;
			page.id = it->id;
		}
	} while (e == ERR_OK && list.count == page.limit);
	return e;
}

enum err crowd_open(struct request *rq, struct slice opening, struct crowd *ret)
{
	enum err e;

	*ret = (struct crowd){.rq = rq};
	if (!rq->caller.is_active)
		return ERR_UNCONFIRMED;
	e = terms_read(&rq->hands, opening, &ret->terms);
	if (e == ERR_OK)
		e = check_verified(rq, ret->terms.organisation);
	if (e == ERR_OK)
		e = shield_places(rq, &ret->terms, &ret->places);
	if (e == ERR_OK)
		ret->document = jw_canonical(rq->arena, ret->terms.opening);
	return e == ERR_OK ? read_applied(rq, ret) : e;
}

static enum err consents(const struct crowd *c, const struct hands *h,
			 struct slice account, bool *ret)
{
	struct page page = {.limit = PAGE_MAX};
	struct stored_consents all;
	struct slice where;
	enum err e = consents_of_account(h->db, h->arena, account, &page, &all);

	*ret = e == ERR_OK && shield_agreed(&all, "posters", SLICE("")) &&
	       shield_transfer(c->rq, &all, &c->places, &where);
	return e;
}

static enum err is_grown(const struct crowd *c, const struct hands *h,
			 struct slice facts, bool *ret)
{
	struct faults faults = {.count = 0};
	const struct jr *n;
	enum err e = jr_parse(h->arena, facts, &n, &faults);

	*ret = e == ERR_OK &&
	       !shield_may_be_under(n, c->rq->today, ADULT_YEARS);
	return e == ERR_OK ? e : ERR_INTERNAL;
}

static enum err may_be_shown(const struct crowd *c, const struct hands *h,
			     const struct stored_profile *row, bool *ret)
{
	struct roster_row account;
	bool is_hidden = false;
	enum err e;

	*ret = false;
	if (map_get(c->applied, row->account) != NULL)
		return ERR_OK;
	e = accounts_roster(h->db, h->arena, row->account, &account);
	if (e == ERR_NOT_FOUND ||
	    (e == ERR_OK && !slice_is(account.state, "active")))
		return ERR_OK;
	if (e == ERR_OK)
		e = consents(c, h, row->account, ret);
	if (e == ERR_OK && *ret)
		e = hidden_has(h->db, row->account, c->terms.organisation,
			       &is_hidden);
	if (e == ERR_OK && *ret && !is_hidden)
		return is_grown(c, h, row->facts, ret);
	*ret = false;
	return e;
}

static enum err look_at(const struct crowd *c, const struct hands *h,
			const struct stored_profile *row, crowd_visit *visit,
			void *ctx)
{
	bool may;
	enum err e = may_be_shown(c, h, row, &may);

	return e == ERR_OK && may ? visit(ctx, h, row) : e;
}

enum err crowd_each(const struct crowd *c, crowd_visit *visit, void *ctx)
{
	struct request *rq = c->rq;
	struct hands h = rq->hands;
	struct page page = {.id = SLICE(""), .limit = CROWD_PAGE};
	struct stored_profiles list = {.count = CROWD_PAGE};
	struct slice last = SLICE("");
	enum err e = ERR_OK;

	/* A page at a time is in memory, however many there are. */
	h.arena = arena_new(0);
	while (e == ERR_OK && list.count == page.limit) {
		arena_reset(h.arena);
		page.id = last;
		e = profiles_page(h.db, h.arena, &page, &list);
		for (size_t i = 0; e == ERR_OK && i < list.count; i++)
			e = look_at(c, &h, &list.items[i], visit, ctx);
		if (e == ERR_OK && list.count > 0)
			last = arena_copy(rq->arena,
					  list.items[list.count - 1].account);
	}
	arena_free(h.arena);
	return e;
}
