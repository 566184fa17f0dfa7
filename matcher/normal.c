/* normal - see normal.h. */
#include "matcher/normal.h"

#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"

struct codes {
	utf8proc_int32_t items[NORMAL_CODES_MAX];
	size_t count;
};

static bool take_apart(enum normal_form form, struct slice text,
		       struct codes *c)
{
	utf8proc_option_t options =
		UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE;
	utf8proc_ssize_t n;

	if (form == NORMAL_KC_FOLDED)
		options |= UTF8PROC_CASEFOLD;
	n = utf8proc_decompose((const utf8proc_uint8_t *)text.p,
			       (utf8proc_ssize_t)text.n, c->items,
			       NORMAL_CODES_MAX, options);
	if (n < 0 || n > NORMAL_CODES_MAX)
		return false;
	n = utf8proc_normalize_utf32(c->items, n, options);
	c->count = (size_t)n;
	return n >= 0;
}

static bool write_codes(const struct codes *c, char *to, size_t size,
			size_t *ret_bytes)
{
	char bytes[4];
	size_t n = 0;

	for (size_t i = 0; i < c->count; i++) {
		size_t length =
			(size_t)utf8_encode((uint32_t)c->items[i], bytes);

		if (length > size - n)
			return false;
		memcpy(to + n, bytes, length);
		n += length;
	}
	*ret_bytes = n;
	return true;
}

bool normal_text(enum normal_form form, struct slice text, char *to,
		 size_t size, size_t *ret_bytes)
{
	struct codes codes;
	size_t bad;
	bool fits;

	if (!utf8_is_valid(text, &bad))
		return false;
	fits = take_apart(form, text, &codes) &&
	       write_codes(&codes, to, size, ret_bytes);
	explicit_bzero(&codes, sizeof(codes));
	return fits;
}
