/* key_folder - see key_folder.h. */
#include "support/key_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { OCTETS_MAX = 64 };

void key_folder_init(struct key_folder *f)
{
	snprintf(f->folder, sizeof(f->folder), "/tmp/baybridge-key-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->path, sizeof(f->path), "%s/db.key", f->folder);
	snprintf(f->old, sizeof(f->old), "%s/db.key.old", f->folder);
}

void key_folder_done(struct key_folder *f)
{
	DIR *folder = opendir(f->folder);
	const struct dirent *entry;

	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL)
		if (entry->d_name[0] != '.')
			unlinkat(dirfd(folder), entry->d_name, 0);
	closedir(folder);
	assert_int_equal(rmdir(f->folder), 0);
}

void key_folder_write(const char *path, int octet, size_t n, mode_t mode)
{
	char octets[OCTETS_MAX];
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0 && n <= sizeof(octets));
	memset(octets, octet, n);
	assert_int_equal(write(fd, octets, n), n);
	assert_int_equal(fchmod(fd, mode), 0);
	close(fd);
}

struct keys *key_folder_open(const struct key_folder *f)
{
	struct keys *k;

	assert_int_equal(keys_open(f->path, KEYS_REFUSE, &k), ERR_OK);
	return k;
}

struct keys *keys_of(int present, int old)
{
	struct key_folder f;
	struct keys *k;

	key_folder_init(&f);
	key_folder_write(f.path, present, KEY_BYTES, 0600);
	if (old >= 0)
		key_folder_write(f.old, old, KEY_BYTES, 0600);
	k = key_folder_open(&f);
	key_folder_done(&f);
	return k;
}
