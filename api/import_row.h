/* import_row - an import that was made: when, and what it did. */
#ifndef API_IMPORT_ROW_H
#define API_IMPORT_ROW_H

#include "api/handler.h"
#include "store/imports.h"

/* Calls `visit` for each change of an import, page by page. */
typedef enum err import_row_visit(struct request *rq, void *ctx,
				  const struct stored_import_change *c);
MUST_USE enum err import_row_each(struct request *rq, struct slice run,
				  import_row_visit *visit, void *ctx);

/* The whole reply. */
MUST_USE enum err import_row_write(struct request *rq, struct reply *rp,
				   struct slice run);

/* Whether it is still being read or put. */
MUST_USE enum err import_row_is_going_on(struct request *rq, struct slice run,
					 bool *ret_is);

#endif
