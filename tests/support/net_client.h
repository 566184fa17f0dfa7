/*
 * net_client - a client of raw octets on a loopback socket, for tests.
 *
 * Every wait is on the socket and has a deadline; a deadline that passes fails
 * the test.
 */
#ifndef SUPPORT_NET_CLIENT_H
#define SUPPORT_NET_CLIENT_H

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"

enum { CLIENT_WAIT_MS = 20000, CLIENT_FIRST_BYTES = 16 * 1024 };

struct client {
	int fd;
	char *in; /* what was received and not taken yet, NUL behind it */
	size_t n;
	size_t size;
};

/* One answer: its head as text and its body. */
struct answer {
	int status;
	char head[4096];
	char *body;
	size_t body_bytes;
};

static inline struct client client_open(int port)
{
	struct sockaddr_in to = {.sin_family = AF_INET,
				 .sin_port = htons((uint16_t)port)};
	struct client c = {.fd = socket(AF_INET, SOCK_STREAM, 0)};
	int on = 1;

	assert_true(c.fd >= 0);
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(connect(c.fd, (struct sockaddr *)&to, sizeof(to)), 0);
	setsockopt(c.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	c.size = CLIENT_FIRST_BYTES;
	c.in = calloc(1, c.size);
	assert_non_null(c.in);
	return c;
}

static inline void client_close(struct client *c)
{
	close(c->fd);
	free(c->in);
	c->in = NULL;
}

/* A server that has closed is no failure of the sender. */
static inline void client_send(struct client *c, const void *p, size_t n)
{
	const char *from = p;

	while (n > 0) {
		ssize_t sent = send(c->fd, from, n, MSG_NOSIGNAL);

		if (sent < 0 && (errno == EPIPE || errno == ECONNRESET))
			return;
		assert_true(sent > 0);
		from += sent;
		n -= (size_t)sent;
	}
}

static inline void client_say(struct client *c, const char *text)
{
	client_send(c, text, strlen(text));
}

static inline void client_drip(struct client *c, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		client_send(c, p + i, 1);
}

static inline void client_grow(struct client *c)
{
	if (c->size - c->n > CLIENT_FIRST_BYTES / 2)
		return;
	c->size *= 2;
	c->in = realloc(c->in, c->size);
	assert_non_null(c->in);
}

/* Reads once; false at the end of the stream. */
static inline bool client_read(struct client *c)
{
	struct pollfd p = {.fd = c->fd, .events = POLLIN};
	ssize_t n;

	client_grow(c);
	assert_int_equal(poll(&p, 1, CLIENT_WAIT_MS), 1);
	n = recv(c->fd, c->in + c->n, c->size - c->n - 1, 0);
	if (n < 0)
		assert_int_equal(errno, ECONNRESET);
	if (n <= 0)
		return false;
	c->n += (size_t)n;
	c->in[c->n] = '\0';
	return true;
}

static inline void client_take(struct client *c, size_t n)
{
	assert_true(n <= c->n);
	memmove(c->in, c->in + n, c->n - n + 1);
	c->n -= n;
}

/* The value of a field in a head, or NULL; valid until the next call. */
static inline const char *head_field_of(const char *head, const char *name)
{
	static _Thread_local char value[512];
	size_t n = strlen(name);

	for (const char *p = strstr(head, "\r\n"); p != NULL;
	     p = strstr(p, "\r\n")) {
		p += 2;
		if (strncasecmp(p, name, n) != 0 || p[n] != ':')
			continue;
		p += n + 1 + strspn(p + n + 1, " ");
		snprintf(value, sizeof(value), "%.*s", (int)strcspn(p, "\r"),
			 p);
		return value;
	}
	return NULL;
}

static inline const char *answer_field(const struct answer *a, const char *name)
{
	return head_field_of(a->head, name);
}

static inline void answer_done(struct answer *a)
{
	free(a->body);
	a->body = NULL;
}

static inline void read_head(struct client *c, struct answer *a)
{
	char *end;
	size_t n;

	while ((end = strstr(c->in, "\r\n\r\n")) == NULL)
		if (!client_read(c))
			fail_msg("the stream ended before an answer");
	n = (size_t)(end - c->in) + 4;
	assert_true(n < sizeof(a->head));
	memcpy(a->head, c->in, n);
	a->head[n] = '\0';
	client_take(c, n);
	assert_memory_equal(a->head, "HTTP/1.1 ", 9);
	a->status = (int)strtol(a->head + 9, NULL, 10);
}

/* The next answer; `is_head` tells that no body follows whatever it says. */
static inline struct answer client_answer(struct client *c, bool is_head)
{
	struct answer a = {0};
	const char *length;
	bool has_body;

	read_head(c, &a);
	length = answer_field(&a, "content-length");
	has_body = !is_head && length != NULL;
	if (!is_head && a.status >= 200 && a.status != 204 && a.status != 304)
		assert_non_null(length);
	if (has_body)
		a.body_bytes = strtoul(length, NULL, 10);
	while (c->n < a.body_bytes)
		assert_true(client_read(c));
	a.body = calloc(1, a.body_bytes + 1);
	assert_non_null(a.body);
	memcpy(a.body, c->in, a.body_bytes);
	client_take(c, a.body_bytes);
	return a;
}

/* The next answer has that status; nothing else of it matters. */
static inline void client_expect(struct client *c, int status)
{
	struct answer a = client_answer(c, false);

	if (a.status != status)
		fail_msg("status %d instead of %d", a.status, status);
	answer_done(&a);
}

/* Nothing more comes, and the stream ends. */
static inline void client_expect_end(struct client *c)
{
	while (client_read(c))
		;
	if (c->n > 0)
		fail_msg("more than was expected: %.200s", c->in);
}

/* The connection still serves: nothing was lost or left over. */
static inline void client_expect_alive(struct client *c)
{
	client_say(c, "GET /hello HTTP/1.1\r\nHost: test\r\n"
		      "Connection: close\r\n\r\n");
	client_expect(c, 200);
	client_expect_end(c);
}

/* Milliseconds that have passed since then. */
static inline int64_t ms_since(int64_t start_us)
{
	return (clock_monotonic_us() - start_us) / 1000;
}

#endif
