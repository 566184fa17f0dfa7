/* resume - see resume.h. */
#include "api/resume.h"

#include "api/resume_words.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/facts.h"
#include "matcher/profile.h"
#include "matcher/snapshot.h"

enum { ITEMS_MAX = 200, TEXT_BYTES = 5000, FIRST_YEAR = 1900, MONTHS = 2412 };

struct reading {
	struct request *rq;
	const struct jr *document;
	struct resume *to;
	struct faults *f;
	struct json_writer w; /* of the patch */
	int now;              /* in months since year 0 */
};

static void leave(struct reading *r, const struct jr *n)
{
	char pointer[FAULT_AT_BYTES];

	if (n == NULL || n->type == JR_NULL ||
	    r->to->left_count >= RESUME_LEFT_MAX)
		return;
	jr_pointer(n, pointer);
	r->to->left[r->to->left_count++] =
		arena_copy(r->rq->arena, slice_of(pointer));
}

static struct slice text_of(struct reading *r, const struct jr *object,
			    const char *key)
{
	const struct jr *n = jr_get(object, key);
	struct slice text = SLICE("");

	if (n != NULL && n->type != JR_NULL &&
	    jr_read_text(n, TEXT_BYTES, &text, r->f))
		text = slice_trim(text);
	return text;
}

/* The first object of a list; NULL: there is none. */
static const struct jr *list_of(struct reading *r, const char *key)
{
	const struct jr *n = jr_get(r->document, key);

	if (n == NULL || n->type == JR_NULL || !jr_is_array(n, ITEMS_MAX, r->f))
		return NULL;
	for (const struct jr *c = n->first; c != NULL; c = c->next) {
		if (!jr_is_object(c, r->f))
			return NULL;
	}
	return n->first;
}

/* What of an object nobody here reads. */
static void leave_others(struct reading *r, const struct jr *object,
			 const char *const *known)
{
	for (const struct jr *n = object->first; n != NULL; n = n->next) {
		size_t i = 0;

		while (known[i] != NULL && !slice_is(n->key, known[i]))
			i++;
		if (known[i] == NULL)
			leave(r, n);
	}
}

static bool write_found(struct reading *r, const struct jr *from,
			const char *key, struct slice found)
{
	if (found.p == NULL)
		leave(r, from);
	else
		jw_text(&r->w, key, found);
	return found.p != NULL;
}

/* Ended by now, as far as it says. */
static bool has_ended(struct reading *r, const struct jr *item, int *ret_year)
{
	int first, last;

	if (!resume_months(text_of(r, item, "endDate"), &first, &last) ||
	    last > r->now)
		return false;
	*ret_year = last / 12;
	return true;
}

static void write_award(struct reading *r, const struct jr *item)
{
	static const char *const known[] = {"institution", "area", "studyType",
					    "endDate",     "url",  NULL};
	const struct vocabulary *v = r->rq->snapshot->vocabulary;
	int year = 0;

	jw_object(&r->w, NULL);
	if (has_ended(r, item, &year))
		jw_int(&r->w, "year", year);
	if (jr_get(item, "studyType") != NULL)
		write_found(
			r, jr_get(item, "studyType"), "level",
			resume_degree(r->rq, text_of(r, item, "studyType")));
	if (jr_get(item, "institution") != NULL)
		write_found(r, jr_get(item, "institution"), "institution",
			    resume_value(r->rq, v->institutions,
					 text_of(r, item, "institution")));
	if (jr_get(item, "area") != NULL)
		write_found(r, jr_get(item, "area"), "field",
			    resume_value(r->rq, v->fields,
					 text_of(r, item, "area")));
	jw_end(&r->w);
	leave_others(r, item, known);
}

/* Of what has not ended, its level is one that is being studied. */
static void write_study(struct reading *r, const struct jr *item)
{
	struct slice level =
		resume_degree(r->rq, text_of(r, item, "studyType"));

	jw_word(&r->w, "study_status", "studying");
	if (level.p != NULL)
		jw_text(&r->w, "study_level", level);
	leave(r, item);
}

static void read_education(struct reading *r)
{
	const struct jr *first = list_of(r, "education");
	const struct jr *studied = NULL;
	bool has_awards = false;
	int year;

	for (const struct jr *c = first; c != NULL; c = c->next) {
		if (has_ended(r, c, &year)) {
			has_awards = true;
		} else {
			leave(r, studied); /* the last of several counts */
			studied = c;
		}
	}
	if (has_awards) {
		/* Awards decide these two; what was said before may not. */
		jw_null(&r->w, "education");
		jw_null(&r->w, "graduation_year");
		jw_array(&r->w, "awards");
		for (const struct jr *c = first; c != NULL; c = c->next) {
			if (has_ended(r, c, &year))
				write_award(r, c);
		}
		jw_end(&r->w);
	}
	if (studied != NULL && text_of(r, studied, "startDate").n > 0)
		write_study(r, studied);
	else
		leave(r, studied);
}

static void read_languages(struct reading *r)
{
	const struct jr *first = list_of(r, "languages");
	const struct attr *a = vocabulary_attr(r->rq->snapshot->vocabulary,
					       SLICE("languages"));
	bool *has;

	if (first == NULL || a == NULL || a->keys == NULL)
		return;
	has = ARENA_ARRAY(r->rq->arena, bool, a->keys->count);
	jw_object(&r->w, "languages");
	for (const struct jr *c = first; c != NULL; c = c->next) {
		struct slice key =
			resume_value(r->rq, a->keys, text_of(r, c, "language"));
		struct slice level = resume_fluency(r->rq, a->values,
						    text_of(r, c, "fluency"));
		int i = key.p == NULL ? -1 : values_find(a->keys, key);

		if (i < 0 || level.p == NULL || has[i]) {
			leave(r, c);
			continue;
		}
		has[i] = true;
		jw_text(&r->w, arena_copy(r->rq->arena, key).p, level);
	}
	jw_end(&r->w);
}

static void mark(bool *months, int from, int to)
{
	for (int m = from; m < to; m++) {
		if (m >= FIRST_YEAR * 12 && m < FIRST_YEAR * 12 + MONTHS)
			months[m - FIRST_YEAR * 12] = true;
	}
}

static int years(const bool *months)
{
	int n = 0;

	for (int m = 0; m < MONTHS; m++)
		n += months[m];
	return n / 12;
}

/*
 * Months of work counted once, however many posts were held in them; a date of
 * a year alone leaves a margin, and the years are then an interval.
 */
static void read_years(struct reading *r)
{
	bool *sure = ARENA_ARRAY(r->rq->arena, bool, MONTHS);
	bool *possible = ARENA_ARRAY(r->rq->arena, bool, MONTHS);
	bool has_any = false;

	for (const struct jr *c = list_of(r, "work"); c != NULL; c = c->next) {
		struct slice end = text_of(r, c, "endDate");
		int from[2], to[2] = {r->now, r->now};

		if (!resume_months(text_of(r, c, "startDate"), &from[0],
				   &from[1]) ||
		    (end.n > 0 && !resume_months(end, &to[0], &to[1]))) {
			leave(r, c);
			continue;
		}
		has_any = true;
		mark(sure, from[1], to[0] < r->now ? to[0] : r->now);
		mark(possible, from[0],
		     to[1] + 1 < r->now ? to[1] + 1 : r->now);
	}
	if (!has_any)
		return;
	if (years(sure) == years(possible)) {
		jw_int(&r->w, "years_experience", years(sure));
		return;
	}
	jw_array(&r->w, "years_experience");
	jw_int(&r->w, NULL, years(sure));
	jw_int(&r->w, NULL, years(possible));
	jw_end(&r->w);
}

static void add_line(struct buf *to, struct slice text)
{
	if (text.n == 0)
		return;
	if (to->n > 0)
		buf_add_char(to, '\n');
	buf_add_slice(to, text);
}

static void add_highlights(struct reading *r, struct buf *to,
			   const struct jr *post)
{
	const struct jr *list = jr_get(post, "highlights");
	struct slice text;

	if (list == NULL || list->type == JR_NULL ||
	    !jr_is_array(list, ITEMS_MAX, r->f))
		return;
	for (const struct jr *n = list->first; n != NULL; n = n->next) {
		if (jr_read_text(n, TEXT_BYTES, &text, r->f))
			add_line(to, slice_trim(text));
	}
}

/* Summary and posts, in their own words. */
static void read_experience(struct reading *r)
{
	static const char *const known[] = {
		"name",       "position", "startDate", "endDate",
		"highlights", "summary",  NULL};
	struct buf text;

	buf_init(&text, PROFILE_TEXT_BYTES);
	add_line(&text, text_of(r, jr_get(r->document, "basics"), "summary"));
	for (const struct jr *c = list_of(r, "work"); c != NULL; c = c->next) {
		struct slice position = text_of(r, c, "position");
		struct slice name = text_of(r, c, "name");

		add_line(&text,
			 arena_print(r->rq->arena, "%.*s%s%.*s",
				     SLICE_ARG(position),
				     position.n > 0 && name.n > 0 ? ", " : "",
				     SLICE_ARG(name)));
		add_line(&text, text_of(r, c, "summary"));
		add_highlights(r, &text, c);
		leave_others(r, c, known);
	}
	if (buf_is_over(&text))
		leave(r, jr_get(r->document, "work"));
	else if (text.n > 0)
		jw_text(&r->w, "experience", buf_slice(&text));
	buf_done(&text);
}

struct skills {
	size_t count;
	struct slice items[PROFILE_SKILLS_MAX];
};

static void add_skill(struct reading *r, struct skills *to, const struct jr *n)
{
	struct slice text;

	if (n == NULL || n->type != JR_TEXT)
		return;
	text = slice_trim(n->text);
	for (size_t i = 0; i < to->count; i++) {
		if (slice_eq(to->items[i], text))
			return;
	}
	if (text.n == 0 || text.n > PROFILE_SKILL_BYTES ||
	    to->count >= PROFILE_SKILLS_MAX)
		leave(r, n);
	else
		to->items[to->count++] = text;
}

static void read_skills(struct reading *r)
{
	struct skills *all = ARENA_NEW(r->rq->arena, struct skills);

	for (const struct jr *c = list_of(r, "skills"); c != NULL;
	     c = c->next) {
		const struct jr *words = jr_get(c, "keywords");

		add_skill(r, all, jr_get(c, "name"));
		if (words == NULL || words->type == JR_NULL ||
		    !jr_is_array(words, ITEMS_MAX, r->f))
			continue;
		for (const struct jr *k = words->first; k != NULL; k = k->next)
			add_skill(r, all, k);
	}
	if (all->count == 0)
		return;
	jw_array(&r->w, "skills");
	for (size_t i = 0; i < all->count; i++)
		jw_text(&r->w, NULL, all->items[i]);
	jw_end(&r->w);
}

static struct slice contact_of(struct reading *r)
{
	const struct jr *basics = jr_get(r->document, "basics");
	struct slice name = text_of(r, basics, "name");
	struct slice phone = text_of(r, basics, "phone");
	struct json_writer w;
	struct slice copy;
	struct buf text;

	buf_init(&text, 64 * 1024);
	jw_init(&w, &text);
	jw_object(&w, NULL);
	if (name.n > 0)
		jw_text(&w, "name", name);
	if (phone.n > 0)
		jw_text(&w, "phone", phone);
	jw_end(&w);
	copy = arena_copy(r->rq->arena, buf_slice(&text));
	buf_done(&text);
	return copy;
}

static void read_parts(struct reading *r)
{
	static const char *const known[] = {"$schema",   "meta",   "basics",
					    "work",      "skills", "education",
					    "languages", NULL};
	static const char *const basics[] = {"name", "label", "phone",
					     "summary", NULL};
	struct slice headline =
		text_of(r, jr_get(r->document, "basics"), "label");

	jw_object(&r->w, NULL);
	jw_object(&r->w, "facts");
	read_education(r);
	read_languages(r);
	read_years(r);
	jw_end(&r->w);
	jw_object(&r->w, "texts");
	if (headline.n > 0)
		jw_text(&r->w, "headline", headline);
	read_experience(r);
	read_skills(r);
	jw_end(&r->w);
	jw_end(&r->w);
	leave_others(r, r->document, known);
	if (jr_get(r->document, "basics") != NULL)
		leave_others(r, jr_get(r->document, "basics"), basics);
}

enum err resume_read(struct request *rq, const struct jr *document,
		     struct resume *ret, struct faults *f)
{
	struct reading r = {.rq = rq, .document = document, .to = ret, .f = f};
	struct buf patch;
	int year, month, day;

	day_split(rq->today, &year, &month, &day);
	r.now = year * 12 + month - 1;
	ret->left_count = 0;
	if (!jr_is_object(document, f))
		return ERR_INVALID;
	if (jr_get(document, "basics") != NULL)
		(void)jr_is_object(jr_get(document, "basics"), f);
	buf_init(&patch, 1024 * 1024);
	jw_init(&r.w, &patch);
	read_parts(&r);
	ret->patch = arena_copy(rq->arena, buf_slice(&patch));
	buf_done(&patch);
	ret->contact = contact_of(&r);
	return faults_any(f) ? ERR_INVALID : ERR_OK;
}
