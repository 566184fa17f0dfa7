/* base64 - see base64.h. */
#include "crypt/base64.h"

#include <sodium.h>

#include "base/arena.h"

enum { VARIANT = sodium_base64_VARIANT_ORIGINAL };

struct slice base64_of(struct arena *a, struct slice octets)
{
	size_t room = sodium_base64_encoded_len(octets.n, VARIANT);
	char *text = arena_take(a, room);

	sodium_bin2base64(text, room, (const unsigned char *)octets.p, octets.n,
			  VARIANT);
	return (struct slice){text, room - 1};
}
