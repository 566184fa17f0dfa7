/* rules_world - see rules_world.h. */
#include "support/rules_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"

/*
 * Values are words; what follows a ">" is implied.  `rest` are further members
 * of the attribute, all that the type needs.
 */
static const struct {
	const char *key, *scope, *type, *change, *values, *rest;
} attributes[] = {
	{"residency", "person", "set", "never",
	 "hk_permanent>hk_resident hk_resident macao_permanent>macao_resident "
	 "macao_resident mainland",
	 ""},
	{"birth_date", "person", "date", "never", NULL, ""},
	{"birth_year", "person", "number", "never", NULL,
	 ",'min':1900,'max':2100,'whole':true"},
	{"age", "person", "number", "time", NULL,
	 ",'min':0,'max':150,'whole':true,'unit':'years',"
	 "'derive':{'how':'whole_years_since',"
	 "'from':['birth_date','birth_year']}"},
	{"education", "person", "ordinal", "effort",
	 "none secondary sub_degree bachelor master doctorate",
	 ",'derive':{'how':'from_awards_level'}"},
	{"graduation_year", "person", "number", "never", NULL,
	 ",'min':1900,'max':2100,'whole':true,"
	 "'derive':{'how':'from_awards_year'}"},
	{"years_since_graduation", "person", "number", "time", NULL,
	 ",'min':-200,'max':200,'whole':true,"
	 "'derive':{'how':'calendar_years_since','from':['graduation_year']}"},
	{"study_status", "person", "choice", "effort",
	 "studying final_year>studying graduated", ""},
	{"awards", "person", "list", "never", NULL,
	 ",'members':{'level':'education','year':'number',"
	 "'studied_in':'lived_in'}"},
	{"languages", "person", "levels", "effort", "none basic working fluent",
	 ",'keys':[{'value':'cantonese','label':{'en':'x'}},"
	 "{'value':'putonghua','label':{'en':'x'}},"
	 "{'value':'english','label':{'en':'x'}}]"},
	{"hk_employable", "person", "flag", "never", NULL, ""},
	{"has_company", "person", "flag", "effort", NULL, ""},
	{"years_experience", "person", "number", "effort", NULL,
	 ",'min':0,'max':80,'whole':true"},
	{"available_from", "person", "date", "effort", NULL, ""},
	{"lived_in", "person", "set", "never", NULL, ",'values_from':'places'"},
	{"programmes_joined", "person", "set", "never", NULL,
	 ",'values_from':'ids'"},
	{"interests", "any", "set", "effort", "ict biotech finance", ""},
	{"registered_in", "venture", "set", "effort", NULL,
	 ",'values_from':'places'"},
	{"grants", "venture", "set", "effort", NULL, ",'values_from':'ids'"},
	{"company_founded", "venture", "date", "never", NULL, ""},
	{"company_age_years", "venture", "number", "time", NULL,
	 ",'min':-200,'max':1000,'whole':true,"
	 "'derive':{'how':'whole_years_since','from':['company_founded']}"},
	{"team_size", "venture", "number", "effort", NULL,
	 ",'min':0,'max':100000,'whole':true,"
	 "'derive':{'how':'from_members_count'}"},
	{"founder_share_hkmo", "venture", "number", "effort", NULL,
	 ",'min':0,'max':100,'derive':{'how':'from_members_hkmo_equity'}"},
	{"full_time_staff", "venture", "number", "effort", NULL,
	 ",'min':0,'max':100000,'whole':true,"
	 "'derive':{'how':'from_members_full_time'}"},
	{"funding_raised", "venture", "number", "effort", NULL,
	 ",'min':0,'max':1000000,'whole':false"},
};

static const char places[] = "gba guangdong>gba shenzhen>guangdong "
			     "qianhai>shenzhen hong-kong>gba beijing";

static struct world world;

static const struct jr *parse(struct arena *a, const char *text)
{
	struct faults faults = {0};
	struct slice copy = arena_copy(a, slice_of(text));
	char *p = arena_take(a, copy.n + 1);
	const struct jr *root = NULL;

	for (size_t i = 0; i < copy.n; i++)
		p[i] = copy.p[i] == '\'' ? '"' : copy.p[i];
	if (jr_parse(a, (struct slice){p, copy.n}, &root, &faults) != ERR_OK)
		fail_msg("not JSON: %s", text);
	return root;
}

struct world *world_get(void)
{
	return &world;
}

static void add_values(struct buf *to, const char *words, const char *name,
		       const char *implies)
{
	struct slice rest = slice_of(words);
	const char *comma = "";

	while (rest.n > 0) {
		struct slice implied;
		struct slice value = slice_split(slice_split(rest, ' ', &rest),
						 '>', &implied);

		buf_print(to, "%s{'%s':'%.*s','label':{'en':'x'}", comma, name,
			  SLICE_ARG(value));
		if (implied.n > 0)
			buf_print(to, ",'%s':['%.*s']", implies,
				  SLICE_ARG(implied));
		buf_add_text(to, "}");
		comma = ",";
	}
}

static void add_attributes(struct buf *to)
{
	for (size_t i = 0; i < COUNT(attributes); i++) {
		buf_print(to,
			  "%s{'key':'%s','scope':'%s','type':'%s',"
			  "'change':'%s','label':{'en':'x'},"
			  "'question':{'en':'x'}%s",
			  i == 0 ? "" : ",", attributes[i].key,
			  attributes[i].scope, attributes[i].type,
			  attributes[i].change, attributes[i].rest);
		if (attributes[i].values != NULL) {
			buf_add_text(to, ",'values':[");
			add_values(to, attributes[i].values, "value",
				   "implies");
			buf_add_text(to, "]");
		}
		buf_add_text(to, "}");
	}
}

static void read_vocabulary(struct buf *text)
{
	struct vocabulary_sources sources = {0};
	struct faults faults = {0};

	buf_add_text(text, "{'attributes':[");
	add_attributes(text);
	buf_add_text(text, "],'places':[");
	add_values(text, places, "id", "within");
	buf_add(text, "]}", 3);
	sources.attributes = parse(world.arena, text->p);
	sources.places = sources.attributes;
	if (vocabulary_read(world.arena, &sources, &world.vocabulary,
			    &faults) != ERR_OK)
		fail_msg("%s", world_refusal(&faults));
}

int world_open(void **state)
{
	struct buf text;

	world.arena = arena_new(0);
	buf_init(&text, 64 * 1024);
	read_vocabulary(&text);
	buf_done(&text);
	(void)state; /* stays NULL: cmocka would put it before initial_state */
	return 0;
}

int world_close(void **state)
{
	(void)state;
	arena_free(world.arena);
	world.arena = NULL;
	return 0;
}

const struct jr *world_json(const char *text)
{
	return text == NULL ? NULL : parse(world.arena, text);
}

int32_t world_day(const char *text)
{
	int32_t day = DAY_NONE;

	if (text != NULL && !day_read(slice_of(text), &day))
		fail_msg("no such day: %s", text);
	return day;
}

const struct facts *world_facts(const char *facts, const char *venture)
{
	struct faults faults = {0};
	const struct facts *read = NULL;

	if (facts_read(world.arena, world.vocabulary, world_json(facts),
		       world_json(venture), &read, &faults) != ERR_OK)
		fail_msg("%s", world_refusal(&faults));
	return read;
}

const struct rule *world_rule(const char *criteria)
{
	struct faults faults = {0};
	const struct rule *rule = NULL;

	if (rule_read(world.arena, world.vocabulary, world_json(criteria),
		      &rule, &faults) != ERR_OK)
		fail_msg("%s", world_refusal(&faults));
	return rule;
}

const struct ruleset *world_ruleset(const char *holder)
{
	struct faults faults = {0};
	const struct ruleset *set = NULL;

	if (ruleset_read(world.arena, world.vocabulary,
			 world_json(holder == NULL ? "{}" : holder), &set,
			 &faults) != ERR_OK)
		fail_msg("%s", world_refusal(&faults));
	return set;
}

struct judged world_judged(const char *programme, const char *own)
{
	return (struct judged){.programme = world_ruleset(programme),
			       .own = world_ruleset(own),
			       .closes = DAY_NONE,
			       .starts = DAY_NONE};
}

enum verdict world_verdict(const char *criteria, const char *facts,
			   const char *as_of)
{
	struct days days = {world_day(as_of), DAY_NONE, DAY_NONE};

	return rule_verdict(world_rule(criteria), world_facts(facts, NULL),
			    &days);
}

const char *world_refusal(const struct faults *f)
{
	const struct fault *first = &f->items[0];

	if (!faults_any(f))
		return "";
	if (first->arg[0] == '\0')
		return arena_print(world.arena, "%s at %s",
				   fault_code_word(first->code), first->at)
			.p;
	return arena_print(world.arena, "%s at %s (%s)",
			   fault_code_word(first->code), first->at, first->arg)
		.p;
}

const char *world_refusal_of_criteria(const char *criteria)
{
	struct faults faults = {0};
	const struct rule *rule;
	enum err e = rule_read(world.arena, world.vocabulary,
			       world_json(criteria), &rule, &faults);

	assert_int_equal(e == ERR_OK, !faults_any(&faults));
	return world_refusal(&faults);
}

const char *world_refusal_of_rules(const char *holder)
{
	struct faults faults = {0};
	const struct ruleset *set;
	enum err e = ruleset_read(world.arena, world.vocabulary,
				  world_json(holder), &set, &faults);

	assert_int_equal(e == ERR_OK, !faults_any(&faults));
	return world_refusal(&faults);
}

const char *world_refusal_of_facts(const char *facts, const char *venture)
{
	struct faults faults = {0};
	const struct facts *read;
	enum err e =
		facts_read(world.arena, world.vocabulary, world_json(facts),
			   world_json(venture), &read, &faults);

	assert_int_equal(e == ERR_OK, !faults_any(&faults));
	return world_refusal(&faults);
}

const char *world_written(const struct buf *b)
{
	struct slice copy = buf_slice(b);
	char *p = arena_take(world.arena, copy.n + 1);

	for (size_t i = 0; i < copy.n; i++)
		p[i] = copy.p[i] == '"' ? '\'' : copy.p[i];
	return p;
}
