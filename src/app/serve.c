/*
 * baybridge serve - the API and the web client, until SIGTERM or SIGINT.
 *
 * Refuses to start, with the cause in the log, rather than serve in a way that
 * its operator cannot have meant.
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "app/app.h"
#include "app/command.h"
#include "base/log.h"
#include "config/config.h"

command_fn command_serve;

static bool is_loopback(const char *listen)
{
	return strncmp(listen, "127.", 4) == 0 ||
	       strncmp(listen, "[::1]:", 6) == 0 ||
	       strncmp(listen, "localhost:", 10) == 0;
}

static const char *refusal(const struct config *c)
{
	bool is_public = !is_loopback(c->server_listen);
	struct rlimit descriptors;

	if (is_public && !c->server_public)
		return "server.listen is beyond this machine: say "
		       "server.public = yes, behind a proxy with TLS";
	if (getrlimit(RLIMIT_NOFILE, &descriptors) == 0 &&
	    c->server_connections > (int64_t)descriptors.rlim_cur)
		return "server.connections asks for more descriptors than "
		       "there are (ulimit -n)";
	if (is_public && !c->limits_enabled)
		return "limits.enabled = no is for tests on 127.0.0.1 only";
	return NULL;
}

static bool set_level(const char *word)
{
	static const char *const words[] = {"debug", "info", "warn", "error",
					    "silent"};

	for (size_t i = 0; i < COUNT(words); i++) {
		if (strcmp(words[i], word) == 0) {
			log_set_level((enum log_level)i);
			return true;
		}
	}
	return false;
}

/* Blocked here, so in every thread that is made later; taken by sigwait. */
static sigset_t block_signals(void)
{
	sigset_t set;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	return set;
}

enum exit_code command_serve(struct arena *a, struct config *config,
			     const struct options *options)
{
	const char *why = refusal(config);
	sigset_t signals = block_signals();
	struct app *app;
	int got;

	(void)a;
	(void)options;
	if (!set_level(config->log_level))
		return command_fail(EXIT_USAGE, "serve",
				    "log.level is debug, info, warn, error or "
				    "silent.");
	if (why != NULL) {
		log_event(LOG_START_REFUSED, why);
		return EXIT_USAGE;
	}
	if (app_open(config, &app) != ERR_OK)
		return EXIT_BROKEN;
	sigwait(&signals, &got);
	app_stop(app);
	app_close(app);
	return EXIT_GOOD;
}
