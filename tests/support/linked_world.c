/* linked_world - see linked_world.h. */
#include "support/linked_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "json/jr.h"
#include "support/vocabulary_json.h"

static const char small_occupations[] =
	"{'groups':["
	"{'code':'2','label':{'en':'x'}},"
	"{'code':'25','parent':'2','label':{'en':'x'}},"
	"{'code':'251','parent':'25','label':{'en':'x'}},"
	"{'code':'5','label':{'en':'x'}},"
	"{'code':'51','parent':'5','label':{'en':'x'}},"
	"{'code':'512','parent':'51','label':{'en':'x'}}],"
	"'occupations':["
	"{'code':'2514','parent':'251','label':{'en':'x'},'titles':{"
	"'en':['applications programmer','programmer'],"
	"'zh-Hans':['程序员']}},"
	"{'code':'2512','parent':'251','label':{'en':'x'},'titles':{"
	"'en':['software developer','software engineer'],"
	"'zh-Hant':['軟件工程師'],'zh-Hans':['软件工程师'],"
	"'pt':['engenheiro de software']}},"
	"{'code':'2519','parent':'251','label':{'en':'x'},'titles':{"
	"'en':['software tester'],'zh-Hant':['軟件測試員']}},"
	"{'code':'5120','parent':'512','label':{'en':'x'},'titles':{"
	"'en':['cook','kitchen cook'],'zh-Hant':['廚師'],"
	"'pt':['cozinheiro']}}]}";

static const char small_skills[] =
	"{'skills':["
	"{'id':'programming','label':{'en':'Programming'},'alias':{}},"
	"{'id':'python','parent':'programming','label':{'en':'Python'},'alias':{}},"
	"{'id':'java','parent':'programming','label':{'en':'Java'},'alias':{}},"
	"{'id':'sql','label':{'en':'SQL'},'alias':{"
	"'en':['query language'],'zh-Hant':['查詢語言']}},"
	"{'id':'languages','siblings':false,'label':{'en':'Languages'},'alias':{}},"
	"{'id':'english','parent':'languages','label':{'en':'English'},'alias':{}},"
	"{'id':'french','parent':'languages','label':{'en':'French'},'alias':{}}]}";

static const struct jr *parse(struct arena *a, struct slice text)
{
	struct faults faults = {0};
	const struct jr *root;

	if (jr_parse(a, text, &root, &faults) != ERR_OK)
		fail_msg("malformed JSON");
	return root;
}

static const struct jr *parse_quoted(struct arena *a, const char *json)
{
	size_t n = strlen(json);
	char *text = arena_take(a, n + 1);

	for (size_t i = 0; i < n; i++)
		text[i] = json[i] == '\'' ? '"' : json[i];
	return parse(a, (struct slice){text, n});
}

enum err linked_read(struct arena *a, struct analyser *an,
		     const char *const json[3],
		     const struct taxonomy **ret_taxonomy,
		     struct faults *reterr_faults)
{
	struct taxonomy_sources sources = {
		.occupations = parse_quoted(a, json[0]),
		.skills = parse_quoted(a, json[1]),
		.titles = json[2] == NULL ? NULL : parse_quoted(a, json[2])};

	return taxonomy_read(a, an, &sources, ret_taxonomy, reterr_faults);
}

const struct linker *linked_shipped(struct arena *a, struct analyser *an)
{
	struct taxonomy_sources sources = {
		.occupations = parse(
			a, file_bytes(a, VOCABULARY_DIR "/occupations.json")),
		.skills =
			parse(a, file_bytes(a, VOCABULARY_DIR "/skills.json")),
		.titles =
			parse(a, file_bytes(a, VOCABULARY_DIR "/titles.json"))};
	const struct taxonomy *taxonomy;
	struct faults faults = {0};

	assert_int_equal(taxonomy_read(a, an, &sources, &taxonomy, &faults),
			 ERR_OK);
	return linker_build(a, an, taxonomy);
}

const struct linker *linked_small(struct arena *a, struct analyser *an)
{
	const struct taxonomy *taxonomy;
	const char *const small[3] = {small_occupations, small_skills, NULL};
	struct faults faults = {0};

	assert_int_equal(linked_read(a, an, small, &taxonomy, &faults), ERR_OK);
	return linker_build(a, an, taxonomy);
}
