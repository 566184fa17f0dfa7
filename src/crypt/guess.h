/*
 * guess - passwords that are among the first to be tried.
 *
 * Nobody tries passwords at random: they try words, with a year or "123!"
 * behind, keys that lie side by side, days.  config/passwords.txt has the
 * words; how they are dressed up is known here.  A password is guessed when it
 * is put together from at most three pieces, of which at most one is a word
 * and at most one a number:
 *
 *   a word   of the list, also with digits and signs for letters: p@ssw0rd
 *   a number of up to four digits, or a day of six or eight
 *   a run    of three or more: aaaa, abcd, 4321
 *   keys     three or more side by side on a keyboard: qwe, lkjh, 1qaz2wsx
 *   any      one character of ASCII; of others there are too many to try
 *
 * or is such a thing twice or more, or up to four characters again and again,
 * or at most eleven digits and nothing else (telephone numbers).
 *
 * Immutable once read; lives in the arena; any thread.
 */
#ifndef CRYPT_GUESS_H
#define CRYPT_GUESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/slice.h"

struct arena;
struct guess;

enum { GUESS_WORD_BYTES_MAX = 32, GUESS_TEXT_BYTES_MAX = 256 };

/*
 * The file: one word a line, lower case, in NFKC; "#" begins a comment.
 * ERR_NOT_FOUND: it cannot be read.  ERR_INVALID: it holds no word, or a line
 * of less than three octets or more than GUESS_WORD_BYTES_MAX.
 */
MUST_USE enum err guess_read(struct arena *a, const char *path,
			     struct guess **ret_guess);

size_t guess_words(const struct guess *g);

/* `folded`: in NFKC, case folded, at most GUESS_TEXT_BYTES_MAX. */
bool guess_finds(const struct guess *g, struct slice folded);

#endif
