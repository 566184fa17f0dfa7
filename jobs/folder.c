/* folder - see folder.h. */
#include "jobs/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/disk.h"

enum { NAME_BYTES_MAX = 240 };

static enum err write_file(const char *path, struct slice octets)
{
	int fd = open(path,
		      O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
		      0600);
	enum err e;

	if (fd < 0)
		return disk_failed("open");
	e = disk_write(fd, octets.p, octets.n);
	if (e == ERR_OK && fsync(fd) != 0)
		e = disk_failed("fsync");
	if (close(fd) != 0 && e == ERR_OK)
		e = disk_failed("close");
	return e;
}

static bool is_letter(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

struct slice folder_name(struct arena *a, int64_t created_us, struct slice id)
{
	struct slice name;
	struct buf to;

	buf_init(&to, NAME_BYTES_MAX);
	buf_print(&to, "%016lld-", (long long)created_us);
	for (size_t i = 0; i < id.n; i++) {
		if (is_letter(id.p[i]))
			buf_add_char(&to, id.p[i]);
		else
			buf_print(&to, "%%%02x", (unsigned char)id.p[i]);
	}
	name = arena_copy(a, buf_slice(&to));
	buf_done(&to);
	return name;
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool folder_id(struct arena *a, struct slice file, struct slice *ret_id)
{
	static const struct slice end = SLICE_INIT(".eml");
	struct slice text;
	char *id;
	size_t n = 0;

	slice_split(file, '-', &text);
	if (text.n <= end.n ||
	    !slice_eq(slice_cut(text, text.n - end.n, text.n), end))
		return false;
	text.n -= end.n;
	id = arena_take(a, text.n + 1);
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] != '%') {
			id[n++] = text.p[i];
			continue;
		}
		if (i + 2 >= text.n || digit(text.p[i + 1]) < 0 ||
		    digit(text.p[i + 2]) < 0)
			return false;
		id[n++] = (char)(digit(text.p[i + 1]) << 4 |
				 digit(text.p[i + 2]));
		i += 2;
	}
	*ret_id = (struct slice){id, n};
	return true;
}

enum err folder_put(struct arena *a, const char *folder, struct slice name,
		    struct slice octets)
{
	const char *path =
		arena_print(a, "%s/%.*s.eml", folder, SLICE_ARG(name)).p;
	const char *draft =
		arena_print(a, "%s/.%.*s.new", folder, SLICE_ARG(name)).p;
	enum err e;

	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return disk_failed("mkdir");
	e = write_file(draft, octets);
	if (e == ERR_OK && rename(draft, path) != 0)
		e = disk_failed("rename");
	if (e != ERR_OK) {
		unlink(draft);
		return e;
	}
	return disk_sync_folder(path);
}
