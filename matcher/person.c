/* person - see person.h. */
#include "matcher/person.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/day.h"
#include "json/jr.h"
#include "matcher/awards.h"
#include "matcher/fact_read.h"

static bool may_hold(enum facts_holder holder, const struct attr *attr)
{
	switch (holder) {
	case HOLDER_PROFILE:
		return true;
	case HOLDER_MEMBER:
		return attr->scope != SCOPE_VENTURE;
	case HOLDER_VENTURE:
		return attr->scope != SCOPE_PERSON;
	}
	return false;
}

static void refuse_computed(const struct vocabulary *v, const struct attr *attr,
			    const struct jr *n, struct faults *f)
{
	char list[FAULT_ARG_BYTES] = "";
	size_t used = 0;

	for (size_t i = 0; i < attr->from_count && used < sizeof(list); i++)
		used += (size_t)snprintf(list + used, sizeof(list) - used,
					 "%s%s", i == 0 ? "" : ", ",
					 v->profile.attrs[attr->from[i]].key.p);
	jr_fault(f, n, FAULT_DERIVED, list);
}

static void read_list(struct arena *a, const struct vocabulary *v,
		      const struct jr *n, struct fact *fact, struct facts *to,
		      struct faults *f)
{
	fact->given = n;
	fact->known = awards_read(a, v, n, to, f);
	fact->id_count = to->award_count;
}

void person_read(struct arena *a, const struct vocabulary *v,
		 const struct jr *n, enum facts_holder holder, struct fact *of,
		 struct facts *to, struct faults *f)
{
	if (!jr_is_object(n, f))
		return;
	for (const struct jr *c = n->first; c != NULL; c = c->next) {
		const struct attr *attr = vocabulary_attr(v, c->key);

		if (attr == NULL)
			jr_fault(f, c, FAULT_UNKNOWN_ATTR, NULL);
		else if (attr_is_computed(attr))
			refuse_computed(v, attr, c, f);
		else if (!may_hold(holder, attr))
			jr_fault(f, c,
				 holder == HOLDER_VENTURE ? FAULT_SCOPE_PERSON
							  : FAULT_SCOPE_VENTURE,
				 NULL);
		else if (attr->type == ATTR_LIST)
			read_list(a, v, c, &of[attr->index], to, f);
		else
			fact_read(a, attr, c, &of[attr->index], f);
	}
}

/* Years count from any day of a year when only the year is known. */
static struct fact origin_of(const struct attr *computed,
			     const struct attr *from, const struct fact *fact)
{
	struct fact origin = {.known = true, .lo = fact->lo, .hi = fact->hi};

	if (computed->derive == DERIVE_WHOLE_YEARS &&
	    from->type == ATTR_NUMBER) {
		origin.lo = day_of((int)fact->lo, 1, 1);
		origin.hi = day_of((int)fact->hi, 12, 31);
	}
	return origin;
}

static void find_origin(const struct vocabulary *v, const struct attr *computed,
			struct fact *of, struct faults *f)
{
	struct fact *to = &of[computed->index];
	const char *exact = NULL;

	*to = (struct fact){0};
	for (size_t i = 0; i < computed->from_count; i++) {
		const struct attr *from = &v->profile.attrs[computed->from[i]];
		const struct fact *fact = &of[from->index];
		struct fact origin;

		if (!fact->known)
			continue;
		origin = origin_of(computed, from, fact);
		if (exact == NULL) {
			*to = origin;
			exact = from->key.p;
		} else if (fact->given != NULL &&
			   (origin.lo > to->hi || origin.hi < to->lo)) {
			jr_fault(f, fact->given, FAULT_DISAGREES, exact);
		}
	}
}

void person_derive(struct arena *a, const struct vocabulary *v, struct fact *of,
		   struct facts *to, struct faults *f)
{
	awards_derive(a, v, of, to, f);
	for (size_t i = 0; i < v->profile.count; i++) {
		if (attr_is_computed(&v->profile.attrs[i]))
			find_origin(v, &v->profile.attrs[i], of, f);
	}
}
