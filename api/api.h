/*
 * api - what the endpoints share for as long as the server runs.
 *
 * Made once by src/app before the loops start, then read by every loop; only
 * the published snapshot and the counters change, and both may be read at any
 * time.
 */
#ifndef API_API_H
#define API_API_H

#include "base/slice.h"

struct analyser;
struct api;
struct epoch;
struct metrics;
struct net_service;
struct site;

struct api_parts {
	struct epoch *snapshots; /* of struct snapshot, one slot a loop */
	const struct site *site; /* the built web client, or its stand-in */
	struct analyser *const *analysers; /* one a loop */
	unsigned loops;
};

/* The parts must outlive the api. */
struct api *api_new(const struct api_parts *parts);
void api_free(struct api *api);

const struct api_parts *api_parts(const struct api *api);
struct metrics *api_metrics(const struct api *api);

/* What src/net calls: dispatch.c. */
struct net_service api_service(struct api *api);

#endif
