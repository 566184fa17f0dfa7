/* conn - events of one socket and what they lead to; see conn.h. */
#include "net/conn.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/clock.h"
#include "net/listener.h"
#include "net/loop.h"
#include "net/peers.h"
#include "net/proxies.h"
#include "net/steps.h"
#include "net/turn.h"

enum {
	WAITING_BYTES_MAX = 64 * 1024, /* of requests that wait */
	KEPT_BYTES_MAX = 4 * 1024      /* of the input buffer while idle */
};

static const struct net_options *options(const struct conn *c)
{
	return &c->loop->shared->options;
}

/* What was understood goes; an idle connection keeps little. */
static void tidy_input(struct conn *c)
{
	buf_drop(&c->in, c->in_at);
	c->in_at = 0;
	if (c->in.n == 0 && c->in.size > KEPT_BYTES_MAX)
		buf_done(&c->in);
}

/* Requests that wait, or more: a body may look like the end of a head. */
static size_t count_waiting(const struct conn *c)
{
	const char *p = c->in.p;
	const char *end = p + c->in.n;
	size_t count = 0;

	while (p != NULL) {
		p = memmem(p, (size_t)(end - p), "\r\n\r\n", 4);
		if (p != NULL) {
			p += 4;
			count++;
		}
	}
	return count;
}

static bool wants_octets(const struct conn *c)
{
	if (c->has_ended)
		return false;
	switch (c->state) {
	case CONN_IDLE:
		return steps_unread(c) == 0;
	case CONN_HEAD:
	case CONN_BODY:
	case CONN_LINGER:
		return true;
	case CONN_WORK:
		return c->in.n < WAITING_BYTES_MAX &&
		       output_unsent(&c->out) <=
			       options(c)->output_high_bytes &&
		       (c->in.n == 0 ||
			count_waiting(c) < options(c)->pipeline_max);
	case CONN_SEND:
	case CONN_GONE:
		return false;
	}
	return false;
}

static void want(struct event *e, bool wanted, bool *is_added)
{
	if (wanted == *is_added)
		return;
	*is_added = wanted;
	if (wanted)
		event_add(e, NULL);
	else
		event_del(e);
}

/* The timer may fire early, never late: deadlines that move on cost nothing. */
static void set_timer(struct conn *c)
{
	int64_t at = c->deadline_us;
	int64_t wait;
	struct timeval tv;

	if (c->stall_us != 0 && (at == 0 || c->stall_us < at))
		at = c->stall_us;
	/* A pipeline that gave way to others goes on after the next poll. */
	if (c->state == CONN_IDLE && steps_unread(c) > 0)
		at = clock_monotonic_us();
	if (at == 0 || (c->timer_us != 0 && c->timer_us <= at))
		return;
	wait = at - clock_monotonic_us();
	/* libevent's clock is a little behind ours. */
	wait = wait > 0 ? wait + 1000 : 0;
	tv.tv_sec = wait / 1000000;
	tv.tv_usec = wait % 1000000;
	event_add(c->timer, &tv);
	c->timer_us = at;
}

static void flush(struct conn *c)
{
	uint32_t stall_ms = options(c)->write_stall_ms;
	enum output_result result = output_flush(&c->out, c->fd);

	if (result == OUTPUT_BROKEN)
		c->state = CONN_GONE;
	else if (output_unsent(&c->out) == 0)
		c->stall_us = 0;
	else if (result == OUTPUT_MOVED || c->stall_us == 0)
		c->stall_us = steps_after_ms(clock_monotonic_us(), stall_ms);
}

static void let_go_of_turn(struct conn *c)
{
	struct turn *t = c->turn;

	c->turn = NULL;
	if (t == NULL)
		return;
	t->conn = NULL;
	if (!t->is_away)
		turn_end(t, 0, 0);
}

static void unlink_from_loop(struct conn *c)
{
	struct loop *l = c->loop;

	if (c->prev != NULL)
		c->prev->next = c->next;
	else
		l->conns = c->next;
	if (c->next != NULL)
		c->next->prev = c->prev;
}

static void conn_free(struct conn *c)
{
	struct loop *l = c->loop;

	let_go_of_turn(c);
	steps_end_tail(c, 0);
	event_free(c->readable);
	event_free(c->writable);
	event_free(c->timer);
	close(c->fd);
	if (c->is_counted)
		peers_leave(l->shared->peers, &c->peer);
	buf_done(&c->in);
	output_done(&c->out);
	unlink_from_loop(c);
	free(c);
	atomic_fetch_sub(&l->shared->connections, 1);
	listener_resume(l->listener);
	loop_check_end(l);
}

/* Sending may make room for the next step, so both alternate. */
static void run(struct conn *c)
{
	c->round = 0;
	do {
		while (steps_next(c))
			;
		if (c->state != CONN_GONE && output_unsent(&c->out) > 0)
			flush(c);
	} while (c->state == CONN_SEND && steps_next(c));

	if (c->state == CONN_GONE) {
		conn_free(c);
		return;
	}
	tidy_input(c);
	want(c->readable, wants_octets(c), &c->is_reading);
	want(c->writable, output_unsent(&c->out) > 0, &c->is_writing);
	set_timer(c);
}

static void forget(struct conn *c, size_t n)
{
	c->lingered_bytes += n;
	if (c->lingered_bytes > options(c)->linger_bytes)
		c->state = CONN_GONE;
}

static void take_octets(struct conn *c)
{
	ssize_t n = recv(c->fd, c->loop->scratch, LOOP_SCRATCH_BYTES, 0);

	if (n < 0) {
		if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
			c->state = CONN_GONE;
	} else if (c->state == CONN_LINGER) {
		if (n == 0)
			c->state = CONN_GONE;
		forget(c, (size_t)n);
	} else if (n == 0) {
		c->has_ended = true;
	} else {
		buf_add(&c->in, c->loop->scratch, (size_t)n);
	}
}

static void on_readable(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	take_octets(arg);
	run(arg);
}

static void on_writable(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	flush(arg);
	run(arg);
}

static void on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct conn *c = arg;
	int64_t now = clock_monotonic_us();

	(void)fd;
	(void)what;
	c->timer_us = 0;
	if (c->stall_us != 0 && now >= c->stall_us)
		c->state = CONN_GONE;
	else if (c->deadline_us != 0 && now >= c->deadline_us)
		steps_deadline(c);
	run(c);
}

static void make_events(struct conn *c)
{
	struct event_base *base = c->loop->base;

	c->readable =
		event_new(base, c->fd, EV_READ | EV_PERSIST, on_readable, c);
	c->writable =
		event_new(base, c->fd, EV_WRITE | EV_PERSIST, on_writable, c);
	c->timer = evtimer_new(base, on_timer, c);
	if (c->readable == NULL || c->writable == NULL || c->timer == NULL)
		out_of_memory(sizeof(*c));
}

static struct conn *conn_new(struct loop *l, int fd, const struct address *peer)
{
	struct conn *c = calloc(1, sizeof(*c));

	if (c == NULL)
		out_of_memory(sizeof(*c));
	c->loop = l;
	c->fd = fd;
	c->peer = *peer;
	buf_init(&c->in, WAITING_BYTES_MAX + LOOP_SCRATCH_BYTES);
	output_init(&c->out);
	make_events(c);
	c->next = l->conns;
	if (c->next != NULL)
		c->next->prev = c;
	l->conns = c;
	atomic_fetch_add(&l->shared->connections, 1);
	return c;
}

void conn_open(struct loop *l, int fd, const struct address *peer)
{
	struct conn *c = conn_new(l, fd, peer);
	int on = 1;

	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	steps_enter_idle(c);
	c->is_counted = !proxies_have(l->shared->proxies, peer);
	if (c->is_counted && !peers_enter(l->shared->peers, peer)) {
		c->is_counted = false;
		c->turn = turn_take(l, c, peer);
		steps_refuse(c, ERR_BUSY, "There are too many connections");
	} else {
		take_octets(c); /* they often come with the handshake */
	}
	run(c);
}

void conn_finish(struct conn *c)
{
	ASSERT(c->state == CONN_WORK);
	steps_answer(c);
	run(c);
}

/* What has arrived is still answered. */
void conn_drain(struct conn *c)
{
	if (c->state == CONN_IDLE)
		take_octets(c);
	run(c);
}

void conn_cut(struct conn *c)
{
	conn_free(c);
}
