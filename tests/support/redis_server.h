/*
 * redis_server - a Redis of a test's own, on a unix socket in a temporary
 * folder, to be killed, stopped and started again.
 *
 * It keeps what it was told (append-only file) when asked to.  Everything
 * fails the test that cannot be done.
 */
#ifndef SUPPORT_REDIS_SERVER_H
#define SUPPORT_REDIS_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct redis_server {
	char folder[64];
	char socket[96];
	char address[128]; /* "unix:..." for session_plan */
	bool keeps;
	int port;             /* TCP as well; 0: none */
	const char *password; /* NULL: none */
	pid_t pid;            /* 0: not running */
};

/* A folder; nothing runs yet. */
void redis_server_open(struct redis_server *r);

/* Runs and answers when this returns. */
void redis_server_start(struct redis_server *r);
void redis_server_kill(struct redis_server *r);
void redis_server_pause(struct redis_server *r);
void redis_server_resume(struct redis_server *r);

/*
 * One command as one would type it; the beginning of the reply as it comes
 * over the wire, "+OK\r\n".
 */
enum { REDIS_SERVER_REPLY_BYTES = 4096 };
void redis_server_say(const struct redis_server *r, const char *command,
		      char reply[REDIS_SERVER_REPLY_BYTES]);

/* The same without a wait for the reply, which is never read. */
void redis_server_tell(const struct redis_server *r, const char *command);

/* Stops what runs and removes the folder. */
void redis_server_close(struct redis_server *r);

#endif
