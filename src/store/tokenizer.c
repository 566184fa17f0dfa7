/* tokenizer - see tokenizer.h. */
#include "store/tokenizer.h"

#include <sqlite3.h>

#include "matcher/analyse.h"
#include "store/handle.h"
#include "store/stmt.h"

typedef int fts5_token(void *ctx, int flags, const char *p, int n, int from,
		       int to);

struct sink {
	fts5_token *token;
	void *ctx;
};

/* The analyser belongs to the connection; FTS5 borrows it as a tokenizer. */
static int create(void *analyser, const char **options, int count,
		  Fts5Tokenizer **ret_tokenizer)
{
	(void)options;
	if (count > 0)
		return SQLITE_ERROR;
	*ret_tokenizer = analyser;
	return SQLITE_OK;
}

static void delete (Fts5Tokenizer *tokenizer)
{
	(void)tokenizer;
}

static int emit(void *ctx, unsigned flags, struct slice term, uint32_t from,
		uint32_t to)
{
	struct sink *sink = ctx;
	int fts5_flags = flags & TOKEN_COLOCATED ? FTS5_TOKEN_COLOCATED : 0;

	return sink->token(sink->ctx, fts5_flags, term.p, (int)term.n,
			   (int)from, (int)to);
}

static enum analyse_mode mode_of(int flags)
{
	if (flags & FTS5_TOKENIZE_QUERY)
		return ANALYSE_QUERY;
	return flags & FTS5_TOKENIZE_AUX ? ANALYSE_AUX : ANALYSE_DOCUMENT;
}

static int tokenize(Fts5Tokenizer *tokenizer, void *ctx, int flags,
		    const char *p, int n, fts5_token *token)
{
	struct sink sink = {token, ctx};
	struct slice text = {p, (size_t)n};

	return analyse((struct analyser *)tokenizer, mode_of(flags), text, emit,
		       &sink);
}

/* FTS5 gives its interface out through a pointer bound to a query. */
static enum err find_interface(struct db *db, fts5_api **ret_api)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_FTS5_API);
	enum err e = stmt_end(st);

	*ret_api = NULL;
	if (e != ERR_OK)
		return e;
	sqlite3_bind_pointer(st->handle, 1, ret_api, "fts5_api_ptr", NULL);
	return stmt_run(st);
}

enum err tokenizer_register(struct db *db)
{
	static fts5_tokenizer methods = {create, delete, tokenize};
	fts5_api *api;
	enum err e;
	int code;

	e = find_interface(db, &api);
	if (e != ERR_OK)
		return e;
	if (api == NULL)
		return db_failed("fts5", SQLITE_ERROR, "FTS5 is not there");
	code = api->xCreateTokenizer(api, "baybridge", db->analyser, &methods,
				     NULL);
	if (code != SQLITE_OK)
		return db_failed("fts5", code, sqlite3_errstr(code));
	return ERR_OK;
}
