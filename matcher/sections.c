/* sections - see sections.h. */
#include "matcher/sections.h"

#include <string.h>

#include "base/compiler.h"

void sections_add(struct sections *s, const char *name, const void *bytes,
		  size_t n)
{
	struct slice known;
	struct section *own;

	ASSERT(s->count < SECTIONS_MAX && strlen(name) < SECTION_NAME_BYTES);
	ASSERT(!sections_find(s, name, &known));
	own = &s->items[s->count++];
	memcpy(own->name, name, strlen(name) + 1);
	own->bytes = (struct slice){bytes, n};
}

bool sections_find(const struct sections *s, const char *name,
		   struct slice *ret)
{
	for (size_t i = 0; i < s->count; i++) {
		if (strcmp(s->items[i].name, name) == 0) {
			*ret = s->items[i].bytes;
			return true;
		}
	}
	return false;
}
