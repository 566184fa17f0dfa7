/* shrink - see shrink.h. */
#include "support/shrink.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "json/jr.h"
#include "json/jw.h"

enum { KEY_BYTES = 160, DOCUMENT_BYTES_MAX = 1024 * 1024 };

/* Node number `at`, in document order, goes; or `in` stands in its place. */
struct edit {
	size_t at;
	bool hoist;
	size_t seen; /* nodes so far */
	const struct jr *gone;
	const struct jr *in;
};

static void find(struct edit *e, const struct jr *node)
{
	if (e->seen++ == e->at)
		e->gone = node;
	for (const struct jr *n = node->first; n; n = n->next)
		find(e, n);
}

/* From "a part goes" to "the part takes the place of what holds it". */
static bool make_hoist(struct edit *e)
{
	const struct jr *part = e->gone;
	const struct jr *holder = part->parent;

	if (part->type != JR_OBJECT || holder == NULL)
		return false;
	if (holder->type == JR_ARRAY)
		holder = holder->parent;
	if (holder == NULL || holder->type != JR_OBJECT)
		return false;
	e->gone = holder;
	e->in = part;
	return true;
}

static void write(struct json_writer *w, const char *key, const struct jr *node,
		  const struct edit *e)
{
	char child_key[KEY_BYTES];

	if (node == e->gone) {
		if (e->in != NULL)
			jw_tree(w, key, e->in);
		return;
	}
	if (node->type != JR_OBJECT && node->type != JR_ARRAY) {
		jw_tree(w, key, node);
		return;
	}
	if (node->type == JR_OBJECT)
		jw_object(w, key);
	else
		jw_array(w, key);
	for (const struct jr *n = node->first; n; n = n->next) {
		snprintf(child_key, sizeof(child_key), "%.*s",
			 SLICE_ARG(n->key));
		write(w, n->key.p != NULL ? child_key : NULL, n, e);
	}
	jw_end(w);
}

void json_without(const struct jr *root, const struct jr *gone, struct buf *to)
{
	struct edit e = {.gone = gone};
	struct json_writer w;

	buf_clear(to);
	jw_init(&w, to);
	write(&w, NULL, root, &e);
}

/* False when there is no such edit; *ret_end when there are no nodes left. */
static bool apply(struct arena *a, struct slice text, struct edit *e,
		  struct buf *to, bool *ret_end)
{
	struct faults faults = {0};
	const struct jr *root;
	struct json_writer w;

	buf_clear(to);
	if (jr_parse(a, text, &root, &faults) != ERR_OK)
		return false;
	find(e, root);
	*ret_end = e->gone == NULL;
	if (*ret_end || e->gone == root || (e->hoist && !make_hoist(e)))
		return false;
	jw_init(&w, to);
	write(&w, NULL, root, e);
	return true;
}

/* One pass over all nodes; true when it found something to take away. */
static bool pass(struct buf *best, bool hoist, shrink_fails_fn *fails,
		 void *context)
{
	struct arena *a = arena_new(0);
	struct buf next;
	bool progress = false;
	bool end = false;

	buf_init(&next, DOCUMENT_BYTES_MAX);
	for (size_t at = 1; !end;) {
		struct edit e = {.at = at, .hoist = hoist};

		arena_reset(a);
		if (apply(a, buf_slice(best), &e, &next, &end) &&
		    next.n < best->n && fails(context, buf_slice(&next))) {
			buf_clear(best);
			buf_add_slice(best, buf_slice(&next));
			progress = true;
		} else {
			at++;
		}
	}
	buf_done(&next);
	arena_free(a);
	return progress;
}

void shrink(struct slice text, shrink_fails_fn *fails, void *context,
	    struct buf *ret_smaller)
{
	buf_clear(ret_smaller);
	buf_add_slice(ret_smaller, text);
	while (pass(ret_smaller, true, fails, context) ||
	       pass(ret_smaller, false, fails, context))
		;
}
