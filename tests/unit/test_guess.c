/* guess: what is tried first is found; what a person made up is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "crypt/guess.h"

static struct arena *a;
static struct guess *guess;

static int read_words(void **state)
{
	(void)state;
	a = arena_new(0);
	assert_int_equal(guess_read(a, PASSWORDS, &guess), ERR_OK);
	return 0;
}

static int drop_words(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

static const char *const guessed[] = {
	"password",
	"password1",
	"password123",
	"p@ssw0rd",
	"pa$$w0rd2024",
	"12345678",
	"123456789",
	"87654321",
	"11111111",
	"12121212",
	"abcdefgh",
	"abcd1234",
	"abc12345",
	"1qaz2wsx",
	"1q2w3e4r",
	"qwertyuiop",
	"qwerty123",
	"qwe123asd",
	"asdfghjkl",
	"zxcvbnm123",
	"iloveyou",
	"iloveyou2",
	"letmein!!",
	"welcome1",
	"admin@123",
	"aa123456",
	"a1b2c3d4",
	"dragon2024!",
	"hongkong97",
	"hongkong852",
	"macau1999",
	"woaini1314",
	"woaini520",
	"5201314520",
	"wong19970101",
	"wong31121999",
	"19970701",
	"970701hk",
	"61234567",
	"13800138000",
	"passwordpassword",
	"monkey12monkey12",
	"\xE6\x88\x91\xE6\x84\x9B\xE4\xBD\xA0",
	"\xE9\xA6\x99\xE6\xB8\xAF"
	"1997",
	"benfica1904",
	"senha1234",
	"baybridge1",
	"test1234",
	"michael88",
	"aaaaaaaaaaaa",
	"!@#$%^&*",
	"xx111111",
};

static const char *const made_up[] = {
	"correct horse battery staple",
	"tram 12 smells of rain",
	"mei plants lilies in june",
	"kV7#tq0Zr2!u",
	"x9fjw2kq",
	"hong kong lies behind us",
	"dragonkettleumbrella",
	"dragonmonkey",
	"283746501928",
	"28374650192837",
	"9zuqk4dragon",
	"\xE7\x8D\x85\xE5\xAD\x90\xE5\xB1\xB1\xE4\xB8\x8B\xE7\x9A\x84\xE7\xB1\xA0\xE7\x90\x83\xE5\xA0\xB4",
	"o gato da minha avo dorme",
	"wong-kettle-41-sunset",
};

static void what_is_tried_first_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(guessed); i++)
		if (!guess_finds(guess, slice_of(guessed[i])))
			fail_msg("not found: %s", guessed[i]);
}

static void what_a_person_made_up_is_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(made_up); i++)
		if (guess_finds(guess, slice_of(made_up[i])))
			fail_msg("found: %s", made_up[i]);
}

/* Each word of the file, as people dress it up. */
static size_t find_dressed(const char *word)
{
	static const char *const ends[] = {"",     "1",    "12",    "123",
					   "1234", "!",    "123!",  "@123",
					   "88",   "2024", "12345", "19990101"};
	size_t found = 0;

	for (size_t i = 0; i < COUNT(ends); i++) {
		char text[GUESS_WORD_BYTES_MAX + 16];
		int n = snprintf(text, sizeof(text), "%s%s", word, ends[i]);

		if (n < 8)
			continue;
		if (!guess_finds(guess, slice_of(text)))
			fail_msg("not found: %s", text);
		found++;
	}
	return found;
}

static void every_word_of_the_list_is_found_however_it_is_dressed(void **state)
{
	FILE *file = fopen(PASSWORDS, "r");
	char line[128];
	size_t words = 0, found = 0;

	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '\0' || line[0] == '#')
			continue;
		words++;
		found += find_dressed(line);
	}
	fclose(file);
	assert_int_equal(words, guess_words(guess));
	assert_true(words > 1000);
	assert_true(found > 10000);
}

static void the_longest_text_is_looked_at(void **state)
{
	char text[GUESS_TEXT_BYTES_MAX];
	unsigned state_of = 1;

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++) {
		state_of = state_of * 1103515245u + 12345u;
		text[i] = (char)('a' + (state_of >> 16) % 26);
	}
	assert_false(guess_finds(guess, (struct slice){text, sizeof(text)}));
	memset(text, 'a', sizeof(text));
	assert_true(guess_finds(guess, (struct slice){text, sizeof(text)}));
	assert_true(guess_finds(guess, SLICE("\0\0\0\0\0\0\0\0")));
}

static struct row {
	const char *name;
	const char *text;
	enum err want;
} rows[] = {
	{"one word is a list", "harbour\n", ERR_OK},
	{"the last line needs no end", "harbour", ERR_OK},
	{"Windows ends its lines otherwise", "harbour\r\nferry\r\n", ERR_OK},
	{"nothing but comments is no list", "# words\n\n", ERR_INVALID},
	{"an empty file is no list", "", ERR_INVALID},
	{"two letters are no word", "ok\n", ERR_INVALID},
	{"33 are none either", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
	 ERR_INVALID},
};

static void a_file_is_a_list_or_is_none(void **state)
{
	const struct row *row = *state;
	char path[] = "/tmp/baybridge-words-XXXXXX";
	int fd = mkstemp(path);
	struct guess *own;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, row->text, strlen(row->text)),
			 strlen(row->text));
	close(fd);
	assert_int_equal(guess_read(a, path, &own), row->want);
	unlink(path);
	if (row->want == ERR_OK)
		assert_true(guess_finds(own, SLICE("harbour1")));
	assert_int_equal(guess_read(a, path, &own), ERR_NOT_FOUND);
}

static const struct CMUnitTest cases[] = {
	cmocka_unit_test(what_is_tried_first_is_found),
	cmocka_unit_test(what_a_person_made_up_is_not),
	cmocka_unit_test(every_word_of_the_list_is_found_however_it_is_dressed),
	cmocka_unit_test(the_longest_text_is_looked_at),
};

int main(void)
{
	struct CMUnitTest tests[COUNT(cases) + COUNT(rows)] = {0};

	memcpy(tests, cases, sizeof(cases));
	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[COUNT(cases) + i].name = rows[i].name;
		tests[COUNT(cases) + i].test_func = a_file_is_a_list_or_is_none;
		tests[COUNT(cases) + i].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("guess", tests, read_words,
					   drop_words);
}
