/* rules - one function for each rule; see rules.h. */
#include "net/rules.h"

#include "net/authority.h"
#include "net/token.h"

/* The fields of which more than one would be ambiguous. */
enum single {
	SINGLE_HOST,
	SINGLE_CONTENT_LENGTH,
	SINGLE_TRANSFER_ENCODING,
	SINGLE_EXPECT,
	SINGLE_AUTHORIZATION,
	SINGLE_CONTENT_TYPE,
	SINGLE_IF_MATCH,
	SINGLE_IDEMPOTENCY_KEY,
	SINGLE_ORIGIN,
	SINGLE__COUNT
};

static const char *const single_names[SINGLE__COUNT] = {
	[SINGLE_HOST] = "host",
	[SINGLE_CONTENT_LENGTH] = "content-length",
	[SINGLE_TRANSFER_ENCODING] = "transfer-encoding",
	[SINGLE_EXPECT] = "expect",
	[SINGLE_AUTHORIZATION] = "authorization",
	[SINGLE_CONTENT_TYPE] = "content-type",
	[SINGLE_IF_MATCH] = "if-match",
	[SINGLE_IDEMPOTENCY_KEY] = "idempotency-key",
	[SINGLE_ORIGIN] = "origin",
};

/* Values by enum single; p is NULL when the field is absent. */
struct singles {
	struct slice of[SINGLE__COUNT];
};

static enum single single_of(struct slice name)
{
	int i;

	for (i = 0; i < SINGLE__COUNT; i++)
		if (token_eq_text(name, single_names[i]))
			break;
	return (enum single)i;
}

static bool collect(const struct head *h, struct singles *s)
{
	*s = (struct singles){0};
	for (size_t i = 0; i < h->field_count; i++) {
		enum single which = single_of(head_name(h, i));

		if (which == SINGLE__COUNT)
			continue;
		if (s->of[which].p != NULL)
			return false;
		s->of[which] = head_value(h, i);
	}
	return true;
}

static bool read_method(struct slice word, enum net_method *ret_method)
{
	for (int m = 0; m < NET_METHOD__COUNT; m++) {
		if (slice_is(word, net_method_word((enum net_method)m))) {
			*ret_method = (enum net_method)m;
			return true;
		}
	}
	return false;
}

static enum err read_host(const struct singles *s, struct rules *r,
			  const char **words)
{
	struct slice host = s->of[SINGLE_HOST];
	struct authority ignored;

	if (host.p == NULL && r->is_http_1_0)
		return ERR_OK;
	if (host.p == NULL) {
		*words = "The field Host is missing";
		return ERR_MALFORMED;
	}
	if (!authority_read(host, &ignored)) {
		*words = "The field Host is no host with an optional port";
		return ERR_MALFORMED;
	}
	r->host = host;
	return ERR_OK;
}

/* 1*DIGIT below 2^63 (RFC 9110, 8.6). */
static bool read_length(struct slice s, uint64_t *ret_length)
{
	uint64_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		uint64_t digit = (uint64_t)(s.p[i] - '0');

		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		if (n > (INT64_MAX - digit) / 10)
			return false;
		n = n * 10 + digit;
	}
	*ret_length = n;
	return s.n > 0;
}

static bool is_other_coding(struct slice s)
{
	return token_eq_text(s, "gzip") || token_eq_text(s, "x-gzip") ||
	       token_eq_text(s, "deflate") || token_eq_text(s, "compress") ||
	       token_eq_text(s, "x-compress");
}

/*
 * A coding of the registry that we do not speak, alone or with chunked last,
 * is a request that we understand and cannot serve; anything else that is not
 * "chunked" is one whose end cannot be told.
 */
static enum err judge_coding(struct slice value, const char **words)
{
	struct slice rest = value;
	struct slice coding;
	bool is_other = false;

	*words = "The transfer coding is not known here";
	while (token_list_next(&rest, &coding)) {
		if (is_other_coding(coding)) {
			is_other = true;
			continue;
		}
		if (is_other && rest.n == 0 && token_eq_text(coding, "chunked"))
			return ERR_UNIMPLEMENTED;
		*words = "Transfer-Encoding is something else than chunked";
		return ERR_MALFORMED;
	}
	if (is_other)
		return ERR_UNIMPLEMENTED;
	*words = "Transfer-Encoding is empty";
	return ERR_MALFORMED;
}

static enum err read_framing(const struct singles *s, struct rules *r,
			     const char **words)
{
	struct slice length = s->of[SINGLE_CONTENT_LENGTH];
	struct slice coding = s->of[SINGLE_TRANSFER_ENCODING];

	if (length.p != NULL && coding.p != NULL) {
		*words = "Content-Length stands beside Transfer-Encoding";
		return ERR_MALFORMED;
	}
	if (coding.p != NULL && r->is_http_1_0) {
		*words = "HTTP/1.0 has no Transfer-Encoding";
		return ERR_MALFORMED;
	}
	if (coding.p != NULL && !token_eq_text(coding, "chunked"))
		return judge_coding(coding, words);
	r->is_chunked = coding.p != NULL;
	if (length.p != NULL && !read_length(length, &r->content_length)) {
		*words = "Content-Length is no number below 2^63";
		return ERR_MALFORMED;
	}
	return ERR_OK;
}

bool rules_have_body(const struct rules *r)
{
	return r->is_chunked || r->content_length > 0;
}

static enum err refuse_useless_body(const struct rules *r, const char **words)
{
	bool is_useless = r->method == NET_GET || r->method == NET_HEAD ||
			  r->method == NET_DELETE;

	if (!is_useless || !rules_have_body(r))
		return ERR_OK;
	*words = "This method takes no body";
	return ERR_MALFORMED;
}

/* RFC 9110, 10.1.1: in HTTP/1.0 the expectation is passed over. */
static enum err read_expect(const struct singles *s, struct rules *r,
			    const char **words)
{
	struct slice expect = s->of[SINGLE_EXPECT];

	if (expect.p == NULL)
		return ERR_OK;
	if (!token_eq_text(expect, "100-continue")) {
		*words = "Only 100-continue can be expected";
		return ERR_EXPECTATION;
	}
	r->expects_continue = !r->is_http_1_0;
	return ERR_OK;
}

/* RFC 9112, 9.3; `close` wins over `keep-alive`. */
static void read_connection(const struct head *h, struct rules *r)
{
	bool has_close = false;
	bool has_keep_alive = false;

	for (size_t i = 0; i < h->field_count; i++) {
		struct slice rest = head_value(h, i);
		struct slice option;

		if (!token_eq_text(head_name(h, i), "connection"))
			continue;
		while (token_list_next(&rest, &option)) {
			if (token_eq_text(option, "close"))
				has_close = true;
			if (token_eq_text(option, "keep-alive"))
				has_keep_alive = true;
		}
	}
	r->keeps_alive = !has_close && (!r->is_http_1_0 || has_keep_alive);
}

static enum err read_line(const struct head *h, struct rules *r,
			  const char **words)
{
	if (h->major != '1' || (h->minor != '0' && h->minor != '1')) {
		*words = "This version of HTTP is not spoken here";
		return ERR_VERSION;
	}
	r->is_http_1_0 = h->minor == '0';
	if (!read_method(head_method(h), &r->method)) {
		*words = "The method is not known here";
		return ERR_UNIMPLEMENTED;
	}
	return ERR_OK;
}

enum err rules_read(const struct head *h, struct rules *ret_rules,
		    const char **reterr_words)
{
	struct rules r = {0};
	struct singles s;
	enum err e = read_line(h, &r, reterr_words);

	if (e == ERR_OK && !collect(h, &s)) {
		*reterr_words = "A field that may stand once stands twice";
		e = ERR_MALFORMED;
	}
	if (e == ERR_OK)
		e = read_host(&s, &r, reterr_words);
	if (e == ERR_OK)
		e = read_framing(&s, &r, reterr_words);
	if (e == ERR_OK)
		e = refuse_useless_body(&r, reterr_words);
	if (e == ERR_OK)
		e = read_expect(&s, &r, reterr_words);
	if (e != ERR_OK)
		return e;
	read_connection(h, &r);
	*ret_rules = r;
	return ERR_OK;
}
