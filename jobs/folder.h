/*
 * folder - letters as files, for whoever has no mail server.
 *
 * Written whole or not at all: under another name first, then renamed.
 */
#ifndef JOBS_FOLDER_H
#define JOBS_FOLDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"

struct arena;

/*
 * "<time>-<id>": letters in the order in which they were caused, and the id
 * again; what is no letter or digit of it as %xx.
 */
struct slice folder_name(struct arena *a, int64_t created_us, struct slice id);

/* The id in the name of a file.  False: it is no letter of ours. */
bool folder_id(struct arena *a, struct slice file, struct slice *ret_id);

/*
 * <folder>/<name>.eml, which nobody else may read; the folder is made when
 * there is none.  ERR_STORE_FULL, ERR_INTERNAL: logged.
 */
MUST_USE enum err folder_put(struct arena *a, const char *folder,
			     struct slice name, struct slice octets);

#endif
