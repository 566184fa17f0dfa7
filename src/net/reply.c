/* reply - see reply.h. */
#include "net/reply.h"

#include "net/etag.h"
#include "net/gzip.h"
#include "net/token.h"
#include "net/turn.h"

static const struct reason {
	int status;
	const char *words;
} reasons[] = {
	{200, "OK"},
	{201, "Created"},
	{202, "Accepted"},
	{204, "No Content"},
	{206, "Partial Content"},
	{301, "Moved Permanently"},
	{302, "Found"},
	{303, "See Other"},
	{304, "Not Modified"},
	{307, "Temporary Redirect"},
	{308, "Permanent Redirect"},
	{400, "Bad Request"},
	{401, "Unauthorized"},
	{403, "Forbidden"},
	{404, "Not Found"},
	{405, "Method Not Allowed"},
	{406, "Not Acceptable"},
	{408, "Request Timeout"},
	{409, "Conflict"},
	{410, "Gone"},
	{411, "Length Required"},
	{412, "Precondition Failed"},
	{413, "Content Too Large"},
	{414, "URI Too Long"},
	{415, "Unsupported Media Type"},
	{417, "Expectation Failed"},
	{421, "Misdirected Request"},
	{422, "Unprocessable Content"},
	{428, "Precondition Required"},
	{429, "Too Many Requests"},
	{431, "Request Header Fields Too Large"},
	{500, "Internal Server Error"},
	{501, "Not Implemented"},
	{503, "Service Unavailable"},
	{505, "HTTP Version Not Supported"},
	{507, "Insufficient Storage"},
};

/* The phrase may be empty, its space may not be missing (RFC 9112, 4). */
static const char *reason_of(int status)
{
	for (size_t i = 0; i < COUNT(reasons); i++)
		if (reasons[i].status == status)
			return reasons[i].words;
	return "";
}

static bool is_text_sound(const char *value)
{
	for (const char *c = value; c != NULL && *c != '\0'; c++)
		if (!token_value_has((unsigned char)*c))
			return false;
	return true;
}

bool reply_is_sound(const struct turn *t)
{
	const struct net_reply *rp = &t->x.reply;

	return !rp->is_broken && !buf_is_over(&rp->body) && rp->status >= 200 &&
	       rp->status <= 599 && is_text_sound(rp->content_type) &&
	       is_text_sound(rp->cache_control) &&
	       (rp->etag.n == 0 || etag_is_valid(rp->etag));
}

/* Which form of the reply its entity tag names. */
struct form {
	bool has_body;
	bool is_compressed;
	struct slice body;
};

static bool status_has_body(int status)
{
	return status != 204 && status != 304;
}

static enum etag_hit if_none_match(const struct turn *t)
{
	const struct net_request *rq = &t->x.request;
	enum etag_hit hit = ETAG_MISS;

	if (t->x.reply.status != 200 || t->x.reply.etag.n == 0 ||
	    !rq->is_known || (rq->method != NET_GET && rq->method != NET_HEAD))
		return ETAG_MISS;
	for (size_t i = 0; i < rq->field_count && hit == ETAG_MISS; i++)
		if (token_eq_text(rq->fields[i].name, "if-none-match"))
			hit = etag_find(rq->fields[i].value, t->x.reply.etag,
					true);
	return hit;
}

static bool wants_gzip(const struct turn *t, struct slice body)
{
	return t->x.reply.is_compressible && body.n > GZIP_BYTES_MIN &&
	       gzip_is_accepted(&t->x.request);
}

/*
 * A 304 repeats the tag that matched, so that a cache finds what it holds
 * (RFC 9111, 4.3.4); "*" matches whichever form would have been sent.
 */
static struct form choose_form(struct turn *t, struct gzip *g)
{
	struct net_reply *rp = &t->x.reply;
	struct form f = {0};
	enum etag_hit hit = if_none_match(t);

	f.body = rp->borrowed.p != NULL ? rp->borrowed : buf_slice(&rp->body);
	if (hit != ETAG_MISS) {
		f.is_compressed = hit == ETAG_GZIP ||
				  (hit == ETAG_ANY && wants_gzip(t, f.body));
		rp->status = 304;
		return f;
	}
	f.has_body = status_has_body(rp->status);
	if (f.has_body && wants_gzip(t, f.body) &&
	    gzip_write(g, f.body, &t->compressed)) {
		f.is_compressed = true;
		f.body = buf_slice(&t->compressed);
	}
	return f;
}

static void write_field(struct buf *out, const char *name, struct slice value)
{
	buf_add_text(out, name);
	buf_add(out, ": ", 2);
	buf_add_slice(out, value);
	buf_add(out, "\r\n", 2);
}

static void write_text_field(struct buf *out, const char *name,
			     const char *value)
{
	if (value != NULL)
		write_field(out, name, slice_of(value));
}

static void write_etag(struct buf *out, struct slice etag, bool is_compressed)
{
	if (etag.n == 0)
		return;
	buf_add_text(out, "ETag: \"");
	buf_add_slice(out, etag);
	buf_add_text(out, is_compressed ? ETAG_GZIP_SUFFIX "\"\r\n" : "\"\r\n");
}

/* One field of ours would hide from caches that only read one. */
static void write_vary(struct buf *out, const struct net_reply *rp)
{
	struct slice name = SLICE("vary");
	bool has_any = rp->is_compressible;

	for (size_t i = 0; i < rp->field_count; i++)
		has_any = has_any || token_eq(rp->fields[i].name, name);
	if (!has_any)
		return;
	buf_add_text(out, "Vary: ");
	if (rp->is_compressible)
		buf_add_text(out, "Accept-Encoding");
	has_any = rp->is_compressible;
	for (size_t i = 0; i < rp->field_count; i++) {
		if (!token_eq(rp->fields[i].name, name))
			continue;
		buf_add_text(out, has_any ? ", " : "");
		buf_add_slice(out, rp->fields[i].value);
		has_any = true;
	}
	buf_add_text(out, "\r\n");
}

static void write_service_fields(struct buf *out, const struct net_reply *rp)
{
	for (size_t i = 0; i < rp->field_count; i++) {
		const struct net_pair *f = &rp->fields[i];

		if (!token_eq_text(f->name, "vary"))
			write_field(out, f->name.p, f->value);
	}
}

void reply_write(struct turn *t, struct gzip *g, const struct reply_frame *f,
		 struct buf *out, struct slice *ret_body)
{
	const struct net_reply *rp = &t->x.reply;
	struct form form = choose_form(t, g);

	buf_print(out, "HTTP/1.1 %d %s\r\n", rp->status, reason_of(rp->status));
	write_text_field(out, "Date", f->date);
	if (form.has_body) {
		write_text_field(out, "Content-Type", rp->content_type);
		if (form.is_compressed)
			write_text_field(out, "Content-Encoding", "gzip");
		buf_print(out, "Content-Length: %zu\r\n", form.body.n);
	}
	write_etag(out, rp->etag, form.is_compressed);
	write_text_field(out, "Cache-Control", rp->cache_control);
	write_vary(out, rp);
	write_service_fields(out, rp);
	if (f->closes)
		write_text_field(out, "Connection", "close");
	else if (f->tells_alive)
		write_text_field(out, "Connection", "keep-alive");
	buf_add(out, "\r\n", 2);
	*ret_body = form.has_body && !t->is_head ? form.body
						 : (struct slice){NULL, 0};
}
