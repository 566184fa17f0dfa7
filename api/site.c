/* site - see site.h. */
#include "api/site.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/map.h"

enum { DEPTH_MAX = 4, FILE_BYTES_MAX = 16 * 1024 * 1024 };

struct site {
	struct map *files;
};

static const struct {
	const char *ending;
	const char *type;
	bool is_compressible;
} types[] = {
	{".html", "text/html; charset=utf-8", true},
	{".js", "text/javascript; charset=utf-8", true},
	{".css", "text/css; charset=utf-8", true},
	{".json", "application/json", true},
	{".webmanifest", "application/manifest+json", true},
	{".svg", "image/svg+xml", true},
	{".txt", "text/plain; charset=utf-8", true},
	{".png", "image/png", false},
	{".ico", "image/x-icon", false},
};

static const char stand_in[] =
	"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
	"<title>Baybridge</title></head><body>\n"
	"<h1>Baybridge is running</h1>\n"
	"<p>The web client has not been built: run <code>tools/build-web</code> "
	"and start the server again. The interface is at <a "
	"href=\"/v1/openings\">/v1/openings</a>; its contract is <a "
	"href=\"/openapi.json\">/openapi.json</a>.</p>\n"
	"<p lang=\"zh-Hant\">網頁介面尚未建立，請執行 <code>tools/build-web</code> "
	"後重新啟動伺服器。</p>\n"
	"<p lang=\"zh-Hans\">网页客户端尚未构建，请运行 <code>tools/build-web</code> "
	"后重启服务器。</p>\n"
	"<p lang=\"pt\">O cliente web ainda não foi compilado: execute "
	"<code>tools/build-web</code> e reinicie o servidor.</p>\n"
	"</body></html>\n";

static bool ends_with(struct slice s, const char *ending)
{
	struct slice e = slice_of(ending);

	return s.n >= e.n && slice_eq(slice_cut(s, s.n - e.n, s.n), e);
}

/* FNV-1a, 64 bits: a tag of content, not a defence. */
static struct slice tag_of(struct arena *a, struct slice bytes)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < bytes.n; i++)
		h = (h ^ (unsigned char)bytes.p[i]) * 1099511628211u;
	return arena_print(a, "%016llx", (unsigned long long)h);
}

static void add_file(struct arena *a, struct site *s, struct slice path,
		     struct slice bytes)
{
	struct site_file *f;

	for (size_t i = 0; i < COUNT(types); i++) {
		if (!ends_with(path, types[i].ending))
			continue;
		f = ARENA_NEW(a, struct site_file);
		f->path = path;
		f->bytes = bytes;
		f->etag = tag_of(a, bytes);
		f->type = types[i].type;
		f->is_compressible = types[i].is_compressible;
		f->is_immutable = slice_starts(path, SLICE("/assets/"));
		map_put(s->files, f->path, f);
		return;
	}
}

static enum err read_file(struct arena *a, int fd, struct slice *ret)
{
	struct stat st;
	char *bytes;
	size_t n = 0;

	if (fstat(fd, &st) != 0 || st.st_size < 0 ||
	    st.st_size > FILE_BYTES_MAX)
		return ERR_INTERNAL;
	bytes = arena_take(a, (size_t)st.st_size + 1);
	while (n < (size_t)st.st_size) {
		ssize_t got = read(fd, bytes + n, (size_t)st.st_size - n);

		if (got <= 0)
			return ERR_INTERNAL;
		n += (size_t)got;
	}
	*ret = (struct slice){bytes, n};
	return ERR_OK;
}

static enum err read_folder(struct arena *a, struct site *s, int folder,
			    struct slice path, int depth);

/* Takes over fd. */
static enum err read_entry(struct arena *a, struct site *s, int fd,
			   struct slice path, int depth)
{
	struct stat st;
	struct slice bytes;
	enum err e = ERR_INTERNAL;

	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
		return read_folder(a, s, fd, path, depth + 1);
	e = read_file(a, fd, &bytes);
	close(fd);
	if (e == ERR_OK)
		add_file(a, s, path, bytes);
	return e;
}

static enum err read_folder(struct arena *a, struct site *s, int folder,
			    struct slice path, int depth)
{
	DIR *d = fdopendir(folder);
	struct dirent *entry;
	enum err e = ERR_OK;

	if (d == NULL) {
		close(folder);
		return ERR_INTERNAL;
	}
	while (e == ERR_OK && depth <= DEPTH_MAX &&
	       (entry = readdir(d)) != NULL) {
		int fd;

		if (entry->d_name[0] == '.')
			continue;
		fd = openat(dirfd(d), entry->d_name, O_RDONLY | O_CLOEXEC);
		if (fd < 0) {
			e = ERR_INTERNAL;
			break;
		}
		e = read_entry(a, s, fd,
			       arena_print(a, "%.*s/%s", SLICE_ARG(path),
					   entry->d_name),
			       depth);
	}
	closedir(d);
	return e;
}

enum err site_read(struct arena *a, const char *folder, struct site **ret_site,
		   struct slice *reterr_path)
{
	struct site *s = ARENA_NEW(a, struct site);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	s->files = map_new(a);
	*ret_site = s;
	if (fd >= 0) {
		enum err e = read_folder(a, s, fd, SLICE(""), 0);

		if (e != ERR_OK) {
			*reterr_path = slice_of(folder);
			return e;
		}
	}
	if (map_get(s->files, SLICE("/index.html")) == NULL)
		add_file(a, s, SLICE("/index.html"), SLICE(stand_in));
	return ERR_OK;
}

const struct site_file *site_find(const struct site *s, struct slice path)
{
	if (slice_is(path, "/"))
		path = SLICE("/index.html");
	return map_get(s->files, path);
}
