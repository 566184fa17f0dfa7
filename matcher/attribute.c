/* attribute - see attribute.h. */
#include "matcher/attribute.h"

#include "base/arena.h"
#include "base/map.h"
#include "json/jr.h"

enum { WORDS_BYTES = 1000, UNIT_BYTES = 40, LEVELS_MAX = 100 };

static const char *const types[] = {"number", "ordinal", "choice",
				    "set",    "levels",  "flag",
				    "date",   "list",    NULL};

static const char *const scopes[] = {"person", "venture", "any", NULL};

static const char *const changes[] = {"never", "time", "effort", NULL};

/* In the order of enum attr_derive, after DERIVE_NONE. */
static const char *const hows[] = {
	"whole_years_since",      "calendar_years_since",
	"from_awards_level",      "from_awards_year",
	"from_members_count",     "from_members_hkmo_equity",
	"from_members_full_time", NULL};

const char *attr_type_word(enum attr_type t)
{
	return types[t];
}

const char *attr_scope_word(enum attr_scope s)
{
	return scopes[s];
}

const char *attr_change_word(enum attr_change c)
{
	return changes[c];
}

/* A word that must be there, as its index; `otherwise` after a fault. */
static int need_word(const struct jr *n, const char *key,
		     const char *const *words, int otherwise, struct faults *f)
{
	const struct jr *word = jr_need(n, key, f);
	int i = otherwise;

	if (word == NULL || !jr_read_word(word, words, &i, f))
		return otherwise;
	return i;
}

static void read_texts(struct arena *a, const struct jr *n, const char *key,
		       struct text *to, struct faults *f)
{
	const struct jr *words = jr_need(n, key, f);
	struct text text = {0};

	if (words == NULL || !jr_read_texts(words, WORDS_BYTES, &text, f))
		return;
	for (int l = 0; l < LANG__COUNT; l++) {
		if (text.in[l].p != NULL)
			to->in[l] = arena_copy(a, text.in[l]);
	}
}

static void read_number(struct arena *a, const struct jr *n, struct attr *to,
			struct faults *f)
{
	const struct jr *min = jr_need(n, "min", f);
	const struct jr *max = jr_need(n, "max", f);
	const struct jr *whole = jr_get(n, "whole");
	const struct jr *unit = jr_get(n, "unit");

	if (min != NULL)
		jr_read_number(min, -1e15, 1e15, &to->min, f);
	if (max != NULL)
		jr_read_number(max, -1e15, 1e15, &to->max, f);
	if (max != NULL && to->min > to->max)
		jr_fault(f, max, FAULT_INVERTED, NULL);
	if (whole != NULL)
		jr_read_bool(whole, &to->whole, f);
	if (unit != NULL && jr_read_text(unit, UNIT_BYTES, &to->unit, f))
		to->unit = arena_copy(a, to->unit);
}

/* The table that values_from names; *ret_open for "ids". */
static const struct values *read_source(const struct vocabulary *v,
					const struct jr *n, bool *ret_open,
					struct faults *f)
{
	static const char *const names[] = {"places", "sectors", "institutions",
					    "fields", "ids",     NULL};
	const struct values *tables[] = {v->places, v->sectors, v->institutions,
					 v->fields, NULL};
	int i;

	*ret_open = false;
	if (!jr_read_word(n, names, &i, f))
		return NULL;
	*ret_open = slice_is(n->text, "ids");
	if (tables[i] == NULL && !*ret_open)
		jr_fault(f, n, FAULT_UNKNOWN_REF, NULL);
	return tables[i];
}

static void read_values(struct arena *a, const struct vocabulary *v,
			const struct jr *n, struct attr *to, struct faults *f)
{
	static const struct values_keys keys = {"value", "implies", true};
	const struct jr *own = jr_get(n, "values");
	const struct jr *from = jr_get(n, "values_from");
	bool open = false;

	if (from == NULL) {
		own = jr_need(n, "values", f);
		to->values = own == NULL ? NULL : values_read(a, own, &keys, f);
		return;
	}
	if (own != NULL)
		jr_fault(f, from, FAULT_EXCLUDES, "values");
	to->values = read_source(v, from, &open, f);
	if (open && to->type != ATTR_SET)
		jr_fault(f, from, FAULT_NOT_ACCEPTED, "set");
}

static void read_keys(struct arena *a, const struct jr *n, struct attr *to,
		      struct faults *f)
{
	static const struct values_keys keys = {"value", "implies", true};
	const struct jr *list = jr_need(n, "keys", f);

	if (list != NULL)
		to->keys = values_read(a, list, &keys, f);
}

static void read_type(struct arena *a, const struct vocabulary *v,
		      const struct jr *n, struct attr *to, struct faults *f)
{
	switch (to->type) {
	case ATTR_NUMBER:
		read_number(a, n, to, f);
		return;
	case ATTR_LEVELS:
		read_keys(a, n, to, f);
		read_values(a, v, n, to, f);
		if (to->values != NULL && to->values->count > LEVELS_MAX)
			jr_fault(f, n, FAULT_TOO_MANY_ITEMS, "100");
		return;
	case ATTR_ORDINAL:
	case ATTR_CHOICE:
	case ATTR_SET:
		read_values(a, v, n, to, f);
		return;
	case ATTR_LIST:
	case ATTR_FLAG:
	case ATTR_DATE:
	case ATTR_TYPE__COUNT:
		return;
	}
}

/* What changes with time must say how, or no day could be worked out. */
static void read_derive(const struct jr *n, struct attr *to, struct faults *f)
{
	const struct jr *derive = jr_get(n, "derive");
	enum attr_type type = ATTR_NUMBER;

	if (derive != NULL && jr_is_object(derive, f))
		to->derive = (enum attr_derive)(
			1 + need_word(derive, "how", hows, -1, f));
	if (to->change == CHANGE_TIME && !attr_is_computed(to))
		jr_fault(f, n, FAULT_MISSING, "derive");
	if (to->derive == DERIVE_AWARDS_LEVEL)
		type = ATTR_ORDINAL;
	if (to->derive != DERIVE_NONE && to->type != type)
		jr_fault(f, derive, FAULT_NOT_ACCEPTED, types[type]);
}

void attribute_read(struct arena *a, const struct vocabulary *v,
		    const struct jr *n, struct attr *to, struct faults *f)
{
	static const char *const known[] = {
		"key",    "scope", "type",  "values",   "keys",   "values_from",
		"min",    "max",   "whole", "unit",     "derive", "members",
		"change", "grows", "label", "question", NULL};
	const struct jr *key, *grows;

	if (!jr_is_object(n, f))
		return;
	jr_only_keys(n, known, f);
	key = jr_need(n, "key", f);
	if (key != NULL && jr_read_id(key, &to->key, f))
		to->key = arena_copy(a, to->key);
	grows = jr_get(n, "grows");
	if (grows != NULL)
		jr_read_bool(grows, &to->grows, f);
	to->type = (enum attr_type)need_word(n, "type", types, ATTR_FLAG, f);
	to->scope =
		(enum attr_scope)need_word(n, "scope", scopes, SCOPE_ANY, f);
	to->change = (enum attr_change)need_word(n, "change", changes,
						 CHANGE_NEVER, f);
	read_texts(a, n, "label", &to->label, f);
	read_texts(a, n, "question", &to->question, f);
	read_type(a, v, n, to, f);
	read_derive(n, to, f);
}

/* Years are counted from a date or from whole years, nothing else. */
static bool is_origin(const struct attr *to, const struct attr *from)
{
	if (from->type == ATTR_NUMBER)
		return from->whole && !attr_is_computed(from);
	return from->type == ATTR_DATE && to->derive == DERIVE_WHOLE_YEARS;
}

void attribute_link(const struct vocabulary *v, const struct jr *n,
		    struct attr *to, struct faults *f)
{
	const struct jr *list;

	if (!attr_is_computed(to))
		return;
	list = jr_need(jr_get(n, "derive"), "from", f);
	if (list == NULL || !jr_is_array(list, DERIVE_FROM_MAX, f))
		return;
	for (const struct jr *c = list->first; c != NULL; c = c->next) {
		const struct attr *from =
			c->type == JR_TEXT ? vocabulary_attr(v, c->text) : NULL;

		if (from == NULL || !is_origin(to, from))
			jr_fault(f, c, FAULT_UNKNOWN_ATTR, NULL);
		else
			to->from[to->from_count++] = from->index;
	}
	if (list->count == 0)
		jr_fault(f, list, FAULT_EMPTY, NULL);
}

/* The year of an award has the bounds of the year that derives from awards. */
static const struct attr *year_like(const struct vocabulary *v)
{
	for (size_t i = 0; i < v->profile.count; i++) {
		if (v->profile.attrs[i].derive == DERIVE_AWARDS_YEAR)
			return &v->profile.attrs[i];
	}
	return NULL;
}

static void read_element(struct arena *a, const struct vocabulary *v,
			 const struct jr *n, struct attr *to, struct faults *f)
{
	const struct attr *like = NULL;

	if (n->type == JR_TEXT && slice_is(n->text, "number"))
		like = year_like(v);
	else if (n->type == JR_TEXT)
		like = vocabulary_attr(v, n->text);
	if (like == NULL || like->type == ATTR_LIST || attr_is_computed(like)) {
		jr_fault(f, n, FAULT_UNKNOWN_ATTR, NULL);
		return;
	}
	*to = *like;
	to->key = arena_copy(a, n->key);
	to->index = n->index;
	to->change = CHANGE_NEVER;
	to->bare = to->type == ATTR_SET;
}

const struct schema *attribute_elements(struct arena *a,
					const struct vocabulary *v,
					const struct jr *n, struct faults *f)
{
	struct schema *s = ARENA_NEW(a, struct schema);
	const struct jr *members = jr_need(n, "members", f);
	struct map *by_key = map_new(a);
	struct attr *attrs;

	s->by_key = by_key;
	if (members == NULL || !jr_is_object(members, f))
		return s;
	attrs = ARENA_ARRAY(a, struct attr, members->count);
	s->attrs = attrs;
	s->count = members->count;
	for (const struct jr *c = members->first; c != NULL; c = c->next) {
		read_element(a, v, c, &attrs[c->index], f);
		if (attrs[c->index].key.p != NULL)
			map_put(by_key, attrs[c->index].key, &attrs[c->index]);
	}
	return s;
}
