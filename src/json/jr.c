/*
 * jr - jansson reads, the tree is copied into the arena; see jr.h.
 *
 * jansson keeps its own allocator: its tree is freed here before the copy is
 * handed out, so nothing of it outlives jr_parse().
 */
#include "json/jr.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/utf8.h"
#include "json/scan.h"

static struct jr *copy_tree(struct arena *a, json_t *from);

static struct jr *link_child(struct arena *a, struct jr *parent,
			     struct jr *last, json_t *from)
{
	struct jr *c = copy_tree(a, from);

	c->parent = parent;
	c->index = parent->count++;
	if (last == NULL)
		parent->first = c;
	else
		last->next = c;
	return c;
}

static void copy_object(struct arena *a, struct jr *to, json_t *from)
{
	struct jr *last = NULL;
	const char *key;
	json_t *value;

	json_object_foreach (from, key, value) {
		last = link_child(a, to, last, value);
		last->key = arena_copy(a, slice_of(key));
	}
}

static void copy_array(struct arena *a, struct jr *to, json_t *from)
{
	struct jr *last = NULL;
	size_t i;
	json_t *value;

	json_array_foreach (from, i, value) {
		last = link_child(a, to, last, value);
	}
}

static struct jr *copy_tree(struct arena *a, json_t *from)
{
	struct jr *to = ARENA_NEW(a, struct jr);

	switch (json_typeof(from)) {
	case JSON_OBJECT:
		to->type = JR_OBJECT;
		copy_object(a, to, from);
		break;
	case JSON_ARRAY:
		to->type = JR_ARRAY;
		copy_array(a, to, from);
		break;
	case JSON_STRING:
		to->type = JR_TEXT;
		to->text =
			arena_copy(a, (struct slice){json_string_value(from),
						     json_string_length(from)});
		break;
	case JSON_INTEGER:
		to->type = JR_INT;
		to->integer = json_integer_value(from);
		to->real = (double)to->integer;
		break;
	case JSON_REAL:
		to->type = JR_REAL;
		to->real = json_real_value(from);
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		to->type = JR_BOOL;
		to->truth = json_is_true(from);
		break;
	case JSON_NULL:
		to->type = JR_NULL;
		break;
	}
	return to;
}

static void fault_of_jansson(struct faults *f, const json_error_t *error)
{
	char words[FAULT_ARG_BYTES];
	enum json_error_code code = json_error_code(error);

	/* jansson's own sentence may quote the input; the place suffices. */
	snprintf(words, sizeof(words), "line %d, column %d", error->line,
		 error->column);
	fault_at_pointer(f,
			 code == json_error_numeric_overflow
				 ? FAULT_JSON_NUMBER
				 : FAULT_JSON_SYNTAX,
			 "", words);
}

enum err jr_parse(struct arena *a, struct slice text,
		  const struct jr **ret_root, struct faults *reterr_faults)
{
	json_error_t error;
	json_t *tree;
	enum err e = scan_json(a, text, reterr_faults);

	if (e != ERR_OK)
		return e;
	tree = json_loadb(text.n == 0 ? "" : text.p, text.n,
			  JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (tree == NULL) {
		fault_of_jansson(reterr_faults, &error);
		return ERR_MALFORMED;
	}
	*ret_root = copy_tree(a, tree);
	json_decref(tree);
	return ERR_OK;
}

const struct jr *jr_get(const struct jr *object, const char *key)
{
	if (object == NULL || object->type != JR_OBJECT)
		return NULL;
	for (const struct jr *c = object->first; c != NULL; c = c->next) {
		if (slice_is(c->key, key))
			return c;
	}
	return NULL;
}

/* One part of a pointer (RFC 6901, section 3); stops before a cut character. */
static size_t add_part(struct slice part, char *text, size_t n)
{
	if (n < FAULT_AT_BYTES - 1)
		text[n++] = '/';
	for (size_t i = 0; i < part.n;) {
		uint32_t code;
		int length = utf8_decode(part.p + i, part.n - i, &code);
		size_t take = length == 0 ? 1 : (size_t)length;

		if (n + take + 1 >= FAULT_AT_BYTES)
			return FAULT_AT_BYTES;
		if (part.p[i] == '~' || part.p[i] == '/') {
			text[n++] = '~';
			text[n++] = part.p[i] == '~' ? '0' : '1';
		} else {
			memcpy(text + n, part.p + i, take);
			n += take;
		}
		text[n] = '\0';
		i += take;
	}
	return n;
}

/* A pointer too long for `text` is cut at its end. */
void jr_pointer(const struct jr *n, char text[FAULT_AT_BYTES])
{
	const struct jr *path[JR_DEPTH_MAX + 1];
	size_t depth = 0, used = 0;

	for (; n->parent != NULL && depth < COUNT(path); n = n->parent)
		path[depth++] = n;
	text[0] = '\0';
	while (depth > 0 && used < FAULT_AT_BYTES) {
		const struct jr *at = path[--depth];
		char number[16];
		struct slice part = at->key;

		if (part.p == NULL) {
			snprintf(number, sizeof(number), "%u", at->index);
			part = slice_of(number);
		}
		used = add_part(part, text, used);
	}
}

void jr_fault(struct faults *f, const struct jr *n, enum fault_code code,
	      const char *arg)
{
	char pointer[FAULT_AT_BYTES];

	jr_pointer(n, pointer);
	fault_at_pointer(f, code, pointer, arg);
}

void jr_only_keys(const struct jr *object, const char *const *keys,
		  struct faults *f)
{
	for (const struct jr *c = object->first; c != NULL; c = c->next) {
		const char *const *k = keys;

		while (*k != NULL && !slice_is(c->key, *k))
			k++;
		if (*k == NULL)
			jr_fault(f, c, FAULT_UNKNOWN_KEY, NULL);
	}
}

bool jr_is_object(const struct jr *n, struct faults *f)
{
	if (n->type == JR_OBJECT)
		return true;
	jr_fault(f, n, FAULT_TYPE_OBJECT, NULL);
	return false;
}

bool jr_is_array(const struct jr *n, unsigned most, struct faults *f)
{
	char limit[16];

	if (n->type != JR_ARRAY) {
		jr_fault(f, n, FAULT_TYPE_ARRAY, NULL);
		return false;
	}
	if (n->count <= most)
		return true;
	snprintf(limit, sizeof(limit), "%u", most);
	jr_fault(f, n, FAULT_TOO_MANY_ITEMS, limit);
	return false;
}

bool jr_read_text(const struct jr *n, size_t bytes, struct slice *ret,
		  struct faults *f)
{
	char limit[40];

	if (n->type != JR_TEXT) {
		jr_fault(f, n, FAULT_TYPE_TEXT, NULL);
		return false;
	}
	if (n->text.n > bytes) {
		snprintf(limit, sizeof(limit), "%zu", bytes);
		jr_fault(f, n, FAULT_TOO_LONG, limit);
		return false;
	}
	*ret = n->text;
	return true;
}

static void fault_of_range(const struct jr *n, double least, double most,
			   struct faults *f)
{
	char range[80];

	snprintf(range, sizeof(range), "[%.15g, %.15g]", least, most);
	jr_fault(f, n, FAULT_RANGE, range);
}

bool jr_read_number(const struct jr *n, double least, double most, double *ret,
		    struct faults *f)
{
	if (n->type != JR_INT && n->type != JR_REAL) {
		jr_fault(f, n, FAULT_TYPE_NUMBER, NULL);
		return false;
	}
	if (n->real < least || n->real > most) {
		fault_of_range(n, least, most, f);
		return false;
	}
	*ret = n->real;
	return true;
}

bool jr_read_int(const struct jr *n, int64_t least, int64_t most, int64_t *ret,
		 struct faults *f)
{
	double whole;

	if (!jr_read_number(n, (double)least, (double)most, &whole, f))
		return false;
	if (n->type == JR_INT) {
		*ret = n->integer;
		return true;
	}
	if (whole != (double)(int64_t)whole) {
		jr_fault(f, n, FAULT_WHOLE, NULL);
		return false;
	}
	*ret = (int64_t)whole;
	return true;
}

bool jr_read_bool(const struct jr *n, bool *ret, struct faults *f)
{
	if (n->type != JR_BOOL) {
		jr_fault(f, n, FAULT_TYPE_BOOL, NULL);
		return false;
	}
	*ret = n->truth;
	return true;
}

bool jr_read_day(const struct jr *n, int32_t *ret, struct faults *f)
{
	if (n->type == JR_TEXT && day_read(n->text, ret))
		return true;
	jr_fault(f, n, FAULT_DATE, NULL);
	return false;
}

bool jr_id_is_valid(struct slice id)
{
	static const char marks[] = "._:-";

	if (id.n == 0 || id.n > 128)
		return false;
	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || memchr(marks, c, 4) != NULL)
			continue;
		return false;
	}
	return true;
}

bool jr_read_id(const struct jr *n, struct slice *ret, struct faults *f)
{
	if (n->type != JR_TEXT || !jr_id_is_valid(n->text)) {
		jr_fault(f, n, FAULT_ID, NULL);
		return false;
	}
	*ret = n->text;
	return true;
}

bool jr_read_texts(const struct jr *n, size_t bytes, struct text *ret,
		   struct faults *f)
{
	size_t before = f->count + f->more;

	if (!jr_is_object(n, f))
		return false;
	for (const struct jr *c = n->first; c != NULL; c = c->next) {
		enum lang l;

		if (!lang_read(c->key, &l)) {
			jr_fault(f, c, FAULT_UNKNOWN_LANG, NULL);
			continue;
		}
		if (!jr_read_text(c, bytes, &ret->in[l], f))
			continue;
		if (slice_trim(c->text).n == 0)
			jr_fault(f, c, FAULT_EMPTY, NULL);
	}
	if (n->count == 0)
		jr_fault(f, n, FAULT_EMPTY, NULL);
	return f->count + f->more == before;
}

bool jr_read_word(const struct jr *n, const char *const *words, int *ret,
		  struct faults *f)
{
	char list[FAULT_ARG_BYTES] = "";
	size_t used = 0;

	if (n->type != JR_TEXT) {
		jr_fault(f, n, FAULT_TYPE_TEXT, NULL);
		return false;
	}
	for (int i = 0; words[i] != NULL; i++) {
		if (slice_is(n->text, words[i])) {
			*ret = i;
			return true;
		}
	}
	for (int i = 0; words[i] != NULL && used < sizeof(list); i++)
		used += (size_t)snprintf(list + used, sizeof(list) - used,
					 "%s%s", i == 0 ? "" : ", ", words[i]);
	jr_fault(f, n, FAULT_NOT_ACCEPTED, list);
	return false;
}

const struct jr *jr_without(struct arena *a, const struct jr *n,
			    const char *key)
{
	struct jr *copy = ARENA_NEW(a, struct jr);
	const struct jr **tail = &copy->first;

	*copy = *n;
	copy->first = NULL;
	for (const struct jr *c = n->first; c != NULL; c = c->next) {
		struct jr *child;

		if (slice_is(c->key, key)) {
			copy->count--;
			continue;
		}
		child = ARENA_NEW(a, struct jr);
		*child = *c;
		child->next = NULL;
		*tail = child;
		tail = &child->next;
	}
	return copy;
}

const struct jr *jr_need(const struct jr *object, const char *key,
			 struct faults *f)
{
	const struct jr *n = jr_get(object, key);

	if (n == NULL)
		jr_fault(f, object, FAULT_MISSING, key);
	return n;
}
