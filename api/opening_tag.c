/* opening_tag - see opening_tag.h. */
#include "api/opening_tag.h"

#include "base/arena.h"
#include "matcher/hash.h"

enum { HASH_DIGITS = 16 };

struct slice opening_tag(struct arena *a, uint64_t document, uint64_t form)
{
	return arena_print(a, "%016llx-%016llx", (unsigned long long)document,
			   (unsigned long long)form);
}

struct slice opening_tag_of(struct arena *a, struct slice document)
{
	return opening_tag(a, hash_bytes(HASH_START, document.p, document.n),
			   0);
}

/* A strong tag in quotation marks that begins with that of the document. */
static bool is_of(struct slice tag, struct slice own)
{
	return tag.n > HASH_DIGITS + 2 && tag.p[0] == '"' &&
	       slice_eq(slice_cut(tag, 1, 1 + HASH_DIGITS),
			slice_cut(own, 0, HASH_DIGITS));
}

enum err opening_tag_match(const struct request *rq, struct slice document)
{
	struct slice own = opening_tag_of(rq->arena, document);
	struct slice rest = net_field(rq->http, "if-match");

	if (rest.p == NULL)
		return ERR_OK;
	while (rest.n > 0) {
		struct slice tag = slice_trim(slice_split(rest, ',', &rest));

		if (slice_is(tag, "*") || is_of(tag, own))
			return ERR_OK;
	}
	return ERR_STALE;
}
