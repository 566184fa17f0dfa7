/* hook - see hook.h. */
#include "crypt/hook.h"

#include <sodium.h>

#include "base/arena.h"
#include "crypt/base64.h"

enum {
	SECRET_OCTETS = 32,
	SECRET_OCTETS_MAX = 64,
	VARIANT = sodium_base64_VARIANT_ORIGINAL
};

static const struct slice mark = SLICE_INIT("whsec_");

struct slice hook_secret_new(struct arena *a)
{
	unsigned char octets[SECRET_OCTETS];
	struct slice text;

	randombytes_buf(octets, sizeof(octets));
	text = base64_of(a,
			 (struct slice){(const char *)octets, sizeof(octets)});
	sodium_memzero(octets, sizeof(octets));
	return arena_print(a, "%.*s%.*s", SLICE_ARG(mark), SLICE_ARG(text));
}

enum err hook_sign(struct arena *a, struct slice secret,
		   const struct hook_signed *what, struct slice *ret_signature)
{
	unsigned char key[SECRET_OCTETS_MAX];
	unsigned char tag[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state state;
	struct slice head = arena_print(a, "%.*s.%lld.", SLICE_ARG(what->id),
					(long long)what->second);
	struct slice text;
	size_t n;

	if (!slice_starts(secret, mark) ||
	    sodium_base642bin(key, sizeof(key), secret.p + mark.n,
			      secret.n - mark.n, NULL, &n, NULL, VARIANT) != 0)
		return ERR_INVALID;
	crypto_auth_hmacsha256_init(&state, key, n);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)head.p,
				      head.n);
	crypto_auth_hmacsha256_update(
		&state, (const unsigned char *)what->body.p, what->body.n);
	crypto_auth_hmacsha256_final(&state, tag);
	sodium_memzero(key, sizeof(key));
	text = base64_of(a, (struct slice){(const char *)tag, sizeof(tag)});
	*ret_signature = arena_print(a, "v1,%.*s", SLICE_ARG(text));
	return ERR_OK;
}
