/* codec_parts - where each point of a fit is from; see codec_match.h. */
#include <math.h>

#include "api/codec_match.h"
#include "base/arena.h"
#include "base/day.h"
#include "json/jr.h"
#include "matcher/apportion.h"
#include "matcher/snapshot.h"
#include "matcher/textindex.h"

/* Four decimals: enough to see, few enough to read. */
static double shown(double x)
{
	return floor(x * 1e4 + .5) / 1e4;
}

void codec_weights_write(struct json_writer *w, const char *key,
			 const struct weights *weights)
{
	jw_object(w, key);
	for (int p = 0; p < FIT__COUNT; p++)
		jw_real(w, fit_part_word((enum fit_part)p),
			shown(weights->of[p]));
	jw_end(w);
}

void codec_part_write(struct json_writer *w, enum fit_part p,
		      const struct fit *fit, const struct weights *weights)
{
	jw_word(w, "part", fit_part_word(p));
	jw_real(w, "weight", shown(weights->of[p]));
	jw_real(w, "value", shown(fit->value[p]));
	jw_hundredths(w, "points", fit->points[p]);
	jw_bool(w, "stated", fit->is_stated[p]);
}

static void write_text_item(struct json_writer *w, const struct evidence *e,
			    long points)
{
	jw_object(w, NULL);
	jw_text(w, "typed", e->typed);
	jw_text(w, "found", e->found);
	jw_word(w, "field", field_name(e->field));
	jw_word(w, "how", match_how_word(e->how));
	jw_real(w, "share", shown(e->share));
	jw_hundredths(w, "points", points);
	jw_end(w);
}

/* What the strongest words leave over is one more row, so that rows sum. */
static void write_text(struct arena *a, struct json_writer *w,
		       const struct fitter *f, struct analyser *an, size_t row,
		       const struct fit *fit)
{
	struct evidence items[TEXTQUERY_EVIDENCE_MAX];
	double shares[TEXTQUERY_EVIDENCE_MAX + 1];
	long parts[TEXTQUERY_EVIDENCE_MAX + 1];
	double left = 1;
	struct textdoc doc;
	struct explained explained = {(uint32_t)row, &doc};
	size_t n;

	if (fit->value[FIT_TEXT] <= 0)
		return;
	segment_describe(a, f->leaf->segment, row, &doc);
	n = textquery_explain(a, an, f->query, &explained, items);
	for (size_t i = 0; i < n; i++) {
		shares[i] = items[i].share;
		left -= items[i].share;
	}
	shares[n] = left > 1e-9 ? left : 0;
	apportion_by(shares, n + 1, fit->points[FIT_TEXT], parts);
	for (size_t i = 0; i < n; i++)
		write_text_item(w, &items[i], parts[i]);
	if (shares[n] == 0 && parts[n] == 0)
		return;
	jw_object(w, NULL);
	jw_word(w, "how", "other");
	jw_real(w, "share", shown(shares[n]));
	jw_hundredths(w, "points", parts[n]);
	jw_end(w);
}

static void write_skill(struct json_writer *w, const struct fitter *f,
			size_t row, long points)
{
	struct skill_evidence items[FIT_SKILLS_MAX];
	double earned[FIT_SKILLS_MAX];
	long parts[FIT_SKILLS_MAX];
	size_t n = fit_skills(f, row, items);

	for (size_t i = 0; i < n; i++)
		earned[i] = items[i].weight * skill_similarity(items[i].how);
	apportion_by(earned, n, points, parts);
	for (size_t i = 0; i < n; i++) {
		jw_object(w, NULL);
		jw_text(w, "skill", items[i].skill->typed);
		if (items[i].matched == NULL)
			jw_null(w, "matched");
		else
			jw_text(w, "matched", items[i].matched->typed);
		jw_word(w, "how", skill_match_word(items[i].how));
		jw_real(w, "value", skill_similarity(items[i].how));
		jw_hundredths(w, "points", parts[i]);
		jw_end(w);
	}
}

static void write_places(struct json_writer *w, const char *key,
			 const struct values *v, const struct place_list *list)
{
	jw_array(w, key);
	for (size_t i = 0; i < list->count; i++)
		jw_text(w, NULL, v->items[list->items[i]].name);
	jw_end(w);
}

static void write_kinds(struct json_writer *w, const struct wishes *wishes,
			const struct opening *o)
{
	jw_array(w, "want");
	for (int k = 0; k < KIND__COUNT; k++) {
		if (wishes->kind[k])
			jw_word(w, NULL, kind_words[k]);
	}
	jw_end(w);
	jw_word(w, "have", kind_words[o->kind]);
}

static void write_pay(struct json_writer *w, const struct wishes *wishes,
		      const struct opening *o)
{
	jw_tree(w, "want", wishes->pay_given);
	if (o->pay_json.n > 0)
		jw_raw(w, "have", o->pay_json);
	else
		jw_null(w, "have");
}

static void write_from(struct json_writer *w, const struct wishes *wishes,
		       const struct opening *o)
{
	jw_day(w, "want", wishes->from);
	if (o->starts != DAY_NONE)
		jw_day(w, "have", o->starts);
	else
		jw_null(w, "have");
}

static void write_preference(struct json_writer *w, const struct fitter *f,
			     const struct wish_result *r,
			     const struct opening *o)
{
	const struct test *t = r->preference->rule->tests[0];
	struct days days = {f->wishes.as_of, o->closes, o->starts};

	test_write(w, "want", t);
	evaluate_have_write(w, "have", t, f->profile->facts, &days);
}

static void write_both_sides(struct json_writer *w, const struct fitter *f,
			     const struct wish_result *r,
			     const struct opening *o)
{
	const struct vocabulary *v = f->snapshot->vocabulary;
	const struct wishes *wishes = &f->profile->wishes;

	switch (r->wish) {
	case WISH_KINDS:
		write_kinds(w, wishes, o);
		return;
	case WISH_PLACES:
		write_places(w, "want", v->places, &wishes->places);
		write_places(w, "have", v->places, &o->places);
		return;
	case WISH_SECTORS:
		write_places(w, "want", v->sectors, &wishes->sectors);
		write_places(w, "have", v->sectors, &o->sectors);
		return;
	case WISH_PAY:
		write_pay(w, wishes, o);
		return;
	case WISH_FROM:
		write_from(w, wishes, o);
		return;
	case WISH_PREFERENCE:
		write_preference(w, f, r, o);
		return;
	}
}

static void write_pref(struct arena *a, struct json_writer *w,
		       const struct fitter *f, size_t row, long points)
{
	const struct opening *o = segment_opening(a, f->leaf->segment, row);
	struct wish_result results[WISH_RESULTS_MAX];
	double earned[WISH_RESULTS_MAX];
	long parts[WISH_RESULTS_MAX];
	size_t n = wishes_compare(&f->wishes, row, results);

	for (size_t i = 0; i < n; i++)
		earned[i] = results[i].weight * results[i].value;
	apportion_by(earned, n, points, parts);
	for (size_t i = 0; i < n; i++) {
		jw_object(w, NULL);
		jw_word(w, "wish", wish_word(results[i].wish));
		write_both_sides(w, f, &results[i], o);
		jw_real(w, "value", shown(results[i].value));
		jw_bool(w, "stated", results[i].is_stated);
		jw_hundredths(w, "points", parts[i]);
		jw_end(w);
	}
}

void codec_parts_write(struct arena *a, struct json_writer *w,
		       const struct fitter *f, struct analyser *an, size_t row,
		       const struct fit *fit)
{
	jw_array(w, "parts");
	for (int p = 0; p < FIT__COUNT; p++) {
		jw_object(w, NULL);
		codec_part_write(w, (enum fit_part)p, fit, &f->weights);
		jw_array(w, "evidence");
		if (p == FIT_TEXT)
			write_text(a, w, f, an, row, fit);
		else if (p == FIT_SKILL)
			write_skill(w, f, row, fit->points[p]);
		else
			write_pref(a, w, f, row, fit->points[p]);
		jw_end(w);
		jw_end(w);
	}
	jw_end(w);
}
