/* An erasure leaves no octet of a person in the files of the database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/documents.h"
#include "store/erase.h"
#include "store/feed.h"
#include "store/idempotency.h"
#include "store/logins.h"
#include "store/members.h"
#include "store/one_times.h"
#include "store/placements.h"
#include "store/profiles.h"
#include "store/reviews.h"
#include "store/store.h"
#include "store/trackers.h"
#include "store/ventures.h"
#include "support/random.h"
#include "support/store_people.h"

enum { CROWD = 600, GROUP = 50, MARK_BYTES = 16 };

/* A word that stands for a person in every personal column. */
static struct slice mark(struct people *p, int who, const char *column)
{
	return arena_print(p->arena, "mark%05d|%s", who, column);
}

static struct slice id_of(struct people *p, const char *kind, int who)
{
	/* Spread, so that neighbours in an index were not made in order. */
	return arena_print(p->arena, "%s-%08x", kind,
			   (unsigned)who * 2654435761U);
}

static struct slice large(struct people *p, int who, const char *column)
{
	struct slice word = mark(p, who, column);
	char *octets = arena_take(p->arena, 9000);

	for (size_t at = 0; at + word.n <= 9000; at += word.n)
		memcpy(octets + at, word.p, word.n);
	return (struct slice){octets, 9000};
}

static void add_account(struct people *p, int who)
{
	struct stored_account a = account_of(p, "");
	struct stored_login login = {
		.hash = mark(p, who, "login.hash"),
		.account = id_of(p, "acc", who),
		.kind = SLICE("cookie"),
		.label = mark(p, who, "login.label"),
		.epoch = 1,
	};
	struct stored_one_time link = {
		.hash = mark(p, who, "one_time.hash"),
		.kind = SLICE("email"),
		.account = login.account,
		.payload = mark(p, who, "one_time.payload"),
	};
	struct stored_reply reply = {
		.account = login.account,
		.route = SLICE("r"),
		.key = mark(p, who, "idempotency.key"),
		.reply = mark(p, who, "idempotency.reply"),
	};

	a.id = login.account;
	a.email_index = mark(p, who, "account.email_index");
	a.email_sealed = mark(p, who, "account.email_sealed");
	a.password = mark(p, who, "account.password");
	a.key_wrapped = mark(p, who, "account.key_wrapped");
	assert_int_equal(accounts_insert(p->db, &a), ERR_OK);
	assert_int_equal(logins_put(p->db, &login), ERR_OK);
	assert_int_equal(one_times_insert(p->db, &link), ERR_OK);
	assert_int_equal(idempotency_insert(p->db, &reply, 0), ERR_OK);
}

static void add_profile(struct people *p, int who)
{
	struct stored_profile profile = {
		.account = id_of(p, "acc", who),
		.facts = mark(p, who, "profile.facts"),
		.wishes = mark(p, who, "profile.wishes"),
		.texts_sealed = large(p, who, "profile.texts"),
		.contact_sealed = mark(p, who, "profile.contact"),
	};
	struct stored_venture venture = {
		.id = id_of(p, "ven", who),
		.lead = profile.account,
		.document = mark(p, who, "venture.document"),
		.sealed = mark(p, who, "venture.sealed"),
	};
	struct stored_invitation invitation = {
		.id = id_of(p, "inv", who),
		.organisation = SLICE("acme"),
		.role = SLICE("editor"),
		.email_index = mark(p, who, "account.email_index"),
		.email_sealed = mark(p, who, "invitation.email"),
		.hash = mark(p, who, "invitation.hash"),
		.state = SLICE("waiting"),
	};
	int64_t version;

	assert_int_equal(profiles_put(p->db, &profile, &version), ERR_OK);
	assert_int_equal(ventures_put(p->db, &venture, &version), ERR_OK);
	assert_int_equal(members_invite(p->db, &invitation), ERR_OK);
}

static void add_document(struct people *p, int who)
{
	struct stored_document paper = {
		.id = id_of(p, "doc", who),
		.account = id_of(p, "acc", who),
		.kind = mark(p, who, "document.kind"),
		.name_sealed = mark(p, who, "document.name"),
		.bytes = 9000,
		.chunks = 1,
	};
	struct stored_tracker tracker = {
		.account = paper.account,
		.opening = SLICE("o"),
		.state = SLICE("applied"),
		.note_sealed = mark(p, who, "tracker.note"),
	};

	assert_int_equal(documents_insert(p->db, &paper), ERR_OK);
	assert_int_equal(documents_put_chunk(p->db, paper.id, 0,
					     large(p, who, "document.chunk")),
			 ERR_OK);
	assert_int_equal(trackers_put(p->db, &tracker), ERR_OK);
}

static void add_application(struct people *p, int who)
{
	struct stored_application it = application_of("", "", "o");
	struct application_move m = move_of("", "submitted", "refused");
	struct stored_score score = {
		.reviewer = SLICE("rob"),
		.note_sealed = mark(p, who, "score.note"),
	};
	struct stored_slot slot = {
		.id = id_of(p, "slo", who),
		.minutes = 30,
		.where_sealed = mark(p, who, "slot.where"),
		.state = SLICE("proposed"),
	};
	int64_t number;

	it.id = id_of(p, "app", who);
	it.person = id_of(p, "acc", who);
	it.statement_sealed = large(p, who, "application.statement");
	it.answers_sealed = mark(p, who, "application.answers");
	it.contact_sealed = mark(p, who, "application.contact");
	it.facts_sealed = mark(p, who, "application.facts");
	m.event.application = it.id;
	m.event.note_sealed = mark(p, who, "event.note");
	score.application = it.id;
	slot.application = it.id;
	assert_int_equal(applications_submit(p->db, &it), ERR_OK);
	assert_int_equal(applications_move(p->db, &m, &number), ERR_OK);
	assert_int_equal(reviews_put_score(p->db, &score), ERR_OK);
	assert_int_equal(reviews_insert_slot(p->db, &slot), ERR_OK);
}

static void add_person(struct people *p, int who)
{
	add_account(p, who);
	add_profile(p, who);
	add_document(p, who);
	add_application(p, who);
}

static enum err erase_person(struct people *p, int who)
{
	return erase_account(p->db, id_of(p, "acc", who),
			     id_of(p, "nobody", who));
}

static enum err erase(struct people *p, int who)
{
	return IN_TRANSACTION(p, erase_person(p, who));
}

static void add_one(struct people *p, int who)
{
	people_begin(p);
	add_person(p, who);
	assert_int_equal(people_end(p, ERR_OK), ERR_OK);
}

static struct slice read_file(struct people *p, const char *end)
{
	char path[STORE_FOLDER_PATH_BYTES + 16];
	struct slice octets = {0};
	FILE *file;
	long n;
	char *room;

	snprintf(path, sizeof(path), "%s%s", p->folder.path, end);
	file = fopen(path, "rb");
	assert_non_null(file);
	assert_int_equal(fseek(file, 0, SEEK_END), 0);
	n = ftell(file);
	rewind(file);
	room = arena_take(p->arena, (size_t)n + 1);
	assert_int_equal(fread(room, 1, (size_t)n, file), (size_t)n);
	fclose(file);
	octets = (struct slice){room, (size_t)n};
	return octets;
}

/* Counts the marks of each person. */
static void count_marks(struct slice octets, size_t *counts)
{
	const char *end = octets.p + octets.n;

	for (const char *at = octets.p; end - at >= MARK_BYTES; at++) {
		at = memchr(at, 'm', (size_t)(end - at));
		if (at == NULL || end - at < MARK_BYTES)
			return;
		if (memcmp(at, "mark", 4) == 0)
			counts[strtol(at + 4, NULL, 10) % CROWD]++;
	}
}

/* People come, and now and then one who came before them goes. */
static void crowd(struct people *p, struct random *r, bool *ret_erased)
{
	people_begin(p);
	for (int who = 0; who < CROWD; who++) {
		int gone = random_below(r, who + 1);

		add_person(p, who);
		if (random_chance(r, 50) && !ret_erased[gone]) {
			assert_int_equal(erase_person(p, gone), ERR_OK);
			ret_erased[gone] = true;
		}
		if (who % GROUP == GROUP - 1) {
			assert_int_equal(people_end(p, ERR_OK), ERR_OK);
			people_begin(p);
		}
	}
	assert_int_equal(people_end(p, ERR_OK), ERR_OK);
}

static void
nothing_of_erased_people_is_left_in_the_files_and_all_of_others(void **state)
{
	struct people *p = *state;
	struct random r;
	bool erased[CROWD] = {0};
	size_t counts[CROWD] = {0};

	random_seed(&r, 1); /* leaves copies in free space before the end */
	people_add_organisation(p, "acme");
	crowd(p, &r, erased);
	assert_int_equal(store_forget(p->db), ERR_OK);
	assert_int_equal(read_file(p, "-wal").n, 0);
	count_marks(read_file(p, ""), counts);
	for (int who = 0; who < CROWD; who++)
		assert_true(erased[who] ? counts[who] == 0 : counts[who] > 15);
	assert_int_equal(people_problems(p), 0);
}

static void
an_erased_account_is_an_id_and_its_applications_nobodys(void **state)
{
	struct people *p = *state;
	struct stored_account account;
	struct stored_application it;
	struct slice id = id_of(p, "acc", 7);
	int64_t fed;

	people_add_organisation(p, "acme");
	add_one(p, 7);
	fed = people_feed_position(p);
	assert_int_equal(erase(p, 7), ERR_OK);
	assert_int_equal(accounts_get(p->db, p->arena, id, &account), ERR_OK);
	assert_true(slice_is(account.state, "erased"));
	assert_int_equal(account.email_index.n, 0);
	assert_int_equal(account.key_wrapped.n, 0);
	assert_int_equal(account.epoch, 2);
	assert_int_equal(
		applications_get(p->db, p->arena, id_of(p, "app", 7), &it),
		ERR_OK);
	assert_true(slice_eq(it.person, id_of(p, "nobody", 7)));
	assert_true(slice_is(it.state, "refused"));
	assert_true(slice_is(it.verdict, "eligible"));
	assert_int_equal(it.statement_sealed.n, 0);
	assert_int_equal(it.events, 2);
	assert_int_equal(people_feed_position(p), fed + 2);
}

static void an_erased_account_takes_no_change(void **state)
{
	struct people *p = *state;
	struct slice id = id_of(p, "acc", 7);

	people_add_organisation(p, "acme");
	add_one(p, 7);
	assert_int_equal(erase(p, 7), ERR_OK);
	assert_int_equal(
		IN_TRANSACTION(p, accounts_set_password(p->db, id, SLICE("x"))),
		ERR_NOT_FOUND);
	assert_int_equal(
		IN_TRANSACTION(p, accounts_set_email(p->db, id, SLICE("x"),
						     SLICE("x"))),
		ERR_NOT_FOUND);
	assert_int_equal(
		IN_TRANSACTION(p, accounts_set_state(p->db, id, SLICE("erased"),
						     SLICE("active"))),
		ERR_CONFLICT);
}

static void
an_erasure_is_done_again_without_harm_and_of_nobody_not(void **state)
{
	struct people *p = *state;
	struct page page = {.limit = 10};
	struct erased_ids ids;

	people_add_organisation(p, "acme");
	add_one(p, 7);
	add_one(p, 8);
	assert_int_equal(erase(p, 9), ERR_NOT_FOUND);
	assert_int_equal(erase(p, 7), ERR_OK);
	assert_int_equal(erase(p, 7), ERR_OK);
	assert_int_equal(erase_list(p->db, p->arena, &page, &ids), ERR_OK);
	assert_int_equal(ids.count, 1);
	assert_true(slice_eq(ids.items[0], id_of(p, "acc", 7)));
}

static void a_log_in_use_is_emptied_when_the_reader_is_done(void **state)
{
	struct people *p = *state;
	struct db *reader = store_folder_open(&p->folder, DB_READER);
	struct stored_account got;

	assert_int_equal(db_begin(reader), ERR_OK);
	assert_int_equal(accounts_get(reader, p->arena, SLICE("ann"), &got),
			 ERR_NOT_FOUND);
	people_add(p, "ann");
	assert_int_equal(store_empty_log(p->db), ERR_BUSY);
	assert_int_equal(db_commit(reader), ERR_OK);
	assert_int_equal(store_empty_log(p->db), ERR_OK);
	assert_int_equal(accounts_get(reader, p->arena, SLICE("ann"), &got),
			 ERR_OK);
	store_close(reader);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, people_set_up, people_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_of_erased_people_is_left_in_the_files_and_all_of_others),
		TEST(an_erased_account_is_an_id_and_its_applications_nobodys),
		TEST(an_erased_account_takes_no_change),
		TEST(an_erasure_is_done_again_without_harm_and_of_nobody_not),
		TEST(a_log_in_use_is_emptied_when_the_reader_is_done),
	};

	return cmocka_run_group_tests_name("erasure", tests, NULL, NULL);
}
