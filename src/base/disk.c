/* disk - see disk.h. */
#include "base/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

enum err disk_failed(const char *call)
{
	enum err e = errno == ENOSPC || errno == EDQUOT ? ERR_STORE_FULL
							: ERR_INTERNAL;

	log_event(LOG_SYSTEM_FAILED, call, strerror(errno));
	return e;
}

enum err disk_write(int fd, const void *bytes, size_t n)
{
	const char *p = bytes;

	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return disk_failed("write");
		p += done;
		n -= (size_t)done;
	}
	return ERR_OK;
}

enum err disk_read(int fd, void *to, size_t n, size_t *ret_read)
{
	*ret_read = 0;
	while (*ret_read < n) {
		ssize_t more = read(fd, (char *)to + *ret_read, n - *ret_read);

		if (more < 0 && errno == EINTR)
			continue;
		if (more < 0)
			return disk_failed("read");
		if (more == 0)
			break;
		*ret_read += (size_t)more;
	}
	return ERR_OK;
}

enum err disk_sync_folder(const char *path)
{
	char room[PATH_MAX];
	enum err e = ERR_OK;
	int fd;

	/* dirname() may write to what it is given. */
	if (snprintf(room, sizeof(room), "%s", path) >= (int)sizeof(room)) {
		errno = ENAMETOOLONG;
		return disk_failed("open");
	}
	fd = open(dirname(room), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return disk_failed("open");
	if (fsync(fd) != 0)
		e = disk_failed("fsync");
	close(fd);
	return e;
}
