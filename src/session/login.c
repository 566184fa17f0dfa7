/* login - how long one lives; see login.h. */
#include "session/login.h"

#include <string.h>

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t end_of(const struct login *l, const struct login_life *life,
		      int64_t used_us)
{
	return least(used_us + life->idle_us, l->created_us + life->whole_us);
}

bool login_is_bearer(const struct login *l)
{
	return l->kind == LOGIN_BEARER || l->family[0] != '\0';
}

void login_date(struct login *l, const struct login_life *life, int64_t now_us)
{
	l->created_us = now_us;
	l->expires_us = end_of(l, life, now_us);
}

void login_end(struct login *l, const struct login_life *life, int64_t now_us)
{
	if (l->created_us <= 0 || l->created_us > now_us)
		l->created_us = now_us;
	l->epoch = LOGIN_ENDED;
	l->expires_us = l->created_us + life->whole_us;
}

void login_rotate(struct login *l, const struct login_life *life)
{
	l->epoch = LOGIN_ROTATED;
	l->expires_us = l->created_us + life->whole_us;
}

struct login login_family_end(const struct login *l,
			      const struct login_life *life, int64_t now_us)
{
	struct login mark = *l;

	/* 26 characters and zeros: no BLAKE2b of anything looks like it. */
	memset(mark.digest, 0, sizeof(mark.digest));
	memcpy(mark.digest, l->family, strlen(l->family));
	mark.family[0] = '\0';
	mark.label[0] = '\0';
	login_end(&mark, life, now_us);
	return mark;
}

bool login_is_over(const struct login *l, const struct login_life *life,
		   int64_t now_us)
{
	return now_us >= l->expires_us ||
	       now_us >= l->created_us + life->whole_us;
}

bool login_slide(struct login *l, const struct login_life *life, int64_t now_us,
		 int64_t least_us)
{
	int64_t expires_us = end_of(l, life, now_us);

	if (expires_us - l->expires_us < least_us)
		return false;
	l->expires_us = expires_us;
	return true;
}
