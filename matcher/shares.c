/* shares - see shares.h. */
#include "matcher/shares.h"

#include <math.h>

#include "matcher/facts.h"

void shares_add(struct shares *s, const struct fact *equity,
		enum verdict counts)
{
	if (equity->known)
		s->stated += equity->lo;
	if (counts == VERDICT_INELIGIBLE)
		return;
	if (!equity->known) {
		s->has_open_part = true;
		return;
	}
	s->possible += equity->hi;
	if (counts == VERDICT_ELIGIBLE)
		s->sure += equity->lo;
}

double shares_round(double sum)
{
	return round(sum * 1e6) / 1e6;
}

double shares_least(const struct shares *s)
{
	return shares_round(s->sure);
}

double shares_most(const struct shares *s)
{
	double rest = s->has_open_part ? fmax(0, 100 - s->stated) : 0;

	return shares_round(fmin(100, s->possible + rest));
}
