/* service - requests are read and replies filled with these; see service.h. */
#include "net/service.h"

#include "base/arena.h"
#include "net/etag.h"
#include "net/token.h"

static const char *const method_words[NET_METHOD__COUNT] = {
	[NET_GET] = "GET",         [NET_HEAD] = "HEAD",
	[NET_POST] = "POST",       [NET_PUT] = "PUT",
	[NET_PATCH] = "PATCH",     [NET_DELETE] = "DELETE",
	[NET_OPTIONS] = "OPTIONS",
};

const char *net_method_word(enum net_method m)
{
	return method_words[m];
}

struct slice net_field(const struct net_request *rq, const char *name)
{
	for (size_t i = 0; i < rq->field_count; i++)
		if (token_eq_text(rq->fields[i].name, name))
			return rq->fields[i].value;
	return (struct slice){NULL, 0};
}

struct slice net_parameter(const struct net_request *rq, const char *name)
{
	for (size_t i = 0; i < rq->parameter_count; i++)
		if (slice_is(rq->parameters[i].name, name))
			return rq->parameters[i].value;
	return (struct slice){NULL, 0};
}

enum net_match net_if_match(const struct net_request *rq, struct slice etag)
{
	struct slice list = net_field(rq, "if-match");

	if (list.p == NULL)
		return NET_MATCH_ABSENT;
	return etag_find(list, etag, false) == ETAG_MISS ? NET_MATCH_NO
							 : NET_MATCH_YES;
}

static bool is_field_value(struct slice value)
{
	for (size_t i = 0; i < value.n; i++)
		if (!token_value_has((unsigned char)value.p[i]))
			return false;
	return true;
}

void net_reply_field(struct net_reply *rp, const char *name, struct slice value)
{
	struct slice word = slice_of(name);

	if (rp->field_count == NET_REPLY_FIELDS_MAX || !token_is(word) ||
	    !is_field_value(value)) {
		rp->is_broken = true;
		return;
	}
	rp->fields[rp->field_count++] = (struct net_pair){
		.name = arena_copy(rp->arena, word),
		.value = arena_copy(rp->arena, value),
	};
}

void net_reply_clear(struct net_reply *rp)
{
	struct buf body = rp->body;
	struct arena *arena = rp->arena;

	buf_clear(&body);
	*rp = (struct net_reply){.status = 200, .body = body, .arena = arena};
}
