/*
 * forget - what an erasure leaves to do outside the record: letters in the
 * folder, and the writer is woken until it has written the file anew.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <strings.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/disk.h"
#include "config/config.h"
#include "jobs/task.h"
#include "people/erasure.h"

task_fn task_forget;

enum { HEAD_BYTES = 8192 };

static const char *folder_of(const struct task *t)
{
	const struct config *c = t->plan->config;

	if (c->mail_outbox[0] != '\0')
		return c->mail_outbox;
	return arena_print(t->hands.arena, "%s.outbox", c->store_db).p;
}

static bool has_line(const char *head, size_t n, struct slice line)
{
	for (size_t i = 0; i + line.n <= n; i++) {
		if ((i == 0 || head[i - 1] == '\n') &&
		    strncasecmp(head + i, line.p, line.n) == 0)
			return true;
	}
	return false;
}

/* Its head says "To: <one of these>". */
static bool is_to(struct arena *a, int fd, const struct erasure_letters *gone)
{
	char head[HEAD_BYTES];
	ssize_t n = read(fd, head, sizeof(head));

	for (size_t i = 0; n > 0 && i < gone->count; i++) {
		if (has_line(head, (size_t)n,
			     arena_print(a, "To: <%.*s>",
					 SLICE_ARG(gone->emails[i]))))
			return true;
	}
	return false;
}

static enum err remove_if(struct task *t, int folder, const char *name,
			  const struct erasure_letters *gone)
{
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	bool goes;

	if (fd < 0)
		return ERR_OK; /* somebody took it away, or it is no file */
	goes = is_to(t->hands.arena, fd, gone);
	close(fd);
	if (goes && unlinkat(folder, name, 0) != 0 && errno != ENOENT)
		return disk_failed("unlink");
	return ERR_OK;
}

static enum err clear_folder(struct task *t, const struct erasure_letters *gone)
{
	DIR *d = opendir(folder_of(t));
	struct dirent *entry;
	enum err e = ERR_OK;

	if (d == NULL)
		return errno == ENOENT ? ERR_OK : disk_failed("opendir");
	while (e == ERR_OK && (entry = readdir(d)) != NULL) {
		if (entry->d_type != DT_DIR)
			e = remove_if(t, dirfd(d), entry->d_name, gone);
	}
	closedir(d);
	return e;
}

static enum err letters_done(const struct hands *h, void *arg)
{
	const struct erasure_letters *gone = arg;

	return erasure_letters_done(h, gone->count);
}

static enum err wake(const struct hands *h, void *arg)
{
	(void)h;
	(void)arg;
	return ERR_OK;
}

enum err task_forget(struct task *t)
{
	struct erasure_letters gone = {0, NULL};
	struct erasure_rewrites left = {0, NULL};
	enum err e = erasure_letters(&t->hands, &gone);

	if (e == ERR_OK && gone.count > 0)
		e = clear_folder(t, &gone);
	if (e == ERR_OK && gone.count > 0)
		return task_write(t, letters_done, &gone);
	if (e == ERR_OK)
		e = erasure_rewrites(&t->hands, &left);
	/* The writer rests after a commit, and does it then. */
	if (e == ERR_OK && left.count > 0)
		e = task_write(t, wake, NULL);
	return e;
}
