/* secret: tokens are told once, kept as hashes, and good for one kind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/compiler.h"
#include "crypt/secret.h"
#include "support/key_folder.h"

static struct keys *keys;

static int open_keys(void **state)
{
	(void)state;
	keys = keys_of(2, 1);
	return 0;
}

static int close_keys(void **state)
{
	(void)state;
	keys_close(keys);
	return 0;
}

static enum err hash(enum secret_kind kind, const char *text,
		     unsigned char to[SECRET_HASH_BYTES])
{
	return secret_hash(keys, KEYS_PRESENT, kind, slice_of(text), to);
}

static void a_token_is_no_token_of_another_kind(void **state)
{
	char text[SECRET_CHARS + 1];
	unsigned char to[SECRET_HASH_BYTES];

	(void)state;
	for (int made = 0; made < SECRET__COUNT; made++) {
		secret_new((enum secret_kind)made, text);
		assert_int_equal(strlen(text), SECRET_CHARS);
		for (int read = 0; read < SECRET__COUNT; read++)
			assert_int_equal(hash((enum secret_kind)read, text, to),
					 read == made ? ERR_OK : ERR_MALFORMED);
	}
}

static void tokens_differ_and_so_do_their_hashes(void **state)
{
	char one[SECRET_CHARS + 1], two[SECRET_CHARS + 1];
	unsigned char of_one[SECRET_HASH_BYTES], of_two[SECRET_HASH_BYTES];

	(void)state;
	secret_new(SECRET_COOKIE, one);
	secret_new(SECRET_COOKIE, two);
	assert_string_not_equal(one, two);
	assert_int_equal(hash(SECRET_COOKIE, one, of_one), ERR_OK);
	assert_int_equal(hash(SECRET_COOKIE, two, of_two), ERR_OK);
	assert_memory_not_equal(of_one, of_two, sizeof(of_one));
}

/* Without our key nobody can make a row for a token of their own. */
static void the_hash_is_keyed_blake2b_of_the_whole_text(void **state)
{
	char text[SECRET_CHARS + 1];
	unsigned char got[SECRET_HASH_BYTES], want[SECRET_HASH_BYTES];

	(void)state;
	secret_new(SECRET_BEARER, text);
	assert_int_equal(hash(SECRET_BEARER, text, got), ERR_OK);
	crypto_generichash(want, sizeof(want), (unsigned char *)text,
			   SECRET_CHARS,
			   keys_get(keys, KEYS_PRESENT, KEY_TOKEN), KEY_BYTES);
	assert_memory_equal(got, want, sizeof(want));
	crypto_generichash(want, sizeof(want), (unsigned char *)text,
			   SECRET_CHARS, NULL, 0);
	assert_memory_not_equal(got, want, sizeof(want));
}

static void a_token_of_the_old_key_is_found_by_the_old_hash(void **state)
{
	struct keys *before = keys_of(1, -1);
	char text[SECRET_CHARS + 1];
	unsigned char kept[SECRET_HASH_BYTES], old[SECRET_HASH_BYTES];
	unsigned char present[SECRET_HASH_BYTES];

	(void)state;
	secret_new(SECRET_CHECK_IN, text);
	assert_int_equal(secret_hash(before, KEYS_PRESENT, SECRET_CHECK_IN,
				     slice_of(text), kept),
			 ERR_OK);
	assert_int_equal(secret_hash(keys, KEYS_OLD, SECRET_CHECK_IN,
				     slice_of(text), old),
			 ERR_OK);
	assert_int_equal(hash(SECRET_CHECK_IN, text, present), ERR_OK);
	assert_memory_equal(kept, old, sizeof(kept));
	assert_memory_not_equal(kept, present, sizeof(kept));
	keys_close(before);
}

static struct row {
	const char *name;
	const char *text;
	enum err want;
} rows[] = {
	{"all zero bits", "bs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	 ERR_OK},
	{"bits behind the last octet",
	 "bs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", ERR_MALFORMED},
	{"one too few", "bs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	 ERR_MALFORMED},
	{"one too many", "bs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	 ERR_MALFORMED},
	{"padding",
	 "bs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", ERR_MALFORMED},
	{"the other base 64", "bs_+/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	 ERR_MALFORMED},
	{"this one's", "bs_-_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	 ERR_OK},
	{"a blank", "bs_ AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	 ERR_MALFORMED},
	{"upper case in front",
	 "BS_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", ERR_MALFORMED},
	{"nothing", "", ERR_MALFORMED},
};

static void is_a_token_or_is_none(void **state)
{
	const struct row *row = *state;
	unsigned char to[SECRET_HASH_BYTES];

	assert_int_equal(hash(SECRET_COOKIE, row->text, to), row->want);
}

static void the_proof_of_a_page_fits_its_login_alone(void **state)
{
	unsigned char mine[SECRET_HASH_BYTES] = {1};
	unsigned char other[SECRET_HASH_BYTES] = {2};
	char text[SECRET_CSRF_CHARS + 1];

	(void)state;
	secret_csrf(keys, mine, text);
	assert_int_equal(strlen(text), SECRET_CSRF_CHARS);
	assert_true(secret_csrf_fits(keys, mine, slice_of(text)));
	assert_false(secret_csrf_fits(keys, other, slice_of(text)));
	for (size_t i = 0; i < SECRET_CSRF_CHARS; i++) {
		text[i] ^= 1;
		assert_false(secret_csrf_fits(keys, mine, slice_of(text)));
		text[i] ^= 1;
	}
	assert_false(secret_csrf_fits(keys, mine, slice_of("")));
}

static void the_proof_of_the_old_key_fits_until_that_key_is_gone(void **state)
{
	struct keys *before = keys_of(1, -1);
	struct keys *after = keys_of(2, -1);
	unsigned char login[SECRET_HASH_BYTES] = {1};
	char text[SECRET_CSRF_CHARS + 1];

	(void)state;
	secret_csrf(before, login, text);
	assert_true(secret_csrf_fits(keys, login, slice_of(text)));
	assert_false(secret_csrf_fits(after, login, slice_of(text)));
	keys_close(before);
	keys_close(after);
}

static void same_is_the_same_octets_and_length(void **state)
{
	(void)state;
	assert_true(secret_is_same(SLICE("abc"), SLICE("abc")));
	assert_false(secret_is_same(SLICE("abc"), SLICE("abd")));
	assert_false(secret_is_same(SLICE("abc"), SLICE("ab")));
	assert_true(secret_is_same(SLICE(""), SLICE("")));
}

static const struct CMUnitTest cases[] = {
	cmocka_unit_test(a_token_is_no_token_of_another_kind),
	cmocka_unit_test(tokens_differ_and_so_do_their_hashes),
	cmocka_unit_test(the_hash_is_keyed_blake2b_of_the_whole_text),
	cmocka_unit_test(a_token_of_the_old_key_is_found_by_the_old_hash),
	cmocka_unit_test(the_proof_of_a_page_fits_its_login_alone),
	cmocka_unit_test(the_proof_of_the_old_key_fits_until_that_key_is_gone),
	cmocka_unit_test(same_is_the_same_octets_and_length),
};

int main(void)
{
	struct CMUnitTest tests[COUNT(cases) + COUNT(rows)] = {0};

	memcpy(tests, cases, sizeof(cases));
	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[COUNT(cases) + i].name = rows[i].name;
		tests[COUNT(cases) + i].test_func = is_a_token_or_is_none;
		tests[COUNT(cases) + i].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("secret", tests, open_keys,
					   close_keys);
}
