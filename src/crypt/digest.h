/*
 * digest - BLAKE2b of a few texts, to tell whether they are the same again.
 *
 * Each text goes in with its length, so that no two lists give the same octets.
 * Without a key: for what is no secret.  Any thread.
 */
#ifndef CRYPT_DIGEST_H
#define CRYPT_DIGEST_H

#include "base/slice.h"

enum { DIGEST_BYTES = 32 };

void digest_of(const struct slice *texts, size_t count,
	       unsigned char digest[DIGEST_BYTES]);

#endif
