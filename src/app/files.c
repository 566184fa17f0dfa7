/* files - see files.h. */
#include "app/files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"

enum err file_read(struct arena *a, const char *path, struct slice *ret_bytes)
{
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	struct buf b;
	struct stat st;
	bool is_good;

	if (f == NULL)
		return ERR_NOT_FOUND;
	if (fstat(fileno(f), &st) != 0 || S_ISDIR(st.st_mode)) {
		fclose(f);
		return ERR_NOT_FOUND;
	}
	buf_init(&b, FILE_BYTES_MAX);
	for (;;) {
		char *to = buf_room(&b, 64 * 1024);
		size_t n = to == NULL ? 0 : fread(to, 1, 64 * 1024, f);

		if (n == 0)
			break;
		b.n += n;
	}
	is_good = !ferror(f) && !buf_is_over(&b);
	if (f != stdin)
		fclose(f);
	if (is_good)
		*ret_bytes = arena_copy(a, buf_slice(&b));
	buf_done(&b);
	return is_good ? ERR_OK : ERR_NOT_FOUND;
}

static bool is_catalogue_name(const char *name)
{
	static const char *const endings[] = {".json", ".ndjson", ".jsonl"};
	size_t n = strlen(name);

	for (size_t i = 0; i < COUNT(endings); i++) {
		size_t e = strlen(endings[i]);

		if (name[0] != '.' && n > e &&
		    strcmp(name + n - e, endings[i]) == 0)
			return true;
	}
	return false;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void paths_add(struct arena *a, struct paths *p, const char *path)
{
	if (p->count == p->room) {
		size_t room = p->room == 0 ? 64 : p->room * 2;
		const char **items = ARENA_ARRAY(a, const char *, room);

		if (p->count > 0)
			memcpy(items, p->items, p->count * sizeof(*items));
		p->items = items;
		p->room = room;
	}
	p->items[p->count++] = path;
}

enum err paths_expand(struct arena *a, const char *path,
		      struct paths *ret_paths)
{
	DIR *d = opendir(path);
	struct dirent *entry;

	*ret_paths = (struct paths){.count = 0};
	if (d == NULL) {
		paths_add(a, ret_paths, path);
		return ERR_OK;
	}
	while ((entry = readdir(d)) != NULL) {
		if (is_catalogue_name(entry->d_name))
			paths_add(
				a, ret_paths,
				arena_print(a, "%s/%s", path, entry->d_name).p);
	}
	closedir(d);
	if (ret_paths->count == 0)
		return ERR_NOT_FOUND;
	qsort(ret_paths->items, ret_paths->count, sizeof(char *), by_name);
	return ERR_OK;
}
