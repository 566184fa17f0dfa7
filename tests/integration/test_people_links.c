/* people/account, people/links: addresses, and what a link is good for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "crypt/keys.h"
#include "people/links.h"
#include "support/hands_world.h"
#include "support/key_folder.h"

static struct slice make(struct hands_world *w, enum secret_kind kind,
			 struct slice account, const char *payload)
{
	const struct link l = {kind, account, slice_of(payload)};
	char token[SECRET_CHARS + 1];

	assert_int_equal(WRITTEN(w, link_make(&w->hands, &l, token)), ERR_OK);
	return arena_copy(w->hands.arena, slice_of(token));
}

static enum err use(struct hands_world *w, enum secret_kind kind,
		    struct slice token, struct link_found *ret)
{
	return WRITTEN(w, link_use(&w->hands, kind, token, ret));
}

static void a_link_gives_back_its_account_and_payload_once(void **state)
{
	struct hands_world *w = *state;
	struct slice id = hands_world_person(w, "mei@example.org", "en");
	struct slice token = make(w, SECRET_EMAIL, id, "1 sealed octets ");
	struct link_found found;

	assert_int_equal(link_look(&w->hands, SECRET_EMAIL, token, &found),
			 ERR_OK);
	assert_int_equal(use(w, SECRET_EMAIL, token, &found), ERR_OK);
	assert_true(slice_eq(found.account.id, id));
	assert_true(slice_is(found.payload, "1 sealed octets "));
	assert_int_equal(use(w, SECRET_EMAIL, token, &found), ERR_LINK_EXPIRED);
	assert_int_equal(link_look(&w->hands, SECRET_EMAIL, token, &found),
			 ERR_LINK_EXPIRED);
}

static void it_works_until_its_last_minute_is_over(void **state)
{
	struct hands_world *w = *state;
	struct slice id = hands_world_person(w, "mei@example.org", "en");
	struct slice first = make(w, SECRET_VERIFY, id, "");
	struct slice second;
	struct link_found found;

	hands_world_pass(w, LINK_MINUTES);
	assert_int_equal(use(w, SECRET_VERIFY, first, &found),
			 ERR_LINK_EXPIRED);
	second = make(w, SECRET_VERIFY, id, "");
	hands_world_pass(w, LINK_MINUTES - 1);
	assert_int_equal(use(w, SECRET_VERIFY, second, &found), ERR_OK);
	assert_int_equal(found.payload.n, 0);
}

static void it_is_for_one_purpose(void **state)
{
	struct hands_world *w = *state;
	struct slice id = hands_world_person(w, "mei@example.org", "en");
	struct slice token = make(w, SECRET_VERIFY, id, "");
	struct link_found found;

	assert_int_equal(use(w, SECRET_RESET, token, &found), ERR_MALFORMED);
	assert_int_equal(use(w, SECRET_EMAIL, token, &found), ERR_MALFORMED);
	assert_int_equal(use(w, SECRET_VERIFY, SLICE("bv_"), &found),
			 ERR_MALFORMED);
	assert_int_equal(use(w, SECRET_VERIFY, token, &found), ERR_OK);
}

static void a_newer_one_of_the_purpose_ends_it_and_no_other(void **state)
{
	struct hands_world *w = *state;
	struct slice id = hands_world_person(w, "mei@example.org", "en");
	struct slice other = hands_world_person(w, "ana@example.org", "en");
	struct slice first = make(w, SECRET_RESET, id, "");
	struct slice verify = make(w, SECRET_VERIFY, id, "");
	struct slice others = make(w, SECRET_RESET, other, "");
	struct slice second = make(w, SECRET_RESET, id, "");
	struct link_found found;

	assert_int_equal(use(w, SECRET_RESET, first, &found), ERR_LINK_EXPIRED);
	assert_int_equal(use(w, SECRET_RESET, second, &found), ERR_OK);
	assert_int_equal(use(w, SECRET_VERIFY, verify, &found), ERR_OK);
	assert_int_equal(use(w, SECRET_RESET, others, &found), ERR_OK);
}

static void it_dies_with_the_epoch_of_its_account(void **state)
{
	struct hands_world *w = *state;
	struct slice id = hands_world_person(w, "mei@example.org", "en");
	struct slice token = make(w, SECRET_RESET, id, "");
	struct link_found found;

	assert_int_equal(WRITTEN(w, accounts_raise_epoch(w->hands.db, id)),
			 ERR_OK);
	assert_int_equal(use(w, SECRET_RESET, token, &found), ERR_LINK_EXPIRED);
	token = make(w, SECRET_RESET, id, "");
	assert_int_equal(WRITTEN(w, accounts_set_state(w->hands.db, id,
						       SLICE("unverified"),
						       SLICE("blocked"))),
			 ERR_OK);
	assert_int_equal(use(w, SECRET_RESET, token, &found), ERR_LINK_EXPIRED);
	token = make(w, SECRET_RESET, id, "");
	assert_int_equal(use(w, SECRET_RESET, token, &found), ERR_LINK_EXPIRED);
}

static void what_was_rolled_back_was_not_used(void **state)
{
	struct hands_world *w = *state;
	struct slice id = hands_world_person(w, "mei@example.org", "en");
	struct slice token = make(w, SECRET_RESET, id, "");
	struct link_found found;

	hands_world_begin(w);
	assert_int_equal(link_use(&w->hands, SECRET_RESET, token, &found),
			 ERR_OK);
	(void)hands_world_end(w, ERR_INVALID);
	assert_int_equal(use(w, SECRET_RESET, token, &found), ERR_OK);
}

/* The master key was changed while the letter was on its way. */
static void links_and_addresses_outlive_a_change_of_the_key(void **state)
{
	struct hands_world *w = *state;
	struct slice id = hands_world_person(w, "mei@example.org", "en");
	struct slice token = make(w, SECRET_RESET, id, "");
	struct keys *next = keys_of(2, 1);
	struct stored_account account;
	struct link_found found;
	struct slice email;

	w->hands.keys = next;
	assert_int_equal(
		account_find(&w->hands, SLICE("Mei@Example.org"), &account),
		ERR_OK);
	assert_int_equal(account_address(&w->hands, &account, &email), ERR_OK);
	assert_true(slice_is(email, "mei@example.org"));
	assert_int_equal(use(w, SECRET_RESET, token, &found), ERR_OK);
	keys_close(next);
}

static void an_address_is_one_accounts_alone(void **state)
{
	struct hands_world *w = *state;
	struct slice mei = hands_world_person(w, "mei@example.org", "en");
	struct slice ana = hands_world_person(w, "ana@example.org", "en");
	const struct account_wish again = {.email = SLICE("MEI@example.org"),
					   .password = SLICE("hash"),
					   .role = SLICE("poster"),
					   .lang = SLICE("en"),
					   .state = SLICE("unverified")};
	struct stored_account account;
	struct slice id, email;

	assert_int_equal(WRITTEN(w, account_make(&w->hands, &again, &id)),
			 ERR_CONFLICT);
	assert_int_equal(
		WRITTEN(w, account_give_address(&w->hands, ana,
						SLICE("mei@example.org"))),
		ERR_CONFLICT);
	assert_int_equal(
		WRITTEN(w, account_give_address(&w->hands, mei,
						SLICE("Mei@example.org"))),
		ERR_OK);
	assert_int_equal(
		WRITTEN(w, account_give_address(&w->hands, mei,
						SLICE("mei@example.net"))),
		ERR_OK);
	assert_int_equal(
		account_find(&w->hands, SLICE("mei@example.org"), &account),
		ERR_NOT_FOUND);
	assert_int_equal(
		account_find(&w->hands, SLICE("mei@example.net"), &account),
		ERR_OK);
	assert_int_equal(account_address(&w->hands, &account, &email), ERR_OK);
	assert_true(slice_is(email, "mei@example.net"));
	assert_true(slice_eq(account.id, mei));
}

static void an_address_leads_to_the_page_behind_the_hash(void **state)
{
	struct arena *a = arena_new(0);

	(void)state;
	assert_true(slice_is(
		link_address(a, "https://x.example//", "reset", "br_1"),
		"https://x.example/#/reset?token=br_1"));
	assert_true(
		slice_is(link_address(a, "https://x.example", "reset", NULL),
			 "https://x.example/#/reset"));
	arena_free(a);
}

static const struct form {
	const char *name;
	const char *address;
	bool is;
} forms[] = {
	{"plain", "a@b.hk", true},
	{"with a plus", "ana.lei+jobs@mail.example.org", true},
	{"of another script", "陳@例子.香港", true},
	{"no @", "example.org", false},
	{"two @", "a@b@c.hk", false},
	{"nothing before the @", "@b.hk", false},
	{"no dot behind it", "a@localhost", false},
	{"a dot at the end", "a@b.", false},
	{"a dot at the beginning", "a@.hk", false},
	{"a space", "a b@c.hk", false},
	{"a line that would be a header", "a@b.hk\nBcc:x@y.hk", false},
	{"nothing", "", false},
};

static void is_an_address(void **state)
{
	const struct form *form = *state;

	assert_int_equal(account_is_address(slice_of(form->address)), form->is);
}

static void an_endless_address_is_none(void **state)
{
	char address[300];

	(void)state;
	memset(address, 'x', sizeof(address));
	memcpy(address + 100, "@x.", 3);
	assert_true(account_is_address((struct slice){address, 254}));
	assert_false(account_is_address((struct slice){address, 255}));
}

#define CASE(name)                                                             \
	cmocka_unit_test_setup_teardown(name, hands_world_set_up,              \
					hands_world_tear_down)

int main(void)
{
	struct CMUnitTest tests[10 + COUNT(forms)] = {
		CASE(a_link_gives_back_its_account_and_payload_once),
		CASE(it_works_until_its_last_minute_is_over),
		CASE(it_is_for_one_purpose),
		CASE(a_newer_one_of_the_purpose_ends_it_and_no_other),
		CASE(it_dies_with_the_epoch_of_its_account),
		CASE(what_was_rolled_back_was_not_used),
		CASE(links_and_addresses_outlive_a_change_of_the_key),
		CASE(an_address_is_one_accounts_alone),
		cmocka_unit_test(an_address_leads_to_the_page_behind_the_hash),
		cmocka_unit_test(an_endless_address_is_none),
	};

	for (size_t i = 0; i < COUNT(forms); i++)
		tests[10 + i] =
			(struct CMUnitTest){forms[i].name, is_an_address, NULL,
					    NULL, (void *)(uintptr_t)&forms[i]};
	return cmocka_run_group_tests_name("people/links", tests, NULL, NULL);
}
