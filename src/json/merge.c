/* merge - see merge.h. */
#include "json/merge.h"

#include "base/arena.h"
#include "base/buf.h"
#include "json/jr.h"
#include "json/jw.h"

/* No request is nearly so long. */
enum { MERGED_BYTES_MAX = 16 * 1024 * 1024 };

static const struct jr *member(const struct jr *object, struct slice key)
{
	const struct jr *n = NULL;

	if (object != NULL && object->type == JR_OBJECT)
		n = object->first;
	while (n != NULL && !slice_eq(n->key, key))
		n = n->next;
	return n;
}

static const char *name_of(struct arena *a, const struct jr *n)
{
	return n->key.p == NULL ? NULL : arena_copy(a, n->key).p;
}

/* Recursion ends at JR_DEPTH_MAX: `patch` was parsed. */
static void write(struct arena *a, struct json_writer *w,
		  const struct jr *target, const struct jr *patch)
{
	if (patch->type != JR_OBJECT) {
		jw_tree(w, name_of(a, patch), patch);
		return;
	}
	jw_object(w, name_of(a, patch));
	if (target != NULL && target->type == JR_OBJECT) {
		for (const struct jr *n = target->first; n != NULL; n = n->next)
			if (member(patch, n->key) == NULL)
				jw_tree(w, name_of(a, n), n);
	}
	for (const struct jr *n = patch->first; n != NULL; n = n->next)
		if (n->type != JR_NULL)
			write(a, w, member(target, n->key), n);
	jw_end(w);
}

struct slice merge_patch(struct arena *a, const struct jr *target,
			 const struct jr *patch)
{
	struct json_writer w;
	struct buf text;
	struct slice copy;

	buf_init(&text, MERGED_BYTES_MAX);
	jw_init(&w, &text);
	write(a, &w, target, patch);
	copy = arena_copy(a, buf_slice(&text));
	buf_done(&text);
	return copy;
}
