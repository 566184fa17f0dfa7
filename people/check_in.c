/* check_in - see check_in.h. */
#include "people/check_in.h"

#include <stddef.h>

#include "base/arena.h"
#include "store/one_times.h"
#include "store/placements.h"

#define DAY_US  (INT64_C(86400) * 1000000)
#define ZONE_US (INT64_C(8) * 3600 * 1000000)

const char *const check_in_words[] = {
	"same",  "mainland",    "hong_kong", "macao",    "elsewhere",
	"study", "own_company", "looking",   "not_said", NULL};

enum err check_in_link(const struct hands *h, const struct check_in *c,
		       char token[SECRET_CHARS + 1])
{
	unsigned char hash[SECRET_HASH_BYTES];
	int64_t last = (int64_t)c->due_day + CHECK_IN_DAYS_AFTER + 1;
	struct stored_one_time row = {
		.kind = SLICE("check_in"),
		.account = c->account,
		.payload =
			arena_print(h->arena, "%lld %.*s", (long long)c->months,
				    SLICE_ARG(c->placement)),
		.created_us = h->now_us,
		.expires_us = last * DAY_US - ZONE_US};
	enum err e;

	secret_new(SECRET_CHECK_IN, token);
	e = secret_hash(h->keys, KEYS_PRESENT, SECRET_CHECK_IN, slice_of(token),
			hash);
	row.hash = hands_octets(hash, sizeof(hash));
	return e == ERR_OK ? one_times_insert(h->db, &row) : e;
}

/* By the present key, else by the one before. */
static enum err use(const struct hands *h, struct slice token,
		    struct stored_one_time *ret)
{
	unsigned char hash[SECRET_HASH_BYTES];
	struct stored_one_time want = {.kind = SLICE("check_in"),
				       .hash = {(char *)hash, sizeof(hash)}};
	enum err e = secret_hash(h->keys, KEYS_PRESENT, SECRET_CHECK_IN, token,
				 hash);

	if (e == ERR_OK)
		e = one_times_use(h->db, h->arena, &want, ret);
	if (e != ERR_NOT_FOUND || !keys_have_old(h->keys))
		return e;
	e = secret_hash(h->keys, KEYS_OLD, SECRET_CHECK_IN, token, hash);
	return e == ERR_OK ? one_times_use(h->db, h->arena, &want, ret) : e;
}

enum err check_in_answer(const struct hands *h, struct slice token,
			 struct slice answer)
{
	struct stored_one_time link;
	struct slice months, placement;
	int64_t n = 0;
	enum err e = use(h, token, &link);

	if (e == ERR_NOT_FOUND || e == ERR_GONE)
		return ERR_LINK_EXPIRED;
	if (e != ERR_OK)
		return e;
	months = slice_split(link.payload, ' ', &placement);
	for (size_t i = 0; i < months.n && i < 3; i++)
		n = n * 10 + (months.p[i] - '0');
	e = placements_answer(h->db, placement, n, answer);
	return e == ERR_GONE ? ERR_LINK_EXPIRED : e;
}
