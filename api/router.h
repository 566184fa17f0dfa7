/*
 * router - from a method and a path to a row of routes.def.
 *
 * Pure; the table is constant.  A path is compared segment by segment, "{x}"
 * takes exactly one non-empty segment.
 */
#ifndef API_ROUTER_H
#define API_ROUTER_H

#include "api/handler.h"
#include "base/slice.h"
#include "net/service.h"

enum { ROUTE_UNLIMITED = -1 };

struct route {
	enum net_method method;
	const char *path;
	const char *name;
	enum route_who who;
	enum route_right right;
	enum route_cost cost;
	int limit; /* enum limit_rule, or ROUTE_UNLIMITED */
	const char *words;
	handler_fn *handle;
};

enum route_id {
#define ROUTE(method, path, name, who, right, cost, limit, words) ROUTE_##name,
#include "api/routes.def"
#undef ROUTE
	ROUTE__COUNT
};

const struct route *route_at(enum route_id id);

enum route_found { ROUTE_FOUND, ROUTE_NO_PATH, ROUTE_NO_METHOD };

/* What "{x}" and a second "{y}" took, or empty. */
struct route_arguments {
	struct slice first;
	struct slice second;
};

/*
 * HEAD finds the row of GET.  A row that names a segment goes before one that
 * takes any.  ROUTE_NO_METHOD: the path has rows, but none for this method.
 */
enum route_found route_find(enum net_method method, struct slice path,
			    enum route_id *ret_id,
			    struct route_arguments *ret_arguments);

/* "GET, HEAD, OPTIONS" for a path that has rows; returns the length. */
enum { ROUTE_ALLOW_BYTES = 64 };
void route_allow(struct slice path, char text[ROUTE_ALLOW_BYTES]);

#endif
