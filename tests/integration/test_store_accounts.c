/* Accounts, links, logins, kept replies and the audit chain on a real file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/audit.h"
#include "store/feed.h"
#include "store/idempotency.h"
#include "store/logins.h"
#include "store/one_times.h"
#include "store/store.h"
#include "support/store_people.h"

static struct stored_account get(struct people *p, const char *id)
{
	struct stored_account got;

	assert_int_equal(accounts_get(p->db, p->arena, slice_of(id), &got),
			 ERR_OK);
	return got;
}

static void an_account_comes_back_whole_by_id_and_by_address(void **state)
{
	struct people *p = *state;
	struct stored_account put = account_of(p, "ann");
	struct stored_account got;

	put.email_sealed = (struct slice){"\0\xFF\0", 3};
	assert_int_equal(IN_TRANSACTION(p, accounts_insert(p->db, &put)),
			 ERR_OK);
	assert_int_equal(
		accounts_by_email(p->db, p->arena, put.email_index, &got),
		ERR_OK);
	assert_true(slice_is(got.id, "ann"));
	assert_true(slice_eq(got.email_index, put.email_index));
	assert_true(slice_eq(got.email_sealed, put.email_sealed));
	assert_true(slice_eq(got.password, put.password));
	assert_true(slice_is(got.role, "seeker"));
	assert_true(slice_is(got.lang, "pt"));
	assert_true(slice_is(got.state, "unverified"));
	assert_true(slice_eq(got.key_wrapped, put.key_wrapped));
	assert_int_equal(got.epoch, 1);
	assert_int_equal(got.created_us, 1000000);
	assert_int_equal(got.updated_us, 1000000);
	assert_int_equal(got.last_login_us, 1000000);
	assert_int_equal(got.password_changed_us, 1000000);
	assert_true(slice_is(get(p, "ann").id, "ann"));
}

static void an_address_or_id_is_taken_once(void **state)
{
	struct people *p = *state;
	struct stored_account twin = account_of(p, "bob");
	struct stored_account same = account_of(p, "ann");

	people_add(p, "ann");
	twin.email_index = same.email_index;
	same.email_index = SLICE("another");
	assert_int_equal(IN_TRANSACTION(p, accounts_insert(p->db, &twin)),
			 ERR_CONFLICT);
	assert_int_equal(IN_TRANSACTION(p, accounts_insert(p->db, &same)),
			 ERR_CONFLICT);
	assert_int_equal(people_feed_position(p), 1);
}

static void a_role_or_state_of_no_meaning_conflicts(void **state)
{
	struct people *p = *state;
	struct stored_account a = account_of(p, "ann");

	a.role = SLICE("king");
	assert_int_equal(IN_TRANSACTION(p, accounts_insert(p->db, &a)),
			 ERR_CONFLICT);
	a.role = SLICE("poster");
	a.state = SLICE("erased");
	assert_int_equal(IN_TRANSACTION(p, accounts_insert(p->db, &a)),
			 ERR_CONFLICT);
}

static enum err set_password(struct db *db)
{
	return accounts_set_password(db, SLICE("ann"), SLICE("new"));
}

static enum err set_role(struct db *db)
{
	return accounts_set_role(db, SLICE("ann"), SLICE("poster"));
}

static enum err set_lang(struct db *db)
{
	return accounts_set_lang(db, SLICE("ann"), SLICE("en"));
}

static enum err raise_epoch(struct db *db)
{
	return accounts_raise_epoch(db, SLICE("ann"));
}

static enum err activate(struct db *db)
{
	return accounts_set_state(db, SLICE("ann"), SLICE("unverified"),
				  SLICE("active"));
}

static enum err block(struct db *db)
{
	return accounts_set_state(db, SLICE("ann"), SLICE("unverified"),
				  SLICE("blocked"));
}

static enum err rehash(struct db *db)
{
	return accounts_rehash(db, SLICE("ann"), SLICE("$argon2id$"),
			       SLICE("new"));
}

static enum err rewrap(struct db *db)
{
	return accounts_rewrap(db, SLICE("ann"), SLICE("key of ann"),
			       SLICE("other"));
}

static enum err set_email(struct db *db)
{
	return accounts_set_email(db, SLICE("ann"), SLICE("new index"),
				  SLICE("new sealed"));
}

static struct change_case {
	const char *name;
	enum err (*change)(struct db *db);
	int64_t epoch; /* after it */
	int64_t fed;
	enum err of_nobody;
} change_cases[] = {
	{"a new password ends every login and is told", set_password, 2, 1,
	 ERR_NOT_FOUND},
	{"a new role ends every login and is told", set_role, 2, 1,
	 ERR_NOT_FOUND},
	{"a new language is told and ends none", set_lang, 1, 1, ERR_NOT_FOUND},
	{"a raised epoch is told", raise_epoch, 2, 1, ERR_NOT_FOUND},
	{"a verified account goes on and is told", activate, 1, 1, ERR_STALE},
	{"a blocked account is logged out and is told", block, 2, 1, ERR_STALE},
	{"a rehash ends nothing and is told to nobody", rehash, 1, 0,
	 ERR_STALE},
	{"a rewrapped key ends nothing and is told to nobody", rewrap, 1, 0,
	 ERR_STALE},
	{"a new address ends nothing by itself", set_email, 1, 0,
	 ERR_NOT_FOUND},
};

static void a_change(void **state)
{
	struct people *p = *state;
	const struct change_case *c = p->row;

	assert_int_equal(IN_TRANSACTION(p, c->change(p->db)), c->of_nobody);
	people_add(p, "ann");
	people_add(p, "bob");
	assert_int_equal(IN_TRANSACTION(p, c->change(p->db)), ERR_OK);
	assert_int_equal(get(p, "ann").epoch, c->epoch);
	assert_int_equal(get(p, "bob").epoch, 1);
	assert_int_equal(people_feed_position(p), 2 + c->fed);
	assert_int_equal(people_problems(p), 0);
}

static void what_is_compared_first_is_stale_when_it_differs(void **state)
{
	struct people *p = *state;
	struct slice ann = SLICE("ann");

	people_add(p, "ann");
	assert_int_equal(IN_TRANSACTION(p, accounts_set_state(
						   p->db, ann, SLICE("active"),
						   SLICE("blocked"))),
			 ERR_STALE);
	assert_int_equal(
		IN_TRANSACTION(p, accounts_rehash(p->db, ann, SLICE("old"),
						  SLICE("new"))),
		ERR_STALE);
	assert_int_equal(
		IN_TRANSACTION(p, accounts_rewrap(p->db, ann, SLICE("old"),
						  SLICE("new"))),
		ERR_STALE);
	assert_true(slice_is(get(p, "ann").state, "unverified"));
	assert_true(slice_is(get(p, "ann").password, "$argon2id$"));
	assert_true(slice_is(get(p, "ann").key_wrapped, "key of ann"));
}

static void another_ones_address_conflicts(void **state)
{
	struct people *p = *state;

	people_add(p, "ann");
	people_add(p, "bob");
	assert_int_equal(
		IN_TRANSACTION(p, accounts_set_email(p->db, SLICE("ann"),
						     SLICE("index of bob"),
						     SLICE("x"))),
		ERR_CONFLICT);
}

static void pages_of_accounts_give_each_once_in_order(void **state)
{
	static const char *const ids[] = {"d", "a", "e", "c", "b"};
	struct people *p = *state;
	struct page page = {.limit = 2};
	struct stored_accounts got;
	char seen[16] = "";

	for (size_t i = 0; i < COUNT(ids); i++)
		people_add(p, ids[i]);
	do {
		assert_int_equal(accounts_page(p->db, p->arena, &page, &got),
				 ERR_OK);
		for (size_t i = 0; i < got.count; i++) {
			page.id = got.items[i].id;
			strncat(seen, page.id.p, page.id.n);
		}
	} while (got.count == page.limit);
	assert_string_equal(seen, "abcde");
	page = (struct page){.limit = (size_t)1 << 40}; /* as PAGE_MAX */
	assert_int_equal(accounts_page(p->db, p->arena, &page, &got), ERR_OK);
	assert_int_equal(got.count, COUNT(ids));
}

static void
idle_accounts_come_longest_first_and_sign_in_moves_them(void **state)
{
	struct people *p = *state;
	struct page page = {.number = PAGE_FIRST, .limit = 10};
	struct stored_accounts got;

	people_add(p, "ann");
	people_add(p, "bob");
	people_add(p, "cat");
	assert_int_equal(
		IN_TRANSACTION(
			p, accounts_signed_in(p->db, SLICE("ann"), 3000000)),
		ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(
			p, accounts_signed_in(p->db, SLICE("ann"), 2000000)),
		ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(
			p, accounts_signed_in(p->db, SLICE("cat"), 5000000)),
		ERR_OK);
	assert_int_equal(accounts_idle(p->db, p->arena, &page, 5000000, &got),
			 ERR_OK);
	assert_int_equal(got.count, 2);
	assert_true(slice_is(got.items[0].id, "bob"));
	assert_true(slice_is(got.items[1].id, "ann"));
	assert_int_equal(got.items[1].last_login_us, 3000000);
}

static enum err count_row(void *ctx, const struct roster_row *row)
{
	size_t *count = ctx;

	assert_int_equal(row->epoch, 1);
	assert_true(slice_is(row->role, "seeker"));
	(*count)++;
	return *count == 3 ? ERR_BUSY : ERR_OK;
}

static void the_roster_shows_all_and_one(void **state)
{
	struct people *p = *state;
	struct roster_row row;
	size_t count = 0;

	people_add(p, "ann");
	people_add(p, "bob");
	assert_int_equal(accounts_each(p->db, count_row, &count), ERR_OK);
	assert_int_equal(count, 2);
	people_add(p, "cat");
	count = 0;
	assert_int_equal(accounts_each(p->db, count_row, &count), ERR_BUSY);
	assert_int_equal(accounts_roster(p->db, p->arena, SLICE("bob"), &row),
			 ERR_OK);
	assert_true(slice_is(row.id, "bob"));
	assert_true(slice_is(row.state, "unverified"));
	assert_int_equal(accounts_roster(p->db, p->arena, SLICE("no"), &row),
			 ERR_NOT_FOUND);
}

static struct stored_one_time link_of(const char *hash)
{
	return (struct stored_one_time){
		.hash = slice_of(hash),
		.kind = SLICE("reset"),
		.account = SLICE("ann"),
		.payload = SLICE("more"),
		.created_us = 1000000,
		.expires_us = 2000000,
	};
}

static enum err use_link(struct people *p, const char *hash, const char *kind,
			 struct stored_one_time *ret_it)
{
	struct stored_one_time want = {
		.hash = slice_of(hash),
		.kind = slice_of(kind),
	};

	return IN_TRANSACTION(p, one_times_use(p->db, p->arena, &want, ret_it));
}

static void a_link_works_once_for_its_purpose(void **state)
{
	struct people *p = *state;
	struct stored_one_time it = link_of("h");
	struct stored_one_time got;

	assert_int_equal(IN_TRANSACTION(p, one_times_insert(p->db, &it)),
			 ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, one_times_insert(p->db, &it)),
			 ERR_CONFLICT);
	assert_int_equal(use_link(p, "x", "reset", &got), ERR_NOT_FOUND);
	assert_int_equal(use_link(p, "h", "verify", &got), ERR_MALFORMED);
	assert_int_equal(use_link(p, "h", "reset", &got), ERR_OK);
	assert_true(slice_is(got.account, "ann"));
	assert_true(slice_is(got.payload, "more"));
	assert_int_equal(got.used_us, 1000000);
	assert_int_equal(use_link(p, "h", "reset", &got), ERR_GONE);
}

static void an_expired_or_voided_link_is_gone(void **state)
{
	struct people *p = *state;
	struct stored_one_time late = link_of("late");
	struct stored_one_time old = link_of("old");
	struct stored_one_time got;
	size_t purged;

	assert_int_equal(IN_TRANSACTION(p, one_times_insert(p->db, &late)),
			 ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, one_times_insert(p->db, &old)),
			 ERR_OK);
	clock_set_us(2000000);
	assert_int_equal(use_link(p, "late", "reset", &got), ERR_GONE);
	clock_set_us(1500000);
	assert_int_equal(IN_TRANSACTION(p, one_times_void(p->db, SLICE("ann"),
							  SLICE("verify"))),
			 ERR_OK);
	assert_int_equal(use_link(p, "late", "reset", &got), ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, one_times_void(p->db, SLICE("ann"),
							  SLICE("reset"))),
			 ERR_OK);
	assert_int_equal(use_link(p, "old", "reset", &got), ERR_GONE);
	assert_int_equal(
		IN_TRANSACTION(p, one_times_purge(p->db, 2000000, 9, &purged)),
		ERR_OK);
	assert_int_equal(purged, 0);
	assert_int_equal(
		IN_TRANSACTION(p, one_times_purge(p->db, 2000001, 1, &purged)),
		ERR_OK);
	assert_int_equal(purged, 1);
}

static struct stored_login login_of(const char *hash, const char *account,
				    int64_t at_us)
{
	return (struct stored_login){
		.hash = slice_of(hash),
		.account = slice_of(account),
		.kind = SLICE("cookie"),
		.label = SLICE("Firefox"),
		.family = SLICE("f"),
		.created_us = at_us,
		.expires_us = at_us + 100,
		.ends_us = at_us + 1000,
		.epoch = 1,
	};
}

static void put_login(struct people *p, const struct stored_login *login)
{
	assert_int_equal(IN_TRANSACTION(p, logins_put(p->db, login)), ERR_OK);
}

static size_t logins_left(struct people *p, const char *account)
{
	struct page page = {.limit = 10};
	struct stored_logins got;

	assert_int_equal(logins_of_account(p->db, p->arena, slice_of(account),
					   &page, &got),
			 ERR_OK);
	return got.count;
}

static void a_login_is_put_again_to_move_its_end_or_its_epoch(void **state)
{
	struct people *p = *state;
	struct stored_login login = login_of("h", "ann", 50);
	struct stored_login got;

	people_add(p, "ann");
	people_add(p, "bob");
	put_login(p, &login);
	login.expires_us = 500;
	login.account = SLICE("bob");
	login.epoch = 9;
	put_login(p, &login);
	assert_int_equal(logins_get(p->db, p->arena, SLICE("h"), &got), ERR_OK);
	assert_int_equal(got.expires_us, 500);
	assert_true(slice_is(got.account, "ann"));
	assert_int_equal(got.epoch, 9);
	assert_int_equal(got.ends_us, 1050);
	assert_true(slice_is(got.label, "Firefox"));
}

static void a_login_of_nobody_conflicts(void **state)
{
	struct people *p = *state;
	struct stored_login login = login_of("h", "nobody", 1);

	assert_int_equal(IN_TRANSACTION(p, logins_put(p->db, &login)),
			 ERR_CONFLICT);
}

static void logins_are_dropped_one_all_or_by_family(void **state)
{
	struct people *p = *state;
	struct stored_login a = login_of("a", "ann", 1);
	struct stored_login b = login_of("b", "ann", 2);
	struct stored_login c = login_of("c", "ann", 3);
	struct stored_login d = login_of("d", "bob", 4);
	size_t purged;

	people_add(p, "ann");
	people_add(p, "bob");
	b.family = SLICE("g");
	c.family = SLICE("");
	put_login(p, &a);
	put_login(p, &b);
	put_login(p, &c);
	put_login(p, &d);
	assert_int_equal(
		IN_TRANSACTION(
			p, logins_drop_family(p->db, SLICE("ann"), SLICE("f"))),
		ERR_OK);
	assert_int_equal(logins_left(p, "ann"), 2);
	assert_int_equal(logins_left(p, "bob"), 1);
	assert_int_equal(
		IN_TRANSACTION(
			p, logins_drop_family(p->db, SLICE("ann"), SLICE(""))),
		ERR_OK);
	assert_int_equal(logins_left(p, "ann"), 2);
	assert_int_equal(IN_TRANSACTION(p, logins_drop(p->db, SLICE("b"))),
			 ERR_OK);
	assert_int_equal(logins_left(p, "ann"), 1);
	assert_int_equal(
		IN_TRANSACTION(p, logins_drop_all(p->db, SLICE("ann"))),
		ERR_OK);
	assert_int_equal(logins_left(p, "ann"), 0);
	assert_int_equal(
		IN_TRANSACTION(p, logins_purge(p->db, 105, 9, &purged)),
		ERR_OK);
	assert_int_equal(purged, 1);
}

static enum err note_login(void *ctx, const struct stored_login *login)
{
	strncat(ctx, login->hash.p, login->hash.n);
	return ERR_OK;
}

static void logins_that_go_on_are_walked_through(void **state)
{
	struct people *p = *state;
	struct stored_login a = login_of("a", "ann", 1);
	struct stored_login b = login_of("b", "ann", 2);
	char seen[8] = "";

	people_add(p, "ann");
	put_login(p, &a);
	put_login(p, &b);
	assert_int_equal(logins_each(p->db, 101, note_login, seen), ERR_OK);
	assert_string_equal(seen, "b");
}

static void a_reply_is_kept_for_the_same_request_and_its_time(void **state)
{
	struct people *p = *state;
	struct stored_reply put = {
		.account = SLICE("ann"),
		.route = SLICE("application_create"),
		.key = SLICE("k"),
		.request = SLICE("r"),
		.status = 201,
		.reply = SLICE("{}"),
		.created_us = 100,
	};
	struct stored_reply want = put;
	struct stored_reply got;

	want.created_us = 100;
	assert_int_equal(idempotency_find(p->db, p->arena, &want, &got),
			 ERR_NOT_FOUND);
	assert_int_equal(IN_TRANSACTION(p, idempotency_insert(p->db, &put, 0)),
			 ERR_OK);
	assert_int_equal(idempotency_find(p->db, p->arena, &want, &got),
			 ERR_OK);
	assert_int_equal(got.status, 201);
	assert_true(slice_is(got.reply, "{}"));
	assert_int_equal(
		IN_TRANSACTION(p, idempotency_insert(p->db, &put, 100)),
		ERR_CONFLICT);
	want.request = SLICE("other");
	assert_int_equal(idempotency_find(p->db, p->arena, &want, &got),
			 ERR_INVALID);
	want.created_us = 101;
	assert_int_equal(idempotency_find(p->db, p->arena, &want, &got),
			 ERR_NOT_FOUND);
	want.account = SLICE("bob");
	want.created_us = 0;
	assert_int_equal(idempotency_find(p->db, p->arena, &want, &got),
			 ERR_NOT_FOUND);
}

static void an_old_reply_gives_way_and_is_purged(void **state)
{
	struct people *p = *state;
	struct stored_reply put = {
		.account = SLICE("ann"),
		.route = SLICE("r"),
		.key = SLICE("k"),
		.status = 201,
		.created_us = 100,
	};
	struct stored_reply got;
	size_t purged;

	assert_int_equal(IN_TRANSACTION(p, idempotency_insert(p->db, &put, 0)),
			 ERR_OK);
	put.status = 409;
	put.created_us = 200;
	assert_int_equal(
		IN_TRANSACTION(p, idempotency_insert(p->db, &put, 101)),
		ERR_OK);
	assert_int_equal(idempotency_find(p->db, p->arena, &put, &got), ERR_OK);
	assert_int_equal(got.status, 409);
	assert_int_equal(
		IN_TRANSACTION(p, idempotency_purge(p->db, 200, 9, &purged)),
		ERR_OK);
	assert_int_equal(purged, 0);
	assert_int_equal(
		IN_TRANSACTION(p, idempotency_purge(p->db, 201, 9, &purged)),
		ERR_OK);
	assert_int_equal(purged, 1);
}

static enum err chain(struct people *p, int64_t seq, const char *object)
{
	struct stored_audit entry = {
		.seq = seq,
		.at_us = seq,
		.actor = SLICE("system"),
		.action = SLICE("account.blocked"),
		.object = slice_of(object),
		.hash = SLICE("h"),
	};

	return IN_TRANSACTION(p, audit_append(p->db, &entry));
}

static void the_chain_takes_the_next_number_only(void **state)
{
	struct people *p = *state;
	struct stored_audit last;
	struct stored_audits got;
	struct page page = {.limit = 2};

	assert_int_equal(audit_last(p->db, p->arena, &last), ERR_NOT_FOUND);
	assert_int_equal(chain(p, 2, "a"), ERR_CONFLICT);
	assert_int_equal(chain(p, 1, "a"), ERR_OK);
	assert_int_equal(chain(p, 1, "a"), ERR_CONFLICT);
	assert_int_equal(chain(p, 2, "b"), ERR_OK);
	assert_int_equal(chain(p, 3, "a"), ERR_OK);
	assert_int_equal(audit_last(p->db, p->arena, &last), ERR_OK);
	assert_int_equal(last.seq, 3);
	assert_int_equal(audit_page(p->db, p->arena, &page, &got), ERR_OK);
	assert_int_equal(got.count, 2);
	assert_int_equal(got.items[1].seq, 2);
	assert_int_equal(
		audit_of_object(p->db, p->arena, SLICE("a"), &page, &got),
		ERR_OK);
	assert_int_equal(got.count, 2);
	assert_int_equal(got.items[1].seq, 3);
	assert_int_equal(people_problems(p), 0);
	store_folder_run(&p->folder, "DELETE FROM audit WHERE seq = 2");
	assert_int_equal(people_problems(p), 1);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, people_set_up, people_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_account_comes_back_whole_by_id_and_by_address),
		TEST(an_address_or_id_is_taken_once),
		TEST(a_role_or_state_of_no_meaning_conflicts),
		TEST(what_is_compared_first_is_stale_when_it_differs),
		TEST(another_ones_address_conflicts),
		TEST(pages_of_accounts_give_each_once_in_order),
		TEST(idle_accounts_come_longest_first_and_sign_in_moves_them),
		TEST(the_roster_shows_all_and_one),
		TEST(a_link_works_once_for_its_purpose),
		TEST(an_expired_or_voided_link_is_gone),
		TEST(a_login_is_put_again_to_move_its_end_or_its_epoch),
		TEST(a_login_of_nobody_conflicts),
		TEST(logins_are_dropped_one_all_or_by_family),
		TEST(logins_that_go_on_are_walked_through),
		TEST(a_reply_is_kept_for_the_same_request_and_its_time),
		TEST(an_old_reply_gives_way_and_is_purged),
		TEST(the_chain_takes_the_next_number_only),
	};
	struct CMUnitTest changes[COUNT(change_cases)];
	int failed;

	for (size_t i = 0; i < COUNT(change_cases); i++)
		changes[i] = (struct CMUnitTest){
			.name = change_cases[i].name,
			.test_func = a_change,
			.setup_func = people_set_up,
			.teardown_func = people_tear_down,
			.initial_state = &change_cases[i],
		};
	failed = cmocka_run_group_tests_name("changes of accounts", changes,
					     NULL, NULL);
	return failed + cmocka_run_group_tests_name("store of accounts", tests,
						    NULL, NULL);
}
