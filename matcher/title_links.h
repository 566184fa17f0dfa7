/*
 * title_links - the occupations that the titles of documents name.
 *
 * Part of textindex.h, for building only.
 */
#ifndef MATCHER_TITLE_LINKS_H
#define MATCHER_TITLE_LINKS_H

#include <stddef.h>

#include "matcher/textindex.h"

/* One set a document, of all versions of its title; NULL without a linker. */
const struct link_set *title_links_build(struct arena *a, struct analyser *an,
					 const struct linker *l,
					 const struct textdoc *docs, size_t n);

/* By unit group the documents that are linked to it; none without a linker. */
const struct linked_docs *title_links_by_unit(struct arena *a,
					      const struct linker *l,
					      const struct link_set *links,
					      size_t n);

#endif
