/*
 * priors - what an opening that does not state a wished thing is worth: the
 * mean over those that do.
 *
 * Immutable, made with the snapshot.  Each answer takes the logarithm of the
 * openings, for places and sectors a sixty-fourth of them, and is the same for
 * whoever asks: WISH_PRIOR when no opening states it.
 */
#ifndef MATCHER_PRIORS_H
#define MATCHER_PRIORS_H

#include <stddef.h>
#include <stdint.h>

#include "matcher/opening.h"

struct arena;
struct priors;
struct sections;

const struct priors *priors_new(struct arena *a, const struct vocabulary *v,
				const struct opening *const *openings,
				size_t n);

/* Names the bytes that they are made of again; they live as long as p and `a`. */
void priors_save(struct arena *a, const struct priors *p, struct sections *to);

/* Of n openings; the bytes are borrowed.  ERR_MALFORMED: they do not fit. */
MUST_USE enum err priors_load(struct arena *a, const struct vocabulary *v,
			      size_t n, const struct sections *from,
			      const struct priors **ret_priors);

double priors_places(const struct priors *p, const struct place_list *wanted);
double priors_sectors(const struct priors *p, const struct place_list *wanted);
double priors_pay(const struct priors *p, double min); /* HKD a month */
double priors_from(const struct priors *p, int32_t day);

/* 1: equal, in or around it; .5: places of one region; 0. */
double priors_place_value(const struct priors *p, size_t own, size_t wanted);
double priors_sector_value(const struct priors *p, size_t own, size_t wanted);

#endif
