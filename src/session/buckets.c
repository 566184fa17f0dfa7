/* buckets - see buckets.h. */
#include "session/buckets.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/checksum.h"

enum { WAYS = 8, SEED_BYTES = 16 };

struct bucket {
	int64_t arrival_us; /* 0: free */
	char text[LIMIT_KEY_BYTES];
};

struct set {
	struct bucket ways[WAYS];
};

struct buckets {
	pthread_mutex_t lock;
	size_t mask; /* of the number of a set */
	unsigned char seed[SEED_BYTES];
	struct set *sets;
};

struct buckets *buckets_new(size_t keys)
{
	struct buckets *b = calloc(1, sizeof(*b));
	size_t sets = 1;

	if (b == NULL)
		out_of_memory(sizeof(*b));
	while (sets * WAYS < keys)
		sets *= 2;
	b->mask = sets - 1;
	b->sets = calloc(sets, sizeof(b->sets[0]));
	if (b->sets == NULL)
		out_of_memory(sets * sizeof(b->sets[0]));
	ASSERT(getrandom(b->seed, SEED_BYTES, 0) == SEED_BYTES);
	pthread_mutex_init(&b->lock, NULL);
	return b;
}

void buckets_free(struct buckets *b)
{
	if (b == NULL)
		return;
	pthread_mutex_destroy(&b->lock);
	free(b->sets);
	free(b);
}

static struct set *set_of(struct buckets *b, const struct limit_key *key)
{
	unsigned char octets[SEED_BYTES + LIMIT_KEY_BYTES];
	size_t n = strlen(key->text);

	memcpy(octets, b->seed, SEED_BYTES);
	memcpy(octets + SEED_BYTES, key->text, n);
	return &b->sets[checksum(octets, SEED_BYTES + n) & b->mask];
}

static struct bucket *bucket_of(struct set *set, const struct limit_key *key)
{
	struct bucket *nearest = &set->ways[0];

	for (size_t i = 0; i < WAYS; i++) {
		struct bucket *at = &set->ways[i];

		if (at->arrival_us != 0 && strcmp(at->text, key->text) == 0)
			return at;
		if (at->arrival_us < nearest->arrival_us)
			nearest = at;
	}
	nearest->arrival_us = 0;
	memcpy(nearest->text, key->text, sizeof(nearest->text));
	return nearest;
}

struct limit_result buckets_take(struct buckets *b, const struct limit_key *key,
				 int64_t now_us)
{
	struct set *set = set_of(b, key);
	struct limit_result r;

	pthread_mutex_lock(&b->lock);
	r = limit_take(key, &bucket_of(set, key)->arrival_us, now_us);
	pthread_mutex_unlock(&b->lock);
	return r;
}
