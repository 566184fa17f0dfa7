/* members - see members.h. */
#include "matcher/members.h"

#include "base/arena.h"
#include "json/jr.h"
#include "matcher/fact_read.h"
#include "matcher/person.h"
#include "matcher/shares.h"

enum { ROLE_BYTES = 80 };

static void read_share(struct arena *a, const struct vocabulary *v,
		       const struct jr *n, struct fact *of, struct faults *f)
{
	if (n != NULL)
		fact_read(a, v->equity, n, &of[v->equity->index], f);
}

static void read_member(struct arena *a, const struct vocabulary *v,
			const struct jr *n, struct facts *to, struct faults *f)
{
	static const char *const known[] = {"person",    "role",  "equity",
					    "full_time", "facts", NULL};
	struct fact *of = ARENA_ARRAY(a, struct fact, v->profile.count + 1);
	const struct jr *c;
	struct slice text;
	bool truth;

	to->of = of;
	if (!jr_is_object(n, f))
		return;
	jr_only_keys(n, known, f);
	c = jr_get(n, "person");
	if (c != NULL)
		(void)jr_read_id(c, &text, f);
	c = jr_get(n, "role");
	if (c != NULL)
		(void)jr_read_text(c, ROLE_BYTES, &text, f);
	c = jr_get(n, "full_time");
	if (c != NULL)
		(void)jr_read_bool(c, &truth, f);
	read_share(a, v, jr_get(n, "equity"), of, f);
	c = jr_get(n, "facts");
	if (c != NULL)
		person_read(a, v, c, HOLDER_MEMBER, of, to, f);
	person_derive(a, v, of, to, f);
}

/* All stated shares together are at most the whole. */
static void check_shares(const struct vocabulary *v, const struct jr *n,
			 const struct facts *to, struct faults *f)
{
	struct shares s = {0};

	for (size_t i = 0; i < to->member_count; i++)
		shares_add(&s, &to->members[i].of[v->equity->index],
			   VERDICT_ELIGIBLE);
	if (shares_round(s.stated) > 100)
		jr_fault(f, n, FAULT_RANGE, "[0, 100]");
}

bool members_read(struct arena *a, const struct vocabulary *v,
		  const struct jr *n, struct facts *to, struct faults *f)
{
	size_t before = f->count + f->more;
	struct facts *members;

	if (!jr_is_array(n, FACTS_MEMBERS_MAX, f))
		return false;
	members = ARENA_ARRAY(a, struct facts, n->count);
	for (const struct jr *c = n->first; c != NULL; c = c->next)
		read_member(a, v, c, &members[c->index], f);
	to->members = members;
	to->member_count = n->count;
	to->members_known = true;
	check_shares(v, n, to, f);
	return f->count + f->more == before;
}

/* Is the member a resident of Hong Kong or Macao, permanent or not? */
static enum verdict is_hkmo(const struct vocabulary *v,
			    const struct facts *member)
{
	const struct attr *residency = vocabulary_attr(v, SLICE("residency"));
	int hk, mo;

	if (residency == NULL || residency->values == NULL ||
	    !member->of[residency->index].known)
		return VERDICT_MAYBE;
	hk = values_find(residency->values, SLICE("hk_resident"));
	mo = values_find(residency->values, SLICE("macao_resident"));
	for (int i = 0; i < 2; i++) {
		int value = i == 0 ? hk : mo;

		if (value >= 0 && values_has(member->of[residency->index].held,
					     (size_t)value))
			return VERDICT_ELIGIBLE;
	}
	return VERDICT_INELIGIBLE;
}

static struct fact hkmo_share(const struct vocabulary *v,
			      const struct facts *to)
{
	struct shares s = {0};

	for (size_t i = 0; i < to->member_count; i++)
		shares_add(&s, &to->members[i].of[v->equity->index],
			   is_hkmo(v, &to->members[i]));
	return (struct fact){
		.known = true, .lo = shares_least(&s), .hi = shares_most(&s)};
}

/* Nothing follows when no member says whether they work full time. */
static struct fact full_time(const struct jr *members)
{
	struct fact fact = {0};

	for (const struct jr *m = members->first; m != NULL; m = m->next) {
		const struct jr *c = jr_get(m, "full_time");

		fact.known = fact.known || c != NULL;
		fact.lo += c != NULL && c->truth;
		fact.hi += c == NULL || c->truth;
	}
	return fact;
}

static struct fact implied(const struct vocabulary *v, const struct jr *n,
			   enum attr_derive derive, const struct facts *to)
{
	double count = (double)to->member_count;

	if (derive == DERIVE_MEMBERS_COUNT)
		return (struct fact){.known = true, .lo = count, .hi = count};
	if (derive == DERIVE_MEMBERS_HKMO_EQUITY)
		return hkmo_share(v, to);
	if (derive == DERIVE_MEMBERS_FULL_TIME)
		return full_time(n);
	return (struct fact){0};
}

void members_derive(const struct vocabulary *v, const struct jr *n,
		    struct fact *of, const struct facts *to, struct faults *f)
{
	for (size_t i = 0; i < v->profile.count; i++) {
		struct fact from =
			implied(v, n, v->profile.attrs[i].derive, to);

		if (from.known && !fact_narrow(&of[i], from.lo, from.hi))
			jr_fault(f, of[i].given, FAULT_DISAGREES, "members");
	}
}
