/*
 * fuzz_head - a request's head, its target and its body: the outcome does not
 * depend on how the octets were cut into reads (net/head.h, net/body.h).
 */
#include "base/arena.h"
#include "fuzz/fuzz_world.h"
#include "net/body.h"
#include "net/head.h"
#include "net/rules.h"
#include "net/target.h"

enum { BODY_BYTES = 4096, EXTENSION_BYTES = 256 };

struct outcome {
	enum head_state head;
	enum err error;
	bool is_ruled; /* the fields make sense together */
	struct rules rules;
	enum body_state body;
	enum err body_error;
	size_t taken;
	struct slice octets; /* of the body */
};

struct input {
	const char *p;
	size_t n;
	size_t step; /* octets a read */
};

static size_t piece(const struct input *in, size_t at)
{
	size_t left = in->n - at;

	return left < in->step ? left : in->step;
}

static void feed_head(struct head *h, const struct input *in,
		      struct outcome *out)
{
	while (out->taken < in->n && h->state != HEAD_COMPLETE &&
	       h->state != HEAD_FAILED)
		out->taken +=
			head_feed(h, in->p + out->taken, piece(in, out->taken));
	out->head = h->state;
	out->error = h->state == HEAD_FAILED ? h->error : ERR_OK;
	ASSERT(h->state != HEAD_FAILED || h->words != NULL);
}

static void feed_body(struct arena *a, struct head *h, const struct input *in,
		      struct outcome *out)
{
	const char *words = NULL;
	struct buf to;
	struct body *b;

	buf_init(&to, BODY_BYTES);
	b = body_new(a, &out->rules, h, &to, EXTENSION_BYTES);
	while (out->taken < in->n && body_state(b) == BODY_MORE)
		out->taken +=
			body_feed(b, in->p + out->taken, piece(in, out->taken));
	out->body = body_state(b);
	if (out->body == BODY_FAILED) {
		out->body_error = body_error(b, &words);
		ASSERT(words != NULL);
	}
	out->octets = arena_copy(a, buf_slice(&to));
	buf_done(&to);
}

static void read_target(struct arena *a, const struct head *h,
			const struct outcome *out)
{
	struct target target;
	const char *words = NULL;

	if (target_read(a, head_target(h), out->rules.method, &target,
			&words) != ERR_OK) {
		ASSERT(words != NULL);
		return;
	}
	ASSERT(slice_is(target.path, "*") ||
	       (target.path.n > 0 && target.path.p[0] == '/'));
}

static void run(struct arena *a, const struct input *in, struct outcome *out)
{
	struct net_options options = net_options_default();
	const char *words = NULL;
	struct head h = {.state = HEAD_START};

	*out = (struct outcome){.taken = 0};
	options.line_bytes_max = 512;
	options.fields_bytes_max = 1024;
	options.fields_max = 16;
	head_init(&h, &options);
	feed_head(&h, in, out);
	if (h.state == HEAD_COMPLETE) {
		out->is_ruled = rules_read(&h, &out->rules, &words) == ERR_OK;
		ASSERT(out->is_ruled || words != NULL);
	}
	if (out->is_ruled) {
		read_target(a, &h, out);
		if (rules_have_body(&out->rules))
			feed_body(a, &h, in, out);
	}
	head_done(&h);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t steps[] = {1, 7};
	struct arena *a = arena_new(0);
	struct input in = {(const char *)data, size, size};
	struct outcome whole, other;

	if (in.step == 0)
		in.step = 1;
	run(a, &in, &whole);
	for (size_t i = 0; i < COUNT(steps); i++) {
		in.step = steps[i];
		run(a, &in, &other);
		ASSERT(whole.head == other.head);
		ASSERT(whole.error == other.error);
		ASSERT(whole.is_ruled == other.is_ruled);
		ASSERT(whole.body == other.body);
		ASSERT(whole.body_error == other.body_error);
		ASSERT(whole.body == BODY_FAILED ||
		       slice_eq(whole.octets, other.octets));
		ASSERT(whole.taken == other.taken ||
		       whole.head == HEAD_FAILED || whole.body == BODY_FAILED);
	}
	arena_free(a);
	return 0;
}
