/* steps - the states of a connection, one function for each; see conn.h. */
#include "net/steps.h"

#include <string.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "net/admit.h"
#include "net/conn.h"
#include "net/loop.h"
#include "net/reply.h"
#include "net/turn.h"

enum {
	COPIED_BYTES_MAX = 16 * 1024, /* a larger body is not copied */
	ROUND_MAX = 16 /* requests of a pipeline before others have a turn */
};

static const struct net_options *options(const struct conn *c)
{
	return &c->loop->shared->options;
}

static const struct net_service *service(const struct conn *c)
{
	return c->loop->shared->service;
}

int64_t steps_after_ms(int64_t us, uint32_t ms)
{
	return us + (int64_t)ms * 1000;
}

size_t steps_unread(const struct conn *c)
{
	return c->in.n - c->in_at;
}

static void enter(struct conn *c, enum conn_state state, int64_t deadline_us)
{
	c->state = state;
	c->deadline_us = deadline_us;
}

void steps_enter_idle(struct conn *c)
{
	enter(c, CONN_IDLE,
	      steps_after_ms(clock_monotonic_us(), options(c)->idle_ms));
}

/* The last octets are in the output: close once they are sent. */
void steps_enter_last_send(struct conn *c)
{
	c->closes = true;
	enter(c, CONN_SEND, 0);
}

/* The octets of the head are already in the output. */
static void queue_body(struct conn *c, struct turn *t, struct slice body)
{
	int status = t->x.reply.status;

	if (body.n > COPIED_BYTES_MAX) {
		output_set_tail(&c->out, body);
		c->tail_turn = t;
		c->tail_bytes = body.n;
		return;
	}
	buf_add_slice(&c->out.head, body);
	turn_end(t, status, body.n);
}

/* Replaces the reply by the service's words for an error. */
static void explain(struct conn *c, enum err e, const char *words)
{
	struct exchange *x = &c->turn->x;

	net_reply_clear(&x->reply);
	x->reply.status = err_status(e);
	service(c)->failed(service(c)->ctx, x, e, words);
	if (reply_is_sound(c->turn))
		return;
	net_reply_clear(&x->reply);
	x->reply.status = err_status(ERR_INTERNAL);
}

void steps_answer(struct conn *c)
{
	struct turn *t = c->turn;
	struct reply_frame frame;
	struct slice body;

	if (!reply_is_sound(t))
		explain(c, ERR_INTERNAL, "The reply could not be written");
	frame.date = loop_date(c->loop);
	frame.closes = !t->rules.keeps_alive || t->x.reply.must_close ||
		       atomic_load(&c->loop->shared->is_draining);
	frame.tells_alive = t->rules.is_http_1_0;
	reply_write(t, c->loop->gzip, &frame, &c->out.head, &body);
	c->turn = NULL;
	queue_body(c, t, body);
	if (frame.closes)
		steps_enter_last_send(c);
	else
		enter(c, CONN_SEND, 0);
}

void steps_refuse(struct conn *c, enum err e, const char *words)
{
	explain(c, e, words);
	c->turn->x.reply.must_close = true;
	steps_answer(c);
}

static void serve(struct conn *c)
{
	struct turn *t = c->turn;
	int64_t now = clock_monotonic_us();

	t->x.request.body = buf_slice(&t->body);
	t->late_us = steps_after_ms(now, options(c)->work_ms);
	enter(c, CONN_WORK, t->late_us);
	t->is_away = true;
	c->loop->away++;
	if (service(c)->serve(service(c)->ctx, &t->x) == NET_LATER)
		return;
	t->is_away = false;
	c->loop->away--;
	steps_answer(c);
}

static void begin_body(struct conn *c)
{
	struct turn *t = c->turn;
	int64_t start = t->x.request.start_us;

	buf_clear(&t->body);
	t->body.max = t->x.body_bytes_max;
	t->body_reader = body_new(t->x.arena, &t->rules, &t->head, &t->body,
				  options(c)->extension_bytes_max);
	enter(c, CONN_BODY, steps_after_ms(start, options(c)->body_ms));
	if (t->rules.expects_continue && steps_unread(c) == 0)
		buf_add_text(&c->out.head, "HTTP/1.1 100 Continue\r\n\r\n");
}

static void judge_head(struct conn *c)
{
	struct turn *t = c->turn;
	const char *words = "";
	enum net_step step;
	enum err e = admit(t, &c->peer, &words);

	if (e != ERR_OK) {
		steps_refuse(c, e, words);
		return;
	}
	step = service(c)->head(service(c)->ctx, &t->x);
	ASSERT(step != NET_LATER);
	if (step == NET_REPLIED) {
		if (rules_have_body(&t->rules))
			t->x.reply.must_close = true;
		steps_answer(c);
	} else if (t->rules.content_length > t->x.body_bytes_max) {
		steps_refuse(c, ERR_TOO_LARGE,
			     "The body is larger than the limit");
	} else if (rules_have_body(&t->rules)) {
		begin_body(c);
	} else {
		serve(c);
	}
}

/* Each step_ function answers whether another step may follow at once. */
static bool step_idle(struct conn *c)
{
	int64_t start;

	if (steps_unread(c) == 0) {
		if (!c->has_ended && !c->loop->is_draining)
			return false;
		steps_enter_last_send(c);
		return true;
	}
	if (c->round == ROUND_MAX)
		return false;
	c->round++;
	c->turn = turn_take(c->loop, c, &c->peer);
	start = c->turn->x.request.start_us;
	enter(c, CONN_HEAD, steps_after_ms(start, options(c)->head_ms));
	return true;
}

/* The client shut down in the middle; nothing but an empty line is no request. */
static void head_was_cut(struct conn *c)
{
	struct turn *t = c->turn;

	if (t->head.state != HEAD_START) {
		steps_refuse(c, ERR_MALFORMED,
			     "The request ends within its head");
		return;
	}
	c->turn = NULL;
	turn_end(t, 0, 0);
	steps_enter_last_send(c);
}

static bool step_head(struct conn *c)
{
	struct head *h = &c->turn->head;

	c->in_at += head_feed(h, c->in.p + c->in_at, steps_unread(c));
	if (h->state == HEAD_COMPLETE)
		judge_head(c);
	else if (h->state == HEAD_FAILED)
		steps_refuse(c, h->error, h->words);
	else if (c->has_ended)
		head_was_cut(c);
	else
		return false;
	return true;
}

/* A body that may be large has as much longer as its octets may take. */
static void stretch_deadline(struct conn *c)
{
	const struct net_options *o = options(c);
	struct turn *t = c->turn;
	int64_t more;

	if (t->x.body_bytes_max <= o->body_bytes_max || o->body_rate == 0)
		return;
	more = (int64_t)(t->body.n * 1000000 / o->body_rate);
	c->deadline_us =
		steps_after_ms(t->x.request.start_us, o->body_ms) + more;
}

static bool step_body(struct conn *c)
{
	struct body *b = c->turn->body_reader;
	const char *words;
	enum err e;

	c->in_at += body_feed(b, c->in.p + c->in_at, steps_unread(c));
	switch (body_state(b)) {
	case BODY_COMPLETE:
		serve(c);
		return true;
	case BODY_FAILED:
		e = body_error(b, &words);
		steps_refuse(c, e, words);
		return true;
	case BODY_MORE:
		break;
	}
	stretch_deadline(c);
	if (c->has_ended)
		steps_refuse(c, ERR_MALFORMED,
			     "The request ends within its body");
	return c->has_ended;
}

void steps_end_tail(struct conn *c, int status)
{
	struct turn *t = c->tail_turn;

	c->tail_turn = NULL;
	if (t != NULL)
		turn_end(t, status, c->tail_bytes);
}

/* RFC 9112, 9.6: let the client read before the socket is closed. */
static void enter_linger(struct conn *c)
{
	shutdown(c->fd, SHUT_WR);
	buf_done(&c->in);
	c->in_at = 0;
	enter(c, CONN_LINGER,
	      steps_after_ms(clock_monotonic_us(), options(c)->linger_ms));
}

static bool step_send(struct conn *c)
{
	if (c->tail_turn != NULL) {
		if (output_has_tail(&c->out))
			return false;
		steps_end_tail(c, c->tail_turn->x.reply.status);
	}
	if (!c->closes) {
		if (output_unsent(&c->out) > options(c)->output_high_bytes)
			return false;
		steps_enter_idle(c);
		return true;
	}
	if (output_unsent(&c->out) > 0)
		return false;
	if (c->has_ended)
		enter(c, CONN_GONE, 0);
	else
		enter_linger(c);
	return false;
}

bool steps_next(struct conn *c)
{
	switch (c->state) {
	case CONN_IDLE:
		return step_idle(c);
	case CONN_HEAD:
		return step_head(c);
	case CONN_BODY:
		return step_body(c);
	case CONN_SEND:
		return step_send(c);
	case CONN_WORK:
	case CONN_LINGER:
	case CONN_GONE:
		return false;
	}
	return false;
}

/* The service keeps its turn; the client gets one that says 503. */
static void give_up_work(struct conn *c)
{
	struct turn *late = c->turn;
	struct turn *t = turn_take(c->loop, c, &c->peer);

	memcpy(t->x.request.id, late->x.request.id, NET_ID_BYTES);
	memcpy(t->x.request.address, late->x.request.address,
	       NET_ADDRESS_BYTES);
	t->x.request.start_us = late->x.request.start_us;
	t->is_head = late->is_head;
	late->conn = NULL;
	c->turn = t;
	steps_refuse(c, ERR_BUSY, "The work took too long");
}

void steps_deadline(struct conn *c)
{
	switch (c->state) {
	case CONN_HEAD:
		steps_refuse(c, ERR_TIMEOUT,
			     "The head took too long to arrive");
		break;
	case CONN_BODY:
		steps_refuse(c, ERR_TIMEOUT,
			     "The body took too long to arrive");
		break;
	case CONN_WORK:
		give_up_work(c);
		break;
	case CONN_IDLE:
	case CONN_SEND:
	case CONN_LINGER:
	case CONN_GONE:
		enter(c, CONN_GONE, 0);
		break;
	}
}
