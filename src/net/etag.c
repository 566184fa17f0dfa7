/* etag - see etag.h. */
#include "net/etag.h"

bool etag_is_valid(struct slice etag)
{
	for (size_t i = 0; i < etag.n; i++) {
		unsigned char c = (unsigned char)etag.p[i];

		if (c <= ' ' || c == '"' || c == 0x7F)
			return false;
	}
	return etag.n > 0;
}

static struct slice skip_border(struct slice s)
{
	while (s.n > 0 && (s.p[0] == ',' || s.p[0] == ' ' || s.p[0] == '\t'))
		s = slice_cut(s, 1, s.n);
	return s;
}

/* Takes [W/]"opaque" off the list; false when there is none. */
static bool take_tag(struct slice *list, bool *ret_is_weak,
		     struct slice *ret_opaque)
{
	struct slice s = skip_border(*list);
	size_t end = 1;

	*ret_is_weak = slice_starts(s, SLICE("W/"));
	if (*ret_is_weak)
		s = slice_cut(s, 2, s.n);
	if (s.n < 2 || s.p[0] != '"')
		return false;
	while (end < s.n && s.p[end] != '"')
		end++;
	if (end == s.n)
		return false;
	*ret_opaque = slice_cut(s, 1, end);
	*list = slice_cut(s, end + 1, s.n);
	return true;
}

static enum etag_hit compare(struct slice opaque, struct slice etag)
{
	struct slice suffix = SLICE(ETAG_GZIP_SUFFIX);

	if (slice_eq(opaque, etag))
		return ETAG_PLAIN;
	if (opaque.n == etag.n + suffix.n && slice_starts(opaque, etag) &&
	    slice_eq(slice_cut(opaque, etag.n, opaque.n), suffix))
		return ETAG_GZIP;
	return ETAG_MISS;
}

enum etag_hit etag_find(struct slice list, struct slice etag, bool takes_weak)
{
	struct slice opaque;
	bool is_weak;

	if (slice_is(slice_trim(list), "*"))
		return ETAG_ANY;
	while (take_tag(&list, &is_weak, &opaque)) {
		enum etag_hit hit = compare(opaque, etag);

		if (hit != ETAG_MISS && (takes_weak || !is_weak))
			return hit;
	}
	return ETAG_MISS;
}
