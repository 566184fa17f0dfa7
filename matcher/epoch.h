/*
 * epoch - one published pointer, read without a lock and freed in time.
 *
 * Epoch-based reclamation (K. Fraser, "Practical lock-freedom", 2004, section
 * 5.2.3): a reader stores the global epoch in its own slot while it looks at
 * the object; the publisher retires what it replaced under a new epoch and
 * frees it once no slot holds an older one.
 *
 * epoch_pin/unpin: any thread, with a slot of its own, never across a wait.
 * epoch_publish, epoch_collect: one thread at a time.
 */
#ifndef MATCHER_EPOCH_H
#define MATCHER_EPOCH_H

#include <stddef.h>
#include <stdint.h>

struct epoch;

typedef void epoch_free_fn(void *object);

/* slots: how many readers may pin at once, each with its own number. */
struct epoch *epoch_new(size_t slots, epoch_free_fn *free_object);

/* Frees the published object and all retired ones; nobody may be pinned. */
void epoch_free(struct epoch *e);

/* What is published now; NULL before the first.  Valid until unpin. */
const void *epoch_pin(struct epoch *e, size_t slot);
void epoch_unpin(struct epoch *e, size_t slot);

/* Takes ownership of the object; frees retired ones that nobody sees. */
void epoch_publish(struct epoch *e, void *object);

/* As epoch_publish() does beside: frees retired ones that nobody sees now. */
void epoch_collect(struct epoch *e);

/* Replaced objects that a pinned reader still keeps alive. */
size_t epoch_retired(const struct epoch *e);

#endif
