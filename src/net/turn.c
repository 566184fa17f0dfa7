/* turn - see turn.h. */
#include "net/turn.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/arena.h"
#include "base/clock.h"
#include "net/address.h"
#include "net/loop.h"

/* What a turn in the pool may keep of a large body. */
enum { KEPT_BYTES_MAX = 64 * 1024 };

struct turn *turn_of(struct exchange *x)
{
	return (struct turn *)x; /* its first member */
}

static struct turn *turn_new(struct loop *l)
{
	const struct net_options *o = &l->shared->options;
	struct turn *t = calloc(1, sizeof(*t));

	if (t == NULL)
		out_of_memory(sizeof(*t));
	t->loop = l;
	t->x.arena = arena_new(o->request_memory);
	t->x.reply.arena = t->x.arena;
	t->x.loop = l->index;
	buf_init(&t->x.reply.body, o->reply_bytes_max);
	buf_init(&t->compressed, o->reply_bytes_max);
	return t;
}

void turn_free(struct turn *t)
{
	head_done(&t->head);
	buf_done(&t->x.reply.body);
	buf_done(&t->body);
	buf_done(&t->compressed);
	arena_free(t->x.arena);
	free(t);
}

/*
 * 26 digits of Crockford's base 32: 48 bits of milliseconds, 80 random ones,
 * as in a ULID.
 */
static void write_id(char id[NET_ID_BYTES])
{
	static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	uint64_t ms = (uint64_t)(clock_now_us() / 1000);
	unsigned char random[16];
	ssize_t got = getrandom(random, sizeof(random), 0);

	ASSERT(got == (ssize_t)sizeof(random));
	for (int i = 9; i >= 0; i--) {
		id[i] = digits[ms & 31];
		ms >>= 5;
	}
	for (int i = 0; i < 16; i++)
		id[10 + i] = digits[random[i] & 31];
	id[NET_ID_BYTES - 1] = '\0';
}

static struct turn *from_pool(struct loop *l)
{
	struct turn *t = l->pool;

	if (t == NULL)
		return turn_new(l);
	l->pool = t->next;
	l->pool_count--;
	return t;
}

static void link_in(struct loop *l, struct turn *t)
{
	t->prev = NULL;
	t->next = l->turns;
	if (t->next != NULL)
		t->next->prev = t;
	l->turns = t;
}

static void link_out(struct loop *l, struct turn *t)
{
	if (t->prev != NULL)
		t->prev->next = t->next;
	else
		l->turns = t->next;
	if (t->next != NULL)
		t->next->prev = t->prev;
}

struct turn *turn_take(struct loop *l, struct conn *c, const struct address *a)
{
	const struct net_options *o = &l->shared->options;
	struct turn *t = from_pool(l);

	t->conn = c;
	t->x.request = (struct net_request){.start_us = clock_monotonic_us()};
	t->x.body_bytes_max = o->body_bytes_max;
	t->x.extra = NULL;
	t->rules = (struct rules){0};
	t->body_reader = NULL;
	t->late_us = 0;
	t->is_away = false;
	t->is_head = false;
	write_id(t->x.request.id);
	address_write(a, t->x.request.address);
	head_init(&t->head, o);
	net_reply_clear(&t->x.reply);
	link_in(l, t);
	return t;
}

static void shrink(struct buf *b)
{
	if (b->size > KEPT_BYTES_MAX)
		buf_done(b);
	else
		buf_clear(b);
}

static void to_pool(struct loop *l, struct turn *t)
{
	if (l->pool_count == LOOP_POOL_MAX) {
		turn_free(t);
		return;
	}
	arena_reset(t->x.arena);
	shrink(&t->x.reply.body);
	shrink(&t->body);
	shrink(&t->compressed);
	t->conn = NULL;
	t->next = l->pool;
	l->pool = t;
	l->pool_count++;
}

void turn_end(struct turn *t, int status, size_t bytes)
{
	const struct net_service *s = t->loop->shared->service;
	struct net_outcome outcome = {
		.status = status,
		.bytes = bytes,
		.us = clock_monotonic_us() - t->x.request.start_us,
	};

	ASSERT(!t->is_away);
	if (s->done != NULL)
		s->done(s->ctx, &t->x, &outcome);
	link_out(t->loop, t);
	to_pool(t->loop, t);
}

void turn_publish_head(struct turn *t)
{
	const struct head *h = &t->head;
	struct net_pair *fields =
		ARENA_ARRAY(t->x.arena, struct net_pair, h->field_count + 1);

	for (size_t i = 0; i < h->field_count; i++)
		fields[i] = (struct net_pair){
			.name = head_name(h, i),
			.value = head_value(h, i),
		};
	t->x.request.target = head_target(h);
	t->x.request.fields = fields;
	t->x.request.field_count = h->field_count;
}
