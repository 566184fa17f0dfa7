/* vocabulary_json - see vocabulary_json.h. */
#include "support/vocabulary_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

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

static const struct jr *load(struct arena *a, const char *folder,
			     const char *name)
{
	struct faults faults = {0};
	const struct jr *root;
	const struct jr *rows;
	char path[PATH_BYTES];

	snprintf(path, sizeof(path), "%s/%s.json", folder, name);
	if (jr_parse(a, file_bytes(a, path), &root, &faults) != ERR_OK)
		give_up(path, "is not JSON");
	rows = jr_get(root, name);
	if (rows == NULL)
		give_up(path, "lacks the array that bears its name");
	return rows;
}

void vocabulary_json_load(struct arena *a, const char *folder,
			  struct vocabulary_json *ret)
{
	ret->attributes = load(a, folder, "attributes");
	ret->places = load(a, folder, "places");
	ret->sectors = load(a, folder, "sectors");
	ret->institutions = load(a, folder, "institutions");
	ret->fields = load(a, folder, "fields");
}

const struct jr *vocabulary_json_attribute(const struct vocabulary_json *v,
					   struct slice key)
{
	for (const struct jr *n = v->attributes->first; n; n = n->next) {
		if (slice_eq(jr_get(n, "key")->text, key))
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
	const struct jr *name = jr_get(row, "value");

	return name != NULL ? name->text : jr_get(row, "id")->text;
}

const struct jr *vocabulary_json_implied(const struct jr *row)
{
	const struct jr *implied = jr_get(row, "implies");

	return implied != NULL ? implied : jr_get(row, "within");
}
