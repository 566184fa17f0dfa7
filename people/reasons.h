/*
 * reasons - why an application or a placement ended, from reasons.def.
 *
 * Any thread; nothing is kept.
 */
#ifndef PEOPLE_REASONS_H
#define PEOPLE_REASONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"

enum reason_group {
	REASON_NONE,
	REASON_REFUSAL,
	REASON_WITHDRAWAL, /* of offers that are declined as well */
	REASON_EARLY_END,
	REASON_NOT_RETAINED,
	REASON_AUTOMATIC, /* of what happens by itself; nobody may name it */
	REASON__GROUPS
};

struct reason {
	enum reason_group group;
	const char *code;
	const char *text[LANG__COUNT];
};

/* All of them, each group together, as they are to be offered. */
const struct reason *reasons_all(size_t *ret_count);

const char *reason_group_word(enum reason_group group); /* "refusal" */

/* NULL: the group has no such code. */
const struct reason *reason_find(enum reason_group group, struct slice code);

/* Whether it says nothing without a note. */
bool reason_wants_note(struct slice code);

#endif
