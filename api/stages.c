/*
 * stages - who asks is found out, then the handler is run where its row of
 * routes.def says.
 *
 * The gate (session/gate.h) counts the caller and looks the login up; nothing is
 * held meanwhile.  On the loop a handler is run at once.  Elsewhere the exchange
 * changes threads as a job, is worked on by one thread at a time, and is handed
 * back to its loop with the reply filled in.  A full queue is answered at once.
 * What an account may is read from the record, by the thread that serves it.
 */
#include <stdio.h>
#include <string.h>

#include "api/api.h"
#include "api/credentials.h"
#include "api/params.h"
#include "api/retry.h"
#include "api/right.h"
#include "api/router.h"
#include "api/tried.h"
#include "api/visit.h"
#include "base/arena.h"
#include "base/clock.h"
#include "matcher/epoch.h"
#include "store/accounts.h"
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

static enum route_who role_of(struct slice word)
{
	if (slice_is(word, "seeker"))
		return ROUTE_SEEKER;
	return slice_is(word, "poster") ? ROUTE_POSTER : ROUTE_ADMINISTRATOR;
}

static bool role_fits(enum route_who who, enum route_who role)
{
	return who == ROUTE_ACCOUNT || who == role;
}

/*
 * ERR_UNAUTHENTICATED: the login is of an older epoch, or the account is gone
 * or blocked.  ERR_FORBIDDEN: it has another role.
 */
static enum err know_caller(struct exchange *x, struct db *db,
			    struct caller *ret)
{
	const struct visit *v = visit_of(x);
	const struct route *row = route_at((enum route_id)v->route);
	struct slice id = slice_of(v->gate.login.account);
	struct roster_row account;
	enum err e;

	if (row->who == ROUTE_ANYONE)
		return ERR_OK;
	e = accounts_roster(db, x->arena, id, &account);
	if (e == ERR_NOT_FOUND)
		return ERR_UNAUTHENTICATED;
	if (e != ERR_OK)
		return e;
	if (account.epoch != v->gate.login.epoch ||
	    slice_is(account.state, "blocked") ||
	    slice_is(account.state, "erased"))
		return ERR_UNAUTHENTICATED;
	*ret = (struct caller){.id = account.id,
			       .role = role_of(account.role),
			       .is_active = slice_is(account.state, "active"),
			       .epoch = account.epoch,
			       .login = &v->gate.login};
	return role_fits(row->who, ret->role) ? ERR_OK : ERR_FORBIDDEN;
}

/* Who asks, what they may, and in which language they read. */
static enum err prepare(struct exchange *x, struct request *rq,
			struct faults *faults)
{
	const struct route *row = route_at((enum route_id)visit_of(x)->route);
	enum err e = know_caller(x, rq->db, &rq->caller);

	if (e == ERR_OK)
		e = right_check(row, rq);
	if (e == ERR_OK)
		e = read_lang(rq, faults);
	return e;
}

/* The handler, unless the same request had its reply already. */
static enum err handle_once(struct visit *v, struct request *rq,
			    struct reply *rp)
{
	const struct route *row = route_at((enum route_id)v->route);
	handler_fn *handle = v->next.handle;
	bool is_write = v->next.cost == ROUTE_WRITE;
	bool is_done = false;
	enum err e = retry_find(row, rq, rp, &is_done);

	v->next.handle = NULL;
	if (e != ERR_OK || is_done)
		return e;
	e = handle(rq, rp);
	if (e == ERR_OK && is_write && v->next.handle == NULL)
		e = retry_keep(row, rq, rp);
	return e;
}

/* One line, on the thread of the seat. */
static enum err run_line(struct exchange *x, const struct seat *seat)
{
	struct visit *v = visit_of(x);
	const struct api_parts *p = api_parts(v->api);
	struct request rq = {
		.http = &x->request,
		.api = v->api,
		.analyser = seat->analyser,
		.db = seat->db,
		.arena = x->arena,
		.argument = v->arguments.first,
		.second = v->arguments.second,
		.reader = v->reader,
		.today = clock_today(),
		.kept = v->next.kept,
		.hands = {seat->db, x->arena, p->keys, clock_now_us()},
	};
	struct reply rp = {&x->reply, &v->json, v->faults, &v->next,
			   &v->members};
	enum err e = prepare(x, &rq, v->faults);

	if (e != ERR_OK)
		return e;
	rq.snapshot = epoch_pin(p->snapshots, seat->slot);
	e = handle_once(v, &rq, &rp);
	v->reader = rq.reader;
	epoch_unpin(p->snapshots, seat->slot);
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

static void finish(struct exchange *x, enum err e)
{
	visit_answer(x, e);
	net_finish(x);
}

static bool asks_first(const struct visit *v)
{
	return v->next.handle != NULL && v->next.ask != NULL &&
	       v->next.ask->verb == SESSION_LIST;
}

static void on_asked(struct session_ask *ask)
{
	struct exchange *x = ask->ctx;
	struct visit *v = visit_of(x);

	if (asks_first(v) && ask->result == ERR_OK) {
		v->next.ask = NULL;
		if (put(x))
			return;
		ask->result = ERR_BUSY;
	}
	/* One that is gone already is what was wanted; all of an account ended
	 * with its epoch, whatever the store could do. */
	if (ask->result == ERR_NOT_FOUND || ask->verb == SESSION_DROP_ALL)
		ask->result = ERR_OK;
	finish(x, ask->result);
}

static void finish_job(void *arg, enum err result)
{
	struct exchange *x = arg;
	struct visit *v = visit_of(x);
	struct session_ask *ask = v->next.ask;

	if (result == ERR_OK && v->next.handle != NULL && !asks_first(v)) {
		if (put(x))
			return;
		result = ERR_BUSY;
	}
	if (result == ERR_OK && ask != NULL) {
		ask->answered = on_asked;
		ask->ctx = x;
		if (session_post(api_parts(v->api)->sessions, x->loop, ask))
			return;
		result = ERR_BUSY;
	}
	finish(x, result);
}

/* False: there is no such thread, or too much waits for it. */
static bool put(struct exchange *x)
{
	struct visit *v = visit_of(x);
	const struct api_parts *p = api_parts(v->api);

	v->job = (struct job){.run = run_job,
			      .done = finish_job,
			      .arg = x,
			      .deadline_us = v->since_us + p->work_us};
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

void visit_tell_limit(struct exchange *x)
{
	const struct gate *g = &visit_of(x)->gate;
	char text[LIMIT_FIELD_BYTES];

	if (!g->is_limited)
		return;
	limit_write_policy(&g->key, text);
	net_reply_field(&x->reply, "RateLimit-Policy", slice_of(text));
	limit_write_state(&g->key, &g->limit, text);
	net_reply_field(&x->reply, "RateLimit", slice_of(text));
	if (g->limit.is_allowed)
		return;
	snprintf(text, sizeof(text), "%u", g->limit.retry_s);
	net_reply_field(&x->reply, "Retry-After", slice_of(text));
}

/* On the loop, once the gate is open. */
static enum net_step admit(struct exchange *x)
{
	struct visit *v = visit_of(x);
	const struct route *row = route_at((enum route_id)v->route);
	struct seat seat = {NULL, api_parts(v->api)->analysers[x->loop],
			    x->loop};
	enum err e = gate_error(&v->gate);

	if (e == ERR_OK && row->who != ROUTE_ANYONE && !v->gate.is_known)
		e = ERR_UNAUTHENTICATED;
	if (e == ERR_OK && row->who != ROUTE_ANYONE &&
	    v->gate.login.epoch == LOGIN_ROTATED) {
		if (visit_end_family(x))
			return NET_LATER;
		e = ERR_BUSY;
	}
	if (e == ERR_OK && row->cost != ROUTE_INLINE) {
		if (put(x))
			return NET_LATER;
		e = ERR_BUSY;
	} else if (e == ERR_OK) {
		e = run_line(x, &seat);
	}
	visit_answer(x, e);
	return NET_REPLIED;
}

static void on_opened(struct gate *g)
{
	struct exchange *x = g->ctx;

	if (admit(x) == NET_REPLIED)
		net_finish(x);
}

/* Only a route that asks for a login reads one: others go on without Redis. */
static enum err ask_gate(struct exchange *x)
{
	struct visit *v = visit_of(x);
	const struct route *row = route_at((enum route_id)v->route);
	const struct api_parts *p = api_parts(v->api);
	struct credentials c;
	enum err e;

	v->gate = (struct gate){.has_rule = p->is_limited &&
					    row->limit != ROUTE_UNLIMITED,
				.address = x->request.address,
				.opened = on_opened,
				.ctx = x};
	if (v->gate.has_rule)
		v->gate.rule = (enum limit_rule)row->limit;
	if (row->who == ROUTE_ANYONE) {
		if (v->gate.has_rule && p->keys != NULL &&
		    limit_counts(v->gate.rule, LIMIT_PAIR))
			tried_read(p->keys, x->arena, &x->request,
				   v->gate.subject);
		return ERR_OK;
	}
	e = credentials_read(p->keys, &x->request, &c);
	if (e == ERR_FORBIDDEN)
		fault_at_parameter(v->faults, FAULT_CSRF, "X-CSRF-Token", NULL);
	if (e != ERR_OK)
		return e == ERR_FORBIDDEN ? e : ERR_UNAUTHENTICATED;
	v->gate.has_login = true;
	memcpy(v->gate.digest, c.digest, sizeof(c.digest));
	return ERR_OK;
}

enum net_step visit_serve(const struct api *api, struct exchange *x)
{
	struct visit *v = visit_of(x);
	const struct route *row = route_at((enum route_id)v->route);
	enum err e;

	v->api = api;
	v->since_us = clock_monotonic_us();
	v->faults = ARENA_NEW(x->arena, struct faults);
	v->next = (struct next){.handle = row->handle, .cost = row->cost};
	jw_init(&v->json, &x->reply.body);
	x->reply.content_type = "application/json";
	x->reply.is_compressible = true;
	e = ask_gate(x);
	if (e != ERR_OK) {
		visit_answer(x, e);
		return NET_REPLIED;
	}
	if (!gate_open(api_parts(api)->sessions, x->loop, &v->gate))
		return NET_LATER;
	return admit(x);
}
