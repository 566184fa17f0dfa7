/*
 * handler - what every endpoint is given, and what it fills in.
 *
 * A handler is a straight line on one thread: it reads the request and the
 * snapshot, writes the reply and returns; it frees nothing, waits for nothing
 * and names no HTTP status.  Everything it takes from the arena lives until
 * the reply has left.
 */
#ifndef API_HANDLER_H
#define API_HANDLER_H

#include <stdint.h>

#include "base/err.h"
#include "base/fault.h"
#include "base/lang.h"
#include "json/jw.h"
#include "net/service.h"

struct analyser;
struct api;
struct arena;
struct snapshot;

struct request {
	const struct net_request *http;
	const struct api *api;           /* what lives as long as the server */
	const struct snapshot *snapshot; /* pinned; NULL while there is none */
	struct analyser *analyser;       /* of this loop */
	struct arena *arena;
	struct slice argument; /* of the path: the {id} */
	enum lang lang;        /* of ?lang=; LANG_ALL without it */
	enum lang reader;      /* lang, else by Accept-Language; a handler that
				  reads a language from its body sets it */
	int32_t today;         /* at +08:00 */
};

struct reply {
	struct net_reply *http;
	struct json_writer *json; /* into http->body */
	struct faults *faults;    /* told with ERR_MALFORMED and ERR_INVALID */
};

typedef enum err handler_fn(struct request *rq, struct reply *rp);

#endif
