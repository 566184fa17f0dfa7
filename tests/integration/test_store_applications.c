/* Applications, reviews, placements, quotas and notes on a real file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/counts.h"
#include "store/feed.h"
#include "store/placements.h"
#include "store/quotas.h"
#include "store/reviews.h"
#include "store/trackers.h"
#include "support/store_people.h"

static const struct page first = {.limit = 10};

static enum err submit(struct people *p, const char *id, const char *person,
		       const char *opening)
{
	struct stored_application it = application_of(id, person, opening);

	return IN_TRANSACTION(p, applications_submit(p->db, &it));
}

static enum err move(struct people *p, const char *id, const char *from,
		     const char *to)
{
	struct application_move m = move_of(id, from, to);
	int64_t number;

	return IN_TRANSACTION(p, applications_move(p->db, &m, &number));
}

static struct stored_application get(struct people *p, const char *id)
{
	struct stored_application got;

	assert_int_equal(applications_get(p->db, p->arena, slice_of(id), &got),
			 ERR_OK);
	return got;
}

static void what_is_submitted_is_got_back_with_its_first_event(void **state)
{
	struct people *p = *state;
	struct stored_application put = application_of("a", "ann", "o");
	struct stored_application got;
	struct stored_events events;

	put.state = SLICE("accepted");
	put.failed_tests = SLICE("age education");
	put.referred_from = SLICE("youth");
	put.intake = SLICE("2027-01-01");
	put.venture = SLICE("v");
	put.decided_us = 5;
	put.events = 7;
	assert_int_equal(IN_TRANSACTION(p, applications_submit(p->db, &put)),
			 ERR_OK);
	got = get(p, "a");
	assert_true(slice_is(got.state, "submitted"));
	assert_true(slice_is(got.person, "ann"));
	assert_true(slice_is(got.opening, "o"));
	assert_true(slice_is(got.organisation, "acme"));
	assert_true(slice_is(got.failed_tests, "age education"));
	assert_true(slice_is(got.referred_from, "youth"));
	assert_true(slice_is(got.intake, "2027-01-01"));
	assert_true(slice_is(got.venture, "v"));
	assert_true(slice_is(got.facts_sealed, "s"));
	assert_int_equal(got.fit_hundredths, 5000);
	assert_int_equal(got.due_us, 9000000);
	assert_int_equal(got.decided_us, 0);
	assert_int_equal(got.events, 1);
	assert_int_equal(applications_events(p->db, p->arena, SLICE("a"),
					     &first, &events),
			 ERR_OK);
	assert_int_equal(events.count, 1);
	assert_true(slice_is(events.items[0].actor, "ann"));
	assert_int_equal(events.items[0].at_us, 1000000);
	assert_int_equal(people_problems(p), 0);
}

static void a_person_has_one_live_application_for_an_opening(void **state)
{
	struct people *p = *state;

	assert_int_equal(submit(p, "a", "ann", "o"), ERR_OK);
	assert_int_equal(submit(p, "b", "ann", "o"), ERR_CONFLICT);
	assert_int_equal(submit(p, "c", "bob", "o"), ERR_OK);
	assert_int_equal(submit(p, "d", "ann", "o2"), ERR_OK);
	assert_int_equal(move(p, "a", "submitted", "refused"), ERR_OK);
	assert_int_equal(submit(p, "b", "ann", "o"), ERR_OK);
	assert_int_equal(move(p, "a", "refused", "submitted"), ERR_CONFLICT);
	assert_true(slice_is(get(p, "a").state, "refused"));
	assert_int_equal(people_problems(p), 0);
}

/* Those in which an answer, or a start, may still come. */
static const char *const live_states[] = {
	"submitted", "seen",    "shortlisted", "interview",
	"reserve",   "offered", "accepted",    "start_claimed",
};

static void every_open_state_is_live(void **state)
{
	struct people *p = *state;
	const char *now = "submitted";
	struct stored_applications list;

	assert_int_equal(submit(p, "a", "ann", "o"), ERR_OK);
	for (size_t i = 1; i < COUNT(live_states); i++) {
		assert_int_equal(submit(p, "b", "ann", "o"), ERR_CONFLICT);
		assert_int_equal(move(p, "a", now, live_states[i]), ERR_OK);
		now = live_states[i];
		assert_int_equal(applications_live(p->db, p->arena,
						   SLICE("ann"), &first, &list),
				 ERR_OK);
		assert_int_equal(list.count, 1);
	}
	assert_int_equal(submit(p, "b", "ann", "o"), ERR_CONFLICT);
	assert_int_equal(move(p, "a", now, "started"), ERR_OK);
	assert_int_equal(
		applications_live(p->db, p->arena, SLICE("ann"), &first, &list),
		ERR_OK);
	assert_int_equal(list.count, 0);
}

static void
a_change_from_another_state_is_stale_and_leaves_nothing(void **state)
{
	struct people *p = *state;
	int64_t fed;

	assert_int_equal(move(p, "a", "submitted", "seen"), ERR_NOT_FOUND);
	assert_int_equal(submit(p, "a", "ann", "o"), ERR_OK);
	fed = people_feed_position(p);
	assert_int_equal(move(p, "a", "seen", "offered"), ERR_STALE);
	assert_int_equal(move(p, "a", "submitted", "adored"), ERR_CONFLICT);
	assert_int_equal(people_feed_position(p), fed);
	assert_int_equal(get(p, "a").events, 1);
}

static void a_change_keeps_when_why_and_who(void **state)
{
	struct people *p = *state;
	struct application_move m = move_of("a", "submitted", "refused");
	struct stored_application got;
	struct stored_events events;
	int64_t number = 0;

	m.event.reason = SLICE("skills");
	m.event.note_sealed = SLICE("n");
	m.is_decision = 1;
	assert_int_equal(submit(p, "a", "ann", "o"), ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(p, applications_move(p->db, &m, &number)),
		ERR_OK);
	assert_int_equal(number, 2);
	got = get(p, "a");
	assert_true(slice_is(got.reason, "skills"));
	assert_int_equal(got.state_us, 2000000);
	assert_int_equal(got.decided_us, 2000000);
	assert_int_equal(got.due_us, 0);
	m = move_of("a", "refused", "submitted");
	m.event.at_us = 3000000;
	m.is_decision = 1;
	m.event.is_correction = 1;
	assert_int_equal(
		IN_TRANSACTION(p, applications_move(p->db, &m, &number)),
		ERR_OK);
	assert_int_equal(get(p, "a").decided_us, 2000000);
	assert_int_equal(applications_events(p->db, p->arena, SLICE("a"),
					     &first, &events),
			 ERR_OK);
	assert_int_equal(events.count, 3);
	assert_true(slice_is(events.items[1].note_sealed, "n"));
	assert_true(slice_is(events.items[1].actor, "poster"));
	assert_int_equal(events.items[2].is_correction, 1);
	assert_int_equal(people_feed_position(p), 3);
	assert_int_equal(people_problems(p), 0);
}

static void the_due_come_earliest_first_and_only_by_then(void **state)
{
	struct people *p = *state;
	struct page page = {.limit = 1};
	struct stored_applications list;
	static const int64_t due[] = {300, 100, 0, 200};
	char seen[8] = "";

	for (size_t i = 0; i < COUNT(due); i++) {
		char id[2] = {(char)('a' + i), 0};
		struct stored_application it = application_of(id, "ann", id);

		it.due_us = due[i];
		assert_int_equal(
			IN_TRANSACTION(p, applications_submit(p->db, &it)),
			ERR_OK);
	}
	do {
		assert_int_equal(
			applications_due(p->db, p->arena, 200, &page, &list),
			ERR_OK);
		for (size_t i = 0; i < list.count; i++) {
			page.number = list.items[i].due_us;
			page.id = list.items[i].id;
			snprintf(seen, sizeof(seen), "%s%s",
				 arena_print(p->arena, "%s", seen).p,
				 page.id.p);
		}
	} while (list.count > 0);
	assert_string_equal(seen, "bd");
}

static void a_reminder_is_put_off_unless_something_happened(void **state)
{
	struct people *p = *state;

	assert_int_equal(submit(p, "a", "ann", "o"), ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, applications_set_due(
						   p->db, SLICE("a"), 2, 50)),
			 ERR_STALE);
	assert_int_equal(IN_TRANSACTION(p, applications_set_due(
						   p->db, SLICE("a"), 1, 50)),
			 ERR_OK);
	assert_int_equal(get(p, "a").due_us, 50);
}

static void lists_of_a_person_and_an_opening_page_by_time(void **state)
{
	struct people *p = *state;
	struct page down = {.number = PAGE_LAST, .limit = 2};
	struct page up = {.limit = 2};
	struct stored_applications list;
	int64_t count;

	for (int i = 0; i < 3; i++) {
		char id[2] = {(char)('a' + i), 0};
		struct stored_application it = application_of(id, "ann", id);

		it.at_us = 100 + i / 2;
		assert_int_equal(
			IN_TRANSACTION(p, applications_submit(p->db, &it)),
			ERR_OK);
		it = application_of(i == 0   ? "x"
				    : i == 1 ? "y"
					     : "z",
				    id, "shared");
		it.at_us = 100;
		assert_int_equal(
			IN_TRANSACTION(p, applications_submit(p->db, &it)),
			ERR_OK);
	}
	assert_int_equal(applications_of_person(p->db, p->arena, SLICE("ann"),
						&down, &list),
			 ERR_OK);
	assert_int_equal(list.count, 2);
	assert_true(slice_is(list.items[0].id, "c"));
	assert_true(slice_is(list.items[1].id, "b"));
	down.number = list.items[1].at_us;
	down.id = list.items[1].id;
	assert_int_equal(applications_of_person(p->db, p->arena, SLICE("ann"),
						&down, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_true(slice_is(list.items[0].id, "a"));
	up.number = 100;
	up.id = SLICE("x");
	assert_int_equal(applications_of_opening(p->db, p->arena,
						 SLICE("shared"), &up, &list),
			 ERR_OK);
	assert_int_equal(list.count, 2);
	assert_true(slice_is(list.items[0].id, "y"));
	assert_int_equal(applications_sent(p->db, SLICE("ann"), 101, &count),
			 ERR_OK);
	assert_int_equal(count, 1);
	assert_int_equal(applications_count(p->db, SLICE("shared"), &count),
			 ERR_OK);
	assert_int_equal(count, 3);
}

static void the_poster_ranks_its_own(void **state)
{
	struct people *p = *state;
	struct application_group group = {SLICE("o"), SLICE("submitted")};
	struct stored_applications list;
	int64_t count;

	assert_int_equal(submit(p, "a", "ann", "o"), ERR_OK);
	assert_int_equal(submit(p, "b", "bob", "o"), ERR_OK);
	assert_int_equal(submit(p, "c", "cat", "o"), ERR_OK);
	assert_int_equal(move(p, "c", "submitted", "seen"), ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(p, applications_set_place(p->db, SLICE("a"),
							 SLICE("other"), 1)),
		ERR_NOT_FOUND);
	assert_int_equal(
		IN_TRANSACTION(p, applications_set_place(p->db, SLICE("a"),
							 SLICE("acme"), 2)),
		ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(p, applications_set_place(p->db, SLICE("b"),
							 SLICE("acme"), 1)),
		ERR_OK);
	assert_int_equal(
		applications_by_place(p->db, p->arena, &group, &first, &list),
		ERR_OK);
	assert_int_equal(list.count, 2);
	assert_true(slice_is(list.items[0].id, "b"));
	group.of = SLICE("acme");
	group.state = SLICE("seen");
	assert_int_equal(applications_of_organisation(p->db, p->arena, &group,
						      &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(applications_count_state(p->db, SLICE("o"),
						  SLICE("submitted"), &count),
			 ERR_OK);
	assert_int_equal(count, 2);
}

static void all_events_are_read_in_order_of_time_page_by_page(void **state)
{
	struct people *p = *state;
	struct stored_events got;
	struct stored_event last;

	assert_int_equal(submit(p, "a", "ann", "o"), ERR_OK);
	assert_int_equal(submit(p, "b", "bob", "o"), ERR_OK);
	assert_int_equal(move(p, "a", "submitted", "seen"), ERR_OK);
	assert_int_equal(
		applications_events_since(p->db, p->arena, NULL, 2, &got),
		ERR_OK);
	assert_int_equal(got.count, 2);
	last = got.items[1];
	assert_true(slice_is(last.application, "b"));
	assert_int_equal(
		applications_events_since(p->db, p->arena, &last, 2, &got),
		ERR_OK);
	assert_int_equal(got.count, 1);
	assert_true(slice_is(got.items[0].state, "seen"));
}

static void a_reviewer_has_one_score(void **state)
{
	struct people *p = *state;
	struct stored_score s = {SLICE("a"), SLICE("rob"), 40, SLICE("n"), 1};
	struct stored_scores list;

	assert_int_equal(IN_TRANSACTION(p, reviews_put_score(p->db, &s)),
			 ERR_CONFLICT);
	assert_int_equal(submit(p, "a", "ann", "o"), ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, reviews_put_score(p->db, &s)),
			 ERR_OK);
	s.score = 90;
	assert_int_equal(IN_TRANSACTION(p, reviews_put_score(p->db, &s)),
			 ERR_OK);
	s.score = 101;
	assert_int_equal(IN_TRANSACTION(p, reviews_put_score(p->db, &s)),
			 ERR_CONFLICT);
	assert_int_equal(
		reviews_scores(p->db, p->arena, SLICE("a"), &first, &list),
		ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].score, 90);
}

static enum err propose(struct people *p, const char *id, int64_t starts_us)
{
	struct stored_slot slot = {
		.id = slice_of(id),
		.application = SLICE("a"),
		.starts_us = starts_us,
		.minutes = 30,
		.where_sealed = SLICE("w"),
		.state = SLICE("proposed"),
	};

	return IN_TRANSACTION(p, reviews_insert_slot(p->db, &slot));
}

static enum err move_slot(struct people *p, const char *id, const char *from,
			  const char *to)
{
	return IN_TRANSACTION(p,
			      reviews_move_slot(p->db, slice_of(id),
						slice_of(from), slice_of(to)));
}

static void one_time_of_those_proposed_is_taken(void **state)
{
	struct people *p = *state;
	struct stored_slots list;
	struct stored_slot got;

	assert_int_equal(submit(p, "a", "ann", "o"), ERR_OK);
	assert_int_equal(propose(p, "s", 200), ERR_OK);
	assert_int_equal(propose(p, "t", 100), ERR_OK);
	assert_int_equal(move_slot(p, "s", "taken", "held"), ERR_STALE);
	assert_int_equal(move_slot(p, "s", "proposed", "taken"), ERR_OK);
	assert_int_equal(move_slot(p, "t", "proposed", "taken"), ERR_CONFLICT);
	assert_int_equal(
		reviews_slots(p->db, p->arena, SLICE("a"), &first, &list),
		ERR_OK);
	assert_int_equal(list.count, 2);
	assert_true(slice_is(list.items[0].id, "t"));
	assert_int_equal(reviews_get_slot(p->db, p->arena, SLICE("s"), &got),
			 ERR_OK);
	assert_true(slice_is(got.state, "taken"));
	assert_true(slice_is(got.where_sealed, "w"));
}

static enum err start(struct people *p, const char *id, const char *application)
{
	struct stored_placement placement = {
		.id = slice_of(id),
		.application = slice_of(application),
		.opening = SLICE("o"),
		.organisation = SLICE("acme"),
		.person = SLICE("ann"),
		.start_day = 20000,
		.currency = SLICE("HKD"),
	};

	return IN_TRANSACTION(
		p, placements_start(p->db, &placement, SLICE("poster")));
}

static enum err move_placement(struct people *p, const char *from,
			       const char *to, int64_t day, const char *reason)
{
	struct stored_placement_event v = {
		.placement = SLICE("p"),
		.state = slice_of(to),
		.day = day,
		.reason = slice_of(reason),
		.actor = SLICE("poster"),
		.at_us = 5,
	};

	return IN_TRANSACTION(p, placements_move(p->db, slice_of(from), &v));
}

static void a_placement_goes_its_way_and_keeps_each_day(void **state)
{
	struct people *p = *state;
	struct stored_placement got;
	struct stored_placement_events events;

	assert_int_equal(start(p, "p", "a"), ERR_CONFLICT);
	assert_int_equal(submit(p, "a", "ann", "o"), ERR_OK);
	assert_int_equal(start(p, "p", "a"), ERR_OK);
	assert_int_equal(start(p, "q", "a"), ERR_CONFLICT);
	assert_int_equal(move_placement(p, "posted", "completed", 1, ""),
			 ERR_STALE);
	assert_int_equal(move_placement(p, "in_post", "posted", 20010, ""),
			 ERR_OK);
	assert_int_equal(move_placement(p, "posted", "posted", 20011, ""),
			 ERR_OK);
	assert_int_equal(move_placement(p, "posted", "completed", 20500, ""),
			 ERR_OK);
	assert_int_equal(move_placement(p, "completed", "not_retained", 20501,
					"declined"),
			 ERR_OK);
	assert_int_equal(
		placements_by_application(p->db, p->arena, SLICE("a"), &got),
		ERR_OK);
	assert_int_equal(got.start_day, 20000);
	assert_int_equal(got.posted_day, 20011);
	assert_int_equal(got.end_day, 20500);
	assert_true(slice_is(got.end_reason, ""));
	assert_true(slice_is(got.not_retained_reason, "declined"));
	assert_int_equal(
		placements_events(p->db, p->arena, SLICE("p"), &first, &events),
		ERR_OK);
	assert_int_equal(events.count, 5);
	assert_int_equal(events.items[1].day, 20010);
	assert_int_equal(people_problems(p), 0);
}

static void an_early_end_has_a_day_and_a_reason(void **state)
{
	struct people *p = *state;
	struct placement_pay pay = {1800000, 0, SLICE("HKD")};
	struct stored_placement got;
	struct stored_placements list;

	assert_int_equal(submit(p, "a", "ann", "o"), ERR_OK);
	assert_int_equal(start(p, "p", "a"), ERR_OK);
	assert_int_equal(
		move_placement(p, "in_post", "ended_early", 20100, "study"),
		ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(p, placements_set_pay(p->db, SLICE("p"), &pay)),
		ERR_OK);
	pay = (struct placement_pay){0, 1900000, SLICE("HKD")};
	assert_int_equal(
		IN_TRANSACTION(p, placements_set_pay(p->db, SLICE("p"), &pay)),
		ERR_OK);
	assert_int_equal(placements_get(p->db, p->arena, SLICE("p"), &got),
			 ERR_OK);
	assert_int_equal(got.end_day, 20100);
	assert_true(slice_is(got.end_reason, "study"));
	assert_int_equal(got.pay_start_minor, 1800000);
	assert_int_equal(got.pay_end_minor, 1900000);
	assert_int_equal(placements_of_person(p->db, p->arena, SLICE("ann"),
					      &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(placements_of_organisation(
				 p->db, p->arena, SLICE("acme"), &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
}

static enum err plan(struct people *p, int64_t months, int64_t day)
{
	return IN_TRANSACTION(
		p, placements_plan_check_in(p->db, SLICE("p"), months, day));
}

static void a_check_in_is_answered_once_and_waits_until_then(void **state)
{
	struct people *p = *state;
	struct stored_check_ins list;
	struct slice id = SLICE("p");

	assert_int_equal(submit(p, "a", "ann", "o"), ERR_OK);
	assert_int_equal(start(p, "p", "a"), ERR_OK);
	assert_int_equal(plan(p, 4, 20090), ERR_CONFLICT);
	assert_int_equal(plan(p, 3, 20090), ERR_OK);
	assert_int_equal(plan(p, 6, 20180), ERR_OK);
	assert_int_equal(
		placements_waiting(p->db, p->arena, 20180, NULL, &list),
		ERR_OK);
	assert_int_equal(list.count, 2);
	assert_int_equal(placements_waiting(p->db, p->arena, 20180,
					    &list.items[0], &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(IN_TRANSACTION(p, placements_asked(p->db, id, 3)),
			 ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, placements_answer(p->db, id, 3,
							     SLICE("left"))),
			 ERR_CONFLICT);
	assert_int_equal(IN_TRANSACTION(p, placements_answer(p->db, id, 3,
							     SLICE("study"))),
			 ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, placements_answer(p->db, id, 3,
							     SLICE("same"))),
			 ERR_GONE);
	assert_int_equal(plan(p, 3, 30000), ERR_OK);
	assert_int_equal(
		placements_check_ins(p->db, p->arena, id, &first, &list),
		ERR_OK);
	assert_int_equal(list.count, 2);
	assert_true(slice_is(list.items[0].answer, "study"));
	assert_int_equal(list.items[0].asked, 1);
	assert_int_equal(list.items[0].due_day, 20090);
}

static void a_quota_is_charged_until_no_place_is_left(void **state)
{
	struct people *p = *state;
	struct stored_quota q = {SLICE("gbayes"), SLICE("it"), 100, 200, 1, 0};
	struct stored_quota got;
	struct stored_quotas list;

	assert_int_equal(submit(p, "a", "ann", "o"), ERR_OK);
	assert_int_equal(submit(p, "b", "bob", "o"), ERR_OK);
	assert_int_equal(start(p, "p", "a"), ERR_OK);
	assert_int_equal(start(p, "q", "b"), ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(p, quotas_charge(p->db, &q, SLICE("p"))),
		ERR_NOT_FOUND);
	assert_int_equal(IN_TRANSACTION(p, quotas_put(p->db, &q)), ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(p, quotas_charge(p->db, &q, SLICE("p"))),
		ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(p, quotas_charge(p->db, &q, SLICE("q"))),
		ERR_CONFLICT);
	q.places = 2;
	assert_int_equal(IN_TRANSACTION(p, quotas_put(p->db, &q)), ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(p, quotas_charge(p->db, &q, SLICE("p"))),
		ERR_CONFLICT);
	assert_int_equal(quotas_on(p->db, p->arena, &q, 200, &got), ERR_OK);
	assert_int_equal(got.used, 1);
	assert_int_equal(quotas_on(p->db, p->arena, &q, 201, &got),
			 ERR_NOT_FOUND);
	q.places = 0;
	assert_int_equal(IN_TRANSACTION(p, quotas_put(p->db, &q)),
			 ERR_CONFLICT);
	assert_int_equal(quotas_of_programme(p->db, p->arena, SLICE("gbayes"),
					     &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(people_problems(p), 0);
	store_folder_run(&p->folder, "UPDATE quota SET used = 2");
	assert_int_equal(people_problems(p), 1);
}

static void a_payment_of_an_id_is_one_payment(void **state)
{
	struct people *p = *state;
	struct stored_payment pay = {SLICE("x"), SLICE("p"),   20030,
				     1000000,    SLICE("HKD"), SLICE("ld")};
	struct stored_payments list;

	assert_int_equal(submit(p, "a", "ann", "o"), ERR_OK);
	assert_int_equal(start(p, "p", "a"), ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, payments_put(p->db, &pay)), ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, payments_put(p->db, &pay)), ERR_OK);
	assert_int_equal(payments_of_placement(p->db, p->arena, SLICE("p"),
					       &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].amount_minor, 1000000);
}

static void a_tracker_is_replaced_reminded_of_and_removed(void **state)
{
	struct people *p = *state;
	struct stored_tracker t = {
		.account = SLICE("ann"),
		.opening = SLICE("o"),
		.state = SLICE("saved"),
		.note_sealed = SLICE("n"),
	};
	struct stored_trackers list;

	people_add(p, "ann");
	assert_int_equal(IN_TRANSACTION(p, trackers_put(p->db, &t)), ERR_OK);
	t.state = SLICE("applied");
	t.remind_us = 100;
	assert_int_equal(IN_TRANSACTION(p, trackers_put(p->db, &t)), ERR_OK);
	assert_int_equal(trackers_due(p->db, p->arena, 99, NULL, &list),
			 ERR_OK);
	assert_int_equal(list.count, 0);
	assert_int_equal(trackers_due(p->db, p->arena, 100, NULL, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(trackers_of_account(p->db, p->arena, SLICE("ann"),
					     &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_true(slice_is(list.items[0].state, "applied"));
	assert_int_equal(IN_TRANSACTION(p, trackers_remove(p->db, SLICE("ann"),
							   SLICE("o"))),
			 ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, trackers_remove(p->db, SLICE("ann"),
							   SLICE("o"))),
			 ERR_NOT_FOUND);
}

static void what_is_counted_adds_up_by_day_and_kind(void **state)
{
	struct people *p = *state;
	struct blocked_attempts b = {20000, SLICE("o"), SLICE("age"),
				     SLICE("web"), 0};
	struct daily_count c = {20000, SLICE("match"), SLICE("hk it"), 5};
	struct day_span span = {20000, 20000};
	struct blocked_list blocked;
	struct daily_list daily;

	assert_int_equal(IN_TRANSACTION(p, counts_add_blocked(p->db, &b)),
			 ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, counts_add_blocked(p->db, &b)),
			 ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, counts_add(p->db, &c)), ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, counts_add(p->db, &c)), ERR_OK);
	c.day = 20001;
	assert_int_equal(IN_TRANSACTION(p, counts_add(p->db, &c)), ERR_OK);
	assert_int_equal(counts_blocked(p->db, p->arena, &span, NULL, &blocked),
			 ERR_OK);
	assert_int_equal(blocked.count, 1);
	assert_int_equal(blocked.items[0].count, 2);
	assert_int_equal(counts_list(p->db, p->arena, &span, NULL, &daily),
			 ERR_OK);
	assert_int_equal(daily.count, 1);
	assert_int_equal(daily.items[0].count, 10);
}

static void a_person_of_history_has_facts(void **state)
{
	struct people *p = *state;
	struct slice facts;

	assert_int_equal(persons_get(p->db, p->arena, SLICE("x"), &facts),
			 ERR_NOT_FOUND);
	assert_int_equal(
		IN_TRANSACTION(p, persons_put(p->db, SLICE("x"), SLICE("1"))),
		ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(p, persons_put(p->db, SLICE("x"), SLICE("2"))),
		ERR_OK);
	assert_int_equal(persons_get(p->db, p->arena, SLICE("x"), &facts),
			 ERR_OK);
	assert_true(slice_is(facts, "2"));
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, people_set_up, people_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_submitted_is_got_back_with_its_first_event),
		TEST(a_person_has_one_live_application_for_an_opening),
		TEST(every_open_state_is_live),
		TEST(a_change_from_another_state_is_stale_and_leaves_nothing),
		TEST(a_change_keeps_when_why_and_who),
		TEST(the_due_come_earliest_first_and_only_by_then),
		TEST(a_reminder_is_put_off_unless_something_happened),
		TEST(lists_of_a_person_and_an_opening_page_by_time),
		TEST(the_poster_ranks_its_own),
		TEST(all_events_are_read_in_order_of_time_page_by_page),
		TEST(a_reviewer_has_one_score),
		TEST(one_time_of_those_proposed_is_taken),
		TEST(a_placement_goes_its_way_and_keeps_each_day),
		TEST(an_early_end_has_a_day_and_a_reason),
		TEST(a_check_in_is_answered_once_and_waits_until_then),
		TEST(a_quota_is_charged_until_no_place_is_left),
		TEST(a_payment_of_an_id_is_one_payment),
		TEST(a_tracker_is_replaced_reminded_of_and_removed),
		TEST(what_is_counted_adds_up_by_day_and_kind),
		TEST(a_person_of_history_has_facts),
	};

	return cmocka_run_group_tests_name("store of applications", tests, NULL,
					   NULL);
}
