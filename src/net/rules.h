/*
 * rules - what the fields of a head mean together: version, method, Host,
 * framing of the body, persistence.
 *
 * Where two parsers could read a head differently it is refused (RFC 9112,
 * sections 3.2, 6.1 to 6.3, 9.3; RFC 9110, sections 5.3, 8.6, 10.1.1).  Pure.
 */
#ifndef NET_RULES_H
#define NET_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/err.h"
#include "net/head.h"
#include "net/service.h"

struct rules {
	enum net_method method;
	bool is_http_1_0;
	bool is_chunked;
	uint64_t content_length; /* 0 when chunked or absent; below 2^63 */
	bool expects_continue;   /* never in HTTP/1.0 */
	bool keeps_alive;        /* as far as the client is concerned */
	struct slice host;       /* valid, or empty in HTTP/1.0 only */
};

/*
 * ERR_VERSION, ERR_UNIMPLEMENTED (method or transfer coding), ERR_EXPECTATION,
 * else ERR_MALFORMED; *reterr_words is a sentence without its dot.
 */
MUST_USE enum err rules_read(const struct head *h, struct rules *ret_rules,
			     const char **reterr_words);

bool rules_have_body(const struct rules *r);

#endif
