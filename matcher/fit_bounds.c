/* fit_bounds - what the fits of many openings can be at most; see fit.h. */
#include <math.h>

#include "base/arena.h"
#include "matcher/fit.h"
#include "matcher/skill_index.h"
#include "matcher/snapshot.h"

/* Half for the rounding of the fit, a little for that of floats. */
#define ROUNDING .56F

/* Rows of a word of the gate; maxima that are kept side by side. */
enum { EACH = 64, LANES = 8 };

static void add_rest(struct arena *a, const struct fitter *f,
		     const uint64_t *gate, float *rest)
{
	const struct segment *s = f->leaf->segment;
	const struct skill_values asked = {f->similarities,
					   f->occupations.count > 0,
					   (float)FIT_SKILL_PRIOR};
	float skill = (float)(10000 * f->weights.of[FIT_SKILL]);
	float pref = (float)(10000 * f->weights.of[FIT_PREF]);
	float *skills = ARENA_ARRAY(a, float, s->count + EACH);

	skill_index_values(s->skills, &asked, skills);
	wishes_column(a, &f->wishes, gate, rest);
	for (size_t i = 0; i < s->count; i++)
		rest[i] = skill * skills[i] + pref * rest[i] + ROUNDING;
}

/* Of the rows of one word; the most of them. */
static float bound_word(const struct fitter *f, size_t word, float each,
			float *bounds)
{
	const float *upper = f->text.upper + word * EACH;
	const float *rest = f->rest + word * EACH;
	float left = (float)f->text.left;
	float most = (float)(10000 * f->weights.of[FIT_TEXT]);
	float tops[LANES] = {0};

	for (size_t i = 0; i < EACH; i++) {
		float text = (upper[i] + left) * each;

		text = text < most ? text : most;
		bounds[i] = text + rest[i];
	}
	for (size_t i = 0; i < EACH; i += LANES) {
		for (size_t k = 0; k < LANES; k++)
			tops[k] = bounds[i + k] > tops[k] ? bounds[i + k]
							  : tops[k];
	}
	for (size_t k = 1; k < LANES; k++)
		tops[0] = tops[k] > tops[0] ? tops[k] : tops[0];
	return tops[0];
}

/* Hundredths for each point of a text's score. */
static double each_point(const struct fitter *f)
{
	return f->self > 0 ? 10000 * f->weights.of[FIT_TEXT] / f->self : 0;
}

void fit_bounds_make(struct arena *a, struct fitter *f, const uint64_t *gate)
{
	size_t n = f->leaf->segment->count;
	size_t words = (n + EACH - 1) / EACH;
	float *rest = ARENA_ARRAY(a, float, words *EACH + 1);
	float *bounds = ARENA_ARRAY(a, float, words *EACH + 1);
	float *tops = ARENA_ARRAY(a, float, words + 1);
	double each = each_point(f) * TEXTRESULT_SLACK;

	add_rest(a, f, gate, rest);
	f->rest = rest;
	for (size_t w = 0; w < words; w++) {
		if (gate == NULL || gate[w] != 0)
			tops[w] = bound_word(f, w, (float)each,
					     bounds + w * EACH);
	}
	f->bounds = bounds;
	f->tops = tops;
}

float fit_settled_bound(const struct fitter *f, size_t opening)
{
	const struct textresult settled = {.upper = f->text.upper};
	double text = each_point(f) * textresult_bound(&settled, opening);
	double most = 10000 * f->weights.of[FIT_TEXT];

	return (float)((text < most ? text : most) + (double)f->rest[opening]);
}

double fit_text_needed(const struct fitter *f, size_t opening, long hundredths)
{
	double weight = 10000 * f->weights.of[FIT_TEXT];
	double missing = (double)hundredths - (double)f->rest[opening];

	if (missing <= 0)
		return 0;
	if (missing > weight)
		return INFINITY;
	/* A little less, for the rounding of all this. */
	return f->self * (missing / weight - 1e-6);
}
