/* hands_world - see hands_world.h. */
#include "support/hands_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "store/store.h"
#include "support/key_folder.h"

int hands_world_set_up(void **state)
{
	struct hands_world *w = calloc(1, sizeof(*w));

	assert_non_null(w);
	w->row = *state;
	store_folder_init(&w->folder);
	w->keys = keys_of(1, -1);
	w->hands.db = store_folder_open(&w->folder, DB_WRITER);
	w->hands.arena = arena_new(0);
	w->hands.keys = w->keys;
	w->hands.now_us = HANDS_START_US;
	clock_set_us(HANDS_START_US);
	*state = w;
	return 0;
}

int hands_world_tear_down(void **state)
{
	struct hands_world *w = *state;

	store_close(w->hands.db);
	arena_free(w->hands.arena);
	keys_close(w->keys);
	store_folder_done(&w->folder);
	free(w);
	clock_set_us(-1);
	return 0;
}

void hands_world_begin(struct hands_world *w)
{
	assert_int_equal(db_begin(w->hands.db), ERR_OK);
}

enum err hands_world_end(struct hands_world *w, enum err e)
{
	if (e == ERR_OK)
		assert_int_equal(db_commit(w->hands.db), ERR_OK);
	else
		db_rollback(w->hands.db);
	return e;
}

void hands_world_pass(struct hands_world *w, int minutes)
{
	w->hands.now_us += minutes * HANDS_MINUTE_US;
	clock_set_us(w->hands.now_us);
}

struct slice hands_world_person(struct hands_world *w, const char *email,
				const char *lang)
{
	const struct account_wish wish = {.email = slice_of(email),
					  .password = SLICE("hash"),
					  .role = SLICE("seeker"),
					  .lang = slice_of(lang),
					  .state = SLICE("unverified")};
	struct slice id;

	assert_int_equal(WRITTEN(w, account_make(&w->hands, &wish, &id)),
			 ERR_OK);
	return id;
}
