/*
 * dispatch - the life of a request, from its head to its log line.
 *
 * The only file of api/ that src/net calls.  It finds the row of routes.def,
 * has the handler run where that says (stages.c), turns an error into a problem
 * and writes the one log line.  It decides nothing about openings.
 */
#include "api/api.h"
#include "api/importing.h"
#include "api/media.h"
#include "api/metrics.h"
#include "api/params.h"
#include "api/problem.h"
#include "api/router.h"
#include "api/site.h"
#include "api/visit.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"

enum { LONG_BODIES_MAX = 4 };

static enum lang reader_of(const struct net_request *rq)
{
	enum lang l;

	if (lang_read(net_parameter(rq, "lang"), &l))
		return l;
	return lang_accept(net_field(rq, "accept-language"));
}

struct visit *visit_of(struct exchange *x)
{
	if (x->extra == NULL) {
		struct visit *v = ARENA_NEW(x->arena, struct visit);

		v->route = ROUTE__COUNT;
		v->reader = reader_of(&x->request);
		x->extra = v;
	}
	return x->extra;
}

/* On every answer, whoever made it. */
static void add_security_fields(struct net_reply *rp)
{
	net_reply_field(rp, "X-Content-Type-Options", SLICE("nosniff"));
	net_reply_field(rp, "Referrer-Policy", SLICE("same-origin"));
	net_reply_field(rp, "Content-Security-Policy",
			SLICE("default-src 'self'; base-uri 'none'; "
			      "form-action 'self'; frame-ancestors 'none'; "
			      "object-src 'none'"));
}

static void answer_problem(struct exchange *x, enum err e,
			   const struct faults *faults)
{
	struct visit *v = visit_of(x);

	problem_write_with(&x->reply, e, x->request.id, faults, v->reader,
			   v->members);
	v->e = e;
	add_security_fields(&x->reply);
}

static enum net_step answer_file(struct exchange *x, const struct site *site)
{
	const struct site_file *f = site_find(site, x->request.path);
	enum net_method m = x->request.method;

	if (f == NULL || (m != NET_GET && m != NET_HEAD)) {
		answer_problem(x, f == NULL ? ERR_NOT_FOUND : ERR_METHOD, NULL);
		if (f != NULL)
			net_reply_field(&x->reply, "Allow",
					SLICE("GET, HEAD, OPTIONS"));
		return NET_REPLIED;
	}
	x->reply.borrowed = f->bytes;
	x->reply.content_type = f->type;
	x->reply.etag = f->etag;
	x->reply.is_compressible = f->is_compressible;
	x->reply.cache_control = f->is_immutable
					 ? "public, max-age=31536000, immutable"
					 : "no-cache";
	add_security_fields(&x->reply);
	return NET_REPLIED;
}

static enum net_step answer_options(struct exchange *x, const struct site *site)
{
	char allow[ROUTE_ALLOW_BYTES] = "GET, HEAD, OPTIONS";

	if (site_find(site, x->request.path) == NULL)
		route_allow(x->request.path, allow);
	x->reply.status = 204;
	net_reply_field(&x->reply, "Allow", slice_of(allow));
	add_security_fields(&x->reply);
	return NET_REPLIED;
}

/* A request without a body needs no type of one. */
static bool has_body(const struct net_request *rq)
{
	struct slice length = net_field(rq, "content-length");

	return net_field(rq, "transfer-encoding").p != NULL ||
	       (length.p != NULL && !slice_is(length, "0"));
}

/* Whether it is a good one is asked later: nobody at all sends much. */
static bool has_login(const struct net_request *rq)
{
	return net_field(rq, "authorization").p != NULL ||
	       net_field(rq, "cookie").p != NULL;
}

/* It has a body, and none that the route reads. */
static bool is_foreign(const struct exchange *x, enum route_id id)
{
	enum net_method m = route_at(id)->method;

	return (m == NET_POST || m == NET_PUT || m == NET_PATCH) &&
	       has_body(&x->request) &&
	       !media_fits(id, net_field(&x->request, "content-type"));
}

/* One whose length is not said may be. */
static bool is_long(const struct exchange *x)
{
	struct slice length = net_field(&x->request, "content-length");
	uint64_t bytes = 0;

	for (size_t i = 0; i < length.n && bytes <= IMPORTING_BYTES_MAX; i++)
		bytes = bytes * 10 + (uint64_t)(length.p[i] - '0');
	return length.p == NULL || bytes > IMPORTING_BYTES_MAX;
}

/* So that what many send slowly cannot fill the memory. */
static bool take_place(const struct api_parts *p, struct visit *v)
{
	if (p->long_bodies == NULL)
		return true;
	v->is_long = atomic_fetch_add(p->long_bodies, 1) < LONG_BODIES_MAX;
	if (!v->is_long)
		atomic_fetch_sub(p->long_bodies, 1);
	return v->is_long;
}

static enum net_step on_head(void *ctx, struct exchange *x)
{
	const struct api_parts *parts = api_parts(ctx);
	struct visit *v = visit_of(x);
	enum route_id id;
	enum route_found found;
	char allow[ROUTE_ALLOW_BYTES];

	if (x->request.method == NET_OPTIONS)
		return answer_options(x, parts->site);
	found = route_find(x->request.method, x->request.path, &id,
			   &v->arguments);
	if (found == ROUTE_NO_PATH)
		return answer_file(x, parts->site);
	if (found == ROUTE_NO_METHOD) {
		answer_problem(x, ERR_METHOD, NULL);
		route_allow(x->request.path, allow);
		net_reply_field(&x->reply, "Allow", slice_of(allow));
		return NET_REPLIED;
	}
	v->route = (int)id;
	if (is_foreign(x, id)) {
		answer_problem(x, ERR_MEDIA_TYPE, NULL);
		return NET_REPLIED;
	}
	if (!has_login(&x->request) || media_bytes_max(parts, id) == 0)
		return NET_GO_ON;
	x->body_bytes_max = media_bytes_max(parts, id);
	if (!media_is_import(id) || !is_long(x) || take_place(parts, v))
		return NET_GO_ON;
	answer_problem(x, ERR_BUSY, NULL);
	return NET_REPLIED;
}

void visit_answer(struct exchange *x, enum err e)
{
	struct visit *v = visit_of(x);
	bool is_own = e == ERR_GONE && x->reply.status == err_status(ERR_GONE);

	v->e = e;
	if (e != ERR_OK && !is_own)
		answer_problem(x, e, v->faults);
	else
		add_security_fields(&x->reply);
	visit_tell_limit(x);
	if (e == ERR_UNAUTHENTICATED)
		net_reply_field(&x->reply, "WWW-Authenticate", SLICE("Bearer"));
	if (route_at((enum route_id)v->route)->who != ROUTE_ANYONE)
		x->reply.cache_control = "private, no-store";
}

static enum net_step on_serve(void *ctx, struct exchange *x)
{
	return visit_serve(ctx, x);
}

static void on_failed(void *ctx, struct exchange *x, enum err e,
		      const char *words)
{
	(void)ctx;
	problem_write_words(&x->reply, e, x->request.id, words);
	visit_of(x)->e = e;
	add_security_fields(&x->reply);
}

static void on_done(void *ctx, struct exchange *x,
		    const struct net_outcome *outcome)
{
	const struct api *api = ctx;
	const struct visit *v = visit_of(x);
	bool is_row = v->route != ROUTE__COUNT;

	if (v->is_long)
		atomic_fetch_sub(api_parts(api)->long_bodies, 1);
	metrics_count(api_metrics(api), v->route, outcome->status, outcome->us,
		      outcome->bytes);
	log_event(LOG_REQUEST_DONE, x->request.id,
		  x->request.is_known ? net_method_word(x->request.method)
				      : NULL,
		  is_row ? route_at((enum route_id)v->route)->name : "other",
		  LOG_NUMBER(outcome->status), LOG_NUMBER(outcome->us),
		  LOG_NUMBER(outcome->bytes),
		  v->e == ERR_OK ? NULL : err_slug(v->e));
}

static void on_loop_started(void *ctx, unsigned loop, struct event_base *base)
{
	const struct api_parts *p = api_parts(ctx);
	enum err e = sessions_attach(p->sessions, loop, base);

	/* Asks of that loop are answered with ERR_BUSY then. */
	if (e != ERR_OK)
		log_event(LOG_SYSTEM_FAILED, "sessions_attach", NULL);
}

static void on_loop_stopping(void *ctx, unsigned loop)
{
	sessions_detach(api_parts(ctx)->sessions, loop);
}

struct net_service api_service(struct api *api)
{
	return (struct net_service){
		.ctx = api,
		.head = on_head,
		.serve = on_serve,
		.failed = on_failed,
		.done = on_done,
		.loop_started = on_loop_started,
		.loop_stopping = on_loop_stopping,
	};
}
