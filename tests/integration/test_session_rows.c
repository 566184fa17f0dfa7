/*
 * session without Redis: what is kept in the record, and a bound.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "session/session.h"
#include "support/asker.h"

#define MINUTE_US (INT64_C(60) * 1000000)
#define START_US  (INT64_C(1800000000) * 1000000)

static const char ANNA[] = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

struct world {
	struct asker asker;
	struct sessions *sessions;
};

static struct sessions *open_sessions(const struct session_plan *plan)
{
	struct sessions *s = NULL;
	char words[SESSION_WORDS_BYTES] = "";

	assert_int_equal(sessions_open(plan, &s, words), ERR_OK);
	return s;
}

static void close_world(struct world *w)
{
	asker_close(&w->asker);
	sessions_close(w->sessions);
	clock_set_us(-1);
}

static void pass_minutes(int minutes)
{
	clock_set_us(clock_now_us() + minutes * MINUTE_US);
}

/* Rows of the record, as far as a login store knows of them. */

enum { ROWS_MAX = 64 };

struct record_rows {
	struct login logins[ROWS_MAX];
	size_t count;
	size_t saves, drops;
	bool fails;
	int seat; /* its address must come back */
};

static size_t row_of(const struct record_rows *r, const unsigned char *digest)
{
	size_t i = 0;

	while (i < r->count &&
	       memcmp(r->logins[i].digest, digest, LOGIN_DIGEST_BYTES) != 0)
		i++;
	return i;
}

static enum err save_row(void *ctx, void *seat, const struct login *l)
{
	struct record_rows *r = ctx;
	size_t i = row_of(r, l->digest);

	assert_ptr_equal(seat, &r->seat);
	if (r->fails)
		return ERR_STORE_FULL;
	assert_true(i < ROWS_MAX);
	r->saves++;
	r->logins[i] = *l;
	if (i == r->count)
		r->count++;
	return ERR_OK;
}

static enum err drop_row(void *ctx, void *seat,
			 const unsigned char digest[LOGIN_DIGEST_BYTES])
{
	struct record_rows *r = ctx;
	size_t i = row_of(r, digest);

	assert_ptr_equal(seat, &r->seat);
	if (r->fails)
		return ERR_STORE_FULL;
	r->drops++;
	if (i < r->count)
		r->logins[i] = r->logins[--r->count];
	return ERR_OK;
}

static enum err
each_row(void *ctx, bool (*take)(void *arg, const struct login *l), void *arg)
{
	struct record_rows *r = ctx;

	if (r->fails)
		return ERR_INTERNAL;
	for (size_t i = 0; i < r->count; i++)
		if (!take(arg, &r->logins[i]))
			break;
	return ERR_OK;
}

static struct login_rows rows_of(struct record_rows *r)
{
	return (struct login_rows){r, save_row, drop_row, each_row};
}

static void open_with_rows(struct world *w, const struct login_rows *rows)
{
	struct session_plan plan = asker_plan();

	plan.rows = rows;
	w->sessions = open_sessions(&plan);
	asker_open(&w->asker, w->sessions, 0);
}

static void start_again(struct world *w, const struct login_rows *rows)
{
	asker_close(&w->asker);
	sessions_close(w->sessions);
	open_with_rows(w, rows);
}

static struct login kept_and_made(struct world *w, struct record_rows *r, int n)
{
	struct login l = asker_dated(&w->asker, n, ANNA);

	assert_int_equal(session_keep(w->sessions, &r->seat, &l), ERR_OK);
	assert_int_equal(asker_make(&w->asker, &l), ERR_OK);
	return l;
}

static void logins_outlive_the_process(void **state)
{
	struct record_rows r = {0};
	struct login_rows rows = rows_of(&r);
	struct login l, m, found;
	struct world w;

	(void)state;
	clock_set_us(START_US);
	open_with_rows(&w, &rows);
	l = kept_and_made(&w, &r, 1);
	m = kept_and_made(&w, &r, 2);
	assert_int_equal(session_forget(w.sessions, &r.seat, &m), ERR_OK);
	start_again(&w, &rows);
	assert_int_equal(asker_find(&w.asker, &l, &found), ERR_OK);
	assert_memory_equal(&found, &l, sizeof(l));
	assert_int_equal(asker_find(&w.asker, &m, NULL), ERR_NOT_FOUND);
	clock_set_us(START_US + 30 * MINUTE_US);
	start_again(&w, &rows);
	assert_int_equal(asker_find(&w.asker, &l, NULL), ERR_NOT_FOUND);
	close_world(&w);
}

static void tidying_writes_uses_and_drops_what_ended(void **state)
{
	struct record_rows r = {0};
	struct login_rows rows = rows_of(&r);
	struct login used;
	struct world w;
	bool more = true;

	(void)state;
	clock_set_us(START_US);
	open_with_rows(&w, &rows);
	used = kept_and_made(&w, &r, 1);
	kept_and_made(&w, &r, 2);
	r.saves = 0;
	pass_minutes(20);
	assert_int_equal(asker_find(&w.asker, &used, NULL), ERR_OK);
	assert_int_equal(session_tidy(w.sessions, &r.seat, &more), ERR_OK);
	assert_false(more);
	assert_int_equal(r.saves, 1);
	assert_int_equal(r.drops, 0);
	pass_minutes(20);
	assert_int_equal(session_tidy(w.sessions, &r.seat, &more), ERR_OK);
	assert_int_equal(r.saves, 1);
	assert_int_equal(r.drops, 1);
	assert_int_equal(r.count, 1);
	start_again(&w, &rows);
	assert_int_equal(asker_find(&w.asker, &used, NULL), ERR_OK);
	close_world(&w);
}

static void what_could_not_be_tidied_is_tidied_later(void **state)
{
	struct record_rows r = {0};
	struct login_rows rows = rows_of(&r);
	struct login used;
	struct world w;
	bool more;

	(void)state;
	clock_set_us(START_US);
	open_with_rows(&w, &rows);
	used = kept_and_made(&w, &r, 1);
	kept_and_made(&w, &r, 2);
	r.saves = 0;
	pass_minutes(20);
	assert_int_equal(asker_find(&w.asker, &used, NULL), ERR_OK);
	pass_minutes(10);
	r.fails = true;
	assert_int_equal(session_tidy(w.sessions, &r.seat, &more),
			 ERR_STORE_FULL);
	r.fails = false;
	assert_int_equal(session_tidy(w.sessions, &r.seat, &more), ERR_OK);
	assert_int_equal(r.saves, 1);
	assert_int_equal(r.count, 1);
	assert_true(r.logins[0].epoch == 1);
	close_world(&w);
}

/* Its use is not written after it was forgotten: the row stays away. */
static void what_was_forgotten_is_not_written_again(void **state)
{
	struct record_rows r = {0};
	struct login_rows rows = rows_of(&r);
	struct login all[3];
	struct world w;
	bool more;

	(void)state;
	clock_set_us(START_US);
	open_with_rows(&w, &rows);
	for (int i = 0; i < 3; i++)
		all[i] = kept_and_made(&w, &r, i);
	pass_minutes(20);
	assert_int_equal(session_forget(w.sessions, &r.seat, &all[0]), ERR_OK);
	assert_int_equal(session_forget_all(w.sessions, &r.seat, &all[2], true),
			 ERR_OK);
	for (int i = 0; i < 3; i++)
		assert_int_equal(asker_find(&w.asker, &all[i], NULL), ERR_OK);
	assert_int_equal(session_tidy(w.sessions, &r.seat, &more), ERR_OK);
	assert_int_equal(r.count, 1);
	start_again(&w, &rows);
	for (int i = 0; i < 3; i++)
		assert_int_equal(asker_find(&w.asker, &all[i], NULL),
				 i == 2 ? ERR_OK : ERR_NOT_FOUND);
	close_world(&w);
}

static void rows_that_cannot_be_read_stop_the_start(void **state)
{
	struct record_rows r = {.fails = true};
	struct login_rows rows = rows_of(&r);
	struct session_plan plan = asker_plan();
	struct sessions *s = NULL;
	char words[SESSION_WORDS_BYTES] = "";

	(void)state;
	plan.rows = &rows;
	assert_int_equal(sessions_open(&plan, &s, words), ERR_INTERNAL);
	assert_non_null(strstr(words, "logins"));
	assert_null(s);
}

static void a_full_store_takes_nobody_until_somebody_is_over(void **state)
{
	struct session_plan plan = asker_plan();
	struct world w;
	struct login l;

	(void)state;
	clock_set_us(START_US);
	plan.logins_max = 100;
	w.sessions = open_sessions(&plan);
	asker_open(&w.asker, w.sessions, 0);
	for (int i = 0; i < 100; i++) {
		char account[LOGIN_ACCOUNT_BYTES];

		snprintf(account, sizeof(account), "account%d", i);
		asker_made(&w.asker, i, account);
	}
	l = asker_dated(&w.asker, 100, ANNA);
	assert_int_equal(asker_make(&w.asker, &l), ERR_BUSY);
	pass_minutes(30);
	session_date(w.sessions, &l);
	assert_int_equal(asker_make(&w.asker, &l), ERR_OK);
	assert_int_equal(asker_find(&w.asker, &l, NULL), ERR_OK);
	close_world(&w);
}

static struct login in_family(struct world *w, int n)
{
	struct login l = asker_login(n, ANNA);

	l.kind = LOGIN_BEARER;
	memset(l.family, 'f', sizeof(l.family) - 1);
	session_date(w->sessions, &l);
	return l;
}

static struct login replaced(struct world *w, struct record_rows *r,
			     const struct login *before, int n)
{
	struct session_ask ask = {.verb = SESSION_ROTATE,
				  .login = in_family(w, n),
				  .before = *before};

	session_date_after(w->sessions, &ask.login, before);
	assert_int_equal(
		session_replace(w->sessions, &r->seat, before, &ask.login),
		ERR_OK);
	assert_int_equal(asker_ask(&w->asker, &ask), ERR_OK);
	return ask.login;
}

static void what_was_replaced_stays_so_after_a_restart(void **state)
{
	struct record_rows r = {0};
	struct login_rows rows = rows_of(&r);
	struct login first, second, found;
	struct world w;
	bool more;

	(void)state;
	clock_set_us(START_US);
	open_with_rows(&w, &rows);
	first = in_family(&w, 1);
	assert_int_equal(session_keep(w.sessions, &r.seat, &first), ERR_OK);
	assert_int_equal(asker_make(&w.asker, &first), ERR_OK);
	pass_minutes(60);
	assert_int_equal(asker_find(&w.asker, &first, NULL), ERR_OK);
	second = replaced(&w, &r, &first, 2);
	assert_int_equal(session_tidy(w.sessions, &r.seat, &more), ERR_OK);
	start_again(&w, &rows);
	assert_int_equal(asker_find(&w.asker, &second, &found), ERR_OK);
	assert_string_equal(found.family, first.family);
	assert_int_equal(asker_find(&w.asker, &first, &found), ERR_OK);
	assert_true(found.epoch == LOGIN_ROTATED);
	assert_int_equal(session_forget_family(w.sessions, &r.seat, &found),
			 ERR_OK);
	start_again(&w, &rows);
	assert_int_equal(asker_find(&w.asker, &first, NULL), ERR_NOT_FOUND);
	assert_int_equal(asker_find(&w.asker, &second, NULL), ERR_NOT_FOUND);
	close_world(&w);
}

static void when_a_family_is_over_no_row_is_left_of_it(void **state)
{
	struct record_rows r = {0};
	struct login_rows rows = rows_of(&r);
	struct login first;
	struct world w;
	bool more;

	(void)state;
	clock_set_us(START_US);
	open_with_rows(&w, &rows);
	first = in_family(&w, 1);
	assert_int_equal(session_keep(w.sessions, &r.seat, &first), ERR_OK);
	assert_int_equal(asker_make(&w.asker, &first), ERR_OK);
	replaced(&w, &r, &first, 2);
	assert_int_equal(r.count, 2);
	pass_minutes(30 * 24 * 60);
	assert_int_equal(session_tidy(w.sessions, &r.seat, &more), ERR_OK);
	assert_int_equal(r.count, 0);
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(logins_outlive_the_process),
		cmocka_unit_test(tidying_writes_uses_and_drops_what_ended),
		cmocka_unit_test(what_could_not_be_tidied_is_tidied_later),
		cmocka_unit_test(what_was_forgotten_is_not_written_again),
		cmocka_unit_test(rows_that_cannot_be_read_stop_the_start),
		cmocka_unit_test(
			a_full_store_takes_nobody_until_somebody_is_over),
		cmocka_unit_test(what_was_replaced_stays_so_after_a_restart),
		cmocka_unit_test(when_a_family_is_over_no_row_is_left_of_it),
	};

	return cmocka_run_group_tests_name("session rows", tests, NULL, NULL);
}
