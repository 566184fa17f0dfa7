/*
 * fit - how well an opening suits a profile, 0..100, and where each point is
 * from.
 *
 * fit = 100 (w_text text + w_skill skill + w_pref pref), SEMANTICS 5.  The fit is
 * rounded once, to hundredths; the parts by largest remainder, so that what is
 * printed adds up.  Eligibility is a gate and never a summand; popularity,
 * payment and protected attributes are in no part.
 *
 * A profile without any text loses the text weight, one without skills the
 * skill weight, for all openings alike; the rest is renormalised to sum 1.
 */
#ifndef MATCHER_FIT_H
#define MATCHER_FIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "matcher/profile.h"
#include "matcher/skills.h"
#include "matcher/textquery.h"
#include "matcher/wishes.h"

struct analyser;
struct arena;
struct leaf;
struct snapshot;

enum fit_part { FIT_TEXT, FIT_SKILL, FIT_PREF, FIT__COUNT };
const char *fit_part_word(enum fit_part p); /* "text" */

struct weights {
	double of[FIT__COUNT];
};
extern const struct weights weights_published;

/* What an opening without skills has as its skill part, "not stated". */
#define FIT_SKILL_PRIOR 0.3

struct fit {
	long hundredths;          /* 0..10000 */
	double value[FIT__COUNT]; /* 0..1 */
	long points[FIT__COUNT];  /* hundredths; they sum to the fit */
	bool is_stated[FIT__COUNT];
};

/* One profile against one leaf of a snapshot, whose rows are its openings. */
struct fitter {
	const struct snapshot *snapshot;
	const struct leaf *leaf;
	const struct profile *profile;
	struct weights weights;         /* as used: they sum to 1 */
	const struct textquery *query;  /* over the leaf's index */
	struct text_bounding *bounding; /* NULL: of one opening alone, below */
	struct textresult text;         /* of its first step */
	/* By row of the gate: at least the hundredths of fit_of(), by that
	 * step, and what of it is not the text's; and the most of 64 rows. */
	const float *bounds, *rest, *tops;
	double score;
	double self; /* what divides a text score */
	struct skill_list skills;
	struct skill_list occupations; /* that the texts name; may be none */
	struct wish_list wishes;
	/* By number of skills.h: how near the profile's are, and their idf. */
	const double *similarities, *idfs;
};

struct fit_request {
	const struct profile *profile;
	struct slice words; /* of the seeker's search, beside the profile */
	struct weights weights;
	int32_t as_of;
};

/*
 * The profile's texts as a query, and the weights that follow: for a fitter
 * that has the snapshot, the leaf, the profile and its skills.  Scores nothing
 * yet.
 */
void fitter_read_texts(struct arena *a, struct analyser *an,
		       const struct fit_request *rq, struct fitter *f);

/* Reads the profile; for the base. */
void fitter_prepare(struct arena *a, struct analyser *an,
		    const struct snapshot *s, const struct fit_request *rq,
		    struct fitter *ret_fitter);

/*
 * The same profile and one leaf, ready for all of its rows in `gate` (NULL:
 * all).  Linear in the leaf and in the postings of the profile's words.
 */
struct fitter fitter_turn(struct arena *a, const struct fitter *profile,
			  const struct leaf *leaf, const uint64_t *gate);

struct fit fit_of(const struct fitter *f, size_t opening);

/* Of several: the same, and sooner than one by one. */
void fit_of_all(struct arena *a, const struct fitter *f,
		const uint32_t *openings, size_t n, struct fit *ret_fits);

/* fit_bounds.c: the members of that name. */
void fit_bounds_make(struct arena *a, struct fitter *f, const uint64_t *gate);

/* The bound of one whose text has been settled with the fitter's `bounding`. */
float fit_settled_bound(const struct fitter *f, size_t opening);

/* With a lower score of its text, its fit is below so many hundredths. */
double fit_text_needed(const struct fitter *f, size_t opening, long hundredths);
/* The parts of it that read no text; *ret_is_stated: there was something. */
double fit_skill_value(const struct fitter *f, size_t opening,
		       bool *ret_is_stated);
double fit_pref_value(const struct fitter *f, size_t opening,
		      bool *ret_is_stated);

/* Of those that can be compared, to sum 1; at least the last of them. */
struct weights weights_of(struct weights w, const bool has[FIT__COUNT]);

/* Fit and points from the values of the parts. */
void fit_add_up(const struct weights *w, struct fit *fit);

/* The opening's skills and its occupation. */
enum { FIT_SKILLS_MAX = OPENING_SKILLS_MAX + 1 };

/* One skill of the opening, and the best of the profile's for it. */
struct skill_evidence {
	const struct skill *skill;
	const struct skill *matched; /* NULL: none */
	enum skill_match how;
	double weight; /* its idf */
};

/*
 * In the order of the opening's skills, its occupation last; returns how many.
 * Where the profile names no occupation, none is compared: unknown is not no.
 */
size_t fit_skills(const struct fitter *f, size_t opening,
		  struct skill_evidence ret_items[FIT_SKILLS_MAX]);

#endif
