/*
 * letters - what is written to people, from letters.def; sent by jobs/.
 *
 * A letter is put into the outbox in the transaction of its cause.  Address and
 * what is filled in are sealed until it is sent, and gone afterwards.
 */
#ifndef PEOPLE_LETTERS_H
#define PEOPLE_LETTERS_H

#include "base/err.h"
#include "base/lang.h"
#include "people/hands.h"

enum letter_kind {
#define LETTER(name, word, subject, body) LETTER_##name,
#include "people/letters.def"
#undef LETTER
	LETTER__COUNT
};

/* "verify"; what the outbox keeps as its subject. */
const char *letter_word(enum letter_kind kind);
bool letter_of_word(struct slice word, enum letter_kind *ret_kind);
const char *letter_subject(enum letter_kind kind, enum lang l);
const char *letter_text(enum letter_kind kind, enum lang l);

/*
 * One {name} of the text; `value` may hold what a person wrote.  Two names are
 * for every letter: `stop`, a link under which there will be no more of them,
 * and `one_click`, the address that machines post to for the same.
 */
struct letter_value {
	const char *name;
	struct slice value;
};

struct letter {
	enum letter_kind kind;
	struct slice id;      /* of the cause; empty: each call is a letter */
	struct slice account; /* to whom: its address, its language */
	struct slice email; /* to an address; beside an account: to this one */
	enum lang lang;     /* of a letter to an address alone */
	const struct letter_value *values;
	size_t count;
	int64_t due_us; /* 0: at once */
};

/*
 * A second one of the same id changes nothing.  ERR_NOT_FOUND, ERR_GONE: there
 * is no such account, or it was erased.
 */
MUST_USE enum err letter_put(const struct hands *h, const struct letter *l);

/* What the sender takes out of a row of the outbox again. */
struct letter_opened {
	enum letter_kind kind;
	enum lang lang;
	struct slice email;
	struct slice subject;   /* filled in */
	struct slice text;      /* whole: salutation, filled in, who writes, how
				 to stop; lines end with \n */
	struct slice one_click; /* ends such letters (RFC 8058), or empty */
};
struct stored_letter;
MUST_USE enum err letter_open(const struct hands *h,
			      const struct stored_letter *row,
			      struct letter_opened *ret);

#endif
