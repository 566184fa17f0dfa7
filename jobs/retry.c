/* retry - see retry.h. */
#include "jobs/retry.h"

#include "config/config.h"

struct retry retry_of(const struct config *c)
{
	return (struct retry){c->mail_retry, c->mail_retry_max,
			      c->mail_give_up};
}

static int64_t doubled(const struct retry *r, int64_t wait)
{
	return wait > r->most_us / 2 ? r->most_us : wait * 2;
}

int64_t retry_wait(const struct retry *r, int64_t tries)
{
	int64_t wait = r->first_us < r->most_us ? r->first_us : r->most_us;

	for (int64_t i = 1; i < tries && wait < r->most_us; i++)
		wait = doubled(r, wait);
	return wait;
}

bool retry_is_over(const struct retry *r, int64_t tries)
{
	int64_t waited = 0;

	for (int64_t i = 1; i < tries; i++) {
		waited += retry_wait(r, i);
		if (waited >= r->give_up_us)
			return true;
	}
	return false;
}
