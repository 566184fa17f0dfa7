/* router - see router.h. */
#include "api/router.h"

#include <stdio.h>
#include <string.h>

#include "session/limits.h"

#define ROUTE(method, path, name, who, right, cost, limit, words)              \
	handler_fn handle_##name;
#include "api/routes.def"
#undef ROUTE

enum { LIMIT_NONE = ROUTE_UNLIMITED };

static const struct route table[ROUTE__COUNT] = {
#define ROUTE(method, path, name, who, right, cost, limit, words)              \
	{NET_##method, path,          #name, ROUTE_##who,  RIGHT_##right,      \
	 ROUTE_##cost, LIMIT_##limit, words, handle_##name},
#include "api/routes.def"
#undef ROUTE
};

const struct route *route_at(enum route_id id)
{
	return &table[id];
}

static bool path_fits(struct slice pattern, struct slice path,
		      struct route_arguments *ret)
{
	*ret = (struct route_arguments){{NULL, 0}, {NULL, 0}};
	/* The split loses an empty last segment: "/livez/" is no route. */
	if (path.n > 1 && path.p[path.n - 1] == '/')
		return false;
	while (pattern.n > 0 && path.n > 0) {
		struct slice want = slice_split(pattern, '/', &pattern);
		struct slice have = slice_split(path, '/', &path);

		if (want.n > 0 && want.p[0] == '{') {
			if (have.n == 0)
				return false;
			if (ret->first.n == 0)
				ret->first = have;
			else
				ret->second = have;
		} else if (!slice_eq(want, have)) {
			return false;
		}
	}
	return pattern.n == 0 && path.n == 0;
}

/* How many arguments: the fewer, the more a row says. */
static int openness(const struct route *row)
{
	int n = 0;

	for (const char *p = row->path; *p != '\0'; p++)
		n += *p == '{';
	return n;
}

enum route_found route_find(enum net_method method, struct slice path,
			    enum route_id *ret_id,
			    struct route_arguments *ret_arguments)
{
	enum route_found found = ROUTE_NO_PATH;

	if (method == NET_HEAD)
		method = NET_GET;
	for (int i = 0; i < ROUTE__COUNT; i++) {
		struct route_arguments arguments;

		if (!path_fits(slice_of(table[i].path), path, &arguments))
			continue;
		if (table[i].method != method) {
			if (found == ROUTE_NO_PATH)
				found = ROUTE_NO_METHOD;
			continue;
		}
		if (found == ROUTE_FOUND &&
		    openness(&table[i]) >= openness(&table[*ret_id]))
			continue;
		*ret_id = (enum route_id)i;
		*ret_arguments = arguments;
		found = ROUTE_FOUND;
	}
	return found;
}

void route_allow(struct slice path, char text[ROUTE_ALLOW_BYTES])
{
	size_t n = 0;
	struct route_arguments arguments;

	for (int i = 0; i < ROUTE__COUNT; i++) {
		if (!path_fits(slice_of(table[i].path), path, &arguments))
			continue;
		n += (size_t)snprintf(text + n, ROUTE_ALLOW_BYTES - n, "%s%s, ",
				      net_method_word(table[i].method),
				      table[i].method == NET_GET ? ", HEAD"
								 : "");
	}
	snprintf(text + n, ROUTE_ALLOW_BYTES - n, "OPTIONS");
}
