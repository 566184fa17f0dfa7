/*
 * stages - a handler is run where its row of routes.def says.
 *
 * On the loop it is run at once.  Elsewhere the exchange changes threads as a
 * job, is worked on by one thread at a time, and is handed back to its loop
 * with the reply filled in.  A full queue is answered at once.
 */
#include "api/api.h"
#include "api/params.h"
#include "api/router.h"
#include "api/visit.h"
#include "base/arena.h"
#include "base/clock.h"
#include "matcher/epoch.h"
#include "work/pool.h"
#include "work/writer.h"

static enum err read_lang(struct request *rq, struct faults *faults)
{
	struct slice asked;

	rq->lang = LANG_ALL;
	if (!params_one(rq->http, "lang", &asked, faults))
		return ERR_INVALID;
	if (asked.p != NULL && !lang_read(asked, &rq->lang)) {
		fault_at_parameter(faults, FAULT_UNKNOWN_LANG, "lang", NULL);
		return ERR_INVALID;
	}
	return ERR_OK;
}

/* One line, on the thread of the seat. */
static enum err run_line(struct exchange *x, const struct seat *seat)
{
	struct visit *v = visit_of(x);
	struct epoch *snapshots = api_parts(v->api)->snapshots;
	handler_fn *handle = v->next.handle;
	struct request rq = {
		.http = &x->request,
		.api = v->api,
		.analyser = seat->analyser,
		.db = seat->db,
		.arena = x->arena,
		.argument = v->argument,
		.reader = v->reader,
		.today = clock_today(),
		.kept = v->next.kept,
	};
	struct reply rp = {&x->reply, &v->json, v->faults, &v->next};
	enum err e = read_lang(&rq, v->faults);

	v->next.handle = NULL;
	if (e != ERR_OK)
		return e;
	rq.snapshot = epoch_pin(snapshots, seat->slot);
	e = handle(&rq, &rp);
	v->reader = rq.reader;
	epoch_unpin(snapshots, seat->slot);
	/* Inputs are limited before they are read: what needs more than the
	 * cap all the same is our work, not the client's fault. */
	if (e == ERR_OK && arena_is_over(x->arena))
		e = ERR_BUSY;
	return e;
}

static enum err run_job(void *arg, void *seat)
{
	return run_line(arg, seat);
}

static bool put(struct exchange *x);

static void finish_job(void *arg, enum err result)
{
	struct exchange *x = arg;
	struct visit *v = visit_of(x);

	if (result == ERR_OK && v->next.handle != NULL) {
		if (put(x))
			return;
		result = ERR_BUSY;
	}
	visit_answer(x, result);
	net_finish(x);
}

/* False: there is no such thread, or too much waits for it. */
static bool put(struct exchange *x)
{
	struct visit *v = visit_of(x);
	const struct api_parts *p = api_parts(v->api);

	v->job = (struct job){.run = run_job,
			      .done = finish_job,
			      .arg = x,
			      .deadline_us = x->request.start_us + p->work_us};
	switch (v->next.cost) {
	case ROUTE_READ:
		return p->readers != NULL && pool_put(p->readers, &v->job);
	case ROUTE_HASH:
		return p->hashers != NULL && pool_put(p->hashers, &v->job);
	case ROUTE_WRITE:
		return p->writer != NULL && writer_put(p->writer, &v->job);
	case ROUTE_INLINE:
		break;
	}
	return false;
}

enum net_step visit_serve(const struct api *api, struct exchange *x)
{
	struct visit *v = visit_of(x);
	const struct route *row = route_at((enum route_id)v->route);
	struct seat seat = {NULL, api_parts(api)->analysers[x->loop], x->loop};

	v->api = api;
	v->faults = ARENA_NEW(x->arena, struct faults);
	v->next = (struct next){row->handle, row->cost, NULL};
	jw_init(&v->json, &x->reply.body);
	x->reply.content_type = "application/json";
	x->reply.is_compressible = true;
	if (row->cost == ROUTE_INLINE) {
		visit_answer(x, run_line(x, &seat));
		return NET_REPLIED;
	}
	if (put(x))
		return NET_LATER;
	visit_answer(x, ERR_BUSY);
	return NET_REPLIED;
}
