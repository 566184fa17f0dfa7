/* intake - see intake.h. */
#include "api/intake.h"

#include <string.h>
#include <strings.h>

static bool is_type(struct slice type, const char *wanted)
{
	return type.n == strlen(wanted) &&
	       strncasecmp(type.p, wanted, type.n) == 0;
}

bool intake_form_of_type(struct slice type, enum intake_form *ret_form)
{
	static const struct {
		const char *type;
		enum intake_form form;
	} types[] = {{"application/json", INTAKE_JSON},
		     {"application/x-ndjson", INTAKE_JSON},
		     {"text/csv", INTAKE_CSV},
		     {"application/ld+json", INTAKE_JSON_LD}};
	struct slice parameters;

	type = slice_trim(slice_split(type, ';', &parameters));
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (is_type(type, types[i].type)) {
			*ret_form = types[i].form;
			return true;
		}
	}
	return false;
}

static bool ends_in(struct slice name, const char *end)
{
	size_t n = strlen(end);

	return name.n >= n && strncasecmp(name.p + name.n - n, end, n) == 0;
}

enum intake_form intake_form_of_name(struct slice name)
{
	if (ends_in(name, ".csv"))
		return INTAKE_CSV;
	return ends_in(name, ".jsonld") ? INTAKE_JSON_LD : INTAKE_JSON;
}

enum err intake_text(struct arena *a, enum intake_form form, struct slice bytes,
		     struct slice *ret_text, struct faults *f)
{
	switch (form) {
	case INTAKE_CSV:
		return intake_csv(a, bytes, ret_text, f);
	case INTAKE_JSON_LD:
		return intake_jobposting(a, bytes, ret_text, f);
	case INTAKE_JSON:
		break;
	}
	*ret_text = bytes;
	return ERR_OK;
}
