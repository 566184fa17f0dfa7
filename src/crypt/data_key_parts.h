/*
 * data_key_parts - what a data key is made of; for src/crypt alone.
 *
 * The key itself is never used but to derive one for each construction, so
 * that no key is ever given to two of them.
 */
#ifndef CRYPT_DATA_KEY_PARTS_H
#define CRYPT_DATA_KEY_PARTS_H

#include "crypt/keys.h"

struct data_key {
	unsigned char root[KEY_BYTES];
	unsigned char fields[KEY_BYTES]; /* seal.c */
	unsigned char chunks[KEY_BYTES]; /* chunks.c */
};

#endif
