/* retention - see retention.h. */
#include "people/retention.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/compiler.h"
#include "base/day.h"
#include "crypt/id.h"
#include "people/erasure.h"
#include "people/letters.h"
#include "people/life.h"
#include "store/accounts.h"
#include "store/outbox.h"
#include "store/retire.h"

#define DAY_US  (INT64_C(86400) * 1000000)
#define ZONE_US (INT64_C(8) * 3600 * 1000000)

/* The 29th of February is over on the last day of February. */
static int32_t years_before(int32_t day, int years)
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	if (m == 2 && d == 29)
		d = 28;
	return day_of(y - years, m, d);
}

int64_t retention_before(int32_t today)
{
	int32_t last = years_before(today, RETENTION_MONTHS / 12);

	/* The end of that day at +08:00. */
	return ((int64_t)last + 1) * DAY_US - ZONE_US;
}

enum err retention_end_application(const struct hands *h,
				   struct slice application)
{
	char stand_in[ID_CHARS + 1];

	id_new(stand_in);
	return retire_application(h->db, application, slice_of(stand_in));
}

/* Of the idleness that began with this login. */
static struct slice notice_id(const struct hands *h,
			      const struct stored_account *a)
{
	return arena_print(h->arena, "idle.%.*s.%lld", SLICE_ARG(a->id),
			   (long long)a->last_login_us);
}

/* When it was told; 0: it was not. */
static enum err told_at(const struct hands *h, const struct stored_account *a,
			int64_t *ret_us)
{
	struct page page = {.number = PAGE_LAST, .id = SLICE(""), .limit = 100};
	struct slice id = notice_id(h, a);
	struct stored_notices list;
	enum err e;

	*ret_us = 0;
	do {
		e = notices_of_account(h->db, h->arena, a->id, &page, &list);
		for (size_t i = 0; e == ERR_OK && i < list.count; i++) {
			if (slice_eq(list.items[i].id, id))
				*ret_us = list.items[i].at_us;
			page.number = list.items[i].at_us;
			page.id = list.items[i].id;
		}
	} while (e == ERR_OK && *ret_us == 0 && list.count == page.limit);
	return e;
}

static enum err tell(const struct hands *h, const struct stored_account *a,
		     const char *site)
{
	struct slice id = notice_id(h, a);
	char day[DAY_TEXT_BYTES];
	struct letter_value values[] = {{"day", {NULL, 0}},
					{"link", {NULL, 0}}};
	enum err e = notices_put(
		h->db, &(struct stored_notice){.id = id,
					       .account = a->id,
					       .kind = SLICE("account.idle"),
					       .object = a->id,
					       .at_us = h->now_us});

	day_write(clock_day_of_us(h->now_us) + RETENTION_NOTICE_DAYS, day);
	values[0].value = slice_of(day);
	values[1].value = arena_print(h->arena, "%s/#/login", site);
	return e == ERR_OK
		       ? letter_put(h, &(struct letter){.kind = LETTER_IDLE,
							.id = id,
							.account = a->id,
							.values = values,
							.count = COUNT(values)})
		       : e;
}

/* The only owner of an organisation, or administrator, stays until another is. */
static enum err erase(const struct hands *h, const struct life_rules *rules,
		      struct slice account)
{
	struct erasure_owned owned;
	enum err e = erasure_of(h, rules, account, &owned);

	return e == ERR_CONFLICT ? ERR_OK : e;
}

enum err retention_look(const struct hands *h, const struct life_rules *rules,
			struct slice account)
{
	int32_t today = clock_day_of_us(h->now_us);
	struct stored_account a;
	int64_t told_us;
	enum err e = accounts_get(h->db, h->arena, account, &a);

	if (e != ERR_OK)
		return e;
	if (slice_is(a.state, "erased") ||
	    a.last_login_us >= retention_before(today + RETENTION_NOTICE_DAYS))
		return ERR_OK;
	e = told_at(h, &a, &told_us);
	if (e == ERR_OK && told_us == 0)
		return tell(h, &a, rules->site);
	if (e == ERR_OK && a.last_login_us < retention_before(today) &&
	    clock_day_of_us(told_us) + RETENTION_NOTICE_DAYS <= today)
		return erase(h, rules, account);
	return e;
}
