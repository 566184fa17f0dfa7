/* counters - see counters.h. */
#include "work/counters.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/compiler.h"

static const char *const counter_words[COUNTER__COUNT] = {
#define COUNTER(name, word, words) word,
#include "work/counters.def"
#undef COUNTER
};

/* Open addressing; half of the places stay free. */
enum { PLACES = 2 * COUNTERS_MAX };

struct counters {
	pthread_mutex_t lock;
	size_t used;
	struct counted places[PLACES];
	struct counted other;
};

struct counters *counters_new(void)
{
	struct counters *c = calloc(1, sizeof(*c));

	if (c == NULL)
		out_of_memory(sizeof(*c));
	pthread_mutex_init(&c->lock, NULL);
	return c;
}

void counters_free(struct counters *c)
{
	if (c == NULL)
		return;
	pthread_mutex_destroy(&c->lock);
	free(c);
}

/* FNV-1a. */
static size_t hash_of(const char *name, struct slice key)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *name != '\0'; name++)
		h = (h ^ (unsigned char)*name) * UINT64_C(1099511628211);
	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (unsigned char)key.p[i]) * UINT64_C(1099511628211);
	return (size_t)(h % PLACES);
}

static struct counted *find(struct counters *c, const char *name,
			    struct slice key)
{
	size_t at = hash_of(name, key);

	for (; c->places[at].count > 0; at = (at + 1) % PLACES) {
		if (c->places[at].name == name &&
		    slice_is(key, c->places[at].key))
			return &c->places[at];
	}
	if (c->used == COUNTERS_MAX || key.n >= COUNTER_KEY_BYTES)
		return NULL;
	c->used++;
	c->places[at].name = name;
	snprintf(c->places[at].key, COUNTER_KEY_BYTES, "%.*s", SLICE_ARG(key));
	return &c->places[at];
}

void counters_add(struct counters *c, enum counter which, struct slice key)
{
	struct counted *it;

	if (c == NULL)
		return;
	pthread_mutex_lock(&c->lock);
	it = find(c, counter_words[which], key);
	if (it == NULL) {
		it = &c->other;
		it->name = "other";
		snprintf(it->key, COUNTER_KEY_BYTES, "other");
	}
	it->count++;
	pthread_mutex_unlock(&c->lock);
}

size_t counters_take(struct counters *c, struct arena *a,
		     const struct counted **ret_list)
{
	struct counted *list = ARENA_ARRAY(a, struct counted, COUNTERS_MAX + 1);
	size_t count = 0;

	pthread_mutex_lock(&c->lock);
	for (size_t i = 0; i < PLACES; i++) {
		if (c->places[i].count > 0)
			list[count++] = c->places[i];
	}
	if (c->other.count > 0)
		list[count++] = c->other;
	memset(c->places, 0, sizeof(c->places));
	c->other.count = 0;
	c->used = 0;
	pthread_mutex_unlock(&c->lock);
	*ret_list = list;
	return count;
}
