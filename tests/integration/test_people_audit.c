/* people/audit: what is told is a chain that crypt/chain.h verifies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "crypt/chain.h"
#include "crypt/keys.h"
#include "people/audit.h"
#include "store/audit.h"
#include "support/hands_world.h"
#include "support/key_folder.h"

enum { ENTRIES = 7 };

static enum err tell(struct hands_world *w, const char *object)
{
	const struct audit_word word = {.actor = SLICE("admin-1"),
					.action = SLICE("account.blocked"),
					.object = slice_of(object),
					.detail = SLICE("active")};

	return audit_tell(&w->hands, &word);
}

static struct stored_audits all(struct hands_world *w)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_audits rows;

	assert_int_equal(audit_page(w->hands.db, w->hands.arena, &page, &rows),
			 ERR_OK);
	return rows;
}

/* The seq of the first broken entry; 0: all fit. */
static int64_t first_broken(struct hands_world *w, const struct keys *keys,
			    const struct stored_audits *rows)
{
	struct chain_check c = {0};

	(void)w;
	for (size_t i = 0; i < rows->count; i++) {
		const struct stored_audit *r = &rows->items[i];
		const struct chain_entry entry = {.seq = r->seq,
						  .at_us = r->at_us,
						  .actor = r->actor,
						  .action = r->action,
						  .object = r->object,
						  .detail = r->detail};

		if (!chain_check_add(&c, keys, &entry, r->hash))
			return c.seq;
	}
	assert_int_equal(c.count, rows->count);
	return 0;
}

static void tell_some(struct hands_world *w)
{
	for (int i = 0; i < ENTRIES; i++) {
		char object[16];

		snprintf(object, sizeof(object), "thing-%d", i);
		assert_int_equal(WRITTEN(w, tell(w, object)), ERR_OK);
		hands_world_pass(w, 1);
	}
}

static void what_was_told_is_read_again_and_fits(void **state)
{
	struct hands_world *w = *state;
	struct stored_audits rows;

	tell_some(w);
	rows = all(w);
	assert_int_equal(rows.count, ENTRIES);
	assert_int_equal(first_broken(w, w->keys, &rows), 0);
	for (size_t i = 0; i < rows.count; i++) {
		assert_int_equal(rows.items[i].seq, i + 1);
		assert_true(rows.items[i].at_us ==
			    HANDS_START_US + (int64_t)i * HANDS_MINUTE_US);
	}
	assert_true(slice_is(rows.items[3].object, "thing-3"));
	assert_true(slice_is(rows.items[3].actor, "admin-1"));
	assert_true(slice_is(rows.items[3].detail, "active"));
}

static void what_was_rolled_back_leaves_no_gap(void **state)
{
	struct hands_world *w = *state;
	struct stored_audits rows;

	assert_int_equal(WRITTEN(w, tell(w, "a")), ERR_OK);
	hands_world_begin(w);
	assert_int_equal(tell(w, "b"), ERR_OK);
	assert_int_equal(hands_world_end(w, ERR_BUSY), ERR_BUSY);
	hands_world_begin(w);
	assert_int_equal(db_savepoint(w->hands.db), ERR_OK);
	assert_int_equal(tell(w, "c"), ERR_OK);
	assert_int_equal(db_rollback_to(w->hands.db), ERR_OK);
	assert_int_equal(tell(w, "d"), ERR_OK);
	assert_int_equal(tell(w, "e"), ERR_OK);
	assert_int_equal(hands_world_end(w, ERR_OK), ERR_OK);
	rows = all(w);
	assert_int_equal(rows.count, 3);
	assert_true(slice_is(rows.items[1].object, "d"));
	assert_int_equal(first_broken(w, w->keys, &rows), 0);
}

static const struct edit {
	const char *name;
	const char *sql;
	int64_t broken;
} edits[] = {
	{"an actor", "UPDATE audit SET actor = 'x' WHERE seq = 4", 4},
	{"an action", "UPDATE audit SET action = 'x' WHERE seq = 4", 4},
	{"an object", "UPDATE audit SET object = 'x' WHERE seq = 4", 4},
	{"a detail", "UPDATE audit SET detail = 'x' WHERE seq = 4", 4},
	{"a time", "UPDATE audit SET at_us = at_us - 1 WHERE seq = 4", 4},
	{"a removal", "DELETE FROM audit WHERE seq = 4", 5},
	{"a word moved to the next column",
	 "UPDATE audit SET object = object || 'a', detail = 'ctive'"
	 " WHERE seq = 4",
	 4},
};

static void an_edit_of_a_row_breaks_the_chain_there(void **state)
{
	struct hands_world *w = *state;
	const struct edit *edit = w->row;
	struct stored_audits rows;

	tell_some(w);
	store_folder_run(&w->folder, edit->sql);
	rows = all(w);
	assert_int_equal(first_broken(w, w->keys, &rows), edit->broken);
}

static void without_the_key_nobody_goes_on_with_the_chain(void **state)
{
	struct hands_world *w = *state;
	struct keys *other = keys_of(2, -1);
	struct stored_audits rows;

	tell_some(w);
	w->hands.keys = other;
	assert_int_equal(WRITTEN(w, tell(w, "forged")), ERR_OK);
	rows = all(w);
	assert_int_equal(first_broken(w, w->keys, &rows), ENTRIES + 1);
	assert_int_equal(first_broken(w, other, &rows), 1);
	keys_close(other);
}

static void after_a_change_of_the_key_old_and_new_entries_fit(void **state)
{
	struct hands_world *w = *state;
	struct keys *next = keys_of(2, 1);
	struct stored_audits rows;

	tell_some(w);
	w->hands.keys = next;
	assert_int_equal(WRITTEN(w, tell(w, "after")), ERR_OK);
	rows = all(w);
	assert_int_equal(rows.count, ENTRIES + 1);
	assert_int_equal(first_broken(w, next, &rows), 0);
	keys_close(next);
}

#define CASE(name)                                                             \
	cmocka_unit_test_setup_teardown(name, hands_world_set_up,              \
					hands_world_tear_down)

int main(void)
{
	struct CMUnitTest tests[4 + COUNT(edits)] = {
		CASE(what_was_told_is_read_again_and_fits),
		CASE(what_was_rolled_back_leaves_no_gap),
		CASE(without_the_key_nobody_goes_on_with_the_chain),
		CASE(after_a_change_of_the_key_old_and_new_entries_fit),
	};

	for (size_t i = 0; i < COUNT(edits); i++)
		tests[4 + i] = (struct CMUnitTest){
			edits[i].name, an_edit_of_a_row_breaks_the_chain_there,
			hands_world_set_up, hands_world_tear_down,
			(void *)(uintptr_t)&edits[i]};
	return cmocka_run_group_tests_name("people/audit", tests, NULL, NULL);
}
