/* published - see published.h. */
#include "people/published.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "matcher/opening.h"
#include "matcher/organisation.h"
#include "store/openings.h"

static struct slice all_versions(struct arena *a, const struct text *t)
{
	struct buf b;
	struct slice joined;

	buf_init(&b, SIZE_MAX / 2);
	for (int l = 0; t != NULL && l < LANG__COUNT; l++) {
		if (t->in[l].p == NULL)
			continue;
		buf_add_slice(&b, t->in[l]);
		buf_add_char(&b, '\n');
	}
	joined = arena_copy(a, buf_slice(&b));
	buf_done(&b);
	return joined;
}

static struct slice all_skills(struct arena *a, const struct id_list *skills)
{
	struct buf b;
	struct slice joined;

	buf_init(&b, SIZE_MAX / 2);
	for (size_t i = 0; i < skills->count; i++) {
		buf_add_slice(&b, skills->items[i]);
		buf_add_char(&b, '\n');
	}
	joined = arena_copy(a, buf_slice(&b));
	buf_done(&b);
	return joined;
}

enum err published_put(struct db *db, struct arena *a, const struct opening *o,
		       const struct organisation *by, enum change *ret_change)
{
	struct stored_opening row = {
		.id = o->id,
		.type = o->is_programme ? SLICE("programme") : SLICE("opening"),
		.status = slice_of(status_words[o->status]),
		.organisation = o->organisation,
		.document = o->document,
		.confirmed_day = o->confirmed == DAY_NONE ? 0 : o->confirmed,
		.words = {.title = all_versions(a, &o->title),
			  .skills = all_skills(a, &o->skills),
			  .summary = all_versions(a, &o->summary),
			  .organisation = all_versions(
				  a, by == NULL ? NULL : &by->name),
			  .body = all_versions(a, &o->body)},
	};

	return openings_put(db, &row, ret_change);
}
