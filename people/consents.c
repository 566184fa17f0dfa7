/* consents - see consents.h. */
#include "people/consents.h"

#include "store/profiles.h"

#define TEXTS(en, hant, hans, pt)                                              \
	{                                                                      \
		en, hant, hans, pt                                             \
	}

static const struct {
	const char *version;
	const char *title[LANG__COUNT];
	const char *text[LANG__COUNT];
} table[CONSENT__COUNT] = {
#define CONSENT(name, word, version, title, text) {version, title, text},
#include "people/consents.def"
#undef CONSENT
};

const char *const consent_words[] = {
#define CONSENT(name, word, version, title, text) word,
#include "people/consents.def"
#undef CONSENT
	NULL};

const char *consent_version(enum consent_purpose p)
{
	return table[p].version;
}

static struct text text_of(const char *const in[LANG__COUNT])
{
	struct text t;

	for (int l = 0; l < LANG__COUNT; l++)
		t.in[l] = slice_of(in[l]);
	return t;
}

struct text consent_title(enum consent_purpose p)
{
	return text_of(table[p].title);
}

struct text consent_text(enum consent_purpose p)
{
	return text_of(table[p].text);
}

enum err consent_given(const struct hands *h, struct slice account,
		       enum consent_purpose p, struct slice destination,
		       bool *ret_given)
{
	struct stored_consent want = {.account = account,
				      .purpose = slice_of(consent_words[p]),
				      .destination = destination};
	struct stored_consent word;
	enum err e = consents_newest(h->db, h->arena, &want, &word);

	*ret_given = e == ERR_OK && word.given == 1;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}
