/* bind - see bind.h. */
#include "net/bind.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"

enum { BACKLOG = 1024 };

static bool read_port(const char *text, int *ret_port)
{
	int port = 0;

	if (*text == '\0')
		return false;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9')
			return false;
		port = port * 10 + (*text - '0');
		if (port > 65535)
			return false;
	}
	*ret_port = port;
	return true;
}

static bool copy_host(struct slice host, struct bind_address *ret)
{
	struct in6_addr ignored;

	if (slice_is(host, ""))
		host = SLICE("0.0.0.0");
	if (slice_is(host, "localhost"))
		host = SLICE("127.0.0.1");
	if (host.n > 2 && host.p[0] == '[' && host.p[host.n - 1] == ']')
		host = slice_cut(host, 1, host.n - 1);
	if (host.n >= sizeof(ret->host))
		return false;
	memcpy(ret->host, host.p, host.n);
	ret->host[host.n] = '\0';
	ret->family = strchr(ret->host, ':') != NULL ? AF_INET6 : AF_INET;
	return inet_pton(ret->family, ret->host, &ignored) == 1;
}

enum err bind_read(const char *text, struct bind_address *ret)
{
	const char *colon = text == NULL ? NULL : strrchr(text, ':');
	struct slice host;

	if (colon == NULL || !read_port(colon + 1, &ret->port))
		return ERR_INVALID;
	host = (struct slice){text, (size_t)(colon - text)};
	return copy_host(host, ret) ? ERR_OK : ERR_INVALID;
}

static socklen_t make_address(const struct bind_address *a, int port,
			      struct sockaddr_storage *to)
{
	memset(to, 0, sizeof(*to));
	if (a->family == AF_INET) {
		struct sockaddr_in in = {.sin_family = AF_INET,
					 .sin_port = htons((uint16_t)port)};

		inet_pton(AF_INET, a->host, &in.sin_addr);
		memcpy(to, &in, sizeof(in));
		return sizeof(in);
	}
	struct sockaddr_in6 in6 = {.sin6_family = AF_INET6,
				   .sin6_port = htons((uint16_t)port)};

	inet_pton(AF_INET6, a->host, &in6.sin6_addr);
	memcpy(to, &in6, sizeof(in6));
	return sizeof(in6);
}

static enum err failed(const char *call, int fd)
{
	int error = errno;

	if (fd >= 0)
		close(fd);
	if (error == EADDRINUSE)
		return ERR_BUSY;
	log_event(LOG_SYSTEM_FAILED, call, strerror(error));
	return ERR_INTERNAL;
}

static enum err bind_socket(const struct bind_address *a, int port, int option,
			    int *ret_fd)
{
	struct sockaddr_storage to;
	socklen_t size = make_address(a, port, &to);
	int type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
	int fd = socket(a->family, type, 0);
	int on = 1;

	if (fd < 0)
		return failed("socket", fd);
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0 ||
	    (option != 0 &&
	     setsockopt(fd, SOL_SOCKET, option, &on, sizeof(on)) != 0))
		return failed("setsockopt", fd);
	if (bind(fd, (struct sockaddr *)&to, size) != 0)
		return failed("bind", fd);
	*ret_fd = fd;
	return ERR_OK;
}

int bind_port(int fd)
{
	struct sockaddr_storage at;
	struct sockaddr_in in;
	socklen_t size = sizeof(at);

	if (getsockname(fd, (struct sockaddr *)&at, &size) != 0)
		return -1;
	/* The port stands at the same place in both families. */
	memcpy(&in, &at, sizeof(in));
	return ntohs(in.sin_port);
}

enum err bind_probe(const struct bind_address *a)
{
	int fd;
	enum err e;

	if (a->port == 0)
		return ERR_OK;
	e = bind_socket(a, a->port, 0, &fd);
	if (e == ERR_OK)
		close(fd);
	return e;
}

enum err bind_listen(const struct bind_address *a, int port, int *ret_fd)
{
	int fd;
	enum err e = bind_socket(a, port, SO_REUSEPORT, &fd);

	if (e != ERR_OK)
		return e;
	if (listen(fd, BACKLOG) != 0)
		return failed("listen", fd);
	*ret_fd = fd;
	return ERR_OK;
}
