/* paging - see paging.h. */
#include "api/paging.h"

#include "api/cursor.h"
#include "api/params.h"

const char *const paging_params[] = {"limit", "cursor", "lang", NULL};

/* What the cursor belongs to: the path and its parameters but the two. */
static uint64_t list_of(const struct request *rq)
{
	const struct net_request *http = rq->http;
	uint64_t h = cursor_hash(0, http->path);

	h = cursor_hash(h, rq->caller.id);
	for (size_t i = 0; i < http->parameter_count; i++) {
		const struct net_pair *p = &http->parameters[i];

		if (slice_is(p->name, "limit") || slice_is(p->name, "cursor") ||
		    slice_is(p->name, "lang"))
			continue;
		h = cursor_hash(cursor_hash(h, p->name), p->value);
	}
	return h;
}

enum err paging_read(struct request *rq, int64_t first, struct page *ret_page,
		     struct faults *f)
{
	struct cursor c;
	struct slice text;
	size_t limit = PAGING_LIMIT;

	if (!params_count(rq->http, "limit", PAGING_LIMIT_MAX, &limit, f) ||
	    !params_one(rq->http, "cursor", &text, f))
		return ERR_INVALID;
	*ret_page =
		(struct page){.number = first, .id = SLICE(""), .limit = limit};
	if (text.p == NULL)
		return ERR_OK;
	if (!cursor_read(rq->arena, text, list_of(rq), &c)) {
		fault_at_parameter(f, FAULT_CURSOR, "cursor", NULL);
		return ERR_MALFORMED;
	}
	ret_page->number = c.numbers[0];
	ret_page->id = c.id;
	return ERR_OK;
}

void paging_write(struct request *rq, struct reply *rp,
		  const struct page *asked, size_t count,
		  const struct page *last)
{
	struct cursor c = {.query = list_of(rq), .id = SLICE("-")};

	if (count < asked->limit || count == 0) {
		jw_null(rp->json, "next");
		return;
	}
	c.numbers[0] = last->number;
	if (last->id.n > 0)
		c.id = last->id;
	jw_text(rp->json, "next", cursor_write(rq->arena, &c));
}

enum err paging_begin(struct request *rq, const char *const *known,
		      int64_t first, struct page *ret_page, struct faults *f)
{
	enum err e = paging_read(rq, first, ret_page, f);

	params_only(rq->http, known, f);
	return e == ERR_OK && faults_any(f) ? ERR_INVALID : e;
}

void paging_open(struct reply *rp)
{
	jw_object(rp->json, NULL);
	jw_array(rp->json, "items");
}

void paging_close(struct request *rq, struct reply *rp,
		  const struct page *asked, size_t count,
		  const struct page *last)
{
	jw_end(rp->json);
	paging_write(rq, rp, asked, count, last);
	jw_end(rp->json);
}
