/*
 * consents - what a seeker may agree to, from consents.def, and whether they
 * did.
 *
 * A consent is a word given under a version of a text in a language; the newest
 * word of a purpose counts, no word is a no.
 */
#ifndef PEOPLE_CONSENTS_H
#define PEOPLE_CONSENTS_H

#include <stdbool.h>

#include "base/err.h"
#include "base/lang.h"
#include "people/hands.h"

enum consent_purpose {
#define CONSENT(name, word, version, title, text) CONSENT_##name,
#include "people/consents.def"
#undef CONSENT
	CONSENT__COUNT
};

extern const char *const consent_words[]; /* "match"; NULL at the end */
const char *consent_version(enum consent_purpose p); /* of the present text */
struct text consent_title(enum consent_purpose p);
struct text consent_text(enum consent_purpose p);

/* `destination` is a place of a transfer; empty for the other purposes. */
MUST_USE enum err consent_given(const struct hands *h, struct slice account,
				enum consent_purpose p,
				struct slice destination, bool *ret_given);

#endif
