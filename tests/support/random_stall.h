/*
 * random_stall - catalogues and profiles of the vocabulary of stall.h, from a
 * seed.
 *
 * Small pools of values, so that ties, relations and empty answers all occur.
 */
#ifndef SUPPORT_RANDOM_STALL_H
#define SUPPORT_RANDOM_STALL_H

#include <stddef.h>

struct random;

enum { RANDOM_STALL_MAX = 200 };

/*
 * `n` documents, each a JSON text in the arena of the world: openings, some of
 * them under one of the programmes among them, and two organisations.
 */
void random_documents(struct random *r, size_t n, const char **ret_documents);

/* The documents in this order as one array. */
const char *documents_array(const char *const *documents, size_t n);

/* In another order. */
void documents_shuffle(struct random *r, const char **documents, size_t n);

const char *random_profile(struct random *r);

#endif
