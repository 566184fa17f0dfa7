/* digest - see digest.h. */
#include "crypt/digest.h"

#include <stdint.h>

#include <sodium.h>

#include "crypt/keys.h"

void digest_with(const unsigned char *key, const struct slice *texts,
		 size_t count, unsigned char digest[DIGEST_BYTES])
{
	crypto_generichash_state h;

	crypto_generichash_init(&h, key, key == NULL ? 0 : KEY_BYTES,
				DIGEST_BYTES);
	for (size_t i = 0; i < count; i++) {
		uint64_t n = texts[i].n;

		crypto_generichash_update(&h, (const unsigned char *)&n,
					  sizeof(n));
		crypto_generichash_update(&h, (const unsigned char *)texts[i].p,
					  texts[i].n);
	}
	crypto_generichash_final(&h, digest, DIGEST_BYTES);
}

void digest_of(const struct slice *texts, size_t count,
	       unsigned char digest[DIGEST_BYTES])
{
	digest_with(NULL, texts, count, digest);
}
