/* stall - see stall.h. */
#include "support/stall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "matcher/analyse.h"
#include "matcher/catalogue.h"
#include "matcher/snapshot.h"
#include "matcher/synonyms.h"
#include "support/linked_world.h"

#define LABEL "'label':{'en':'x'}"
#define ATTR(key, scope, type, change)                                         \
	"{'key':'" key "','scope':'" scope "','type':'" type                   \
	"','change':'" change "'," LABEL ",'question':{'en':'x'}"
#define VALUE(name) "{'value':'" name "'," LABEL "}"
#define PLACE(id, en, within)                                                  \
	"{'id':'" id "','within':[" within "],'label':{'en':'" en "'}}"

static const char vocabulary_json[] = "{'attributes':[" ATTR(
	"residency", "person",
	"set", "never") ",'values':["
			"{'value':'hk_permanent','implies':['hk_resident']," LABEL
			"}," VALUE("hk_resident") "," VALUE("macao_resident") "," VALUE(
				"mainland") "]}," ATTR("birth_date",
						       "person", "date", "never") "}," ATTR("birth_year", "person", "number", "never") ",'min':1900,'max':2100,'whole':true},"
																       "{'key':'age','scope':'person','type':'number','change':'time',"
																       "'label':{'en':'Age','zh-Hant':'年齡','zh-Hans':'年龄','pt':'Idade'},"
																       "'question':{'en':'x'},"
																       "'min':0,'max':150,'whole':true,'unit':'years','derive':"
																       "{'how':'whole_years_since','from':['birth_date','birth_year']}}," ATTR("education", "person", "ordinal", "effort") ",'values':[" VALUE("none") "," VALUE("bachelor") "," VALUE("master") "]}," ATTR("languages", "person", "levels", "effort") ",'values':[" VALUE("none") "," VALUE("basic") "," VALUE("fluent") "],'keys':[" VALUE("putonghua") "," VALUE("english") "]}," ATTR("has_company",
																																																															  "person", "flag", "effort") "}," ATTR("years_experience", "person",
																																																																				"number",
																																																																				"effort") ",'min':0,'max':80,'whole':true}," ATTR("available_from",
																																																																										  "person",
																																																																										  "date", "effort") "}," ATTR("team_size",
																																																																													      "venture", "number", "effort") ",'min':0,'max':1000,'whole':true}"
																																																																																	     "],'places':[" PLACE(
																																																																																		     "gba", "Bay Area", "") "," PLACE("mainland",
																																																																																						      "Mainland",
																																																																																						      "") "," PLACE("guangdong", "Guangdong", "'gba','mainland'") "," PLACE("shenzhen",
																																																																																															    "Shenzhen",
																																																																																															    "'guangdong'") "," PLACE("qianhai",
																																																																																																		     "Qianhai",
																																																																																																		     "'shenzhen'") "," PLACE("guangzhou",
																																																																																																					     "Guangzhou", "'guangdong'") "," PLACE("hong-kong", "Hong Kong",
																																																																																																										   "'gba'") "," PLACE("macao", "Macao", "'gba'") "," PLACE("overseas", "Overseas", "") "],'sectors':[" PLACE("ict", "ICT", "") "," PLACE("ai", "AI", "'ict'") "," PLACE("finance", "Finance", "") "," PLACE("fintech", "Fintech", "'finance'") "," PLACE("biotech",
																																																																																																																																									 "Biotech", "") "]}";

static const char rates_json[] =
	"{'rates':[{'currency':'MOP','per_hkd':1.03,'from':'1984-01-01',"
	"'source':'https://www.amcm.gov.mo/'}]}";

static const char synonyms_json[] =
	"{'groups':[{'weight':0.8,'members':{'en':['internship'],"
	"'zh-Hant':['實習'],'zh-Hans':['实习','见习']}},"
	"{'weight':0.8,'members':{'en':['machine learning'],"
	"'zh-Hant':['機器學習']}}]}";

static struct stall stall;

struct stall *stall_get(void)
{
	return &stall;
}

static void read_vocabulary(struct world *w)
{
	struct vocabulary_sources sources = {0};
	struct faults faults = {0};

	sources.attributes = world_json(vocabulary_json);
	sources.places = sources.attributes;
	sources.sectors = sources.attributes;
	if (vocabulary_read(w->arena, &sources, &w->vocabulary, &faults) !=
	    ERR_OK)
		fail_msg("%s", world_refusal(&faults));
}

int stall_open(void **state)
{
	struct world *w = world_get();
	struct faults faults = {0};
	struct synonyms *synonyms = NULL;
	int failed = world_open(state);

	if (failed != 0)
		return failed;
	read_vocabulary(w);
	stall.analyser = analyser_new();
	stall.reader = (struct opening_reader){.arena = w->arena,
					       .vocabulary = w->vocabulary};
	if (rates_read(w->arena, world_json(rates_json), &stall.reader.rates,
		       &faults) != ERR_OK ||
	    synonyms_read(w->arena, stall.analyser, world_json(synonyms_json),
			  &synonyms, &faults) != ERR_OK)
		fail_msg("%s", world_refusal(&faults));
	stall.known.synonyms = synonyms;
	stall.known.linker = linked_small(w->arena, stall.analyser);
	return 0;
}

int stall_close(void **state)
{
	analyser_free(stall.analyser);
	stall.analyser = NULL;
	return world_close(state);
}

const struct opening *stall_opening(const char *json)
{
	struct faults faults = {0};
	struct opening *o = NULL;

	if (opening_read(&stall.reader, world_json(json), &o, &faults) !=
	    ERR_OK)
		fail_msg("%s: %s", json, stall_refusals(&faults));
	return o;
}

const struct profile *stall_founder(const char *json, const char *venture)
{
	struct faults faults = {0};
	const struct profile *p = NULL;

	if (profile_read(stall.reader.arena, stall.reader.vocabulary,
			 stall.reader.rates, world_json(json),
			 venture == NULL ? NULL : world_json(venture), &p,
			 &faults) != ERR_OK)
		fail_msg("%s: %s", json, stall_refusals(&faults));
	return p;
}

const struct profile *stall_profile(const char *json)
{
	return stall_founder(json, NULL);
}

struct snapshot_parts stall_parts(void)
{
	return (struct snapshot_parts){stall.reader.vocabulary,
				       stall.reader.rates, stall.known,
				       stall.analyser};
}

struct snapshot *stall_snapshot(const char *json)
{
	struct opening_reader reader = stall.reader;
	struct snapshot_parts parts = stall_parts();
	struct faults faults = {0};
	struct snapshot *s;
	struct catalogue *c;

	reader.arena = arena_new(0);
	c = catalogue_new(&reader);
	for (const struct jr *n = world_json(json)->first; n != NULL;
	     n = n->next) {
		if (catalogue_add(c, n, &faults) != ERR_OK)
			break;
	}
	if (faults_any(&faults) ||
	    catalogue_check(c, 0, catalogue_openings(c), &faults) != ERR_OK)
		fail_msg("%s: %s", json, stall_refusals(&faults));
	s = snapshot_new(segment_new(arena_new(0), &parts, c), 1);
	arena_free(reader.arena);
	return s;
}

const char *stall_refusals(const struct faults *f)
{
	struct buf b;
	const char *words;

	buf_init(&b, 64 * 1024);
	for (size_t i = 0; i < f->count; i++) {
		const struct fault *fault = &f->items[i];

		buf_print(&b, "%s%s at %s", i == 0 ? "" : "; ",
			  fault_code_word(fault->code), fault->at);
		if (fault->code == FAULT_MISSING)
			buf_print(&b, " (%s)", fault->arg);
	}
	words = arena_copy(world_get()->arena, buf_slice(&b)).p;
	buf_done(&b);
	return words;
}

const char *stall_refusals_of_opening(const char *json)
{
	struct faults faults = {0};
	struct opening *o = NULL;
	enum err e = opening_read(&stall.reader, world_json(json), &o, &faults);

	assert_int_equal(e, faults_any(&faults) ? ERR_INVALID : ERR_OK);
	return stall_refusals(&faults);
}

const char *stall_refusals_of_profile(const char *json)
{
	struct faults faults = {0};
	const struct jr *root = world_json(json);
	const struct profile *p = NULL;
	enum err e = profile_read(stall.reader.arena, stall.reader.vocabulary,
				  stall.reader.rates, jr_get(root, "profile"),
				  jr_get(root, "venture"), &p, &faults);

	assert_int_equal(e, faults_any(&faults) ? ERR_INVALID : ERR_OK);
	return stall_refusals(&faults);
}
