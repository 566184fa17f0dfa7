/*
 * planes_questions - pass_questions() of planes_pass.h.
 *
 * Where one row of an opening is in force, it is decided by a subject that is
 * its only unknown, and by none when there are several: whatever the answer to
 * one, it may pass and leave the others unknown.  These are counted 512 at a
 * time.  Openings with several rows in force are looked at one by one; those
 * where that is not the whole truth (struct planes, tricky) go to questions.c.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/planes_pass.h"
#include "matcher/planes_plan.h"

enum {
	WORDS = PLANES_BLOCK_WORDS,
	SUBJECT_WORDS = (VOCABULARY_ATTRS_MAX + 64) / 64,
	SUBJECTS_MAX = SUBJECT_WORDS * 64
};

struct asked {
	const struct pass *pass;
	const struct plan *plan;
	const struct planes *planes;
	const uint64_t *among; /* or NULL */
	size_t decides[SUBJECTS_MAX];
	size_t others[SUBJECTS_MAX]; /* `among` of struct question */
	bool is_asked[SUBJECTS_MAX];
	struct question_tally *tally; /* for what is not said here */
};

/* 512 openings of one row each. */
struct asked_block {
	uint64_t rows[WORDS];    /* unknown */
	uint64_t decided[WORDS]; /* by their only subject */
	uint64_t many[WORDS];
};

/* The bits of a & b, in plain arithmetic that compilers turn into vectors. */
static size_t count_block(const uint64_t *a, const uint64_t *b)
{
	uint64_t sum = 0;

	for (size_t w = 0; w < WORDS; w++) {
		uint64_t x = a[w] & b[w];

		x -= x >> 1 & 0x5555555555555555;
		x = (x & 0x3333333333333333) + (x >> 2 & 0x3333333333333333);
		x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0f;
		sum += x; /* at most 8 in each byte: 8 words make 64 */
	}
	sum = (sum & 0x00ff00ff00ff00ff) + (sum >> 8 & 0x00ff00ff00ff00ff);
	sum += sum >> 16;
	sum += sum >> 32;
	return sum & 0xffff;
}

size_t bits_count(const uint64_t *words, size_t count)
{
	size_t sum = 0;

	for (size_t w = 0; w < count; w++)
		sum += (size_t)__builtin_popcountll(words[w]);
	return sum;
}

/* Of the rows of one word, those whose openings are asked about. */
static uint64_t among_word(const struct asked *x, size_t w, uint64_t rows)
{
	const struct planes *p = x->planes;
	uint64_t kept = rows;

	if (x->among == NULL)
		return rows;
	if (w < p->base / 64)
		return w < x->pass->words ? rows & x->among[w] : 0;
	for (uint64_t m = rows; m != 0; m &= m - 1) {
		size_t i = (size_t)__builtin_ctzll(m);

		if (!plane_has(x->among, p->owners[w * 64 - p->base + i]))
			kept &= ~((uint64_t)1 << i);
	}
	return kept;
}

/* Rows that are not counted with their block. */
static uint64_t apart_word(const struct asked *x, size_t w)
{
	uint64_t apart = x->planes->tricky[w];

	if (x->planes->residual_count > 0)
		apart |= x->pass->odd[w];
	return apart;
}

/* Unknown rows that are all of their openings, and asked about. */
static uint64_t alone_word(const struct asked *x, size_t w)
{
	uint64_t rows =
		(x->pass->one[w] | x->pass->many[w]) & x->plan->alone[w];

	return rows == 0 ? 0 : among_word(x, w, rows);
}

static bool fill_block(const struct asked *x, size_t at, struct asked_block *b)
{
	uint64_t some = 0;

	for (size_t w = 0; w < WORDS; w++) {
		uint64_t rows = alone_word(x, at + w) & ~apart_word(x, at + w);
		uint64_t one = x->pass->one[at + w] & rows;

		b->many[w] = x->pass->many[at + w] & rows;
		b->rows[w] = rows;
		b->decided[w] = one & x->planes->complete[at + w];
		some |= rows;
	}
	return some != 0;
}

/* The bitmap itself, or the words made of several. */
static const uint64_t *unknown_words(const struct plan *p,
				     const struct plan_unknown *u, size_t at,
				     uint64_t *scratch)
{
	if (u->whole != NULL)
		return u->whole + at;
	lanes_store(scratch, plan_unknown_lanes(p, u, at));
	return scratch;
}

static void count_subjects(struct asked *x, size_t at)
{
	struct asked_block b;
	uint64_t scratch[WORDS];

	if (!fill_block(x, at, &b))
		return;
	for (size_t i = 0; i < x->plan->unknown_count; i++) {
		const struct plan_unknown *u = &x->plan->unknowns[i];
		const uint64_t *words = unknown_words(x->plan, u, at, scratch);
		uint64_t some = 0;

		for (size_t w = 0; w < WORDS; w++)
			some |= words[w] & b.rows[w];
		if (some == 0)
			continue;
		x->is_asked[u->subject] = true;
		x->decides[u->subject] += count_block(words, b.decided);
		x->others[u->subject] += count_block(words, b.many);
	}
}

/* One opening, or one row of it. */
struct asked_case {
	bool is_settled; /* a row is true: nothing is asked */
	bool is_tricky;
	bool is_complete;
	bool has_lone; /* a row with only one unknown subject */
	size_t count;  /* of subjects */
	uint64_t subjects[SUBJECT_WORDS];
};

static void add_subject(struct asked_case *c, size_t subject)
{
	c->count += !plane_has(c->subjects, subject);
	plane_set(c->subjects, subject);
}

static const struct plane_residual *find_residual(const struct planes *p,
						  size_t row)
{
	size_t lo = 0, hi = p->residual_count;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (p->residuals[middle].row < row)
			lo = middle + 1;
		else
			hi = middle;
	}
	return &p->residuals[lo];
}

/* The subjects of the row's unknown literals without planes. */
static void add_odd(const struct asked *x, size_t row, struct asked_case *to)
{
	const struct planes *p = x->planes;
	const struct plane_residual *r = find_residual(p, row);
	const struct days days =
		judged_days(&p->judged[r->opening], x->plan->as_of);

	for (size_t i = 0; i < r->count; i++) {
		const struct plane_odd *o =
			&p->odds[p->odd_numbers[r->first + i]];

		if (evaluate_literal(o->literal, x->plan->facts, &days) !=
		    VERDICT_MAYBE)
			continue;
		add_subject(to, o->subject);
		to->is_tricky =
			to->is_tricky ||
			evaluate_day(o->literal->test, &days) == DAY_NONE;
	}
}

/* What an unknown row asks. */
static void read_row(const struct asked *x, size_t row, struct asked_case *to)
{
	to->is_complete = plane_has(x->planes->complete, row);
	to->is_tricky = plane_has(x->planes->tricky, row);
	for (size_t i = 0; i < x->plan->unknown_count; i++) {
		if (plan_is_unknown(x->plan, &x->plan->unknowns[i], row))
			add_subject(to, x->plan->unknowns[i].subject);
	}
	if (x->planes->residual_count > 0 && plane_has(x->pass->odd, row))
		add_odd(x, row, to);
}

static void add_case_row(const struct asked *x, size_t row,
			 struct asked_case *c)
{
	struct asked_case one = {.is_settled = false};

	c->is_settled = c->is_settled || (x->pass->sure != NULL &&
					  plane_has(x->pass->sure, row));
	if (c->is_settled ||
	    !(plane_has(x->pass->one, row) || plane_has(x->pass->many, row)))
		return;
	read_row(x, row, &one);
	c->is_complete = one.is_complete;
	c->is_tricky = c->is_tricky || one.is_tricky;
	c->has_lone = c->has_lone || one.count == 1;
	for (size_t w = 0; w < SUBJECT_WORDS; w++) {
		uint64_t fresh = one.subjects[w] & ~c->subjects[w];

		c->subjects[w] |= fresh;
		for (; fresh != 0; fresh &= fresh - 1)
			c->count++;
	}
}

static void count_case(struct asked *x, const struct asked_case *c)
{
	for (size_t w = 0; w < SUBJECT_WORDS; w++) {
		for (uint64_t m = c->subjects[w]; m != 0; m &= m - 1) {
			size_t i = w * 64 + (size_t)__builtin_ctzll(m);

			x->is_asked[i] = true;
			x->others[i] += c->count > 1;
			x->decides[i] += c->count == 1 && c->is_complete;
		}
	}
}

/*
 * With several unknown subjects and rows that wait for one alone, an answer
 * may make one row true and fail the others: questions.c tries them.
 */
static bool needs_trial(const struct asked_case *c, size_t rows)
{
	return c->is_tricky ||
	       (rows > 1 && c->is_complete && c->has_lone && c->count > 1);
}

/* `extra` may be NULL. */
static void ask_case(struct asked *x, size_t opening,
		     const struct plane_extra *extra)
{
	struct asked_case c = {.is_settled = false};
	size_t more = extra == NULL ? 0 : extra->count;

	add_case_row(x, opening, &c);
	for (size_t i = 0; i < more; i++)
		add_case_row(x, extra->first + i, &c);
	if (c.is_settled)
		return;
	if (needs_trial(&c, 1 + more))
		question_tally_add(x->tally, &x->planes->judged[opening]);
	else
		count_case(x, &c);
}

/* Rows that stand alone, and yet were left out of their blocks. */
static void ask_apart(struct asked *x)
{
	const struct planes *p = x->planes;

	for (size_t w = 0; w < p->stride; w++) {
		uint64_t m = apart_word(x, w);

		for (m = m == 0 ? 0 : m & alone_word(x, w); m != 0;
		     m &= m - 1) {
			size_t row = w * 64 + (size_t)__builtin_ctzll(m);
			struct asked_case c = {.is_settled = false};

			add_case_row(x, row, &c);
			if (row >= p->base)
				row = p->owners[row - p->base];
			if (c.is_tricky)
				question_tally_add(x->tally, &p->judged[row]);
			else
				count_case(x, &c);
		}
	}
}

/* Openings that may have several rows in force; the loose ones have none. */
static void ask_cases(struct asked *x)
{
	const struct planes *p = x->planes;
	const struct plane_extra *extra = p->extras;
	const struct plane_extra *end = extra + p->extra_count;

	for (size_t w = 0; w < x->pass->words; w++) {
		uint64_t m = x->pass->maybe[w] & ~x->plan->single[w];

		if (x->among != NULL)
			m &= x->among[w];
		for (; m != 0; m &= m - 1) {
			size_t i = w * 64 + (size_t)__builtin_ctzll(m);

			while (extra < end && extra->opening < i)
				extra++;
			ask_case(x, i,
				 extra < end && extra->opening == i ? extra
								    : NULL);
		}
	}
}

static void ask_loose(struct asked *x)
{
	const struct planes *p = x->planes;

	for (size_t i = 0; i < p->loose_count; i++) {
		size_t o = p->loose[i];

		if (plane_has(x->pass->maybe, o) &&
		    (x->among == NULL || plane_has(x->among, o)))
			question_tally_add(x->tally, &p->judged[o]);
	}
}

/* What questions.c counted on top. */
static void add_tally(struct arena *a, struct asked *x)
{
	const struct question *list;
	size_t count = question_tally_list(a, x->tally, &list);

	for (size_t i = 0; i < count; i++) {
		x->is_asked[list[i].order] = true;
		x->decides[list[i].order] += list[i].decides;
		x->others[list[i].order] += list[i].among;
	}
}

static size_t list_questions(struct arena *a, const struct asked *x,
			     const struct question **ret_questions)
{
	const struct schema *s = &x->planes->vocabulary->profile;
	struct question *list = ARENA_ARRAY(a, struct question, s->count + 1);
	size_t count = 0;

	for (size_t i = 0; i <= s->count; i++) {
		if (!x->is_asked[i])
			continue;
		list[count++] = (struct question){
			.attr = i == s->count
					? slice_of(over_word(OVER_MEMBERS))
					: s->attrs[i].key,
			.decides = x->decides[i],
			.among = x->others[i],
			.order = i,
		};
	}
	questions_sort(list, count);
	*ret_questions = list;
	return count;
}

size_t pass_questions(struct arena *a, const struct pass *pass,
		      const uint64_t *among,
		      const struct question **ret_questions)
{
	const struct plan *plan = pass->plan;
	struct asked *x = ARENA_NEW(a, struct asked);

	x->pass = pass;
	x->plan = plan;
	x->planes = plan->planes;
	x->among = among;
	x->tally = question_tally_new(a, plan->planes->vocabulary, plan->facts,
				      plan->as_of);
	for (size_t at = 0; at < plan->planes->stride; at += WORDS)
		count_subjects(x, at);
	ask_apart(x);
	ask_cases(x);
	ask_loose(x);
	add_tally(a, x);
	return list_questions(a, x, ret_questions);
}
