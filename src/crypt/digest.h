/*
 * digest - BLAKE2b of a few texts, to tell whether they are the same again.
 *
 * Each text goes in with its length, so that no two lists give the same octets.
 * digest_of() is without a key: for what is no secret.  Any thread.
 */
#ifndef CRYPT_DIGEST_H
#define CRYPT_DIGEST_H

#include "base/slice.h"

enum { DIGEST_BYTES = 32 };

void digest_of(const struct slice *texts, size_t count,
	       unsigned char digest[DIGEST_BYTES]);

/*
 * With a key of KEY_BYTES octets (keys.h): who has the texts cannot tell what
 * they give.
 */
void digest_with(const unsigned char *key, const struct slice *texts,
		 size_t count, unsigned char digest[DIGEST_BYTES]);

#endif
