/*
 * reuse - a token that was replaced is shown again: two have it, one of them a
 * thief, and nobody can say which.  All that came from it end.
 *
 * On the writer, so that it outlives a crash; answered like no login at all.
 */
#include "api/api.h"
#include "api/visit.h"
#include "base/log.h"
#include "work/writer.h"

static enum err run(void *arg, void *seat)
{
	const struct exchange *x = arg;
	const struct visit *v = x->extra;

	return session_forget_family(api_parts(v->api)->sessions, seat,
				     &v->gate.login);
}

static void finish(struct exchange *x, enum err e)
{
	visit_answer(x, e == ERR_OK ? ERR_UNAUTHENTICATED : e);
	net_finish(x);
}

static void on_ended(struct session_ask *ask)
{
	finish(ask->ctx, ask->result);
}

static void done(void *arg, enum err result)
{
	struct exchange *x = arg;
	struct visit *v = visit_of(x);
	struct session_ask *ask = &v->gate.find;

	if (result == ERR_OK) {
		log_event(LOG_LOGIN_REUSED, x->request.id);
		*ask = (struct session_ask){.verb = SESSION_END_FAMILY,
					    .login = v->gate.login,
					    .answered = on_ended,
					    .ctx = x};
		if (session_post(api_parts(v->api)->sessions, x->loop, ask))
			return;
		result = ERR_BUSY;
	}
	finish(x, result);
}

bool visit_end_family(struct exchange *x)
{
	struct visit *v = visit_of(x);
	const struct api_parts *p = api_parts(v->api);

	v->job = (struct job){.run = run,
			      .done = done,
			      .arg = x,
			      .deadline_us = x->request.start_us + p->work_us};
	return p->writer != NULL && writer_put(p->writer, &v->job);
}
