/* Digests of texts: with and without a key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "crypt/digest.h"
#include "crypt/keys.h"

static const struct slice texts[] = {SLICE_INIT("ab"), SLICE_INIT("c")};

static void no_two_lists_give_the_same(void **state)
{
	static const struct slice others[] = {SLICE_INIT("a"),
					      SLICE_INIT("bc")};
	unsigned char one[DIGEST_BYTES], two[DIGEST_BYTES];

	(void)state;
	digest_of(texts, 2, one);
	digest_of(others, 2, two);
	assert_memory_not_equal(one, two, DIGEST_BYTES);
	digest_of(texts, 2, two);
	assert_memory_equal(one, two, DIGEST_BYTES);
}

static void who_has_another_key_or_none_gets_another(void **state)
{
	unsigned char key[KEY_BYTES] = {1}, other[KEY_BYTES] = {2};
	unsigned char one[DIGEST_BYTES], two[DIGEST_BYTES];

	(void)state;
	digest_with(key, texts, 2, one);
	digest_with(other, texts, 2, two);
	assert_memory_not_equal(one, two, DIGEST_BYTES);
	digest_of(texts, 2, two);
	assert_memory_not_equal(one, two, DIGEST_BYTES);
	digest_with(key, texts, 2, two);
	assert_memory_equal(one, two, DIGEST_BYTES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_two_lists_give_the_same),
		cmocka_unit_test(who_has_another_key_or_none_gets_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
