/* files - whole files into an arena, and the files that a path names. */
#ifndef APP_FILES_H
#define APP_FILES_H

#include <stddef.h>

#include "base/err.h"
#include "base/slice.h"

struct arena;

#define FILE_BYTES_MAX ((size_t)2 * 1024 * 1024 * 1024)

/* "-" is standard input.  ERR_NOT_FOUND: it cannot be read. */
MUST_USE enum err file_read(struct arena *a, const char *path,
			    struct slice *ret_bytes);

struct paths {
	size_t count, room;
	const char **items;
};

void paths_add(struct arena *a, struct paths *p, const char *path);

/*
 * A file is itself; a folder its *.json, *.ndjson and *.jsonl, by name.
 * ERR_NOT_FOUND: there is nothing there.
 */
MUST_USE enum err paths_expand(struct arena *a, const char *path,
			       struct paths *ret_paths);

#endif
