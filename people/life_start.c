/*
 * life_start - what a start brings with it: the placement, its check-ins, its
 * place in the programme's quota, and the end of what it excludes.
 */
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "crypt/id.h"
#include "json/jr.h"
#include "people/life_parts.h"
#include "store/placements.h"
#include "store/quotas.h"

static const int check_in_months[] = {3, 6, 12, 18, 24};

/* The same day of a later month, or its last one. */
static int32_t months_after(int32_t day, int months)
{
	int year, month, mday;
	int32_t first, next;

	day_split(day, &year, &month, &mday);
	month += months - 1;
	year += month / 12;
	month = month % 12 + 1;
	first = day_of(year, month, 1);
	next = month == 12 ? day_of(year + 1, 1, 1)
			   : day_of(year, month + 1, 1);
	return first + mday - 1 < next ? first + mday - 1 : next - 1;
}

static struct slice first_of(const struct jr *document, const char *key)
{
	const struct jr *list = jr_get(document, key);

	return list != NULL && list->type == JR_ARRAY && list->first != NULL &&
			       list->first->type == JR_TEXT
		       ? list->first->text
		       : SLICE("");
}

static struct slice text_of(const struct jr *document, const char *key)
{
	const struct jr *n = jr_get(document, key);

	return n != NULL && n->type == JR_TEXT ? n->text : SLICE("");
}

static enum err make(const struct life_case *c, int32_t day, struct slice actor,
		     struct slice *ret_id)
{
	const struct jr *document = c->terms.opening;
	char id[ID_CHARS + 1];
	struct stored_placement row = {
		.application = c->it.id,
		.opening = c->it.opening,
		.organisation = c->it.organisation,
		.person = c->it.person,
		.start_day = day,
		.city = first_of(document, "places"),
		.industry = first_of(document, "sectors"),
		.occupation = text_of(document, "occupation"),
	};

	id_new(id);
	*ret_id = row.id = arena_copy(c->h->arena, slice_of(id));
	return placements_start(c->h->db, &row, actor);
}

static enum err plan(const struct life_case *c, struct slice placement,
		     int32_t day)
{
	enum err e = ERR_OK;

	for (size_t i = 0;
	     e == ERR_OK &&
	     i < sizeof(check_in_months) / sizeof(check_in_months[0]);
	     i++)
		e = placements_plan_check_in(
			c->h->db, placement, check_in_months[i],
			months_after(day, check_in_months[i]));
	return e;
}

/* Of its stream, else of all; without either, places are not limited. */
static enum err charge(const struct life_case *c, struct slice placement,
		       int32_t day)
{
	struct stored_quota want = {.programme = c->terms.programme,
				    .stream = c->terms.stream};
	struct stored_quota quota;
	enum err e;

	if (want.programme.n == 0)
		return ERR_OK;
	e = quotas_on(c->h->db, c->h->arena, &want, day, &quota);
	if (e == ERR_NOT_FOUND && want.stream.n > 0) {
		want.stream = SLICE("");
		e = quotas_on(c->h->db, c->h->arena, &want, day, &quota);
	}
	if (e == ERR_OK)
		return quotas_charge(c->h->db, &quota, placement);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err end_other(const struct life_case *c,
			  const struct stored_application *other)
{
	struct terms terms;
	struct stored_application it;
	enum err e = terms_read(c->h, other->opening, &terms);

	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	if (e != ERR_OK || !terms_exclude(&c->terms, &terms))
		return e;
	return life_move(
		c->h, c->rules,
		&(struct life_move){.application = other->id,
				    .to = LIFE_OBSOLETE,
				    .actor = LIFE_BY_SYSTEM,
				    .reason = SLICE("started_elsewhere"),
				    .day = DAY_NONE},
		&it);
}

/* Whether one of them is excluded by the other may stand in either. */
static enum err end_others(const struct life_case *c)
{
	struct page page = {.limit = 100};
	struct stored_applications list;
	enum err e;

	do {
		e = applications_live(c->h->db, c->h->arena, c->it.person,
				      &page, &list);
		for (size_t i = 0; e == ERR_OK && i < list.count; i++) {
			page.id = list.items[i].opening;
			e = end_other(c, &list.items[i]);
		}
	} while (e == ERR_OK && list.count == page.limit);
	return e;
}

enum err life_start(const struct life_case *c, int32_t day, struct slice actor)
{
	struct stored_placement had;
	struct slice id;
	enum err e = placements_by_application(c->h->db, c->h->arena, c->it.id,
					       &had);

	if (day == DAY_NONE)
		day = clock_day_of_us(c->it.state_us);
	/* A start that was taken back and is told again has its placement. */
	if (e == ERR_OK)
		return end_others(c);
	if (e == ERR_NOT_FOUND)
		e = make(c, day, actor, &id);
	if (e == ERR_OK)
		e = plan(c, id, day);
	if (e == ERR_OK)
		e = charge(c, id, day);
	return e == ERR_OK ? end_others(c) : e;
}
