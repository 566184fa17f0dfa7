/* peers - chains of counters under one lock; see peers.h. */
#include "net/peers.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { CHAINS = 1024 };

struct peer {
	struct peer *next;
	struct address group;
	size_t count;
};

struct peers {
	pthread_mutex_t lock;
	size_t most_each;
	uint64_t seed; /* chains cannot be aimed at */
	struct peer *chains[CHAINS];
};

struct peers *peers_new(size_t most_each)
{
	struct peers *p = calloc(1, sizeof(*p));

	if (p == NULL)
		out_of_memory(sizeof(*p));
	if (getrandom(&p->seed, sizeof(p->seed), 0) != sizeof(p->seed))
		p->seed = (uint64_t)(uintptr_t)p;
	p->most_each = most_each;
	pthread_mutex_init(&p->lock, NULL);
	return p;
}

void peers_free(struct peers *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < CHAINS; i++) {
		while (p->chains[i] != NULL) {
			struct peer *next = p->chains[i]->next;

			free(p->chains[i]);
			p->chains[i] = next;
		}
	}
	pthread_mutex_destroy(&p->lock);
	free(p);
}

/* FNV-1a from a seed nobody outside knows. */
static struct peer **chain_of(struct peers *p, const struct address *group)
{
	uint64_t h = p->seed;

	for (size_t i = 0; i < sizeof(group->octets); i++)
		h = (h ^ group->octets[i]) * 0x100000001B3U;
	return &p->chains[(h >> 32) % CHAINS];
}

/* Where the peer hangs, or the end of its chain. */
static struct peer **find(struct peers *p, const struct address *group)
{
	struct peer **at = chain_of(p, group);

	while (*at != NULL && memcmp(&(*at)->group, group, sizeof(*group)) != 0)
		at = &(*at)->next;
	return at;
}

static struct peer *peer_new(const struct address *group)
{
	struct peer *peer = calloc(1, sizeof(*peer));

	if (peer == NULL)
		out_of_memory(sizeof(*peer));
	peer->group = *group;
	return peer;
}

bool peers_enter(struct peers *p, const struct address *a)
{
	struct address group = address_group(a);
	struct peer **at;
	bool has_room;

	pthread_mutex_lock(&p->lock);
	at = find(p, &group);
	has_room = *at == NULL ? p->most_each > 0 : (*at)->count < p->most_each;
	if (has_room && *at == NULL)
		*at = peer_new(&group);
	if (has_room)
		(*at)->count++;
	pthread_mutex_unlock(&p->lock);
	return has_room;
}

void peers_leave(struct peers *p, const struct address *a)
{
	struct address group = address_group(a);
	struct peer **at;

	pthread_mutex_lock(&p->lock);
	at = find(p, &group);
	ASSERT(*at != NULL);
	if (--(*at)->count == 0) {
		struct peer *gone = *at;

		*at = gone->next;
		free(gone);
	}
	pthread_mutex_unlock(&p->lock);
}
