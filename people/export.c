/* export - see export.h. */
#include "people/export.h"

#include "base/arena.h"
#include "base/compiler.h"
#include "json/jr.h"
#include "json/jw.h"
#include "people/sealed.h"
#include "store/export.h"

#define TEXTS(en, hant, hans, pt)                                              \
	{                                                                      \
		en, hant, hans, pt                                             \
	}

static const struct {
	const char *name;
	const char *word;
	const char *words[LANG__COUNT];
} purposes[] = {
#define PURPOSE(name, word, words) {#name, word, words},
#include "people/purposes.def"
#undef PURPOSE
};

static const char *word_of(const char *name)
{
	for (size_t i = 0; i < COUNT(purposes); i++) {
		if (slice_is(slice_of(name), purposes[i].name))
			return purposes[i].word;
	}
	return "";
}

void export_write_purposes(struct json_writer *w, enum lang l)
{
	jw_object(w, "purposes");
	for (size_t i = 0; i < COUNT(purposes); i++) {
		struct text t;

		for (int k = 0; k < LANG__COUNT; k++)
			t.in[k] = slice_of(purposes[i].words[k]);
		jw_texts(w, purposes[i].word, &t, l);
	}
	jw_end(w);
	jw_object(w, "fields");
	for (int t = 0; t < EXPORT__TABLES; t++) {
		size_t count;
		const struct export_field *f =
			export_fields((enum export_table)t, &count);

		jw_object(w, export_table_word((enum export_table)t));
		for (size_t i = 0; i < count; i++) {
			jw_object(w, f[i].column);
			jw_word(w, "purpose", word_of(f[i].purpose));
			jw_bool(w, "told", f[i].kind != EXPORT_AS_SECRET);
			jw_end(w);
		}
		jw_end(w);
	}
	jw_end(w);
}

struct writing {
	const struct hands *h;
	struct json_writer *w;
	const struct data_key *own; /* of the account */
	const struct data_key *ours;
	struct slice account;
	enum export_table table;
	const struct export_field *fields;
	size_t count;
};

/* False: it does not open. */
static bool open_cell(const struct writing *x, const struct export_field *f,
		      struct slice row, struct slice sealed, struct slice *ret)
{
	bool is_ours = f->kind == EXPORT_AS_SEALED_OURS;
	struct seal_place place = {.account = is_ours ? SLICE("") : x->account,
				   .table = slice_of(export_place(f->table)),
				   .column = slice_of(f->column),
				   .row = row};

	*ret = SLICE("");
	return sealed.n == 0 ||
	       seal_read(x->h->arena, is_ours ? x->ours : x->own, &place,
			 sealed, ret) == ERR_OK;
}

/* As it stands, or as a text where it is no JSON after all. */
static void write_json(const struct writing *x, const char *key,
		       struct slice json)
{
	struct faults ignored = {.count = 0};
	const struct jr *tree;

	if (json.n == 0)
		jw_null(x->w, key);
	else if (jr_parse(x->h->arena, json, &tree, &ignored) == ERR_OK)
		jw_tree(x->w, key, tree);
	else
		jw_text(x->w, key, json);
}

static void write_sealed(const struct writing *x, const struct export_field *f,
			 struct slice row, struct slice sealed)
{
	struct slice plain;

	if (!open_cell(x, f, row, sealed, &plain))
		jw_null(x->w, f->column);
	else if (f->kind == EXPORT_AS_SEALED_JSON)
		write_json(x, f->column, plain);
	else
		jw_text(x->w, f->column, plain);
}

static void write_cell(const struct writing *x, const struct export_field *f,
		       struct slice row, const struct export_cell *c)
{
	switch (f->kind) {
	case EXPORT_AS_TEXT:
		jw_text(x->w, f->column, c->bytes);
		break;
	case EXPORT_AS_NUMBER:
		jw_int(x->w, f->column, c->number);
		break;
	case EXPORT_AS_TIME:
		jw_time(x->w, f->column, c->number);
		break;
	case EXPORT_AS_DAY:
		if (c->number == 0)
			jw_null(x->w, f->column);
		else
			jw_day(x->w, f->column, (int32_t)c->number);
		break;
	case EXPORT_AS_FLAG:
		jw_bool(x->w, f->column, c->number != 0);
		break;
	case EXPORT_AS_HUNDREDTHS:
		jw_hundredths(x->w, f->column, c->number);
		break;
	case EXPORT_AS_JSON:
		write_json(x, f->column, c->bytes);
		break;
	case EXPORT_AS_SEALED:
	case EXPORT_AS_SEALED_JSON:
	case EXPORT_AS_SEALED_OURS:
		write_sealed(x, f, row, c->bytes);
		break;
	case EXPORT_AS_SECRET:
		break;
	}
}

static enum err write_row(void *ctx, struct slice row,
			  const struct export_cell *cells)
{
	const struct writing *x = ctx;

	jw_object(x->w, NULL);
	for (size_t i = 0; i < x->count; i++)
		write_cell(x, &x->fields[i], row, &cells[i]);
	jw_end(x->w);
	return ERR_OK;
}

enum err export_write_rows(const struct hands *h, struct json_writer *w,
			   struct slice account)
{
	SCOPED(data_key) *own = NULL;
	SCOPED(data_key) *ours = data_key_of_program(h->keys, KEYS_PRESENT);
	struct writing x = {.h = h, .w = w, .ours = ours, .account = account};
	enum err e = sealed_key(h, account, &own);

	x.own = own;
	jw_object(w, "tables");
	for (int t = 0; e == ERR_OK && t < EXPORT__TABLES; t++) {
		x.table = (enum export_table)t;
		x.fields = export_fields(x.table, &x.count);
		jw_array(w, export_table_word(x.table));
		e = export_each(h->db, x.table, account, write_row, &x);
		jw_end(w);
	}
	jw_end(w);
	return e;
}
