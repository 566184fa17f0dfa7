/* chain - see chain.h. */
#include "crypt/chain.h"

#include <string.h>

#include <sodium.h>

#include "crypt/keys.h"

enum { NUMBER_BYTES = 8, MARK_BYTES = 16 };
enum { HEAD_BYTES = MARK_BYTES + NUMBER_BYTES + CHAIN_HASH_BYTES };

/* What is signed says what it is. */
static const char head_mark[MARK_BYTES] = "baybridge audit";

static void write_number(uint64_t n, unsigned char to[NUMBER_BYTES])
{
	for (int i = 0; i < NUMBER_BYTES; i++)
		to[i] = (unsigned char)(n >> (8 * (NUMBER_BYTES - 1 - i)));
}

static void add_number(crypto_generichash_state *h, uint64_t n)
{
	unsigned char octets[NUMBER_BYTES];

	write_number(n, octets);
	crypto_generichash_update(h, octets, sizeof(octets));
}

static void add_text(crypto_generichash_state *h, struct slice text)
{
	add_number(h, text.n);
	crypto_generichash_update(h, (const unsigned char *)text.p, text.n);
}

static struct chain_hash next_of(const struct keys *k, enum keys_age age,
				 const struct chain_hash *before,
				 const struct chain_entry *entry)
{
	crypto_generichash_state h;
	struct chain_hash next;

	crypto_generichash_init(&h, keys_get(k, age, KEY_AUDIT), KEY_BYTES,
				sizeof(next.octets));
	crypto_generichash_update(&h, before->octets, sizeof(before->octets));
	add_number(&h, (uint64_t)entry->seq);
	add_number(&h, (uint64_t)entry->at_us);
	add_text(&h, entry->actor);
	add_text(&h, entry->action);
	add_text(&h, entry->object);
	add_text(&h, entry->detail);
	crypto_generichash_final(&h, next.octets, sizeof(next.octets));
	return next;
}

struct chain_hash chain_next(const struct keys *k,
			     const struct chain_hash *before,
			     const struct chain_entry *entry)
{
	return next_of(k, KEYS_PRESENT, before, entry);
}

static bool fits(const struct keys *k, enum keys_age age,
		 const struct chain_check *c, const struct chain_entry *entry,
		 struct slice hash)
{
	struct chain_hash want = next_of(k, age, &c->head, entry);

	return hash.n == sizeof(want.octets) &&
	       sodium_memcmp(hash.p, want.octets, hash.n) == 0;
}

bool chain_check_add(struct chain_check *c, const struct keys *k,
		     const struct chain_entry *entry, struct slice hash)
{
	bool is_present = fits(k, KEYS_PRESENT, c, entry, hash);

	c->seq = entry->seq;
	if (!is_present && (c->is_present || !keys_have_old(k) ||
			    !fits(k, KEYS_OLD, c, entry, hash)))
		return false;
	c->is_present = is_present;
	c->count++;
	memcpy(c->head.octets, hash.p, sizeof(c->head.octets));
	return true;
}

static void write_head(int64_t seq, const struct chain_hash *head,
		       unsigned char to[HEAD_BYTES])
{
	memcpy(to, head_mark, MARK_BYTES);
	write_number((uint64_t)seq, to + MARK_BYTES);
	memcpy(to + MARK_BYTES + NUMBER_BYTES, head->octets, CHAIN_HASH_BYTES);
}

static void pair_of(const struct keys *k,
		    unsigned char signer[crypto_sign_PUBLICKEYBYTES],
		    unsigned char secret[crypto_sign_SECRETKEYBYTES])
{
	crypto_sign_seed_keypair(signer, secret,
				 keys_get(k, KEYS_PRESENT, KEY_SIGN));
}

_Static_assert(crypto_sign_SEEDBYTES == KEY_BYTES, "a key is a seed");
_Static_assert(crypto_sign_BYTES == CHAIN_SIGNATURE_BYTES, "Ed25519");
_Static_assert(crypto_sign_PUBLICKEYBYTES == CHAIN_SIGNER_BYTES, "Ed25519");

void chain_sign(const struct keys *k, int64_t seq,
		const struct chain_hash *head,
		unsigned char signature[CHAIN_SIGNATURE_BYTES])
{
	unsigned char signer[crypto_sign_PUBLICKEYBYTES];
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	unsigned char octets[HEAD_BYTES];

	pair_of(k, signer, secret);
	write_head(seq, head, octets);
	crypto_sign_detached(signature, NULL, octets, sizeof(octets), secret);
	sodium_memzero(secret, sizeof(secret));
}

void chain_signer(const struct keys *k,
		  unsigned char signer[CHAIN_SIGNER_BYTES])
{
	unsigned char secret[crypto_sign_SECRETKEYBYTES];

	pair_of(k, signer, secret);
	sodium_memzero(secret, sizeof(secret));
}

bool chain_is_signed(const unsigned char signer[CHAIN_SIGNER_BYTES],
		     int64_t seq, const struct chain_hash *head,
		     const unsigned char signature[CHAIN_SIGNATURE_BYTES])
{
	unsigned char octets[HEAD_BYTES];

	write_head(seq, head, octets);
	return crypto_sign_verify_detached(signature, octets, sizeof(octets),
					   signer) == 0;
}
