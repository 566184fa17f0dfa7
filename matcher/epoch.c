/* epoch - see epoch.h. */
#include "matcher/epoch.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/compiler.h"

struct slot {
	_Alignas(64) _Atomic uint64_t epoch; /* 0: not looking */
};

struct retired {
	struct retired *next;
	void *object;
	uint64_t epoch; /* readers pinned before this one may see it */
};

struct epoch {
	_Atomic(void *) current;
	_Atomic uint64_t now;
	struct slot *slots;
	size_t slot_count;
	epoch_free_fn *free_object;
	struct retired *retired;
	_Atomic size_t retired_count;
};

struct epoch *epoch_new(size_t slots, epoch_free_fn *free_object)
{
	struct epoch *e = calloc(1, sizeof(*e));

	if (e == NULL)
		out_of_memory(sizeof(*e));
	e->slots = aligned_alloc(64, slots * sizeof(struct slot));
	if (e->slots == NULL)
		out_of_memory(slots * sizeof(struct slot));
	for (size_t i = 0; i < slots; i++)
		atomic_init(&e->slots[i].epoch, 0);
	e->slot_count = slots;
	e->free_object = free_object;
	atomic_init(&e->now, 1);
	return e;
}

const void *epoch_pin(struct epoch *e, size_t slot)
{
	ASSERT(slot < e->slot_count);
	/*
	 * The slot must be visible before the pointer is read, else the
	 * publisher could miss us and free what we are about to see: both are
	 * sequentially consistent.
	 */
	atomic_store(&e->slots[slot].epoch, atomic_load(&e->now));
	return atomic_load(&e->current);
}

void epoch_unpin(struct epoch *e, size_t slot)
{
	atomic_store_explicit(&e->slots[slot].epoch, 0, memory_order_release);
}

static uint64_t oldest_pin(const struct epoch *e)
{
	uint64_t oldest = UINT64_MAX;

	for (size_t i = 0; i < e->slot_count; i++) {
		uint64_t pinned = atomic_load(&e->slots[i].epoch);

		if (pinned != 0 && pinned < oldest)
			oldest = pinned;
	}
	return oldest;
}

static void free_unseen(struct epoch *e)
{
	uint64_t oldest = oldest_pin(e);
	struct retired **at = &e->retired;

	while (*at != NULL) {
		struct retired *r = *at;

		if (r->epoch > oldest) {
			at = &r->next;
			continue;
		}
		*at = r->next;
		e->free_object(r->object);
		free(r);
		atomic_fetch_sub(&e->retired_count, 1);
	}
}

void epoch_publish(struct epoch *e, void *object)
{
	void *before = atomic_exchange(&e->current, object);
	uint64_t now = atomic_fetch_add(&e->now, 1) + 1;

	if (before != NULL) {
		struct retired *r = malloc(sizeof(*r));

		if (r == NULL)
			out_of_memory(sizeof(*r));
		*r = (struct retired){e->retired, before, now};
		e->retired = r;
		atomic_fetch_add(&e->retired_count, 1);
	}
	free_unseen(e);
}

void epoch_collect(struct epoch *e)
{
	free_unseen(e);
}

size_t epoch_retired(const struct epoch *e)
{
	return atomic_load(&e->retired_count);
}

void epoch_free(struct epoch *e)
{
	void *last;

	if (e == NULL)
		return;
	last = atomic_load(&e->current);
	ASSERT(oldest_pin(e) == UINT64_MAX);
	free_unseen(e);
	if (last != NULL)
		e->free_object(last);
	free(e->slots);
	free(e);
}
