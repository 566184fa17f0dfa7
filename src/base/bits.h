/* bits - sets of small numbers, one bit each in words of 64. */
#ifndef BASE_BITS_H
#define BASE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline bool bit_has(const uint64_t *words, size_t i)
{
	return (words[i / 64] >> (i % 64) & 1) != 0;
}

static inline void bit_set(uint64_t *words, size_t i)
{
	words[i / 64] |= UINT64_C(1) << (i % 64);
}

/* Without the instruction, which not every machine of the distribution has, the
 * compiler calls a function for each word. */
static inline size_t bits_in(uint64_t word)
{
	word -= word >> 1 & 0x5555555555555555u;
	word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
	word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
	return (size_t)(word * 0x0101010101010101u >> 56);
}

static inline size_t bits_sum(const uint64_t *words, size_t count)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		n += bits_in(words[i]);
	return n;
}

/*
 * From one byte each, 0 or 1, to one bit each; `bytes` are whole words of 64.
 * Eight bytes are multiplied so that their low bits meet in the highest byte.
 */
static inline void bits_pack(const uint8_t *bytes, size_t words, uint64_t *ret)
{
	for (size_t w = 0; w < words; w++) {
		uint64_t bits = 0;

		for (unsigned k = 0; k < 8; k++) {
			uint64_t eight;

			memcpy(&eight, bytes + w * 64 + k * 8, sizeof(eight));
			eight = eight * UINT64_C(0x0102040810204080) >> 56;
			bits |= eight << (k * 8);
		}
		ret[w] = bits;
	}
}

#endif
