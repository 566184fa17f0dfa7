/* server - see server.h. */
#include "net/server.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"
#include "net/authority.h"
#include "net/bind.h"
#include "net/loop.h"
#include "net/peers.h"
#include "net/proxies.h"

enum {
	LOOPS_MAX = 64,
	RESERVED_PERCENT = 10, /* of the descriptors: files, pipes, logs */
	FEWEST_CONNECTIONS = 8,
	MOST_DESCRIPTORS = 1000000
};

struct server {
	struct shared shared;
	int port;
	unsigned loop_count;
	unsigned running; /* threads that were started and not joined */
	struct loop *loops[LOOPS_MAX];
};

struct net_options net_options_default(void)
{
	return (struct net_options){
		.listen = "127.0.0.1:8080",
		.line_bytes_max = 8 * 1024,
		.fields_bytes_max = 16 * 1024,
		.fields_max = NET_FIELDS_MAX,
		.body_bytes_max = 1024 * 1024,
		.extension_bytes_max = 256,
		.request_memory = 32 * 1024 * 1024,
		.reply_bytes_max = 64 * 1024 * 1024,
		.output_high_bytes = 256 * 1024,
		.pipeline_max = 100,
		.address_max = 256,
		.head_ms = 10 * 1000,
		.body_ms = 30 * 1000,
		.body_rate = 64 * 1024,
		.idle_ms = 60 * 1000,
		.work_ms = 30 * 1000,
		.write_stall_ms = 10 * 1000,
		.linger_ms = 1000,
		.linger_bytes = 64 * 1024,
		.drain_ms = 10 * 1000,
	};
}

static size_t most_connections(const struct net_options *o)
{
	struct rlimit limit;
	size_t most;

	if (o->connections_max > 0)
		return o->connections_max;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		limit.rlim_cur = 1024;
	if (limit.rlim_cur > MOST_DESCRIPTORS)
		limit.rlim_cur = MOST_DESCRIPTORS;
	most = (size_t)limit.rlim_cur * (100 - RESERVED_PERCENT) / 100;
	return most > FEWEST_CONNECTIONS ? most : FEWEST_CONNECTIONS;
}

static unsigned count_loops(const struct net_options *o)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	if (o->loops > 0)
		return o->loops < LOOPS_MAX ? o->loops : LOOPS_MAX;
	if (cores < 1)
		return 1;
	return cores < LOOPS_MAX ? (unsigned)cores : LOOPS_MAX;
}

static enum err open_loops(struct server *s, const struct bind_address *a)
{
	for (unsigned i = 0; i < s->loop_count; i++) {
		int fd;
		enum err e = bind_listen(a, s->port, &fd);

		if (e != ERR_OK)
			return e;
		s->port = bind_port(fd);
		e = loop_open(&s->shared, i, fd, &s->loops[i]);
		if (e != ERR_OK) {
			close(fd);
			return e;
		}
	}
	return ERR_OK;
}

/* Everything that can be wrong before there is a socket. */
static enum err open_shared(struct shared *sh, const struct net_options *o,
			    const struct net_service *service)
{
	enum err e;

	sh->options = *o;
	sh->service = service;
	sh->connections_max = most_connections(o);
	sh->peers = peers_new(o->address_max);
	e = authorities_open(o->hosts, &sh->authorities);
	if (e == ERR_OK)
		e = proxies_open(o->proxies, &sh->proxies);
	return e;
}

static enum err open_sockets(struct server *s)
{
	struct bind_address a;
	enum err e = bind_read(s->shared.options.listen, &a);

	if (e == ERR_OK)
		e = bind_probe(&a);
	if (e != ERR_OK)
		return e;
	s->port = a.port;
	e = open_loops(s, &a);
	authorities_add_own(s->shared.authorities, a.host, s->port);
	return e;
}

enum err server_open(const struct net_options *o, const struct net_service *s,
		     struct server **ret_server)
{
	struct server *server = calloc(1, sizeof(*server));
	enum err e;

	if (server == NULL)
		out_of_memory(sizeof(*server));
	server->loop_count = count_loops(o);
	e = open_shared(&server->shared, o, s);
	if (e == ERR_OK)
		e = open_sockets(server);
	if (e != ERR_OK) {
		server_close(server);
		return e;
	}
	*ret_server = server;
	return ERR_OK;
}

int server_port(const struct server *s)
{
	return s->port;
}

unsigned server_loops(const struct server *s)
{
	return s->loop_count;
}

size_t server_connections(const struct server *s)
{
	return atomic_load(&s->shared.connections);
}

/* Signals are for the thread that knows what to do with them. */
static int start_thread(struct loop *l)
{
	sigset_t all;
	sigset_t before;
	int failed;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	failed = pthread_create(&l->thread, NULL, loop_run, l);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return failed;
}

enum err server_start(struct server *s)
{
	ASSERT(s->running == 0);
	while (s->running < s->loop_count) {
		int failed = start_thread(s->loops[s->running]);

		if (failed != 0) {
			log_event(LOG_SYSTEM_FAILED, "pthread_create",
				  strerror(failed));
			server_drain(s);
			server_wait(s);
			return ERR_INTERNAL;
		}
		s->running++;
	}
	return ERR_OK;
}

void server_drain(struct server *s)
{
	atomic_store(&s->shared.is_draining, true);
	for (unsigned i = 0; i < s->loop_count; i++)
		if (s->loops[i] != NULL)
			loop_wake(s->loops[i]);
}

void server_wait(struct server *s)
{
	for (unsigned i = 0; i < s->running; i++)
		pthread_join(s->loops[i]->thread, NULL);
	s->running = 0;
}

void server_close(struct server *s)
{
	if (s == NULL)
		return;
	server_drain(s);
	server_wait(s);
	for (unsigned i = 0; i < s->loop_count; i++)
		loop_close(s->loops[i]);
	proxies_close(s->shared.proxies);
	authorities_close(s->shared.authorities);
	peers_free(s->shared.peers);
	free(s);
}
