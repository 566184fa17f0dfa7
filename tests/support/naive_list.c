/* naive_list - quantifiers over members and awards; see naive_parts.h. */
#include "base/compiler.h"
#include "support/naive_parts.h"

enum { LIST_MAX = 64 };

/* One member or award, and whether it counts. */
struct item {
	struct naive_who who;
	enum truth counts;
};

struct items {
	size_t count;
	struct item item[LIST_MAX];
};

static void add(struct items *to, const struct naive_who *who,
		const struct jr *where)
{
	struct item *item = &to->item[to->count++];

	ASSERT(to->count <= LIST_MAX);
	item->who = *who;
	item->counts = where != NULL ? naive_tree(who, where) : TRUTH_YES;
}

/* False: nobody has said who the members are. */
static bool list_members(const struct naive_who *who, const struct jr *members,
			 const struct jr *where, struct items *to)
{
	for (const struct jr *n = members != NULL ? members->first : NULL; n;
	     n = n->next) {
		struct naive_who member = {
			.c = who->c,
			.facts = jr_get(n, "facts"),
			.member = n,
			.as_of = who->as_of,
		};

		add(to, &member, where);
	}
	return members != NULL;
}

/* SEMANTICS 7: without awards, level and year together count as one. */
static bool list_awards(const struct naive_who *who, const struct jr *awards,
			const struct jr *where, struct items *to)
{
	struct naive_who award = {
		.c = who->c,
		.is_award = true,
		.as_of = who->as_of,
	};

	for (const struct jr *n = awards != NULL ? awards->first : NULL; n;
	     n = n->next) {
		award.facts = n;
		add(to, &award, where);
	}
	if (awards != NULL)
		return true;
	if (naive_given(who, SLICE("education")) == NULL ||
	    naive_given(who, SLICE("graduation_year")) == NULL)
		return false;
	award.facts = NULL;
	award.holder = who;
	add(to, &award, where);
	return true;
}

/* How many surely count, how many may. */
static struct naive_range count_of(const struct items *items)
{
	double sure = 0;
	double possible = 0;

	for (size_t i = 0; i < items->count; i++) {
		sure += items->item[i].counts == TRUTH_YES;
		possible += items->item[i].counts != TRUTH_NO;
	}
	return naive_between(sure, possible);
}

static struct naive_range heads_of(const struct items *items)
{
	struct naive_range count = count_of(items);
	double all = (double)items->count;

	if (items->count == 0)
		return naive_between(0, 0);
	return naive_between(100 * count.lo / all, 100 * count.hi / all);
}

/* Who states no share holds between nothing and all that the others leave. */
static struct naive_range equity_of(const struct items *items)
{
	struct naive_range sum = naive_between(0, 0);
	bool open = false;
	double left = 100;

	for (size_t i = 0; i < items->count; i++) {
		const struct item *item = &items->item[i];
		const struct jr *share =
			naive_given(&item->who, SLICE("equity"));

		if (share != NULL)
			left -= share->real;
		if (item->counts == TRUTH_NO)
			continue;
		if (share == NULL)
			open = true;
		else
			sum.hi += share->real;
		if (share != NULL && item->counts == TRUTH_YES)
			sum.lo += share->real;
	}
	if (open)
		sum.hi += left;
	return sum;
}

static const struct jr *members_of(const struct naive_who *who)
{
	return jr_get(who->venture, "members");
}

/* SEMANTICS 7: of Hong Kong or Macao is who resides there. */
static enum truth is_hkmo(const struct naive_who *member)
{
	const struct jr *given = naive_given(member, SLICE("residency"));
	const struct jr *attribute =
		naive_attribute(member, SLICE("residency"));

	for (const struct jr *n = given != NULL ? given->first : NULL; n;
	     n = n->next) {
		if (naive_implies(member->c, attribute, n->text,
				  SLICE("hk_resident")) ||
		    naive_implies(member->c, attribute, n->text,
				  SLICE("macao_resident")))
			return TRUTH_YES;
	}
	return given != NULL ? TRUTH_NO : TRUTH_UNKNOWN;
}

struct naive_range naive_members_hkmo(const struct naive_who *who)
{
	struct items items = {0};

	if (!list_members(who, members_of(who), NULL, &items))
		return (struct naive_range){.known = false};
	for (size_t i = 0; i < items.count; i++)
		items.item[i].counts = is_hkmo(&items.item[i].who);
	return equity_of(&items);
}

struct naive_range naive_members_count(const struct naive_who *who)
{
	struct items items = {0};

	if (!list_members(who, members_of(who), NULL, &items))
		return (struct naive_range){.known = false};
	return count_of(&items);
}

/* Unknown unless somebody says whether they work full time. */
struct naive_range naive_members_full_time(const struct naive_who *who)
{
	const struct jr *members = members_of(who);
	struct naive_range count = naive_between(0, 0);
	bool said = false;

	for (const struct jr *n = members != NULL ? members->first : NULL; n;
	     n = n->next) {
		const struct jr *full_time = jr_get(n, "full_time");

		count.lo += full_time != NULL && full_time->truth;
		count.hi += full_time == NULL || full_time->truth;
		said |= full_time != NULL;
	}
	return said ? count : (struct naive_range){.known = false};
}

/* The mean of those whose bit is set, all at their lowest or highest age. */
static bool mean_of(const struct items *items, unsigned chosen,
		    struct naive_range *ret)
{
	struct naive_range sum = naive_between(0, 0);
	double count = 0;

	for (size_t i = 0; i < items->count; i++) {
		const struct item *item = &items->item[i];
		struct naive_range age;

		if ((chosen >> i & 1) == 0)
			continue;
		age = naive_age(&item->who, item->who.as_of);
		if (!age.known)
			return false;
		sum.lo += age.lo;
		sum.hi += age.hi;
		count++;
	}
	*ret = naive_between(sum.lo / count, sum.hi / count);
	return count > 0;
}

static bool may_be_chosen(const struct items *items, unsigned chosen)
{
	for (size_t i = 0; i < items->count; i++) {
		bool in = (chosen >> i & 1) != 0;

		if (in && items->item[i].counts == TRUTH_NO)
			return false;
		if (!in && items->item[i].counts == TRUTH_YES)
			return false;
	}
	return true;
}

/* Tries everyone who may count, in and out. */
static struct naive_range mean_age_of(const struct items *items)
{
	struct naive_range all = {.known = false};
	struct naive_range one;

	ASSERT(items->count < 16);
	for (unsigned chosen = 0; chosen < 1u << items->count; chosen++) {
		if (!may_be_chosen(items, chosen))
			continue;
		if (!mean_of(items, chosen, &one))
			return (struct naive_range){.known = false};
		if (!all.known)
			all = one;
		all.lo = one.lo < all.lo ? one.lo : all.lo;
		all.hi = one.hi > all.hi ? one.hi : all.hi;
	}
	return all;
}

static enum truth bounded(struct naive_range r, const struct jr *test)
{
	const struct jr *bound;

	if (!r.known)
		return TRUTH_UNKNOWN;
	bound = jr_get(test, "min");
	if (bound != NULL)
		return naive_at_least(r, bound->real);
	bound = jr_get(test, "max");
	if (bound != NULL)
		return naive_at_most(r, bound->real);
	bound = jr_get(test, "above");
	if (bound != NULL)
		return naive_not(naive_at_most(r, bound->real));
	return naive_not(naive_at_least(r, jr_get(test, "below")->real));
}

/*
 * The list, or what the seeker would answer if asked for it.  Facts that follow
 * from lists stay as they are: a question is about one attribute alone.
 */
static const struct jr *list_now(const struct naive_who *who, const char *over)
{
	const struct naive_answer *answer = who->c->answer;

	if (answer != NULL && who->member == NULL &&
	    slice_is(answer->attr, over))
		return answer->given;
	if (slice_is(slice_of(over), "members"))
		return members_of(who);
	return naive_given(who, SLICE("awards"));
}

enum truth naive_list(const struct naive_who *who, const struct jr *test)
{
	const struct jr *where = jr_get(test, "where");
	struct slice measure = jr_get(test, "measure")->text;
	struct items items = {0};
	bool known;

	if (slice_is(jr_get(test, "over")->text, "awards"))
		known = list_awards(who, list_now(who, "awards"), where,
				    &items);
	else
		known = list_members(who, list_now(who, "members"), where,
				     &items);
	if (!known)
		return TRUTH_UNKNOWN;
	if (slice_is(measure, "count"))
		return bounded(count_of(&items), test);
	if (slice_is(measure, "heads"))
		return bounded(heads_of(&items), test);
	if (slice_is(measure, "equity"))
		return bounded(equity_of(&items), test);
	return bounded(mean_age_of(&items), test);
}
