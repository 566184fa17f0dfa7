/*
 * body - where the body of one request ends: llhttp, behind a strict filter.
 *
 * llhttp gets a head of ours that holds nothing but the framing that rules.h
 * has settled.  Lines between chunks pass a filter first, octet by octet: at
 * most 16 digits and below 2^63, extensions within their limit, and trailer
 * fields checked like fields of a head, counted with them and kept from llhttp
 * (RFC 9112, 7.1; RFC 9110, 6.5.1).  Data between them goes through whole.
 */
#ifndef NET_BODY_H
#define NET_BODY_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "net/head.h"
#include "net/rules.h"

struct arena;
struct body;

enum body_state { BODY_MORE, BODY_COMPLETE, BODY_FAILED };

/*
 * A body in the arena; `head` is complete and lends its machine for trailers,
 * `to` receives the octets and its max is the limit.
 */
struct body *body_new(struct arena *a, const struct rules *r, struct head *head,
		      struct buf *to, size_t extension_bytes_max);

/* Takes octets until the body is complete or failed; returns how many. */
size_t body_feed(struct body *b, const char *p, size_t n);

enum body_state body_state(const struct body *b);

/* After BODY_FAILED: ERR_MALFORMED, ERR_TOO_LARGE or ERR_HEAD_TOO_LARGE. */
enum err body_error(const struct body *b, const char **ret_words);

#endif
