/* GET /errors/{slug} - a page for whoever follows the `type` of a problem. */
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"

handler_fn handle_error_get;

enum err handle_error_get(struct request *rq, struct reply *rp)
{
	struct slice slug = arena_copy(rq->arena, rq->argument);
	enum err e = err_of_slug(slug.p);

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	if (e == ERR_OK)
		return ERR_NOT_FOUND;
	rp->http->content_type = "text/html; charset=utf-8";
	rp->http->cache_control = "public, max-age=86400";
	buf_print(&rp->http->body,
		  "<!doctype html>\n<html lang=\"en\"><head>"
		  "<meta charset=\"utf-8\"><title>%s - Baybridge</title></head>"
		  "<body>\n<h1>%s</h1>\n<p>Problems of type <code>/errors/%s"
		  "</code> come with status %d. Their <code>errors</code> name "
		  "each part of the request that is meant and say what is "
		  "accepted there.</p>\n<p><a href=\"/openapi.json\">The "
		  "contract of the interface</a></p>\n</body></html>\n",
		  err_title(e, LANG_EN), err_title(e, LANG_EN), err_slug(e),
		  err_status(e));
	return ERR_OK;
}
