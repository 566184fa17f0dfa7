/* redis_server - see redis_server.h. */
#include "support/redis_server.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"

enum { START_US = 20000000, LOOK_AGAIN_MS = 5, ARGUMENTS_MAX = 24 };

void redis_server_open(struct redis_server *r)
{
	*r = (struct redis_server){.folder = "/tmp/baybridge-redis.XXXXXX"};
	assert_non_null(mkdtemp(r->folder));
	snprintf(r->socket, sizeof(r->socket), "%s/socket", r->folder);
	snprintf(r->address, sizeof(r->address), "unix:%s", r->socket);
}

static int connect_to(const struct redis_server *r)
{
	struct sockaddr_un a = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	snprintf(a.sun_path, sizeof(a.sun_path), "%s", r->socket);
	if (connect(fd, (const struct sockaddr *)&a, sizeof(a)) == 0)
		return fd;
	close(fd);
	return -1;
}

static int say(const struct redis_server *r, const char *command)
{
	char line[512];
	int n = snprintf(line, sizeof(line), "%s\r\n", command);
	int fd = connect_to(r);

	if (fd < 0)
		return -1;
	if (r->password != NULL)
		assert_true(dprintf(fd, "AUTH %s\r\n", r->password) > 0);
	assert_int_equal(send(fd, line, (size_t)n, MSG_NOSIGNAL), n);
	return fd;
}

/* The replies end when Redis has nothing more for `quiet_ms`. */
static size_t read_reply(int fd, char reply[REDIS_SERVER_REPLY_BYTES])
{
	struct pollfd p = {.fd = fd, .events = POLLIN};
	size_t n = 0;
	int quiet_ms = 10000;

	while (n < REDIS_SERVER_REPLY_BYTES - 1 && poll(&p, 1, quiet_ms) > 0) {
		ssize_t got =
			read(fd, reply + n, REDIS_SERVER_REPLY_BYTES - 1 - n);

		if (got <= 0)
			break;
		n += (size_t)got;
		quiet_ms = 20;
	}
	reply[n] = '\0';
	return n;
}

void redis_server_say(const struct redis_server *r, const char *command,
		      char reply[REDIS_SERVER_REPLY_BYTES])
{
	int fd = say(r, command);

	assert_true(fd >= 0);
	assert_true(read_reply(fd, reply) > 0);
	close(fd);
}

void redis_server_tell(const struct redis_server *r, const char *command)
{
	int fd = say(r, command);

	assert_true(fd >= 0);
	close(fd);
}

static void become_redis(const struct redis_server *r)
{
	char port[16];
	const char *words[ARGUMENTS_MAX] = {
		"redis-server",
		"--port",
		port,
		"--unixsocket",
		r->socket,
		"--dir",
		r->folder,
		"--save",
		"",
		"--appendonly",
		r->keeps ? "yes" : "no",
		"--appendfsync",
		"no",
		"--enable-debug-command",
		"yes",
		"--logfile",
		"log",
		r->password == NULL ? NULL : "--requirepass",
		r->password,
		NULL};
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	snprintf(port, sizeof(port), "%d", r->port);
	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	execvp(words[0], (char *const *)(uintptr_t)words);
	_exit(127);
}

static bool answers(const struct redis_server *r)
{
	char reply[REDIS_SERVER_REPLY_BYTES] = "";
	int fd = say(r, "PING");

	if (fd < 0)
		return false;
	read_reply(fd, reply);
	close(fd);
	return strstr(reply, "+PONG") != NULL;
}

void redis_server_start(struct redis_server *r)
{
	int64_t until_us = clock_monotonic_us() + START_US;

	assert_int_equal(r->pid, 0);
	unlink(r->socket);
	r->pid = fork();
	assert_true(r->pid >= 0);
	if (r->pid == 0)
		become_redis(r);
	while (!answers(r)) {
		assert_true(clock_monotonic_us() < until_us);
		assert_int_equal(waitpid(r->pid, NULL, WNOHANG), 0);
		poll(NULL, 0, LOOK_AGAIN_MS);
	}
}

void redis_server_kill(struct redis_server *r)
{
	if (r->pid == 0)
		return;
	assert_int_equal(kill(r->pid, SIGKILL), 0);
	while (waitpid(r->pid, NULL, 0) < 0)
		assert_int_equal(errno, EINTR);
	r->pid = 0;
}

/* Has stopped, or goes on, when this returns. */
static void change(struct redis_server *r, int signal, int options)
{
	int status;

	assert_int_equal(kill(r->pid, signal), 0);
	assert_int_equal(waitpid(r->pid, &status, options), r->pid);
}

void redis_server_pause(struct redis_server *r)
{
	change(r, SIGSTOP, WUNTRACED);
}

void redis_server_resume(struct redis_server *r)
{
	change(r, SIGCONT, WCONTINUED);
}

static void remove_folder(const char *path)
{
	DIR *dir = opendir(path);
	const struct dirent *d;

	if (dir == NULL)
		return;
	while ((d = readdir(dir)) != NULL) {
		char inner[512];

		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		snprintf(inner, sizeof(inner), "%s/%s", path, d->d_name);
		if (unlink(inner) != 0)
			remove_folder(inner);
	}
	closedir(dir);
	rmdir(path);
}

void redis_server_close(struct redis_server *r)
{
	redis_server_kill(r);
	remove_folder(r->folder);
}
