/* gram - see gram.h. */
#include "matcher/gram.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "matcher/analyse.h"

enum { EDGED_BYTES = ANALYSE_TERM_MAX + 2, SHORTEST = 3, LONGEST = 4 };

/* "_word_", and where each of its characters begins; 0 when it is no UTF-8. */
static size_t mark_edges(struct slice word, char *edged, uint8_t *begins)
{
	size_t count = 0;
	size_t at = 0;

	edged[0] = '_';
	memcpy(edged + 1, word.p, word.n);
	edged[1 + word.n] = '_';
	while (at < word.n + 2) {
		uint32_t code;
		int length = utf8_decode(edged + at, word.n + 2 - at, &code);

		if (length == 0)
			return 0;
		begins[count++] = (uint8_t)at;
		at += (size_t)length;
	}
	begins[count] = (uint8_t)at;
	return count;
}

void grams_of(struct slice word, gram_emit *emit, void *ctx)
{
	char edged[EDGED_BYTES];
	uint8_t begins[EDGED_BYTES + 1];
	char term[1 + 4 * LONGEST] = {TERM_GRAM};
	size_t count;

	if (word.n > ANALYSE_TERM_MAX)
		return;
	count = mark_edges(word, edged, begins);
	if (count < GRAM_LETTERS_MIN + 2)
		return;
	for (size_t size = SHORTEST; size <= LONGEST; size++) {
		for (size_t i = 0; i + size <= count; i++) {
			size_t n = (size_t)(begins[i + size] - begins[i]);

			memcpy(term + 1, edged + begins[i], n);
			emit(ctx, (struct slice){term, n + 1});
		}
	}
}
