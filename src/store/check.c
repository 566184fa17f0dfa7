/* check - see check.h. */
#include "store/check.h"

#include <stdio.h>

#include "base/slice.h"
#include "store/feed.h"
#include "store/handle.h"
#include "store/stmt.h"

struct checker {
	struct db *db;
	check_say *say;
	void *ctx;
	size_t problems;
};

static void report(struct checker *c, const char *part, const char *words)
{
	c->say(c->ctx, part, words);
	c->problems++;
}

/* SQLite's checks answer "ok", or a line for each problem. */
static enum err check_file(struct checker *c, enum query query)
{
	SCOPED(stmt) *st = db_borrow(c->db, query);

	while (stmt_next(st)) {
		char words[256];
		struct slice line = stmt_text(st, 0);

		if (slice_is(line, "ok"))
			continue;
		snprintf(words, sizeof(words), "%.*s", SLICE_ARG(line));
		report(c, "file", words);
	}
	return stmt_end(st);
}

static enum err check_references(struct checker *c)
{
	SCOPED(stmt) *st = db_borrow(c->db, QUERY_PRAGMA_FOREIGN_KEY_CHECK);

	while (stmt_next(st)) {
		char words[256];
		struct slice table = stmt_text(st, 0);

		snprintf(words, sizeof(words), "A row of %.*s names nothing.",
			 SLICE_ARG(table));
		report(c, "file", words);
	}
	return stmt_end(st);
}

/* A damaged index makes the statement itself fail; the log has the code. */
static enum err check_index(struct checker *c)
{
	enum err e = stmt_run_bare(c->db, QUERY_FTS_CHECK);

	if (e != ERR_INTERNAL)
		return e;
	report(c, "index", "The text index does not fit the openings.");
	return ERR_OK;
}

static const struct count {
	enum query query;
	const char *part;
	const char *words; /* one number goes in */
	bool takes_part;
} counts[] = {
	{QUERY_CHECK_FEED_GAPS, "feed", "numbers of the feed do not add up",
	 true},
	{QUERY_CHECK_OPENINGS_WITHOUT_WORDS, "openings",
	 "openings have no words", false},
	{QUERY_CHECK_OPENINGS_WITHOUT_FEED, "feed",
	 "openings are not in the feed", false},
	{QUERY_CHECK_ORGANISATIONS_WITHOUT_FEED, "feed",
	 "organisations are not in the feed", false},
	{QUERY_CHECK_ACCOUNTS_WITHOUT_FEED, "feed",
	 "accounts are not in the feed", false},
	{QUERY_CHECK_PROFILES_WITHOUT_FEED, "feed",
	 "profiles are not in the feed", false},
	{QUERY_CHECK_APPLICATIONS_WITHOUT_FEED, "feed",
	 "applications are not in the feed", false},
	{QUERY_CHECK_APPLICATIONS_WITHOUT_EVENTS, "applications",
	 "applications do not fit their events", false},
	{QUERY_CHECK_PLACEMENTS_WITHOUT_EVENTS, "applications",
	 "placements do not fit their events", false},
	{QUERY_CHECK_DOCUMENTS_WITHOUT_CHUNKS, "documents",
	 "documents are not whole", false},
	{QUERY_CHECK_QUOTAS, "quotas", "quotas do not add up", false},
	{QUERY_CHECK_AUDIT_GAPS, "audit", "audit entries are missing", false},
};

static enum err check_count(struct checker *c, const struct count *count)
{
	SCOPED(stmt) *st = db_borrow(c->db, count->query);
	char words[128];
	int64_t wrong;
	enum err e;

	if (count->takes_part)
		stmt_bind_i64(st, 1, FEED_PART);
	e = stmt_one(st);
	if (e != ERR_OK)
		return e;
	wrong = stmt_i64(st, 0);
	if (wrong == 0)
		return ERR_OK;
	snprintf(words, sizeof(words), "%lld %s.", (long long)wrong,
		 count->words);
	report(c, count->part, words);
	return ERR_OK;
}

enum err check_quick(struct db *db, check_say *say, void *ctx,
		     size_t *ret_problems)
{
	struct checker c = {db, say, ctx, 0};
	enum err e = check_file(&c, QUERY_PRAGMA_QUICK_CHECK);

	if (e == ERR_OK)
		*ret_problems = c.problems;
	return e;
}

enum err check_all(struct db *db, check_say *say, void *ctx,
		   size_t *ret_problems)
{
	struct checker c = {db, say, ctx, 0};
	enum err e = check_file(&c, QUERY_PRAGMA_INTEGRITY_CHECK);

	if (e == ERR_OK)
		e = check_references(&c);
	if (e == ERR_OK)
		e = check_index(&c);
	for (size_t i = 0; i < COUNT(counts) && e == ERR_OK; i++)
		e = check_count(&c, &counts[i]);
	if (e == ERR_OK)
		*ret_problems = c.problems;
	return e;
}
