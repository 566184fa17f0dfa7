/* id - see id.h. */
#include "crypt/id.h"

#include <stdint.h>
#include <string.h>

#include <sodium.h>

enum { ID_OCTETS = 16, DIGIT_BITS = 5 };

static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

/* 130 bits are written: the last digit holds three, and two zeros. */
void id_new(char text[ID_CHARS + 1])
{
	unsigned char octets[ID_OCTETS];
	uint32_t bits = 0;
	unsigned held = 0;
	size_t at = 0;

	randombytes_buf(octets, sizeof(octets));
	for (size_t i = 0; i < ID_CHARS; i++) {
		if (held < DIGIT_BITS) {
			bits = (bits << 8) |
			       (at < ID_OCTETS ? octets[at++] : 0U);
			held += 8;
		}
		held -= DIGIT_BITS;
		text[i] = digits[(bits >> held) & 31];
	}
	text[ID_CHARS] = '\0';
}

bool id_is(struct slice text)
{
	const char *last;

	if (text.n != ID_CHARS)
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (memchr(digits, text.p[i], sizeof(digits) - 1) == NULL)
			return false;
	last = memchr(digits, text.p[text.n - 1], sizeof(digits) - 1);
	return (last - digits) % 4 == 0;
}
