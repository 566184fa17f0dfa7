/* err - see err.h. */
#include "base/err.h"

#include <string.h>

static const struct {
	int status;
	const char *slug;
	const char *title[LANG__COUNT];
} table[ERR__COUNT] = {
	[ERR_OK] = {200, "ok", {"It went well", "成功", "成功", "Correu bem"}},
#define ERR(name, status, slug, en, hant, hans, pt)                            \
	[ERR_##name] = {status, slug, {en, hant, hans, pt}},
#include "base/errors.def"
#undef ERR
};

int err_status(enum err e)
{
	return table[e].status;
}

const char *err_slug(enum err e)
{
	return table[e].slug;
}

const char *err_title(enum err e, enum lang l)
{
	return table[e].title[l == LANG_ALL ? LANG_EN : l];
}

enum err err_of_slug(const char *slug)
{
	for (int e = ERR_OK + 1; e < ERR__COUNT; e++) {
		if (strcmp(table[e].slug, slug) == 0)
			return (enum err)e;
	}
	return ERR_OK;
}
