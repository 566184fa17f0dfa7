/* password: which are taken, how they are kept, and what a try costs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "base/fault.h"
#include "base/log.h"
#include "crypt/password.h"

/* Cheap: what is proved does not depend on the memory. */
static const struct password_plan cheap = {64 * 1024, 2, PASSWORDS};

static struct passwords *ps;

static int open_passwords(void **state)
{
	(void)state;
	assert_int_equal(password_open(&cheap, &ps), ERR_OK);
	return 0;
}

static int close_passwords(void **state)
{
	(void)state;
	password_close(ps);
	return 0;
}

static enum err try(const char *password, const char *stored, bool *old)
{
	return password_verify(ps, slice_of(password), slice_of(stored), old);
}

static void the_password_gets_in_and_no_other_does(void **state)
{
	char stored[PASSWORD_STORED_BYTES];
	bool is_old = true;

	(void)state;
	assert_int_equal(password_hash(ps, SLICE("tram 12 in rain"), stored),
			 ERR_OK);
	assert_memory_equal(stored, "$argon2id$v=19$m=64,t=2,p=1$", 28);
	assert_int_equal(try("tram 12 in rain", stored, &is_old), ERR_OK);
	assert_false(is_old);
	assert_int_equal(try("tram 12 in rain ", stored, &is_old),
			 ERR_UNAUTHENTICATED);
	assert_int_equal(try("Tram 12 in rain", stored, &is_old),
			 ERR_UNAUTHENTICATED);
	assert_int_equal(try("", stored, &is_old), ERR_UNAUTHENTICATED);
}

static void two_of_the_same_password_are_stored_differently(void **state)
{
	char one[PASSWORD_STORED_BYTES], two[PASSWORD_STORED_BYTES];

	(void)state;
	assert_int_equal(password_hash(ps, SLICE("tram 12 in rain"), one),
			 ERR_OK);
	assert_int_equal(password_hash(ps, SLICE("tram 12 in rain"), two),
			 ERR_OK);
	assert_string_not_equal(one, two);
}

/* From libsodium's own tests (test/default/pwhash_argon2id.c). */
static void a_hash_that_another_program_made_verifies_and_is_old(void **state)
{
	static const char stored[] =
		"$argon2id$v=19$m=256,t=3,p=1$MDEyMzQ1Njc$"
		"G5ajKFCoUzaXRLdz7UJb5wGkb2Xt+X5/GQjUYtS2+TE";
	bool is_old = false;

	(void)state;
	assert_int_equal(try("password", stored, &is_old), ERR_OK);
	assert_true(is_old);
	assert_int_equal(try("passwore", stored, &is_old), ERR_UNAUTHENTICATED);
}

static void other_parameters_ask_for_a_new_hash(void **state)
{
	static const struct password_plan plans[] = {
		{64 * 1024, 3, PASSWORDS}, {128 * 1024, 2, PASSWORDS}};
	char stored[PASSWORD_STORED_BYTES];

	(void)state;
	assert_int_equal(password_hash(ps, SLICE("tram 12 in rain"), stored),
			 ERR_OK);
	for (size_t i = 0; i < COUNT(plans); i++) {
		struct passwords *raised;
		bool is_old = false;

		assert_int_equal(password_open(&plans[i], &raised), ERR_OK);
		assert_int_equal(password_verify(raised,
						 SLICE("tram 12 in rain"),
						 slice_of(stored), &is_old),
				 ERR_OK);
		assert_true(is_old);
		password_close(raised);
	}
}

static void however_a_keyboard_composes_it_it_is_the_same(void **state)
{
	char stored[PASSWORD_STORED_BYTES];
	bool is_old;

	(void)state;
	assert_int_equal(
		password_hash(
			ps, SLICE("caf\xC3\xA9 \xEF\xBC\x91\xEF\xBC\x92 noite"),
			stored),
		ERR_OK);
	assert_int_equal(try("cafe\xCC\x81 12 noite", stored, &is_old), ERR_OK);
}

static void sixty_four_characters_of_chinese_are_a_password(void **state)
{
	char stored[PASSWORD_STORED_BYTES];
	char text[64 * 3 + 1];
	struct faults faults = {0};
	bool is_old;

	(void)state;
	for (size_t i = 0; i < 64; i++)
		snprintf(text + 3 * i, 4, "\xE4\xB8%c",
			 (char)(0x80 + i % 7 * 5 + i / 7));
	assert_int_equal(password_check(ps, slice_of(text), SLICE("a@b.hk"),
					"/password", &faults),
			 ERR_OK);
	assert_int_equal(password_hash(ps, slice_of(text), stored), ERR_OK);
	assert_int_equal(try(text, stored, &is_old), ERR_OK);
	text[3 * 63 + 2] ^= 1; /* the last one counts too */
	assert_int_equal(try(text, stored, &is_old), ERR_UNAUTHENTICATED);
}

static void nobody_gets_in_where_no_password_is_stored(void **state)
{
	bool is_old;

	(void)state;
	assert_int_equal(password_verify(ps, SLICE("tram 12 in rain"),
					 (struct slice){NULL, 0}, &is_old),
			 ERR_UNAUTHENTICATED);
	assert_int_equal(try("", "", &is_old), ERR_UNAUTHENTICATED);
}

static void what_is_stored_and_is_no_hash_is_damage(void **state)
{
	char huge[PASSWORD_STORED_BYTES + 1];
	bool is_old;

	(void)state;
	memset(huge, 'x', sizeof(huge));
	huge[sizeof(huge) - 1] = '\0';
	log_set_level(LOG_SILENT);
	assert_int_equal(try("tram 12 in rain", "plain", &is_old),
			 ERR_INTERNAL);
	assert_int_equal(try("tram 12 in rain", huge, &is_old), ERR_INTERNAL);
	log_set_level(LOG_INFO);
}

static void without_its_words_it_does_not_open(void **state)
{
	struct password_plan plan = cheap;
	struct passwords *none;

	(void)state;
	plan.guessed = "/nowhere/passwords.txt";
	assert_int_equal(password_open(&plan, &none), ERR_NOT_FOUND);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
/* In a child, whose memory is limited once it has begun. */
static enum err hash_with_little_memory(void)
{
	struct password_plan plan = {INT64_C(256) << 20, 2, PASSWORDS};
	struct rlimit limit = {100 << 20, 100 << 20};
	struct passwords *large;

	log_set_level(LOG_SILENT);
	setrlimit(RLIMIT_AS, &limit);
	return password_open(&plan, &large);
}

static void without_the_memory_it_says_so_at_start(void **state)
{
	pid_t child = fork();
	int status;

	(void)state;
	if (child == 0)
		_exit((int)hash_with_little_memory());
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), ERR_BUSY);
}
#define MEMORY_CASE cmocka_unit_test(without_the_memory_it_says_so_at_start),
#else
#define MEMORY_CASE
#endif

static int64_t cpu_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

static int64_t cost_of(struct passwords *of, struct slice stored)
{
	int64_t start = cpu_us();
	bool is_old;

	assert_int_equal(
		password_verify(of, SLICE("not the one"), stored, &is_old),
		ERR_UNAUTHENTICATED);
	return cpu_us() - start;
}

/*
 * The sums of many tries, taken in turn; processor time, so that what else the
 * machine does counts for little.  The bounds are wide: without the dummy hash
 * the ratio is in the hundreds.
 */
static void an_unknown_account_costs_what_a_known_one_does(void **state)
{
	enum { TRIES = 100 };
	struct password_plan plan = {INT64_C(4) << 20, 2, PASSWORDS};
	char stored[PASSWORD_STORED_BYTES];
	struct passwords *real;
	int64_t known = 0, unknown = 0;

	(void)state;
	assert_int_equal(password_open(&plan, &real), ERR_OK);
	assert_int_equal(password_hash(real, SLICE("tram 12 in rain"), stored),
			 ERR_OK);
	for (int i = 0; i < TRIES; i++) {
		known += cost_of(real, slice_of(stored));
		unknown += cost_of(real, (struct slice){NULL, 0});
	}
	print_message("known %lld us, unknown %lld us a try\n",
		      (long long)known / TRIES, (long long)unknown / TRIES);
	assert_true(known * 10 > unknown * 6 && unknown * 10 > known * 6);
	password_close(real);
}

static struct row {
	const char *name;
	const char *password, *email;
	const char *want; /* NULL: taken */
} rows[] = {
	{"three words are taken", "tram kettle lily", "mei@x.hk", NULL},
	{"no kind of character is asked for", "qmzvkrwtpl", "mei@x.hk", NULL},
	{"seven octets are short", "k3v!x9q", "mei@x.hk", "password-short"},
	{"eight are not", "k3v!x9qz", "mei@x.hk", NULL},
	{"octets count in NFKC",
	 "\xEF\xBC\xAB"
	 "3v!x9q",
	 "mei@x.hk", "password-short"},
	{"three characters of Chinese are nine octets",
	 "\xE7\xB1\xA0\xE5\xB1\xB1\xE7\x90\x83", "mei@x.hk", NULL},
	{"a word with a year is guessed", "Dragon2024", "mei@x.hk",
	 "password-guessed"},
	{"case does not hide it", "PaSSwOrD", "mei@x.hk", "password-guessed"},
	{"nor do fullwidth letters",
	 "\xEF\xBC\xB0\xEF\xBC\xA1\xEF\xBC\xB3\xEF\xBC\xB3word", "mei@x.hk",
	 "password-guessed"},
	{"the own address is refused", "mei-chan-kv@x.hk", "Mei-Chan-KV@x.hk",
	 "password-email"},
	{"so is what stands in front of the @", "Mei-chan-kv77",
	 "mei-chan-kv@x.hk", "password-email"},
	{"another's address is none of our business", "mei-chan-kv77",
	 "ho@x.hk", NULL},
	{"a short name is in many words", "alkv93qtw", "al@x.hk", NULL},
	{"no UTF-8", "tram kettle \xFF", "mei@x.hk", "utf8"},
	{"no address", "tram kettle lily", "", NULL},
};

static void is_taken_or_refused(void **state)
{
	const struct row *row = *state;
	struct faults faults = {0};
	enum err e = password_check(ps, slice_of(row->password),
				    slice_of(row->email), "/password", &faults);

	assert_int_equal(e, row->want == NULL ? ERR_OK : ERR_INVALID);
	assert_int_equal(faults.count, row->want == NULL ? 0 : 1);
	if (row->want == NULL)
		return;
	assert_string_equal(fault_code_word(faults.items[0].code), row->want);
	assert_string_equal(faults.items[0].at, "/password");
}

static void the_longest_is_256_octets(void **state)
{
	char text[258];
	char stored[PASSWORD_STORED_BYTES];
	struct faults faults = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(text) - 1; i++)
		text[i] = (char)('a' + i * i % 23);
	text[257] = '\0';
	assert_int_equal(password_check(ps, (struct slice){text, 256},
					SLICE(""), "/p", &faults),
			 ERR_OK);
	assert_int_equal(password_hash(ps, (struct slice){text, 256}, stored),
			 ERR_OK);
	assert_int_equal(password_check(ps, (struct slice){text, 257},
					SLICE(""), "/p", &faults),
			 ERR_INVALID);
	assert_string_equal(fault_code_word(faults.items[0].code),
			    "password-long");
	assert_string_equal(faults.items[0].arg, "256");
	assert_int_equal(password_hash(ps, (struct slice){text, 257}, stored),
			 ERR_INVALID);
	assert_int_equal(password_hash(ps, (struct slice){text, 7}, stored),
			 ERR_INVALID);
}

static const struct CMUnitTest cases[] = {
	cmocka_unit_test(the_password_gets_in_and_no_other_does),
	cmocka_unit_test(two_of_the_same_password_are_stored_differently),
	cmocka_unit_test(a_hash_that_another_program_made_verifies_and_is_old),
	cmocka_unit_test(other_parameters_ask_for_a_new_hash),
	cmocka_unit_test(however_a_keyboard_composes_it_it_is_the_same),
	cmocka_unit_test(sixty_four_characters_of_chinese_are_a_password),
	cmocka_unit_test(nobody_gets_in_where_no_password_is_stored),
	cmocka_unit_test(what_is_stored_and_is_no_hash_is_damage),
	cmocka_unit_test(without_its_words_it_does_not_open),
	cmocka_unit_test(an_unknown_account_costs_what_a_known_one_does),
	cmocka_unit_test(the_longest_is_256_octets),
	MEMORY_CASE};

int main(void)
{
	struct CMUnitTest tests[COUNT(cases) + COUNT(rows)] = {0};

	memcpy(tests, cases, sizeof(cases));
	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[COUNT(cases) + i].name = rows[i].name;
		tests[COUNT(cases) + i].test_func = is_taken_or_refused;
		tests[COUNT(cases) + i].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("password", tests, open_passwords,
					   close_passwords);
}
