/*
 * chain - the audit entries, each fixed by the one before.
 *
 *   hash(i) = BLAKE2b(key, hash(i-1) || entry(i)), hash(0) = 32 zeros
 *
 * An entry is written out with the length of every part, so that no two
 * entries give the same octets.  Without the key nobody can make the hashes
 * fit a changed history; what is cut off at the end shows against a head that
 * was kept elsewhere, signed (Ed25519) so that anybody can check it.
 *
 * The order of the entries is the caller's: by seq.  Any thread.
 */
#ifndef CRYPT_CHAIN_H
#define CRYPT_CHAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"

struct keys;

enum {
	CHAIN_HASH_BYTES = 32,
	CHAIN_SIGNATURE_BYTES = 64,
	CHAIN_SIGNER_BYTES = 32
};

/* Ids and codes; no contents. */
struct chain_entry {
	int64_t seq;
	int64_t at_us;
	struct slice actor;
	struct slice action;
	struct slice object;
	struct slice detail;
};

struct chain_hash {
	unsigned char octets[CHAIN_HASH_BYTES];
};

/* Of the entry after the one with that hash; with the present key. */
struct chain_hash chain_next(const struct keys *k,
			     const struct chain_hash *before,
			     const struct chain_entry *entry);

/*
 * Going through the entries from the first one:
 *
 *   struct chain_check c = {0};
 *
 *   while (there is a row)
 *           if (!chain_check_add(&c, keys, &entry, hash))
 *                   break;  (c.seq is the first broken entry)
 *
 * An entry is broken when it was changed, or when one was removed, added or
 * moved before it.  Entries made with the old master key fit until one of the
 * present key was there; what neither fits is broken.
 */
struct chain_check {
	int64_t seq;   /* of the entry last looked at */
	int64_t count; /* of those that fit */
	struct chain_hash head;
	bool is_present; /* an entry of the present key was there */
};

MUST_USE bool chain_check_add(struct chain_check *c, const struct keys *k,
			      const struct chain_entry *entry,
			      struct slice hash);

/*
 * The signature of a head, to be kept elsewhere: that after `seq` the hash was
 * this.  A check that has come to that seq with another hash, or has ended
 * before it, shows that the chain was cut or written anew.
 */
void chain_sign(const struct keys *k, int64_t seq,
		const struct chain_hash *head,
		unsigned char signature[CHAIN_SIGNATURE_BYTES]);

/* The public key that goes with it; known to whoever keeps the heads. */
void chain_signer(const struct keys *k,
		  unsigned char signer[CHAIN_SIGNER_BYTES]);

bool chain_is_signed(const unsigned char signer[CHAIN_SIGNER_BYTES],
		     int64_t seq, const struct chain_hash *head,
		     const unsigned char signature[CHAIN_SIGNATURE_BYTES]);

#endif
