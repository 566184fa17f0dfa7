/* data_key, seal, chunks, blind: what is sealed opens in its place alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/arena.h"
#include "base/log.h"
#include "crypt/blind.h"
#include "crypt/chunks.h"
#include "crypt/data_key.h"
#include "crypt/seal.h"
#include "support/key_folder.h"

static struct arena *a;
static struct keys *keys;
static struct data_key *key;

static const struct seal_place phone = {SLICE_INIT("acc-1"),
					SLICE_INIT("profile"),
					SLICE_INIT("phone"), SLICE_INIT("r1")};

static int set_up(void **state)
{
	(void)state;
	log_set_level(LOG_SILENT);
	a = arena_new(0);
	keys = keys_of(1, -1);
	key = data_key_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	data_key_free(key);
	keys_close(keys);
	arena_free(a);
	return 0;
}

static struct slice wrap(const struct keys *with, const char *account)
{
	unsigned char *to = arena_take(a, DATA_KEY_WRAPPED_BYTES);

	data_key_wrap(with, slice_of(account), key, to);
	return (struct slice){(char *)to, DATA_KEY_WRAPPED_BYTES};
}

static enum err unwrap(const struct keys *with, const char *account,
		       struct slice wrapped)
{
	struct data_key *got;
	enum err e = data_key_unwrap(with, slice_of(account), wrapped, &got);

	if (e == ERR_OK)
		data_key_free(got);
	return e;
}

static void a_wrapped_key_reads_what_it_sealed(void **state)
{
	struct slice sealed = seal_write(a, key, &phone, SLICE("+852 5555"));
	struct slice wrapped = wrap(keys, "acc-1");
	struct slice plain;

	(void)state;
	{
		struct data_key *got;

		assert_int_equal(
			data_key_unwrap(keys, SLICE("acc-1"), wrapped, &got),
			ERR_OK);
		assert_int_equal(seal_read(a, got, &phone, sealed, &plain),
				 ERR_OK);
		data_key_free(got);
	}
	assert_true(slice_is(plain, "+852 5555"));
	assert_false(data_key_is_old(keys, wrapped));
}

static void a_wrapped_key_is_no_other_account_s(void **state)
{
	(void)state;
	assert_int_equal(unwrap(keys, "acc-2", wrap(keys, "acc-1")),
			 ERR_INTERNAL);
}

static void without_a_wrapped_key_all_is_gone(void **state)
{
	(void)state;
	assert_int_equal(unwrap(keys, "acc-1", SLICE("")), ERR_GONE);
	assert_int_equal(unwrap(keys, "acc-1", (struct slice){NULL, 0}),
			 ERR_GONE);
}

static void each_octet_of_a_wrapped_key_counts(void **state)
{
	struct slice wrapped = arena_copy(a, wrap(keys, "acc-1"));
	unsigned char *p = (unsigned char *)arena_take(a, wrapped.n);

	(void)state;
	memcpy(p, wrapped.p, wrapped.n);
	for (size_t i = 0; i < wrapped.n; i++) {
		for (int bit = 0; bit < 8; bit++) {
			p[i] ^= (unsigned char)(1 << bit);
			assert_int_equal(
				unwrap(keys, "acc-1",
				       (struct slice){(char *)p, wrapped.n}),
				ERR_INTERNAL);
			p[i] ^= (unsigned char)(1 << bit);
		}
	}
	for (size_t n = 1; n < wrapped.n; n++)
		assert_int_equal(
			unwrap(keys, "acc-1", (struct slice){(char *)p, n}),
			ERR_INTERNAL);
	assert_int_equal(
		unwrap(keys, "acc-1", (struct slice){(char *)p, wrapped.n}),
		ERR_OK);
}

/* The order of a change of the master key, each step of it. */
static void
a_changed_master_key_wraps_anew_and_lets_the_old_one_go(void **state)
{
	struct keys *both = keys_of(2, 1);
	struct keys *after = keys_of(2, -1);
	struct slice before = wrap(keys, "acc-1");
	struct slice anew;

	(void)state;
	assert_true(data_key_is_old(both, before));
	assert_int_equal(unwrap(both, "acc-1", before), ERR_OK);
	anew = wrap(both, "acc-1");
	assert_false(data_key_is_old(both, anew));
	assert_int_equal(unwrap(both, "acc-1", anew), ERR_OK);
	assert_int_equal(unwrap(after, "acc-1", anew), ERR_OK);
	assert_int_equal(unwrap(after, "acc-1", before), ERR_INTERNAL);
	keys_close(both);
	keys_close(after);
}

static enum err read_at(const struct seal_place *place, struct slice sealed)
{
	struct slice plain;

	return seal_read(a, key, place, sealed, &plain);
}

static struct row {
	const char *name;
	const char *plain;
} rows[] = {
	{"nothing", ""},
	{"one octet", "x"},
	{"Chinese", "\xE9\xA6\x99\xE6\xB8\xAF 5555 1234"},
	{"a note",
	 "I can start in March and have worked in Shenzhen for two summers."},
};

static void comes_out_as_it_went_in(void **state)
{
	const struct row *row = *state;
	struct slice in = slice_of(row->plain);
	struct slice sealed = seal_write(a, key, &phone, in);
	struct slice again = seal_write(a, key, &phone, in);
	struct slice out;

	assert_int_equal(sealed.n, in.n + SEAL_EXTRA_BYTES);
	assert_int_equal(seal_read(a, key, &phone, sealed, &out), ERR_OK);
	assert_true(slice_eq(in, out));
	assert_false(slice_eq(sealed, again));
	if (in.n > 8)
		assert_null(memmem(sealed.p, sealed.n, in.p, 4));
}

static void each_octet_of_a_sealed_field_counts(void **state)
{
	struct slice sealed = seal_write(a, key, &phone, SLICE("+852 5555"));
	char *p = arena_take(a, sealed.n + 1);

	(void)state;
	memcpy(p, sealed.p, sealed.n);
	for (size_t i = 0; i < sealed.n; i++) {
		p[i] ^= 0x10;
		assert_int_equal(read_at(&phone, (struct slice){p, sealed.n}),
				 ERR_INTERNAL);
		p[i] ^= 0x10;
	}
	for (size_t n = 0; n <= sealed.n + 1; n++)
		assert_int_equal(read_at(&phone, (struct slice){p, n}),
				 n == sealed.n ? ERR_OK : ERR_INTERNAL);
}

static struct elsewhere {
	const char *name;
	struct seal_place place;
} elsewheres[] = {
	{"another account",
	 {SLICE_INIT("acc-2"), SLICE_INIT("profile"), SLICE_INIT("phone"),
	  SLICE_INIT("r1")}},
	{"another table",
	 {SLICE_INIT("acc-1"), SLICE_INIT("venture"), SLICE_INIT("phone"),
	  SLICE_INIT("r1")}},
	{"another column",
	 {SLICE_INIT("acc-1"), SLICE_INIT("profile"), SLICE_INIT("wechat"),
	  SLICE_INIT("r1")}},
	{"another row",
	 {SLICE_INIT("acc-1"), SLICE_INIT("profile"), SLICE_INIT("phone"),
	  SLICE_INIT("r2")}},
	{"no row",
	 {SLICE_INIT("acc-1"),
	  SLICE_INIT("profile"),
	  SLICE_INIT("phone"),
	  {NULL, 0}}},
	{"the same letters, cut elsewhere",
	 {SLICE_INIT("acc-1p"), SLICE_INIT("rofile"), SLICE_INIT("phone"),
	  SLICE_INIT("r1")}},
};

static void opens_in_no_other_place(void **state)
{
	const struct elsewhere *other = *state;
	struct slice sealed = seal_write(a, key, &phone, SLICE("secret"));
	struct slice document = chunks_seal_all(a, key, &phone, SLICE("pdf"));
	struct slice plain;

	assert_int_equal(read_at(&other->place, sealed), ERR_INTERNAL);
	assert_int_equal(
		chunks_open_all(a, key, &other->place, document, &plain),
		ERR_INTERNAL);
}

static void another_key_opens_nothing(void **state)
{
	struct slice sealed = seal_write(a, key, &phone, SLICE("secret"));
	struct slice document = chunks_seal_all(a, key, &phone, SLICE("pdf"));
	struct data_key *other = data_key_new();
	struct slice plain;

	(void)state;
	assert_int_equal(seal_read(a, other, &phone, sealed, &plain),
			 ERR_INTERNAL);
	assert_int_equal(chunks_open_all(a, other, &phone, document, &plain),
			 ERR_INTERNAL);
	data_key_free(other);
}

/* Each octet tells where it stands, so that a moved piece shows. */
static struct slice document_of(size_t n)
{
	char *p = arena_take(a, n + 1);

	for (size_t i = 0; i < n; i++)
		p[i] = (char)(i ^ (i >> 8) ^ (i >> 16));
	return (struct slice){p, n};
}

static void a_document_of_any_length_comes_out_whole(void **state)
{
	static const size_t lengths[] = {
		0,
		1,
		CHUNKS_PLAIN_BYTES - 1,
		CHUNKS_PLAIN_BYTES,
		CHUNKS_PLAIN_BYTES + 1,
		2 * CHUNKS_PLAIN_BYTES,
		5 * 1024 * 1024,
	};

	(void)state;
	for (size_t i = 0; i < COUNT(lengths); i++) {
		struct slice in = document_of(lengths[i]);
		struct slice sealed = chunks_seal_all(a, key, &phone, in);
		struct slice out;

		assert_int_equal(sealed.n, chunks_sealed_bytes(in.n));
		assert_int_equal(chunks_open_all(a, key, &phone, sealed, &out),
				 ERR_OK);
		assert_true(slice_eq(in, out));
	}
}

static enum err open_document(const char *p, size_t n)
{
	struct arena *own = arena_new(0);
	struct slice plain;
	enum err e =
		chunks_open_all(own, key, &phone, (struct slice){p, n}, &plain);

	arena_free(own);
	return e;
}

static void each_octet_of_a_small_document_counts(void **state)
{
	struct slice sealed = chunks_seal_all(a, key, &phone, SLICE("%PDF-1"));
	char *p = arena_take(a, sealed.n);

	(void)state;
	memcpy(p, sealed.p, sealed.n);
	for (size_t i = 0; i < sealed.n; i++) {
		p[i] ^= 0x01;
		assert_int_equal(open_document(p, sealed.n), ERR_INTERNAL);
		p[i] ^= 0x01;
	}
	for (size_t n = 0; n < sealed.n; n++)
		assert_int_equal(open_document(p, n), ERR_INTERNAL);
	assert_int_equal(open_document(p, sealed.n), ERR_OK);
}

/* Three whole pieces, to be cut, swapped and repeated. */
static void pieces_are_whole_and_in_their_order_or_refused(void **state)
{
	struct slice sealed = chunks_seal_all(
		a, key, &phone, document_of(3 * CHUNKS_PLAIN_BYTES));
	char *p = arena_take(a, sealed.n + CHUNKS_SEALED_BYTES);
	char *first = p + CHUNKS_HEAD_BYTES;
	char *second = first + CHUNKS_SEALED_BYTES;

	(void)state;
	memcpy(p, sealed.p, sealed.n);
	assert_int_equal(open_document(p, sealed.n), ERR_OK);
	/* The end was cut off, at a border between pieces. */
	assert_int_equal(open_document(p, sealed.n - CHUNKS_SEALED_BYTES),
			 ERR_INTERNAL);
	assert_int_equal(open_document(p, CHUNKS_HEAD_BYTES), ERR_INTERNAL);
	/* The first one comes again at the end. */
	memcpy(p + sealed.n, first, CHUNKS_SEALED_BYTES);
	assert_int_equal(open_document(p, sealed.n + CHUNKS_SEALED_BYTES),
			 ERR_INTERNAL);
	/* The first two are swapped. */
	memcpy(first, sealed.p + CHUNKS_HEAD_BYTES + CHUNKS_SEALED_BYTES,
	       CHUNKS_SEALED_BYTES);
	memcpy(second, sealed.p + CHUNKS_HEAD_BYTES, CHUNKS_SEALED_BYTES);
	assert_int_equal(open_document(p, sealed.n), ERR_INTERNAL);
	/* The second one is missing. */
	memcpy(p, sealed.p, sealed.n);
	memmove(second, second + CHUNKS_SEALED_BYTES, CHUNKS_SEALED_BYTES);
	assert_int_equal(open_document(p, sealed.n - CHUNKS_SEALED_BYTES),
			 ERR_INTERNAL);
}

static void index_of(const struct keys *with, const char *address,
		     unsigned char to[BLIND_INDEX_BYTES])
{
	assert_int_equal(blind_email(with, KEYS_PRESENT, slice_of(address), to),
			 ERR_OK);
}

static void an_address_has_one_index_however_it_is_typed(void **state)
{
	static const char *const same[] = {"Mei.Chan@Example.HK",
					   " mei.chan@example.hk\n",
					   "\xEF\xBC\xAD"
					   "EI.CHAN@EXAMPLE.HK"};
	static const char *const other[] = {"mei.chen@example.hk",
					    "meichan@example.hk",
					    "mei.chan@example.hk.hk"};
	unsigned char want[BLIND_INDEX_BYTES], got[BLIND_INDEX_BYTES];

	(void)state;
	index_of(keys, "mei.chan@example.hk", want);
	for (size_t i = 0; i < COUNT(same); i++) {
		index_of(keys, same[i], got);
		assert_memory_equal(got, want, sizeof(want));
		index_of(keys, other[i], got);
		assert_memory_not_equal(got, want, sizeof(want));
	}
}

static void an_index_cannot_be_made_without_the_key(void **state)
{
	struct keys *both = keys_of(2, 1);
	unsigned char want[BLIND_INDEX_BYTES], got[BLIND_INDEX_BYTES];

	(void)state;
	index_of(keys, "mei@example.hk", want);
	index_of(both, "mei@example.hk", got);
	assert_memory_not_equal(got, want, sizeof(want));
	crypto_generichash(got, sizeof(got),
			   (const unsigned char *)"mei@example.hk", 14, NULL,
			   0);
	assert_memory_not_equal(got, want, sizeof(want));
	assert_int_equal(
		blind_email(both, KEYS_OLD, SLICE("mei@example.hk"), got),
		ERR_OK);
	assert_memory_equal(got, want, sizeof(want));
	keys_close(both);
}

static void what_cannot_be_an_address_has_no_index(void **state)
{
	char longest[BLIND_EMAIL_BYTES_MAX + 2];
	unsigned char to[BLIND_INDEX_BYTES];

	(void)state;
	memset(longest, 'a', sizeof(longest));
	longest[BLIND_EMAIL_BYTES_MAX + 1] = '\0';
	assert_int_equal(blind_email(keys, KEYS_PRESENT, SLICE(" "), to),
			 ERR_INVALID);
	assert_int_equal(
		blind_email(keys, KEYS_PRESENT, SLICE("\xFF@x.hk"), to),
		ERR_INVALID);
	assert_int_equal(blind_email(keys, KEYS_PRESENT, slice_of(longest), to),
			 ERR_INVALID);
	assert_int_equal(
		blind_email(keys, KEYS_PRESENT, slice_of(longest + 1), to),
		ERR_OK);
}

static const struct CMUnitTest cases[] = {
	cmocka_unit_test(a_wrapped_key_reads_what_it_sealed),
	cmocka_unit_test(a_wrapped_key_is_no_other_account_s),
	cmocka_unit_test(without_a_wrapped_key_all_is_gone),
	cmocka_unit_test(each_octet_of_a_wrapped_key_counts),
	cmocka_unit_test(
		a_changed_master_key_wraps_anew_and_lets_the_old_one_go),
	cmocka_unit_test(each_octet_of_a_sealed_field_counts),
	cmocka_unit_test(another_key_opens_nothing),
	cmocka_unit_test(a_document_of_any_length_comes_out_whole),
	cmocka_unit_test(each_octet_of_a_small_document_counts),
	cmocka_unit_test(pieces_are_whole_and_in_their_order_or_refused),
	cmocka_unit_test(an_address_has_one_index_however_it_is_typed),
	cmocka_unit_test(an_index_cannot_be_made_without_the_key),
	cmocka_unit_test(what_cannot_be_an_address_has_no_index),
};

int main(void)
{
	struct CMUnitTest
		tests[COUNT(cases) + COUNT(rows) + COUNT(elsewheres)] = {0};
	struct CMUnitTest *t = tests + COUNT(cases);

	memcpy(tests, cases, sizeof(cases));
	for (size_t i = 0; i < COUNT(rows); i++)
		*t++ = (struct CMUnitTest){rows[i].name,
					   comes_out_as_it_went_in, NULL, NULL,
					   &rows[i]};
	for (size_t i = 0; i < COUNT(elsewheres); i++)
		*t++ = (struct CMUnitTest){elsewheres[i].name,
					   opens_in_no_other_place, NULL, NULL,
					   &elsewheres[i]};
	return cmocka_run_group_tests_name("sealed", tests, set_up, tear_down);
}
