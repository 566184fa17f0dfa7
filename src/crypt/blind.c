/* blind - see blind.h. */
#include "crypt/blind.h"

#include <sodium.h>

#include "matcher/normal.h"

enum err blind_email(const struct keys *k, enum keys_age age,
		     struct slice address,
		     unsigned char index[BLIND_INDEX_BYTES])
{
	char folded[BLIND_EMAIL_BYTES_MAX];
	size_t n;

	if (!normal_text(NORMAL_KC_FOLDED, slice_strip(address), folded,
			 sizeof(folded), &n) ||
	    n == 0)
		return ERR_INVALID;
	crypto_generichash(index, BLIND_INDEX_BYTES,
			   (const unsigned char *)folded, n,
			   keys_get(k, age, KEY_INDEX), KEY_BYTES);
	sodium_memzero(folded, sizeof(folded));
	return ERR_OK;
}
