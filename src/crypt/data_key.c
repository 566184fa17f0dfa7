/* data_key - see data_key.h. */
#include "crypt/data_key.h"

#include <string.h>

#include <sodium.h>

#include "base/log.h"
#include "crypt/data_key_parts.h"

enum {
	FORM = 1,
	NAME_AT = 1,
	NONCE_AT = NAME_AT + KEYS_NAME_BYTES,
	SEALED_AT = NONCE_AT + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	DERIVE_FIELDS = 1,
	DERIVE_CHUNKS,
};

_Static_assert(SEALED_AT + KEY_BYTES +
			       crypto_aead_xchacha20poly1305_ietf_ABYTES ==
		       DATA_KEY_WRAPPED_BYTES,
	       "a wrapped key's length");

#define DERIVE_CONTEXT "bb-field"

static struct data_key *take(void)
{
	struct data_key *k;

	ASSERT(sodium_init() >= 0);
	k = sodium_malloc(sizeof(*k));
	if (k == NULL)
		out_of_memory(sizeof(*k));
	return k;
}

static void derive(struct data_key *k)
{
	crypto_kdf_derive_from_key(k->fields, KEY_BYTES, DERIVE_FIELDS,
				   DERIVE_CONTEXT, k->root);
	crypto_kdf_derive_from_key(k->chunks, KEY_BYTES, DERIVE_CHUNKS,
				   DERIVE_CONTEXT, k->root);
}

struct data_key *data_key_new(void)
{
	struct data_key *k = take();

	randombytes_buf(k->root, sizeof(k->root));
	derive(k);
	return k;
}

struct data_key *data_key_of_program(const struct keys *keys, enum keys_age age)
{
	struct data_key *k = take();

	memcpy(k->root, keys_get(keys, age, KEY_FIELDS), sizeof(k->root));
	derive(k);
	return k;
}

void data_key_free(struct data_key *k)
{
	sodium_free(k);
}

void data_key_scoped(struct data_key **p)
{
	data_key_free(*p);
}

void data_key_wrap(const struct keys *keys, struct slice account,
		   const struct data_key *k,
		   unsigned char wrapped[DATA_KEY_WRAPPED_BYTES])
{
	struct slice name = keys_name(keys, KEYS_PRESENT);

	wrapped[0] = FORM;
	memcpy(wrapped + NAME_AT, name.p, name.n);
	randombytes_buf(wrapped + NONCE_AT, SEALED_AT - NONCE_AT);
	crypto_aead_xchacha20poly1305_ietf_encrypt(
		wrapped + SEALED_AT, NULL, k->root, sizeof(k->root),
		(const unsigned char *)account.p, account.n, NULL,
		wrapped + NONCE_AT, keys_get(keys, KEYS_PRESENT, KEY_WRAP));
}

static struct slice name_of(struct slice wrapped)
{
	return slice_cut(wrapped, NAME_AT, NONCE_AT);
}

/* The master key that wrapped it; NULL: none of those that are here. */
static const unsigned char *wrapper_of(const struct keys *keys,
				       struct slice wrapped)
{
	if (wrapped.n != DATA_KEY_WRAPPED_BYTES || wrapped.p[0] != FORM)
		return NULL;
	if (slice_eq(name_of(wrapped), keys_name(keys, KEYS_PRESENT)))
		return keys_get(keys, KEYS_PRESENT, KEY_WRAP);
	if (keys_have_old(keys) &&
	    slice_eq(name_of(wrapped), keys_name(keys, KEYS_OLD)))
		return keys_get(keys, KEYS_OLD, KEY_WRAP);
	return NULL;
}

static enum err damaged(void)
{
	log_event(LOG_RECORD_DAMAGED, "the key of an account does not unwrap");
	return ERR_INTERNAL;
}

enum err data_key_unwrap(const struct keys *keys, struct slice account,
			 struct slice wrapped, struct data_key **ret_key)
{
	const unsigned char *p = (const unsigned char *)wrapped.p;
	const unsigned char *wrapper = wrapper_of(keys, wrapped);
	struct data_key *k;

	if (wrapped.n == 0)
		return ERR_GONE;
	if (wrapper == NULL)
		return damaged();
	k = take();
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(
		    k->root, NULL, NULL, p + SEALED_AT, wrapped.n - SEALED_AT,
		    (const unsigned char *)account.p, account.n, p + NONCE_AT,
		    wrapper) != 0) {
		data_key_free(k);
		return damaged();
	}
	derive(k);
	*ret_key = k;
	return ERR_OK;
}

bool data_key_is_old(const struct keys *keys, struct slice wrapped)
{
	return wrapped.n == DATA_KEY_WRAPPED_BYTES &&
	       !slice_eq(name_of(wrapped), keys_name(keys, KEYS_PRESENT));
}
