/* api - see api.h. */
#include "api/api.h"

#include "api/metrics.h"
#include "base/arena.h"

struct api {
	struct arena *arena;
	struct api_parts parts;
	struct metrics *metrics;
};

struct api *api_new(const struct api_parts *parts)
{
	struct arena *a = arena_new(0);
	struct api *api = ARENA_NEW(a, struct api);

	api->arena = a;
	api->parts = *parts;
	api->metrics = metrics_new(a);
	return api;
}

void api_free(struct api *api)
{
	if (api != NULL)
		arena_free(api->arena);
}

const struct api_parts *api_parts(const struct api *api)
{
	return &api->parts;
}

void api_hire(struct api *api, const struct api_parts *parts)
{
	api->parts.readers = parts->readers;
	api->parts.hashers = parts->hashers;
	api->parts.importers = parts->importers;
	api->parts.is_stopping = parts->is_stopping;
	api->parts.writer = parts->writer;
	api->parts.keys = parts->keys;
	api->parts.passwords = parts->passwords;
	api->parts.sessions = parts->sessions;
	api->parts.is_limited = parts->is_limited;
}

struct metrics *api_metrics(const struct api *api)
{
	return api->metrics;
}
