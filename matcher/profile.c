/* profile - see profile.h. */
#include "matcher/profile.h"

#include "base/arena.h"
#include "base/day.h"
#include "json/jr.h"

static void read_text(const struct jr *texts, const char *key, struct slice *to,
		      struct faults *f)
{
	const struct jr *n = jr_get(texts, key);

	*to = SLICE("");
	if (n != NULL)
		jr_read_text(n, PROFILE_TEXT_BYTES, to, f);
}

static void read_skills(struct arena *a, const struct jr *n, struct id_list *to,
			struct faults *f)
{
	struct slice *items;

	if (n == NULL || !jr_is_array(n, PROFILE_SKILLS_MAX, f))
		return;
	items = ARENA_ARRAY(a, struct slice, n->count);
	for (const struct jr *c = n->first; c != NULL; c = c->next) {
		struct slice s;

		if (jr_read_text(c, PROFILE_SKILL_BYTES, &s, f) &&
		    slice_trim(s).n > 0)
			items[to->count++] = slice_trim(s);
	}
	to->items = items;
}

static void read_texts(struct arena *a, const struct jr *n, struct profile *p,
		       struct faults *f)
{
	static const char *const keys[] = {"headline", "experience", "skills",
					   "wants", NULL};

	if (n != NULL && jr_is_object(n, f))
		jr_only_keys(n, keys, f);
	read_text(n, "headline", &p->headline, f);
	read_text(n, "experience", &p->experience, f);
	read_text(n, "wants", &p->wants, f);
	read_skills(a, jr_get(n, "skills"), &p->skills, f);
}

bool profile_read_values(struct arena *a, const struct jr *list,
			 const struct values *v, struct place_list *ret,
			 struct faults *f)
{
	size_t before = f->count + f->more;
	size_t *items;

	if (!jr_is_array(list, PROFILE_WISHES_MAX, f))
		return false;
	items = ARENA_ARRAY(a, size_t, list->count);
	for (const struct jr *c = list->first; c != NULL; c = c->next) {
		char accepted[FAULT_ARG_BYTES];
		int i = c->type == JR_TEXT ? values_find(v, c->text) : -1;

		if (i >= 0) {
			items[ret->count++] = (size_t)i;
			continue;
		}
		values_list(v, accepted);
		jr_fault(f, c, FAULT_UNKNOWN_VALUE, accepted);
	}
	ret->items = items;
	return f->count + f->more == before;
}

static void read_kinds(const struct jr *list, struct wishes *w,
		       struct faults *f)
{
	int kind;

	if (list == NULL || !jr_is_array(list, KIND__COUNT, f))
		return;
	for (const struct jr *c = list->first; c != NULL; c = c->next) {
		if (!jr_read_word(c, kind_words, &kind, f))
			continue;
		w->kind[kind] = true;
		w->has_kinds = true;
	}
}

static void read_wishes(struct arena *a, const struct vocabulary *v,
			const struct rates *rates, const struct jr *n,
			struct wishes *w, struct faults *f)
{
	static const char *const keys[] = {"kinds",   "places", "sectors",
					   "pay_min", "from",   NULL};

	w->from = DAY_NONE;
	if (n == NULL || !jr_is_object(n, f))
		return;
	jr_only_keys(n, keys, f);
	read_kinds(jr_get(n, "kinds"), w, f);
	if (jr_get(n, "places") != NULL)
		profile_read_values(a, jr_get(n, "places"), v->places,
				    &w->places, f);
	if (jr_get(n, "sectors") != NULL)
		profile_read_values(a, jr_get(n, "sectors"), v->sectors,
				    &w->sectors, f);
	if (jr_get(n, "pay_min") != NULL &&
	    pay_wish_read(jr_get(n, "pay_min"), rates, &w->pay_min, f))
		w->pay_given = jr_get(n, "pay_min");
	if (jr_get(n, "from") != NULL)
		jr_read_day(jr_get(n, "from"), &w->from, f);
}

enum err profile_read(struct arena *a, const struct vocabulary *v,
		      const struct rates *rates, const struct jr *profile,
		      const struct jr *venture,
		      const struct profile **ret_profile, struct faults *f)
{
	static const char *const keys[] = {"facts", "texts", "wishes", NULL};
	size_t before = f->count + f->more;
	struct profile *p = ARENA_NEW(a, struct profile);
	enum err e;

	if (!jr_is_object(profile, f))
		return ERR_INVALID;
	jr_only_keys(profile, keys, f);
	e = facts_read(a, v, jr_get(profile, "facts"), venture, &p->facts, f);
	if (e != ERR_OK && e != ERR_INVALID)
		return e;
	read_texts(a, jr_get(profile, "texts"), p, f);
	read_wishes(a, v, rates, jr_get(profile, "wishes"), &p->wishes, f);
	*ret_profile = p;
	return f->count + f->more == before ? ERR_OK : ERR_INVALID;
}
