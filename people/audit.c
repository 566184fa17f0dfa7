/* audit - see audit.h. */
#include "people/audit.h"

#include <string.h>

#include "crypt/chain.h"
#include "store/audit.h"

/* The entry before; zeros before the first. */
static enum err last_of(const struct hands *h, int64_t *ret_seq,
			struct chain_hash *ret_hash)
{
	struct stored_audit last;
	enum err e = audit_last(h->db, h->arena, &last);

	*ret_seq = 0;
	*ret_hash = (struct chain_hash){{0}};
	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	if (e != ERR_OK)
		return e;
	if (last.hash.n != sizeof(ret_hash->octets))
		return ERR_INTERNAL;
	*ret_seq = last.seq;
	memcpy(ret_hash->octets, last.hash.p, sizeof(ret_hash->octets));
	return ERR_OK;
}

enum err audit_tell(const struct hands *h, const struct audit_word *word)
{
	struct chain_hash before, hash;
	struct chain_entry entry = {.at_us = h->now_us,
				    .actor = word->actor,
				    .action = word->action,
				    .object = word->object,
				    .detail = word->detail};
	struct stored_audit row = {.at_us = h->now_us,
				   .actor = word->actor,
				   .action = word->action,
				   .object = word->object,
				   .detail = word->detail};
	enum err e = last_of(h, &row.seq, &before);

	if (e != ERR_OK)
		return e;
	entry.seq = ++row.seq;
	hash = chain_next(h->keys, &before, &entry);
	row.hash = hands_octets(hash.octets, sizeof(hash.octets));
	return audit_append(h->db, &row);
}
