/* Members, invitations, profiles, consents, ventures and papers on a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/documents.h"
#include "store/feed.h"
#include "store/members.h"
#include "store/profiles.h"
#include "store/ventures.h"
#include "support/store_people.h"

static const struct page first = {.limit = 10};

static enum err put_member(struct people *p, const char *organisation,
			   const char *account, const char *role)
{
	struct stored_member m = {slice_of(organisation), slice_of(account),
				  slice_of(role), clock_now_us()};

	return IN_TRANSACTION(p, members_put(p->db, &m));
}

static void a_member_changes_role_and_keeps_the_day(void **state)
{
	struct people *p = *state;
	struct stored_member got;
	struct stored_members list;
	int64_t owners;
	int64_t fed;

	people_add(p, "ann");
	people_add_organisation(p, "acme");
	fed = people_feed_position(p);
	assert_int_equal(put_member(p, "acme", "ann", "owner"), ERR_OK);
	assert_int_equal(members_owners(p->db, SLICE("acme"), &owners), ERR_OK);
	assert_int_equal(owners, 1);
	clock_set_us(5000000);
	assert_int_equal(put_member(p, "acme", "ann", "reviewer"), ERR_OK);
	assert_int_equal(
		members_get(p->db, p->arena, SLICE("acme"), SLICE("ann"), &got),
		ERR_OK);
	assert_true(slice_is(got.role, "reviewer"));
	assert_int_equal(got.since_us, 1000000);
	assert_int_equal(members_owners(p->db, SLICE("acme"), &owners), ERR_OK);
	assert_int_equal(owners, 0);
	assert_int_equal(people_feed_position(p), fed + 2);
	assert_int_equal(members_of_account(p->db, p->arena, SLICE("ann"),
					    &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(members_of_organisation(p->db, p->arena, SLICE("acme"),
						 &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
}

static void a_member_needs_an_account_an_organisation_and_a_role(void **state)
{
	struct people *p = *state;

	people_add(p, "ann");
	people_add_organisation(p, "acme");
	assert_int_equal(put_member(p, "acme", "no", "owner"), ERR_CONFLICT);
	assert_int_equal(put_member(p, "no", "ann", "owner"), ERR_CONFLICT);
	assert_int_equal(put_member(p, "acme", "ann", "king"), ERR_CONFLICT);
}

static void a_removed_member_is_told_and_is_none(void **state)
{
	struct people *p = *state;
	struct feed_changes fed;
	int64_t seq;

	people_add(p, "ann");
	people_add_organisation(p, "acme");
	assert_int_equal(put_member(p, "acme", "ann", "owner"), ERR_OK);
	seq = people_feed_position(p);
	assert_int_equal(IN_TRANSACTION(p, members_remove(p->db, SLICE("acme"),
							  SLICE("ann"))),
			 ERR_OK);
	assert_int_equal(feed_since(p->db, p->arena, seq, 9, &fed), ERR_OK);
	assert_int_equal(fed.count, 1);
	assert_int_equal(fed.items[0].entity, FEED_ACCOUNT);
	assert_true(slice_is(fed.items[0].id, "ann"));
	assert_int_equal(IN_TRANSACTION(p, members_remove(p->db, SLICE("acme"),
							  SLICE("ann"))),
			 ERR_NOT_FOUND);
}

static void the_newest_verification_counts_and_waits_in_line(void **state)
{
	struct people *p = *state;
	struct stored_verification v = {.organisation = SLICE("b"),
					.state = SLICE("asked"),
					.at_us = 1};
	struct stored_verification got;
	struct stored_verifications list;

	people_add_organisation(p, "a");
	people_add_organisation(p, "b");
	assert_int_equal(
		members_verification(p->db, p->arena, SLICE("b"), &got),
		ERR_NOT_FOUND);
	assert_int_equal(IN_TRANSACTION(p, members_verify(p->db, &v)), ERR_OK);
	v.organisation = SLICE("a");
	v.at_us = 2;
	assert_int_equal(IN_TRANSACTION(p, members_verify(p->db, &v)), ERR_OK);
	assert_int_equal(members_verifications(p->db, p->arena, SLICE("asked"),
					       &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 2);
	assert_true(slice_is(list.items[0].organisation, "b"));
	v.state = SLICE("verified");
	v.by = SLICE("adm");
	assert_int_equal(IN_TRANSACTION(p, members_verify(p->db, &v)), ERR_OK);
	assert_int_equal(
		members_verification(p->db, p->arena, SLICE("a"), &got),
		ERR_OK);
	assert_true(slice_is(got.state, "verified"));
	assert_true(slice_is(got.by, "adm"));
	v.organisation = SLICE("nobody");
	assert_int_equal(IN_TRANSACTION(p, members_verify(p->db, &v)),
			 ERR_CONFLICT);
}

static void an_invitation_is_accepted_once_in_time(void **state)
{
	struct people *p = *state;
	struct stored_invitation i = {
		.id = SLICE("i"),
		.organisation = SLICE("acme"),
		.role = SLICE("editor"),
		.email_index = SLICE("x"),
		.hash = SLICE("h"),
		.expires_us = 2000000,
		.state = SLICE("waiting"),
	};
	struct stored_invitation got;
	struct stored_invitations list;

	people_add_organisation(p, "acme");
	assert_int_equal(IN_TRANSACTION(p, members_invite(p->db, &i)), ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, members_accept(p->db, p->arena,
							  SLICE("no"), &got)),
			 ERR_NOT_FOUND);
	clock_set_us(2000000);
	assert_int_equal(IN_TRANSACTION(p, members_accept(p->db, p->arena,
							  SLICE("h"), &got)),
			 ERR_GONE);
	clock_set_us(1999999);
	assert_int_equal(IN_TRANSACTION(p, members_accept(p->db, p->arena,
							  SLICE("h"), &got)),
			 ERR_OK);
	assert_true(slice_is(got.role, "editor"));
	assert_int_equal(IN_TRANSACTION(p, members_accept(p->db, p->arena,
							  SLICE("h"), &got)),
			 ERR_GONE);
	assert_int_equal(
		IN_TRANSACTION(
			p, members_uninvite(p->db, SLICE("acme"), SLICE("i"))),
		ERR_NOT_FOUND);
	assert_int_equal(members_invitations(p->db, p->arena, SLICE("acme"),
					     &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_true(slice_is(list.items[0].state, "accepted"));
}

static void only_its_organisation_withdraws_an_invitation(void **state)
{
	struct people *p = *state;
	struct stored_invitation i = {
		.id = SLICE("i"),
		.organisation = SLICE("acme"),
		.role = SLICE("editor"),
		.hash = SLICE("h"),
		.expires_us = 2000000,
		.state = SLICE("waiting"),
	};
	struct stored_invitation got;

	people_add_organisation(p, "acme");
	assert_int_equal(IN_TRANSACTION(p, members_invite(p->db, &i)), ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(
			p, members_uninvite(p->db, SLICE("other"), SLICE("i"))),
		ERR_NOT_FOUND);
	assert_int_equal(
		IN_TRANSACTION(
			p, members_uninvite(p->db, SLICE("acme"), SLICE("i"))),
		ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, members_accept(p->db, p->arena,
							  SLICE("h"), &got)),
			 ERR_GONE);
}

static enum err put_profile(struct people *p, int64_t version,
			    const char *facts, int64_t *ret_version)
{
	struct stored_profile profile = {
		.account = SLICE("ann"),
		.facts = slice_of(facts),
		.wishes = SLICE("{}"),
		.texts_sealed = SLICE("t"),
		.contact_sealed = SLICE("c"),
		.version = version,
	};

	return IN_TRANSACTION(p, profiles_put(p->db, &profile, ret_version));
}

static void a_profile_is_replaced_by_who_read_it_last(void **state)
{
	struct people *p = *state;
	struct stored_profile got;
	int64_t version = 0;

	assert_int_equal(put_profile(p, 0, "{}", &version), ERR_CONFLICT);
	people_add(p, "ann");
	assert_int_equal(put_profile(p, 1, "{}", &version), ERR_STALE);
	assert_int_equal(put_profile(p, 0, "a", &version), ERR_OK);
	assert_int_equal(version, 1);
	assert_int_equal(put_profile(p, 0, "b", &version), ERR_CONFLICT);
	clock_set_us(7000000);
	assert_int_equal(put_profile(p, 1, "b", &version), ERR_OK);
	assert_int_equal(version, 2);
	assert_int_equal(put_profile(p, 1, "c", &version), ERR_STALE);
	assert_int_equal(profiles_get(p->db, p->arena, SLICE("ann"), &got),
			 ERR_OK);
	assert_true(slice_is(got.facts, "b"));
	assert_true(slice_is(got.texts_sealed, "t"));
	assert_true(slice_is(got.contact_sealed, "c"));
	assert_int_equal(got.created_us, 1000000);
	assert_int_equal(got.updated_us, 7000000);
	assert_int_equal(people_feed_position(p), 3);
	assert_int_equal(people_problems(p), 0);
}

static void a_profile_taken_back_is_told(void **state)
{
	struct people *p = *state;
	struct stored_profiles list;
	int64_t version;

	people_add(p, "ann");
	assert_int_equal(put_profile(p, 0, "a", &version), ERR_OK);
	assert_int_equal(profiles_page(p->db, p->arena, &first, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(
		IN_TRANSACTION(p, profiles_remove(p->db, SLICE("ann"))),
		ERR_OK);
	assert_int_equal(people_feed_position(p), 3);
	assert_int_equal(
		IN_TRANSACTION(p, profiles_remove(p->db, SLICE("ann"))),
		ERR_NOT_FOUND);
}

static enum err say_consent(struct people *p, const char *purpose,
			    const char *destination, int64_t given)
{
	struct stored_consent c = {
		.account = SLICE("ann"),
		.purpose = slice_of(purpose),
		.destination = slice_of(destination),
		.given = given,
		.version = SLICE("2026-1"),
		.lang = SLICE("pt"),
		.at_us = clock_now_us(),
	};

	return IN_TRANSACTION(p, consents_append(p->db, &c));
}

static int64_t newest(struct people *p, const char *purpose,
		      const char *destination)
{
	struct stored_consent want = {
		.account = SLICE("ann"),
		.purpose = slice_of(purpose),
		.destination = slice_of(destination),
	};
	struct stored_consent got;
	enum err e = consents_newest(p->db, p->arena, &want, &got);

	if (e == ERR_NOT_FOUND)
		return -1;
	assert_int_equal(e, ERR_OK);
	return got.given;
}

static void the_newest_word_of_a_purpose_and_destination_counts(void **state)
{
	struct people *p = *state;
	struct stored_consents list;

	people_add(p, "ann");
	assert_int_equal(newest(p, "match", ""), -1);
	assert_int_equal(say_consent(p, "match", "", 1), ERR_OK);
	assert_int_equal(say_consent(p, "transfer", "guangdong", 1), ERR_OK);
	assert_int_equal(say_consent(p, "match", "", 0), ERR_OK);
	assert_int_equal(newest(p, "match", ""), 0);
	assert_int_equal(newest(p, "transfer", "guangdong"), 1);
	assert_int_equal(newest(p, "transfer", "macao"), -1);
	assert_int_equal(consents_of_account(p->db, p->arena, SLICE("ann"),
					     &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 3);
	assert_int_equal(list.items[2].number, 3);
	assert_true(slice_is(list.items[0].version, "2026-1"));
	assert_int_equal(people_feed_position(p), 4);
}

static void a_consent_to_nothing_we_ask_conflicts(void **state)
{
	struct people *p = *state;

	people_add(p, "ann");
	assert_int_equal(say_consent(p, "everything", "", 1), ERR_CONFLICT);
	assert_int_equal(say_consent(p, "match", "macao", 1), ERR_CONFLICT);
	assert_int_equal(say_consent(p, "match", "", 2), ERR_CONFLICT);
}

static enum err put_venture(struct people *p, const char *lead, int64_t version)
{
	struct stored_venture v = {
		.id = SLICE("v"),
		.lead = slice_of(lead),
		.document = SLICE("{}"),
		.sealed = SLICE("s"),
		.version = version,
	};
	int64_t next;

	return IN_TRANSACTION(p, ventures_put(p->db, &v, &next));
}

static void a_venture_changes_by_its_lead_alone(void **state)
{
	struct people *p = *state;
	struct stored_venture got;
	struct stored_ventures list;

	assert_int_equal(put_venture(p, "ann", 0), ERR_OK);
	assert_int_equal(put_venture(p, "ann", 0), ERR_CONFLICT);
	assert_int_equal(put_venture(p, "bob", 1), ERR_STALE);
	assert_int_equal(put_venture(p, "ann", 1), ERR_OK);
	assert_int_equal(ventures_get(p->db, p->arena, SLICE("v"), &got),
			 ERR_OK);
	assert_int_equal(got.version, 2);
	assert_int_equal(
		ventures_of_lead(p->db, p->arena, SLICE("ann"), &first, &list),
		ERR_OK);
	assert_int_equal(list.count, 1);
}

static void members_of_a_venture_are_asked_and_join(void **state)
{
	struct people *p = *state;
	struct stored_venture_member m = {
		.venture = SLICE("v"),
		.account = SLICE("ann"),
		.role = SLICE("founder"),
		.equity_hundredths = 5001,
		.state = SLICE("asked"),
	};
	struct stored_venture_members list;

	people_add(p, "ann");
	assert_int_equal(IN_TRANSACTION(p, ventures_put_member(p->db, &m)),
			 ERR_CONFLICT);
	assert_int_equal(put_venture(p, "bob", 0), ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, ventures_put_member(p->db, &m)),
			 ERR_OK);
	m.state = SLICE("joined");
	assert_int_equal(IN_TRANSACTION(p, ventures_put_member(p->db, &m)),
			 ERR_OK);
	assert_int_equal(
		ventures_members(p->db, p->arena, SLICE("v"), &first, &list),
		ERR_OK);
	assert_int_equal(list.count, 1);
	assert_true(slice_is(list.items[0].state, "joined"));
	assert_int_equal(ventures_of_account(p->db, p->arena, SLICE("ann"),
					     &first, &list),
			 ERR_OK);
	assert_int_equal(list.items[0].equity_hundredths, 5001);
	assert_int_equal(
		IN_TRANSACTION(p, ventures_remove_member(p->db, SLICE("v"),
							 SLICE("ann"))),
		ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(p, ventures_remove_member(p->db, SLICE("v"),
							 SLICE("ann"))),
		ERR_NOT_FOUND);
}

static void events_of_a_venture_are_numbered_by_themselves(void **state)
{
	struct people *p = *state;
	struct stored_venture_event v = {
		.venture = SLICE("v"),
		.kind = SLICE("funded"),
		.day = 20000,
		.amount_minor = 60000000,
		.currency = SLICE("HKD"),
		.actor = SLICE("ann"),
	};
	struct stored_venture_events list;

	assert_int_equal(put_venture(p, "ann", 0), ERR_OK);
	assert_int_equal(IN_TRANSACTION(p, ventures_append_event(p->db, &v)),
			 ERR_OK);
	v.kind = SLICE("landed");
	v.city = SLICE("shenzhen");
	assert_int_equal(IN_TRANSACTION(p, ventures_append_event(p->db, &v)),
			 ERR_OK);
	assert_int_equal(
		ventures_events(p->db, p->arena, SLICE("v"), &first, &list),
		ERR_OK);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.items[1].number, 2);
	assert_true(slice_is(list.items[1].city, "shenzhen"));
	assert_int_equal(list.items[0].amount_minor, 60000000);
}

static struct stored_document paper_of(const char *id, const char *account)
{
	return (struct stored_document){
		.id = slice_of(id),
		.account = slice_of(account),
		.kind = SLICE("cv"),
		.name_sealed = SLICE("n"),
		.bytes = 5,
		.chunks = 2,
		.created_us = 1,
	};
}

static void a_paper_is_read_in_the_chunks_it_was_written_in(void **state)
{
	struct people *p = *state;
	struct stored_document paper = paper_of("d", "ann");
	struct slice half = {"\0\1\2", 3};
	struct slice got;

	people_add(p, "ann");
	people_begin(p);
	assert_int_equal(documents_insert(p->db, &paper), ERR_OK);
	assert_int_equal(documents_put_chunk(p->db, paper.id, 0, half), ERR_OK);
	assert_int_equal(people_end(p, documents_put_chunk(p->db, paper.id, 1,
							   SLICE("xy"))),
			 ERR_OK);
	assert_int_equal(
		documents_get_chunk(p->db, p->arena, paper.id, 0, &got),
		ERR_OK);
	assert_true(slice_eq(got, half));
	assert_int_equal(
		documents_get_chunk(p->db, p->arena, paper.id, 2, &got),
		ERR_NOT_FOUND);
	assert_int_equal(IN_TRANSACTION(p, documents_put_chunk(p->db, paper.id,
							       1, half)),
			 ERR_CONFLICT);
	assert_int_equal(people_problems(p), 0);
	store_folder_run(&p->folder, "DELETE FROM document_chunk "
				     "WHERE number = 1");
	assert_int_equal(people_problems(p), 1);
}

static void a_paper_is_given_and_removed_by_its_owner(void **state)
{
	struct people *p = *state;
	struct stored_document paper = paper_of("d", "ann");
	struct stored_documents list;
	struct slice id = paper.id;

	people_add(p, "ann");
	people_begin(p);
	assert_int_equal(documents_insert(p->db, &paper), ERR_OK);
	assert_int_equal(
		people_end(p, documents_put_chunk(p->db, id, 0, SLICE("x"))),
		ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(
			p, documents_give(p->db, id, SLICE("bob"), SLICE("a"))),
		ERR_NOT_FOUND);
	assert_int_equal(
		IN_TRANSACTION(
			p, documents_give(p->db, id, SLICE("ann"), SLICE("a"))),
		ERR_OK);
	assert_int_equal(documents_of_application(p->db, p->arena, SLICE("a"),
						  &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(
		IN_TRANSACTION(p, documents_remove(p->db, id, SLICE("bob"))),
		ERR_NOT_FOUND);
	assert_int_equal(
		store_folder_ask(&p->folder,
				 "SELECT count(*) FROM document_chunk"),
		1);
	assert_int_equal(
		IN_TRANSACTION(p, documents_remove(p->db, id, SLICE("ann"))),
		ERR_OK);
	assert_int_equal(
		store_folder_ask(&p->folder,
				 "SELECT count(*) FROM document_chunk"),
		0);
	assert_int_equal(documents_of_account(p->db, p->arena, SLICE("ann"),
					      &first, &list),
			 ERR_OK);
	assert_int_equal(list.count, 0);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, people_set_up, people_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_member_changes_role_and_keeps_the_day),
		TEST(a_member_needs_an_account_an_organisation_and_a_role),
		TEST(a_removed_member_is_told_and_is_none),
		TEST(the_newest_verification_counts_and_waits_in_line),
		TEST(an_invitation_is_accepted_once_in_time),
		TEST(only_its_organisation_withdraws_an_invitation),
		TEST(a_profile_is_replaced_by_who_read_it_last),
		TEST(a_profile_taken_back_is_told),
		TEST(the_newest_word_of_a_purpose_and_destination_counts),
		TEST(a_consent_to_nothing_we_ask_conflicts),
		TEST(a_venture_changes_by_its_lead_alone),
		TEST(members_of_a_venture_are_asked_and_join),
		TEST(events_of_a_venture_are_numbered_by_themselves),
		TEST(a_paper_is_read_in_the_chunks_it_was_written_in),
		TEST(a_paper_is_given_and_removed_by_its_owner),
	};

	return cmocka_run_group_tests_name("store of profiles", tests, NULL,
					   NULL);
}
