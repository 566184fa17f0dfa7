/*
 * api - what the endpoints share for as long as the server runs.
 *
 * Made once by src/app before the loops start, then read by every loop; only
 * the published snapshot and the counters change, and both may be read at any
 * time.
 */
#ifndef API_API_H
#define API_API_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "matcher/knowledge.h"
#include "people/life.h"

struct analyser;
struct api;
struct counters;
struct epoch;
struct job_figures;
struct keys;
struct metrics;
struct net_service;
struct passwords;
struct pool;
struct sessions;
struct site;
struct writer;

struct api_parts {
	struct epoch *snapshots; /* of struct snapshot, one slot a loop */
	const struct site *site; /* the built web client, or its stand-in */
	struct analyser *const *analysers; /* one a loop */
	unsigned loops;
	struct text_knowledge known; /* of words, for ranking candidates */
	/* Each may be NULL: what would run there answers 503. */
	struct pool *readers; /* whose seats are struct seat */
	struct pool *hashers;
	struct pool *importers;         /* one thread */
	const atomic_bool *is_stopping; /* of long work; set with importers */
	atomic_int *long_bodies; /* that are being received; NULL: no limit */
	size_t import_bytes_max; /* server.import_max */
	struct writer *writer;
	int64_t work_us; /* how long a request may wait for them */
	/* Each may be NULL: nobody can sign in then. */
	const struct keys *keys;
	const struct passwords *passwords;
	struct sessions *sessions;
	bool is_limited;             /* limits.enabled */
	struct counters *counters;   /* a day's; NULL: nobody counts */
	struct job_figures *figures; /* of the jobs of the clock */
	const char *letters_site;    /* where links in letters lead */
	bool webhooks_insecure;      /* webhooks.insecure */
	struct life_rules life;      /* section clock */
	int64_t applications_max;    /* of a seeker in 24 hours */
	int64_t invitations_max;     /* of an organisation */
};

/* The parts must outlive the api. */
struct api *api_new(const struct api_parts *parts);
void api_free(struct api *api);

const struct api_parts *api_parts(const struct api *api);

/* The threads and the logins of `parts`, before any loop starts. */
void api_hire(struct api *api, const struct api_parts *parts);
struct metrics *api_metrics(const struct api *api);

/* What src/net calls: dispatch.c. */
struct net_service api_service(struct api *api);

#endif
