/* err - the program's error codes, from errors.def. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/compiler.h"
#include "base/lang.h"

enum err {
	ERR_OK,
#define ERR(name, status, slug, en, hant, hans, pt) ERR_##name,
#include "base/errors.def"
#undef ERR
	ERR__COUNT
};

int err_status(enum err e);       /* the HTTP status; 200 for ERR_OK */
const char *err_slug(enum err e); /* "not-found" */
const char *err_title(enum err e, enum lang l); /* LANG_ALL: English */

/* The code whose slug this is; ERR_OK when there is none. */
enum err err_of_slug(const char *slug);

#endif
