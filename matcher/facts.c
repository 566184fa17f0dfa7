/* facts - a profile and its venture put together; see facts.h. */
#include "matcher/facts.h"

#include "base/arena.h"
#include "json/jr.h"
#include "matcher/fact_read.h"
#include "matcher/members.h"
#include "matcher/person.h"

/* The venture's facts join those that the profile gives. */
static void join_venture(const struct vocabulary *v, struct fact *of,
			 const struct fact *venture, struct faults *f)
{
	for (size_t i = 0; i < v->profile.count; i++) {
		const struct attr *attr = &v->profile.attrs[i];

		if (!venture[i].known)
			continue;
		if (of[i].known && attr->scope == SCOPE_VENTURE &&
		    !fact_eq(attr, &of[i], &venture[i]))
			jr_fault(f, venture[i].given, FAULT_DISAGREES,
				 "profile.facts");
		of[i] = venture[i];
	}
}

static void read_venture(struct arena *a, const struct vocabulary *v,
			 const struct jr *n, struct fact *of, struct facts *to,
			 struct faults *f)
{
	static const char *const known[] = {"facts", "members", NULL};
	struct fact *own = ARENA_ARRAY(a, struct fact, v->profile.count + 1);
	const struct jr *facts = jr_get(n, "facts");
	const struct jr *members = jr_get(n, "members");

	if (!jr_is_object(n, f))
		return;
	jr_only_keys(n, known, f);
	if (facts != NULL)
		person_read(a, v, facts, HOLDER_VENTURE, own, to, f);
	join_venture(v, of, own, f);
	if (members != NULL && members_read(a, v, members, to, f))
		members_derive(v, members, of, to, f);
}

enum err facts_read(struct arena *a, const struct vocabulary *v,
		    const struct jr *facts, const struct jr *venture,
		    const struct facts **ret_facts,
		    struct faults *reterr_faults)
{
	struct faults *f = reterr_faults;
	size_t before = f->count + f->more;
	struct facts *to = ARENA_NEW(a, struct facts);
	struct fact *of = ARENA_ARRAY(a, struct fact, v->profile.count + 1);

	to->of = of;
	if (facts != NULL)
		person_read(a, v, facts, HOLDER_PROFILE, of, to, f);
	if (venture != NULL)
		read_venture(a, v, venture, of, to, f);
	person_derive(a, v, of, to, f);
	if (f->count + f->more != before)
		return ERR_INVALID;
	*ret_facts = to;
	return ERR_OK;
}
