/* values - see values.h. */
#include "matcher/values.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "json/jr.h"

enum { VALUES_MAX = 10000, LABEL_BYTES = 400 };

uint64_t *values_set(struct arena *a, const struct values *v)
{
	return ARENA_ARRAY(a, uint64_t, v->words);
}

void values_add(const struct values *v, uint64_t *set, size_t value)
{
	ASSERT(value < v->count);
	set[value / 64] |= (uint64_t)1 << (value % 64);
}

void values_add_closure(const struct values *v, uint64_t *set, size_t value)
{
	ASSERT(value < v->count);
	for (size_t w = 0; w < v->words; w++)
		set[w] |= v->items[value].closure[w];
}

int values_find(const struct values *v, struct slice name)
{
	const struct value *found = map_get(v->by_name, name);

	return found == NULL ? -1 : (int)(found - v->items);
}

void values_list(const struct values *v, char text[FAULT_ARG_BYTES])
{
	static const char more[] = ", ...";
	size_t used = 0;

	for (size_t i = 0; i < v->count; i++) {
		struct slice name = v->items[i].name;
		size_t comma = i == 0 ? 0 : 2;

		if (used + comma + name.n + sizeof(more) > FAULT_ARG_BYTES) {
			memcpy(text + used, more, sizeof(more));
			return;
		}
		memcpy(text + used, ", ", comma);
		memcpy(text + used + comma, name.p, name.n);
		used += comma + name.n;
	}
	text[used] = '\0';
}

static void read_row(struct arena *a, const struct jr *row,
		     const struct values_keys *keys, struct value *to,
		     struct faults *f)
{
	const char *const known[] = {keys->name, keys->implies, "label", NULL};
	const struct jr *name, *label;
	struct text text = {0};

	if (!jr_is_object(row, f))
		return;
	if (keys->strict)
		jr_only_keys(row, known, f);
	name = jr_need(row, keys->name, f);
	if (name != NULL && jr_read_id(name, &to->name, f))
		to->name = arena_copy(a, to->name);
	label = jr_need(row, "label", f);
	if (label == NULL || !jr_read_texts(label, LABEL_BYTES, &text, f))
		return;
	for (int l = 0; l < LANG__COUNT; l++) {
		if (text.in[l].p != NULL)
			to->label.in[l] = arena_copy(a, text.in[l]);
	}
}

static void read_implied(const struct values *v, const struct jr *row,
			 const char *key, uint64_t *set, struct faults *f)
{
	const struct jr *list = jr_get(row, key);

	if (list == NULL || !jr_is_array(list, VALUES_MAX, f))
		return;
	for (const struct jr *n = list->first; n != NULL; n = n->next) {
		int i = n->type == JR_TEXT ? values_find(v, n->text) : -1;

		if (i < 0)
			jr_fault(f, n, FAULT_UNKNOWN_REF, NULL);
		else
			values_add(v, set, (size_t)i);
	}
}

/* What value number i implies, taken over from what it implies already. */
static bool widen(const struct values *v, uint64_t *const *sets, size_t i)
{
	bool grew = false;

	for (size_t j = 0; j < v->count; j++) {
		if (!values_has(sets[i], j))
			continue;
		for (size_t w = 0; w < v->words; w++) {
			grew = grew || (sets[j][w] & ~sets[i][w]) != 0;
			sets[i][w] |= sets[j][w];
		}
	}
	return grew;
}

static void close_sets(const struct values *v, uint64_t *const *sets)
{
	bool grew = true;

	while (grew) {
		grew = false;
		for (size_t i = 0; i < v->count; i++)
			grew = widen(v, sets, i) || grew;
	}
}

const struct values *values_read(struct arena *a, const struct jr *rows,
				 const struct values_keys *keys,
				 struct faults *f)
{
	struct values *v = ARENA_NEW(a, struct values);
	struct map *by_name = map_new(a);
	struct value *items;
	uint64_t **sets;
	size_t i = 0;

	if (!jr_is_array(rows, VALUES_MAX, f))
		return NULL;
	items = ARENA_ARRAY(a, struct value, rows->count);
	sets = ARENA_ARRAY(a, uint64_t *, rows->count);
	*v = (struct values){rows->count, (rows->count + 63) / 64, items,
			     by_name};
	for (const struct jr *n = rows->first; n != NULL; n = n->next, i++) {
		read_row(a, n, keys, &items[i], f);
		if (items[i].name.p != NULL &&
		    !map_put(by_name, items[i].name, &items[i]))
			jr_fault(f, n, FAULT_DUPLICATE_ID, NULL);
		sets[i] = values_set(a, v);
		values_add(v, sets[i], i);
		items[i].closure = sets[i];
	}
	i = 0;
	for (const struct jr *n = rows->first; n != NULL; n = n->next, i++)
		read_implied(v, n, keys->implies, sets[i], f);
	close_sets(v, sets);
	return v;
}
