/* moment - see moment.h. */
#include "api/moment.h"

#include "base/day.h"

enum { LOCAL_CHARS = 19, ZONE_CHARS = 6 };

/* Two digits below `limit`; -1 else. */
static int two(struct slice text, size_t at, int limit)
{
	int n = 0;

	for (size_t i = at; i < at + 2; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return -1;
		n = n * 10 + text.p[i] - '0';
	}
	return n < limit ? n : -1;
}

/* Seconds east of Greenwich. */
static bool read_zone(struct slice zone, int64_t *ret)
{
	int h, m;

	*ret = 0;
	if (slice_is(zone, "Z") || slice_is(zone, "z"))
		return true;
	if (zone.n != ZONE_CHARS || zone.p[3] != ':' ||
	    (zone.p[0] != '+' && zone.p[0] != '-'))
		return false;
	h = two(zone, 1, 24);
	m = two(zone, 4, 60);
	*ret = (zone.p[0] == '-' ? -1 : 1) * ((int64_t)h * 3600 + m * 60);
	return h >= 0 && m >= 0;
}

bool moment_read(struct slice text, int64_t *ret_us)
{
	int64_t zone;
	int32_t day;
	int h, m, s;

	if (text.n <= LOCAL_CHARS || !day_read(slice_cut(text, 0, 10), &day) ||
	    (text.p[10] != 'T' && text.p[10] != 't') || text.p[13] != ':' ||
	    text.p[16] != ':' ||
	    !read_zone(slice_cut(text, LOCAL_CHARS, text.n), &zone))
		return false;
	h = two(text, 11, 24);
	m = two(text, 14, 60);
	s = two(text, 17, 60);
	if (h < 0 || m < 0 || s < 0)
		return false;
	*ret_us =
		((int64_t)day * 86400 + h * 3600 + m * 60 + s - zone) * 1000000;
	return true;
}
