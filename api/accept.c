/* accept - see accept.h. */
#include "api/accept.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static bool type_form(struct slice type, enum accept_form *ret)
{
	static const struct {
		const char *type;
		enum accept_form form;
	} types[] = {
		{"application/json", ACCEPT_JSON},
		{"application/*", ACCEPT_JSON},
		{"*/*", ACCEPT_JSON},
		{"application/ld+json", ACCEPT_JSON_LD},
		{"text/calendar", ACCEPT_CALENDAR},
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (type.n == strlen(types[i].type) &&
		    strncasecmp(type.p, types[i].type, type.n) == 0) {
			*ret = types[i].form;
			return true;
		}
	}
	return false;
}

/* Thousandths of the q of ";q=0.5"; without one 1000. */
static int quality(struct slice parameters)
{
	while (parameters.n > 0) {
		struct slice p =
			slice_trim(slice_split(parameters, ';', &parameters));
		int q = 0, unit = 100;

		if (p.n < 3 || (p.p[0] != 'q' && p.p[0] != 'Q') ||
		    p.p[1] != '=')
			continue;
		if (p.p[2] == '1')
			return 1000;
		for (size_t i = 4; i < p.n && unit > 0; i++, unit /= 10)
			q += p.p[i] >= '0' && p.p[i] <= '9'
				     ? (p.p[i] - '0') * unit
				     : 0;
		return q;
	}
	return 1000;
}

enum accept_form accept_form_of(struct slice field)
{
	enum accept_form best = ACCEPT_JSON;
	int best_quality = 0;

	while (field.n > 0) {
		struct slice parameters;
		struct slice item = slice_split(field, ',', &field);
		struct slice type =
			slice_trim(slice_split(item, ';', &parameters));
		enum accept_form form;
		int q = quality(parameters);

		if (q > best_quality && type_form(type, &form)) {
			best = form;
			best_quality = q;
		}
	}
	return best;
}
