/*
 * fact_pack - facts as a few bytes, and facts again.
 *
 * What is unpacked gives every verdict that the original gives; only `given`,
 * the JSON that a fact was read from, is not kept.
 */
#ifndef MATCHER_FACT_PACK_H
#define MATCHER_FACT_PACK_H

#include <stdint.h>

#include "base/buf.h"
#include "matcher/facts.h"

struct arena;

void facts_pack(struct buf *to, const struct vocabulary *v,
		const struct facts *facts);

/* Lives in the arena, and as long as the bytes; the cursor moves on. */
const struct facts *facts_unpack(struct arena *a, const struct vocabulary *v,
				 const uint8_t **at);

#endif
