/* redis_adapter - see redis_adapter.h. */
#include "session/redis_adapter.h"

#include <stdlib.h>

#include <event2/event.h>
#include <hiredis/async.h>

struct adapter {
	redisAsyncContext *context;
	struct event *read;
	struct event *write;
	redis_adapter_gone *gone;
	void *ctx;
};

static void on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct adapter *a = arg;

	(void)fd;
	(void)what;
	redisAsyncHandleRead(a->context);
}

static void on_writable(evutil_socket_t fd, short what, void *arg)
{
	struct adapter *a = arg;

	(void)fd;
	(void)what;
	redisAsyncHandleWrite(a->context);
}

static void add_read(void *arg)
{
	event_add(((struct adapter *)arg)->read, NULL);
}

static void del_read(void *arg)
{
	event_del(((struct adapter *)arg)->read);
}

static void add_write(void *arg)
{
	event_add(((struct adapter *)arg)->write, NULL);
}

static void del_write(void *arg)
{
	event_del(((struct adapter *)arg)->write);
}

static void free_adapter(struct adapter *a)
{
	if (a->read != NULL)
		event_free(a->read);
	if (a->write != NULL)
		event_free(a->write);
	free(a);
}

static void on_cleanup(void *arg)
{
	struct adapter *a = arg;
	redis_adapter_gone *gone = a->gone;
	void *ctx = a->ctx;

	free_adapter(a);
	gone(ctx);
}

bool redis_adapter_attach(struct redisAsyncContext *c, struct event_base *base,
			  redis_adapter_gone *gone, void *ctx)
{
	struct adapter *a = calloc(1, sizeof(*a));
	int fd = c->c.fd;

	if (a == NULL)
		out_of_memory(sizeof(*a));
	a->context = c;
	a->gone = gone;
	a->ctx = ctx;
	a->read = event_new(base, fd, EV_READ | EV_PERSIST, on_readable, a);
	a->write = event_new(base, fd, EV_WRITE | EV_PERSIST, on_writable, a);
	if (a->read == NULL || a->write == NULL) {
		free_adapter(a);
		return false;
	}
	c->ev.data = a;
	c->ev.addRead = add_read;
	c->ev.delRead = del_read;
	c->ev.addWrite = add_write;
	c->ev.delWrite = del_write;
	c->ev.cleanup = on_cleanup;
	return true;
}
