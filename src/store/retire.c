/* retire - see retire.h. */
#include "store/retire.h"

#include "store/row.h"

enum err retire_due(struct db *db, struct arena *a, int64_t before_us,
		    size_t limit, struct retire_ids *ret_ids)
{
	struct rows rows;
	enum err e =
		row_page(db, a,
			 ASK(QUERY_APPLICATIONS_TO_RETIRE, I64_VALUE(before_us),
			     I64_VALUE((int64_t)limit)),
			 &row_text, &rows);

	if (e == ERR_OK)
		*ret_ids = (struct retire_ids){rows.count, rows.items};
	return e;
}

enum err retire_application(struct db *db, struct slice id,
			    struct slice stand_in)
{
	static const enum query of_it[] = {
		QUERY_RETIRE_EVENT_NOTES, QUERY_RETIRE_SCORE_NOTES,
		QUERY_RETIRE_SLOTS, QUERY_RETIRE_ENCLOSURES};
	enum err e = row_write(db, ASK(QUERY_RETIRE_EVENT_ACTORS,
				       TEXT_VALUE(stand_in), TEXT_VALUE(id)));

	for (size_t i = 0; e == ERR_OK && i < COUNT(of_it); i++)
		e = row_write(db, ASK(of_it[i], TEXT_VALUE(id)));
	if (e != ERR_OK)
		return e;
	return row_change(db,
			  ASK(QUERY_RETIRE_APPLICATION, TEXT_VALUE(stand_in),
			      TEXT_VALUE(id)),
			  NULL, NULL);
}
