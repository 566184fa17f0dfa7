/* checksum: the values that others compute, and every bit counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/checksum.h"
#include "base/compiler.h"

static const struct row {
	const char *text;
	uint64_t sum;
} rows[] = {
	{"", UINT64_C(0xEF46DB3751D8E999)},
	{"a", UINT64_C(0xD24EC4F1A98C6E5B)},
	{"abc", UINT64_C(0x44BC2CF5AD770999)},
	{"The quick brown fox jumps over the lazy dog",
	 UINT64_C(0x0B242D361FDA71BC)},
};

static void texts_have_the_published_sums(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_true(checksum(rows[i].text, strlen(rows[i].text)) ==
			    rows[i].sum);
}

/* By libxxhash 0.8.1, of 0, 1, 2 and so on. */
static const struct counted {
	size_t n;
	uint64_t sum;
} counted[] = {
	{31, UINT64_C(0xC346D2B59B4D8EE1)},
	{32, UINT64_C(0xCBF59C5116FF32B4)},
	{100, UINT64_C(0x6AC1E58032166597)},
};

static void every_length_is_summed_as_specified(void **state)
{
	unsigned char bytes[100];

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)i;
	for (size_t i = 0; i < COUNT(counted); i++)
		assert_true(checksum(bytes, counted[i].n) == counted[i].sum);
}

static void every_bit_and_every_length_counts(void **state)
{
	unsigned char bytes[80] = {0};

	(void)state;
	for (size_t n = 1; n <= sizeof(bytes); n++) {
		uint64_t sum = checksum(bytes, n);

		assert_true(checksum(bytes, n - 1) != sum);
		for (size_t i = 0; i < n * 8; i++) {
			bytes[i / 8] ^= (unsigned char)(1U << (i % 8));
			assert_true(checksum(bytes, n) != sum);
			bytes[i / 8] ^= (unsigned char)(1U << (i % 8));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_have_the_published_sums),
		cmocka_unit_test(every_length_is_summed_as_specified),
		cmocka_unit_test(every_bit_and_every_length_counts),
	};

	return cmocka_run_group_tests_name("checksum", tests, NULL, NULL);
}
