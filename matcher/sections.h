/*
 * sections - named runs of bytes, from which an index is made again as it was.
 *
 * Each part of an index says which bytes it is made of, under names of its own;
 * they are written and read as one.  Bytes are borrowed, and begin at a multiple
 * of SECTION_ALIGNMENT.
 *
 * Written, they are a head, a table of the sections, and the sections in the
 * order they were added, each behind zeros up to its place.  Head and table have
 * a checksum, and so has each section: no byte can change unseen.  Numbers are
 * those of the machine: a file is of no use on one of another kind, and is
 * refused there.
 */
#ifndef MATCHER_SECTIONS_H
#define MATCHER_SECTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/err.h"
#include "base/slice.h"

struct arena;

enum { SECTIONS_MAX = 128, SECTION_NAME_BYTES = 32, SECTION_ALIGNMENT = 64 };

/*
 * To be raised whenever any part of an index says its bytes in another way, or
 * makes other ones of the same openings.
 */
enum { SECTIONS_FORMAT = 1 };

struct section {
	char name[SECTION_NAME_BYTES];
	struct slice bytes;
};

/* What an index was made with; see snapshot_basis(). */
struct sections_basis {
	uint64_t analyser, vocabulary;
};

struct sections {
	struct sections_basis basis;
	int64_t part, seq; /* the place in the record's feed that it shows */
	size_t count;
	struct section items[SECTIONS_MAX];
};

/* The name must be new, and shorter than SECTION_NAME_BYTES. */
void sections_add(struct sections *s, const char *name, const void *bytes,
		  size_t n);

/* False: there is none of that name. */
bool sections_find(const struct sections *s, const char *name,
		   struct slice *ret);

/* Takes the next bytes; what it returns ends the writing unless it is ERR_OK. */
typedef enum err sections_put(void *ctx, const void *bytes, size_t n);

MUST_USE enum err sections_write(const struct sections *s, sections_put *put,
				 void *ctx);

/* How long all of it is that begins so; false: it is something else. */
enum { SECTIONS_START_BYTES = 64 };
bool sections_length(const char start[SECTIONS_START_BYTES],
		     uint64_t *ret_bytes);

/*
 * Verifies all of it before anything is used; the bytes begin at a multiple of
 * SECTION_ALIGNMENT, and are borrowed.
 * ERR_MALFORMED: damaged, or never written by sections_write().  ERR_STALE: of
 * another format or basis.  The word says what it was.
 */
MUST_USE enum err sections_read(struct slice bytes,
				const struct sections_basis *expected,
				struct sections *ret_sections,
				const char **reterr_why);

/*
 * For those who load: items out of sections.  The first that is missing, or has
 * not that many, is remembered in `failed`, and it and all that follow are NULL.
 */
struct sections_taking {
	const struct sections *from;
	bool failed;
};

const void *sections_take(struct sections_taking *t, const char *name,
			  size_t each, size_t count);

/* As many as there are. */
const void *sections_take_all(struct sections_taking *t, const char *name,
			      size_t each, size_t *ret_count);

/*
 * Texts: all of them as one section, where each ends as another, `name` with
 * ".ends" behind it, in `a`.  Fewer than 4 GiB.
 */
void sections_add_texts(struct sections *s, struct arena *a, const char *name,
			const struct slice *texts, size_t count);

/* In `a`; the bytes are borrowed. */
const struct slice *sections_take_texts(struct sections_taking *t,
					struct arena *a, const char *name,
					size_t count);

/* From 0 on, none smaller than the one before, the last one `end`. */
bool sections_ends_fit(const uint32_t *ends, size_t count, size_t end);

/* Each below the limit. */
bool sections_numbers_fit(const uint32_t *numbers, size_t count, size_t limit);

#endif
