/* The record: openings, organisations and the feed, on a real file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "store/check.h"
#include "store/feed.h"
#include "store/organisations.h"
#include "store/store.h"
#include "support/store_folder.h"

struct fixture {
	struct store_folder folder;
	struct arena *arena;
	struct db *db;
};

static int set_up(void **state)
{
	static struct fixture f;

	store_folder_init(&f.folder);
	f.arena = arena_new(0);
	f.db = store_folder_open(&f.folder, DB_WRITER);
	*state = &f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	clock_set_us(-1);
	store_close(f->db);
	arena_free(f->arena);
	store_folder_done(&f->folder);
	return 0;
}

static void say(void *ctx, const char *part, const char *words)
{
	(void)ctx;
	print_message("%s: %s\n", part, words);
}

static size_t problems(struct fixture *f)
{
	size_t count = 0;

	assert_int_equal(check_all(f->db, say, NULL, &count), ERR_OK);
	return count;
}

static int64_t position(struct fixture *f)
{
	int64_t seq = -1;

	assert_int_equal(feed_position(f->db, &seq), ERR_OK);
	return seq;
}

static size_t hits(struct fixture *f, const char *words)
{
	struct opening_hits found;

	assert_int_equal(
		openings_find(f->db, f->arena, slice_of(words), 10, &found),
		ERR_OK);
	return found.count;
}

static void what_is_put_is_got_back_whole(void **state)
{
	struct fixture *f = *state;
	struct stored_opening o = opening_titled("o:1", "Baker \xE5\x8D\x83");
	struct stored_opening got;

	o.type = SLICE("programme");
	o.status = SLICE("historic");
	clock_set_us(1700000000000000);
	assert_int_equal(opening_put(f->db, &o), CHANGE_CREATED);
	assert_int_equal(openings_get(f->db, f->arena, SLICE("o:1"), &got),
			 ERR_OK);
	assert_true(slice_is(got.id, "o:1"));
	assert_true(slice_is(got.type, "programme"));
	assert_true(slice_is(got.status, "historic"));
	assert_true(slice_is(got.organisation, "acme"));
	assert_true(slice_eq(got.document, o.document));
	assert_int_equal(got.version, 1);
	assert_int_equal(got.created_us, 1700000000000000);
	assert_int_equal(got.updated_us, 1700000000000000);
}

static void an_opening_that_is_not_there_is_not_found(void **state)
{
	struct fixture *f = *state;
	struct stored_opening got;

	assert_int_equal(openings_get(f->db, f->arena, SLICE("no"), &got),
			 ERR_NOT_FOUND);
	assert_int_equal(db_begin(f->db), ERR_OK);
	assert_int_equal(openings_remove(f->db, SLICE("no")), ERR_NOT_FOUND);
	db_rollback(f->db);
	assert_int_equal(position(f), 0);
}

static void an_update_raises_the_version_and_keeps_the_birthday(void **state)
{
	struct fixture *f = *state;
	struct stored_opening o = opening_titled("o", "baker");
	struct stored_opening got;

	clock_set_us(1000000);
	opening_put(f->db, &o);
	clock_set_us(2000000);
	o.status = SLICE("closed");
	assert_int_equal(opening_put(f->db, &o), CHANGE_UPDATED);
	assert_int_equal(openings_get(f->db, f->arena, o.id, &got), ERR_OK);
	assert_int_equal(got.version, 2);
	assert_int_equal(got.created_us, 1000000);
	assert_int_equal(got.updated_us, 2000000);
	assert_true(slice_is(got.status, "closed"));
}

static struct part {
	const char *name;
	size_t at; /* of the slice in struct stored_opening */
	const char *other;
} parts[] = {
#define PART(field, other)                                                     \
	{                                                                      \
#field, offsetof(struct stored_opening, field), other          \
	}
	PART(type, "programme"),     PART(status, "draft"),
	PART(organisation, ""),      PART(document, "{}"),
	PART(words.title, "cook"),   PART(words.skills, "cook"),
	PART(words.summary, "cook"), PART(words.organisation, "cook"),
	PART(words.body, "cook"),
#undef PART
};

static void a_change_of_any_part_is_an_update_and_none_is_not(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(parts); i++) {
		struct stored_opening o = opening_titled(parts[i].name, "tea");
		struct slice other = slice_of(parts[i].other);

		assert_int_equal(opening_put(f->db, &o), CHANGE_CREATED);
		assert_int_equal(opening_put(f->db, &o), CHANGE_UNCHANGED);
		memcpy((char *)&o + parts[i].at, &other, sizeof(other));
		assert_int_equal(opening_put(f->db, &o), CHANGE_UPDATED);
		assert_int_equal(opening_put(f->db, &o), CHANGE_UNCHANGED);
	}
	assert_int_equal(position(f), 2 * COUNT(parts));
	assert_int_equal(problems(f), 0);
}

static void a_newer_confirmation_is_an_update(void **state)
{
	struct fixture *f = *state;
	struct stored_opening o = opening_titled("o", "tea");
	struct stored_opening got;

	o.confirmed_day = 20000;
	assert_int_equal(opening_put(f->db, &o), CHANGE_CREATED);
	assert_int_equal(opening_put(f->db, &o), CHANGE_UNCHANGED);
	o.confirmed_day = 20001;
	assert_int_equal(opening_put(f->db, &o), CHANGE_UPDATED);
	assert_int_equal(openings_get(f->db, f->arena, o.id, &got), ERR_OK);
	assert_int_equal(got.confirmed_day, 20001);
}

static void
a_type_or_status_of_no_meaning_conflicts_and_leaves_nothing(void **state)
{
	struct fixture *f = *state;
	struct stored_opening o = opening_titled("o", "baker");
	enum change change;

	o.status = SLICE("ajar");
	assert_int_equal(db_begin(f->db), ERR_OK);
	assert_int_equal(openings_put(f->db, &o, &change), ERR_CONFLICT);
	db_rollback(f->db);
	assert_int_equal(position(f), 0);
	assert_int_equal(problems(f), 0);
}

struct walk {
	char ids[64];
	size_t stop_after;
};

static enum err note_id(void *ctx, const struct stored_opening *o)
{
	struct walk *w = ctx;
	size_t n = strlen(w->ids);

	snprintf(w->ids + n, sizeof(w->ids) - n, "%.*s=%.*s ", SLICE_ARG(o->id),
		 SLICE_ARG(o->document));
	return --w->stop_after == 0 ? ERR_STALE : ERR_OK;
}

static void a_walk_is_in_order_of_octets_and_stops_when_told(void **state)
{
	static const char *const ids[] = {"b", "a", "B", "a.1", "10", "9"};
	struct fixture *f = *state;
	struct walk all = {.stop_after = 100};
	struct walk two = {.stop_after = 2};

	for (size_t i = 0; i < COUNT(ids); i++) {
		struct stored_opening o = opening_titled(ids[i], "d");

		opening_put(f->db, &o);
	}
	assert_int_equal(openings_each(f->db, note_id, &all), ERR_OK);
	assert_string_equal(all.ids, "10=d 9=d B=d a=d a.1=d b=d ");
	assert_int_equal(openings_each(f->db, note_id, &two), ERR_STALE);
	assert_string_equal(two.ids, "10=d 9=d ");
}

static void what_is_removed_is_gone_from_row_words_and_index(void **state)
{
	struct fixture *f = *state;
	struct stored_opening o = opening_titled("o", "baker");
	struct stored_opening got;

	opening_put(f->db, &o);
	assert_int_equal(hits(f, "baker"), 1);
	assert_int_equal(db_begin(f->db), ERR_OK);
	assert_int_equal(openings_remove(f->db, o.id), ERR_OK);
	assert_int_equal(db_commit(f->db), ERR_OK);
	assert_int_equal(hits(f, "baker"), 0);
	assert_int_equal(openings_get(f->db, f->arena, o.id, &got),
			 ERR_NOT_FOUND);
	assert_int_equal(position(f), 2);
	assert_int_equal(problems(f), 0);
	assert_int_equal(opening_put(f->db, &o), CHANGE_CREATED);
}

static void a_rollback_leaves_no_row_no_word_and_no_feed(void **state)
{
	struct fixture *f = *state;
	struct stored_opening o = opening_titled("o", "baker");
	struct stored_opening got;
	enum change change;

	assert_int_equal(db_begin(f->db), ERR_OK);
	assert_int_equal(openings_put(f->db, &o, &change), ERR_OK);
	assert_int_equal(hits(f, "baker"), 1);
	db_rollback(f->db);
	assert_int_equal(openings_get(f->db, f->arena, o.id, &got),
			 ERR_NOT_FOUND);
	assert_int_equal(hits(f, "baker"), 0);
	assert_int_equal(position(f), 0);
	assert_int_equal(problems(f), 0);
}

static void a_savepoint_undone_leaves_its_neighbours(void **state)
{
	static const char *const ids[] = {"a", "b", "c"};
	struct fixture *f = *state;
	struct feed_changes changes;

	assert_int_equal(db_begin(f->db), ERR_OK);
	for (size_t i = 0; i < COUNT(ids); i++) {
		struct stored_opening o = opening_titled(ids[i], "baker");
		enum change change;

		assert_int_equal(db_savepoint(f->db), ERR_OK);
		assert_int_equal(openings_put(f->db, &o, &change), ERR_OK);
		if (i == 1)
			assert_int_equal(db_rollback_to(f->db), ERR_OK);
		else
			assert_int_equal(db_release(f->db), ERR_OK);
	}
	assert_int_equal(db_commit(f->db), ERR_OK);
	assert_int_equal(hits(f, "baker"), 2);
	assert_int_equal(feed_since(f->db, f->arena, 0, 10, &changes), ERR_OK);
	assert_int_equal(changes.count, 2);
	assert_true(slice_is(changes.items[0].id, "a"));
	assert_int_equal(changes.items[1].seq, 2);
	assert_true(slice_is(changes.items[1].id, "c"));
	assert_int_equal(problems(f), 0);
}

static void an_update_undone_keeps_the_old_words(void **state)
{
	struct fixture *f = *state;
	struct stored_opening o = opening_titled("o", "baker");
	struct stored_opening other = opening_titled("o", "cook");
	enum change change;

	opening_put(f->db, &o);
	assert_int_equal(db_begin(f->db), ERR_OK);
	assert_int_equal(db_savepoint(f->db), ERR_OK);
	assert_int_equal(openings_put(f->db, &other, &change), ERR_OK);
	assert_int_equal(change, CHANGE_UPDATED);
	assert_int_equal(db_rollback_to(f->db), ERR_OK);
	assert_int_equal(db_commit(f->db), ERR_OK);
	assert_int_equal(hits(f, "baker"), 1);
	assert_int_equal(hits(f, "cook"), 0);
	assert_int_equal(problems(f), 0);
}

static void the_feed_is_the_order_of_commits_page_by_page(void **state)
{
	struct fixture *f = *state;
	int64_t seen = 0;
	int expected = 0;
	struct feed_changes page;

	for (int i = 0; i < 7; i++) {
		char id[8];
		struct stored_opening o;

		snprintf(id, sizeof(id), "o%d", 6 - i);
		o = opening_titled(id, "baker");
		opening_put(f->db, &o);
	}
	do {
		assert_int_equal(feed_since(f->db, f->arena, seen, 3, &page),
				 ERR_OK);
		for (size_t i = 0; i < page.count; i++) {
			assert_int_equal(page.items[i].seq, ++expected);
			assert_int_equal(page.items[i].entity, FEED_OPENING);
			assert_int_equal(page.items[i].id.p[1],
					 '6' + 1 - expected);
			seen = page.items[i].seq;
		}
	} while (page.count > 0);
	assert_int_equal(expected, 7);
	assert_int_equal(position(f), 7);
}

static enum err count_one(void *ctx, const struct stored_organisation *o)
{
	size_t *count = ctx;

	assert_true(slice_is(o->document, "{\"name\":2}"));
	++*count;
	return ERR_OK;
}

static void an_organisation_is_put_updated_and_left(void **state)
{
	struct fixture *f = *state;
	struct stored_organisation o = {.id = SLICE("acme"),
					.document = SLICE("{\"name\":1}")};
	enum change changes[3];
	struct feed_changes fed;
	size_t count = 0;

	assert_int_equal(db_begin(f->db), ERR_OK);
	assert_int_equal(organisations_put(f->db, &o, &changes[0]), ERR_OK);
	assert_int_equal(organisations_put(f->db, &o, &changes[1]), ERR_OK);
	o.document = SLICE("{\"name\":2}");
	assert_int_equal(organisations_put(f->db, &o, &changes[2]), ERR_OK);
	assert_int_equal(db_commit(f->db), ERR_OK);
	assert_int_equal(changes[0], CHANGE_CREATED);
	assert_int_equal(changes[1], CHANGE_UNCHANGED);
	assert_int_equal(changes[2], CHANGE_UPDATED);
	assert_int_equal(organisations_get(f->db, f->arena, o.id, &o), ERR_OK);
	assert_int_equal(o.version, 2);
	assert_int_equal(organisations_each(f->db, count_one, &count), ERR_OK);
	assert_int_equal(count, 1);
	assert_int_equal(feed_since(f->db, f->arena, 0, 9, &fed), ERR_OK);
	assert_int_equal(fed.count, 2);
	assert_int_equal(fed.items[1].entity, FEED_ORGANISATION);
	assert_int_equal(problems(f), 0);
}

static void a_reader_sees_one_state_until_it_commits(void **state)
{
	struct fixture *f = *state;
	struct db *reader = store_folder_open(&f->folder, DB_READER);
	struct stored_opening o = opening_titled("o", "baker");
	struct walk before = {.stop_after = 100};
	struct walk after = {.stop_after = 100};
	int64_t seq;

	assert_int_equal(db_begin(reader), ERR_OK);
	assert_int_equal(feed_position(reader, &seq), ERR_OK);
	opening_put(f->db, &o);
	assert_int_equal(openings_each(reader, note_id, &before), ERR_OK);
	assert_string_equal(before.ids, "");
	assert_int_equal(db_commit(reader), ERR_OK);
	assert_int_equal(openings_each(reader, note_id, &after), ERR_OK);
	assert_string_equal(after.ids, "o=baker ");
	store_close(reader);
}

static void a_reader_cannot_write(void **state)
{
	struct fixture *f = *state;
	struct db *reader = store_folder_open(&f->folder, DB_READER);
	struct stored_opening o = opening_titled("o", "baker");
	enum change change;

	assert_int_equal(db_begin(reader), ERR_OK);
	assert_int_equal(openings_put(reader, &o, &change), ERR_INTERNAL);
	db_rollback(reader);
	store_close(reader);
	assert_int_equal(position(f), 0);
}

static void put_many(struct fixture *f, int count)
{
	for (int i = 0; i < count; i++) {
		char id[16];
		struct stored_opening o;

		snprintf(id, sizeof(id), "o%d", i);
		o = opening_titled(id, "baker cook teacher");
		opening_put(f->db, &o);
	}
}

static void rest(struct fixture *f)
{
	int slices = 0;

	while (store_idle(f->db))
		assert_true(++slices < 1000);
}

static void housekeeping_merges_the_index_and_copies_the_log(void **state)
{
	const char *segments =
		"SELECT count(DISTINCT segid) FROM opening_fts_idx";
	struct fixture *f = *state;

	put_many(f, 60);
	assert_int_equal(store_folder_ask(&f->folder, segments), 60);
	rest(f);
	assert_true(store_folder_ask(&f->folder, segments) < 10);
	assert_int_equal(store_folder_ask_file(&f->folder,
					       "SELECT count(*) FROM opening"),
			 60);
	assert_int_equal(hits(f, "teacher"), 10);
	assert_int_equal(problems(f), 0);
}

static void housekeeping_ends_while_a_reader_holds_the_log(void **state)
{
	struct fixture *f = *state;
	struct db *reader = store_folder_open(&f->folder, DB_READER);
	int64_t seq;

	assert_int_equal(db_begin(reader), ERR_OK);
	assert_int_equal(feed_position(reader, &seq), ERR_OK);
	put_many(f, 20);
	rest(f);
	assert_int_equal(feed_position(reader, &seq), ERR_OK);
	assert_int_equal(seq, 0);
	store_close(reader);
	assert_int_equal(position(f), 20);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_put_is_got_back_whole),
		TEST(an_opening_that_is_not_there_is_not_found),
		TEST(an_update_raises_the_version_and_keeps_the_birthday),
		TEST(a_change_of_any_part_is_an_update_and_none_is_not),
		TEST(a_newer_confirmation_is_an_update),
		TEST(a_type_or_status_of_no_meaning_conflicts_and_leaves_nothing),
		TEST(a_walk_is_in_order_of_octets_and_stops_when_told),
		TEST(what_is_removed_is_gone_from_row_words_and_index),
		TEST(a_rollback_leaves_no_row_no_word_and_no_feed),
		TEST(a_savepoint_undone_leaves_its_neighbours),
		TEST(an_update_undone_keeps_the_old_words),
		TEST(the_feed_is_the_order_of_commits_page_by_page),
		TEST(an_organisation_is_put_updated_and_left),
		TEST(a_reader_sees_one_state_until_it_commits),
		TEST(a_reader_cannot_write),
		TEST(housekeeping_merges_the_index_and_copies_the_log),
		TEST(housekeeping_ends_while_a_reader_holds_the_log),
	};

	log_set_level(LOG_SILENT); /* refusals are expected here */
	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
