/* listener - see listener.h. */
#include "net/listener.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/log.h"
#include "net/address.h"
#include "net/conn.h"
#include "net/loop.h"

enum { PAUSE_US = 100 * 1000, ACCEPTS_AT_ONCE = 64, LAST_ACCEPTS_MAX = 1024 };

struct listener {
	struct loop *loop;
	int fd;
	struct event *readable;
	struct event *pause;
	bool is_paused;
	bool has_complained; /* since the last one was accepted */
};

static void pause_accepting(struct listener *li)
{
	struct timeval tv = {.tv_usec = PAUSE_US};

	if (li->is_paused)
		return;
	li->is_paused = true;
	event_del(li->readable);
	event_add(li->pause, &tv);
}

static bool is_full(const struct listener *li)
{
	const struct shared *s = li->loop->shared;

	return atomic_load(&s->connections) >= s->connections_max;
}

static void complain(struct listener *li, const char *words)
{
	if (!li->has_complained)
		log_event(LOG_SYSTEM_FAILED, "accept", words);
	li->has_complained = true;
}

/* False when there is nobody left to accept, or no room. */
static bool accept_one(struct listener *li)
{
	struct sockaddr_storage from;
	socklen_t size = sizeof(from);
	struct address a;
	int fd;

	if (is_full(li)) {
		pause_accepting(li);
		return false;
	}
	memset(&from, 0, sizeof(from));
	fd = accept4(li->fd, (struct sockaddr *)&from, &size,
		     SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (fd >= 0) {
		li->has_complained = false;
		a = address_of_socket(&from);
		conn_open(li->loop, fd, &a);
		return true;
	}
	if (errno == EINTR || errno == ECONNABORTED)
		return true;
	if (errno != EAGAIN && errno != EWOULDBLOCK) {
		complain(li, strerror(errno));
		pause_accepting(li);
	}
	return false;
}

/* A few at once, so that a rush of clients does not starve those inside. */
static void on_readable(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	for (int i = 0; i < ACCEPTS_AT_ONCE; i++)
		if (!accept_one(arg))
			break;
}

static void on_pause_over(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	listener_resume(arg);
}

struct listener *listener_new(struct loop *l, int fd)
{
	struct listener *li = calloc(1, sizeof(*li));

	if (li == NULL)
		out_of_memory(sizeof(*li));
	li->loop = l;
	li->fd = fd;
	li->readable =
		event_new(l->base, fd, EV_READ | EV_PERSIST, on_readable, li);
	li->pause = evtimer_new(l->base, on_pause_over, li);
	if (li->readable == NULL || li->pause == NULL)
		out_of_memory(sizeof(*li));
	event_add(li->readable, NULL);
	return li;
}

void listener_resume(struct listener *li)
{
	if (li == NULL || !li->is_paused)
		return;
	li->is_paused = false;
	event_del(li->pause);
	event_add(li->readable, NULL);
}

void listener_close(struct listener *li)
{
	if (li == NULL)
		return;
	for (int i = 0; i < LAST_ACCEPTS_MAX && !li->is_paused; i++)
		if (!accept_one(li))
			break;
	event_free(li->readable);
	event_free(li->pause);
	close(li->fd);
	free(li);
}
