/* postings - a log in chunks, then a counting sort; see postings.h. */
#include "matcher/postings.h"

#include "base/arena.h"

enum { CHUNK_ENTRIES = 8192 };

struct entry {
	uint32_t term;
	struct posting posting;
};

struct chunk {
	struct chunk *next;
	size_t count;
	struct entry entries[CHUNK_ENTRIES];
};

struct postings_log {
	struct arena *arena;
	struct chunk *first;
	struct chunk *last;
	size_t count;
};

const struct posting *postings_find(struct postings p, uint32_t doc)
{
	uint32_t low = 0;
	uint32_t high = p.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (p.items[middle].doc < doc)
			low = middle + 1;
		else
			high = middle;
	}
	return low < p.count && p.items[low].doc == doc ? &p.items[low] : NULL;
}

struct postings_log *postings_log_new(struct arena *a)
{
	struct postings_log *log = ARENA_NEW(a, struct postings_log);

	log->arena = a;
	log->first = ARENA_NEW(a, struct chunk);
	log->last = log->first;
	return log;
}

void postings_log_add(struct postings_log *log, uint32_t term,
		      const struct posting *posting)
{
	struct chunk *c = log->last;

	if (c->count == CHUNK_ENTRIES) {
		c->next = ARENA_NEW(log->arena, struct chunk);
		c = c->next;
		log->last = c;
	}
	c->entries[c->count].term = term;
	c->entries[c->count].posting = *posting;
	c->count++;
	log->count++;
}

const struct postings *
postings_sort(struct arena *a, const struct postings_log *log, size_t terms)
{
	struct postings *lists = ARENA_ARRAY(a, struct postings, terms + 1);
	struct posting *items = ARENA_ARRAY(a, struct posting, log->count + 1);
	size_t at = 0;

	for (const struct chunk *c = log->first; c != NULL; c = c->next) {
		for (size_t i = 0; i < c->count; i++)
			lists[c->entries[i].term].count++;
	}
	for (size_t t = 0; t < terms; t++) {
		lists[t].items = items + at;
		at += lists[t].count;
		lists[t].count = 0;
	}
	for (const struct chunk *c = log->first; c != NULL; c = c->next) {
		for (size_t i = 0; i < c->count; i++) {
			struct postings *p = &lists[c->entries[i].term];
			size_t place = (size_t)(p->items - items) + p->count;

			items[place] = c->entries[i].posting;
			p->count++;
		}
	}
	return lists;
}
