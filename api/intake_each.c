/* intake_each - documents one by one; see intake.h. */
#include <stdio.h>
#include <string.h>

#include "api/intake.h"
#include "base/arena.h"
#include "base/compiler.h"

struct walk {
	enum intake_form form; /* of what is visited */
	struct slice bytes;
	size_t at;
	struct arena *scratch;
	intake_visit *visit;
	void *ctx;
	struct faults *faults;
};

void intake_tell(struct faults *to, const struct faults *own,
		 const struct intake_item *item)
{
	for (size_t i = 0; i < own->count; i++) {
		char at[FAULT_AT_BYTES + INTAKE_PREFIX_BYTES];

		snprintf(at, sizeof(at), "%s%s", item->prefix,
			 own->items[i].at);
		to->line = item->line;
		fault_at_pointer(to, own->items[i].code, at, own->items[i].arg);
	}
	to->more += own->more;
	to->line = 0;
}

static enum err is_no_json(struct walk *w)
{
	char words[FAULT_ARG_BYTES];

	snprintf(words, sizeof(words), "byte %zu", w->at + 1);
	fault_at_pointer(w->faults, FAULT_JSON_SYNTAX, "", words);
	return ERR_MALFORMED;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_blanks(struct walk *w)
{
	while (w->at < w->bytes.n && is_blank(w->bytes.p[w->at]))
		w->at++;
}

static bool is_at(const struct walk *w, char c)
{
	return w->at < w->bytes.n && w->bytes.p[w->at] == c;
}

/* Past the quotation mark that ends it, or the end of all. */
static size_t end_of_text(struct slice s, size_t i)
{
	for (i++; i < s.n && s.p[i] != '"'; i++)
		i += s.p[i] == '\\';
	return i < s.n ? i + 1 : s.n;
}

/* Its brackets are counted, not matched: whoever reads it judges it. */
static size_t end_of_nest(struct slice s, size_t i)
{
	size_t depth = 0;

	while (i < s.n) {
		char c = s.p[i];

		if (c == '"') {
			i = end_of_text(s, i);
			continue;
		}
		i++;
		if (c == '{' || c == '[')
			depth++;
		else if ((c == '}' || c == ']') && --depth == 0)
			return i;
	}
	return i;
}

static size_t end_of_value(struct slice s, size_t i)
{
	if (i < s.n && (s.p[i] == '{' || s.p[i] == '['))
		return end_of_nest(s, i);
	if (i < s.n && s.p[i] == '"')
		return end_of_text(s, i);
	while (i < s.n && !is_blank(s.p[i]) && s.p[i] != ',' && s.p[i] != ']')
		i++;
	return i;
}

/* A job posting is made a document: its array has one, or it was refused. */
static enum err visit_posting(struct walk *w, struct intake_item *item)
{
	struct faults own = {.count = 0};
	enum err e =
		intake_jobposting(w->scratch, item->text, &item->text, &own);

	intake_tell(w->faults, &own, item);
	if (e == ERR_OK) {
		item->text = slice_cut(item->text, 1, item->text.n - 1);
		e = w->visit(w->ctx, item);
	} else if (e == ERR_INVALID) {
		e = ERR_OK; /* it was told; the next is read */
	}
	arena_reset(w->scratch);
	return e;
}

static enum err visit_element(struct walk *w, unsigned index, size_t end)
{
	struct intake_item item = {.text = slice_cut(w->bytes, w->at, end),
				   .row = index + 1};

	snprintf(item.prefix, sizeof(item.prefix), "/%u", index);
	w->at = end;
	return w->form == INTAKE_JSON_LD ? visit_posting(w, &item)
					 : w->visit(w->ctx, &item);
}

/* At the bracket. */
static enum err walk_array(struct walk *w)
{
	unsigned index = 0;

	w->at++;
	skip_blanks(w);
	while (index > 0 || !is_at(w, ']')) {
		size_t end;
		enum err e;

		skip_blanks(w);
		end = end_of_value(w->bytes, w->at);
		if (end == w->at)
			return is_no_json(w);
		e = visit_element(w, index++, end);
		if (e != ERR_OK)
			return e;
		skip_blanks(w);
		if (is_at(w, ']'))
			break;
		if (!is_at(w, ','))
			return is_no_json(w);
		w->at++;
	}
	w->at++;
	skip_blanks(w);
	return w->at == w->bytes.n ? ERR_OK : is_no_json(w);
}

static enum err walk_lines(struct walk *w)
{
	struct slice rest = w->bytes;
	unsigned number = 0;
	enum err e = ERR_OK;

	while (e == ERR_OK && rest.n > 0) {
		struct slice line = slice_strip(slice_split(rest, '\n', &rest));
		struct intake_item item = {
			.text = line, .row = ++number, .line = number};

		if (line.n > 0)
			e = w->visit(w->ctx, &item);
	}
	return e;
}

/* Whether its first line is a document of its own. */
static bool is_lines(const struct walk *w)
{
	size_t end = end_of_value(w->bytes, w->at);

	if (memchr(w->bytes.p + w->at, '\n', end - w->at) != NULL)
		return false;
	while (end < w->bytes.n && is_blank(w->bytes.p[end])) {
		if (w->bytes.p[end] == '\n')
			return true;
		end++;
	}
	return end == w->bytes.n && w->bytes.p[end - 1] == '}';
}

static enum err walk_json(struct walk *w)
{
	skip_blanks(w);
	if (is_at(w, '['))
		return walk_array(w);
	if (is_at(w, '{') && is_lines(w))
		return walk_lines(w);
	return w->visit(w->ctx,
			&(struct intake_item){.text = w->bytes, .row = 1});
}

/* Where it is short its faults are those of the whole. */
static enum err walk_postings(struct walk *w)
{
	enum err e;

	skip_blanks(w);
	if (w->bytes.n > INTAKE_WHOLE_BYTES_MAX && is_at(w, '['))
		return walk_array(w);
	if (w->bytes.n > INTAKE_WHOLE_BYTES_MAX) {
		fault_at_pointer(w->faults, FAULT_TOO_LONG, "", "2097152");
		return ERR_INVALID;
	}
	e = intake_jobposting(w->scratch, w->bytes, &w->bytes, w->faults);
	w->form = INTAKE_JSON;
	w->at = 0;
	return e == ERR_OK ? walk_json(w) : e;
}

enum err intake_each(enum intake_form form, struct slice bytes,
		     intake_visit *visit, void *ctx, struct faults *f)
{
	struct walk w = {form, bytes, 0, arena_new(0), visit, ctx, f};
	enum err e = ERR_INTERNAL;

	switch (form) {
	case INTAKE_CSV:
		e = intake_csv_each(bytes, visit, ctx, f);
		break;
	case INTAKE_JSON_LD:
		e = walk_postings(&w);
		break;
	case INTAKE_JSON:
		e = walk_json(&w);
		break;
	}
	arena_free(w.scratch);
	return e;
}
