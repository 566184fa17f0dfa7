/* counts - see counts.h. */
#include "store/counts.h"

#include "store/row.h"

static const struct column blocked_columns[] = {
	I64_COLUMN(blocked_attempts, day),
	TEXT_COLUMN(blocked_attempts, opening),
	TEXT_COLUMN(blocked_attempts, test),
	TEXT_COLUMN(blocked_attempts, channel),
	I64_COLUMN(blocked_attempts, count),
};
static const struct shape blocked_shape =
	SHAPE(blocked_attempts, blocked_columns);

static const struct column daily_columns[] = {
	I64_COLUMN(daily_count, day),
	TEXT_COLUMN(daily_count, name),
	TEXT_COLUMN(daily_count, key),
	I64_COLUMN(daily_count, count),
};
static const struct shape daily_shape = SHAPE(daily_count, daily_columns);

struct person {
	struct slice id;
	struct slice facts;
};
static const struct column person_columns[] = {
	TEXT_COLUMN(person, id),
	TEXT_COLUMN(person, facts),
};
static const struct shape person_shape = SHAPE(person, person_columns);

enum err counts_add_blocked(struct db *db, const struct blocked_attempts *one)
{
	return row_write(db,
			 ASK(QUERY_BLOCKED_ATTEMPT_ADD, I64_VALUE(one->day),
			     TEXT_VALUE(one->opening), TEXT_VALUE(one->test),
			     TEXT_VALUE(one->channel)));
}

enum err counts_blocked(struct db *db, struct arena *a,
			const struct day_span *span,
			const struct blocked_attempts *after,
			struct blocked_list *ret_list)
{
	static const struct blocked_attempts before_all = {.day = PAGE_FIRST};
	struct rows rows;
	enum err e;

	if (after == NULL)
		after = &before_all;
	e = row_page(db, a,
		     ASK(QUERY_BLOCKED_ATTEMPTS, I64_VALUE(span->from_day),
			 I64_VALUE(span->to_day), I64_VALUE(after->day),
			 TEXT_VALUE(after->opening), TEXT_VALUE(after->test),
			 TEXT_VALUE(after->channel), I64_VALUE(PAGE_MAX)),
		     &blocked_shape, &rows);
	if (e == ERR_OK)
		*ret_list = (struct blocked_list){rows.count, rows.items};
	return e;
}

enum err counts_add(struct db *db, const struct daily_count *count)
{
	return row_insert(db, QUERY_DAILY_COUNT_ADD, &daily_shape, count);
}

enum err counts_list(struct db *db, struct arena *a,
		     const struct day_span *span,
		     const struct daily_count *after,
		     struct daily_list *ret_list)
{
	static const struct daily_count before_all = {.day = PAGE_FIRST};
	struct rows rows;
	enum err e;

	if (after == NULL)
		after = &before_all;
	e = row_page(db, a,
		     ASK(QUERY_DAILY_COUNTS, I64_VALUE(span->from_day),
			 I64_VALUE(span->to_day), I64_VALUE(after->day),
			 TEXT_VALUE(after->name), TEXT_VALUE(after->key),
			 I64_VALUE(PAGE_MAX)),
		     &daily_shape, &rows);
	if (e == ERR_OK)
		*ret_list = (struct daily_list){rows.count, rows.items};
	return e;
}

enum err persons_put(struct db *db, struct slice id, struct slice facts)
{
	struct person person = {id, facts};

	return row_insert(db, QUERY_PERSON_PUT, &person_shape, &person);
}

enum err persons_get(struct db *db, struct arena *a, struct slice id,
		     struct slice *ret_facts)
{
	struct person person;
	enum err e = row_one(db, a, ASK(QUERY_PERSON_BY_ID, TEXT_VALUE(id)),
			     &person_shape, &person);

	if (e == ERR_OK)
		*ret_facts = person.facts;
	return e;
}
