/* vocabulary_json - see vocabulary_json.h. */
#include "support/vocabulary_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"

enum { FILE_BYTES_MAX = 4 * 1024 * 1024, PATH_BYTES = 512 };

static _Noreturn void give_up(const char *path, const char *why)
{
	fprintf(stderr, "%s: %s\n", path, why);
	exit(EXIT_FAILURE);
}

struct slice file_bytes(struct arena *a, const char *path)
{
	struct buf bytes;
	struct slice copy;
	char part[65536];
	size_t n;
	FILE *f = fopen(path, "rb");

	if (f == NULL)
		give_up(path, "cannot be opened");
	buf_init(&bytes, FILE_BYTES_MAX);
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		buf_add(&bytes, part, n);
	if (ferror(f) || buf_is_over(&bytes))
		give_up(path, "cannot be read");
	fclose(f);
	copy = arena_copy(a, buf_slice(&bytes));
	buf_done(&bytes);
	return copy;
}

/* What a row is found by: the file, a slash, the name. */
static struct slice row_key(struct slice file, struct slice name,
			    char text[PATH_BYTES])
{
	size_t n = file.n + 1 + name.n;

	if (n > PATH_BYTES)
		return (struct slice){0};
	memcpy(text, file.p, file.n);
	text[file.n] = '/';
	memcpy(text + file.n + 1, name.p, name.n);
	return (struct slice){text, n};
}

static const struct jr *load(struct arena *a, const char *folder,
			     const char *name, struct map *rows)
{
	struct faults faults = {0};
	const struct jr *root;
	const struct jr *list;
	char path[PATH_BYTES];

	snprintf(path, sizeof(path), "%s/%s.json", folder, name);
	if (jr_parse(a, file_bytes(a, path), &root, &faults) != ERR_OK)
		give_up(path, "is not JSON");
	list = jr_get(root, name);
	if (list == NULL)
		give_up(path, "lacks the array that bears its name");
	for (const struct jr *n = list->first; n; n = n->next) {
		struct slice key =
			row_key(slice_of(name), vocabulary_json_name(n), path);

		if (!map_put(rows, arena_copy(a, key), n))
			give_up(name, "has a row twice");
	}
	return list;
}

void vocabulary_json_load(struct arena *a, const char *folder,
			  struct vocabulary_json *ret)
{
	struct map *rows = map_new(a);

	ret->attributes = load(a, folder, "attributes", rows);
	ret->places = load(a, folder, "places", rows);
	ret->sectors = load(a, folder, "sectors", rows);
	ret->institutions = load(a, folder, "institutions", rows);
	ret->fields = load(a, folder, "fields", rows);
	ret->rows = rows;
}

const struct jr *vocabulary_json_attribute(const struct vocabulary_json *v,
					   struct slice key)
{
	char text[PATH_BYTES];

	return map_get(v->rows, row_key(SLICE("attributes"), key, text));
}

const struct jr *vocabulary_json_row(const struct vocabulary_json *v,
				     const struct jr *attribute,
				     struct slice name)
{
	const struct jr *from = jr_get(attribute, "values_from");
	const struct jr *values = jr_get(attribute, "values");
	char text[PATH_BYTES];

	if (from != NULL)
		return map_get(v->rows, row_key(from->text, name, text));
	for (const struct jr *n = values ? values->first : NULL; n;
	     n = n->next) {
		if (slice_eq(vocabulary_json_name(n), name))
			return n;
	}
	return NULL;
}

const struct jr *vocabulary_json_values(const struct vocabulary_json *v,
					const struct jr *attribute)
{
	const struct jr *from = jr_get(attribute, "values_from");

	if (from == NULL)
		return jr_get(attribute, "values");
	if (slice_is(from->text, "places"))
		return v->places;
	if (slice_is(from->text, "sectors"))
		return v->sectors;
	if (slice_is(from->text, "institutions"))
		return v->institutions;
	if (slice_is(from->text, "fields"))
		return v->fields;
	return NULL;
}

struct slice vocabulary_json_name(const struct jr *row)
{
	for (const struct jr *n = row->first; n; n = n->next) {
		if (slice_is(n->key, "id") || slice_is(n->key, "value") ||
		    (slice_is(n->key, "key") && n->type == JR_TEXT))
			return n->text;
	}
	return (struct slice){0};
}

const struct jr *vocabulary_json_implied(const struct jr *row)
{
	const struct jr *implied = jr_get(row, "implies");

	return implied != NULL ? implied : jr_get(row, "within");
}
