/* loop - see loop.h. */
#include "net/loop.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/time.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/clock.h"
#include "base/log.h"
#include "net/conn.h"
#include "net/gzip.h"
#include "net/listener.h"
#include "net/turn.h"

void loop_wake(struct loop *l)
{
	uint64_t one = 1;
	int saved = errno; /* a signal handler may be calling */

	/* It only fails when it counts to 2^64 already: awake, then. */
	if (write(l->wake_fd, &one, sizeof(one)) < 0)
		errno = saved;
}

const char *loop_date(struct loop *l)
{
	int64_t second = clock_now_us() / 1000000;

	if (second != l->date_second) {
		l->date_second = second;
		date_write(second, l->date);
	}
	return l->date;
}

void loop_check_end(struct loop *l)
{
	if (l->is_draining && l->conns == NULL && l->away == 0)
		event_base_loopbreak(l->base);
}

static struct turn *take_finished(struct loop *l)
{
	struct turn *first;

	pthread_mutex_lock(&l->lock);
	first = l->finished;
	l->finished = NULL;
	l->finished_end = &l->finished;
	pthread_mutex_unlock(&l->lock);
	return first;
}

static void take_back(struct loop *l, struct turn *t)
{
	ASSERT(t->is_away);
	t->is_away = false;
	l->away--;
	if (t->conn != NULL) {
		conn_finish(t->conn);
		return;
	}
	turn_end(t, 0, 0);
	loop_check_end(l);
}

static void take_back_all(struct loop *l)
{
	struct turn *t = take_finished(l);

	while (t != NULL) {
		struct turn *next = t->next_finished;

		take_back(l, t);
		t = next;
	}
}

static void cut_all(struct loop *l)
{
	while (l->conns != NULL)
		conn_cut(l->conns);
}

static void start_draining(struct loop *l)
{
	uint32_t ms = l->shared->options.drain_ms;
	struct timeval tv = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};
	struct listener *listener = l->listener;
	struct conn *next;

	l->is_draining = true;
	l->listener = NULL;
	listener_close(listener);
	event_add(l->drain_timer, &tv);
	for (struct conn *c = l->conns; c != NULL; c = next) {
		next = c->next;
		conn_drain(c);
	}
	loop_check_end(l);
}

static void on_wake(evutil_socket_t fd, short what, void *arg)
{
	struct loop *l = arg;
	uint64_t ignored;

	(void)what;
	if (read(fd, &ignored, sizeof(ignored)) < 0 && errno != EAGAIN)
		log_event(LOG_SYSTEM_FAILED, "eventfd", strerror(errno));
	take_back_all(l);
	if (!l->is_draining && atomic_load(&l->shared->is_draining))
		start_draining(l);
}

/* What is still away comes home in loop_close(). */
static void on_drain_over(evutil_socket_t fd, short what, void *arg)
{
	struct loop *l = arg;

	(void)fd;
	(void)what;
	cut_all(l);
	event_base_loopbreak(l->base);
}

static void free_turns(struct loop *l)
{
	while (l->pool != NULL) {
		struct turn *next = l->pool->next;

		turn_free(l->pool);
		l->pool = next;
	}
}

/* Nobody holds these any more, so they end as if they had come back. */
static void end_turns(struct loop *l)
{
	while (l->turns != NULL) {
		l->turns->is_away = false;
		turn_end(l->turns, 0, 0);
	}
}

static void free_events(struct loop *l)
{
	if (l->wake_event != NULL)
		event_free(l->wake_event);
	if (l->drain_timer != NULL)
		event_free(l->drain_timer);
	if (l->base != NULL)
		event_base_free(l->base);
}

void loop_close(struct loop *l)
{
	if (l == NULL)
		return;
	listener_close(l->listener);
	l->listener = NULL;
	cut_all(l);
	end_turns(l);
	free_turns(l);
	free_events(l);
	if (l->wake_fd >= 0)
		close(l->wake_fd);
	gzip_free(l->gzip);
	pthread_mutex_destroy(&l->lock);
	free(l->scratch);
	free(l);
}

static struct event_base *make_base(void)
{
	struct event_config *config = event_config_new();
	struct event_base *base = NULL;

	if (config == NULL)
		return NULL;
	if (event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK) == 0)
		base = event_base_new_with_config(config);
	event_config_free(config);
	return base;
}

static bool make_events(struct loop *l)
{
	l->base = make_base();
	l->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (l->base == NULL || l->wake_fd < 0)
		return false;
	l->wake_event = event_new(l->base, l->wake_fd, EV_READ | EV_PERSIST,
				  on_wake, l);
	l->drain_timer = evtimer_new(l->base, on_drain_over, l);
	return l->wake_event != NULL && l->drain_timer != NULL &&
	       event_add(l->wake_event, NULL) == 0;
}

enum err loop_open(struct shared *shared, unsigned index, int listen_fd,
		   struct loop **ret_loop)
{
	struct loop *l = calloc(1, sizeof(*l));

	if (l == NULL)
		out_of_memory(sizeof(*l));
	l->shared = shared;
	l->index = index;
	l->finished_end = &l->finished;
	l->gzip = gzip_new();
	l->scratch = malloc(LOOP_SCRATCH_BYTES);
	if (l->scratch == NULL)
		out_of_memory(LOOP_SCRATCH_BYTES);
	pthread_mutex_init(&l->lock, NULL);
	if (!make_events(l)) {
		log_event(LOG_SYSTEM_FAILED, "event_base", strerror(errno));
		loop_close(l);
		return ERR_INTERNAL;
	}
	l->listener = listener_new(l, listen_fd);
	*ret_loop = l;
	return ERR_OK;
}

void *loop_run(void *loop)
{
	struct loop *l = loop;
	const struct net_service *s = l->shared->service;

	if (s->loop_started != NULL)
		s->loop_started(s->ctx, l->index, l->base);
	event_base_dispatch(l->base);
	if (s->loop_stopping != NULL)
		s->loop_stopping(s->ctx, l->index);
	return NULL;
}

void net_finish(struct exchange *x)
{
	struct turn *t = turn_of(x);
	struct loop *l = t->loop;

	pthread_mutex_lock(&l->lock);
	t->next_finished = NULL;
	*l->finished_end = t;
	l->finished_end = &t->next_finished;
	pthread_mutex_unlock(&l->lock);
	loop_wake(l);
}

bool net_is_late(const struct exchange *x)
{
	const struct turn *t = (const struct turn *)x; /* its first member */

	return clock_monotonic_us() >= t->late_us;
}
