/* seal - see seal.h. */
#include "crypt/seal.h"

#include <string.h>

#include <sodium.h>

#include "base/arena.h"
#include "base/log.h"
#include "crypt/data_key_parts.h"

enum {
	FORM = 1,
	NONCE_AT = 1,
	SEALED_AT = NONCE_AT + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	PART_BYTES_MAX = 255
};

_Static_assert(SEALED_AT + TAG_BYTES == SEAL_EXTRA_BYTES, "what is added");

struct slice seal_place_octets(struct arena *a, const struct seal_place *place)
{
	const struct slice parts[] = {place->account, place->table,
				      place->column, place->row};
	size_t n = 0;
	char *to;

	for (size_t i = 0; i < COUNT(parts); i++)
		n += 1 + parts[i].n;
	to = arena_take(a, n);
	n = 0;
	for (size_t i = 0; i < COUNT(parts); i++) {
		ASSERT(parts[i].n <= PART_BYTES_MAX);
		to[n++] = (char)parts[i].n;
		if (parts[i].n > 0)
			memcpy(to + n, parts[i].p, parts[i].n);
		n += parts[i].n;
	}
	return (struct slice){to, n};
}

struct slice seal_write(struct arena *a, const struct data_key *k,
			const struct seal_place *place, struct slice plain)
{
	struct slice at = seal_place_octets(a, place);
	size_t n = plain.n + SEAL_EXTRA_BYTES;
	unsigned char *to = arena_take(a, n);

	to[0] = FORM;
	randombytes_buf(to + NONCE_AT, SEALED_AT - NONCE_AT);
	crypto_aead_xchacha20poly1305_ietf_encrypt(
		to + SEALED_AT, NULL, (const unsigned char *)plain.p, plain.n,
		(const unsigned char *)at.p, at.n, NULL, to + NONCE_AT,
		k->fields);
	return (struct slice){(const char *)to, n};
}

enum err seal_read(struct arena *a, const struct data_key *k,
		   const struct seal_place *place, struct slice sealed,
		   struct slice *ret_plain)
{
	const unsigned char *p = (const unsigned char *)sealed.p;
	struct slice at = seal_place_octets(a, place);
	unsigned char *to;

	if (sealed.n < SEAL_EXTRA_BYTES || p[0] != FORM)
		goto damaged;
	to = arena_take(a, sealed.n - SEAL_EXTRA_BYTES + 1);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(
		    to, NULL, NULL, p + SEALED_AT, sealed.n - SEALED_AT,
		    (const unsigned char *)at.p, at.n, p + NONCE_AT,
		    k->fields) != 0)
		goto damaged;
	*ret_plain =
		(struct slice){(const char *)to, sealed.n - SEAL_EXTRA_BYTES};
	return ERR_OK;
damaged:
	log_event(LOG_RECORD_DAMAGED, "a sealed field does not open");
	return ERR_INTERNAL;
}
