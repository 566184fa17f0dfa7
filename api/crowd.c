/* crowd - see crowd.h. */
#include "api/crowd.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/map.h"
#include "crypt/digest.h"
#include "json/jr.h"
#include "matcher/snapshot.h"
#include "store/accounts.h"
#include "store/applications.h"
#include "store/approaches.h"
#include "store/members.h"
#include "store/organisations.h"

enum { PLACES_MAX = 32, ADULT_YEARS = 18 };

struct slice crowd_name(struct arena *a, struct slice opening,
			struct slice account)
{
	static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
	struct slice texts[] = {SLICE("candidate"), opening, account};
	unsigned char digest[DIGEST_BYTES];
	char name[CANDIDATE_CHARS + 1] = "";

	digest_of(texts, sizeof(texts) / sizeof(texts[0]), digest);
	for (int i = 0; i < CANDIDATE_CHARS; i++)
		name[i] = digits[digest[i] % 32];
	return arena_copy(a, slice_of(name));
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

/* Places of the document that lie in the Mainland. */
static void add_places(struct request *rq, const struct jr *document,
		       struct crowd *c)
{
	const struct values *places = rq->snapshot->vocabulary->places;
	const struct jr *list = jr_get(document, "places");
	int mainland = values_find(places, SLICE("mainland"));
	size_t *items = ARENA_ARRAY(rq->arena, size_t, PLACES_MAX);

	c->places = items;
	for (const struct jr *n = list == NULL ? NULL : list->first;
	     n != NULL && c->place_count < PLACES_MAX; n = n->next) {
		int i = n->type == JR_TEXT ? values_find(places, n->text) : -1;

		if (i >= 0 && mainland >= 0 &&
		    values_has(places->items[i].closure, (size_t)mainland))
			items[c->place_count++] = (size_t)i;
	}
}

/* Where the organisation says that it is; else where the opening is. */
static enum err read_places(struct request *rq, struct crowd *c)
{
	struct faults faults = {.count = 0};
	struct stored_organisation o;
	const struct jr *document = NULL;
	enum err e =
		organisations_get(rq->db, rq->arena, c->terms.organisation, &o);

	if (e == ERR_OK)
		e = jr_parse(rq->arena, o.document, &document, &faults);
	if (e != ERR_OK && e != ERR_NOT_FOUND)
		return e;
	if (jr_get(document, "places") == NULL)
		document = c->terms.opening;
	add_places(rq, document, c);
	return ERR_OK;
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
	e = terms_read(&rq->hands, opening, &ret->terms);
	if (e == ERR_OK)
		e = check_verified(rq, ret->terms.organisation);
	if (e == ERR_OK)
		e = read_places(rq, ret);
	return e == ERR_OK ? read_applied(rq, ret) : e;
}

/* The newest word on a purpose; none is no. */
static bool agreed(const struct stored_consents *all, const char *purpose,
		   struct slice destination)
{
	for (size_t i = all->count; i > 0; i--) {
		const struct stored_consent *one = &all->items[i - 1];

		if (slice_is(one->purpose, purpose) &&
		    slice_eq(one->destination, destination))
			return one->given == 1;
	}
	return false;
}

static bool agreed_transfer(const struct values *places,
			    const struct stored_consents *all, size_t place)
{
	for (size_t i = 0; i < places->count; i++) {
		if (values_has(places->items[place].closure, i) &&
		    agreed(all, "transfer", places->items[i].name))
			return true;
	}
	return false;
}

static enum err consents(const struct crowd *c, const struct hands *h,
			 struct slice account, bool *ret)
{
	const struct values *places = c->rq->snapshot->vocabulary->places;
	struct page page = {.limit = PAGE_MAX};
	struct stored_consents all;
	enum err e = consents_of_account(h->db, h->arena, account, &page, &all);

	*ret = e == ERR_OK && agreed(&all, "posters", SLICE(""));
	for (size_t i = 0; *ret && i < c->place_count; i++)
		*ret = agreed_transfer(places, &all, c->places[i]);
	return e;
}

/* Nobody under 18, as far as the profile says how old they are. */
static bool may_be_minor(const struct jr *facts, int32_t today)
{
	const struct jr *date = jr_get(facts, "birth_date");
	const struct jr *year = jr_get(facts, "birth_year");
	int32_t born;

	if (date != NULL && date->type == JR_TEXT &&
	    day_read(date->text, &born))
		return day_whole_years(born, today) < ADULT_YEARS;
	if (year != NULL && year->type == JR_ARRAY && year->first != NULL)
		year = year->first->next;
	return year != NULL && year->type == JR_INT &&
	       day_year(today) - year->integer <= ADULT_YEARS;
}

static enum err is_grown(const struct crowd *c, const struct hands *h,
			 struct slice facts, bool *ret)
{
	struct faults faults = {.count = 0};
	const struct jr *n;
	enum err e = jr_parse(h->arena, facts, &n, &faults);

	*ret = e == ERR_OK && !may_be_minor(n, c->rq->today);
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
