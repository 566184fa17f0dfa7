/* words - see words.h. */
#include "words.h"

#include "base/arena.h"
#include "matcher/snapshot.h"
#include "matcher/textindex.h"
#include "support/random.h"

enum { WORD_BYTES = 24 };

/* At most WORD_BYTES of them, and never half a letter. */
static size_t whole_letters(struct slice text, size_t n)
{
	if (n > WORD_BYTES)
		n = WORD_BYTES;
	while (n > 0 && n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
		n--;
	return n;
}

/* Up to the next separator of its script. */
static struct slice next_word(struct slice *rest)
{
	struct slice comma = SLICE("，"), word;
	size_t n = 0;

	if ((unsigned char)rest->p[0] < 0xE0)
		return slice_split(*rest, ' ', rest);
	while (n < rest->n &&
	       !slice_starts(slice_cut(*rest, n, rest->n), comma))
		n++;
	word = slice_cut(*rest, 0, whole_letters(*rest, n));
	n = n + comma.n < rest->n ? n + comma.n : rest->n;
	*rest = slice_cut(*rest, n, rest->n);
	return word;
}

/* In the last of the languages that has it. */
static struct slice text_of(struct arena *a, const struct snapshot *s, size_t i,
			    enum text_field f)
{
	struct slice all = {NULL, 0};
	struct textdoc doc;

	snapshot_describe(a, s, i, &doc);
	for (int l = 0; l < LANG__COUNT; l++) {
		if (doc.in[f][l].n > 0)
			all = doc.in[f][l];
	}
	return all;
}

void words_of_some(struct arena *a, const struct snapshot *s, struct random *r,
		   struct slice ret_words[WORDS_TAKEN])
{
	struct arena *scratch = arena_new(0);
	size_t i = (size_t)random_below(r, (int)s->count);
	enum text_field f = random_chance(r, 60) ? FIELD_SUMMARY : FIELD_TITLE;
	struct slice all = text_of(scratch, s, i, f);

	for (int k = 0; k < WORDS_TAKEN; k++) {
		struct slice word = {NULL, 0};

		for (int skip = random_below(r, 4); skip >= 0 && all.n > 0;
		     skip--)
			word = next_word(&all);
		ret_words[k] = arena_copy(a, slice_trim(word));
	}
	arena_free(scratch);
}
