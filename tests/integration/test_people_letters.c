/* people/letters: the table in four languages, filling, sealing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "people/letters.h"
#include "store/outbox.h"
#include "support/hands_world.h"

enum { NAMES_MAX = 8 };

/* The {names} of a text, each once. */
struct names {
	struct slice items[NAMES_MAX];
	size_t count;
};

static bool has(const struct names *n, struct slice name)
{
	for (size_t i = 0; i < n->count; i++) {
		if (slice_eq(n->items[i], name))
			return true;
	}
	return false;
}

static void add_names(struct names *n, const char *text)
{
	const char *at = text;

	while ((at = strchr(at, '{')) != NULL) {
		const char *end = strchr(at, '}');
		struct slice name;

		assert_non_null(end);
		name = (struct slice){at + 1, (size_t)(end - at - 1)};
		assert_true(name.n > 0);
		if (!has(n, name)) {
			assert_true(n->count < NAMES_MAX);
			n->items[n->count++] = name;
		}
		at = end;
	}
}

static struct names names_of(enum letter_kind k, enum lang l)
{
	struct names n = {.count = 0};

	add_names(&n, letter_subject(k, l));
	add_names(&n, letter_text(k, l));
	return n;
}

static bool has_han(const char *text)
{
	for (const unsigned char *p = (const unsigned char *)text; *p != '\0';
	     p++) {
		if (*p >= 0xE4 && *p <= 0xE9)
			return true;
	}
	return false;
}

static void every_letter_has_four_languages(void **state)
{
	(void)state;
	for (int k = 0; k < LETTER__COUNT; k++) {
		for (int l = 0; l < LANG__COUNT; l++) {
			const char *subject = letter_subject(
				(enum letter_kind)k, (enum lang)l);
			const char *text =
				letter_text((enum letter_kind)k, (enum lang)l);
			bool is_chinese =
				l == LANG_ZH_HANT || l == LANG_ZH_HANS;

			assert_non_null(subject);
			assert_non_null(text);
			assert_true(strlen(subject) > 3);
			assert_true(strlen(text) > 0);
			assert_null(strchr(subject, '\n'));
			assert_int_equal(has_han(subject), is_chinese);
			/* The body of one may be made of what is filled in alone. */
			if (text[0] == '{')
				continue;
			assert_true(strlen(text) > 20);
			assert_int_equal(has_han(text), is_chinese);
			for (int m = 0; m < l; m++)
				assert_string_not_equal(
					text, letter_text((enum letter_kind)k,
							  (enum lang)m));
		}
	}
}

static void a_name_of_one_language_is_in_all(void **state)
{
	(void)state;
	for (int k = 0; k < LETTER__COUNT; k++) {
		struct names en = names_of((enum letter_kind)k, LANG_EN);

		for (int l = 0; l < LANG__COUNT; l++) {
			struct names own =
				names_of((enum letter_kind)k, (enum lang)l);

			assert_int_equal(own.count, en.count);
			for (size_t i = 0; i < own.count; i++)
				assert_true(has(&en, own.items[i]));
		}
	}
}

static void a_link_stands_on_a_line_of_its_own(void **state)
{
	(void)state;
	for (int k = 0; k < LETTER__COUNT; k++) {
		for (int l = 0; l < LANG__COUNT; l++) {
			const char *text =
				letter_text((enum letter_kind)k, (enum lang)l);
			const char *at = strstr(text, "{link}");

			if (at == NULL)
				continue;
			assert_true(at > text && at[-1] == '\n');
			at += strlen("{link}");
			assert_true(*at == '\n' || *at == '\0');
		}
	}
}

static void every_word_leads_back_to_its_letter(void **state)
{
	enum letter_kind found;

	(void)state;
	for (int k = 0; k < LETTER__COUNT; k++) {
		assert_true(letter_of_word(
			slice_of(letter_word((enum letter_kind)k)), &found));
		assert_int_equal(found, k);
	}
	assert_false(letter_of_word(SLICE("nothing"), &found));
}

/* Of the outbox. */

static struct stored_letters waiting(struct hands_world *w)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_letters all;

	assert_int_equal(outbox_due(w->hands.db, w->hands.arena, SLICE("mail"),
				    w->hands.now_us + 1, &page, &all),
			 ERR_OK);
	return all;
}

static enum err put_verify(struct hands_world *w, struct slice account,
			   const char *id)
{
	const struct letter_value value = {
		"link", SLICE("https://example.org/#/verify?token=bv_x")};

	return letter_put(&w->hands, &(struct letter){.kind = LETTER_VERIFY,
						      .id = slice_of(id),
						      .account = account,
						      .values = &value,
						      .count = 1});
}

static struct letter_opened open_only(struct hands_world *w)
{
	struct stored_letters all = waiting(w);
	struct letter_opened l;

	assert_int_equal(all.count, 1);
	assert_int_equal(letter_open(&w->hands, &all.items[0], &l), ERR_OK);
	return l;
}

static bool contains(struct slice text, const char *part)
{
	return memmem(text.p, text.n, part, strlen(part)) != NULL;
}

static void it_is_filled_in_the_language_of_its_account(void **state)
{
	struct hands_world *w = *state;
	struct slice id = hands_world_person(w, "mei@example.org", "pt");
	struct letter_opened l;

	assert_int_equal(WRITTEN(w, put_verify(w, id, "")), ERR_OK);
	l = open_only(w);
	assert_int_equal(l.kind, LETTER_VERIFY);
	assert_int_equal(l.lang, LANG_PT);
	assert_true(slice_is(l.email, "mei@example.org"));
	assert_true(
		slice_is(l.subject, letter_subject(LETTER_VERIFY, LANG_PT)));
	assert_true(contains(l.text,
			     "\nhttps://example.org/#/verify?token=bv_x\n"));
	assert_false(contains(l.text, "{link}"));
}

static void a_letter_beside_the_account_goes_to_the_other_address(void **state)
{
	struct hands_world *w = *state;
	struct slice id = hands_world_person(w, "mei@example.org", "zh-Hans");
	const struct letter letter = {.kind = LETTER_EMAIL,
				      .account = id,
				      .email = SLICE("new@example.org")};
	struct letter_opened l;

	assert_int_equal(WRITTEN(w, letter_put(&w->hands, &letter)), ERR_OK);
	l = open_only(w);
	assert_true(slice_is(l.email, "new@example.org"));
	assert_int_equal(l.lang, LANG_ZH_HANS);
}

static void an_address_alone_gets_one_in_the_language_that_is_said(void **state)
{
	struct hands_world *w = *state;
	const struct letter letter = {.kind = LETTER_KNOWN,
				      .email = SLICE("ana@example.org"),
				      .lang = LANG_ZH_HANT};
	struct letter_opened l;

	assert_int_equal(WRITTEN(w, letter_put(&w->hands, &letter)), ERR_OK);
	l = open_only(w);
	assert_true(slice_is(l.email, "ana@example.org"));
	assert_int_equal(l.lang, LANG_ZH_HANT);
}

/* What a person wrote is text: braces in it name nothing. */
static void a_value_is_not_filled_in_again(void **state)
{
	struct hands_world *w = *state;
	struct slice id = hands_world_person(w, "mei@example.org", "en");
	const struct letter_value values[] = {
		{"note", SLICE("{link} \"quoted\" \\ {note} {")},
		{"link", SLICE("https://example.org/")}};
	const struct letter letter = {.kind = LETTER_UNBLOCKED,
				      .account = id,
				      .values = values,
				      .count = COUNT(values)};
	struct letter_opened l;

	assert_int_equal(WRITTEN(w, letter_put(&w->hands, &letter)), ERR_OK);
	l = open_only(w);
	assert_true(contains(l.text, "\n{link} \"quoted\" \\ {note} {\n"));
}

static void a_second_one_of_the_same_cause_changes_nothing(void **state)
{
	struct hands_world *w = *state;
	struct slice id = hands_world_person(w, "mei@example.org", "en");

	assert_int_equal(WRITTEN(w, put_verify(w, id, "cause-1")), ERR_OK);
	assert_int_equal(WRITTEN(w, put_verify(w, id, "cause-1")), ERR_OK);
	assert_int_equal(waiting(w).count, 1);
	assert_int_equal(WRITTEN(w, put_verify(w, id, "cause-2")), ERR_OK);
	assert_int_equal(WRITTEN(w, put_verify(w, id, "")), ERR_OK);
	assert_int_equal(WRITTEN(w, put_verify(w, id, "")), ERR_OK);
	assert_int_equal(waiting(w).count, 4);
}

static void address_and_values_are_sealed_in_their_row(void **state)
{
	struct hands_world *w = *state;
	struct slice mei = hands_world_person(w, "mei@example.org", "en");
	struct slice ana = hands_world_person(w, "ana@example.org", "en");
	struct stored_letters all;
	struct stored_letter swapped;
	struct letter_opened l;

	assert_int_equal(WRITTEN(w, put_verify(w, mei, "1")), ERR_OK);
	assert_int_equal(WRITTEN(w, put_verify(w, ana, "2")), ERR_OK);
	all = waiting(w);
	assert_int_equal(all.count, 2);
	for (size_t i = 0; i < 2; i++) {
		assert_false(contains(all.items[i].to_sealed, "example"));
		assert_false(contains(all.items[i].payload, "bv_x"));
	}
	swapped = all.items[0];
	swapped.to_sealed = all.items[1].to_sealed;
	assert_int_not_equal(letter_open(&w->hands, &swapped, &l), ERR_OK);
	swapped = all.items[0];
	swapped.payload = all.items[0].to_sealed;
	assert_int_not_equal(letter_open(&w->hands, &swapped, &l), ERR_OK);
	assert_int_equal(letter_open(&w->hands, &all.items[0], &l), ERR_OK);
}

static void nobody_gets_a_letter_who_is_not_there(void **state)
{
	struct hands_world *w = *state;

	assert_int_equal(WRITTEN(w, put_verify(w, SLICE("nobody"), "1")),
			 ERR_NOT_FOUND);
}

#define CASE(name)                                                             \
	cmocka_unit_test_setup_teardown(name, hands_world_set_up,              \
					hands_world_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_letter_has_four_languages),
		cmocka_unit_test(a_name_of_one_language_is_in_all),
		cmocka_unit_test(a_link_stands_on_a_line_of_its_own),
		cmocka_unit_test(every_word_leads_back_to_its_letter),
		CASE(it_is_filled_in_the_language_of_its_account),
		CASE(a_letter_beside_the_account_goes_to_the_other_address),
		CASE(an_address_alone_gets_one_in_the_language_that_is_said),
		CASE(a_value_is_not_filled_in_again),
		CASE(a_second_one_of_the_same_cause_changes_nothing),
		CASE(address_and_values_are_sealed_in_their_row),
		CASE(nobody_gets_a_letter_who_is_not_there),
	};

	return cmocka_run_group_tests_name("people/letters", tests, NULL, NULL);
}
