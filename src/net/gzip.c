/* gzip - see gzip.h. */
#include "net/gzip.h"

#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "net/token.h"

enum {
	LEVEL = 4, /* JSON: 4 % longer than at 6, in half the time */
	WINDOW_BITS = 15 + 16, /* + 16: the gzip format */
	MEMORY_LEVEL = 8,
	WEIGHT_NONE = -1 /* the coding is not named */
};

struct gzip {
	z_stream stream;
};

struct gzip *gzip_new(void)
{
	struct gzip *g = calloc(1, sizeof(*g));

	if (g == NULL)
		out_of_memory(sizeof(*g));
	if (deflateInit2(&g->stream, LEVEL, Z_DEFLATED, WINDOW_BITS,
			 MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
		out_of_memory(sizeof(*g));
	return g;
}

void gzip_free(struct gzip *g)
{
	if (g == NULL)
		return;
	deflateEnd(&g->stream);
	free(g);
}

/* zlib's prototype lacks a const here; it writes nothing to the input. */
static Bytef *input(const char *p)
{
	union {
		const char *from;
		Bytef *to;
	} cast = {.from = p};

	return cast.to;
}

bool gzip_write(struct gzip *g, struct slice plain, struct buf *to)
{
	char *room;

	if (plain.n > UINT32_MAX / 2)
		return false;
	room = buf_room(to, plain.n);
	if (room == NULL)
		return false;
	deflateReset(&g->stream);
	g->stream.next_in = input(plain.p);
	g->stream.avail_in = (uInt)plain.n;
	g->stream.next_out = (Bytef *)room;
	g->stream.avail_out = (uInt)plain.n;
	if (deflate(&g->stream, Z_FINISH) != Z_STREAM_END)
		return false;
	to->n += plain.n - g->stream.avail_out;
	return true;
}

/* Thousandths of "q=0.5" behind a coding; 1000 without, 0 when unreadable. */
static int read_weight(struct slice parameters)
{
	struct slice rest;
	struct slice s = slice_trim(slice_split(parameters, ';', &rest));
	int weight = 0;
	int scale = 1000;

	if (s.n == 0)
		return 1000;
	if (s.n < 3 || s.n > 7 || (s.p[0] != 'q' && s.p[0] != 'Q') ||
	    s.p[1] != '=' || (s.n > 3 && s.p[3] != '.'))
		return 0;
	for (size_t i = 2; i < s.n; i++) {
		if (i == 3)
			continue;
		if (s.p[i] < '0' || s.p[i] > '9')
			return 0;
		weight += (s.p[i] - '0') * scale;
		scale /= 10;
	}
	return weight <= 1000 ? weight : 0;
}

struct weights {
	int gzip;
	int any;
	int identity;
};

static void read_codings(struct slice list, struct weights *w)
{
	struct slice element;

	while (token_list_next(&list, &element)) {
		struct slice rest;
		struct slice coding =
			slice_trim(slice_split(element, ';', &rest));
		int weight = read_weight(rest);

		if (token_eq_text(coding, "gzip") ||
		    token_eq_text(coding, "x-gzip"))
			w->gzip = weight;
		else if (token_eq_text(coding, "identity"))
			w->identity = weight;
		else if (slice_is(coding, "*"))
			w->any = weight;
	}
}

bool gzip_is_accepted(const struct net_request *rq)
{
	struct weights w = {WEIGHT_NONE, WEIGHT_NONE, WEIGHT_NONE};
	int gzip;

	for (size_t i = 0; i < rq->field_count; i++)
		if (token_eq_text(rq->fields[i].name, "accept-encoding"))
			read_codings(rq->fields[i].value, &w);
	gzip = w.gzip != WEIGHT_NONE ? w.gzip : w.any;
	return gzip > 0 && gzip >= w.identity;
}
