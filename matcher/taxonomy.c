/* taxonomy - see taxonomy.h. */
#include "matcher/taxonomy.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "json/jr.h"
#include "matcher/analyse.h"
#include "matcher/hash.h"

enum { CODE_DIGITS = 4 };

struct reading {
	struct arena *arena;
	struct analyser *analyser;
	struct taxonomy *taxonomy;
	struct occupation *units;
	struct map *groups; /* codes above unit groups */
	struct map *keys;   /* to struct known_skills */
	struct faults *faults;
};

static int add_word(void *ctx, unsigned flags, struct slice term, uint32_t from,
		    uint32_t to)
{
	struct buf *key = ctx;

	(void)from;
	(void)to;
	if ((flags & TOKEN_COLOCATED) != 0)
		return 0;
	if (key->n > 0)
		buf_add_char(key, ' ');
	buf_add_slice(key, term);
	return 0;
}

struct slice taxonomy_key(struct arena *a, struct analyser *an,
			  struct slice text)
{
	struct buf b;
	struct slice key;

	buf_init(&b, 64 * 1024);
	analyse(an, ANALYSE_DOCUMENT, text, add_word, &b);
	key = arena_copy(a, buf_slice(&b));
	buf_done(&b);
	return key;
}

/* The array `key` of a document, NULL after a fault. */
static const struct jr *need_array(struct reading *r, const struct jr *root,
				   const char *key, unsigned most)
{
	const struct jr *list;

	if (!jr_is_object(root, r->faults))
		return NULL;
	list = jr_need(root, key, r->faults);
	if (list == NULL || !jr_is_array(list, most, r->faults))
		return NULL;
	return list;
}

static void read_label(struct reading *r, const struct jr *n, struct text *ret)
{
	const struct jr *label = jr_need(n, "label", r->faults);

	*ret = (struct text){.in = {{NULL, 0}}};
	if (label == NULL ||
	    !jr_read_texts(label, TAXONOMY_WORDS_BYTES, ret, r->faults))
		return;
	for (int l = 0; l < LANG__COUNT; l++) {
		if (ret->in[l].p != NULL)
			ret->in[l] = arena_copy(r->arena, ret->in[l]);
	}
}

/* One array of words a language; `take` gets each that is sound. */
typedef void take_word(struct reading *r, void *ctx, const struct jr *n,
		       struct slice word);

static void read_words(struct reading *r, const struct jr *words,
		       take_word *take, void *ctx)
{
	enum lang l;

	if (words == NULL || !jr_is_object(words, r->faults))
		return;
	for (const struct jr *n = words->first; n != NULL; n = n->next) {
		if (!lang_read(n->key, &l)) {
			jr_fault(r->faults, n, FAULT_UNKNOWN_LANG, NULL);
			continue;
		}
		if (!jr_is_array(n, TAXONOMY_WORDS_MAX, r->faults))
			continue;
		for (const struct jr *w = n->first; w != NULL; w = w->next) {
			struct slice word;

			if (jr_read_text(w, TAXONOMY_WORDS_BYTES, &word,
					 r->faults))
				take(r, ctx, w, word);
		}
	}
}

static bool is_code(struct slice code)
{
	for (size_t i = 0; i < code.n; i++) {
		if (code.p[i] < '0' || code.p[i] > '9')
			return false;
	}
	return code.n > 0 && code.n <= CODE_DIGITS;
}

/* Its parent is the code without the last digit, and must be there. */
static bool read_code(struct reading *r, const struct jr *n, bool is_unit,
		      struct slice *ret)
{
	const struct jr *code = jr_need(n, "code", r->faults);
	const struct jr *parent = jr_get(n, "parent");
	struct slice above;

	if (code == NULL || !jr_read_text(code, CODE_DIGITS, ret, r->faults))
		return false;
	if (!is_code(*ret) || is_unit != (ret->n == CODE_DIGITS)) {
		jr_fault(r->faults, code, FAULT_TYPE_OCCUPATION, NULL);
		return false;
	}
	above = slice_cut(*ret, 0, ret->n - 1);
	if (ret->n > 1 && (parent == NULL || parent->type != JR_TEXT ||
			   !slice_eq(parent->text, above) ||
			   map_get(r->groups, above) == NULL))
		jr_fault(r->faults, parent == NULL ? n : parent,
			 FAULT_UNKNOWN_REF, NULL);
	*ret = arena_copy(r->arena, *ret);
	if (!map_put(r->groups, *ret, n))
		jr_fault(r->faults, code, FAULT_DUPLICATE_ID, NULL);
	return true;
}

static void read_groups(struct reading *r, const struct jr *root)
{
	static const char *const keys[] = {"code", "parent", "label", NULL};
	const struct jr *list =
		need_array(r, root, "groups", TAXONOMY_GROUPS_MAX);

	for (const struct jr *n = list == NULL ? NULL : list->first; n != NULL;
	     n = n->next) {
		struct slice code;
		struct text label;

		if (!jr_is_object(n, r->faults))
			continue;
		jr_only_keys(n, keys, r->faults);
		read_code(r, n, false, &code);
		read_label(r, n, &label);
	}
}

struct titles {
	size_t count;
	struct slice items[LANG__COUNT * TAXONOMY_WORDS_MAX];
};

static void take_title(struct reading *r, void *ctx, const struct jr *n,
		       struct slice word)
{
	struct titles *t = ctx;

	(void)n;
	t->items[t->count++] = arena_copy(r->arena, word);
}

static void read_unit(struct reading *r, const struct jr *n,
		      struct occupation *ret)
{
	static const char *const keys[] = {"code", "parent", "label", "titles",
					   NULL};
	struct titles titles = {.count = 0};
	struct slice *copy;

	if (!jr_is_object(n, r->faults))
		return;
	jr_only_keys(n, keys, r->faults);
	read_code(r, n, true, &ret->code);
	read_label(r, n, &ret->label);
	read_words(r, jr_need(n, "titles", r->faults), take_title, &titles);
	copy = ARENA_ARRAY(r->arena, struct slice, titles.count + 1);
	memcpy(copy, titles.items, titles.count * sizeof(*copy));
	ret->titles = copy;
	ret->title_count = titles.count;
}

static int by_code(const void *left, const void *right)
{
	const struct occupation *a = left;
	const struct occupation *b = right;

	return slice_cmp(a->code, b->code);
}

static void read_occupations(struct reading *r, const struct jr *root)
{
	static const char *const keys[] = {"note", "groups", "occupations",
					   NULL};
	const struct jr *list;
	struct occupation *units;

	read_groups(r, root);
	list = need_array(r, root, "occupations", TAXONOMY_UNITS_MAX);
	if (list == NULL)
		return;
	jr_only_keys(root, keys, r->faults);
	units = ARENA_ARRAY(r->arena, struct occupation, list->count + 1);
	for (const struct jr *n = list->first; n != NULL; n = n->next)
		read_unit(r, n, &units[n->index]);
	qsort(units, list->count, sizeof(*units), by_code);
	r->units = units;
	r->taxonomy->units = units;
	r->taxonomy->unit_count = list->count;
}

static struct occupation *find_unit(struct reading *r, const struct jr *n)
{
	const struct jr *code = jr_need(n, "code", r->faults);
	struct occupation key = {.code = {NULL, 0}};
	struct occupation *unit;

	if (code == NULL ||
	    !jr_read_text(code, CODE_DIGITS, &key.code, r->faults))
		return NULL;
	unit = bsearch(&key, r->units, r->taxonomy->unit_count, sizeof(key),
		       by_code);
	if (unit == NULL)
		jr_fault(r->faults, code, FAULT_UNKNOWN_REF, NULL);
	return unit;
}

static bool is_language(struct slice key)
{
	for (size_t i = 0; i < key.n; i++) {
		if (key.p[i] < 'a' || key.p[i] > 'z')
			return false;
	}
	return key.n == 2;
}

/* Every key but the code is a language, with its titles. */
static void add_titles(struct reading *r, const struct jr *n,
		       struct occupation *unit, struct slice *titles)
{
	for (const struct jr *l = n->first; l != NULL; l = l->next) {
		if (slice_is(l->key, "code"))
			continue;
		if (!is_language(l->key)) {
			jr_fault(r->faults, l, FAULT_UNKNOWN_LANG, NULL);
			continue;
		}
		if (!jr_is_array(l, TAXONOMY_TITLES_MAX, r->faults))
			continue;
		for (const struct jr *w = l->first; w != NULL; w = w->next) {
			struct slice *to = &titles[unit->title_count];

			if (!jr_read_text(w, TAXONOMY_WORDS_BYTES, to,
					  r->faults))
				continue;
			*to = arena_copy(r->arena, *to);
			unit->title_count++;
		}
	}
}

/* Titles of unit groups that occupations.json has. */
static void read_titles(struct reading *r, const struct jr *root)
{
	static const char *const keys[] = {"note", "titles", NULL};
	const struct jr *list;

	if (root == NULL)
		return;
	list = need_array(r, root, "titles", TAXONOMY_UNITS_MAX);
	if (list == NULL)
		return;
	jr_only_keys(root, keys, r->faults);
	for (const struct jr *n = list->first; n != NULL; n = n->next) {
		struct occupation *unit =
			jr_is_object(n, r->faults) ? find_unit(r, n) : NULL;
		struct slice *titles;
		size_t most;

		if (unit == NULL)
			continue;
		most = unit->title_count;
		for (const struct jr *l = n->first; l != NULL; l = l->next)
			most += l->count;
		titles = ARENA_ARRAY(r->arena, struct slice, most + 1);
		memcpy(titles, unit->titles,
		       unit->title_count * sizeof(*titles));
		unit->titles = titles;
		add_titles(r, n, unit, titles);
	}
}

static struct known_skills *need_key(struct reading *r, struct slice key)
{
	const struct known_skills *known = map_get(r->keys, key);
	struct known_skills *own;

	if (known == NULL) {
		own = ARENA_NEW(r->arena, struct known_skills);
		map_put(r->keys, key, own);
		return own;
	}
	/* The map lends its values read-only; while reading they are ours. */
	memcpy(&own, &known, sizeof(own));
	return own;
}

static void name_skill(struct reading *r, const struct known_skill *s,
		       const struct jr *n, struct slice word)
{
	struct slice key = taxonomy_key(r->arena, r->analyser, word);
	struct known_skills *known;

	if (key.n == 0) {
		jr_fault(r->faults, n, FAULT_EMPTY, NULL);
		return;
	}
	known = need_key(r, key);
	for (size_t i = 0; i < known->count; i++) {
		if (known->items[i] == s)
			return;
	}
	if (known->count == TAXONOMY_SHARED_MAX)
		jr_fault(r->faults, n, FAULT_TOO_MANY_ITEMS, "3");
	else
		known->items[known->count++] = s;
}

static void take_alias(struct reading *r, void *ctx, const struct jr *n,
		       struct slice word)
{
	name_skill(r, ctx, n, word);
}

/* A parent stands before its children, and has none itself. */
static void read_parent(struct reading *r, const struct jr *n, struct map *ids,
			struct known_skill *ret)
{
	const struct jr *parent = jr_get(n, "parent");

	if (parent == NULL)
		return;
	if (parent->type == JR_TEXT)
		ret->parent = map_get(ids, parent->text);
	if (ret->parent == NULL || ret->parent->parent != NULL)
		jr_fault(r->faults, parent, FAULT_UNKNOWN_REF, NULL);
}

static void read_skill(struct reading *r, const struct jr *n, struct map *ids,
		       struct known_skill *ret)
{
	static const char *const keys[] = {"id",    "parent", "siblings",
					   "label", "alias",  NULL};
	const struct jr *id, *siblings;

	if (!jr_is_object(n, r->faults))
		return;
	jr_only_keys(n, keys, r->faults);
	id = jr_need(n, "id", r->faults);
	if (id == NULL || !jr_read_id(id, &ret->id, r->faults))
		return;
	ret->id = arena_copy(r->arena, ret->id);
	if (!map_put(ids, ret->id, ret))
		jr_fault(r->faults, id, FAULT_DUPLICATE_ID, NULL);
	read_parent(r, n, ids, ret);
	siblings = jr_get(n, "siblings");
	ret->siblings = true;
	if (siblings != NULL)
		jr_read_bool(siblings, &ret->siblings, r->faults);
	read_label(r, n, &ret->label);
	for (int l = 0; l < LANG__COUNT; l++) {
		if (ret->label.in[l].p != NULL)
			name_skill(r, ret, jr_get(n, "label"),
				   ret->label.in[l]);
	}
	read_words(r, jr_need(n, "alias", r->faults), take_alias, ret);
}

static void read_skills(struct reading *r, const struct jr *root)
{
	static const char *const keys[] = {"note", "skills", NULL};
	const struct jr *list =
		need_array(r, root, "skills", TAXONOMY_SKILLS_MAX);
	struct map *ids = map_new(r->arena);
	struct known_skill *skills;

	if (list == NULL)
		return;
	jr_only_keys(root, keys, r->faults);
	skills = ARENA_ARRAY(r->arena, struct known_skill, list->count + 1);
	for (const struct jr *n = list->first; n != NULL; n = n->next)
		read_skill(r, n, ids, &skills[n->index]);
	r->taxonomy->skills = skills;
	r->taxonomy->skill_count = list->count;
}

enum err taxonomy_read(struct arena *a, struct analyser *an,
		       const struct taxonomy_sources *sources,
		       const struct taxonomy **ret_taxonomy,
		       struct faults *reterr_faults)
{
	struct taxonomy *t = ARENA_NEW(a, struct taxonomy);
	struct reading r = {.arena = a,
			    .analyser = an,
			    .taxonomy = t,
			    .groups = map_new(a),
			    .keys = map_new(a),
			    .faults = reterr_faults};

	t->version = hash_tree(HASH_START, sources->occupations);
	t->version = hash_tree(t->version, sources->titles);
	t->version = hash_tree(t->version, sources->esco);
	t->version = hash_tree(t->version, sources->skills);
	t->skills_by_key = r.keys;
	read_occupations(&r, sources->occupations);
	read_titles(&r, sources->titles);
	read_titles(&r, sources->esco);
	read_skills(&r, sources->skills);
	if (faults_any(reterr_faults))
		return ERR_INVALID;
	*ret_taxonomy = t;
	return ERR_OK;
}

struct known_skills taxonomy_skills(const struct taxonomy *t, struct slice key)
{
	const struct known_skills *known =
		t == NULL ? NULL : map_get(t->skills_by_key, key);

	return known == NULL ? (struct known_skills){.count = 0} : *known;
}

enum relation known_skill_relation(const struct known_skill *a,
				   const struct known_skill *b)
{
	if (a == b)
		return RELATION_SAME;
	if (a->parent == b || b->parent == a)
		return RELATION_PARENT;
	if (a->parent != NULL && a->parent == b->parent && a->parent->siblings)
		return RELATION_SIBLING;
	return RELATION_NONE;
}

enum relation occupation_relation(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	size_t more = a.n < b.n ? b.n - a.n : a.n - b.n;
	bool begins = slice_eq(slice_cut(a, 0, n), slice_cut(b, 0, n));

	if (begins && more == 0)
		return RELATION_SAME;
	if (begins && more == 1)
		return RELATION_PARENT;
	if (a.n == CODE_DIGITS && b.n == CODE_DIGITS &&
	    slice_eq(slice_cut(a, 0, n - 1), slice_cut(b, 0, n - 1)))
		return RELATION_SIBLING;
	return RELATION_NONE;
}
