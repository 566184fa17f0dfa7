/* population_profiles - what people state; see population.h. */
#include <string.h>

#include "base/day.h"
#include "json/jw.h"
#include "population_parts.h"

/* Of a hundred people, how many state it; the rest of the attributes below. */
static const struct {
	const char *attr;
	int percent;
} stated[] = {
	{"residency", 92},
	{"birth_date", 60},
	{"birth_year", 0},
	{"education", 80},
	{"study_status", 75},
	{"graduation_year", 50},
	{"institution_region", 55},
	{"institution", 30},
	{"field", 50},
	{"languages", 70},
	{"years_experience", 45},
	{"nationality", 60},
	{"employment_status", 50},
	{"programmes_joined", 25},
	{"aid_received", 25},
};

enum { OTHERS_PERCENT = 20, VENTURES_PERCENT = 25, VENTURE_FACTS_PERCENT = 80 };

static int percent_of(const struct attr *attr, bool has_venture)
{
	if (attr->scope == SCOPE_VENTURE)
		return has_venture ? VENTURE_FACTS_PERCENT : 0;
	for (size_t i = 0; i < COUNT(stated); i++) {
		if (slice_is(attr->key, stated[i].attr))
			return stated[i].percent;
	}
	return OTHERS_PERCENT;
}

static void add_value(struct making *m, struct json_writer *w, const char *key,
		      const struct values *v)
{
	size_t i = (size_t)random_below(&m->random, (int)v->count);

	jw_text(w, key, v->items[i].name);
}

static void add_number(struct making *m, struct json_writer *w,
		       const struct attr *attr)
{
	int n = random_below(&m->random, 20);

	if (slice_starts(slice_of(attr->unit.p), SLICE("year")) &&
	    attr->min >= 1900)
		n = random_range(&m->random, 1998, 2026);
	else if (attr->max == 100)
		n = 5 * random_below(&m->random, 21);
	if (random_chance(&m->random, 5) && attr->max > 100) {
		jw_array(w, attr->key.p);
		jw_int(w, NULL, n);
		jw_int(w, NULL, n + 2);
		jw_end(w);
		return;
	}
	jw_int(w, attr->key.p, n);
}

static void add_set(struct making *m, struct json_writer *w,
		    const struct attr *attr)
{
	int count = random_chance(&m->random, 70) ? 1 : 2;
	const struct values *v = attr->values;
	size_t first;

	jw_array(w, attr->key.p);
	if (v != NULL) {
		first = (size_t)random_below(&m->random, (int)v->count);
		for (int i = 0; i < count; i++)
			jw_text(w, NULL,
				v->items[(first + (size_t)i * 3) % v->count]
					.name);
	}
	jw_end(w);
}

static void add_levels(struct making *m, struct json_writer *w,
		       const struct attr *attr)
{
	static const int keys[] = {90, 80, 85, 20};

	jw_object(w, attr->key.p);
	for (size_t i = 0; i < COUNT(keys) && i < attr->keys->count; i++) {
		if (random_chance(&m->random, keys[i]))
			add_value(m, w, attr->keys->items[i].name.p,
				  attr->values);
	}
	jw_end(w);
}

static void add_fact(struct making *m, struct json_writer *w,
		     const struct attr *attr)
{
	switch (attr->type) {
	case ATTR_NUMBER:
		add_number(m, w, attr);
		return;
	case ATTR_ORDINAL:
	case ATTR_CHOICE:
		add_value(m, w, attr->key.p, attr->values);
		return;
	case ATTR_SET:
		add_set(m, w, attr);
		return;
	case ATTR_LEVELS:
		add_levels(m, w, attr);
		return;
	case ATTR_FLAG:
		jw_bool(w, attr->key.p, random_chance(&m->random, 50));
		return;
	case ATTR_DATE:
		jw_day(w, attr->key.p,
		       day_of(1980, 1, 1) + random_below(&m->random, 28 * 365));
		return;
	case ATTR_LIST:
	case ATTR_TYPE__COUNT:
		return;
	}
}

/* Follows from the members, where they are stated. */
static bool is_of_members(const struct attr *attr)
{
	return attr->derive == DERIVE_MEMBERS_COUNT ||
	       attr->derive == DERIVE_MEMBERS_HKMO_EQUITY ||
	       attr->derive == DERIVE_MEMBERS_FULL_TIME;
}

static void write_member(struct making *m, struct json_writer *w, int equity)
{
	jw_object(w, NULL);
	jw_int(w, "equity", equity);
	jw_bool(w, "full_time", random_chance(&m->random, 60));
	jw_object(w, "facts");
	jw_int(w, "birth_year", random_range(&m->random, 1980, 2006));
	jw_array(w, "residency");
	jw_word(w, NULL,
		random_chance(&m->random, 60) ? "hk_permanent" : "mainland");
	jw_end(w);
	jw_end(w);
	jw_end(w);
}

static void write_venture(struct making *m)
{
	int count = random_range(&m->random, 1, 5);
	struct json_writer w;

	jw_init(&w, &m->text);
	jw_object(&w, NULL);
	jw_array(&w, "members");
	for (int i = 0; i < count; i++)
		write_member(m, &w, 100 / count);
	jw_end(&w);
	jw_end(&w);
}

static void write_facts(struct making *m, bool is_full, bool has_venture,
			bool has_members)
{
	bool has_born = false;
	struct json_writer w;

	jw_init(&w, &m->text);
	jw_object(&w, NULL);
	for (size_t i = 0; i < m->vocabulary->profile.count; i++) {
		const struct attr *attr = &m->vocabulary->profile.attrs[i];
		bool is_year = slice_is(attr->key, "birth_year");

		if (attr_is_computed(attr) ||
		    (has_members && is_of_members(attr)) ||
		    !(is_full || is_year ||
		      random_chance(&m->random, percent_of(attr, has_venture))))
			continue;
		if (is_year && (has_born || random_chance(&m->random, 50)))
			continue;
		if (is_year)
			jw_int(&w, "birth_year",
			       random_range(&m->random, 1980, 2008));
		else
			add_fact(m, &w, attr);
		has_born = has_born || slice_is(attr->key, "birth_date");
	}
	jw_end(&w);
}

/* Both as one text, {"facts":...,"venture":...|null}. */
static void write_profile(struct making *m, bool is_full)
{
	bool has_venture =
		is_full || random_chance(&m->random, VENTURES_PERCENT);
	bool has_members =
		has_venture && !is_full && random_chance(&m->random, 50);

	buf_clear(&m->text);
	buf_add_text(&m->text, "{\"facts\":");
	write_facts(m, is_full, has_venture, has_members);
	buf_add_text(&m->text, ",\"venture\":");
	if (has_members)
		write_venture(m);
	else
		buf_add_text(&m->text, "null");
	buf_add_text(&m->text, "}");
}

/* What is drawn may contradict itself, as a venture's member and its facts. */
const struct facts *population_profile(struct making *m, bool is_full)
{
	struct faults faults = {0};

	for (int i = 0; i < TRIES_MAX; i++) {
		const struct facts *facts;
		const struct jr *n, *venture;

		write_profile(m, is_full);
		memset(&faults, 0, sizeof(faults));
		if (jr_parse(m->a, buf_slice(&m->text), &n, &faults) != ERR_OK)
			break;
		venture = jr_get(n, "venture");
		if (venture->type == JR_NULL)
			venture = NULL;
		if (facts_read(m->a, m->vocabulary, jr_get(n, "facts"), venture,
			       &facts, &faults) == ERR_OK)
			return facts;
	}
	population_give_up(m->text.p, &faults);
}
