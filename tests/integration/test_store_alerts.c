/* Saved searches, the outbox, webhooks and notices on a real file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/erase.h"
#include "store/outbox.h"
#include "store/searches.h"
#include "support/store_people.h"

static const struct page first = {.limit = 10};

static struct stored_search search_of(const char *id, const char *account)
{
	return (struct stored_search){
		.id = slice_of(id),
		.account = slice_of(account),
		.query = SLICE("{}"),
		.lang = SLICE("pt"),
		.every = SLICE("daily"),
		.hash = slice_of(id),
		.confirmed_us = 1,
		.next_run_us = 100,
		.created_us = 1,
	};
}

static void put_search(struct people *p, const struct stored_search *search)
{
	assert_int_equal(IN_TRANSACTION(p, searches_insert(p->db, search)),
			 ERR_OK);
}

static void a_search_is_its_accounts_or_its_tokens(void **state)
{
	struct people *p = *state;
	struct stored_search s = search_of("s", "ann");
	struct stored_search got;
	struct stored_searches list;

	put_search(p, &s);
	assert_int_equal(
		searches_get(p->db, p->arena, SLICE("s"), SLICE("bob"), &got),
		ERR_NOT_FOUND);
	assert_int_equal(
		searches_get(p->db, p->arena, SLICE("s"), SLICE("ann"), &got),
		ERR_OK);
	assert_true(slice_is(got.every, "daily"));
	assert_int_equal(searches_by_token(p->db, p->arena, SLICE("s"), &got),
			 ERR_OK);
	assert_int_equal(searches_of_account(p->db, p->arena, SLICE("ann"),
					     &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	s = search_of("t", "");
	assert_int_equal(IN_TRANSACTION(p, searches_insert(p->db, &s)),
			 ERR_CONFLICT);
}

static void a_search_of_an_address_runs_once_it_answered(void **state)
{
	struct people *p = *state;
	struct stored_search s = search_of("s", "");
	struct stored_searches list;

	s.email_index = SLICE("x");
	s.confirmed_us = 0;
	put_search(p, &s);
	assert_int_equal(searches_due(p->db, p->arena, 900, &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 0);
	assert_int_equal(searches_unconfirmed(p->db, p->arena, 2, 9, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(
		IN_TRANSACTION(p, searches_confirm(p->db, SLICE("s"), 200)),
		ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(p, searches_confirm(p->db, SLICE("s"), 200)),
		ERR_GONE);
	assert_int_equal(searches_due(p->db, p->arena, 199, &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 0);
	assert_int_equal(searches_due(p->db, p->arena, 200, &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(
		IN_TRANSACTION(p, searches_ran(p->db, SLICE("s"), 300)),
		ERR_OK);
	assert_int_equal(searches_due(p->db, p->arena, 200, &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 0);
	assert_int_equal(searches_unconfirmed(p->db, p->arena, 2, 9, &list),
			 ERR_OK);
	assert_int_equal(list.count, 0);
}

static void what_was_told_is_remembered_and_goes_with_the_search(void **state)
{
	struct people *p = *state;
	struct stored_search s = search_of("s", "ann");
	struct stored_seen seen = {SLICE("s"), SLICE("o"), SLICE("ineligible"),
				   1};
	struct stored_seen_list list;

	put_search(p, &s);
	assert_int_equal(IN_TRANSACTION(p, searches_see(p->db, &seen)), ERR_OK);
	seen.verdict = SLICE("eligible");
	assert_int_equal(IN_TRANSACTION(p, searches_see(p->db, &seen)), ERR_OK);
	assert_int_equal(
		searches_seen(p->db, p->arena, SLICE("s"), &first, &list),
		ERR_OK);
	assert_int_equal(list.count, 1);
	assert_true(slice_is(list.items[0].verdict, "eligible"));
	assert_int_equal(IN_TRANSACTION(p, searches_remove(p->db, SLICE("s"))),
			 ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, searches_remove(p->db, SLICE("s"))),
			 ERR_NOT_FOUND);
	assert_int_equal(people_problems(p), 0);
}

static void put_letter(struct people *p, const char *id, int64_t due_us)
{
	struct stored_letter l = {
		.id = slice_of(id),
		.kind = SLICE("mail"),
		.account = SLICE("ann"),
		.to_sealed = SLICE("to"),
		.subject = SLICE("reset"),
		.payload = SLICE("payload"),
		.due_us = due_us,
		.tries = 7,
		.state = SLICE("sent"),
	};

	assert_int_equal(IN_TRANSACTION(p, outbox_put(p->db, &l)), ERR_OK);
}

static struct stored_letters due(struct people *p, int64_t by_us)
{
	struct stored_letters list;

	assert_int_equal(outbox_due(p->db, p->arena, SLICE("mail"), by_us,
				    &first, &list),
			 ERR_OK);
	return list;
}

static void a_letter_waits_is_tried_again_and_is_sent_once(void **state)
{
	struct people *p = *state;
	struct stored_letters list;
	struct slice id = SLICE("l");
	size_t purged;

	put_letter(p, "l", 100);
	put_letter(p, "l", 50);
	assert_int_equal(due(p, 99).count, 0);
	list = due(p, 100);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].tries, 0);
	assert_int_equal(IN_TRANSACTION(p, outbox_retry(p->db, id, 500,
							SLICE("timeout"))),
			 ERR_OK);
	assert_int_equal(due(p, 499).count, 0);
	list = due(p, 500);
	assert_int_equal(list.items[0].tries, 1);
	assert_true(slice_is(list.items[0].error, "timeout"));
	assert_int_equal(IN_TRANSACTION(p, outbox_sent(p->db, id)), ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, outbox_sent(p->db, id)), ERR_STALE);
	assert_int_equal(due(p, 500).count, 0);
	assert_int_equal(
		outbox_by_state(p->db, p->arena, SLICE("sent"), &first, &list),
		ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].to_sealed.n, 0);
	assert_int_equal(list.items[0].payload.n, 0);
	assert_int_equal(
		IN_TRANSACTION(p, outbox_purge(p->db, 1000000, 9, &purged)),
		ERR_OK);
	assert_int_equal(purged, 0);
	assert_int_equal(
		IN_TRANSACTION(p, outbox_purge(p->db, 1000001, 9, &purged)),
		ERR_OK);
	assert_int_equal(purged, 1);
}

static void a_letter_that_failed_for_good_stays_to_be_seen(void **state)
{
	struct people *p = *state;
	struct stored_letters list;

	put_letter(p, "l", 100);
	assert_int_equal(IN_TRANSACTION(p, outbox_fail(p->db, SLICE("l"),
						       SLICE("refused"))),
			 ERR_OK);
	assert_int_equal(due(p, 100).count, 0);
	assert_int_equal(outbox_by_state(p->db, p->arena, SLICE("failed"),
					 &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_true(slice_is(list.items[0].error, "refused"));
	assert_true(slice_is(list.items[0].payload, "payload"));
}

static void failures_of_a_webhook_are_counted_in_a_row(void **state)
{
	struct people *p = *state;
	struct stored_webhook w = {
		.id = SLICE("w"),
		.organisation = SLICE("acme"),
		.url = SLICE("https://example.org/"),
		.secret_sealed = SLICE("s"),
		.state = SLICE("on"),
	};
	struct stored_webhooks list;
	struct stored_webhook got;
	int64_t failures;

	assert_int_equal(IN_TRANSACTION(p, webhooks_insert(p->db, &w)),
			 ERR_CONFLICT);
	people_add_organisation(p, "acme");
	assert_int_equal(IN_TRANSACTION(p, webhooks_insert(p->db, &w)), ERR_OK);
	for (int64_t i = 1; i <= 2; i++) {
		assert_int_equal(
			IN_TRANSACTION(p, webhooks_result(p->db, w.id, false,
							  &failures)),
			ERR_OK);
		assert_int_equal(failures, i);
	}
	assert_int_equal(IN_TRANSACTION(p, webhooks_result(p->db, w.id, true,
							   &failures)),
			 ERR_OK);
	assert_int_equal(failures, 0);
	assert_int_equal(IN_TRANSACTION(p, webhooks_set_state(p->db, w.id,
							      SLICE("other"),
							      SLICE("off"))),
			 ERR_NOT_FOUND);
	assert_int_equal(
		IN_TRANSACTION(p, webhooks_set_state(p->db, w.id, SLICE("acme"),
						     SLICE("off"))),
		ERR_OK);
	assert_int_equal(webhooks_get(p->db, p->arena, w.id, &got), ERR_OK);
	assert_true(slice_is(got.state, "off"));
	assert_int_equal(webhooks_of_organisation(p->db, p->arena,
						  SLICE("acme"), &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(
		IN_TRANSACTION(p, webhooks_remove(p->db, w.id, SLICE("acme"))),
		ERR_OK);
}

static void notices_are_told_once_and_seen_up_to_a_time(void **state)
{
	struct people *p = *state;
	struct page page = {.number = PAGE_LAST, .limit = 10};
	struct stored_notice n = {
		SLICE("a"), SLICE("ann"), SLICE("k"), SLICE("o"), 5, 0};
	struct stored_notices list;
	int64_t unseen;

	people_add(p, "ann");
	assert_int_equal(IN_TRANSACTION(p, notices_put(p->db, &n)), ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, notices_put(p->db, &n)), ERR_OK);
	n.id = SLICE("b");
	n.at_us = 6;
	assert_int_equal(IN_TRANSACTION(p, notices_put(p->db, &n)), ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, notices_see(p->db, n.account, 5)),
			 ERR_OK);
	assert_int_equal(notices_unseen(p->db, n.account, &unseen), ERR_OK);
	assert_int_equal(unseen, 1);
	assert_int_equal(
		notices_of_account(p->db, p->arena, n.account, &page, &list),
		ERR_OK);
	assert_int_equal(list.count, 2);
	assert_true(slice_is(list.items[0].id, "b"));
	assert_int_equal(list.items[0].seen_us, 0);
	assert_int_equal(list.items[1].seen_us, 1000000);
}

static void an_erasure_finds_searches_and_letters_by_address_too(void **state)
{
	struct people *p = *state;
	struct stored_account ann = account_of(p, "ann");
	struct stored_search s = search_of("s", "");
	struct stored_seen seen = {SLICE("s"), SLICE("o"), SLICE(""), 1};
	struct stored_letter l = {.id = SLICE("l"), .kind = SLICE("mail")};

	people_add(p, "ann");
	s.email_index = ann.email_index;
	l.email_index = ann.email_index;
	put_search(p, &s);
	assert_int_equal(IN_TRANSACTION(p, searches_see(p->db, &seen)), ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, outbox_put(p->db, &l)), ERR_OK);
	s = search_of("bobs", "bob");
	put_search(p, &s);
	put_letter(p, "anns", 1);
	l = (struct stored_letter){.id = SLICE("m"), .kind = SLICE("webhook")};
	assert_int_equal(IN_TRANSACTION(p, outbox_put(p->db, &l)), ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, erase_account(p->db, SLICE("ann"),
							 SLICE("n"))),
			 ERR_OK);
	assert_int_equal(store_folder_ask(&p->folder,
					  "SELECT count(*) FROM saved_search"),
			 1);
	assert_int_equal(
		store_folder_ask(&p->folder,
				 "SELECT count(*) FROM saved_search_seen"),
		0);
	assert_int_equal(
		store_folder_ask(&p->folder, "SELECT count(*) FROM outbox"), 1);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, people_set_up, people_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_search_is_its_accounts_or_its_tokens),
		TEST(a_search_of_an_address_runs_once_it_answered),
		TEST(what_was_told_is_remembered_and_goes_with_the_search),
		TEST(a_letter_waits_is_tried_again_and_is_sent_once),
		TEST(a_letter_that_failed_for_good_stays_to_be_seen),
		TEST(failures_of_a_webhook_are_counted_in_a_row),
		TEST(notices_are_told_once_and_seen_up_to_a_time),
		TEST(an_erasure_finds_searches_and_letters_by_address_too),
	};

	return cmocka_run_group_tests_name("alerts", tests, NULL, NULL);
}
