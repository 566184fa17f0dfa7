/* utf8 - see utf8.h. */
#include "base/utf8.h"

static bool is_tail(char c)
{
	return ((unsigned char)c & 0xC0u) == 0x80u;
}

static int sequence_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first < 0xC2)
		return 0;
	if (first < 0xE0)
		return 2;
	if (first < 0xF0)
		return 3;
	return first < 0xF5 ? 4 : 0;
}

int utf8_decode(const char *p, size_t n, uint32_t *ret_code)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char first;
	uint32_t code;
	int length;

	if (n == 0)
		return 0;
	first = (unsigned char)p[0];
	length = sequence_length(first);
	if (length == 0 || (size_t)length > n)
		return 0;
	if (length == 1) {
		*ret_code = first;
		return 1;
	}
	code = first & (0x7Fu >> length);
	for (int i = 1; i < length; i++) {
		if (!is_tail(p[i]))
			return 0;
		code = code << 6 | ((unsigned char)p[i] & 0x3Fu);
	}
	if (code < least[length] || code > 0x10FFFF ||
	    (code >= 0xD800 && code <= 0xDFFF))
		return 0;
	*ret_code = code;
	return length;
}

int utf8_encode(uint32_t code, char bytes[4])
{
	if (code < 0x80) {
		bytes[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		bytes[0] = (char)(0xC0u | code >> 6);
		bytes[1] = (char)(0x80u | (code & 0x3Fu));
		return 2;
	}
	if (code < 0x10000) {
		bytes[0] = (char)(0xE0u | code >> 12);
		bytes[1] = (char)(0x80u | (code >> 6 & 0x3Fu));
		bytes[2] = (char)(0x80u | (code & 0x3Fu));
		return 3;
	}
	bytes[0] = (char)(0xF0u | code >> 18);
	bytes[1] = (char)(0x80u | (code >> 12 & 0x3Fu));
	bytes[2] = (char)(0x80u | (code >> 6 & 0x3Fu));
	bytes[3] = (char)(0x80u | (code & 0x3Fu));
	return 4;
}

bool utf8_is_valid(struct slice s, size_t *ret_at)
{
	size_t at = 0;

	while (at < s.n) {
		uint32_t code;
		int length = utf8_decode(s.p + at, s.n - at, &code);

		if (length == 0) {
			*ret_at = at;
			return false;
		}
		at += (size_t)length;
	}
	return true;
}
