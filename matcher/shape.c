/* shape - see shape.h. */
#include "matcher/shape.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/map.h"
#include "json/jw.h"
#include "matcher/shape_answers.h"

enum {
	KEY_BYTES_MAX = 1024 * 1024,
	TURNING_YEARS_MAX = 1000 /* no day it leads to is past year 9999 */
};

struct shapes {
	struct arena *arena;
	const struct vocabulary *vocabulary;
	struct map *by_key; /* of shapes and, with other keys, of groups */
	struct buf key;
	size_t count, size, group_count;
	const struct shape **items;
};

struct shapes *shapes_new(struct arena *a, const struct vocabulary *v)
{
	struct shapes *s = ARENA_NEW(a, struct shapes);

	s->arena = a;
	s->vocabulary = v;
	s->by_key = map_new(a);
	buf_init(&s->key, KEY_BYTES_MAX);
	return s;
}

void shapes_free(struct shapes *s)
{
	buf_done(&s->key);
}

size_t shapes_count(const struct shapes *s)
{
	return s->count;
}

size_t shapes_group_count(const struct shapes *s)
{
	return s->group_count;
}

const struct shape *shapes_at(const struct shapes *s, size_t index)
{
	return s->items[index];
}

/* What passes when the half-line does not. */
static struct range other_side(const struct range *r)
{
	struct range all = {-INFINITY, INFINITY, false, false};

	if (isfinite(r->lo)) {
		all.hi = r->lo;
		all.hi_open = !r->lo_open;
	} else {
		all.lo = r->hi;
		all.lo_open = !r->hi_open;
	}
	return all;
}

/* The range of the test itself, negation aside. */
static struct range plain_range(const struct test *t)
{
	struct range r = {-INFINITY, INFINITY, false, false};

	if (t->quantifier != NULL)
		return t->range;
	if (t->attr->type == ATTR_LEVELS) {
		r.lo = t->range.lo;
		return r;
	}
	if (t->attr->type != ATTR_FLAG)
		return t->range;
	if (t->want)
		r.lo = 1;
	else
		r.hi = 0;
	return r;
}

static struct range range_of(const struct literal *l)
{
	struct range r = plain_range(l->test);
	struct range end = {-INFINITY, INFINITY, false, false};

	if (l->part == PART_UNDER) {
		end.hi = r.lo;
		end.hi_open = !r.lo_open;
		return end;
	}
	if (l->part == PART_OVER) {
		end.lo = r.hi;
		end.lo_open = !r.hi_open;
		return end;
	}
	return l->negated ? other_side(&r) : r;
}

static size_t count_values(const struct test *t)
{
	return t->attr->values == NULL ? t->id_count : t->value_count;
}

static bool is_about_values(const struct test *t)
{
	return t->quantifier == NULL &&
	       (t->attr->type == ATTR_SET || t->attr->type == ATTR_CHOICE);
}

static enum shape_kind values_kind(const struct literal *l)
{
	const struct test *t = l->test;
	bool none = t->op == OP_HAS_NONE || t->op == OP_NOT_IN;

	if (l->part == PART_VALUE)
		return SHAPE_NONE;
	if (count_values(t) == 0 ||
	    (t->op == OP_HAS_ALL && count_values(t) > 1))
		return SHAPE_ODD;
	return none != l->negated ? SHAPE_NONE : SHAPE_ANY;
}

/* Waiting helps exactly when the number is still under the range. */
static bool waits_by_range(const struct range *r)
{
	return !isfinite(r->lo) ||
	       (r->lo == floor(r->lo) && fabs(r->lo) <= TURNING_YEARS_MAX);
}

static bool has_whole_ends(const struct range *r)
{
	return (!isfinite(r->lo) || r->lo == floor(r->lo)) &&
	       (!isfinite(r->hi) || r->hi == floor(r->hi));
}

static enum shape_kind kind_of(const struct literal *l, const struct range *r)
{
	const struct test *t = l->test;

	if (is_about_values(t))
		return values_kind(l);
	if (t->quantifier == NULL && t->at != AT_AS_OF)
		return SHAPE_ODD;
	if (l->negated && l->part == PART_WHOLE && t->op == OP_BETWEEN)
		return SHAPE_ODD;
	if (t->quantifier == NULL && t->attr->type == ATTR_FLAG &&
	    t->attr->grows)
		return SHAPE_ODD; /* a flag has no order to grow in */
	if (test_change(t) == CHANGE_TIME &&
	    !(waits_by_range(r) && has_whole_ends(r)))
		return SHAPE_ODD;
	return SHAPE_RANGE;
}

/* The quantifier without its bounds, as text. */
static void add_measure(struct buf *b, const struct test *t)
{
	struct test bare = *t;
	struct json_writer w;

	bare.op = OP_MIN;
	bare.range = (struct range){.lo = 0, .hi = INFINITY};
	bare.due = DUE_APPLY;
	jw_init(&w, b);
	test_write(&w, NULL, &bare);
}

static void key_group(struct buf *b, enum shape_kind kind, const struct test *t)
{
	buf_clear(b);
	buf_print(b, "g%d %zu ", (int)kind, t->key);
	if (t->quantifier != NULL)
		add_measure(b, t);
	else
		buf_add_slice(b, t->attr->key);
}

static size_t subject_of(const struct vocabulary *v, const struct test *t)
{
	if (t->quantifier == NULL)
		return t->attr->index;
	return t->quantifier->over == OVER_AWARDS ? v->awards->index
						  : v->profile.count;
}

static const struct shape_group *
group_of(struct shapes *s, enum shape_kind kind, const struct test *t)
{
	const struct shape_group *found;
	struct shape_group *g;

	key_group(&s->key, kind, t);
	found = map_get(s->by_key, buf_slice(&s->key));
	if (found != NULL)
		return found;
	g = ARENA_NEW(s->arena, struct shape_group);
	*g = (struct shape_group){.index = s->group_count++,
				  .kind = kind,
				  .test = t,
				  .change = test_change(t),
				  .grows = t->quantifier == NULL &&
					   t->attr->grows,
				  .subject = subject_of(s->vocabulary, t)};
	map_put(s->by_key, arena_copy(s->arena, buf_slice(&s->key)), g);
	return g;
}

static void key_range(struct buf *b, const struct range *r)
{
	buf_add(b, &r->lo, sizeof(r->lo));
	buf_add(b, &r->hi, sizeof(r->hi));
	buf_add_char(b, (char)('0' + r->lo_open + 2 * r->hi_open));
}

static void key_values(struct buf *b, const struct literal *l)
{
	const struct test *t = l->test;

	if (l->part == PART_VALUE)
		buf_print(b, "v%zu", l->value);
	if (t->attr->values != NULL) {
		if (l->part != PART_VALUE)
			buf_add(b, t->values,
				t->attr->values->words * sizeof(*t->values));
		return;
	}
	for (size_t i = 0; i < t->id_count; i++) {
		if (l->part == PART_VALUE && i != l->value)
			continue;
		buf_print(b, "%zu ", t->ids[i].n);
		buf_add_slice(b, t->ids[i]);
	}
}

static void key_odd(struct buf *b, const struct literal *l)
{
	struct json_writer w;

	buf_print(b, "%d %zu %d ", (int)l->part, l->value, l->negated);
	jw_init(&w, b);
	test_write(&w, NULL, l->test);
}

static void key_shape(struct buf *b, const struct shape_group *g,
		      const struct literal *l, const struct range *r)
{
	buf_clear(b);
	buf_print(b, "s%zu ", g->index);
	if (g->kind == SHAPE_ODD)
		key_odd(b, l);
	else if (g->kind == SHAPE_RANGE)
		key_range(b, r);
	else
		key_values(b, l);
}

static void take_values(struct arena *a, struct shape *to)
{
	const struct literal *l = to->literal;
	const struct test *t = l->test;
	uint64_t *one;

	to->values = t->values;
	to->ids = t->ids;
	to->id_count = t->id_count;
	if (l->part != PART_VALUE)
		return;
	if (t->attr->values == NULL) {
		to->ids = &t->ids[l->value];
		to->id_count = 1;
		return;
	}
	one = values_set(a, t->attr->values);
	values_add(t->attr->values, one, l->value);
	to->values = one;
}

static void keep(struct shapes *s, const struct shape *shape)
{
	if (s->count == s->size) {
		const struct shape **more;

		s->size = s->size == 0 ? 64 : 2 * s->size;
		more = ARENA_ARRAY(s->arena, const struct shape *, s->size);
		if (s->count > 0)
			memcpy(more, s->items, s->count * sizeof(*more));
		s->items = more;
	}
	s->items[s->count++] = shape;
}

static const struct shape *make(struct shapes *s, const struct shape_group *g,
				const struct literal *l, const struct range *r)
{
	struct shape *shape = ARENA_NEW(s->arena, struct shape);

	*shape = (struct shape){
		.index = s->count, .group = g, .literal = l, .range = *r};
	if (is_about_values(l->test) && g->kind != SHAPE_ODD)
		take_values(s->arena, shape);
	shape->is_shared = l->test->quantifier != NULL ||
			   l->test->at == AT_AS_OF || l->test->at == AT_DAY;
	shape->is_tricky = !shape_has_answer(shape);
	keep(s, shape);
	return shape;
}

const struct shape *shapes_add(struct shapes *s, const struct literal *l)
{
	struct range r = {0};
	enum shape_kind kind;
	const struct shape_group *g;
	const struct shape *found;

	if (!is_about_values(l->test))
		r = range_of(l);
	kind = kind_of(l, &r);
	g = group_of(s, kind, l->test);
	key_shape(&s->key, g, l, &r);
	found = map_get(s->by_key, buf_slice(&s->key));
	if (found == NULL) {
		struct slice key = arena_copy(s->arena, buf_slice(&s->key));

		found = make(s, g, l, &r);
		map_put(s->by_key, key, found);
	}
	return found;
}

static bool level_of(const struct test *t, const struct fact *fact,
		     double *ret_level)
{
	if (!fact->known || fact->level[t->key] == LEVEL_UNKNOWN)
		return false;
	*ret_level = fact->level[t->key];
	return true;
}

bool shape_interval(const struct shape_group *g, const struct facts *facts,
		    const struct days *days, double *ret_lo, double *ret_hi)
{
	const struct test *t = g->test;
	const struct fact *fact;

	if (t->quantifier != NULL)
		return evaluate_measure(t->quantifier, facts, days, ret_lo,
					ret_hi);
	fact = &facts->of[t->attr->index];
	if (t->attr->type == ATTR_LEVELS) {
		if (!level_of(t, fact, ret_lo))
			return false;
		*ret_hi = *ret_lo;
		return true;
	}
	return evaluate_interval(t->attr, fact, days->as_of, ret_lo, ret_hi);
}
