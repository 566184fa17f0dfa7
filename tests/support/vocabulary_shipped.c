/* vocabulary_shipped - see vocabulary_shipped.h. */
#include "support/vocabulary_shipped.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "matcher/vocabulary.h"
#include "support/stall.h"
#include "support/vocabulary_json.h"

const struct vocabulary *vocabulary_shipped(struct arena *a, const char *folder)
{
	const struct vocabulary *v = NULL;
	struct vocabulary_json json;
	struct faults faults = {0};

	vocabulary_json_load(a, folder, &json);
	if (vocabulary_read(a,
			    &(struct vocabulary_sources){
				    json.attributes, json.places, json.sectors,
				    json.institutions, json.fields},
			    &v, &faults) != ERR_OK)
		fail_msg("%s", stall_refusals(&faults));
	return v;
}
