/*
 * intake_csv - a table of openings, a row each; see intake.h.
 *
 * Commas between cells, quotation marks around those that hold one (RFC 4180).
 * An empty cell says nothing.  Lists have semicolons between their items.
 */
#include <stdio.h>

#include <csv.h>

#include "api/intake.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "json/jw.h"

enum cell { CELL_TEXT, CELL_NUMBER, CELL_LIST };

/* Every column there is; those of one object stand together. */
static const struct {
	const char *name;
	enum cell cell;
	const char *object; /* NULL: a member of the document itself */
	const char *key;
} columns[] = {
	{"id", CELL_TEXT, NULL, "id"},
	{"kind", CELL_TEXT, NULL, "kind"},
	{"organisation", CELL_TEXT, NULL, "organisation"},
	{"programme", CELL_TEXT, NULL, "programme"},
	{"stream", CELL_TEXT, NULL, "stream"},
	{"title_en", CELL_TEXT, "title", "en"},
	{"title_zh_hant", CELL_TEXT, "title", "zh-Hant"},
	{"title_zh_hans", CELL_TEXT, "title", "zh-Hans"},
	{"title_pt", CELL_TEXT, "title", "pt"},
	{"summary_en", CELL_TEXT, "summary", "en"},
	{"summary_zh_hant", CELL_TEXT, "summary", "zh-Hant"},
	{"summary_zh_hans", CELL_TEXT, "summary", "zh-Hans"},
	{"summary_pt", CELL_TEXT, "summary", "pt"},
	{"body_en", CELL_TEXT, "body", "en"},
	{"body_zh_hant", CELL_TEXT, "body", "zh-Hant"},
	{"body_zh_hans", CELL_TEXT, "body", "zh-Hans"},
	{"body_pt", CELL_TEXT, "body", "pt"},
	{"places", CELL_LIST, NULL, "places"},
	{"sectors", CELL_LIST, NULL, "sectors"},
	{"skills", CELL_LIST, NULL, "skills"},
	{"occupation", CELL_TEXT, NULL, "occupation"},
	{"pay_min", CELL_NUMBER, "pay", "min"},
	{"pay_max", CELL_NUMBER, "pay", "max"},
	{"pay_currency", CELL_TEXT, "pay", "currency"},
	{"pay_per", CELL_TEXT, "pay", "per"},
	{"vacancies", CELL_NUMBER, NULL, "vacancies"},
	{"opens", CELL_TEXT, NULL, "opens"},
	{"closes", CELL_TEXT, NULL, "closes"},
	{"starts", CELL_TEXT, NULL, "starts"},
	{"duration_months", CELL_NUMBER, NULL, "duration_months"},
	{"status", CELL_TEXT, NULL, "status"},
	{"confirmed", CELL_TEXT, NULL, "confirmed"},
	{"apply_by", CELL_TEXT, "apply", "by"},
	{"apply_url", CELL_TEXT, "apply", "url"},
};

enum {
	COLUMNS = sizeof(columns) / sizeof(columns[0]),
	PIECE_BYTES = 64 * 1024,
	NO_COLUMN = -1,
	WIDTH_MAX = 64
};

struct table {
	struct arena *arena; /* of one row */
	struct faults *faults;
	struct buf to; /* one row */
	intake_visit *visit;
	void *ctx;
	enum err e;                  /* of the visits */
	unsigned row;                /* from 1, the header */
	unsigned cell;               /* of the row */
	unsigned width;              /* of the header */
	int column_of[WIDTH_MAX];    /* by cell */
	struct slice value[COLUMNS]; /* by column; of this row */
};

static int find_column(struct slice name)
{
	for (int i = 0; i < (int)COLUMNS; i++) {
		if (slice_is(name, columns[i].name))
			return i;
	}
	return NO_COLUMN;
}

static void refuse(struct table *t, enum fault_code code, const char *pointer,
		   const char *arg)
{
	t->faults->line = t->row;
	fault_at_pointer(t->faults, code, pointer, arg);
	t->faults->line = 0;
}

static bool is_named(const struct table *t, int column)
{
	for (unsigned i = 0; i < t->width; i++) {
		if (t->column_of[i] == column)
			return true;
	}
	return false;
}

static void add_header(struct table *t, struct slice name)
{
	int column = find_column(name);
	const char *pointer = arena_print(t->arena, "/%.*s", SLICE_ARG(name)).p;

	if (t->width == WIDTH_MAX)
		return; /* one of those before is unknown or stands twice */
	if (column == NO_COLUMN) {
		refuse(t, FAULT_UNKNOWN_KEY, pointer, NULL);
	} else if (is_named(t, column)) {
		refuse(t, FAULT_JSON_DUPLICATE, pointer, NULL);
		column = NO_COLUMN;
	}
	t->column_of[t->width++] = column;
}

static void on_cell(void *bytes, size_t n, void *ctx)
{
	struct table *t = ctx;
	struct slice text = slice_trim((struct slice){bytes, n});

	if (t->row == 1)
		add_header(t, text);
	else if (t->cell < t->width && t->column_of[t->cell] != NO_COLUMN)
		t->value[t->column_of[t->cell]] = arena_copy(t->arena, text);
	t->cell++;
}

/* -12.5; what else stands there is told by whoever reads it as a number. */
static bool is_number(struct slice s)
{
	size_t i = s.n > 0 && s.p[0] == '-' ? 1 : 0;
	size_t digits = 0, points = 0;

	for (; i < s.n; i++) {
		digits += s.p[i] >= '0' && s.p[i] <= '9';
		points += s.p[i] == '.';
		if (s.p[i] == '.' && (digits == 0 || i + 1 == s.n))
			return false;
		if (s.p[i] != '.' && (s.p[i] < '0' || s.p[i] > '9'))
			return false;
	}
	return digits > 0 && points <= 1 &&
	       (s.p[0] != '0' || digits == 1 || (s.n > 1 && s.p[1] == '.'));
}

static void write_list(struct json_writer *w, const char *key,
		       struct slice list)
{
	jw_array(w, key);
	while (list.n > 0) {
		struct slice item = slice_trim(slice_split(list, ';', &list));

		if (item.n > 0)
			jw_text(w, NULL, item);
	}
	jw_end(w);
}

static void write_cell(struct json_writer *w, int column, struct slice value)
{
	const char *key = columns[column].key;

	switch (columns[column].cell) {
	case CELL_LIST:
		write_list(w, key, value);
		return;
	case CELL_NUMBER:
		if (is_number(value)) {
			jw_raw(w, key, value);
			return;
		}
		break;
	case CELL_TEXT:
		break;
	}
	jw_text(w, key, value);
}

static void write_row(struct table *t)
{
	const char *open = NULL;
	struct json_writer w;

	jw_init(&w, &t->to);
	jw_object(&w, NULL);
	for (int i = 0; i < (int)COLUMNS; i++) {
		if (t->value[i].n == 0)
			continue;
		if (open != NULL && open != columns[i].object) {
			jw_end(&w);
			open = NULL;
		}
		if (open == NULL && columns[i].object != NULL)
			jw_object(&w, columns[i].object);
		open = columns[i].object;
		write_cell(&w, i, t->value[i]);
	}
	if (open != NULL)
		jw_end(&w);
	/* A table has no column for conditions: there may be some. */
	jw_bool(&w, "complete", false);
	jw_end(&w);
}

static bool is_empty(const struct table *t)
{
	for (int i = 0; i < (int)COLUMNS; i++) {
		if (t->value[i].n > 0)
			return false;
	}
	return true;
}

static void on_row(int ended_by, void *ctx)
{
	struct table *t = ctx;

	(void)ended_by;
	buf_clear(&t->to);
	if (t->row == 1 && faults_any(t->faults))
		t->e = ERR_INVALID; /* no cell has a name to rely on */
	if (t->row > 1 && t->cell > t->width && t->width < WIDTH_MAX)
		refuse(t, FAULT_TYPE_CELLS, "",
		       arena_print(t->arena, "%u", t->width).p);
	if (t->row > 1 && !is_empty(t))
		write_row(t);
	if (t->e == ERR_OK)
		t->e = t->visit(t->ctx,
				&(struct intake_item){.text = buf_slice(&t->to),
						      .row = t->row,
						      .line = t->row});
	arena_reset(t->arena);
	for (int i = 0; i < (int)COLUMNS; i++)
		t->value[i] = (struct slice){NULL, 0};
	t->cell = 0;
	t->row++;
}

static struct slice without_mark(struct slice bytes)
{
	return slice_starts(bytes, SLICE("\xEF\xBB\xBF"))
		       ? slice_cut(bytes, 3, bytes.n)
		       : bytes;
}

/* In pieces, so that what ends it ends it soon. */
static bool feed(struct table *t, struct csv_parser *p, struct slice bytes)
{
	while (bytes.n > 0 && t->e == ERR_OK) {
		size_t n = bytes.n < PIECE_BYTES ? bytes.n : PIECE_BYTES;

		if (csv_parse(p, bytes.p, n, on_cell, on_row, t) != n)
			return false;
		bytes = slice_cut(bytes, n, bytes.n);
	}
	return t->e != ERR_OK || csv_fini(p, on_cell, on_row, t) == 0;
}

static bool parse(struct table *t, struct slice bytes)
{
	struct csv_parser p;
	bool is_good;

	if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return false;
	is_good = feed(t, &p, bytes);
	csv_free(&p);
	return is_good;
}

enum err intake_csv_each(struct slice bytes, intake_visit *visit, void *ctx,
			 struct faults *f)
{
	struct arena *own = arena_new(0), *of_row = arena_new(0);
	struct table *t = ARENA_NEW(own, struct table);
	size_t before = f->count + f->more, at;
	char place[24];
	enum err e;

	*t = (struct table){.arena = of_row,
			    .faults = f,
			    .row = 1,
			    .visit = visit,
			    .ctx = ctx};
	buf_init(&t->to, SIZE_MAX / 2);
	if (!utf8_is_valid(bytes, &at)) {
		snprintf(place, sizeof(place), "%zu", at);
		refuse(t, FAULT_UTF8, "", place);
		t->e = ERR_MALFORMED;
	}
	if (t->e == ERR_OK)
		e = parse(t, without_mark(bytes)) ? t->e : ERR_MALFORMED;
	else
		e = t->e;
	if (e == ERR_MALFORMED && t->e == ERR_OK)
		refuse(t, FAULT_CSV, "", NULL);
	if (e == ERR_OK && f->count + f->more != before)
		e = ERR_INVALID;
	buf_done(&t->to);
	arena_free(of_row);
	arena_free(own);
	return e;
}

static enum err add_line(void *ctx, const struct intake_item *item)
{
	struct buf *all = ctx;

	buf_add_slice(all, item->text);
	buf_add_char(all, '\n');
	return ERR_OK;
}

enum err intake_csv(struct arena *a, struct slice bytes, struct slice *ret_text,
		    struct faults *f)
{
	struct buf all;
	enum err e;

	buf_init(&all, SIZE_MAX / 2);
	e = intake_csv_each(bytes, add_line, &all, f);
	*ret_text = arena_copy(a, buf_slice(&all));
	buf_done(&all);
	return e;
}
