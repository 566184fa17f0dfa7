/* apportion - see apportion.h. */
#include "matcher/apportion.h"

#include <math.h>
#include <stdbool.h>

#include "base/compiler.h"

static void give_one(const double *exact, size_t n, bool *given, long *parts)
{
	size_t best = n;
	double best_remainder = -2;

	for (size_t i = 0; i < n; i++) {
		double remainder = exact[i] - floor(exact[i]);

		if (!given[i] && remainder > best_remainder) {
			best = i;
			best_remainder = remainder;
		}
	}
	ASSERT(best < n);
	given[best] = true;
	parts[best]++;
}

void apportion(const double *exact, size_t n, long total, long *ret_parts)
{
	bool given[APPORTION_MAX] = {false};
	long left = total;

	ASSERT(n <= APPORTION_MAX);
	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++) {
		ret_parts[i] = (long)floor(exact[i]);
		left -= ret_parts[i];
	}
	/* Sums of doubles may miss by more than the remainders hold. */
	if (left < 0 || left > (long)n) {
		ret_parts[0] += left;
		return;
	}
	for (; left > 0; left--)
		give_one(exact, n, given, ret_parts);
}

void apportion_by(const double *weights, size_t n, long total, long *ret_parts)
{
	double exact[APPORTION_MAX] = {0};
	double sum = 0;

	ASSERT(n <= APPORTION_MAX);
	for (size_t i = 0; i < n; i++)
		sum += weights[i];
	for (size_t i = 0; i < n && sum > 0; i++)
		exact[i] = (double)total * weights[i] / sum;
	if (sum <= 0)
		exact[0] = (double)total;
	apportion(exact, n, total, ret_parts);
}
