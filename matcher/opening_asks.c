/* opening_asks - see opening_asks.h. */
#include "matcher/opening_asks.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/opening.h"
#include "matcher/opening_details.h"

const char *const *ask_members(enum ask part)
{
	static const char *const members[ASK__COUNT][ASK_MEMBERS_MAX + 1] = {
		[ASK_PREFERENCES] = {"preferences", NULL},
		[ASK_TIERS] = {"tiers", NULL},
		[ASK_RULES] = {"rules", "criteria", "complete", NULL}};

	return members[part];
}

/* Criteria that gate nothing, so that no test of them may be due later. */
static bool read_wish(const struct opening_reader *r, const struct jr *n,
		      const struct rule **ret_rule, struct faults *f)
{
	if (rule_read(r->arena, r->vocabulary, n, ret_rule, f) != ERR_OK)
		return false;
	for (size_t i = 0; i < (*ret_rule)->test_count; i++) {
		if ((*ret_rule)->tests[i]->due == DUE_APPLY)
			continue;
		jr_fault(f, n, FAULT_NOT_ACCEPTED, "due apply");
		return false;
	}
	return true;
}

/* A test with a `weight` beside it; the weight is 1 when absent. */
static bool read_preference(const struct opening_reader *r, const struct jr *n,
			    struct preference *ret, struct faults *f)
{
	const struct jr *weight = jr_get(n, "weight");
	size_t before = f->count + f->more;

	ret->weight = 1;
	if (!jr_is_object(n, f))
		return false;
	if (weight != NULL)
		jr_read_number(weight, 0, 1000, &ret->weight, f);
	if (jr_get(n, "attr") == NULL) {
		jr_need(n, "attr", f);
		return false;
	}
	return read_wish(r, jr_without(r->arena, n, "weight"), &ret->rule, f) &&
	       f->count + f->more == before;
}

static void read_preferences(const struct opening_reader *r, const struct jr *n,
			     struct opening *o, struct faults *f)
{
	const struct jr *list = jr_get(n, "preferences");
	struct preference *items;

	if (list == NULL || !jr_is_array(list, CRITERIA_TESTS_MAX, f))
		return;
	items = ARENA_ARRAY(r->arena, struct preference, list->count);
	for (const struct jr *c = list->first; c != NULL; c = c->next) {
		struct preference *p = &items[o->preference_count];

		if (read_preference(r, c, p, f))
			o->preference_count++;
	}
	o->preferences = items;
}

static void read_tier(const struct opening_reader *r, const struct jr *n,
		      struct opening *o, struct tier *t, struct faults *f)
{
	static const char *const tier_keys[] = {"id", "criteria", "benefit",
						"label", NULL};
	const struct jr *id, *criteria, *benefit;

	if (!jr_is_object(n, f))
		return;
	jr_only_keys(n, tier_keys, f);
	id = jr_need(n, "id", f);
	if (id != NULL && jr_read_id(id, &t->id, f))
		t->id = arena_copy(r->arena, t->id);
	criteria = jr_need(n, "criteria", f);
	benefit = jr_need(n, "benefit", f);
	if (benefit != NULL && details_check_benefit(benefit, f))
		t->benefit = details_benefit_json(r->arena, benefit);
	details_read_texts(r->arena, n, "label", OPENING_TITLE_BYTES, &t->label,
			   f);
	if (criteria != NULL && read_wish(r, criteria, &t->rule, f))
		o->tier_count++;
}

static void read_tiers(const struct opening_reader *r, const struct jr *n,
		       struct opening *o, struct faults *f)
{
	const struct jr *list = jr_get(n, "tiers");
	struct tier *items;

	if (list == NULL || !jr_is_array(list, OPENING_TIERS_MAX, f))
		return;
	items = ARENA_ARRAY(r->arena, struct tier, list->count);
	for (const struct jr *c = list->first; c != NULL; c = c->next)
		read_tier(r, c, o, &items[o->tier_count], f);
	o->tiers = items;
}

/* All that ruleset_read() looks at. */
static void write_rules(const struct jr *n, struct buf *to)
{
	const char *const *members = ask_members(ASK_RULES);
	struct json_writer w;

	jw_init(&w, to);
	jw_object(&w, NULL);
	for (; *members != NULL; members++) {
		const struct jr *own = jr_get(n, *members);

		if (own != NULL)
			jw_tree(&w, *members, own);
	}
	jw_end(&w);
}

static enum err read_rules(const struct opening_reader *r, const struct jr *n,
			   const struct ruleset **ret_rules, struct faults *f)
{
	struct buf key;
	const struct ruleset *known;
	enum err e = ERR_OK;

	if (r->rulesets == NULL)
		return ruleset_read(r->arena, r->vocabulary, n, ret_rules, f);
	buf_init(&key, SIZE_MAX / 2);
	write_rules(n, &key);
	known = map_get(r->rulesets, buf_slice(&key));
	if (known == NULL) {
		e = ruleset_read(r->arena, r->vocabulary, n, &known, f);
		if (e == ERR_OK)
			map_put(r->rulesets,
				arena_copy(r->arena, buf_slice(&key)), known);
	}
	buf_done(&key);
	*ret_rules = known;
	return e;
}

bool asks_read(const struct opening_reader *r, enum ask part,
	       const struct jr *n, struct opening *o, struct faults *f)
{
	size_t before = f->count + f->more;

	switch (part) {
	case ASK_PREFERENCES:
		read_preferences(r, n, o, f);
		break;
	case ASK_TIERS:
		read_tiers(r, n, o, f);
		break;
	case ASK_RULES:
		return read_rules(r, n, &o->rules, f) == ERR_OK;
	case ASK__COUNT:
		break;
	}
	return f->count + f->more == before;
}
