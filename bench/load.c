/*
 * load - one request again and again, over kept connections.
 *
 *   bench_load PORT CONNECTIONS SECONDS REQUEST-FILE
 *
 * The file is the request, octet by octet.  Every reply must be 200 and tell
 * its Content-Length.  Prints requests a second and the times of a request, from
 * the first octet sent to the last received, in microseconds.  One thread.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "measure.h"

enum { CONNECTIONS_MAX = 1024, TIMES_MAX = 4000000, HEAD_MAX = 16384 };

struct connection {
	int fd;
	double sent_us;
	size_t have;      /* octets of the head, until it ends */
	size_t body_left; /* once it did */
	bool in_body;
	char head[HEAD_MAX + 1];
};

struct load {
	char request[65536];
	size_t request_bytes;
	int epoll;
	struct connection *all;
	double *times;
	size_t count, bytes;
};

static void give_up(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

static void ask(struct load *l, struct connection *c)
{
	c->have = 0;
	c->in_body = false;
	c->sent_us = now_us();
	if (write(c->fd, l->request, l->request_bytes) !=
	    (ssize_t)l->request_bytes)
		give_up("write");
}

static void open_one(struct load *l, struct connection *c, uint16_t port)
{
	struct sockaddr_in to = {.sin_family = AF_INET,
				 .sin_port = htons(port),
				 .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
	int one = 1;

	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (c->fd < 0 ||
	    connect(c->fd, (struct sockaddr *)&to, sizeof(to)) != 0)
		give_up("connect");
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	if (epoll_ctl(l->epoll, EPOLL_CTL_ADD, c->fd, &e) != 0)
		give_up("epoll_ctl");
	ask(l, c);
}

static void finish(struct load *l, struct connection *c)
{
	if (l->count < TIMES_MAX)
		l->times[l->count++] = now_us() - c->sent_us;
	ask(l, c);
}

/* What is left of the body after what came with the head. */
static void read_head(struct connection *c)
{
	char *end, *length;

	c->head[c->have] = '\0';
	end = strstr(c->head, "\r\n\r\n");
	if (end == NULL)
		return;
	length = strcasestr(c->head, "\r\ncontent-length:");
	if (strncmp(c->head + 9, "200", 3) != 0 || length == NULL) {
		fprintf(stderr, "%.*s\n", 400, c->head);
		exit(EXIT_FAILURE);
	}
	c->in_body = true;
	c->body_left = strtoull(length + 17, NULL, 10);
	c->body_left -= c->have - (size_t)(end + 4 - c->head);
}

static void receive(struct load *l, struct connection *c)
{
	static char rest[65536];
	char *to = c->in_body ? rest : c->head + c->have;
	size_t room = c->in_body ? sizeof(rest) : HEAD_MAX - c->have;
	ssize_t n = read(c->fd, to, room);

	if (n <= 0)
		give_up("read");
	l->bytes += (size_t)n;
	if (c->in_body) {
		c->body_left -= (size_t)n;
	} else {
		c->have += (size_t)n;
		read_head(c);
	}
	if (c->in_body && c->body_left == 0)
		finish(l, c);
}

static void read_request(struct load *l, const char *path)
{
	FILE *f = fopen(path, "rb");

	if (f == NULL)
		give_up(path);
	l->request_bytes = fread(l->request, 1, sizeof(l->request), f);
	fclose(f);
}

int main(int argc, char **argv)
{
	struct load l = {.epoll = epoll_create1(EPOLL_CLOEXEC)};
	struct epoll_event events[64];
	double from, until;
	int connections;

	if (argc < 5) {
		fprintf(stderr, "usage: bench_load PORT CONNECTIONS SECONDS "
				"REQUEST\n");
		return EXIT_FAILURE;
	}
	connections = (int)strtol(argv[2], NULL, 10);
	if (connections < 1 || connections > CONNECTIONS_MAX)
		return EXIT_FAILURE;
	read_request(&l, argv[4]);
	l.all = calloc((size_t)connections, sizeof(*l.all));
	l.times = calloc(TIMES_MAX, sizeof(*l.times));
	if (l.all == NULL || l.times == NULL)
		return EXIT_FAILURE;
	from = now_us();
	until = from + strtod(argv[3], NULL) * 1e6;
	for (int i = 0; i < connections; i++)
		open_one(&l, &l.all[i], (uint16_t)strtoul(argv[1], NULL, 10));
	while (now_us() < until) {
		int n = epoll_wait(l.epoll, events, 64, 100);

		for (int i = 0; i < n; i++)
			receive(&l, events[i].data.ptr);
	}
	from = (now_us() - from) / 1e6;
	printf("%zu requests, %.0f a second, p50 %.0f us, p99 %.0f us, "
	       "%.0f bytes each\n",
	       l.count, (double)l.count / from, quantile(l.times, l.count, .5),
	       quantile(l.times, l.count, .99),
	       (double)l.bytes / (double)(l.count + 1));
	return EXIT_SUCCESS;
}
