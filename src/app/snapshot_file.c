/* snapshot_file - see snapshot_file.h. */
#include "app/snapshot_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/disk.h"
#include "base/log.h"
#include "matcher/sections.h"
#include "store/feed.h"

static enum err put(void *ctx, const void *bytes, size_t n)
{
	const int *fd = ctx;

	return disk_write(*fd, bytes, n);
}

static enum err write_all(int fd, const struct snapshot_parts *p,
			  const struct segment *s, int64_t seq)
{
	struct arena *a = arena_new(0);
	struct sections *sections = ARENA_NEW(a, struct sections);
	enum err e;

	sections->basis = segment_basis(p);
	sections->part = FEED_PART;
	sections->seq = seq;
	segment_save(a, s, sections);
	e = sections_write(sections, put, &fd);
	arena_free(a);
	if (e == ERR_OK && fsync(fd) != 0)
		e = disk_failed("fsync");
	return e;
}

static enum err write_new(const char *name, const struct snapshot_parts *p,
			  const struct segment *s, int64_t seq)
{
	int fd = open(name,
		      O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
		      0600);
	enum err e;

	if (fd < 0)
		return disk_failed("open");
	e = write_all(fd, p, s, seq);
	if (close(fd) != 0 && e == ERR_OK)
		e = disk_failed("close");
	return e;
}

enum err snapshot_file_save(const char *path, const struct snapshot_parts *p,
			    const struct segment *s, int64_t seq)
{
	struct arena *a = arena_new(0);
	/* Of this process: another one may be at it too. */
	const char *name = arena_print(a, "%s.%ld.new", path, (long)getpid()).p;
	enum err e = write_new(name, p, s, seq);

	if (e == ERR_OK && rename(name, path) != 0)
		e = disk_failed("rename");
	if (e == ERR_OK)
		e = disk_sync_folder(path);
	else
		unlink(name);
	arena_free(a);
	return e;
}

/* A sparse file may say any length: none needs more than half of the memory. */
static uint64_t bytes_max(void)
{
	long pages = sysconf(_SC_PHYS_PAGES);
	long each = sysconf(_SC_PAGESIZE);

	return pages > 0 && each > 0 ? (uint64_t)pages * (uint64_t)each / 2
				     : UINT64_MAX;
}

/*
 * Into memory: a file that is mapped could change under its readers.  As much
 * as it says it has, so that one blown up takes no more.
 */
static enum err read_bytes(struct arena *a, int fd, struct slice *ret)
{
	char start[SECTIONS_START_BYTES] = {0};
	uint64_t length;
	struct stat st;
	size_t n;
	enum err e;
	char *to;

	if (fstat(fd, &st) != 0)
		return disk_failed("fstat");
	if (!S_ISREG(st.st_mode))
		return ERR_NOT_FOUND;
	e = disk_read(fd, start, sizeof(start), &n);
	if (e != ERR_OK)
		return e;
	if (n < sizeof(start) || !sections_length(start, &length) ||
	    length != (uint64_t)st.st_size || length > bytes_max())
		return ERR_MALFORMED;
	to = arena_take(a, (size_t)length + SECTION_ALIGNMENT);
	to += -(uintptr_t)to % SECTION_ALIGNMENT;
	memcpy(to, start, sizeof(start));
	e = disk_read(fd, to + sizeof(start), (size_t)length - sizeof(start),
		      &n);
	*ret = (struct slice){to, n + sizeof(start)};
	return e;
}

static enum err read_file(struct arena *a, const char *path, struct slice *ret)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err e;

	if (fd < 0)
		return errno == ENOENT ? ERR_NOT_FOUND : disk_failed("open");
	e = read_bytes(a, fd, ret);
	close(fd);
	return e;
}

static enum err read_sections(struct arena *a, const char *path,
			      const struct snapshot_parts *p,
			      struct sections *ret, const char **reterr_why)
{
	struct sections_basis basis = segment_basis(p);
	struct slice bytes;
	enum err e = read_file(a, path, &bytes);

	if (e == ERR_MALFORMED)
		*reterr_why = "length";
	if (e != ERR_OK)
		return e;
	e = sections_read(bytes, &basis, ret, reterr_why);
	if (e == ERR_OK && ret->part != FEED_PART) {
		*reterr_why = "part";
		return ERR_STALE;
	}
	return e;
}

enum err snapshot_file_load(const char *path, const struct snapshot_parts *p,
			    struct segment **ret_segment, int64_t *ret_seq)
{
	struct arena *a = arena_new(0);
	struct sections *sections = ARENA_NEW(a, struct sections);
	const char *why = NULL;
	enum err e = read_sections(a, path, p, sections, &why);

	if (e == ERR_OK) {
		*ret_seq = sections->seq;
		e = segment_load(a, p, sections, ret_segment);
		if (e != ERR_OK)
			why = "contents";
	} else {
		arena_free(a);
	}
	if (why != NULL)
		log_event(LOG_SNAPSHOT_REFUSED, why);
	return e;
}
