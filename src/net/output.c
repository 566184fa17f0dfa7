/* output - see output.h. */
#include "net/output.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/uio.h>

enum {
	SENT_BYTES_MAX = 64 * 1024, /* kept before what is unsent */
	KEPT_BYTES_MAX = 4 * 1024   /* of the buffer when all is sent */
};

void output_init(struct output *o)
{
	*o = (struct output){.at = 0};
	buf_init(&o->head, OUTPUT_BYTES_MAX);
}

void output_done(struct output *o)
{
	buf_done(&o->head);
}

size_t output_unsent(const struct output *o)
{
	return o->head.n - o->at + o->tail.n;
}

bool output_has_tail(const struct output *o)
{
	return o->tail.n > 0;
}

void output_set_tail(struct output *o, struct slice tail)
{
	ASSERT(!output_has_tail(o));
	o->tail = tail;
}

/* sendmsg() reads only, but its iovec has no const. */
static void *unconst(const char *p)
{
	union {
		const char *from;
		void *to;
	} cast = {.from = p};

	return cast.to;
}

static void drop(struct output *o, size_t sent)
{
	size_t in_head = o->head.n - o->at;

	if (sent < in_head) {
		o->at += sent;
		if (o->at > SENT_BYTES_MAX) {
			buf_drop(&o->head, o->at);
			o->at = 0;
		}
		return;
	}
	sent -= in_head;
	o->at = 0;
	if (o->head.size > KEPT_BYTES_MAX)
		buf_done(&o->head);
	else
		buf_clear(&o->head);
	o->tail = slice_cut(o->tail, sent, o->tail.n);
}

enum output_result output_flush(struct output *o, int fd)
{
	enum output_result result = OUTPUT_WAITS;

	if (buf_is_over(&o->head))
		return OUTPUT_BROKEN;
	while (output_unsent(o) > 0) {
		struct iovec parts[2] = {
			{o->head.p + o->at, o->head.n - o->at},
			{unconst(o->tail.p), o->tail.n},
		};
		struct msghdr m = {.msg_iov = parts, .msg_iovlen = 2};
		ssize_t n = sendmsg(fd, &m, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n >= 0) {
			drop(o, (size_t)n);
			result = OUTPUT_MOVED;
			continue;
		}
		if (errno == EAGAIN || errno == EWOULDBLOCK)
			return result;
		if (errno != EINTR)
			return OUTPUT_BROKEN;
	}
	return result;
}
