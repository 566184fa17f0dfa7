/* codec_vocabulary - see codec_vocabulary.h. */
#include "api/codec_vocabulary.h"

static void write_implied(struct json_writer *w, const struct values *v,
			  size_t own)
{
	jw_array(w, "implies");
	for (size_t k = 0; k < v->count; k++) {
		if (k != own && values_has(v->items[own].closure, k))
			jw_text(w, NULL, v->items[k].name);
	}
	jw_end(w);
}

static void write_values(struct json_writer *w, const char *key,
			 const struct values *v, enum lang lang)
{
	jw_array(w, key);
	for (size_t i = 0; v != NULL && i < v->count; i++) {
		jw_object(w, NULL);
		jw_text(w, "value", v->items[i].name);
		write_implied(w, v, i);
		jw_texts(w, "label", &v->items[i].label, lang);
		jw_end(w);
	}
	jw_end(w);
}

/* The name of the file an attribute takes its values from; NULL: its own. */
static const char *shared_source(const struct vocabulary *v,
				 const struct attr *a)
{
	if (a->type == ATTR_SET && a->values == NULL)
		return "ids";
	if (a->values == NULL)
		return NULL;
	if (a->values == v->places)
		return "places";
	if (a->values == v->sectors)
		return "sectors";
	if (a->values == v->institutions)
		return "institutions";
	return a->values == v->fields ? "fields" : NULL;
}

static void write_operators(struct json_writer *w, enum attr_type type)
{
	enum op ops[OP__COUNT];
	size_t n = ops_of_type(type, ops);

	jw_array(w, "operators");
	for (size_t i = 0; i < n; i++)
		jw_word(w, NULL, op_word(ops[i]));
	jw_end(w);
}

static void write_attr(struct json_writer *w, const struct vocabulary *v,
		       const struct attr *a, enum lang lang)
{
	const char *source = shared_source(v, a);

	jw_object(w, NULL);
	jw_text(w, "key", a->key);
	jw_word(w, "scope", attr_scope_word(a->scope));
	jw_word(w, "type", attr_type_word(a->type));
	jw_word(w, "change", attr_change_word(a->change));
	if (a->grows)
		jw_bool(w, "grows", true);
	write_operators(w, a->type);
	jw_texts(w, "label", &a->label, lang);
	if (!text_is_empty(&a->question))
		jw_texts(w, "question", &a->question, lang);
	if (source != NULL)
		jw_word(w, "values_from", source);
	else if (a->values != NULL)
		write_values(w, "values", a->values, lang);
	if (a->keys != NULL)
		write_values(w, "keys", a->keys, lang);
	if (a->type == ATTR_NUMBER) {
		jw_real(w, "min", a->min);
		jw_real(w, "max", a->max);
		jw_bool(w, "whole", a->whole);
	}
	if (a->unit.n > 0)
		jw_text(w, "unit", a->unit);
	if (attr_is_computed(a)) {
		jw_array(w, "derived_from");
		for (size_t i = 0; i < a->from_count; i++)
			jw_text(w, NULL, v->profile.attrs[a->from[i]].key);
		jw_end(w);
	}
	jw_end(w);
}

void codec_vocabulary_write(struct json_writer *w, const struct vocabulary *v,
			    enum lang lang)
{
	jw_array(w, "attributes");
	for (size_t i = 0; i < v->profile.count; i++)
		write_attr(w, v, &v->profile.attrs[i], lang);
	jw_end(w);
	write_values(w, "places", v->places, lang);
	write_values(w, "sectors", v->sectors, lang);
	write_values(w, "institutions", v->institutions, lang);
	write_values(w, "fields", v->fields, lang);
}
