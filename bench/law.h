/*
 * law - straight lines through measurements, by least squares.
 *
 * A law of growth says that what is measured is a sum of rates, each times
 * something counted, and a constant: the rates are fitted and held against
 * their limits.
 */
#ifndef BENCH_LAW_H
#define BENCH_LAW_H

#include <stddef.h>

enum { LAW_RATES = 2, LAW_POINTS_MAX = 2048 };

struct law {
	size_t rates; /* how many are counted, 1 or 2 */
	size_t count;
	struct law_point {
		double of[LAW_RATES];
		double measured;
	} points[LAW_POINTS_MAX];
};

/* A second count that the law has no rate for is not looked at. */
void law_add(struct law *l, double measured, double first, double second);

struct line {
	double rates[LAW_RATES];
	double constant;
	double r2; /* of the variance, the share that it explains */
};

struct line law_fit(const struct law *l);

/* The power of what is counted first that measurements grow with; 1: linear. */
double law_power(const struct law *l);

#endif
