/*
 * The answer clock, starts and check-ins on a real file, at times that the test
 * says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/day.h"
#include "crypt/data_key.h"
#include "people/check_in.h"
#include "people/life.h"
#include "store/members.h"
#include "store/outbox.h"
#include "store/placements.h"
#include "store/quotas.h"
#include "support/key_folder.h"
#include "support/store_people.h"

#define DAY_US (INT64_C(86400) * 1000000)
#define BEGIN  (INT64_C(20000) * DAY_US) /* 2024-10-04 */

static const struct life_rules rules = {.remind_first = 14,
					.remind_second = 30,
					.answer = 60,
					.results = 14,
					.act = 60,
					.offer = 14,
					.confirm = 14,
					.reopen = 30,
					.site = "https://example.org"};

struct stage {
	struct people *people;
	struct keys *keys;
	struct hands hands;
};

static struct stage stage;

static void at_day(int days)
{
	stage.hands.now_us = BEGIN + days * DAY_US;
	clock_set_us(stage.hands.now_us);
}

/* An account whose fields can be sealed. */
static void add_account(const char *id, const char *role)
{
	unsigned char wrapped[DATA_KEY_WRAPPED_BYTES];
	struct stored_account a = account_of(stage.people, id);
	struct data_key *key = data_key_new();

	data_key_wrap(stage.keys, slice_of(id), key, wrapped);
	data_key_free(key);
	a.key_wrapped = hands_octets(wrapped, sizeof(wrapped));
	a.email_sealed = SLICE("");
	a.role = slice_of(role);
	assert_int_equal(IN_TRANSACTION(stage.people,
					accounts_insert(stage.people->db, &a)),
			 ERR_OK);
}

static void add_opening(const char *id, const char *document)
{
	struct stored_opening o = opening_titled(id, id);

	o.document = slice_of(document);
	opening_put(stage.people->db, &o);
}

static void add_member(const char *account, const char *role)
{
	struct stored_member m = {SLICE("acme"), slice_of(account),
				  slice_of(role), 1};

	assert_int_equal(
		IN_TRANSACTION(stage.people, members_put(stage.people->db, &m)),
		ERR_OK);
}

static int set_up(void **state)
{
	people_set_up(state);
	stage.people = *state;
	stage.keys = keys_of(1, -1);
	stage.hands = (struct hands){stage.people->db, stage.people->arena,
				     stage.keys, 0};
	at_day(0);
	add_account("ann", "seeker");
	add_account("owner", "poster");
	add_account("helper", "poster");
	people_add_organisation(stage.people, "acme");
	add_member("owner", "owner");
	add_member("helper", "reviewer");
	add_opening("o", "{\"kind\":\"job\",\"title\":{\"en\":\"Tester\"}}");
	return 0;
}

static int tear_down(void **state)
{
	clock_set_us(-1);
	keys_close(stage.keys);
	return people_tear_down(state);
}

static void submit(const char *id, const char *opening, const char *intake)
{
	struct stored_application it = application_of(id, "ann", opening);

	it.at_us = stage.hands.now_us;
	it.intake = slice_of(intake);
	it.events = 0;
	assert_int_equal(life_first_due(&stage.hands, &rules, &it, &it.due_us),
			 ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(stage.people,
			       applications_submit(stage.people->db, &it)),
		ERR_OK);
}

static enum err try_move(const char *id, const char *to, enum life_actor actor)
{
	struct stored_application it;
	struct life_move m = {.application = slice_of(id),
			      .actor = actor,
			      .account = actor == LIFE_BY_SEEKER
						 ? SLICE("ann")
						 : SLICE("owner"),
			      .day = DAY_NONE};

	assert_true(life_of_word(slice_of(to), &m.to));
	if (m.to == LIFE_REFUSED)
		m.reason = SLICE("skills");
	return IN_TRANSACTION(stage.people,
			      life_move(&stage.hands, &rules, &m, &it));
}

static void move(const char *id, const char *to, enum life_actor actor)
{
	assert_int_equal(try_move(id, to, actor), ERR_OK);
}

static struct stored_application get(const char *id)
{
	struct stored_application it;

	assert_int_equal(applications_get(stage.people->db, stage.people->arena,
					  slice_of(id), &it),
			 ERR_OK);
	return it;
}

/* Whatever is due by now, as the job does it. */
static void tick(void)
{
	const struct page all = {.id = SLICE_INIT(""), .limit = 100};
	struct stored_applications list;

	assert_int_equal(applications_due(stage.people->db, stage.people->arena,
					  stage.hands.now_us, &all, &list),
			 ERR_OK);
	for (size_t i = 0; i < list.count; i++)
		assert_int_equal(IN_TRANSACTION(stage.people,
						life_clock(&stage.hands, &rules,
							   &list.items[i])),
				 ERR_OK);
}

static size_t letters_to(const char *account, const char *word)
{
	const struct page all = {.id = SLICE_INIT(""), .limit = 1000};
	struct stored_letters list;
	size_t n = 0;

	assert_int_equal(outbox_by_state(stage.people->db, stage.people->arena,
					 SLICE("waiting"), &all, &list),
			 ERR_OK);
	for (size_t i = 0; i < list.count; i++)
		n += slice_is(list.items[i].account, account) &&
		     slice_is(list.items[i].subject, word);
	return n;
}

static void who_decides_is_reminded_at_14_days_and_all_at_30(void **state)
{
	(void)state;
	submit("a", "o", "");
	at_day(13);
	tick();
	assert_int_equal(letters_to("owner", "answer"), 0);
	at_day(15);
	tick();
	tick();
	assert_int_equal(letters_to("owner", "answer"), 1);
	assert_int_equal(letters_to("helper", "answer"), 0);
	at_day(31);
	tick();
	assert_int_equal(letters_to("owner", "answer"), 2);
	assert_int_equal(letters_to("helper", "answer"), 1);
	assert_true(slice_is(get("a").state, "submitted"));
}

static void without_a_decision_it_expires_at_60_days_with_its_reason(void **st)
{
	(void)st;
	submit("a", "o", "");
	at_day(20);
	move("a", "seen", LIFE_BY_POSTER);
	at_day(59);
	tick();
	assert_true(slice_is(get("a").state, "seen"));
	at_day(60);
	tick();
	assert_true(slice_is(get("a").state, "expired"));
	assert_true(slice_is(get("a").reason, "no_answer"));
	assert_int_equal(get("a").due_us, 0);
	assert_int_equal(letters_to("ann", "application"), 1);
}

static void a_clock_that_stood_still_reminds_once_and_not_twice(void **state)
{
	(void)state;
	submit("a", "o", "");
	at_day(45);
	tick();
	tick();
	assert_int_equal(letters_to("owner", "answer"), 1);
	at_day(200);
	tick();
	assert_true(slice_is(get("a").state, "expired"));
}

/* Closes on day 10, results by day 100: 14 days after that. */
static void an_intake_is_waited_for(void **state)
{
	char closes[DAY_TEXT_BYTES], results[DAY_TEXT_BYTES];
	char document[300];

	(void)state;
	day_write(clock_day_of_us(BEGIN) + 10, closes);
	day_write(clock_day_of_us(BEGIN) + 100, results);
	snprintf(document, sizeof(document),
		 "{\"intakes\":[{\"opens\":\"2024-10-01\",\"closes\":\"%s\","
		 "\"results_by\":\"%s\"}]}",
		 closes, results);
	add_opening("i", document);
	submit("a", "i", "2024-10-01");
	at_day(20);
	tick();
	assert_int_equal(letters_to("owner", "answer"), 0);
	at_day(26);
	tick();
	assert_int_equal(letters_to("owner", "answer"), 1);
	at_day(113);
	tick();
	assert_true(slice_is(get("a").state, "submitted"));
	at_day(116);
	tick();
	assert_true(slice_is(get("a").state, "expired"));
}

static void after_the_last_act_of_the_poster_there_are_60_days(void **state)
{
	(void)state;
	submit("a", "o", "");
	at_day(10);
	move("a", "shortlisted", LIFE_BY_POSTER);
	at_day(50);
	move("a", "reserve", LIFE_BY_POSTER);
	at_day(109);
	tick();
	assert_true(slice_is(get("a").state, "reserve"));
	at_day(110);
	tick();
	assert_true(slice_is(get("a").state, "expired"));
}

static void an_offer_lapses_at_its_own_deadline(void **state)
{
	(void)state;
	submit("a", "o", "");
	move("a", "offered", LIFE_BY_POSTER);
	at_day(14);
	tick();
	assert_true(slice_is(get("a").state, "offered"));
	at_day(15);
	tick();
	assert_true(slice_is(get("a").state, "expired"));
	assert_true(slice_is(get("a").reason, "offer_lapsed"));
}

static void who_was_opened_again_has_the_whole_time_again(void **state)
{
	(void)state;
	submit("a", "o", "");
	at_day(60);
	tick();
	at_day(80);
	move("a", "submitted", LIFE_BY_POSTER);
	at_day(100);
	move("a", "seen", LIFE_BY_POSTER);
	at_day(139);
	tick();
	assert_true(slice_is(get("a").state, "seen"));
	at_day(140);
	tick();
	assert_true(slice_is(get("a").state, "expired"));
}

static enum err correct(const char *id, const char *to, const char *reason,
			int32_t day)
{
	struct stored_application it;
	struct life_move m = {.application = slice_of(id),
			      .actor = LIFE_BY_ADMINISTRATOR,
			      .account = SLICE("owner"),
			      .reason = slice_of(reason),
			      .note = SLICE("It was answered by telephone."),
			      .day = day};

	assert_true(life_of_word(slice_of(to), &m.to));
	return IN_TRANSACTION(stage.people,
			      life_correct(&stage.hands, &rules, &m, &it));
}

static void what_was_taken_back_is_waited_for_from_then_on(void **state)
{
	(void)state;
	submit("a", "o", "");
	at_day(5);
	move("a", "seen", LIFE_BY_POSTER);
	at_day(60);
	tick();
	assert_true(slice_is(get("a").state, "expired"));
	at_day(70);
	assert_int_equal(correct("a", "seen", "", DAY_NONE), ERR_OK);
	tick();
	assert_true(slice_is(get("a").state, "seen"));
	assert_true(get("a").due_us > stage.hands.now_us);
	at_day(129);
	tick();
	assert_true(slice_is(get("a").state, "seen"));
	at_day(130);
	tick();
	assert_true(slice_is(get("a").state, "expired"));
}

static void a_correction_names_no_reason_and_no_day_that_passed(void **state)
{
	int32_t yesterday = clock_day_of_us(BEGIN) + 14;

	(void)state;
	submit("a", "o", "");
	move("a", "offered", LIFE_BY_POSTER);
	at_day(15);
	tick();
	assert_int_equal(correct("a", "offered", "skills", DAY_NONE),
			 ERR_INVALID);
	assert_int_equal(correct("a", "offered", "", yesterday), ERR_INVALID);
	assert_int_equal(correct("a", "offered", "", yesterday + 9), ERR_OK);
	tick();
	assert_true(slice_is(get("a").state, "offered"));
}

static void a_start_that_is_not_confirmed_is_asked_for(void **state)
{
	(void)state;
	submit("a", "o", "");
	move("a", "offered", LIFE_BY_POSTER);
	move("a", "accepted", LIFE_BY_SEEKER);
	move("a", "start_claimed", LIFE_BY_POSTER);
	at_day(14);
	tick();
	assert_true(slice_is(get("a").state, "start_claimed"));
	assert_int_equal(letters_to("ann", "start"), 1);
	assert_int_equal(get("a").due_us, 0);
}

static void filled_lets_offers_stand_and_withdrawn_ends_them(void **state)
{
	(void)state;
	add_account("bob", "seeker");
	submit("a", "o", "");
	move("a", "offered", LIFE_BY_POSTER);
	assert_int_equal(
		IN_TRANSACTION(stage.people,
			       life_opening_closed(&stage.hands, &rules,
						   SLICE("o"), LIFE_FILLED)),
		ERR_OK);
	assert_true(slice_is(get("a").state, "offered"));
	assert_int_equal(
		IN_TRANSACTION(stage.people,
			       life_opening_closed(&stage.hands, &rules,
						   SLICE("o"),
						   LIFE_WITHDRAWN_BY_POSTER)),
		ERR_OK);
	assert_true(slice_is(get("a").state, "expired"));
	assert_true(slice_is(get("a").reason, "opening_closed"));
}

static enum err start(const char *id, const char *opening)
{
	submit(id, opening, "");
	move(id, "offered", LIFE_BY_POSTER);
	move(id, "accepted", LIFE_BY_SEEKER);
	move(id, "start_claimed", LIFE_BY_POSTER);
	return try_move(id, "started", LIFE_BY_SEEKER);
}

static void a_start_takes_a_place_of_the_quota_while_there_is_one(void **state)
{
	int32_t today = clock_day_of_us(BEGIN);
	struct stored_quota q = {SLICE("p"), SLICE(""), today - 5,
				 today + 5,  1,         0};
	struct stored_placement placement;

	(void)state;
	add_opening("p", "{\"type\":\"programme\"}");
	add_opening("x", "{\"programme\":\"p\",\"stream\":\"it\"}");
	add_opening("y", "{\"programme\":\"p\"}");
	assert_int_equal(
		IN_TRANSACTION(stage.people, quotas_put(stage.people->db, &q)),
		ERR_OK);
	assert_int_equal(start("a", "x"), ERR_OK);
	assert_int_equal(start("b", "y"), ERR_CONFLICT);
	assert_true(slice_is(get("b").state, "start_claimed"));
	assert_int_equal(placements_by_application(stage.people->db,
						   stage.people->arena,
						   SLICE("b"), &placement),
			 ERR_NOT_FOUND);
	assert_int_equal(people_problems(stage.people), 0);
}

static void a_link_answers_a_check_in_once_and_in_its_time(void **state)
{
	char token[SECRET_CHARS + 1], second[SECRET_CHARS + 1];
	struct stored_placement p;
	struct check_in c;

	(void)state;
	assert_int_equal(start("a", "o"), ERR_OK);
	assert_int_equal(placements_by_application(stage.people->db,
						   stage.people->arena,
						   SLICE("a"), &p),
			 ERR_OK);
	c = (struct check_in){p.id, 3, clock_day_of_us(BEGIN) + 92,
			      SLICE("ann")};
	assert_int_equal(IN_TRANSACTION(stage.people,
					check_in_link(&stage.hands, &c, token)),
			 ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(stage.people,
			       check_in_link(&stage.hands, &c, second)),
		ERR_OK);
	at_day(100);
	assert_int_equal(
		IN_TRANSACTION(stage.people,
			       check_in_answer(&stage.hands, slice_of(token),
					       SLICE("mainland"))),
		ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(stage.people,
			       check_in_answer(&stage.hands, slice_of(token),
					       SLICE("same"))),
		ERR_LINK_EXPIRED);
	/* The letter before the last one is no second vote. */
	assert_int_equal(
		IN_TRANSACTION(stage.people,
			       check_in_answer(&stage.hands, slice_of(second),
					       SLICE("same"))),
		ERR_LINK_EXPIRED);
}

static void a_link_of_a_check_in_is_too_old_after_30_days(void **state)
{
	char token[SECRET_CHARS + 1];
	struct stored_placement p;
	struct check_in c;

	(void)state;
	assert_int_equal(start("a", "o"), ERR_OK);
	assert_int_equal(placements_by_application(stage.people->db,
						   stage.people->arena,
						   SLICE("a"), &p),
			 ERR_OK);
	c = (struct check_in){p.id, 3, clock_day_of_us(BEGIN) + 92,
			      SLICE("ann")};
	assert_int_equal(IN_TRANSACTION(stage.people,
					check_in_link(&stage.hands, &c, token)),
			 ERR_OK);
	at_day(92 + 31);
	assert_int_equal(
		IN_TRANSACTION(stage.people,
			       check_in_answer(&stage.hands, slice_of(token),
					       SLICE("same"))),
		ERR_LINK_EXPIRED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_decides_is_reminded_at_14_days_and_all_at_30),
		TEST(without_a_decision_it_expires_at_60_days_with_its_reason),
		TEST(a_clock_that_stood_still_reminds_once_and_not_twice),
		TEST(an_intake_is_waited_for),
		TEST(after_the_last_act_of_the_poster_there_are_60_days),
		TEST(an_offer_lapses_at_its_own_deadline),
		TEST(who_was_opened_again_has_the_whole_time_again),
		TEST(what_was_taken_back_is_waited_for_from_then_on),
		TEST(a_correction_names_no_reason_and_no_day_that_passed),
		TEST(a_start_that_is_not_confirmed_is_asked_for),
		TEST(filled_lets_offers_stand_and_withdrawn_ends_them),
		TEST(a_start_takes_a_place_of_the_quota_while_there_is_one),
		TEST(a_link_answers_a_check_in_once_and_in_its_time),
		TEST(a_link_of_a_check_in_is_too_old_after_30_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
