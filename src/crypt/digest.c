/* digest - see digest.h. */
#include "crypt/digest.h"

#include <stdint.h>

#include <sodium.h>

void digest_of(const struct slice *texts, size_t count,
	       unsigned char digest[DIGEST_BYTES])
{
	crypto_generichash_state h;

	crypto_generichash_init(&h, NULL, 0, DIGEST_BYTES);
	for (size_t i = 0; i < count; i++) {
		uint64_t n = texts[i].n;

		crypto_generichash_update(&h, (const unsigned char *)&n,
					  sizeof(n));
		crypto_generichash_update(&h, (const unsigned char *)texts[i].p,
					  texts[i].n);
	}
	crypto_generichash_final(&h, digest, DIGEST_BYTES);
}
