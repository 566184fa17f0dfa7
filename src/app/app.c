/* app - see app.h. */
#include "app/app.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "api/api.h"
#include "api/import_job.h"
#include "api/metrics.h"
#include "api/site.h"
#include "app/clockwork.h"
#include "app/follow.h"
#include "app/privilege.h"
#include "app/publish.h"
#include "app/workers.h"
#include "app/world.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "config/config.h"
#include "jobs/jobs.h"
#include "matcher/analyse.h"
#include "matcher/epoch.h"
#include "net/server.h"
#include "net/service.h"
#include "people/life.h"
#include "store/store.h"
#include "work/counters.h"
#include "work/figures.h"

struct app {
	struct arena *arena;
	const struct config *config;
	struct world world;
	struct site *site;
	unsigned loops;
	struct analyser **analysers; /* one a loop */
	struct epoch *snapshots;
	struct api *api;
	struct net_service service;
	struct server *server;
	struct db *db; /* the follower's reader */
	struct publisher *publisher;
	struct workers *workers;
	struct follower *follower;
	struct job_figures figures;
	struct counters *counters;
	atomic_int long_bodies;
	struct clockwork *clockwork;
};

static uint32_t ms(int64_t us)
{
	return (uint32_t)(us / 1000);
}

static struct net_options options_of(const struct config *c)
{
	struct net_options o = net_options_default();

	o.listen = c->server_listen;
	o.loops = (unsigned)c->server_loops;
	o.proxies = c->server_proxies;
	o.head_ms = ms(c->server_head_timeout);
	o.body_ms = ms(c->server_body_timeout);
	o.idle_ms = ms(c->server_idle_timeout);
	o.work_ms = ms(c->server_work_timeout);
	o.write_stall_ms = ms(c->server_write_timeout);
	o.drain_ms = ms(c->server_drain_timeout);
	o.request_memory = (size_t)c->server_request_memory;
	o.body_bytes_max = (size_t)c->server_body_max;
	o.connections_max = (size_t)c->server_connections;
	o.address_max = (size_t)c->server_connections_each;
	return o;
}

static void free_snapshot(void *snapshot)
{
	snapshot_free(snapshot);
}

static void refuse(const char *reason)
{
	log_event(LOG_START_REFUSED, reason);
}

/* What the loops share, before there is any loop. */
static enum err make_api(struct app *app)
{
	struct api_parts parts;

	app->counters = counters_new();
	app->snapshots = epoch_new(app->loops + workers_slots(app->config) +
					   CLOCKWORK_SLOTS,
				   free_snapshot);
	app->analysers = ARENA_ARRAY(app->arena, struct analyser *, app->loops);
	for (unsigned i = 0; i < app->loops; i++)
		app->analysers[i] = analyser_new();
	parts = (struct api_parts){.snapshots = app->snapshots,
				   .site = app->site,
				   .analysers = app->analysers,
				   .loops = app->loops,
				   .work_us = app->config->server_work_timeout,
				   .figures = &app->figures,
				   .counters = app->counters,
				   .letters_site = app->config->mail_site,
				   .webhooks_insecure =
					   app->config->webhooks_insecure,
				   .life = life_rules_of(app->config)};
	parts.known = world_parts(&app->world).known;
	parts.import_bytes_max = (size_t)app->config->server_import_max;
	parts.long_bodies = &app->long_bodies;
	parts.applications_max = app->config->quota_applications;
	parts.invitations_max = app->config->quota_invitations;
	app->api = api_new(&parts);
	app->service = api_service(app->api);
	return ERR_OK;
}

static void undo_api(struct app *app)
{
	api_free(app->api);
	for (unsigned i = 0; i < app->loops; i++)
		analyser_free(app->analysers[i]);
	epoch_free(app->snapshots);
	counters_free(app->counters);
}

static enum err read_files(struct app *app)
{
	struct slice path;
	enum err e = jobs_check(app->config);

	if (e != ERR_OK)
		return e;
	e = world_read(app->arena, app->config, &app->world);
	if (e != ERR_OK) {
		refuse("the vocabulary cannot be read");
		return e;
	}
	e = site_read(app->arena, app->config->server_web, &app->site, &path);
	if (e != ERR_OK) {
		refuse("the web client cannot be read");
		world_done(&app->world);
	}
	return e;
}

static enum err open_server(struct app *app)
{
	struct net_options o = options_of(app->config);
	enum err e;

	o.loops = app->loops;
	e = server_open(&o, &app->service, &app->server);
	if (e != ERR_OK) {
		refuse(e == ERR_BUSY
			       ? "the address is in use: choose another port "
				 "for server.listen"
			       : "the address cannot be served: "
				 "server.listen");
		return e;
	}
	e = privilege_drop(app->config->server_user);
	if (e != ERR_OK)
		server_close(app->server);
	return e;
}

/*
 * A writer brings the schema forward and makes the text index anew when the
 * analyser has changed; a reader then finds both as it needs them.  A database
 * that is not there is not made: an empty one would serve nothing.
 */
static enum err prepare_record(const struct app *app)
{
	struct db *db;
	enum err e;

	if (access(app->config->store_db, F_OK) != 0)
		return ERR_NOT_FOUND;
	e = store_open(app->config->store_db, DB_WRITER, &db);
	if (e == ERR_OK)
		store_close(db);
	return e;
}

static enum err open_record(struct app *app)
{
	enum err e = prepare_record(app);

	/* Another process that writes has prepared it already. */
	if (e == ERR_OK || e == ERR_BUSY)
		e = store_open(app->config->store_db, DB_READER, &app->db);

	if (e == ERR_OK)
		return ERR_OK;
	refuse(e == ERR_NOT_FOUND
		       ? "there is no database; `baybridge import` makes it"
		       : "the database cannot be opened");
	return e;
}

static enum err hire(struct app *app)
{
	struct api_parts parts = *api_parts(app->api);
	enum err e = workers_open(app->config, &parts, &app->workers);

	if (e == ERR_OK)
		api_hire(app->api, &parts);
	else
		refuse("the threads for requests cannot be opened");
	return e;
}

static void log_start(const struct app *app, int64_t start_us)
{
	char listen[128];
	const char *colon = NULL;

	for (const char *p = app->config->server_listen; *p != '\0'; p++) {
		if (*p == ':')
			colon = p;
	}
	snprintf(listen, sizeof(listen), "%.*s:%d",
		 colon == NULL ? 0 : (int)(colon - app->config->server_listen),
		 app->config->server_listen, server_port(app->server));
	log_event(LOG_SERVER_STARTED, listen,
		  LOG_NUMBER(publisher_openings(app->publisher)),
		  LOG_NUMBER(clock_monotonic_us() - start_us));
}

static unsigned loops_of(const struct config *c)
{
	return c->server_loops > 0 ? (unsigned)c->server_loops
				   : privilege_cores();
}

/* Beside the database, unless it is said where. */
static const char *snapshot_file(const struct app *app)
{
	const char *file = app->config->store_snapshot;

	if (strcmp(file, "none") == 0)
		return NULL;
	if (file[0] != '\0')
		return file;
	return arena_print(app->arena, "%s.snapshot", app->config->store_db).p;
}

static enum err wind_clockwork(struct app *app)
{
	return clockwork_open(app->config, api_parts(app->api),
			      app->loops + workers_slots(app->config),
			      &app->clockwork);
}

static void stop_publishing(struct app *app)
{
	follow_stop(app->follower);
	workers_publish(app->workers, NULL);
	publisher_close(app->publisher);
}

static enum err start_publishing(struct app *app)
{
	struct publish_plan publish = {&app->world, app->snapshots,
				       snapshot_file(app)};
	struct follow_plan follow = {&app->world, app->db, NULL,
				     app->config->store_follow};
	enum err e = publisher_open(&publish, app->db, &app->publisher);

	if (e != ERR_OK)
		return e;
	workers_publish(app->workers, app->publisher);
	follow.publisher = app->publisher;
	e = follow_start(&follow, &app->follower);
	if (e == ERR_OK) {
		import_job_resume(app->api);
		return ERR_OK;
	}
	workers_publish(app->workers, NULL);
	publisher_close(app->publisher);
	return e;
}

enum err app_open(const struct config *config, struct app **ret_app)
{
	int64_t start_us = clock_monotonic_us();
	struct arena *a = arena_new(0);
	struct app *app = ARENA_NEW(a, struct app);
	enum err e;

	app->arena = a;
	app->config = config;
	app->loops = loops_of(config);
	e = read_files(app);
	if (e != ERR_OK)
		goto fail_arena;
	e = make_api(app);
	if (e != ERR_OK)
		goto fail_world;
	e = open_server(app);
	if (e != ERR_OK)
		goto fail_api;
	e = open_record(app);
	if (e != ERR_OK)
		goto fail_server;
	e = hire(app);
	if (e != ERR_OK)
		goto fail_record;
	/* Health is answered while the first snapshot is built. */
	e = server_start(app->server);
	if (e != ERR_OK)
		goto fail_hired;
	e = start_publishing(app);
	if (e != ERR_OK)
		goto fail_started;
	e = wind_clockwork(app);
	if (e != ERR_OK)
		goto fail_published;
	log_start(app, start_us);
	*ret_app = app;
	return ERR_OK;
fail_published:
	server_drain(app->server);
	server_wait(app->server);
	stop_publishing(app);
	goto fail_hired;
fail_started:
	server_drain(app->server);
	server_wait(app->server);
fail_hired:
	workers_close(app->workers);
fail_record:
	store_close(app->db);
fail_server:
	server_close(app->server);
fail_api:
	undo_api(app);
fail_world:
	world_done(&app->world);
fail_arena:
	arena_free(a);
	return e;
}

void app_stop(struct app *app)
{
	log_event(LOG_SERVER_DRAINING,
		  LOG_NUMBER(server_connections(app->server)));
	server_drain(app->server);
	server_wait(app->server);
	log_event(LOG_SERVER_STOPPED,
		  LOG_NUMBER(metrics_requests(api_metrics(app->api))));
}

void app_close(struct app *app)
{
	clockwork_close(app->clockwork);
	follow_stop(app->follower);
	workers_close(app->workers);
	publisher_close(app->publisher);
	store_close(app->db);
	server_close(app->server);
	undo_api(app);
	world_done(&app->world);
	arena_free(app->arena);
}
