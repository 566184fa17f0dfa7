/*
 * net_fixture - a server over a service of a few lines, for tests.
 *
 *   GET  /hello        "hello"
 *   GET  /big?n=N      N octets of JSON-like text, tag "big", compressible
 *   GET  /plain?n=N    the same from borrowed octets, not compressible
 *   GET  /tag?v=V      a small body with the tag V
 *   POST /echo         the body again
 *   POST /import       the body's length; takes 4 MiB
 *   GET  /later        NET_LATER, kept until fixture_finish_one()
 *   GET  /now          NET_LATER, finished before serve() returns
 *   GET  /where        peer address, is_secure, authority, path
 *   GET  /broken       a field value with CR LF
 *   GET  /block        holds the loop until fixture_unblock()
 *   GET  /count        how many were served so far
 *   OPTIONS anywhere   204 with Allow
 *   else               404; another method: 405 with Allow
 */
#ifndef SUPPORT_NET_FIXTURE_H
#define SUPPORT_NET_FIXTURE_H

#include <pthread.h>

#include "base/arena.h"
#include "base/slice.h"
#include "net/server.h"
#include "net/service.h"
#include "support/net_client.h"

enum { FIXTURE_LATER_MAX = 64, FIXTURE_BORROWED = 2 * 1024 * 1024 };

struct fixture {
	struct server *server;
	struct net_options options;
	struct net_service service;
	int port;
	char *borrowed;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct exchange *later[FIXTURE_LATER_MAX];
	size_t later_count;
	size_t served; /* calls of serve() */
	size_t done;
	size_t dropped; /* done() with status 0 */
	bool is_unblocked;
	size_t loops_started;
	size_t loops_stopped;
};

static inline size_t number_of(struct slice s)
{
	return s.p == NULL ? 0 : strtoul(s.p, NULL, 10);
}

static inline bool fixture_knows(struct slice path)
{
	static const char *const paths[] = {
		"/hello", "/big",   "/plain",  "/tag",   "/later",
		"/now",   "/where", "/broken", "/block", "/count"};

	for (size_t i = 0; i < COUNT(paths); i++)
		if (slice_is(path, paths[i]))
			return true;
	return false;
}

static inline enum net_step refuse_with(struct net_reply *rp, int status,
					const char *allow)
{
	rp->status = status;
	if (allow != NULL)
		net_reply_field(rp, "Allow", slice_of(allow));
	if (status != 204)
		buf_add_text(&rp->body, "no");
	return NET_REPLIED;
}

static inline enum net_step fixture_head(void *ctx, struct exchange *x)
{
	struct net_request *rq = &x->request;
	bool reads = fixture_knows(rq->path);
	bool writes = slice_is(rq->path, "/echo");

	(void)ctx;
	if (slice_is(rq->path, "/import")) {
		x->body_bytes_max = 4 * 1024 * 1024;
		writes = true;
	}
	if (rq->method == NET_OPTIONS)
		return refuse_with(&x->reply, 204, "GET, HEAD, OPTIONS");
	if (!reads && !writes)
		return refuse_with(&x->reply, 404, NULL);
	if (reads && rq->method != NET_GET && rq->method != NET_HEAD)
		return refuse_with(&x->reply, 405, "GET, HEAD, OPTIONS");
	if (writes && rq->method != NET_POST)
		return refuse_with(&x->reply, 405, "POST, OPTIONS");
	return NET_GO_ON;
}

static inline enum net_step keep_for_later(struct fixture *f,
					   struct exchange *x)
{
	pthread_mutex_lock(&f->lock);
	assert_true(f->later_count < FIXTURE_LATER_MAX);
	f->later[f->later_count++] = x;
	pthread_cond_broadcast(&f->changed);
	pthread_mutex_unlock(&f->lock);
	return NET_LATER;
}

static inline void fill_big(struct net_reply *rp, size_t n)
{
	while (rp->body.n < n)
		buf_add_text(&rp->body, "{\"title\":\"opening\"}\n");
	rp->body.n = n;
	rp->etag = SLICE("big");
	rp->is_compressible = true;
	rp->content_type = "application/json";
	rp->cache_control = "no-cache";
}

static inline void fill_where(struct exchange *x)
{
	const struct net_request *rq = &x->request;

	buf_print(&x->reply.body, "%s %s %.*s %.*s", rq->address,
		  rq->is_secure ? "secure" : "clear", SLICE_ARG(rq->authority),
		  SLICE_ARG(rq->path));
	for (size_t i = 0; i < rq->parameter_count; i++)
		buf_print(&x->reply.body, " %.*s=%.*s",
			  SLICE_ARG(rq->parameters[i].name),
			  SLICE_ARG(rq->parameters[i].value));
}

static inline void hold_loop(struct fixture *f)
{
	pthread_mutex_lock(&f->lock);
	while (!f->is_unblocked)
		pthread_cond_wait(&f->changed, &f->lock);
	pthread_mutex_unlock(&f->lock);
}

static inline void fixture_unblock(struct fixture *f)
{
	pthread_mutex_lock(&f->lock);
	f->is_unblocked = true;
	pthread_cond_broadcast(&f->changed);
	pthread_mutex_unlock(&f->lock);
}

static inline void fill_reply(struct fixture *f, struct exchange *x)
{
	struct net_reply *rp = &x->reply;
	struct slice path = x->request.path;

	if (slice_is(path, "/big")) {
		fill_big(rp, number_of(net_parameter(&x->request, "n")));
	} else if (slice_is(path, "/plain")) {
		rp->borrowed = (struct slice){
			f->borrowed,
			number_of(net_parameter(&x->request, "n"))};
	} else if (slice_is(path, "/tag")) {
		rp->etag = net_parameter(&x->request, "v");
		buf_add_text(&rp->body, "tagged");
	} else if (slice_is(path, "/echo")) {
		buf_add_slice(&rp->body, x->request.body);
	} else if (slice_is(path, "/import")) {
		buf_print(&rp->body, "%zu", x->request.body.n);
	} else if (slice_is(path, "/count")) {
		buf_print(&rp->body, "%zu", f->served);
	} else if (slice_is(path, "/block")) {
		hold_loop(f);
	} else if (slice_is(path, "/where")) {
		fill_where(x);
	} else {
		buf_add_text(&rp->body, "hello");
	}
	if (slice_is(path, "/broken"))
		net_reply_field(rp, "X-Bad", SLICE("a\r\nSet-Cookie: b"));
}

static inline enum net_step fixture_serve(void *ctx, struct exchange *x)
{
	struct fixture *f = ctx;

	pthread_mutex_lock(&f->lock);
	f->served++;
	pthread_cond_broadcast(&f->changed);
	pthread_mutex_unlock(&f->lock);
	if (slice_is(x->request.path, "/later"))
		return keep_for_later(f, x);
	fill_reply(f, x);
	if (!slice_is(x->request.path, "/now"))
		return NET_REPLIED;
	net_finish(x);
	return NET_LATER;
}

static inline void fixture_failed(void *ctx, struct exchange *x, enum err e,
				  const char *words)
{
	(void)ctx;
	x->reply.content_type = "application/problem+json";
	buf_print(&x->reply.body,
		  "{\"status\":%d,\"detail\":\"%s.\",\"request\":\"%s\"}",
		  err_status(e), words, x->request.id);
}

static inline void fixture_done(void *ctx, struct exchange *x,
				const struct net_outcome *outcome)
{
	struct fixture *f = ctx;

	(void)x;
	pthread_mutex_lock(&f->lock);
	f->done++;
	f->dropped += outcome->status == 0;
	pthread_cond_broadcast(&f->changed);
	pthread_mutex_unlock(&f->lock);
}

static inline void fixture_loop_started(void *ctx, unsigned loop,
					struct event_base *base)
{
	struct fixture *f = ctx;

	(void)loop;
	assert_non_null(base);
	pthread_mutex_lock(&f->lock);
	f->loops_started++;
	pthread_mutex_unlock(&f->lock);
}

static inline void fixture_loop_stopping(void *ctx, unsigned loop)
{
	struct fixture *f = ctx;

	(void)loop;
	pthread_mutex_lock(&f->lock);
	f->loops_stopped++;
	pthread_mutex_unlock(&f->lock);
}

static inline struct net_options fixture_options(void)
{
	struct net_options o = net_options_default();

	o.listen = "127.0.0.1:0";
	o.loops = 1;
	o.hosts = "ours.example";
	return o;
}

static inline struct fixture *fixture_open(const struct net_options *o)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	f->options = *o;
	f->borrowed = malloc(FIXTURE_BORROWED);
	assert_non_null(f->borrowed);
	memset(f->borrowed, 'b', FIXTURE_BORROWED);
	pthread_mutex_init(&f->lock, NULL);
	pthread_cond_init(&f->changed, NULL);
	f->service = (struct net_service){
		.ctx = f,
		.head = fixture_head,
		.serve = fixture_serve,
		.failed = fixture_failed,
		.done = fixture_done,
		.loop_started = fixture_loop_started,
		.loop_stopping = fixture_loop_stopping,
	};
	assert_int_equal(server_open(o, &f->service, &f->server), ERR_OK);
	f->port = server_port(f->server);
	assert_int_equal(server_start(f->server), ERR_OK);
	return f;
}

static inline void fixture_close(struct fixture *f)
{
	server_close(f->server);
	pthread_mutex_destroy(&f->lock);
	pthread_cond_destroy(&f->changed);
	free(f->borrowed);
	free(f);
}

/* Waits until the number has come that far; a minute fails the test. */
static inline void fixture_await(struct fixture *f, const size_t *number,
				 size_t least)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 60;
	pthread_mutex_lock(&f->lock);
	while (*number < least)
		assert_int_equal(
			pthread_cond_timedwait(&f->changed, &f->lock, &until),
			0);
	pthread_mutex_unlock(&f->lock);
}

/* The oldest exchange that was kept, once there is one. */
static inline struct exchange *fixture_take_later(struct fixture *f)
{
	struct exchange *x;

	fixture_await(f, &f->later_count, 1);
	pthread_mutex_lock(&f->lock);
	x = f->later[0];
	f->later_count--;
	memmove(f->later, f->later + 1, f->later_count * sizeof(x));
	pthread_mutex_unlock(&f->lock);
	return x;
}

/* Answers it with "late". */
static inline void fixture_finish_one(struct fixture *f)
{
	struct exchange *x = fixture_take_later(f);

	buf_add_text(&x->reply.body, "late");
	net_finish(x);
}

/* Connections close after their socket does; this waits for it. */
static inline void fixture_await_empty(struct fixture *f)
{
	int64_t start = clock_monotonic_us();

	while (server_connections(f->server) > 0) {
		assert_true(ms_since(start) < CLIENT_WAIT_MS);
		poll(NULL, 0, 1);
	}
}

#endif
