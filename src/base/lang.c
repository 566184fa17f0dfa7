/* lang - see lang.h. */
#include "base/lang.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char *const codes[LANG__COUNT] = {
	[LANG_EN] = "en",
	[LANG_ZH_HANT] = "zh-Hant",
	[LANG_ZH_HANS] = "zh-Hans",
	[LANG_PT] = "pt",
};

const char *lang_code(enum lang l)
{
	return codes[l];
}

bool lang_read(struct slice code, enum lang *ret_lang)
{
	for (int l = 0; l < LANG__COUNT; l++) {
		if (slice_is(code, codes[l])) {
			*ret_lang = (enum lang)l;
			return true;
		}
	}
	return false;
}

static bool tag_starts(struct slice tag, const char *prefix)
{
	size_t n = strlen(prefix);

	return tag.n >= n && strncasecmp(tag.p, prefix, n) == 0 &&
	       (tag.n == n || tag.p[n] == '-');
}

static bool tag_lang(struct slice tag, enum lang *ret_lang)
{
	static const struct {
		const char *prefix;
		enum lang lang;
	} tags[] = {
		{"zh-hant", LANG_ZH_HANT}, {"zh-hk", LANG_ZH_HANT},
		{"zh-tw", LANG_ZH_HANT},   {"zh-mo", LANG_ZH_HANT},
		{"yue", LANG_ZH_HANT},     {"zh", LANG_ZH_HANS},
		{"pt", LANG_PT},           {"en", LANG_EN},
	};

	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		if (tag_starts(tag, tags[i].prefix)) {
			*ret_lang = tags[i].lang;
			return true;
		}
	}
	return false;
}

/* "q=0.8" in thousandths; no weight is 1000, a bad one 0. */
static int quality(struct slice weight)
{
	int q = 0;

	weight = slice_trim(weight);
	if (weight.n == 0)
		return 1000;
	if (weight.n < 3 || tolower((unsigned char)weight.p[0]) != 'q' ||
	    weight.p[1] != '=')
		return 0;
	if (weight.p[2] == '1')
		return 1000;
	for (size_t i = 4, unit = 100; i < weight.n && unit > 0;
	     i++, unit /= 10) {
		if (!isdigit((unsigned char)weight.p[i]))
			return 0;
		q += (weight.p[i] - '0') * (int)unit;
	}
	return q;
}

enum lang lang_accept(struct slice field)
{
	enum lang best = LANG_EN;
	int best_quality = 0;

	while (field.n > 0) {
		struct slice weight;
		struct slice item = slice_split(field, ',', &field);
		struct slice tag = slice_trim(slice_split(item, ';', &weight));
		enum lang l;
		int q = quality(weight);

		if (q > best_quality && tag_lang(tag, &l)) {
			best = l;
			best_quality = q;
		}
	}
	return best;
}

bool text_is_empty(const struct text *t)
{
	for (int l = 0; l < LANG__COUNT; l++) {
		if (t->in[l].p != NULL)
			return false;
	}
	return true;
}

struct slice text_in(const struct text *t, enum lang asked, enum lang *ret_lang)
{
	enum lang order[LANG__COUNT + 3];
	int n = 0;

	if (asked == LANG_ALL)
		asked = LANG_EN;
	order[n++] = asked;
	if (asked == LANG_ZH_HANT)
		order[n++] = LANG_ZH_HANS;
	if (asked == LANG_ZH_HANS)
		order[n++] = LANG_ZH_HANT;
	order[n++] = LANG_EN;
	order[n++] = LANG_ZH_HANT;
	order[n++] = LANG_ZH_HANS;
	order[n++] = LANG_PT;
	for (int i = 0; i < n; i++) {
		if (t->in[order[i]].p != NULL) {
			*ret_lang = order[i];
			return t->in[order[i]];
		}
	}
	*ret_lang = asked;
	return (struct slice){"", 0};
}
