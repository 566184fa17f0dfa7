/* settings - see settings.h. */
#include "store/settings.h"

#include "base/arena.h"
#include "store/handle.h"
#include "store/stmt.h"

enum err settings_get(struct db *db, struct arena *a, struct slice name,
		      struct slice *ret_value)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_SETTING_BY_NAME);
	enum err e;

	stmt_bind_text(st, 1, name);
	e = stmt_one(st);
	if (e == ERR_OK)
		*ret_value = arena_copy(a, stmt_text(st, 0));
	return e;
}

enum err settings_put(struct db *db, struct slice name, struct slice value)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_SETTING_PUT);
	enum err e = db_may_write(db);

	if (e != ERR_OK)
		return e;
	stmt_bind_text(st, 1, name);
	stmt_bind_text(st, 2, value);
	return stmt_run(st);
}
