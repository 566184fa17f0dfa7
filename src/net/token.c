/* token - see token.h. */
#include "net/token.h"

#include <string.h>

bool token_has(unsigned char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9'))
		return true;
	return c != 0 && strchr("!#$%&'*+-.^_`|~", c) != NULL;
}

bool token_is(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!token_has((unsigned char)s.p[i]))
			return false;
	return s.n > 0;
}

bool token_value_has(unsigned char c)
{
	return c == '\t' || (c >= ' ' && c != 0x7F);
}

static unsigned char lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool token_eq(struct slice a, struct slice b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

bool token_eq_text(struct slice a, const char *b)
{
	return token_eq(a, slice_of(b));
}

int token_hex(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static size_t element_end(struct slice s)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			quoted = !quoted;
		else if (quoted && s.p[i] == '\\' && i + 1 < s.n)
			i++;
		else if (!quoted && s.p[i] == ',')
			break;
	}
	return i;
}

bool token_list_next(struct slice *rest, struct slice *ret_element)
{
	while (rest->n > 0) {
		size_t end = element_end(*rest);
		struct slice element = slice_trim(slice_cut(*rest, 0, end));

		*rest = slice_cut(*rest, end < rest->n ? end + 1 : end,
				  rest->n);
		if (element.n > 0) {
			*ret_element = element;
			return true;
		}
	}
	return false;
}
