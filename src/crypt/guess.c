/* guess - see guess.h. */
#include "crypt/guess.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "base/arena.h"
#include "base/map.h"

enum {
	FILE_BYTES_MAX = 1024 * 1024,
	WORD_BYTES_MIN = 3,
	RUN_MIN = 3,
	NUMBER_MAX = 4,
	UNIT_MAX = 4,
	TELEPHONE_MAX = 11,
	ASCII_END = 0x80,
	PIECES_MAX = 3
};

struct guess {
	struct map *words;
};

/* The ways to read a sign as a letter; what is not there stays. */
static const struct {
	const char *signs;
	const char *letters;
} readings[] = {
	{"", ""},
	{"0134578@$!", "oieastbasi"},
	{"0134578@$!", "oleastbasl"},
};

static const char *const key_rows[] = {
	"qwertyuiop", "asdfghjkl",
	"zxcvbnm",    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
	"!@#$%^&*()", "qazwsxedcrfvtgbyhnujmikolp",
	"poiuytrewq", "lkjhgfdsa",
	"mnbvcxz",    "q1w2e3r4t5y6u7i8o9p0",
	"zaq1xsw2",   "1q2w3e4r5t6y7u8i9o0p",
};

static enum err read_lines(struct arena *a, struct guess *g, struct slice text)
{
	static const char here[] = "";

	while (text.n > 0) {
		struct slice word = slice_strip(slice_split(text, '\n', &text));

		if (word.n == 0 || word.p[0] == '#')
			continue;
		if (word.n < WORD_BYTES_MIN || word.n > GUESS_WORD_BYTES_MAX)
			return ERR_INVALID;
		map_put(g->words, arena_copy(a, word), here);
	}
	return map_count(g->words) > 0 ? ERR_OK : ERR_INVALID;
}

enum err guess_read(struct arena *a, const char *path, struct guess **ret_guess)
{
	FILE *file = fopen(path, "rbe");
	struct guess *g;
	char *text;
	size_t n;

	if (file == NULL)
		return ERR_NOT_FOUND;
	text = arena_take(a, FILE_BYTES_MAX);
	n = fread(text, 1, FILE_BYTES_MAX, file);
	if (ferror(file) != 0) {
		fclose(file);
		return ERR_NOT_FOUND;
	}
	fclose(file);
	g = ARENA_NEW(a, struct guess);
	g->words = map_new(a);
	*ret_guess = g;
	return read_lines(a, g, (struct slice){text, n});
}

size_t guess_words(const struct guess *g)
{
	return map_count(g->words);
}

/*
 * How a part of the text may have been put together, a bit for each state:
 * pieces so far (a nibble each), a word among them (2), a number (1).
 */
typedef uint16_t states;

enum { START = 1, WITHOUT_WORD = 0x3333, WITHOUT_NUMBER = 0x5555 };

_Static_assert((PIECES_MAX + 1) * 4 == 16, "the states fill their bits");

static states with_any(states s)
{
	return (states)(s << 4);
}

static states with_word(states s)
{
	return with_any((states)((s & WITHOUT_WORD) << 2));
}

static states with_number(states s)
{
	return with_any((states)((s & WITHOUT_NUMBER) << 1));
}

struct table {
	const struct guess *guess;
	struct slice texts[COUNT(readings)];
	char letters[COUNT(readings)][GUESS_TEXT_BYTES_MAX];
	states at[GUESS_TEXT_BYTES_MAX + 1];
};

static void read_signs(struct table *t, struct slice text)
{
	for (size_t r = 0; r < COUNT(readings); r++) {
		char *to = t->letters[r];

		memcpy(to, text.p, text.n);
		for (size_t i = 0; i < text.n; i++) {
			const char *sign =
				to[i] == '\0'
					? NULL
					: strchr(readings[r].signs, to[i]);

			if (sign != NULL)
				to[i] = readings[r].letters[sign -
							    readings[r].signs];
		}
		t->texts[r] = (struct slice){to, text.n};
	}
}

static bool is_word(const struct table *t, size_t from, size_t n)
{
	for (size_t r = 0; r < COUNT(readings); r++)
		if (map_get(t->guess->words,
			    slice_cut(t->texts[r], from, from + n)) != NULL)
			return true;
	return false;
}

static size_t digits_at(struct slice s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n;
}

static int number_of(const char *p, size_t n)
{
	int number = 0;

	for (size_t i = 0; i < n; i++)
		number = number * 10 + (p[i] - '0');
	return number;
}

static bool is_month_and_day(int month, int day)
{
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool is_year(const char *p, size_t n)
{
	int year = number_of(p, n);

	return n == 2 || (year >= 1900 && year <= 2099);
}

/* Six or eight digits: year, month and day in any of the usual orders. */
static bool is_day(const char *p, size_t n)
{
	size_t year = n - 4;
	int first = number_of(p, 2);
	int second = number_of(p + 2, 2);

	if (is_year(p, year) && is_month_and_day(number_of(p + year, 2),
						 number_of(p + year + 2, 2)))
		return true;
	return is_year(p + 4, year) && (is_month_and_day(first, second) ||
					is_month_and_day(second, first));
}

static bool is_number(const char *p, size_t n)
{
	return n <= NUMBER_MAX || ((n == 6 || n == 8) && is_day(p, n));
}

/* As far as each character is the one before plus the same -1, 0 or 1. */
static size_t run_at(struct slice s)
{
	size_t n = 1;
	int step;

	if (s.n < RUN_MIN)
		return 0;
	step = s.p[1] - s.p[0];
	if (step < -1 || step > 1)
		return 0;
	while (n < s.n && s.p[n] - s.p[n - 1] == step)
		n++;
	return n;
}

static size_t keys_at(struct slice s)
{
	size_t most = 0;

	for (size_t r = 0; r < COUNT(key_rows); r++) {
		size_t length = strlen(key_rows[r]);
		size_t n = s.n < length ? s.n : length;

		while (n > most && memmem(key_rows[r], length, s.p, n) == NULL)
			n--;
		if (n > most)
			most = n;
	}
	return most;
}

static void add_words(struct table *t, size_t from, size_t n)
{
	for (size_t i = WORD_BYTES_MIN; i <= n && i <= GUESS_WORD_BYTES_MAX;
	     i++)
		if (is_word(t, from, i))
			t->at[from + i] |= with_word(t->at[from]);
}

static void add_numbers(struct table *t, size_t from, struct slice rest)
{
	size_t n = digits_at(rest);

	for (size_t i = 1; i <= n && i <= 8; i++)
		if (is_number(rest.p, i))
			t->at[from + i] |= with_number(t->at[from]);
}

static void add_patterns(struct table *t, size_t from, struct slice rest)
{
	size_t run = run_at(rest);
	size_t keys = keys_at(rest);
	size_t n = run > keys ? run : keys;

	for (size_t i = RUN_MIN; i <= n; i++)
		t->at[from + i] |= with_any(t->at[from]);
	if ((unsigned char)rest.p[0] < ASCII_END)
		t->at[from + 1] |= with_any(t->at[from]);
}

static bool is_put_together(const struct guess *g, struct slice text)
{
	struct table t = {.guess = g, .at = {START}};
	bool is;

	read_signs(&t, text);
	for (size_t from = 0; from < text.n; from++) {
		struct slice rest = slice_cut(text, from, text.n);

		if (t.at[from] == 0)
			continue;
		add_words(&t, from, rest.n);
		add_numbers(&t, from, rest);
		add_patterns(&t, from, rest);
	}
	is = t.at[text.n] != 0;
	sodium_memzero(&t, sizeof(t));
	return is;
}

/* The shortest text that gives this one when it is repeated. */
static struct slice unit_of(struct slice text)
{
	for (size_t n = 1; n <= text.n / 2; n++)
		if (text.n % n == 0 &&
		    memcmp(text.p, text.p + n, text.n - n) == 0)
			return slice_cut(text, 0, n);
	return text;
}

bool guess_finds(const struct guess *g, struct slice folded)
{
	struct slice unit = unit_of(folded);

	ASSERT(folded.n <= GUESS_TEXT_BYTES_MAX);
	if (folded.n <= TELEPHONE_MAX && digits_at(folded) == folded.n)
		return true;
	if (unit.n < folded.n && unit.n <= UNIT_MAX)
		return true;
	return is_put_together(g, unit);
}
