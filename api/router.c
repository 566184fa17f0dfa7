/* router - see router.h. */
#include "api/router.h"

#include <stdio.h>
#include <string.h>

#include "session/limits.h"

#define ROUTE(method, path, name, who, cost, limit, words)                     \
	handler_fn handle_##name;
#include "api/routes.def"
#undef ROUTE

enum { LIMIT_NONE = ROUTE_UNLIMITED };

static const struct route table[ROUTE__COUNT] = {
#define ROUTE(method, path, name, who, cost, limit, words)                     \
	{NET_##method, path,          #name, ROUTE_##who,                      \
	 ROUTE_##cost, LIMIT_##limit, words, handle_##name},
#include "api/routes.def"
#undef ROUTE
};

const struct route *route_at(enum route_id id)
{
	return &table[id];
}

static bool path_fits(struct slice pattern, struct slice path,
		      struct slice *ret_argument)
{
	*ret_argument = (struct slice){NULL, 0};
	/* The split loses an empty last segment: "/livez/" is no route. */
	if (path.n > 1 && path.p[path.n - 1] == '/')
		return false;
	while (pattern.n > 0 && path.n > 0) {
		struct slice want = slice_split(pattern, '/', &pattern);
		struct slice have = slice_split(path, '/', &path);

		if (want.n > 0 && want.p[0] == '{') {
			if (have.n == 0)
				return false;
			*ret_argument = have;
		} else if (!slice_eq(want, have)) {
			return false;
		}
	}
	return pattern.n == 0 && path.n == 0;
}

enum route_found route_find(enum net_method method, struct slice path,
			    enum route_id *ret_id, struct slice *ret_argument)
{
	enum route_found found = ROUTE_NO_PATH;

	if (method == NET_HEAD)
		method = NET_GET;
	for (int i = 0; i < ROUTE__COUNT; i++) {
		if (!path_fits(slice_of(table[i].path), path, ret_argument))
			continue;
		if (table[i].method == method) {
			*ret_id = (enum route_id)i;
			return ROUTE_FOUND;
		}
		found = ROUTE_NO_METHOD;
	}
	return found;
}

void route_allow(struct slice path, char text[ROUTE_ALLOW_BYTES])
{
	size_t n = 0;
	struct slice argument;

	for (int i = 0; i < ROUTE__COUNT; i++) {
		if (!path_fits(slice_of(table[i].path), path, &argument))
			continue;
		n += (size_t)snprintf(text + n, ROUTE_ALLOW_BYTES - n, "%s%s, ",
				      net_method_word(table[i].method),
				      table[i].method == NET_GET ? ", HEAD"
								 : "");
	}
	snprintf(text + n, ROUTE_ALLOW_BYTES - n, "OPTIONS");
}
