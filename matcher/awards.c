/* awards - see awards.h. */
#include "matcher/awards.h"

#include "base/arena.h"
#include "json/jr.h"
#include "matcher/fact_read.h"

static bool read_award(struct arena *a, const struct schema *s,
		       const struct jr *n, struct facts *to, struct faults *f)
{
	struct fact *of = ARENA_ARRAY(a, struct fact, s->count);
	bool good = true;

	to->of = of;
	if (!jr_is_object(n, f))
		return false;
	for (const struct jr *c = n->first; c != NULL; c = c->next) {
		const struct attr *attr = schema_attr(s, c->key);

		if (attr == NULL) {
			jr_fault(f, c, FAULT_UNKNOWN_KEY, NULL);
			good = false;
			continue;
		}
		good = fact_read(a, attr, c, &of[attr->index], f) && good;
	}
	return good;
}

bool awards_read(struct arena *a, const struct vocabulary *v,
		 const struct jr *n, struct facts *to, struct faults *f)
{
	struct facts *awards;
	bool good = true;

	if (!jr_is_array(n, FACTS_AWARDS_MAX, f))
		return false;
	awards = ARENA_ARRAY(a, struct facts, n->count);
	for (const struct jr *c = n->first; c != NULL; c = c->next)
		good = read_award(a, v->awards->elements, c, &awards[c->index],
				  f) &&
		       good;
	to->awards = awards;
	to->award_count = n->count;
	to->awards_known = good;
	return good;
}

/* What the attribute can be according to the awards. */
struct implied {
	bool known;
	double lo, hi;
};

static const struct fact *part_of(const struct facts *award,
				  const struct attr *part)
{
	return &award->of[part->index];
}

/* The highest level: at least the highest stated, open above if one is not. */
static struct implied highest(const struct vocabulary *v,
			      const struct facts *who)
{
	struct implied level = {true, 0, 0};

	for (size_t i = 0; i < who->award_count; i++) {
		const struct fact *l = part_of(&who->awards[i], v->award_level);
		double hi = l->known
				    ? l->hi
				    : (double)v->award_level->values->count - 1;

		if (l->known && l->lo > level.lo)
			level.lo = l->lo;
		if (hi > level.hi)
			level.hi = hi;
	}
	return level;
}

/* The latest year of the awards of that level, where all of them state it. */
static struct implied year_of_highest(const struct vocabulary *v,
				      const struct facts *who, double level)
{
	struct implied year = {false, v->award_year->min, v->award_year->min};

	for (size_t i = 0; i < who->award_count; i++) {
		const struct fact *l = part_of(&who->awards[i], v->award_level);
		const struct fact *y = part_of(&who->awards[i], v->award_year);

		if (l->known && l->lo != level)
			continue;
		if (!l->known || !y->known)
			return (struct implied){false, 0, 0};
		year.known = true;
		year.lo = y->lo > year.lo ? y->lo : year.lo;
		year.hi = y->hi > year.hi ? y->hi : year.hi;
	}
	return year;
}

/* Could the year that is given be that of any award? */
static bool is_year_of_any(const struct vocabulary *v, const struct facts *who,
			   const struct fact *given)
{
	for (size_t i = 0; i < who->award_count; i++) {
		const struct fact *y = part_of(&who->awards[i], v->award_year);

		if (!y->known || (y->lo <= given->hi && given->lo <= y->hi))
			return true;
	}
	return false;
}

/* Takes over what follows, or checks it against what is given. */
static void settle(struct fact *fact, struct implied from,
		   const struct vocabulary *v, struct faults *f)
{
	if (!from.known)
		return;
	if (!fact_narrow(fact, from.lo, from.hi))
		jr_fault(f, fact->given, FAULT_DISAGREES, v->awards->key.p);
}

static void derive_from_awards(const struct vocabulary *v,
			       const struct facts *who, struct fact *education,
			       struct fact *year, struct faults *f)
{
	struct implied level = highest(v, who);

	settle(education, level, v, f);
	if (year->known && !is_year_of_any(v, who, year))
		jr_fault(f, year->given, FAULT_DISAGREES, v->awards->key.p);
	else if (level.lo == level.hi && who->award_count > 0)
		settle(year, year_of_highest(v, who, level.lo), v, f);
}

static void award_from(struct arena *a, const struct vocabulary *v,
		       const struct fact *education, const struct fact *year,
		       struct facts *who)
{
	struct facts *award = ARENA_NEW(a, struct facts);
	struct fact *of =
		ARENA_ARRAY(a, struct fact, v->awards->elements->count);

	of[v->award_level->index] = *education;
	of[v->award_year->index] = *year;
	award->of = of;
	who->awards = award;
	who->award_count = 1;
	who->awards_known = true;
}

static struct fact *derived_fact(const struct vocabulary *v, struct fact *of,
				 enum attr_derive derive)
{
	for (size_t i = 0; i < v->profile.count; i++) {
		if (v->profile.attrs[i].derive == derive)
			return &of[i];
	}
	return NULL;
}

void awards_derive(struct arena *a, const struct vocabulary *v, struct fact *of,
		   struct facts *to, struct faults *f)
{
	struct fact *education = derived_fact(v, of, DERIVE_AWARDS_LEVEL);
	struct fact *year = derived_fact(v, of, DERIVE_AWARDS_YEAR);

	if (v->award_level == NULL || v->award_year == NULL)
		return;
	if (to->awards_known)
		derive_from_awards(v, to, education, year, f);
	else if (of[v->awards->index].given == NULL && education->known &&
		 year->known)
		award_from(a, v, education, year, to);
}
