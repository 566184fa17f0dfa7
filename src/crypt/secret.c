/* secret - see secret.h. */
#include "crypt/secret.h"

#include <string.h>

#include <sodium.h>

enum { MARK_CHARS = 3, RANDOM_BYTES = 32, RANDOM_CHARS = 43 };

#define BASE64 sodium_base64_VARIANT_URLSAFE_NO_PADDING

_Static_assert(MARK_CHARS + RANDOM_CHARS == SECRET_CHARS, "a token's length");

static const char *const marks[SECRET__COUNT] = {
	[SECRET_COOKIE] = "bs_",   [SECRET_BEARER] = "bt_",
	[SECRET_VERIFY] = "bv_",   [SECRET_RESET] = "br_",
	[SECRET_EMAIL] = "be_",    [SECRET_INVITE] = "bi_",
	[SECRET_ALERT] = "ba_",    [SECRET_UNSUBSCRIBE] = "bu_",
	[SECRET_CHECK_IN] = "bc_",
};

void secret_new(enum secret_kind kind, char text[SECRET_CHARS + 1])
{
	unsigned char random[RANDOM_BYTES];

	randombytes_buf(random, sizeof(random));
	memcpy(text, marks[kind], MARK_CHARS);
	sodium_bin2base64(text + MARK_CHARS, RANDOM_CHARS + 1, random,
			  sizeof(random), BASE64);
	sodium_memzero(random, sizeof(random));
}

/* Strict base64: two texts never stand for the same octets. */
static bool is_token(enum secret_kind kind, struct slice text)
{
	unsigned char random[RANDOM_BYTES];
	size_t n;
	bool is;

	if (text.n != SECRET_CHARS ||
	    !slice_starts(text, slice_of(marks[kind])))
		return false;
	is = sodium_base642bin(random, sizeof(random), text.p + MARK_CHARS,
			       RANDOM_CHARS, NULL, &n, NULL, BASE64) == 0 &&
	     n == sizeof(random);
	sodium_memzero(random, sizeof(random));
	return is;
}

enum err secret_hash(const struct keys *k, enum keys_age age,
		     enum secret_kind kind, struct slice text,
		     unsigned char hash[SECRET_HASH_BYTES])
{
	if (!is_token(kind, text))
		return ERR_MALFORMED;
	crypto_generichash(hash, SECRET_HASH_BYTES,
			   (const unsigned char *)text.p, text.n,
			   keys_get(k, age, KEY_TOKEN), KEY_BYTES);
	return ERR_OK;
}

bool secret_is_same(struct slice a, struct slice b)
{
	return a.n == b.n && sodium_memcmp(a.p, b.p, a.n) == 0;
}

static void csrf_of(const struct keys *k, enum keys_age age,
		    const unsigned char hash[SECRET_HASH_BYTES],
		    char text[SECRET_CSRF_CHARS + 1])
{
	unsigned char proof[RANDOM_BYTES];

	crypto_generichash(proof, sizeof(proof), hash, SECRET_HASH_BYTES,
			   keys_get(k, age, KEY_CSRF), KEY_BYTES);
	sodium_bin2base64(text, SECRET_CSRF_CHARS + 1, proof, sizeof(proof),
			  BASE64);
}

void secret_csrf(const struct keys *k,
		 const unsigned char hash[SECRET_HASH_BYTES],
		 char text[SECRET_CSRF_CHARS + 1])
{
	csrf_of(k, KEYS_PRESENT, hash, text);
}

static bool fits(const struct keys *k, enum keys_age age,
		 const unsigned char hash[SECRET_HASH_BYTES], struct slice text)
{
	char want[SECRET_CSRF_CHARS + 1];

	csrf_of(k, age, hash, want);
	return secret_is_same(text, (struct slice){want, SECRET_CSRF_CHARS});
}

bool secret_csrf_fits(const struct keys *k,
		      const unsigned char hash[SECRET_HASH_BYTES],
		      struct slice text)
{
	return fits(k, KEYS_PRESENT, hash, text) ||
	       (keys_have_old(k) && fits(k, KEYS_OLD, hash, text));
}
