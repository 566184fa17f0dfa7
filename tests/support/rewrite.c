/* rewrite - see rewrite.h. */
#include "support/rewrite.h"

#include <stdio.h>

#include "json/jw.h"

enum { KEY_BYTES = 160, PARTS_MAX = 64 };

struct rewriting {
	struct json_writer w;
	bool backwards;
};

static void write(struct rewriting *r, const char *key, const struct jr *node);

static void write_child(struct rewriting *r, const struct jr *n)
{
	char key[KEY_BYTES];
	bool twice = !r->backwards && slice_is(n->key, "criteria");

	snprintf(key, sizeof(key), "%.*s", SLICE_ARG(n->key));
	if (!twice) {
		write(r, n->key.p != NULL ? key : NULL, n);
		return;
	}
	jw_object(&r->w, key);
	jw_object(&r->w, "not");
	write(r, "not", n);
	jw_end(&r->w);
	jw_end(&r->w);
}

static void write_parts(struct rewriting *r, const struct jr *array)
{
	const struct jr *parts[PARTS_MAX];
	unsigned count = 0;

	for (const struct jr *n = array->first; n && count < PARTS_MAX;
	     n = n->next)
		parts[count++] = n;
	while (count > 0)
		write_child(r, parts[--count]);
}

static void write(struct rewriting *r, const char *key, const struct jr *node)
{
	bool parts = slice_is(node->key, "all") || slice_is(node->key, "any");

	if (node->type != JR_OBJECT && node->type != JR_ARRAY) {
		jw_tree(&r->w, key, node);
		return;
	}
	if (node->type == JR_OBJECT)
		jw_object(&r->w, key);
	else
		jw_array(&r->w, key);
	if (parts && r->backwards) {
		write_parts(r, node);
	} else {
		for (const struct jr *n = node->first; n; n = n->next)
			write_child(r, n);
	}
	jw_end(&r->w);
}

static void rewrite(const struct jr *document, bool backwards, struct buf *to)
{
	struct rewriting r = {.backwards = backwards};

	buf_clear(to);
	jw_init(&r.w, to);
	write(&r, NULL, document);
}

void rewrite_not_not(const struct jr *document, struct buf *to)
{
	rewrite(document, false, to);
}

void rewrite_backwards(const struct jr *document, struct buf *to)
{
	rewrite(document, true, to);
}
