/*
 * visit - what dispatch keeps with an exchange, from its head to its log line.
 *
 * Private to dispatch.c and stages.c.  It belongs to whoever owns the exchange.
 */
#ifndef API_VISIT_H
#define API_VISIT_H

#include "api/handler.h"
#include "api/router.h"
#include "session/gate.h"
#include "work/job.h"

struct visit {
	int route; /* enum route_id, ROUTE__COUNT: a file or nothing */
	struct route_arguments arguments;
	struct slice members; /* of its problem, beyond the standard's */
	enum lang reader;     /* of problems */
	enum err e;
	bool is_long; /* its body is one of the few long ones */
	/* While it is served. */
	int64_t since_us; /* its body was complete */
	const struct api *api;
	struct json_writer json;
	struct faults *faults;
	struct next next; /* the line that is run, or comes after it */
	struct job job;
	struct gate gate; /* who is asking */
};

struct visit *visit_of(struct exchange *x);

/* stages.c: runs the handler where its row says. */
enum net_step visit_serve(const struct api *api, struct exchange *x);

/*
 * reuse.c: the login is of a token that was replaced; its family ends, and the
 * exchange is answered later.  False: too much waits for the writer.
 */
MUST_USE bool visit_end_family(struct exchange *x);

/* stages.c: how often the caller may, on whatever reply. */
void visit_tell_limit(struct exchange *x);

/* dispatch.c: the reply for how the last line ended. */
void visit_answer(struct exchange *x, enum err e);

#endif
