/* dictionary - see dictionary.h. */
#include "matcher/dictionary.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"

enum { SLOTS_FIRST = 1024 };

struct slot {
	uint32_t mark; /* of the hash, never 0; 0: the slot is free */
	uint32_t length;
	const char *key;
	void *value;
};

struct dictionary {
	struct arena *arena;
	size_t count;
	size_t slots; /* a power of two, at most half full */
	struct slot *slot;
};

/* Eight bytes at a time, mixed as in MurmurHash2 (Appleby 2008). */
static uint64_t hash_of(struct slice key)
{
	const uint64_t m = UINT64_C(0xC6A4A7935BD1E995);
	uint64_t h = key.n * m;

	while (key.n > 0) {
		uint64_t k = 0;
		size_t n = key.n < sizeof(k) ? key.n : sizeof(k);

		memcpy(&k, key.p, n);
		k *= m;
		k ^= k >> 47;
		h = (h ^ k * m) * m;
		key.p += n;
		key.n -= n;
	}
	h ^= h >> 47;
	return h * m;
}

static uint32_t mark_of(uint64_t hash)
{
	uint32_t mark = (uint32_t)(hash >> 32);

	return mark == 0 ? 1 : mark;
}

struct dictionary *dictionary_new(struct arena *a)
{
	struct dictionary *d = ARENA_NEW(a, struct dictionary);

	d->arena = a;
	d->slots = SLOTS_FIRST;
	d->slot = ARENA_ARRAY(a, struct slot, d->slots);
	return d;
}

static void place(struct dictionary *d, const struct slot *s)
{
	struct slice key = {s->key, s->length};
	size_t at = (size_t)hash_of(key) & (d->slots - 1);

	while (d->slot[at].mark != 0)
		at = (at + 1) & (d->slots - 1);
	d->slot[at] = *s;
}

/* What is left behind is half of what is there: it stays in the arena. */
static void grow(struct dictionary *d)
{
	const struct slot *before = d->slot;
	size_t n = d->slots;

	d->slots *= 2;
	d->slot = ARENA_ARRAY(d->arena, struct slot, d->slots);
	for (size_t i = 0; i < n; i++) {
		if (before[i].mark != 0)
			place(d, &before[i]);
	}
}

void dictionary_put(struct dictionary *d, struct slice key, void *value)
{
	struct slot s = {mark_of(hash_of(key)), (uint32_t)key.n, key.p, value};

	if (2 * (d->count + 1) > d->slots)
		grow(d);
	place(d, &s);
	d->count++;
}

void *dictionary_get(const struct dictionary *d, struct slice key)
{
	uint64_t hash = hash_of(key);
	uint32_t mark = mark_of(hash);
	size_t at = (size_t)hash & (d->slots - 1);

	for (; d->slot[at].mark != 0; at = (at + 1) & (d->slots - 1)) {
		const struct slot *s = &d->slot[at];

		if (s->mark == mark && s->length == key.n &&
		    memcmp(s->key, key.p, key.n) == 0)
			return s->value;
	}
	return NULL;
}
