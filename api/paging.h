/*
 * paging - lists of rows, page by page: `limit`, `cursor`, and `next`.
 *
 * A cursor is the key of the last row (store/page.h), of use for the list that
 * gave it alone.  Nothing secret stands in it, and nothing is believed of it:
 * what a caller may see is asked again for every page.
 */
#ifndef API_PAGING_H
#define API_PAGING_H

#include "api/handler.h"
#include "store/page.h"

enum { PAGING_LIMIT = 20, PAGING_LIMIT_MAX = 100 };

/* NULL-ended list for params_only(): the two, for a list without others. */
extern const char *const paging_params[];

/*
 * `first`: PAGE_LAST for a list that goes down, 0 else.  Of this path and
 * caller: ERR_MALFORMED for a cursor of another.  ERR_INVALID: a limit that is
 * none.
 */
MUST_USE enum err paging_read(struct request *rq, int64_t first,
			      struct page *ret_page, struct faults *f);

/*
 * The same for a list whose parameters are `known` (NULL at the end): ERR_INVALID
 * also for any other, and after faults that the caller has told.
 */
MUST_USE enum err paging_begin(struct request *rq, const char *const *known,
			       int64_t first, struct page *ret_page,
			       struct faults *f);

/* {"items":[ - and what stands behind the last item. */
void paging_open(struct reply *rp);
void paging_close(struct request *rq, struct reply *rp,
		  const struct page *asked, size_t count,
		  const struct page *last);

/* `next`: the key of the last row, or null after the last page. */
void paging_write(struct request *rq, struct reply *rp,
		  const struct page *asked, size_t count,
		  const struct page *last);

#endif
