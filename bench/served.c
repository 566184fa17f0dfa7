/* served - see served.h. */
#include "served.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/world.h"
#include "base/arena.h"
#include "config/config.h"
#include "matcher/analyse.h"
#include "measure.h"

static struct world world;

void served_open(const char *file, struct served *ret_served)
{
	struct arena *a = arena_new(0);
	struct config config;
	double from = now_us(), index_from;

	/* As the program does (src/app/main.c). */
	mallopt(M_MMAP_THRESHOLD, 32 * 1024 * 1024);
	mallopt(M_TRIM_THRESHOLD, 64 * 1024 * 1024);
	config_defaults(&config);
	if (world_read(a, &config, &world) != ERR_OK)
		exit(EXIT_FAILURE);
	*ret_served = (struct served){.arena = a, .analyser = analyser_new()};
	index_from = now_us();
	if (world_snapshot(&world, &config, file, &ret_served->snapshot) !=
	    ERR_OK)
		exit(EXIT_FAILURE);
	ret_served->vocabulary = world.vocabulary;
	ret_served->rates = world.rates;
	ret_served->open_us = now_us() - from;
	ret_served->index_us = now_us() - index_from;
}

void served_close(struct served *s)
{
	snapshot_free(s->snapshot);
	analyser_free(s->analyser);
	world_done(&world);
	arena_free(s->arena);
}
