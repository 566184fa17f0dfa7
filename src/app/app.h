/*
 * app - the server's parts, made in order and undone in reverse.
 *
 * Long-lived objects live here and nowhere else.  One thread opens, runs and
 * closes; the loops and the follower are threads of their own.
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "base/err.h"

struct app;
struct config;

/*
 * Reads the vocabulary and the web client, binds the address, becomes
 * server.user, opens the record, publishes its first snapshot and starts to
 * serve.  On failure everything is undone and the cause has been logged.
 */
MUST_USE enum err app_open(const struct config *config, struct app **ret_app);

/* Answers what is in work, then stops; returns when everybody has left. */
void app_stop(struct app *app);
void app_close(struct app *app);

#endif
