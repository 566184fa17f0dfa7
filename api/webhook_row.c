/* webhook_row - see webhook_row.h. */
#include "api/webhook_row.h"

void webhook_row_members(struct json_writer *w,
			 const struct stored_webhook *row)
{
	struct slice events = row->events;

	jw_text(w, "id", row->id);
	jw_text(w, "url", row->url);
	jw_array(w, "events");
	while (events.n > 0)
		jw_text(w, NULL, slice_split(events, ' ', &events));
	jw_end(w);
	jw_text(w, "state", row->state);
	jw_int(w, "failures", row->failures);
	jw_time(w, "created", row->created_us);
}
