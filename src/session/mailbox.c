/* mailbox - see mailbox.h. */
#include "session/mailbox.h"

#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/log.h"
#include "session/session.h"

struct mailbox {
	mailbox_deliver *deliver;
	void *ctx;
	struct event *event;
	int fd; /* written to under the lock, so that it is still there */
	pthread_mutex_t lock;
	bool is_open;
	struct session_ask *first;
	struct session_ask **end;
};

struct mailbox *mailbox_new(mailbox_deliver *deliver, void *ctx)
{
	struct mailbox *m = calloc(1, sizeof(*m));

	if (m == NULL)
		out_of_memory(sizeof(*m));
	m->deliver = deliver;
	m->ctx = ctx;
	m->fd = -1;
	m->end = &m->first;
	pthread_mutex_init(&m->lock, NULL);
	return m;
}

void mailbox_free(struct mailbox *m)
{
	if (m == NULL)
		return;
	ASSERT(!m->is_open);
	pthread_mutex_destroy(&m->lock);
	free(m);
}

static void deliver_all(struct mailbox *m)
{
	struct session_ask *ask;

	pthread_mutex_lock(&m->lock);
	ask = m->first;
	m->first = NULL;
	m->end = &m->first;
	pthread_mutex_unlock(&m->lock);
	while (ask != NULL) {
		struct session_ask *next = ask->next;

		m->deliver(m->ctx, ask);
		ask = next;
	}
}

static void on_wake(evutil_socket_t fd, short what, void *arg)
{
	uint64_t ignored;

	(void)what;
	if (read(fd, &ignored, sizeof(ignored)) < 0 && errno != EAGAIN)
		log_event(LOG_SYSTEM_FAILED, "eventfd", strerror(errno));
	deliver_all(arg);
}

static enum err refused(struct mailbox *m, const char *call)
{
	log_event(LOG_SYSTEM_FAILED, call, strerror(errno));
	if (m->fd >= 0)
		close(m->fd);
	m->fd = -1;
	return ERR_INTERNAL;
}

enum err mailbox_open(struct mailbox *m, struct event_base *base)
{
	m->fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (m->fd < 0)
		return refused(m, "eventfd");
	m->event = event_new(base, m->fd, EV_READ | EV_PERSIST, on_wake, m);
	if (m->event == NULL || event_add(m->event, NULL) != 0)
		return refused(m, "event_add");
	pthread_mutex_lock(&m->lock);
	m->is_open = true;
	pthread_mutex_unlock(&m->lock);
	return ERR_OK;
}

void mailbox_close(struct mailbox *m)
{
	pthread_mutex_lock(&m->lock);
	m->is_open = false;
	pthread_mutex_unlock(&m->lock);
	if (m->event != NULL)
		event_free(m->event);
	m->event = NULL;
	if (m->fd >= 0)
		close(m->fd);
	m->fd = -1;
	deliver_all(m);
}

bool mailbox_put(struct mailbox *m, struct session_ask *ask)
{
	const uint64_t one = 1;
	bool is_open;

	pthread_mutex_lock(&m->lock);
	is_open = m->is_open;
	if (is_open) {
		ask->next = NULL;
		*m->end = ask;
		m->end = &ask->next;
		/* It only fails when it counts to 2^64 already: awake, then. */
		if (write(m->fd, &one, sizeof(one)) < 0)
			errno = 0;
	}
	pthread_mutex_unlock(&m->lock);
	return is_open;
}
