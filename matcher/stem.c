/* stem - libstemmer behind its own names; see stem.h. */
#include "matcher/stem.h"

#include <stdlib.h>

#include <libstemmer.h>

#include "base/compiler.h"

struct stemmers {
	struct sb_stemmer *in[STEM__COUNT];
};

struct stemmers *stemmers_new(void)
{
	static const char *const names[STEM__COUNT] = {
		[STEM_ENGLISH] = "english",
		[STEM_PORTUGUESE] = "portuguese",
	};
	struct stemmers *s = malloc(sizeof(*s));

	if (s == NULL)
		out_of_memory(sizeof(*s));
	for (int i = 0; i < STEM__COUNT; i++) {
		s->in[i] = sb_stemmer_new(names[i], "UTF_8");
		if (s->in[i] == NULL)
			out_of_memory(0);
	}
	return s;
}

void stemmers_free(struct stemmers *s)
{
	if (s == NULL)
		return;
	for (int i = 0; i < STEM__COUNT; i++)
		sb_stemmer_delete(s->in[i]);
	free(s);
}

struct slice stem_word(struct stemmers *s, enum stem_language l,
		       struct slice word)
{
	const sb_symbol *stem;

	stem = sb_stemmer_stem(s->in[l], (const sb_symbol *)word.p,
			       (int)word.n);
	if (stem == NULL)
		out_of_memory(word.n);
	return (struct slice){(const char *)stem,
			      (size_t)sb_stemmer_length(s->in[l])};
}
