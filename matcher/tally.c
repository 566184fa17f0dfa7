/* tally - a ripple-carry adder over bitmaps; see tally.h. */
#include "matcher/tally.h"

#include <string.h>

#include "base/arena.h"
#include "base/compiler.h"

struct tally tally_new(struct arena *a, size_t words)
{
	return (struct tally){.arena = a, .words = words};
}

/* Digits that `count` can have set. */
static int digits_of(unsigned count)
{
	int n = 0;

	while (n < TALLY_DIGITS && count >> n != 0)
		n++;
	return n;
}

void tally_clear(struct tally *t)
{
	int n = digits_of(t->count);

	for (int d = 0; d < n; d++)
		memset(t->digits[d], 0, t->words * sizeof(uint64_t));
	t->count = 0;
}

void tally_add(struct tally *t, const uint64_t *bitmap)
{
	int n;

	ASSERT(t->count < TALLY_MAX);
	t->count++;
	n = digits_of(t->count);
	if (t->digits[n - 1] == NULL)
		t->digits[n - 1] =
			ARENA_ARRAY(t->arena, uint64_t, t->words + 1);
	for (size_t w = 0; w < t->words; w++) {
		uint64_t carry = bitmap[w];

		for (int d = 0; d < n && carry != 0; d++) {
			uint64_t digit = t->digits[d][w];

			t->digits[d][w] = digit ^ carry;
			carry &= digit;
		}
	}
}

/* A count reaches `need` where subtracting it borrows nothing. */
void tally_reach(const struct tally *t, unsigned need, uint64_t *ret_bitmap)
{
	int n = digits_of(t->count);

	for (size_t w = 0; w < t->words; w++) {
		uint64_t borrow = 0;

		for (int d = 0; d < n; d++) {
			uint64_t have = t->digits[d][w];

			if (need >> d & 1u)
				borrow = ~have | borrow;
			else
				borrow = ~have & borrow;
		}
		ret_bitmap[w] = need > t->count ? 0 : ~borrow;
	}
}
