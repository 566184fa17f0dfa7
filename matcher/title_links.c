/* title_links - see title_links.h. */
#include "matcher/title_links.h"

#include "base/arena.h"
#include "base/map.h"
#include "matcher/linker.h"

/* Only its title tells what an opening is for. */
struct linking {
	struct arena *scratch;
	struct analyser *analyser;
	const struct linker *linker;
	struct linker_room *room;
	struct map *known; /* many openings have the same title */
};

static const struct link_set *links_of(const struct linking *l,
				       struct slice title)
{
	const struct link_set *known = map_get(l->known, title);
	struct link_set *own;

	if (known != NULL)
		return known;
	own = ARENA_NEW(l->scratch, struct link_set);
	*own = linker_link(l->linker, l->room, l->analyser, title);
	map_put(l->known, title, own);
	return own;
}

static struct link_set link_document(const struct linking *l,
				     const struct slice titles[LANG__COUNT])
{
	struct link_set all = {0};

	for (int k = 0; k < LANG__COUNT; k++) {
		if (titles[k].p != NULL)
			all = linker_join(l->linker, &all,
					  links_of(l, titles[k]));
	}
	return all;
}

const struct link_set *title_links_build(struct arena *a, struct analyser *an,
					 const struct linker *l,
					 const struct textdoc *docs, size_t n)
{
	struct arena *scratch;
	struct link_set *links;
	struct linking linking;

	if (l == NULL)
		return NULL;
	scratch = arena_new(0);
	links = ARENA_ARRAY(a, struct link_set, n + 1);
	linking = (struct linking){scratch, an, l, linker_room_new(scratch, l),
				   map_new(scratch)};
	for (size_t d = 0; d < n; d++)
		links[d] = link_document(&linking, docs[d].in[FIELD_TITLE]);
	arena_free(scratch);
	return links;
}

const struct linked_docs *title_links_by_unit(struct arena *a,
					      const struct linker *l,
					      const struct link_set *links,
					      size_t n)
{
	size_t units = l == NULL ? 0 : linker_taxonomy(l)->unit_count;
	struct linked_docs *lists = ARENA_ARRAY(a, struct linked_docs, units);
	uint32_t **docs = ARENA_ARRAY(a, uint32_t *, units);
	float **shares = ARENA_ARRAY(a, float *, units);

	for (size_t d = 0; units > 0 && d < n; d++) {
		for (unsigned i = 0; i < links[d].count; i++)
			lists[links[d].items[i].unit].count++;
	}
	for (size_t u = 0; u < units; u++) {
		docs[u] = ARENA_ARRAY(a, uint32_t, lists[u].count + 1);
		shares[u] = ARENA_ARRAY(a, float, lists[u].count + 1);
		lists[u] = (struct linked_docs){0, docs[u], shares[u]};
	}
	for (size_t d = 0; units > 0 && d < n; d++) {
		for (unsigned i = 0; i < links[d].count; i++) {
			const struct link *link = &links[d].items[i];
			unsigned u = link->unit;

			shares[u][lists[u].count] = link->share;
			docs[u][lists[u].count++] = (uint32_t)d;
		}
	}
	return lists;
}
