/* words - see words.h. */
#include "api/words.h"

#include <stdio.h>
#include <string.h>

#include "api/params.h"

static void list(const char *const *words, char text[FAULT_ARG_BYTES])
{
	size_t n = 0;

	text[0] = '\0';
	for (size_t i = 0; words[i] != NULL; i++) {
		if (n + strlen(words[i]) + 3 > FAULT_ARG_BYTES)
			return;
		n += (size_t)snprintf(text + n, FAULT_ARG_BYTES - n, "%s%s",
				      i > 0 ? ", " : "", words[i]);
	}
}

bool words_read(const struct net_request *rq, const char *name,
		const char *const *words, int *ret, struct faults *f)
{
	char accepted[FAULT_ARG_BYTES];
	struct slice value;

	if (!params_one(rq, name, &value, f))
		return false;
	if (value.p == NULL)
		return true;
	for (int i = 0; words[i] != NULL; i++) {
		if (slice_is(value, words[i])) {
			*ret = i;
			return true;
		}
	}
	list(words, accepted);
	fault_at_parameter(f, FAULT_NOT_ACCEPTED, name, accepted);
	return false;
}
