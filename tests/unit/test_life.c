/*
 * The whole table of steps, held against one that was written apart from it:
 * a line for each state, a column for each state it may take, a letter for who.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "people/life.h"

/*
 * s seeker, p poster, a administrator, c the clock or another start; capital: a
 * reason is asked.  Columns as the lines; what two may do stands below.
 */
static const char *const order[] = {
	"submitted", "seen",      "shortlisted",   "interview", "reserve",
	"offered",   "accepted",  "start_claimed", "started",   "refused",
	"declined",  "withdrawn", "expired",       "obsolete"};
enum { STATES = sizeof(order) / sizeof(order[0]) };

static const char *const expected[STATES] = {
	/*                  sub see sho int res off acc cla sta ref dec wit exp obs */
	/* submitted     */ ". p p p . p . . . P . S C C",
	/* seen          */ ". . p p . p . . . P . S C C",
	/* shortlisted   */ ". . . p p p . . . P . S C C",
	/* interview     */ ". . . . p p . . . P . S C C",
	/* reserve       */ ". . . . . p . . . P . S C C",
	/* offered       */ ". . . . . . s . . P S . C C",
	/* accepted      */ ". . . . . . . p . P . S C C",
	/* start_claimed */ ". . . . . . . . s . . S . C",
	/* started       */ ". . . . . . . . . . . . . .",
	/* refused       */ "p . . . . . . . . . . . . .",
	/* declined      */ ". . . . . . . . . . . . . .",
	/* withdrawn     */ ". . . . . . . . . . . . . .",
	/* expired       */ "p . . . . . . . . . . . . .",
	/* obsolete      */ ". . . . . . . . . . . . . .",
};

static enum life_state state_at(size_t i)
{
	enum life_state s;

	assert_true(life_of_word(slice_of(order[i]), &s));
	return s;
}

static char letter_of(enum life_actor actor, bool asks)
{
	static const char small[] = "spac", large[] = "SPAC";

	return asks ? large[actor] : small[actor];
}

/* The one thing that two may do. */
static bool is_confirmed_by_administrator(size_t from, size_t to,
					  enum life_actor actor)
{
	return actor == LIFE_BY_ADMINISTRATOR &&
	       strcmp(order[from], "start_claimed") == 0 &&
	       strcmp(order[to], "started") == 0;
}

static void check_pair(size_t from, size_t to, enum life_actor actor)
{
	char want = expected[from][2 * to];
	enum reason_group group =
		life_reasons(state_at(from), state_at(to), actor);
	bool may = life_may(state_at(from), state_at(to), actor);

	if (is_confirmed_by_administrator(from, to, actor)) {
		assert_true(may);
		assert_int_equal(group, REASON_NONE);
		return;
	}
	if (may !=
	    (want == letter_of(actor, false) || want == letter_of(actor, true)))
		fail_msg("%s -> %s by %s", order[from], order[to],
			 life_actor_word(actor));
	assert_int_equal(group != REASON_NONE, want == letter_of(actor, true));
}

static void every_step_is_allowed_to_those_that_the_table_says(void **state)
{
	(void)state;
	assert_int_equal(STATES, LIFE__STATES);
	for (size_t from = 0; from < STATES; from++) {
		assert_int_equal(strlen(expected[from]), 2 * STATES - 1);
		for (size_t to = 0; to < STATES; to++) {
			for (int actor = 0; actor < LIFE__ACTORS; actor++)
				check_pair(from, to, (enum life_actor)actor);
		}
	}
}

static void what_is_allowed_is_listed_once_and_in_order(void **state)
{
	enum life_state list[LIFE__STATES];

	(void)state;
	assert_int_equal(life_allowed(LIFE_SUBMITTED, LIFE_BY_POSTER, list), 5);
	assert_int_equal(list[0], LIFE_SEEN);
	assert_int_equal(list[4], LIFE_REFUSED);
	assert_int_equal(life_allowed(LIFE_STARTED, LIFE_BY_SEEKER, list), 0);
	assert_int_equal(
		life_allowed(LIFE_OBSOLETE, LIFE_BY_ADMINISTRATOR, list), 0);
}

static void an_open_state_can_be_left_and_an_ended_one_is_not_live(void **state)
{
	enum life_state list[LIFE__STATES];

	(void)state;
	for (int s = 0; s < LIFE__STATES; s++) {
		size_t n =
			life_allowed((enum life_state)s, LIFE_BY_SYSTEM, list);

		assert_int_equal(n > 0, life_is_live((enum life_state)s));
	}
}

static void each_group_of_reasons_has_its_own_codes(void **state)
{
	(void)state;
	assert_non_null(reason_find(REASON_REFUSAL, SLICE("plan")));
	assert_null(reason_find(REASON_WITHDRAWAL, SLICE("plan")));
	assert_non_null(reason_find(REASON_WITHDRAWAL, SLICE("housing")));
	assert_null(reason_find(REASON_NONE, SLICE("other")));
	assert_true(reason_wants_note(SLICE("other")));
	assert_false(reason_wants_note(SLICE("study")));
	assert_int_equal(
		life_reasons(LIFE_OFFERED, LIFE_DECLINED, LIFE_BY_SEEKER),
		REASON_WITHDRAWAL);
}

static void every_code_stands_once_in_its_group_in_four_languages(void **state)
{
	size_t n;
	const struct reason *all = reasons_all(&n);

	(void)state;
	assert_int_equal(n, 44);
	for (size_t i = 0; i < n; i++) {
		assert_ptr_equal(
			reason_find(all[i].group, slice_of(all[i].code)),
			&all[i]);
		for (int l = 0; l < LANG__COUNT; l++)
			assert_true(strlen(all[i].text[l]) > 2);
	}
}

static void no_word_that_is_none_is_a_state(void **state)
{
	enum life_state s;

	(void)state;
	assert_false(life_of_word(SLICE("draft"), &s));
	assert_false(life_of_word(SLICE(""), &s));
	for (int i = 0; i < LIFE__STATES; i++) {
		assert_true(life_of_word(slice_of(life_words[i]), &s));
		assert_int_equal(s, i);
		assert_true(strlen(life_text(s, LANG_ALL)) > 2);
	}
	assert_null(life_words[LIFE__STATES]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			every_step_is_allowed_to_those_that_the_table_says),
		cmocka_unit_test(what_is_allowed_is_listed_once_and_in_order),
		cmocka_unit_test(
			an_open_state_can_be_left_and_an_ended_one_is_not_live),
		cmocka_unit_test(each_group_of_reasons_has_its_own_codes),
		cmocka_unit_test(
			every_code_stands_once_in_its_group_in_four_languages),
		cmocka_unit_test(no_word_that_is_none_is_a_state),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
