/* keys - see keys.h. */
#include "crypt/keys.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/arena.h"
#include "base/disk.h"

/* Numbers of crypto_kdf; those of the uses begin behind the name's. */
enum { DERIVE_NAME = 1, DERIVE_FIRST_USE };

#define DERIVE_CONTEXT "baybridg"

/* Octets alone: memory of sodium_malloc() has no alignment. */
struct ring {
	unsigned char name[KEYS_NAME_BYTES];
	unsigned char keys[KEY__COUNT][KEY_BYTES];
};

struct keys {
	unsigned char has_old;
	struct ring rings[2];
};

_Static_assert(KEY_BYTES == crypto_kdf_KEYBYTES, "a master key derives");
_Static_assert(KEYS_NAME_BYTES <= crypto_kdf_BYTES_MIN, "a name is cut");

const char *keys_path(struct arena *a, const char *option, const char *db)
{
	if (option[0] != '\0')
		return option;
	return arena_print(a, "%s.key", db).p;
}

static enum err write_new(const char *name)
{
	unsigned char master[KEY_BYTES];
	int fd =
		open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		     0600);
	enum err e;

	if (fd < 0)
		return disk_failed("open");
	randombytes_buf(master, sizeof(master));
	e = disk_write(fd, master, sizeof(master));
	sodium_memzero(master, sizeof(master));
	if (e == ERR_OK && fsync(fd) != 0)
		e = disk_failed("fsync");
	if (close(fd) != 0 && e == ERR_OK)
		e = disk_failed("close");
	return e;
}

/*
 * Under another name first, then linked: whoever looks sees no file or a whole
 * one, and of two processes that start together one key wins.
 */
static enum err make(struct arena *a, const char *path)
{
	const char *name =
		arena_print(a, "%s.%08x.new", path, randombytes_random()).p;
	enum err e = write_new(name);

	if (e == ERR_OK && link(name, path) != 0 && errno != EEXIST)
		e = disk_failed("link");
	unlink(name);
	/* A key that a crash takes back takes everything sealed with it. */
	return e == ERR_OK ? disk_sync_folder(path) : e;
}

static enum err check_file(int fd)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return disk_failed("fstat");
	if (!S_ISREG(st.st_mode))
		return ERR_INVALID;
	if ((st.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		return ERR_FORBIDDEN;
	return st.st_size == KEY_BYTES ? ERR_OK : ERR_INVALID;
}

static enum err read_whole(int fd, unsigned char master[KEY_BYTES])
{
	size_t n;
	enum err e = disk_read(fd, master, KEY_BYTES, &n);

	if (e != ERR_OK)
		return e;
	return n < KEY_BYTES || sodium_is_zero(master, KEY_BYTES) ? ERR_INVALID
								  : ERR_OK;
}

/* O_NONBLOCK: a pipe by that name must not hold the start up. */
static enum err read_file(const char *path, unsigned char master[KEY_BYTES])
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	enum err e;

	if (fd < 0)
		return errno == ENOENT ? ERR_NOT_FOUND : disk_failed("open");
	e = check_file(fd);
	if (e == ERR_OK)
		e = read_whole(fd, master);
	close(fd);
	return e;
}

static void derive(const unsigned char master[KEY_BYTES], struct ring *r)
{
	unsigned char name[crypto_kdf_BYTES_MIN];

	crypto_kdf_derive_from_key(name, sizeof(name), DERIVE_NAME,
				   DERIVE_CONTEXT, master);
	memcpy(r->name, name, sizeof(r->name));
	for (unsigned use = 0; use < KEY__COUNT; use++)
		crypto_kdf_derive_from_key(r->keys[use], KEY_BYTES,
					   DERIVE_FIRST_USE + use,
					   DERIVE_CONTEXT, master);
}

static enum err read_ring(const char *path, struct ring *r)
{
	unsigned char master[KEY_BYTES];
	enum err e = read_file(path, master);

	if (e == ERR_OK)
		derive(master, r);
	sodium_memzero(master, sizeof(master));
	return e;
}

static enum err read_rings(struct arena *a, const char *path,
			   enum keys_absent absent, struct keys *k)
{
	enum err e = read_ring(path, &k->rings[KEYS_PRESENT]);

	if (e == ERR_NOT_FOUND && absent == KEYS_MAKE) {
		e = make(a, path);
		if (e == ERR_OK)
			e = read_ring(path, &k->rings[KEYS_PRESENT]);
	}
	if (e != ERR_OK)
		return e;
	e = read_ring(arena_print(a, "%s.old", path).p, &k->rings[KEYS_OLD]);
	k->has_old = e == ERR_OK;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err keys_open(const char *path, enum keys_absent absent,
		   struct keys **ret_keys)
{
	struct arena *a;
	struct keys *k;
	enum err e;

	ASSERT(sodium_init() >= 0);
	k = sodium_malloc(sizeof(*k));
	if (k == NULL)
		out_of_memory(sizeof(*k));
	a = arena_new(0);
	e = read_rings(a, path, absent, k);
	arena_free(a);
	if (e != ERR_OK) {
		keys_close(k);
		return e;
	}
	sodium_mprotect_readonly(k);
	*ret_keys = k;
	return ERR_OK;
}

void keys_close(struct keys *k)
{
	sodium_free(k);
}

bool keys_have_old(const struct keys *k)
{
	return k->has_old != 0;
}

const unsigned char *keys_get(const struct keys *k, enum keys_age age,
			      enum key_use use)
{
	ASSERT(age == KEYS_PRESENT || keys_have_old(k));
	return k->rings[age].keys[use];
}

struct slice keys_name(const struct keys *k, enum keys_age age)
{
	ASSERT(age == KEYS_PRESENT || keys_have_old(k));
	return (struct slice){(const char *)k->rings[age].name,
			      KEYS_NAME_BYTES};
}
