/* organisation - see organisation.h. */
#include "matcher/organisation.h"

#include "base/arena.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/opening.h"
#include "matcher/opening_details.h"
#include "matcher/profile.h"

static const char *const keys[] = {"type",   "id",      "name", "kind",
				   "places", "website", NULL};
static const char *const kinds[] = {"government", "statutory", "university",
				    "ngo",        "company",   "incubator",
				    "fund",       NULL};

static void read_name(struct arena *a, const struct jr *n, struct text *to,
		      struct faults *f)
{
	if (n == NULL || !jr_read_texts(n, OPENING_TITLE_BYTES, to, f))
		return;
	for (int l = 0; l < LANG__COUNT; l++) {
		if (to->in[l].p != NULL)
			to->in[l] = arena_copy(a, to->in[l]);
	}
}

enum err organisation_read(const struct opening_reader *r, const struct jr *n,
			   struct organisation **ret_organisation,
			   struct faults *f)
{
	size_t before = f->count + f->more;
	struct organisation *o = ARENA_NEW(r->arena, struct organisation);
	const struct jr *id = jr_need(n, "id", f);
	const struct jr *kind = jr_get(n, "kind");
	const struct jr *website = jr_get(n, "website");
	const struct jr *places = jr_get(n, "places");
	struct place_list checked = {0, NULL};
	int which;

	jr_only_keys(n, keys, f);
	if (id != NULL && jr_read_id(id, &o->id, f))
		o->id = arena_copy(r->arena, o->id);
	read_name(r->arena, jr_need(n, "name", f), &o->name, f);
	if (kind != NULL)
		jr_read_word(kind, kinds, &which, f);
	if (website != NULL && details_read_url(website, f))
		o->website = arena_copy(r->arena, website->text);
	if (places != NULL)
		profile_read_values(r->arena, places, r->vocabulary->places,
				    &checked, f);
	if (f->count + f->more != before)
		return ERR_INVALID;
	o->document = jw_canonical(r->arena, n);
	*ret_organisation = o;
	return ERR_OK;
}
