/* lang - the four languages of the product, and texts that have several. */
#ifndef BASE_LANG_H
#define BASE_LANG_H

#include <stdbool.h>

#include "base/slice.h"

/* LANG_ALL asks for texts as maps of every language they have. */
enum lang {
	LANG_EN,
	LANG_ZH_HANT,
	LANG_ZH_HANS,
	LANG_PT,
	LANG__COUNT,
	LANG_ALL = LANG__COUNT
};

/* One text in the languages that exist; an absent one has p == NULL. */
struct text {
	struct slice in[LANG__COUNT];
};

const char *lang_code(enum lang l); /* "en", "zh-Hant", "zh-Hans", "pt" */
bool lang_read(struct slice code, enum lang *ret_lang);

/*
 * The best of an Accept-Language field (RFC 9110, section 12.5.4), by quality
 * then order; zh-HK, zh-TW, zh-MO mean Traditional, zh, zh-CN, zh-SG Simplified.
 * Nothing acceptable gives English.
 */
enum lang lang_accept(struct slice field);

bool text_is_empty(const struct text *t);

/*
 * The language in which t is shown to a reader of `asked`: asked, then the
 * other Chinese script, then English, then any it has.  *ret_lang says which.
 */
struct slice text_in(const struct text *t, enum lang asked,
		     enum lang *ret_lang);

#endif
