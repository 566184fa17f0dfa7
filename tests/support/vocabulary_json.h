/*
 * vocabulary_json - the vocabulary files as they are, for tests.
 *
 * Nothing is interpreted here: the slow reference (naive.h) and the generator
 * (random_rules.h) read the trees each in their own way, the engine never sees
 * them.
 */
#ifndef SUPPORT_VOCABULARY_JSON_H
#define SUPPORT_VOCABULARY_JSON_H

#include "base/slice.h"
#include "json/jr.h"

struct arena;
struct map;

struct vocabulary_json {
	const struct jr *attributes; /* the array "attributes" */
	const struct jr *places;
	const struct jr *sectors;
	const struct jr *institutions;
	const struct jr *fields;
	const struct map *rows; /* "places/qianhai" and so on, to the row */
};

/* A file that is absent or malformed ends the test with a message. */
void vocabulary_json_load(struct arena *a, const char *folder,
			  struct vocabulary_json *ret);

/* The row of an attribute; NULL when there is none. */
const struct jr *vocabulary_json_attribute(const struct vocabulary_json *v,
					   struct slice key);

/*
 * The rows from which the attribute takes its values: its own "values", or the
 * file that "values_from" names; NULL for a number, a date, a flag, or ids.
 */
const struct jr *vocabulary_json_values(const struct vocabulary_json *v,
					const struct jr *attribute);

/* The row of one of these values; NULL when there is none. */
const struct jr *vocabulary_json_row(const struct vocabulary_json *v,
				     const struct jr *attribute,
				     struct slice name);

/* "key", "value" or "id" of such a row, and the rows it implies ("within") or NULL. */
struct slice vocabulary_json_name(const struct jr *row);
const struct jr *vocabulary_json_implied(const struct jr *row);

/* A whole file as bytes in the arena; an unreadable one ends the test. */
struct slice file_bytes(struct arena *a, const char *path);

#endif
