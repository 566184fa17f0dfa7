/*
 * The next best question: what each unknown attribute would decide, by trying
 * its answers.  All on 1 June 2026.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "base/day.h"
#include "matcher/questions.h"
#include "support/rules_world.h"

#define A             "{'attr':'has_company','op':'is','value':true}"
#define B             "{'attr':'hk_employable','op':'is','value':true}"
#define OPENING(x)    "{'criteria':" x "}"
#define BOTH(x, y)    "{'all':[" x "," y "]}"
#define EITHER(x, y)  "{'any':[" x "," y "]}"
#define AGE(op, n)    "{'attr':'age','op':'" op "','value':" n "}"
#define SET(op, list) "{'attr':'interests','op':'" op "','values':" list "}"
#define MONEY(op, n)  "{'attr':'funding_raised','op':'" op "','value':" n "}"
#define SPEAKS(key)                                                            \
	"{'attr':'languages','op':'min','key':'" key "','value':'working'}"

enum { OPENINGS_MAX = 4 };

static struct row {
	const char *name;
	const char *facts;
	const char *openings[OPENINGS_MAX];
	const char *want; /* attr=decides/among */
} rows[] = {
	{"no opening, no question", "{}", {NULL}, ""},
	{"what is eligible asks nothing",
	 "{'has_company':true}",
	 {OPENING(A)},
	 ""},
	{"what is ineligible asks nothing",
	 "{'has_company':false}",
	 {OPENING(BOTH(A, B))},
	 ""},
	{"the only unknown decides", "{}", {OPENING(A)}, "has_company=1/0"},
	{"one of two unknowns decides nothing",
	 "{}",
	 {OPENING(BOTH(A, B))},
	 "hk_employable=0/1 has_company=0/1"},
	{"the most decisive first",
	 "{}",
	 {OPENING(A), OPENING(B), OPENING(A)},
	 "has_company=2/0 hk_employable=1/0"},
	{"then the one that is more often among the unknown",
	 "{}",
	 {OPENING(BOTH(A, B)), OPENING(BOTH(A, MONEY("min", "5")))},
	 "has_company=0/2 hk_employable=0/1 funding_raised=0/1"},
	{"an answer that decides a row and spares the other",
	 "{}",
	 {OPENING(EITHER(AGE("min", "18"), BOTH(AGE("min", "20"), B)))},
	 "age=1/1 hk_employable=0/1"},
	{"an answer that leaves another row open",
	 "{}",
	 {OPENING(EITHER(AGE("min", "18"), BOTH(AGE("max", "17"), B)))},
	 "age=0/1 hk_employable=0/1"},
	{"tests that no answer passes both",
	 "{}",
	 {OPENING(BOTH(AGE("min", "30"), AGE("max", "20")))},
	 "age=1/0"},
	{"and beside them another unknown",
	 "{}",
	 {OPENING(BOTH(B, BOTH(AGE("min", "30"), AGE("max", "20"))))},
	 "age=1/1 hk_employable=0/1"},
	{"an answer lies within what is known",
	 "{'birth_year':2008}",
	 {OPENING(BOTH(EITHER(AGE("max", "18"), B), AGE("min", "18")))},
	 "age=1/1 hk_employable=0/1"},
	{"and without that it could not decide",
	 "{}",
	 {OPENING(BOTH(EITHER(AGE("max", "18"), B), AGE("min", "18")))},
	 "age=0/1 hk_employable=0/1"},
	{"an answer lies within the bounds of the attribute",
	 "{}",
	 {OPENING(EITHER(B, MONEY("min", "0")))},
	 "funding_raised=1/1 hk_employable=0/1"},
	{"numbers between two bounds are answers, too",
	 "{}",
	 {OPENING(
		 EITHER(BOTH(MONEY("above", "1"), BOTH(MONEY("below", "2"), B)),
			MONEY("min", "2")))},
	 "hk_employable=0/1 funding_raised=0/1"},
	{"but whole numbers have none between 1 and 2",
	 "{}",
	 {OPENING("{'any':[{'all':[{'attr':'years_experience','op':'above',"
		  "'value':1},{'attr':'years_experience','op':'below',"
		  "'value':2}," B
		  "]},{'attr':'years_experience','op':'min','value':2}]}")},
	 "years_experience=1/1 hk_employable=0/1"},
	{"a set with what it implies",
	 "{}",
	 {OPENING("{'any':[{'all':[{'attr':'lived_in','op':'has_any',"
		  "'values':['shenzhen']},{'attr':'lived_in','op':'has_none',"
		  "'values':['gba']}," B
		  "]},{'attr':'lived_in','op':'has_any','values':['gba']}]}")},
	 "lived_in=1/1 hk_employable=0/1"},
	{"sets that hold two values at once",
	 "{}",
	 {OPENING(EITHER(BOTH(SET("has_all", "['ict','finance']"), B),
			 SET("has_none", "['ict']")))},
	 "hk_employable=0/1 interests=0/1"},
	{"open ids",
	 "{}",
	 {OPENING("{'attr':'programmes_joined','op':'has_none','values':"
		  "['gbayes']}")},
	 "programmes_joined=1/0"},
	{"open ids that decide beside another unknown",
	 "{}",
	 {OPENING(
		 "{'any':[{'all':[{'attr':'programmes_joined','op':'has_any',"
		 "'values':['a']}," B
		 "]},{'attr':'programmes_joined','op':'has_any','values':['b']}"
		 "]}")},
	 "hk_employable=0/1 programmes_joined=0/1"},
	{"a choice",
	 "{}",
	 {OPENING("{'any':[{'attr':'study_status','op':'in','values':"
		  "['studying']},{'attr':'study_status','op':'in','values':"
		  "['graduated']}," B "]}")},
	 "study_status=1/1 hk_employable=0/1"},
	{"all languages are one question",
	 "{}",
	 {OPENING(BOTH(SPEAKS("english"), SPEAKS("cantonese")))},
	 "languages=1/0"},
	{"languages known in part",
	 "{'languages':{'english':'fluent'}}",
	 {OPENING(BOTH(SPEAKS("english"), SPEAKS("cantonese")))},
	 "languages=1/0"},
	{"one language beside another unknown",
	 "{}",
	 {OPENING("{'any':[" SPEAKS("english") ",{'not':" SPEAKS(
		 "english") "}," B "]}")},
	 "languages=1/1 hk_employable=0/1"},
	{"two languages beside another unknown",
	 "{'languages':{'cantonese':'none'}}",
	 {OPENING("{'any':[" BOTH(SPEAKS("english"),
				  SPEAKS("putonghua")) "," B "]}")},
	 "languages=0/1 hk_employable=0/1"},
	{"a number within its interval",
	 "{'years_experience':[1,3]}",
	 {OPENING("{'all':[{'any':[{'attr':'years_experience','op':'min',"
		  "'value':1}," B "]},{'attr':'years_experience','op':'max',"
		  "'value':2},{'any':[{'attr':'years_experience','op':'below',"
		  "'value':4}," B "]}]}")},
	 "years_experience=1/1 hk_employable=0/1"},
	{"numbers outside the interval are no answers",
	 "{'years_experience':[1,3]}",
	 {OPENING("{'any':[{'attr':'years_experience','op':'max','value':2},"
		  "{'all':[" B ",{'attr':'years_experience','op':'above',"
		  "'value':3}]}]}")},
	 "years_experience=1/0"},
	{"and those inside are",
	 "{'years_experience':[1,3]}",
	 {OPENING("{'any':[{'attr':'years_experience','op':'max','value':2},"
		  "{'all':[" B ",{'attr':'years_experience','op':'min',"
		  "'value':3}]}]}")},
	 "hk_employable=0/1 years_experience=0/1"},
	{"a year within its interval",
	 "{'graduation_year':[2020,2022]}",
	 {OPENING("{'any':[{'attr':'years_since_graduation','op':'max',"
		  "'value':5},{'all':[{'attr':'years_since_graduation','op':"
		  "'min','value':6}," B "]}]}")},
	 "years_since_graduation=0/1 hk_employable=0/1"},
	{"a level within its interval",
	 "{'awards':[{'level':'bachelor'},{}]}",
	 {OPENING("{'any':[{'attr':'education','op':'max','value':'bachelor'}"
		  ",{'all':[" B ",{'attr':'education','op':'max','value':"
		  "'secondary'}]},{'attr':'education','op':'min','value':"
		  "'master'}," A "]}")},
	 "education=1/1 has_company=0/1"},
	{"a set that leaves it open",
	 "{}",
	 {OPENING(EITHER(SET("has_any", "['ict']"), B))},
	 "hk_employable=0/1 interests=0/1"},
	{"a choice that leaves it open",
	 "{}",
	 {OPENING("{'any':[{'attr':'study_status','op':'in','values':"
		  "['studying']}," B "]}")},
	 "study_status=0/1 hk_employable=0/1"},
	{"an age on a 29 February",
	 "{}",
	 {OPENING("{'any':[{'attr':'age','op':'max','value':1,"
		  "'at':'2024-02-29'},{'attr':'age','op':'min','value':2,"
		  "'at':'2024-02-29'}," B "]}")},
	 "age=1/1 hk_employable=0/1"},
	{"an age between two that would decide",
	 "{}",
	 {OPENING("{'any':[{'attr':'age','op':'max','value':0,"
		  "'at':'2024-02-29'},{'all':[" B
		  ",{'attr':'age','op':'between','min':1,'max':1,"
		  "'at':'2024-02-29'}]},{'attr':'age','op':'above','value':1,"
		  "'at':'2024-02-29'}]}")},
	 "age=0/1 hk_employable=0/1"},
	{"an age at a close that nobody states leaves it open",
	 "{}",
	 {OPENING(EITHER("{'attr':'age','op':'min','value':18,"
			 "'at':'closes'}",
			 B))},
	 "hk_employable=0/0"},
	{"a test at such a close beside one of today",
	 "{}",
	 {OPENING("{'any':[{'attr':'age','op':'min','value':18,"
		  "'at':'closes'},{'attr':'age','op':'min','value':18},"
		  "{'attr':'age','op':'max','value':17}]}")},
	 "age=1/0"},
	{"a mean age may stay unknown",
	 "{}",
	 {OPENING("{'over':'members','measure':'mean_age','max':30}")},
	 "members=0/0"},
	{"a degree",
	 "{}",
	 {OPENING("{'any':[{'attr':'education','op':'max','value':'bachelor'}"
		  ",{'attr':'education','op':'min','value':'master'}," B "]}")},
	 "education=1/1 hk_employable=0/1"},
	{"a date",
	 "{}",
	 {OPENING("{'any':[{'attr':'available_from','op':'before','value':"
		  "'2026-09-02'},{'attr':'available_from','op':'after',"
		  "'value':'2026-09-01'}," B "]}")},
	 "available_from=1/1 hk_employable=0/1"},
	{"a date with a day between",
	 "{}",
	 {OPENING("{'any':[{'attr':'available_from','op':'before','value':"
		  "'2026-09-01'},{'attr':'available_from','op':'after',"
		  "'value':'2026-09-01'}," B "]}")},
	 "hk_employable=0/1 available_from=0/1"},
	{"years since graduation",
	 "{}",
	 {OPENING("{'any':[{'attr':'years_since_graduation','op':'max',"
		  "'value':2},{'attr':'years_since_graduation','op':'above',"
		  "'value':2}," B "]}")},
	 "years_since_graduation=1/1 hk_employable=0/1"},
	{"not complete: no answer makes it eligible",
	 "{}",
	 {"{'complete':false,'criteria':" A "}"},
	 "has_company=0/0"},
	{"not complete: but some questions only refuse",
	 "{}",
	 {"{'complete':false,'criteria':" BOTH(AGE("min", "30"),
					       AGE("max", "20")) "}"},
	 "age=1/0"},
	{"not complete and nothing unknown",
	 "{'has_company':true}",
	 {"{'complete':false,'criteria':" A "}"},
	 ""},
	{"a later duty asks nothing",
	 "{}",
	 {OPENING("{'all':[{'attr':'has_company','op':'is','value':true,"
		  "'due':'payment'}," B "]}")},
	 "hk_employable=1/0"},
	{"rows that cannot be true any more ask nothing",
	 "{'has_company':false}",
	 {OPENING(EITHER(BOTH(A, AGE("min", "18")), B))},
	 "hk_employable=1/0"},
	{"members and awards",
	 "{}",
	 {OPENING("{'over':'members','measure':'count','min':1}"),
	  OPENING("{'over':'awards','measure':'count','min':1}"),
	  OPENING("{'over':'members','measure':'heads','min':1}")},
	 "members=2/0 awards=1/0"},
	{"members beside another unknown",
	 "{}",
	 {OPENING(EITHER("{'over':'members','measure':'count','min':1}", A))},
	 "has_company=0/1 members=0/1"},
	{"a day that nobody states is not asked for",
	 "{'birth_date':'2000-01-01'}",
	 {OPENING("{'attr':'age','op':'min','value':18,'at':'closes'}")},
	 ""},
	{"and no answer decides beside it",
	 "{}",
	 {OPENING("{'all':[{'attr':'age','op':'min','value':18,"
		  "'at':'closes'}," A "]}")},
	 "has_company=0/0"},
	{"equal questions in the order of the vocabulary",
	 "{}",
	 {OPENING(B), OPENING(A), OPENING(AGE("min", "1"))},
	 "age=1/0 hk_employable=1/0 has_company=1/0"},
};

static const char *told(const struct question *list, size_t count)
{
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = arena_print(world_get()->arena, "%s%s%.*s=%zu/%zu", text,
				   i == 0 ? "" : " ", SLICE_ARG(list[i].attr),
				   list[i].decides, list[i].among)
			       .p;
	return text;
}

static struct question_tally *tally_of(const char *facts)
{
	return question_tally_new(world_get()->arena, world_get()->vocabulary,
				  world_facts(facts, NULL),
				  world_day("2026-06-01"));
}

static void asks(void **state)
{
	const struct row *row = *state;
	struct question_tally *t = tally_of(row->facts);
	const struct question *list;
	size_t count;

	for (int i = 0; i < OPENINGS_MAX && row->openings[i] != NULL; i++) {
		const struct judged j = world_judged(NULL, row->openings[i]);

		question_tally_add(t, &j);
	}
	count = question_tally_list(world_get()->arena, t, &list);
	assert_string_equal(told(list, count), row->want);
}

static void programme_and_opening_are_asked_as_one(void **state)
{
	struct question_tally *t = tally_of("{}");
	const struct judged same = world_judged(OPENING(A), OPENING(A));
	const struct judged two = world_judged(OPENING(A), OPENING(B));
	const struct judged lapsed = world_judged(
		"{'rules':[{'to':'2026-05-31','criteria':" A "}]}", OPENING(A));
	const struct question *list;
	size_t count;

	(void)state;
	question_tally_add(t, &same);
	question_tally_add(t, &two);
	question_tally_add(t, &lapsed);
	count = question_tally_list(world_get()->arena, t, &list);
	assert_string_equal(told(list, count),
			    "has_company=1/1 hk_employable=0/1");
}

static void more_values_than_can_be_tried_fall_back_to_rows(void **state)
{
	static const char many[] =
		"{'attr':'programmes_joined','op':'has_any','values':['a','b',"
		"'c','d','e','f','g','h','i','j','k','l','m']}";
	struct question_tally *t = tally_of("{}");
	char holder[600];
	struct judged j;
	const struct question *list;
	size_t count;

	(void)state;
	(void)snprintf(holder, sizeof(holder), "{'criteria':%s}", many);
	j = world_judged(NULL, holder);
	question_tally_add(t, &j);
	(void)snprintf(holder, sizeof(holder),
		       "{'criteria':{'any':[%s," A ",{'not':%s}]}}", many,
		       many);
	j = world_judged(NULL, holder);
	question_tally_add(t, &j);
	count = question_tally_list(world_get()->arena, t, &list);
	assert_string_equal(told(list, count),
			    "programmes_joined=1/1 has_company=0/1");
}

int main(void)
{
	static const struct CMUnitTest more[] = {
		cmocka_unit_test(programme_and_opening_are_asked_as_one),
		cmocka_unit_test(
			more_values_than_can_be_tried_fall_back_to_rows),
	};
	struct CMUnitTest tests[COUNT(rows) + COUNT(more)] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++, n++) {
		tests[n].name = rows[i].name;
		tests[n].test_func = asks;
		tests[n].initial_state = &rows[i];
	}
	memcpy(&tests[n], more, sizeof(more));
	return cmocka_run_group_tests_name("questions", tests, world_open,
					   world_close);
}
