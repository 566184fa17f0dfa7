/* webhook_row - a webhook of the record as JSON. */
#ifndef API_WEBHOOK_ROW_H
#define API_WEBHOOK_ROW_H

#include "api/handler.h"
#include "store/outbox.h"

/* Into an object that is open; never its secret. */
void webhook_row_members(struct json_writer *w,
			 const struct stored_webhook *row);

#endif
