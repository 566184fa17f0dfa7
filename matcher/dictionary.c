/* dictionary - see dictionary.h. */
#include "matcher/dictionary.h"

#include <string.h>

#include "base/arena.h"
#include "base/bits.h"
#include "matcher/sections.h"

enum { SLOTS_FIRST = 1024, TEXT_FIRST = 16384 };

struct slot {
	uint32_t mark;   /* of the hash, never 0; 0: the slot is free */
	uint32_t length; /* of the key */
	uint32_t at;     /* where it begins in the text */
	uint32_t number;
};

struct dictionary {
	struct arena *arena; /* NULL: nothing may be added */
	size_t count;
	size_t slot_count; /* a power of two, at most half full */
	const struct slot *slots;
	struct slot *room; /* the slots, where they may be written */
	size_t text_bytes, text_room;
	const char *text; /* the keys by number */
	char *text_end;   /* where the next one goes */
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

static struct slice key_of(const struct dictionary *d, const struct slot *s)
{
	return (struct slice){d->text + s->at, s->length};
}

static void make_slots(struct dictionary *d, size_t n)
{
	d->slot_count = n;
	d->room = ARENA_ARRAY(d->arena, struct slot, n);
	d->slots = d->room;
}

struct dictionary *dictionary_new(struct arena *a)
{
	struct dictionary *d = ARENA_NEW(a, struct dictionary);

	d->arena = a;
	make_slots(d, SLOTS_FIRST);
	return d;
}

static void place(struct dictionary *d, uint64_t hash, const struct slot *s)
{
	size_t at = (size_t)hash & (d->slot_count - 1);

	while (d->room[at].mark != 0)
		at = (at + 1) & (d->slot_count - 1);
	d->room[at] = *s;
}

/* What is left behind is half of what is there: it stays in the arena. */
static void grow_slots(struct dictionary *d)
{
	const struct slot *before = d->slots;
	size_t n = d->slot_count;

	make_slots(d, n * 2);
	for (size_t i = 0; i < n; i++) {
		if (before[i].mark != 0)
			place(d, hash_of(key_of(d, &before[i])), &before[i]);
	}
}

static void add_text(struct dictionary *d, struct slice key)
{
	ASSERT(d->text_bytes + key.n <= UINT32_MAX);
	if (d->text_bytes + key.n > d->text_room) {
		char *grown;

		d->text_room = 2 * d->text_room + key.n + TEXT_FIRST;
		grown = arena_take(d->arena, d->text_room);
		if (d->text_bytes > 0)
			memcpy(grown, d->text, d->text_bytes);
		d->text = grown;
		d->text_end = grown + d->text_bytes;
	}
	if (key.n > 0)
		memcpy(d->text_end, key.p, key.n);
	d->text_end += key.n;
	d->text_bytes += key.n;
}

uint32_t dictionary_add(struct dictionary *d, struct slice key)
{
	uint64_t hash = hash_of(key);
	struct slot s = {mark_of(hash), (uint32_t)key.n,
			 (uint32_t)d->text_bytes, (uint32_t)d->count};

	ASSERT(d->arena != NULL && d->count < DICTIONARY_NONE);
	if (2 * (d->count + 1) > d->slot_count)
		grow_slots(d);
	add_text(d, key);
	place(d, hash, &s);
	d->count++;
	return s.number;
}

uint32_t dictionary_find(const struct dictionary *d, struct slice key)
{
	uint64_t hash = hash_of(key);
	uint32_t mark = mark_of(hash);
	size_t at = (size_t)hash & (d->slot_count - 1);

	for (; d->slots[at].mark != 0; at = (at + 1) & (d->slot_count - 1)) {
		const struct slot *s = &d->slots[at];

		if (s->mark == mark && s->length == key.n &&
		    memcmp(d->text + s->at, key.p, key.n) == 0)
			return s->number;
	}
	return DICTIONARY_NONE;
}

size_t dictionary_count(const struct dictionary *d)
{
	return d->count;
}

void dictionary_keys(const struct dictionary *d, struct slice *ret_keys)
{
	for (size_t i = 0; i < d->slot_count; i++) {
		if (d->slots[i].mark != 0)
			ret_keys[d->slots[i].number] = key_of(d, &d->slots[i]);
	}
}

const struct dictionary *dictionary_keep(struct arena *a,
					 const struct dictionary *d)
{
	struct dictionary *kept = ARENA_NEW(a, struct dictionary);
	struct slot *slots = ARENA_ARRAY(a, struct slot, d->slot_count);
	char *text = arena_take(a, d->text_bytes + 1);

	memcpy(slots, d->slots, d->slot_count * sizeof(*slots));
	if (d->text_bytes > 0)
		memcpy(text, d->text, d->text_bytes);
	*kept = (struct dictionary){.count = d->count,
				    .slot_count = d->slot_count,
				    .slots = slots,
				    .text_bytes = d->text_bytes,
				    .text = text};
	return kept;
}

void dictionary_save(const struct dictionary *d, struct sections *to)
{
	sections_add(to, "dictionary.slots", d->slots,
		     d->slot_count * sizeof(*d->slots));
	sections_add(to, "dictionary.text", d->text, d->text_bytes);
}

/* Every number once, so that each has a key. */
static bool numbers_fit(struct arena *scratch, const struct dictionary *d)
{
	uint64_t *seen = ARENA_ARRAY(scratch, uint64_t, d->count / 64 + 1);

	for (size_t i = 0; i < d->slot_count; i++) {
		const struct slot *s = &d->slots[i];

		if (s->mark == 0)
			continue;
		if (s->number >= d->count || bit_has(seen, s->number) ||
		    s->at > d->text_bytes || s->length > d->text_bytes - s->at)
			return false;
		bit_set(seen, s->number);
	}
	return true;
}

static size_t count_taken(const struct dictionary *d)
{
	size_t taken = 0;

	for (size_t i = 0; i < d->slot_count; i++)
		taken += d->slots[i].mark != 0;
	return taken;
}

enum err dictionary_load(struct arena *a, const struct sections *from,
			 const struct dictionary **ret_dictionary)
{
	struct sections_taking t = {from, false};
	struct dictionary *d = ARENA_NEW(a, struct dictionary);
	struct arena *scratch;
	bool fits;

	d->slots = sections_take_all(&t, "dictionary.slots", sizeof(*d->slots),
				     &d->slot_count);
	d->text = sections_take_all(&t, "dictionary.text", 1, &d->text_bytes);
	if (t.failed || d->slot_count == 0 ||
	    (d->slot_count & (d->slot_count - 1)) != 0)
		return ERR_MALFORMED;
	d->count = count_taken(d);
	if (2 * d->count > d->slot_count) /* some are free: looking ends */
		return ERR_MALFORMED;
	scratch = arena_new(0);
	fits = numbers_fit(scratch, d);
	arena_free(scratch);
	if (!fits)
		return ERR_MALFORMED;
	*ret_dictionary = d;
	return ERR_OK;
}

size_t dictionary_bytes(const struct dictionary *d)
{
	return d->slot_count * sizeof(*d->slots) + d->text_bytes;
}
