/* moment - see moment.h. */
#include "base/moment.h"

#include "base/day.h"

enum { DAY_S = 86400, ZONE_S = 8 * 3600, DAY_CHARS = 10, TIME_CHARS = 8 };

/* Two digits below `limit`; -1: they are none. */
static int two_digits(struct slice text, size_t at, int limit)
{
	int n;

	if (at + 2 > text.n || text.p[at] < '0' || text.p[at] > '9' ||
	    text.p[at + 1] < '0' || text.p[at + 1] > '9')
		return -1;
	n = (text.p[at] - '0') * 10 + (text.p[at + 1] - '0');
	return n < limit ? n : -1;
}

/* "13:00:00" as seconds of the day. */
static bool read_clock(struct slice text, int64_t *ret_s)
{
	int h = two_digits(text, 0, 24), m = two_digits(text, 3, 60);
	int s = two_digits(text, 6, 60);

	if (text.n < TIME_CHARS || h < 0 || m < 0 || s < 0 ||
	    text.p[2] != ':' || text.p[5] != ':')
		return false;
	*ret_s = h * 3600 + m * 60 + s;
	return true;
}

/* ".25"; what is finer than a microsecond is passed over. */
static bool read_fraction(struct slice *rest, int64_t *ret_us)
{
	int64_t each = 100000;
	size_t n = 1;

	*ret_us = 0;
	if (rest->n == 0 || rest->p[0] != '.')
		return true;
	for (; n < rest->n && rest->p[n] >= '0' && rest->p[n] <= '9'; n++) {
		*ret_us += (rest->p[n] - '0') * each;
		each /= 10;
	}
	*rest = slice_cut(*rest, n, rest->n);
	return n > 1;
}

static bool read_zone(struct slice text, int64_t *ret_s)
{
	int h, m;

	*ret_s = 0;
	if (slice_is(text, "Z") || slice_is(text, "z"))
		return true;
	if (text.n != 6 || (text.p[0] != '+' && text.p[0] != '-') ||
	    text.p[3] != ':')
		return false;
	h = two_digits(text, 1, 24);
	m = two_digits(text, 4, 60);
	*ret_s = (text.p[0] == '-' ? -1 : 1) * (h * 3600 + m * 60);
	return h >= 0 && m >= 0;
}

bool moment_read(struct slice text, int64_t *ret_us)
{
	struct slice rest;
	int64_t s, us, zone;
	int32_t day;

	if (text.n < DAY_CHARS + 1 + TIME_CHARS + 1 ||
	    !day_read(slice_cut(text, 0, DAY_CHARS), &day) ||
	    (text.p[DAY_CHARS] != 'T' && text.p[DAY_CHARS] != 't'))
		return false;
	rest = slice_cut(text, DAY_CHARS + 1, text.n);
	if (!read_clock(rest, &s))
		return false;
	rest = slice_cut(rest, TIME_CHARS, rest.n);
	if (!read_fraction(&rest, &us) || !read_zone(rest, &zone))
		return false;
	*ret_us = ((int64_t)day * DAY_S + s - zone) * 1000000 + us;
	return *ret_us >= 0;
}

int64_t moment_noon(int32_t day)
{
	return ((int64_t)day * DAY_S + DAY_S / 2 - ZONE_S) * 1000000;
}
