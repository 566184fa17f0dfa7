/* rule_pair - see rule_pair.h. */
#include "support/rule_pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/day.h"
#include "json/jw.h"
#include "support/random_rules.h"
#include "support/shrink.h"

enum { TEXT_BYTES_MAX = 1024 * 1024 };

static void print_faults(const struct faults *f)
{
	struct buf words;

	for (size_t i = 0; i < f->count; i++) {
		buf_init(&words, TEXT_BYTES_MAX);
		fault_words(&f->items[i], LANG_EN, &words);
		fprintf(stderr, "%s: %.*s\n", f->items[i].at,
			SLICE_ARG(buf_slice(&words)));
		buf_done(&words);
	}
}

void words_load(struct arena *a, const char *folder, struct words *ret)
{
	struct vocabulary_sources sources;
	struct faults faults = {0};

	vocabulary_json_load(a, folder, &ret->json);
	sources = (struct vocabulary_sources){
		.attributes = ret->json.attributes,
		.places = ret->json.places,
		.sectors = ret->json.sectors,
		.institutions = ret->json.institutions,
		.fields = ret->json.fields,
	};
	if (vocabulary_read(a, &sources, &ret->vocabulary, &faults) == ERR_OK)
		return;
	print_faults(&faults);
	exit(EXIT_FAILURE);
}

static const struct jr *object_or_null(const struct jr *n)
{
	return n != NULL && n->type == JR_OBJECT ? n : NULL;
}

static int32_t day_or_none(const struct jr *opening, const char *key)
{
	const struct jr *n = jr_get(opening, key);
	int32_t day;

	if (n == NULL || n->type != JR_TEXT || !day_read(n->text, &day))
		return DAY_NONE;
	return day;
}

bool opening_pair_read(struct arena *a, const struct words *w,
		       struct slice text, struct opening_pair *ret,
		       struct faults *reterr_faults)
{
	static const struct ruleset none;

	*ret = (struct opening_pair){.text = text};
	if (jr_parse(a, text, &ret->json, reterr_faults) != ERR_OK)
		return false;
	ret->opening = object_or_null(jr_get(ret->json, "opening"));
	ret->programme = object_or_null(jr_get(ret->json, "programme"));
	ret->judged.programme = &none;
	if (ret->opening == NULL)
		return false;
	if (ret->programme != NULL &&
	    ruleset_read(a, w->vocabulary, ret->programme,
			 &ret->judged.programme, reterr_faults) != ERR_OK)
		return false;
	if (ruleset_read(a, w->vocabulary, ret->opening, &ret->judged.own,
			 reterr_faults) != ERR_OK)
		return false;
	ret->judged.closes = day_or_none(ret->opening, "closes");
	ret->judged.starts = day_or_none(ret->opening, "starts");
	return true;
}

bool seeker_pair_read(struct arena *a, const struct words *w, struct slice text,
		      struct seeker_pair *ret, struct faults *reterr_faults)
{
	*ret = (struct seeker_pair){.text = text};
	if (jr_parse(a, text, &ret->json, reterr_faults) != ERR_OK)
		return false;
	ret->profile = object_or_null(jr_get(ret->json, "profile"));
	ret->venture = object_or_null(jr_get(ret->json, "venture"));
	if (ret->profile == NULL)
		return false;
	return facts_read(a, w->vocabulary, jr_get(ret->profile, "facts"),
			  ret->venture, &ret->facts, reterr_faults) == ERR_OK;
}

/* The generator's own fault, unless it is one of the two it cannot avoid. */
static void expect_only(const struct faults *f, enum fault_code code,
			struct slice text)
{
	for (size_t i = 0; i < f->count; i++) {
		if (f->items[i].code == code)
			continue;
		print_faults(f);
		fprintf(stderr, "refused: %.*s\n", SLICE_ARG(text));
		fail();
	}
}

void opening_pair_draw(struct arena *a, const struct words *w, struct random *r,
		       struct opening_pair *ret)
{
	struct buf text;
	bool accepted;

	buf_init(&text, TEXT_BYTES_MAX);
	do {
		struct faults faults = {0};

		buf_clear(&text);
		random_opening(r, &w->json, &text);
		accepted = opening_pair_read(
			a, w, arena_copy(a, buf_slice(&text)), ret, &faults);
		expect_only(&faults, FAULT_TOO_COMPLEX, buf_slice(&text));
	} while (!accepted);
	buf_done(&text);
}

void seeker_pair_draw(struct arena *a, const struct words *w, struct random *r,
		      struct seeker_pair *ret)
{
	struct buf text;
	bool accepted;

	buf_init(&text, TEXT_BYTES_MAX);
	do {
		struct faults faults = {0};

		buf_clear(&text);
		random_seeker(r, &w->json, &text);
		accepted = seeker_pair_read(
			a, w, arena_copy(a, buf_slice(&text)), ret, &faults);
		expect_only(&faults, FAULT_DISAGREES, buf_slice(&text));
	} while (!accepted);
	buf_done(&text);
}

struct naive_case naive_case_of(const struct rule_case *c)
{
	return (struct naive_case){
		.vocabulary = &c->words->json,
		.opening = c->opening->opening,
		.programme = c->opening->programme,
		.profile = c->seeker->profile,
		.venture = c->seeker->venture,
		.as_of = c->as_of,
	};
}

struct reported {
	const struct words *words;
	rule_check_fn *check;
	char difference[DIFFERENCE_BYTES];
};

/* {"opening":{...},"seeker":{...},"as_of":"..."}, each part as it was drawn. */
static void write_case(const struct rule_case *c, struct buf *to)
{
	struct json_writer w;

	jw_init(&w, to);
	jw_object(&w, NULL);
	jw_tree(&w, "opening", c->opening->json);
	jw_tree(&w, "seeker", c->seeker->json);
	jw_day(&w, "as_of", c->as_of);
	jw_end(&w);
}

static struct slice text_of(struct arena *a, const struct jr *n)
{
	struct json_writer w;
	struct slice text;
	struct buf bytes;

	buf_init(&bytes, TEXT_BYTES_MAX);
	jw_init(&w, &bytes);
	jw_tree(&w, NULL, n);
	text = arena_copy(a, buf_slice(&bytes));
	buf_done(&bytes);
	return text;
}

struct both {
	struct opening_pair opening;
	struct seeker_pair seeker;
	int32_t as_of;
};

/* What write_case() wrote; false when shrinking has left too little of it. */
static bool read_case(struct arena *a, const struct words *w, struct slice text,
		      struct both *ret)
{
	struct faults faults = {0};
	const struct jr *root;
	const struct jr *opening;
	const struct jr *seeker;
	const struct jr *day;

	if (jr_parse(a, text, &root, &faults) != ERR_OK)
		return false;
	opening = jr_get(root, "opening");
	seeker = jr_get(root, "seeker");
	day = jr_get(root, "as_of");
	if (opening == NULL || seeker == NULL || day == NULL)
		return false;
	return day_read(day->text, &ret->as_of) &&
	       opening_pair_read(a, w, text_of(a, opening), &ret->opening,
				 &faults) &&
	       seeker_pair_read(a, w, text_of(a, seeker), &ret->seeker,
				&faults);
}

static bool still_differs(void *context, struct slice text)
{
	struct reported *r = context;
	struct arena *a = arena_new(0);
	struct both both = {.as_of = DAY_NONE};
	struct rule_case c = {.words = r->words,
			      .opening = &both.opening,
			      .seeker = &both.seeker};
	bool differs = read_case(a, r->words, text, &both);

	c.as_of = both.as_of;
	differs = differs && !r->check(a, &c, r->difference);
	arena_free(a);
	return differs;
}

void rule_case_report(const struct rule_case *c, rule_check_fn *check)
{
	struct reported r = {.words = c->words, .check = check};
	struct buf whole;
	struct buf smaller;

	buf_init(&whole, TEXT_BYTES_MAX);
	buf_init(&smaller, TEXT_BYTES_MAX);
	write_case(c, &whole);
	shrink(buf_slice(&whole), still_differs, &r, &smaller);
	if (!still_differs(&r, buf_slice(&smaller)))
		snprintf(r.difference, sizeof(r.difference),
			 "the difference does not come back");
	fprintf(stderr, "%s\n%.*s\nshrunk from\n%.*s\n", r.difference,
		SLICE_ARG(buf_slice(&smaller)), SLICE_ARG(buf_slice(&whole)));
	buf_done(&whole);
	buf_done(&smaller);
	fail_msg("%s", r.difference);
}
