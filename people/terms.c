/* terms - see terms.h. */
#include "people/terms.h"

#include "base/day.h"
#include "json/jr.h"
#include "store/openings.h"

static struct slice text_at(const struct jr *object, const char *key)
{
	const struct jr *n = jr_get(object, key);

	return n != NULL && n->type == JR_TEXT ? n->text : SLICE("");
}

static int32_t day_at(const struct jr *object, const char *key)
{
	int32_t day;

	return day_read(text_at(object, key), &day) ? day : DAY_NONE;
}

static enum err read_document(const struct hands *h, struct slice id,
			      struct stored_opening *ret_row,
			      const struct jr **ret_document)
{
	struct faults faults = {.count = 0};
	enum err e = openings_get(h->db, h->arena, id, ret_row);

	if (e != ERR_OK)
		return e;
	e = jr_parse(h->arena, ret_row->document, ret_document, &faults);
	return e == ERR_OK ? e : ERR_INTERNAL;
}

enum err terms_read(const struct hands *h, struct slice opening,
		    struct terms *ret)
{
	struct stored_opening row, above;
	enum err e;

	*ret = (struct terms){.id = opening};
	e = read_document(h, opening, &row, &ret->opening);
	if (e != ERR_OK)
		return e;
	ret->organisation = row.organisation;
	ret->status = row.status;
	ret->programme = text_at(ret->opening, "programme");
	ret->stream = text_at(ret->opening, "stream");
	if (ret->programme.n == 0)
		return ERR_OK;
	e = read_document(h, ret->programme, &above, &ret->above);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

struct text terms_titles(const struct terms *t)
{
	const struct jr *map = jr_get(t->opening, "title");
	struct text title = {.in[LANG_EN] = {NULL, 0}};

	for (int i = 0; i < LANG__COUNT; i++) {
		struct slice one = text_at(map, lang_code((enum lang)i));

		if (one.n > 0)
			title.in[i] = one;
	}
	return title;
}

struct slice terms_title(const struct terms *t, enum lang l)
{
	struct text title = terms_titles(t);
	enum lang used;

	if (text_is_empty(&title))
		return t->id;
	return text_in(&title, l == LANG_ALL ? LANG_EN : l, &used);
}

bool terms_intake(const struct terms *t, struct slice opens,
		  struct terms_intake *ret)
{
	const struct jr *list = jr_get(t->opening, "intakes");
	const struct jr *n = list == NULL ? NULL : list->first;

	*ret = (struct terms_intake){DAY_NONE, DAY_NONE, DAY_NONE};
	while (n != NULL && !slice_eq(text_at(n, "opens"), opens))
		n = n->next;
	if (n == NULL || opens.n == 0)
		return false;
	*ret = (struct terms_intake){day_at(n, "opens"), day_at(n, "closes"),
				     day_at(n, "results_by")};
	return true;
}

int64_t terms_vacancies(const struct terms *t)
{
	const struct jr *n = jr_get(t->opening, "vacancies");
	struct slice unit = text_at(n, "unit");

	if (n != NULL && n->type == JR_OBJECT)
		n = jr_get(n, "count");
	if (n == NULL || n->type != JR_INT)
		return 0;
	return unit.n == 0 || slice_is(unit, "person") || slice_is(unit, "team")
		       ? n->integer
		       : 0;
}

static const struct jr *exclusions(const struct jr *document)
{
	const struct jr *list = jr_get(document, "exclusive_with");

	return list == NULL || list->type != JR_ARRAY ? NULL : list->first;
}

bool terms_are_exclusive(const struct terms *t)
{
	return exclusions(t->opening) != NULL || exclusions(t->above) != NULL;
}

static bool document_names(const struct jr *document, const struct terms *other)
{
	for (const struct jr *n = exclusions(document); n != NULL;
	     n = n->next) {
		if (n->type != JR_TEXT)
			continue;
		if (slice_eq(n->text, other->id) ||
		    slice_eq(n->text, other->programme))
			return true;
	}
	return false;
}

static bool names(const struct terms *t, const struct terms *other)
{
	return document_names(t->opening, other) ||
	       document_names(t->above, other);
}

static bool is_work(const struct terms *t)
{
	struct slice kind = text_at(t->opening, "kind");

	if (kind.n == 0)
		kind = text_at(t->above, "kind");
	return kind.n == 0 || slice_is(kind, "job") ||
	       slice_is(kind, "internship");
}

bool terms_exclude(const struct terms *t, const struct terms *other)
{
	if (slice_eq(t->id, other->id))
		return false;
	if (names(t, other) || names(other, t))
		return true;
	return terms_are_exclusive(t) && is_work(t) && is_work(other);
}
