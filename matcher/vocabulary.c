/*
 * vocabulary - the parts of the vocabulary put together; see vocabulary.h.
 *
 * One attribute is read in attribute.c; here is what needs to see all of them.
 */
#include "matcher/vocabulary.h"

#include "base/arena.h"
#include "base/map.h"
#include "json/jr.h"
#include "matcher/attribute.h"
#include "matcher/hash.h"

const struct attr *schema_attr(const struct schema *s, struct slice key)
{
	return map_get(s->by_key, key);
}

const struct attr *vocabulary_attr(const struct vocabulary *v, struct slice key)
{
	return schema_attr(&v->profile, key);
}

bool attr_is_computed(const struct attr *a)
{
	return a->derive == DERIVE_WHOLE_YEARS ||
	       a->derive == DERIVE_CALENDAR_YEARS;
}

/* The array itself, or the member of that name of a document. */
static const struct jr *rows_of(const struct jr *document, const char *key,
				struct faults *f)
{
	if (document == NULL || document->type == JR_ARRAY)
		return document;
	return jr_need(document, key, f);
}

static const struct values *read_table(struct arena *a,
				       const struct jr *document,
				       const char *key, struct faults *f)
{
	static const struct values_keys keys = {"id", "within", false};
	const struct jr *rows = rows_of(document, key, f);

	return rows == NULL ? NULL : values_read(a, rows, &keys, f);
}

static void read_attrs(struct arena *a, const struct vocabulary *v,
		       const struct jr *rows, struct attr *attrs,
		       struct faults *f)
{
	size_t i = 0;

	for (const struct jr *n = rows->first; n != NULL; n = n->next, i++) {
		attrs[i].index = i;
		attribute_read(a, v, n, &attrs[i], f);
	}
}

static void index_attrs(struct map *by_key, const struct jr *rows,
			const struct attr *attrs, struct faults *f)
{
	size_t i = 0;

	for (const struct jr *n = rows->first; n != NULL; n = n->next, i++) {
		if (attrs[i].key.p != NULL &&
		    !map_put(by_key, attrs[i].key, &attrs[i]))
			jr_fault(f, n, FAULT_DUPLICATE_ID, NULL);
	}
}

/* What names other attributes waits until all of them are there. */
static void link_attrs(struct arena *a, struct vocabulary *v,
		       const struct jr *rows, struct attr *attrs,
		       struct faults *f)
{
	size_t i = 0;

	for (const struct jr *n = rows->first; n != NULL; n = n->next, i++) {
		attribute_link(v, n, &attrs[i], f);
		if (attrs[i].type != ATTR_LIST)
			continue;
		attrs[i].elements = attribute_elements(a, v, n, f);
		if (v->awards == NULL)
			v->awards = &attrs[i];
		else
			jr_fault(f, n, FAULT_EXCLUDES, "another list");
	}
}

static void find_award_parts(struct vocabulary *v)
{
	const struct schema *s = v->awards == NULL ? NULL : v->awards->elements;

	for (size_t i = 0; s != NULL && i < s->count; i++) {
		if (s->attrs[i].derive == DERIVE_AWARDS_LEVEL)
			v->award_level = &s->attrs[i];
		if (s->attrs[i].derive == DERIVE_AWARDS_YEAR)
			v->award_year = &s->attrs[i];
	}
}

/* A member's share: the one thing told of a member that is not of a person. */
static const struct attr equity = {
	.key = SLICE_INIT("equity"),
	.type = ATTR_NUMBER,
	.change = CHANGE_EFFORT,
	.max = 100,
	.unit = SLICE_INIT("percent"),
};

static void read_profile(struct arena *a, struct vocabulary *v,
			 const struct jr *rows, struct faults *f)
{
	struct attr *attrs = ARENA_ARRAY(a, struct attr, rows->count + 1u);
	struct map *by_key = map_new(a);

	v->profile = (struct schema){rows->count, attrs, by_key};
	read_attrs(a, v, rows, attrs, f);
	index_attrs(by_key, rows, attrs, f);
	link_attrs(a, v, rows, attrs, f);
	attrs[rows->count] = equity;
	attrs[rows->count].index = rows->count;
	v->equity = &attrs[rows->count];
	find_award_parts(v);
}

static uint64_t version_of(const struct vocabulary_sources *sources)
{
	uint64_t h = hash_tree(HASH_START, sources->attributes);

	h = hash_tree(h, sources->places);
	h = hash_tree(h, sources->sectors);
	h = hash_tree(h, sources->institutions);
	return hash_tree(h, sources->fields);
}

enum err vocabulary_read(struct arena *a,
			 const struct vocabulary_sources *sources,
			 const struct vocabulary **ret_vocabulary,
			 struct faults *reterr_faults)
{
	struct faults *f = reterr_faults;
	size_t before = f->count + f->more;
	struct vocabulary *v = ARENA_NEW(a, struct vocabulary);
	const struct jr *rows = rows_of(sources->attributes, "attributes", f);

	v->places = read_table(a, sources->places, "places", f);
	v->sectors = read_table(a, sources->sectors, "sectors", f);
	v->institutions =
		read_table(a, sources->institutions, "institutions", f);
	v->fields = read_table(a, sources->fields, "fields", f);
	if (rows != NULL && jr_is_array(rows, VOCABULARY_ATTRS_MAX, f))
		read_profile(a, v, rows, f);
	if (f->count + f->more != before)
		return ERR_INVALID;
	v->version = version_of(sources);
	*ret_vocabulary = v;
	return ERR_OK;
}
