/* reasons - see reasons.h. */
#include "people/reasons.h"

#define TEXTS(en, hant, hans, pt)                                              \
	{                                                                      \
		en, hant, hans, pt                                             \
	}

static const struct reason table[] = {
#define REASON(group, code, texts) {REASON_##group, code, texts},
#include "people/reasons.def"
#undef REASON
};

enum { COUNT = sizeof(table) / sizeof(table[0]) };

static const char *const group_words[REASON__GROUPS] = {
	[REASON_NONE] = "none",
	[REASON_REFUSAL] = "refusal",
	[REASON_WITHDRAWAL] = "withdrawal",
	[REASON_EARLY_END] = "early_end",
	[REASON_NOT_RETAINED] = "not_retained",
	[REASON_AUTOMATIC] = "automatic",
};

const struct reason *reasons_all(size_t *ret_count)
{
	*ret_count = COUNT;
	return table;
}

const char *reason_group_word(enum reason_group group)
{
	return group_words[group];
}

const struct reason *reason_find(enum reason_group group, struct slice code)
{
	for (size_t i = 0; i < COUNT; i++) {
		if (table[i].group == group && slice_is(code, table[i].code))
			return &table[i];
	}
	return NULL;
}

bool reason_wants_note(struct slice code)
{
	return slice_is(code, "other");
}
