/*
 * fuzz_json - any bytes: a tree or one fault; a tree that is written and read
 * again is written the same.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "fuzz/fuzz_world.h"
#include "json/jr.h"
#include "json/jw.h"

static void check_node(const struct jr *n, const struct jr *parent,
		       unsigned depth)
{
	const struct jr *c = n->first;
	size_t bad;

	ASSERT(depth <= JR_DEPTH_MAX);
	ASSERT(n->parent == parent);
	ASSERT(n->type != JR_TEXT || utf8_is_valid(n->text, &bad));
	for (unsigned i = 0; i < n->count; i++, c = c->next) {
		ASSERT(c->index == i);
		ASSERT((c->key.p != NULL) == (n->type == JR_OBJECT));
		if (c->key.p != NULL)
			ASSERT(jr_get(n, c->key.p) == c);
		check_node(c, n, depth + 1);
	}
	ASSERT(c == NULL);
}

static void write_and_read(struct arena *a, const struct jr *root)
{
	struct faults f = {0};
	struct slice once = jw_canonical(a, root), twice;
	const struct jr *again;

	ASSERT(jr_parse(a, once, &again, &f) == ERR_OK);
	twice = jw_canonical(a, again);
	ASSERT(slice_eq(once, twice));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = {(const char *)data, size};
	struct arena *a = arena_new(0);
	struct faults f = {0};
	const struct jr *root = NULL;

	if (jr_parse(a, text, &root, &f) == ERR_OK) {
		ASSERT(!faults_any(&f));
		check_node(root, NULL, 0);
		write_and_read(a, root);
	} else {
		ASSERT(f.count == 1);
		fuzz_check_faults(&f);
	}
	arena_free(a);
	return 0;
}
