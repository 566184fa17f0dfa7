/* hash - see hash.h. */
#include "matcher/hash.h"

#include "json/jr.h"

uint64_t hash_bytes(uint64_t h, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < n; i++) {
		h ^= p[i];
		h *= UINT64_C(0x100000001B3);
	}
	return h;
}

static uint64_t hash_text(uint64_t h, struct slice text)
{
	uint64_t n = text.n;

	return hash_bytes(hash_bytes(h, &n, sizeof(n)), text.p, text.n);
}

/* Its type and how many children it has tell where it ends. */
static uint64_t hash_node(uint64_t h, const struct jr *n)
{
	uint64_t shape = (uint64_t)n->type << 33 | (uint64_t)n->count << 1 |
			 (n->type == JR_BOOL && n->truth);

	h = hash_text(hash_bytes(h, &shape, sizeof(shape)), n->key);
	if (n->type == JR_TEXT)
		h = hash_text(h, n->text);
	if (n->type == JR_INT)
		h = hash_bytes(h, &n->integer, sizeof(n->integer));
	if (n->type == JR_REAL)
		h = hash_bytes(h, &n->real, sizeof(n->real));
	return h;
}

/* Parents before children; NULL after the last one below `root`. */
static const struct jr *following(const struct jr *n, const struct jr *root)
{
	if (n->first != NULL)
		return n->first;
	while (n != root && n->next == NULL)
		n = n->parent;
	return n == root ? NULL : n->next;
}

uint64_t hash_tree(uint64_t h, const struct jr *n)
{
	if (n == NULL)
		return hash_bytes(h, "", 1);
	for (const struct jr *at = n; at != NULL; at = following(at, n))
		h = hash_node(h, at);
	return h;
}
