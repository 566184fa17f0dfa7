/*
 * intake_jobposting - schema.org JobPosting, as employers' pages have it; see
 * intake.h.
 *
 * The language of its texts is `inLanguage`, else told by their script.  What
 * has a `url` is applied to there.
 */
#include <string.h>

#include "api/intake.h"
#include "base/arena.h"
#include "base/buf.h"
#include "json/jr.h"
#include "json/jw.h"

/* Traditional, where it says nothing and writes in Han characters. */
static const char *lang_of(const struct jr *posting, struct slice title)
{
	const struct jr *n = jr_get(posting, "inLanguage");

	if (n != NULL && n->type == JR_TEXT && n->text.n > 0)
		return lang_code(lang_accept(n->text));
	for (size_t i = 0; i < title.n; i++) {
		if ((unsigned char)title.p[i] >= 0xE3 &&
		    (unsigned char)title.p[i] <= 0xE9)
			return "zh-Hant";
	}
	return "en";
}

static void write_text(struct json_writer *w, const char *key,
		       const struct jr *n)
{
	if (n != NULL && n->type == JR_TEXT && n->text.n > 0)
		jw_text(w, key, n->text);
}

/* "acme-17", or {"@type":"PropertyValue","value":"acme-17"}. */
static void write_id(struct json_writer *w, struct arena *a,
		     const struct jr *posting)
{
	const struct jr *n = jr_get(posting, "identifier");

	if (n != NULL && n->type == JR_OBJECT)
		n = jr_get(n, "value");
	if (n != NULL && n->type == JR_INT)
		jw_text(w, "id", arena_print(a, "%lld", (long long)n->integer));
	else
		write_text(w, "id", n);
}

static bool holds(const struct jr *n, const char *word)
{
	if (n == NULL)
		return false;
	if (n->type == JR_TEXT)
		return slice_is(n->text, word);
	for (const struct jr *c = n->first; c != NULL; c = c->next) {
		if (c->type == JR_TEXT && slice_is(c->text, word))
			return true;
	}
	return false;
}

/* One of few marks of HTML; *ret_n octets of the source stand for it. */
static bool entity(struct slice s, char *ret_char, size_t *ret_n)
{
	static const struct {
		const char *name;
		char is;
	} known[] = {{"&amp;", '&'},  {"&lt;", '<'},   {"&gt;", '>'},
		     {"&quot;", '"'}, {"&#39;", '\''}, {"&nbsp;", ' '}};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (!slice_starts(s, slice_of(known[i].name)))
			continue;
		*ret_char = known[i].is;
		*ret_n = strlen(known[i].name);
		return true;
	}
	return false;
}

static bool is_line_mark(struct slice tag)
{
	static const char *const marks[] = {"br", "p",   "/p",  "li",   "/li",
					    "ul", "/ul", "div", "/div", NULL};
	size_t n = 0;

	while (n < tag.n && tag.p[n] != ' ' && tag.p[n] != '>')
		n++;
	if (n > 1 && tag.p[n - 1] == '/')
		n--;
	for (size_t i = 0; marks[i] != NULL; i++) {
		if (slice_is(slice_cut(tag, 0, n), marks[i]))
			return true;
	}
	return false;
}

/* HTML as words: its tags are gone, its paragraphs are lines. */
static struct slice plain_of(struct arena *a, struct slice html)
{
	struct slice copy;
	struct buf to;

	buf_init(&to, SIZE_MAX / 2);
	for (size_t i = 0; i < html.n; i++) {
		struct slice rest = slice_cut(html, i, html.n);
		const char *end =
			html.p[i] == '<' ? memchr(rest.p, '>', rest.n) : NULL;
		char c = html.p[i];
		size_t n = 1;

		if (end != NULL) {
			if (is_line_mark(slice_cut(rest, 1, rest.n)))
				buf_add_char(&to, '\n');
			i += (size_t)(end - rest.p);
			continue;
		}
		(void)entity(rest, &c, &n);
		buf_add_char(&to, c);
		i += n - 1;
	}
	copy = slice_strip(arena_copy(a, buf_slice(&to)));
	buf_done(&to);
	return copy;
}

/* "Hong Kong" is hong-kong; what the vocabulary lacks is refused later. */
static struct slice slug_of(struct arena *a, struct slice name)
{
	char *text = arena_take(a, name.n + 1);

	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		text[i] = c == ' ' ? '-' : c;
	}
	return (struct slice){text, name.n};
}

static void write_place(struct json_writer *w, struct arena *a,
			const struct jr *location)
{
	const struct jr *address = jr_get(location, "address");
	const struct jr *name = jr_get(address, "addressLocality");

	if (name == NULL)
		name = jr_get(address, "addressRegion");
	if (name == NULL)
		name = jr_get(location, "name");
	if (name != NULL && name->type == JR_TEXT)
		jw_text(w, NULL, slug_of(a, name->text));
}

static void write_places(struct json_writer *w, struct arena *a,
			 const struct jr *location)
{
	if (location == NULL)
		return;
	jw_array(w, "places");
	if (location->type == JR_ARRAY) {
		for (const struct jr *n = location->first; n != NULL;
		     n = n->next)
			write_place(w, a, n);
	} else {
		write_place(w, a, location);
	}
	jw_end(w);
}

static void write_amount(struct json_writer *w, const char *key,
			 const struct jr *n)
{
	if (n != NULL && (n->type == JR_INT || n->type == JR_REAL))
		jw_real(w, key, n->real);
	else
		write_text(w, key, n);
}

static void write_pay(struct json_writer *w, const struct jr *salary)
{
	static const char *const units[][2] = {{"HOUR", "hour"},
					       {"DAY", "day"},
					       {"MONTH", "month"},
					       {"YEAR", "year"}};
	const struct jr *value = jr_get(salary, "value");
	const struct jr *unit = jr_get(value, "unitText");
	const struct jr *exact = jr_get(value, "value");

	if (value == NULL || value->type != JR_OBJECT)
		return;
	jw_object(w, "pay");
	write_amount(w, "min",
		     exact != NULL ? exact : jr_get(value, "minValue"));
	write_amount(w, "max",
		     exact != NULL ? exact : jr_get(value, "maxValue"));
	write_text(w, "currency", jr_get(salary, "currency"));
	for (size_t i = 0; unit != NULL && i < 4; i++) {
		if (unit->type == JR_TEXT && slice_is(unit->text, units[i][0]))
			jw_word(w, "per", units[i][1]);
	}
	jw_end(w);
}

static void write_skills(struct json_writer *w, const struct jr *skills)
{
	struct slice rest;

	if (skills == NULL)
		return;
	jw_array(w, "skills");
	rest = skills->type == JR_TEXT ? skills->text : SLICE("");
	while (rest.n > 0) {
		struct slice one = slice_trim(slice_split(rest, ',', &rest));

		if (one.n > 0)
			jw_text(w, NULL, one);
	}
	for (const struct jr *n = skills->first; n != NULL; n = n->next)
		write_text(w, NULL, n);
	jw_end(w);
}

/* "2026-12-31T23:59" is a day to us. */
static void write_day(struct json_writer *w, const char *key,
		      const struct jr *n)
{
	if (n != NULL && n->type == JR_TEXT && n->text.n > 0)
		jw_text(w, key,
			slice_cut(n->text, 0, n->text.n < 10 ? n->text.n : 10));
}

static void write_in(struct json_writer *w, const char *key, const char *lang,
		     struct slice text)
{
	if (text.n == 0)
		return;
	jw_object(w, key);
	jw_text(w, lang, text);
	jw_end(w);
}

static void write_apply(struct json_writer *w, const struct jr *url)
{
	if (url == NULL || url->type != JR_TEXT)
		return;
	jw_object(w, "apply");
	jw_word(w, "by", "link");
	jw_text(w, "url", url->text);
	jw_end(w);
}

static void write_posting(struct json_writer *w, struct arena *a,
			  const struct jr *p)
{
	const struct jr *title = jr_get(p, "title");
	const struct jr *body = jr_get(p, "description");
	struct slice name = title != NULL && title->type == JR_TEXT
				    ? title->text
				    : SLICE("");
	const char *lang = lang_of(p, name);

	jw_object(w, NULL);
	write_id(w, a, p);
	jw_word(w, "kind",
		holds(jr_get(p, "employmentType"), "INTERN") ? "internship"
							     : "job");
	write_in(w, "title", lang, name);
	if (body != NULL && body->type == JR_TEXT)
		write_in(w, "body", lang, plain_of(a, body->text));
	write_places(w, a, jr_get(p, "jobLocation"));
	write_skills(w, jr_get(p, "skills"));
	write_pay(w, jr_get(p, "baseSalary"));
	write_amount(w, "vacancies", jr_get(p, "totalJobOpenings"));
	write_day(w, "opens", jr_get(p, "datePosted"));
	write_day(w, "closes", jr_get(p, "validThrough"));
	write_apply(w, jr_get(p, "url"));
	/* Its conditions, if any, are in words that are not read. */
	jw_bool(w, "complete", false);
	jw_end(w);
}

static const struct jr *first_of(const struct jr *root)
{
	const struct jr *graph = jr_get(root, "@graph");

	if (graph != NULL)
		root = graph;
	return root->type == JR_ARRAY ? root->first : root;
}

enum err intake_jobposting(struct arena *a, struct slice bytes,
			   struct slice *ret_text, struct faults *f)
{
	size_t before = f->count + f->more;
	const struct jr *root;
	struct json_writer w;
	struct buf to;
	enum err e = jr_parse(a, bytes, &root, f);

	if (e != ERR_OK)
		return e;
	buf_init(&to, SIZE_MAX / 2);
	jw_init(&w, &to);
	jw_array(&w, NULL);
	for (const struct jr *n = first_of(root); n != NULL; n = n->next) {
		if (holds(jr_get(n, "@type"), "JobPosting"))
			write_posting(&w, a, n);
		else
			jr_fault(f, n, FAULT_NOT_ACCEPTED, "JobPosting");
	}
	jw_end(&w);
	*ret_text = arena_copy(a, buf_slice(&to));
	buf_done(&to);
	return f->count + f->more == before ? ERR_OK : ERR_INVALID;
}
