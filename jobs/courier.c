/* courier - see courier.h. */
#include "jobs/courier.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/disk.h"
#include "base/log.h"
#include "config/config.h"
#include "jobs/folder.h"
#include "jobs/message.h"
#include "jobs/smtp.h"

enum { PASSWORD_BYTES_MAX = 1024 };

struct courier {
	struct task *task;
	const char *folder;
	struct slice password;
	struct smtp *smtp; /* NULL until the first letter */
};

/* Its first line.  Empty when there is no file. */
static enum err read_password(struct arena *a, const char *path,
			      struct slice *ret)
{
	char text[PASSWORD_BYTES_MAX];
	struct slice after;
	size_t n = 0;
	enum err e;
	int fd;

	*ret = SLICE("");
	if (path[0] == '\0')
		return ERR_OK;
	fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return disk_failed("open");
	e = disk_read(fd, text, sizeof(text), &n);
	close(fd);
	if (e == ERR_OK)
		*ret = arena_copy(
			a, slice_strip(slice_split((struct slice){text, n},
						   '\n', &after)));
	explicit_bzero(text, sizeof(text));
	return e;
}

static const char *refusal(struct arena *a, const struct config *c)
{
	struct slice smtp = slice_of(c->mail_smtp), password;

	if (smtp.n > 0 && !slice_starts(smtp, SLICE("smtp://")) &&
	    !slice_starts(smtp, SLICE("smtps://")))
		return "mail.smtp begins with smtp:// or smtps://";
	if (!message_address_is_sound(slice_of(c->mail_from)))
		return "mail.from is no e-mail address";
	if (read_password(a, c->mail_password_file, &password) != ERR_OK)
		return "mail.password_file cannot be read";
	return NULL;
}

enum err courier_check(const struct config *c)
{
	struct arena *a = arena_new(0);
	const char *why = refusal(a, c);

	arena_free(a);
	if (why == NULL)
		return ERR_OK;
	log_event(LOG_START_REFUSED, why);
	return ERR_INVALID;
}

const char *courier_folder(struct arena *a, const struct config *c)
{
	if (c->mail_outbox[0] != '\0')
		return c->mail_outbox;
	return arena_print(a, "%s.outbox", c->store_db).p;
}

struct courier *courier_open(struct task *t)
{
	struct courier *c = ARENA_NEW(t->hands.arena, struct courier);

	c->task = t;
	c->folder = courier_folder(t->hands.arena, t->plan->config);
	return c;
}

void courier_close(struct courier *c)
{
	smtp_close(c->smtp);
}

static enum delivery away(const char *why, char reason[DELIVERY_REASON_BYTES])
{
	snprintf(reason, DELIVERY_REASON_BYTES, "%s", why);
	return DELIVERY_AWAY;
}

static enum delivery to_folder(struct courier *c, const struct parcel *p,
			       char reason[DELIVERY_REASON_BYTES])
{
	enum err e =
		folder_put(c->task->hands.arena, c->folder, p->name, p->octets);

	return e == ERR_OK ? DELIVERED : away("folder", reason);
}

enum delivery courier_send(struct courier *c, const struct parcel *p,
			   char reason[DELIVERY_REASON_BYTES])
{
	const struct config *config = c->task->plan->config;

	if (config->mail_smtp[0] == '\0')
		return to_folder(c, p, reason);
	if (c->smtp == NULL) {
		if (read_password(c->task->hands.arena,
				  config->mail_password_file,
				  &c->password) != ERR_OK)
			return away("password", reason);
		c->smtp = smtp_open(c->task, c->password);
	}
	return c->smtp == NULL ? away("memory", reason)
			       : smtp_send(c->smtp, p, reason);
}
