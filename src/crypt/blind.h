/*
 * blind - finding an e-mail address that is stored sealed.
 *
 * The index is BLAKE2b, with a key of its own, of the address trimmed, in
 * NFKC and with its letters' case folded, in front of the @ as well: two
 * accounts whose addresses differ in case alone would be one person's mistake
 * or another's trick.  Without the key nobody can try addresses on it.
 *
 * Any thread.
 */
#ifndef CRYPT_BLIND_H
#define CRYPT_BLIND_H

#include "base/err.h"
#include "base/slice.h"
#include "crypt/keys.h"

/* RFC 5321, 4.5.3.1.3: a path of 256 octets with its < and >. */
enum { BLIND_INDEX_BYTES = 32, BLIND_EMAIL_BYTES_MAX = 254 };

/*
 * Rows keep that of the present key; while there is an old one an address that
 * is not found is looked up by the old index as well.
 *
 * ERR_INVALID: empty, not UTF-8, or too long.  Whether it is an address is not
 * asked here.
 */
MUST_USE enum err blind_email(const struct keys *k, enum keys_age age,
			      struct slice address,
			      unsigned char index[BLIND_INDEX_BYTES]);

#endif
