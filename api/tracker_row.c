/* tracker_row - see tracker_row.h. */
#include "api/tracker_row.h"

#include "people/sealed.h"

const char *const tracker_states[] = {
	"saved", "applied", "interview", "offered", "refused", "closed", NULL};

static struct seal_place place_of(const struct stored_tracker *row)
{
	return (struct seal_place){.account = row->account,
				   .table = SLICE("trackers"),
				   .column = SLICE("note_sealed"),
				   .row = row->opening};
}

enum err tracker_row_seal(const struct hands *h, struct stored_tracker *row,
			  struct slice note)
{
	struct seal_place place = place_of(row);

	row->note_sealed = SLICE("");
	if (note.n == 0)
		return ERR_OK;
	return sealed_write(h, &place, note, &row->note_sealed);
}

enum err tracker_row_write(const struct hands *h, struct json_writer *w,
			   const struct stored_tracker *row)
{
	struct seal_place place = place_of(row);
	struct slice note;
	enum err e = sealed_read(h, &place, row->note_sealed, &note);

	if (e != ERR_OK)
		return e;
	jw_object(w, NULL);
	jw_text(w, "opening", row->opening);
	jw_text(w, "state", row->state);
	jw_text(w, "note", note);
	if (row->day != 0)
		jw_day(w, "day", (int32_t)row->day);
	else
		jw_null(w, "day");
	jw_time(w, "remind", row->remind_us);
	jw_time(w, "updated", row->updated_us);
	jw_end(w);
	return ERR_OK;
}
