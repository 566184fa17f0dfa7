/* resume_words - see resume_words.h. */
#include "api/resume_words.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/taxonomy.h"

struct pair {
	const char *word;
	const char *value;
};

/* A degree is named first and its subject after it: "BSc Computer Science". */
static const struct pair degrees[] = {
	{"phd", "doctorate"},
	{"doctor", "doctorate"},
	{"doctorate", "doctorate"},
	{"doutoramento", "doctorate"},
	{"master", "master"},
	{"masters", "master"},
	{"msc", "master"},
	{"mphil", "master"},
	{"mba", "master"},
	{"mestrado", "master"},
	{"bachelor", "bachelor"},
	{"bachelors", "bachelor"},
	{"bsc", "bachelor"},
	{"beng", "bachelor"},
	{"bba", "bachelor"},
	{"llb", "bachelor"},
	{"licenciatura", "bachelor"},
	{"associate", "sub_degree"},
};
static const struct pair whole_degrees[] = {
	{"博士", "doctorate"},
	{"碩士", "master"},
	{"學士", "bachelor"},
	{"本科", "bachelor"},
	{"副學士", "sub_degree"},
	{"高級文憑", "sub_degree"},
	{"大專", "sub_degree"},
	{"higher diploma", "sub_degree"},
	{"associate degree", "sub_degree"},
	{"high school", "secondary"},
	{"高中", "secondary"},
};
static const struct pair fluencies[] = {
	{"native speaker", "native"},
	{"mother tongue", "native"},
	{"native or bilingual proficiency", "native"},
	{"c2", "fluent"},
	{"c1", "fluent"},
	{"full professional proficiency", "fluent"},
	{"professional working proficiency", "working"},
	{"b2", "working"},
	{"elementary proficiency", "basic"},
	{"elementary", "basic"},
	{"beginner", "basic"},
	{"a2", "basic"},
	{"a1", "basic"},
};

static struct slice key_of(struct request *rq, struct slice text)
{
	return taxonomy_key(rq->arena, rq->analyser, text);
}

static bool is_same(struct request *rq, struct slice key, struct slice other)
{
	return other.p != NULL && slice_eq(key, key_of(rq, other));
}

/* The whole label, or either part of "Putonghua (Mandarin)". */
static bool is_label(struct request *rq, struct slice key, struct slice label)
{
	struct slice inner, before = slice_split(label, '(', &inner);
	struct slice after;

	if (is_same(rq, key, label))
		return true;
	if (before.n == label.n)
		return false;
	return is_same(rq, key, before) ||
	       is_same(rq, key, slice_split(inner, ')', &after));
}

struct slice resume_value(struct request *rq, const struct values *of,
			  struct slice word)
{
	struct slice key = key_of(rq, word);
	int found = -1;

	for (size_t i = 0; of != NULL && key.n > 0 && i < of->count; i++) {
		const struct value *v = &of->items[i];
		bool is = slice_eq(word, v->name);

		for (int l = 0; !is && l < LANG__COUNT; l++)
			is = v->label.in[l].p != NULL &&
			     is_label(rq, key, v->label.in[l]);
		if (is && found >= 0)
			return (struct slice){NULL, 0}; /* two would fit */
		if (is)
			found = (int)i;
	}
	return found < 0 ? (struct slice){NULL, 0} : of->items[found].name;
}

static struct slice find(struct request *rq, const struct pair *table,
			 size_t count, struct slice word)
{
	struct slice key = key_of(rq, word);

	for (size_t i = 0; key.n > 0 && i < count; i++) {
		if (is_same(rq, key, slice_of(table[i].word)))
			return slice_of(table[i].value);
	}
	return (struct slice){NULL, 0};
}

struct slice resume_degree(struct request *rq, struct slice word)
{
	struct slice rest;
	struct slice first = slice_split(slice_trim(word), ' ', &rest);
	struct slice found =
		find(rq, whole_degrees, COUNT(whole_degrees), word);

	if (found.p == NULL && first.n > 2 &&
	    slice_eq(slice_cut(first, first.n - 2, first.n), SLICE("'s")))
		first.n -= 2;
	return found.p != NULL ? found
			       : find(rq, degrees, COUNT(degrees), first);
}

struct slice resume_fluency(struct request *rq, const struct values *levels,
			    struct slice word)
{
	struct slice found = resume_value(rq, levels, word);

	return found.p != NULL ? found
			       : find(rq, fluencies, COUNT(fluencies), word);
}

/* Digits of that many; -1: there are others. */
static int number(struct slice text, size_t digits)
{
	int n = 0;

	if (text.n != digits)
		return -1;
	for (size_t i = 0; i < digits; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return -1;
		n = n * 10 + (text.p[i] - '0');
	}
	return n;
}

bool resume_months(struct slice text, int *ret_first, int *ret_last)
{
	int year = number(slice_cut(text, 0, text.n < 4 ? text.n : 4), 4);
	int month;
	int32_t day;

	if (year < 1900 || year > 2100)
		return false;
	if (text.n == 4) {
		*ret_first = year * 12;
		*ret_last = year * 12 + 11;
		return true;
	}
	if (text.n == 10 && !day_read(text, &day))
		return false;
	if ((text.n != 7 && text.n != 10) || text.p[4] != '-')
		return false;
	month = number(slice_cut(text, 5, 7), 2);
	if (month < 1 || month > 12)
		return false;
	*ret_first = *ret_last = year * 12 + month - 1;
	return true;
}
