/* media - see media.h. */
#include "api/media.h"

#include <string.h>
#include <strings.h>

#include "api/api.h"
#include "api/document_row.h"
#include "base/compiler.h"

/* JSON, where a route stands here and nothing is said. */
static const struct {
	enum route_id id;
	const char *type;
	bool takes_json;
	size_t bytes_max;
} table[] = {
	{ROUTE_profile_patch, "application/merge-patch+json", true, 0},
	/* What a mail program sends (RFC 8058); it is not read. */
	{ROUTE_search_stop, "application/x-www-form-urlencoded", true, 0},
	{ROUTE_search_stop, "multipart/form-data", true, 0},
	{ROUTE_document_create, "application/pdf", false, DOCUMENT_BYTES_MAX},
	{ROUTE_admin_import_create, "application/x-ndjson", true, 0},
	{ROUTE_import_create, "application/x-ndjson", true, 0},
	{ROUTE_import_create, "application/ld+json", true, 0},
	{ROUTE_import_create, "text/csv", true, 0},
};

bool media_is_import(enum route_id id)
{
	return id == ROUTE_import_create || id == ROUTE_admin_import_create;
}

static bool is_type(struct slice type, const char *want)
{
	struct slice parameters;

	type = slice_trim(slice_split(type, ';', &parameters));
	return type.n == strlen(want) && strncasecmp(type.p, want, type.n) == 0;
}

bool media_fits(enum route_id id, struct slice type)
{
	bool takes_json = true;

	for (size_t i = 0; i < COUNT(table); i++) {
		if (table[i].id != id)
			continue;
		if (is_type(type, table[i].type))
			return true;
		takes_json = takes_json && table[i].takes_json;
	}
	return takes_json && is_type(type, "application/json");
}

size_t media_bytes_max(const struct api_parts *p, enum route_id id)
{
	if (media_is_import(id))
		return p->import_bytes_max;
	for (size_t i = 0; i < COUNT(table); i++) {
		if (table[i].id == id && table[i].bytes_max > 0)
			return table[i].bytes_max;
	}
	return 0;
}
