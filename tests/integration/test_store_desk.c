/* Openings at the desk: whose, drafts, versions, claims, complaints, twins. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/claims.h"
#include "store/desk.h"
#include "store/members.h"
#include "support/store_people.h"

static const struct page first = {.limit = 10};

static void add_opening(struct people *p, const char *id, int64_t day)
{
	struct stored_opening o = opening_titled(id, "tea");

	o.confirmed_day = day;
	opening_put(p->db, &o);
}

static void the_longest_unconfirmed_come_first(void **state)
{
	struct people *p = *state;
	struct page page = {.limit = 2};
	struct desk_openings list;

	add_opening(p, "b", 300);
	add_opening(p, "a", 300);
	add_opening(p, "c", 100);
	assert_int_equal(
		desk_unconfirmed(p->db, p->arena, SLICE("open"), &page, &list),
		ERR_OK);
	assert_int_equal(list.count, 2);
	assert_true(slice_is(list.items[0].id, "c"));
	assert_true(slice_is(list.items[1].id, "a"));
	page.number = list.items[1].confirmed_day;
	page.id = list.items[1].id;
	assert_int_equal(
		desk_unconfirmed(p->db, p->arena, SLICE("open"), &page, &list),
		ERR_OK);
	assert_int_equal(list.count, 1);
	assert_true(slice_is(list.items[0].id, "b"));
	assert_int_equal(desk_unconfirmed(p->db, p->arena, SLICE("draft"),
					  &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 0);
	assert_int_equal(desk_of_organisation(p->db, p->arena, SLICE("acme"),
					      &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 3);
}

static void a_stranger_cannot_tell_a_foreign_opening_from_none(void **state)
{
	struct people *p = *state;
	struct stored_member m = {SLICE("acme"), SLICE("ann"), SLICE("editor"),
				  1};
	struct slice role;

	people_add(p, "ann");
	people_add(p, "bob");
	people_add_organisation(p, "acme");
	add_opening(p, "o", 1);
	assert_int_equal(IN_TRANSACTION(p, members_put(p->db, &m)), ERR_OK);
	assert_int_equal(
		desk_role(p->db, p->arena, SLICE("o"), SLICE("ann"), &role),
		ERR_OK);
	assert_true(slice_is(role, "editor"));
	assert_int_equal(
		desk_role(p->db, p->arena, SLICE("o"), SLICE("bob"), &role),
		ERR_NOT_FOUND);
	assert_int_equal(
		desk_role(p->db, p->arena, SLICE("no"), SLICE("ann"), &role),
		ERR_NOT_FOUND);
}

static void versions_are_kept_once_and_read_newest_first(void **state)
{
	struct people *p = *state;
	struct page page = {.number = PAGE_LAST, .limit = 1};
	struct stored_version v = {SLICE("o"), 1, SLICE("ann"), SLICE("{}"), 5};
	struct stored_versions list;

	assert_int_equal(IN_TRANSACTION(p, desk_keep_version(p->db, &v)),
			 ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, desk_keep_version(p->db, &v)),
			 ERR_CONFLICT);
	v.version = 4;
	assert_int_equal(IN_TRANSACTION(p, desk_keep_version(p->db, &v)),
			 ERR_OK);
	assert_int_equal(
		desk_versions(p->db, p->arena, SLICE("o"), &page, &list),
		ERR_OK);
	assert_int_equal(list.items[0].version, 4);
	page.number = 4;
	assert_int_equal(
		desk_versions(p->db, p->arena, SLICE("o"), &page, &list),
		ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].version, 1);
}

static enum err put_draft(struct people *p, const char *organisation,
			  int64_t version)
{
	struct stored_draft d = {
		.id = SLICE("d"),
		.organisation = slice_of(organisation),
		.account = SLICE("ann"),
		.document = SLICE("{"),
		.version = version,
	};
	int64_t next;

	return IN_TRANSACTION(p, desk_put_draft(p->db, &d, &next));
}

static void a_draft_is_its_organisations_alone(void **state)
{
	struct people *p = *state;
	struct stored_draft got;
	struct stored_drafts list;

	people_add_organisation(p, "acme");
	assert_int_equal(put_draft(p, "nobody", 0), ERR_CONFLICT);
	assert_int_equal(put_draft(p, "acme", 0), ERR_OK);
	assert_int_equal(put_draft(p, "acme", 1), ERR_OK);
	assert_int_equal(put_draft(p, "acme", 1), ERR_STALE);
	assert_int_equal(put_draft(p, "other", 2), ERR_STALE);
	assert_int_equal(desk_get_draft(p->db, p->arena, SLICE("d"),
					SLICE("other"), &got),
			 ERR_NOT_FOUND);
	assert_int_equal(desk_get_draft(p->db, p->arena, SLICE("d"),
					SLICE("acme"), &got),
			 ERR_OK);
	assert_int_equal(got.version, 2);
	assert_int_equal(
		desk_drafts(p->db, p->arena, SLICE("acme"), &first, &list),
		ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(IN_TRANSACTION(p, desk_remove_draft(p->db, SLICE("d"),
							     SLICE("other"))),
			 ERR_NOT_FOUND);
	assert_int_equal(IN_TRANSACTION(p, desk_remove_draft(p->db, SLICE("d"),
							     SLICE("acme"))),
			 ERR_OK);
}

static enum err claim(struct people *p, const char *id,
		      const char *organisation)
{
	struct stored_claim c = {
		.id = slice_of(id),
		.opening = SLICE("o"),
		.organisation = slice_of(organisation),
		.account = SLICE("ann"),
		.state = SLICE("asked"),
		.at_us = 1,
	};

	return IN_TRANSACTION(p, claims_insert(p->db, &c));
}

static enum err decide(struct people *p, const char *id, const char *verdict)
{
	struct decision d = {slice_of(id), slice_of(verdict), SLICE("adm"), 9};

	return IN_TRANSACTION(p, claims_decide(p->db, &d));
}

static void an_opening_is_agreed_to_one_organisation(void **state)
{
	struct people *p = *state;
	struct stored_claims list;
	struct stored_claim got;

	people_add_organisation(p, "acme");
	people_add_organisation(p, "best");
	assert_int_equal(claim(p, "c", "acme"), ERR_OK);
	assert_int_equal(claim(p, "d", "acme"), ERR_CONFLICT);
	assert_int_equal(claim(p, "e", "best"), ERR_OK);
	assert_int_equal(decide(p, "c", "agreed"), ERR_OK);
	assert_int_equal(decide(p, "c", "refused"), ERR_STALE);
	assert_int_equal(decide(p, "e", "agreed"), ERR_CONFLICT);
	assert_int_equal(decide(p, "e", "refused"), ERR_OK);
	assert_int_equal(claim(p, "f", "best"), ERR_OK);
	assert_int_equal(
		claims_by_state(p->db, p->arena, SLICE("asked"), &first, &list),
		ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(claims_get(p->db, p->arena, SLICE("c"), &got), ERR_OK);
	assert_true(slice_is(got.decided_by, "adm"));
	assert_int_equal(got.decided_us, 9);
}

static void a_complaint_is_decided_once(void **state)
{
	struct people *p = *state;
	struct stored_complaint c = {
		.id = SLICE("c"),
		.opening = SLICE("o"),
		.kind = SLICE("fraud"),
		.words_sealed = SLICE("w"),
		.state = SLICE("open"),
	};
	struct decision d = {SLICE("c"), SLICE("right"), SLICE("adm"), 9};
	struct stored_complaints list;

	assert_int_equal(IN_TRANSACTION(p, complaints_insert(p->db, &c)),
			 ERR_OK);
	assert_int_equal(complaints_by_state(p->db, p->arena, SLICE("open"),
					     &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_true(slice_is(list.items[0].words_sealed, "w"));
	assert_int_equal(IN_TRANSACTION(p, complaints_decide(p->db, &d)),
			 ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, complaints_decide(p->db, &d)),
			 ERR_STALE);
	c.id = SLICE("d");
	c.kind = SLICE("boredom");
	assert_int_equal(IN_TRANSACTION(p, complaints_insert(p->db, &c)),
			 ERR_CONFLICT);
}

static enum err pair(struct people *p, const char *one, const char *other)
{
	struct stored_twin t = {slice_of(one), slice_of(other), 85, 1};

	return IN_TRANSACTION(p, twins_put(p->db, &t));
}

static void twins_are_found_from_either_side_once(void **state)
{
	struct people *p = *state;
	struct stored_twins list;

	assert_int_equal(pair(p, "b", "a"), ERR_OK);
	assert_int_equal(pair(p, "a", "b"), ERR_OK);
	assert_int_equal(pair(p, "b", "c"), ERR_OK);
	assert_int_equal(pair(p, "b", "b"), ERR_CONFLICT);
	assert_int_equal(twins_of(p->db, p->arena, SLICE("b"), &list), ERR_OK);
	assert_int_equal(list.count, 2);
	assert_true(slice_is(list.items[0].opening, "a"));
	assert_true(slice_is(list.items[1].other, "c"));
	assert_int_equal(twins_of(p->db, p->arena, SLICE("a"), &list), ERR_OK);
	assert_int_equal(list.count, 1);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, people_set_up, people_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_longest_unconfirmed_come_first),
		TEST(a_stranger_cannot_tell_a_foreign_opening_from_none),
		TEST(versions_are_kept_once_and_read_newest_first),
		TEST(a_draft_is_its_organisations_alone),
		TEST(an_opening_is_agreed_to_one_organisation),
		TEST(a_complaint_is_decided_once),
		TEST(twins_are_found_from_either_side_once),
	};

	return cmocka_run_group_tests_name("desk", tests, NULL, NULL);
}
