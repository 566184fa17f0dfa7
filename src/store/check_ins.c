/* check_ins - where people are months after the start; see placements.h. */
#include "base/clock.h"
#include "store/placements.h"
#include "store/row.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_check_in, placement),
	I64_COLUMN(stored_check_in, months),
	I64_COLUMN(stored_check_in, due_day),
	I64_COLUMN(stored_check_in, asked),
	TEXT_COLUMN(stored_check_in, answer),
	I64_COLUMN(stored_check_in, answered_us),
};
static const struct shape shape = SHAPE(stored_check_in, columns);

enum err placements_plan_check_in(struct db *db, struct slice placement,
				  int64_t months, int64_t due_day)
{
	return row_write(db, ASK(QUERY_CHECK_IN_PUT, TEXT_VALUE(placement),
				 I64_VALUE(months), I64_VALUE(due_day)));
}

enum err placements_asked(struct db *db, struct slice placement, int64_t months)
{
	return row_change(db,
			  ASK(QUERY_CHECK_IN_ASKED, TEXT_VALUE(placement),
			      I64_VALUE(months)),
			  NULL, NULL);
}

enum err placements_answer(struct db *db, struct slice placement,
			   int64_t months, struct slice answer)
{
	enum err e = row_change(db,
				ASK(QUERY_CHECK_IN_ANSWER, TEXT_VALUE(answer),
				    I64_VALUE(clock_now_us()),
				    TEXT_VALUE(placement), I64_VALUE(months)),
				NULL, NULL);

	return e == ERR_NOT_FOUND ? ERR_GONE : e;
}

static enum err read_page(struct db *db, struct arena *a, const struct ask *ask,
			  struct stored_check_ins *ret_them)
{
	struct rows rows;
	enum err e = row_page(db, a, ask, &shape, &rows);

	if (e == ERR_OK)
		*ret_them = (struct stored_check_ins){rows.count, rows.items};
	return e;
}

enum err placements_check_ins(struct db *db, struct arena *a,
			      struct slice placement, const struct page *page,
			      struct stored_check_ins *ret_them)
{
	return read_page(db, a,
			 ASK(QUERY_CHECK_INS_OF_PLACEMENT,
			     TEXT_VALUE(placement), I64_VALUE(page->number),
			     LIMIT_VALUE(page)),
			 ret_them);
}

enum err placements_waiting(struct db *db, struct arena *a, int64_t by_day,
			    const struct stored_check_in *after,
			    struct stored_check_ins *ret_them)
{
	static const struct stored_check_in before_all = {.due_day =
								  PAGE_FIRST};

	if (after == NULL)
		after = &before_all;
	return read_page(db, a,
			 ASK(QUERY_CHECK_INS_WAITING, I64_VALUE(after->due_day),
			     TEXT_VALUE(after->placement),
			     I64_VALUE(after->months), I64_VALUE(by_day),
			     I64_VALUE(PAGE_MAX)),
			 ret_them);
}
