/* fit - see fit.h. */
#include "matcher/fit.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "matcher/apportion.h"
#include "matcher/skill_index.h"
#include "matcher/snapshot.h"

const struct weights weights_published = {
	{[FIT_TEXT] = .40, [FIT_SKILL] = .25, [FIT_PREF] = .35}};

const char *fit_part_word(enum fit_part p)
{
	static const char *const words[FIT__COUNT] = {"text", "skill", "pref"};

	return words[p];
}

static void add_line(struct buf *b, struct slice s)
{
	if (s.n == 0)
		return;
	buf_add_slice(b, s);
	buf_add_char(b, '\n');
}

static struct slice whole_text(struct arena *a, const struct fit_request *rq)
{
	const struct profile *p = rq->profile;
	struct buf b;
	struct slice text;

	buf_init(&b, 1024 * 1024);
	add_line(&b, rq->words);
	add_line(&b, p->headline);
	add_line(&b, p->wants);
	for (size_t i = 0; i < p->skills.count; i++)
		add_line(&b, p->skills.items[i]);
	add_line(&b, p->experience);
	text = arena_copy(a, buf_slice(&b));
	buf_done(&b);
	return text;
}

struct weights weights_of(struct weights w, const bool has[FIT__COUNT])
{
	double sum = 0;

	for (int p = 0; p < FIT__COUNT; p++) {
		if (!has[p])
			w.of[p] = 0;
		sum += w.of[p];
	}
	if (sum <= 0)
		return (struct weights){{[FIT_PREF] = 1}};
	for (int p = 0; p < FIT__COUNT; p++)
		w.of[p] /= sum;
	return w;
}

static const struct text_knowledge *knowledge_of(const struct snapshot *s)
{
	return textindex_knowledge(s->corpus.indexes[0]);
}

static struct skill_list link_occupations(struct arena *a, struct analyser *an,
					  const struct snapshot *s,
					  const struct profile *p)
{
	struct slice *lines = ARENA_ARRAY(a, struct slice, p->skills.count + 2);
	struct id_list list = {p->skills.count + 2, lines};

	lines[0] = p->headline;
	lines[1] = p->wants;
	for (size_t i = 0; i < p->skills.count; i++)
		lines[i + 2] = p->skills.items[i];
	return skills_link(a, an, knowledge_of(s), &list);
}

static void compare_skills(struct arena *a, struct fitter *f)
{
	const struct skill_index *x = f->leaf->segment->skills;
	size_t n = skill_index_count(x);
	double *near = ARENA_ARRAY(a, double, n + 1);

	skill_index_compare(x, &f->skills, &f->occupations, near);
	f->similarities = near;
	f->idfs = skill_index_idfs(x);
}

/* Preferences can always be compared. */
void fitter_read_texts(struct arena *a, struct analyser *an,
		       const struct fit_request *rq, struct fitter *f)
{
	const struct text_corpus *c = &f->snapshot->corpus;
	const struct textquery *q =
		textquery_read_all(a, an, c, TEXTQUERY_RANK, whole_text(a, rq));
	bool has[FIT__COUNT] = {[FIT_PREF] = true};

	f->self = textquery_self(c->indexes[0], q);
	f->query = textquery_over(a, q, f->leaf->number);
	has[FIT_TEXT] = !textquery_is_empty(q);
	has[FIT_SKILL] = f->skills.count > 0;
	f->weights = weights_of(rq->weights, has);
}

void fitter_prepare(struct arena *a, struct analyser *an,
		    const struct snapshot *s, const struct fit_request *rq,
		    struct fitter *f)
{
	*f = (struct fitter){
		.snapshot = s, .leaf = s->leaves, .profile = rq->profile};
	f->skills = skills_read(a, an, knowledge_of(s), &rq->profile->skills);
	f->occupations = link_occupations(a, an, s, rq->profile);
	f->wishes = wishes_prepare(f->leaf->segment, rq->profile, rq->as_of);
	fitter_read_texts(a, an, rq, f);
}

struct fitter fitter_turn(struct arena *a, const struct fitter *profile,
			  const struct leaf *leaf, const uint64_t *gate)
{
	struct fitter f = *profile;

	f.leaf = leaf;
	f.wishes.segment = leaf->segment;
	wishes_tabulate(a, &f.wishes);
	compare_skills(a, &f);
	f.query = textquery_over(a, profile->query, leaf->number);
	f.bounding = textquery_bound_first(a, f.query, gate);
	f.text = text_bounding_result(f.bounding);
	fit_bounds_make(a, &f, gate);
	return f;
}

static double text_value(const struct fitter *f, double score)
{
	double value = f->self <= 0 ? 0 : score / f->self;

	return value > 1 ? 1 : value;
}

/* Equal in value, but "exact" says more than "alias". */
static void find_nearest(const struct skill_list *own, struct skill_evidence *e)
{
	for (size_t k = 0; k < own->count; k++) {
		enum skill_match how = skill_compare(e->skill, &own->items[k]);

		if (how <= e->how)
			continue;
		e->how = how;
		e->matched = &own->items[k];
	}
}

size_t fit_skills(const struct fitter *f, size_t opening,
		  struct skill_evidence ret_items[FIT_SKILLS_MAX])
{
	const struct skill_index *x = f->leaf->segment->skills;
	size_t n = 0;

	for (size_t i = 0; i < skill_index_named(x, opening); i++) {
		struct skill_evidence e = {
			.skill = skill_index_of(x, opening, i)};
		bool is_occupation = e.skill->occupation.n > 0;

		if (is_occupation && f->occupations.count == 0)
			continue;
		e.weight = skill_index_idf(x, e.skill);
		find_nearest(is_occupation ? &f->occupations : &f->skills, &e);
		ret_items[n++] = e;
	}
	return n;
}

/* The sums of fit_skills(), in its order, from the tables. */
static double tabulated_skills(const struct fitter *f, size_t opening,
			       bool *ret_is_stated)
{
	const struct skill_index *x = f->leaf->segment->skills;
	struct skill_numbers of = skill_index_numbers(x, opening);
	double sum = 0, weight = 0;
	size_t n = 0;

	for (size_t i = 0; i < of.count; i++) {
		uint32_t k = of.items[i];

		if (f->occupations.count == 0 &&
		    skill_index_at(x, k)->occupation.n > 0)
			continue;
		sum += f->idfs[k] * f->similarities[k];
		weight += f->idfs[k];
		n++;
	}
	*ret_is_stated = n > 0;
	return weight > 0 ? sum / weight : FIT_SKILL_PRIOR;
}

double fit_skill_value(const struct fitter *f, size_t opening,
		       bool *ret_is_stated)
{
	struct skill_evidence items[FIT_SKILLS_MAX];
	double sum = 0, weight = 0;
	size_t n;

	if (f->similarities != NULL)
		return tabulated_skills(f, opening, ret_is_stated);
	n = fit_skills(f, opening, items);
	*ret_is_stated = n > 0;
	for (size_t i = 0; i < n; i++) {
		sum += items[i].weight * skill_similarity(items[i].how);
		weight += items[i].weight;
	}
	return weight > 0 ? sum / weight : FIT_SKILL_PRIOR;
}

double fit_pref_value(const struct fitter *f, size_t opening,
		      bool *ret_is_stated)
{
	return wishes_value(&f->wishes, opening, ret_is_stated);
}

void fit_add_up(const struct weights *w, struct fit *fit)
{
	double exact[FIT__COUNT];
	double sum = 0;

	for (int p = 0; p < FIT__COUNT; p++) {
		exact[p] = 10000 * w->of[p] * fit->value[p];
		sum += exact[p];
	}
	fit->hundredths = (long)floor(sum + .5);
	apportion(exact, FIT__COUNT, fit->hundredths, fit->points);
}

static struct fit fit_with(const struct fitter *f, size_t opening, double score)
{
	struct fit fit = {.hundredths = 0};

	fit.is_stated[FIT_TEXT] = true;
	fit.value[FIT_TEXT] = text_value(f, score);
	fit.value[FIT_SKILL] =
		fit_skill_value(f, opening, &fit.is_stated[FIT_SKILL]);
	fit.value[FIT_PREF] =
		fit_pref_value(f, opening, &fit.is_stated[FIT_PREF]);
	fit_add_up(&f->weights, &fit);
	return fit;
}

struct fit fit_of(const struct fitter *f, size_t opening)
{
	if (f->bounding == NULL)
		return fit_with(f, opening, f->score);
	return fit_with(f, opening,
			textquery_score(f->query, (uint32_t)opening));
}

void fit_of_all(struct arena *a, const struct fitter *f,
		const uint32_t *openings, size_t n, struct fit *ret_fits)
{
	double *scores = ARENA_ARRAY(a, double, n + 1);

	textquery_score_all(a, f->query, openings, n, scores);
	for (size_t i = 0; i < n; i++)
		ret_fits[i] = fit_with(f, openings[i], scores[i]);
}
