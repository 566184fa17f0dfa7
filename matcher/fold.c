/* fold - look-ups in the tables of tools/make-fold; see fold.h. */
#include "matcher/fold.h"

#include <stddef.h>

#include "base/compiler.h"
#include "matcher/hash.h"

struct fold_pair {
	uint32_t from;
	uint32_t to;
};

#include "matcher/fold_table.inc"
#include "matcher/private_table.inc"

enum { PRIVATE_FIRST = 0xE000 };

static uint32_t fold_above_bmp(uint32_t code)
{
	size_t low = 0;
	size_t high = COUNT(fold_high);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (fold_high[middle].from < code)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < COUNT(fold_high) && fold_high[low].from == code)
		return fold_high[low].to;
	return code;
}

uint32_t fold_han(uint32_t code)
{
	if (code >= COUNT(fold_bmp))
		return fold_above_bmp(code);
	return fold_bmp[code] == 0 ? code : fold_bmp[code];
}

uint32_t fold_private(uint32_t code)
{
	if (code < PRIVATE_FIRST ||
	    code >= PRIVATE_FIRST + COUNT(private_table))
		return code;
	return private_table[code - PRIVATE_FIRST];
}

uint64_t fold_version(void)
{
	uint64_t h = HASH_START;

	h = hash_bytes(h, fold_bmp, sizeof(fold_bmp));
	h = hash_bytes(h, fold_high, sizeof(fold_high));
	return hash_bytes(h, private_table, sizeof(private_table));
}
