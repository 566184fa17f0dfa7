/* fact_read - see fact_read.h. */
#include "matcher/fact_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "json/jr.h"

bool fact_read_number(const struct attr *attr, const struct jr *n, double *ret,
		      struct faults *f)
{
	int64_t whole;

	if (!attr->whole)
		return jr_read_number(n, attr->min, attr->max, ret, f);
	if (!jr_read_int(n, (int64_t)attr->min, (int64_t)attr->max, &whole, f))
		return false;
	*ret = (double)whole;
	return true;
}

static bool read_number(const struct attr *attr, const struct jr *n,
			struct fact *to, struct faults *f)
{
	if (n->type != JR_ARRAY) {
		if (!fact_read_number(attr, n, &to->lo, f))
			return false;
		to->hi = to->lo;
		return true;
	}
	if (n->count != 2) {
		jr_fault(f, n, FAULT_TYPE_INTERVAL, NULL);
		return false;
	}
	if (!fact_read_number(attr, n->first, &to->lo, f) ||
	    !fact_read_number(attr, n->first->next, &to->hi, f))
		return false;
	if (to->lo <= to->hi)
		return true;
	jr_fault(f, n, FAULT_INVERTED, NULL);
	return false;
}

/* The index of a name among the values, or -1 after a fault. */
static int read_name(const struct values *v, const struct jr *n,
		     struct slice name, struct faults *f)
{
	char list[FAULT_ARG_BYTES];
	int i = values_find(v, name);

	if (i < 0) {
		values_list(v, list);
		jr_fault(f, n, FAULT_UNKNOWN_VALUE, list);
	}
	return i;
}

int fact_read_value(const struct values *v, const struct jr *n,
		    struct faults *f)
{
	if (n->type == JR_TEXT)
		return read_name(v, n, n->text, f);
	jr_fault(f, n, FAULT_TYPE_TEXT, NULL);
	return -1;
}

static bool read_one(struct arena *a, const struct attr *attr,
		     const struct jr *n, struct fact *to, struct faults *f)
{
	int i = fact_read_value(attr->values, n, f);
	uint64_t *held;

	if (i < 0)
		return false;
	to->lo = to->hi = i;
	if (attr->type == ATTR_CHOICE) {
		held = values_set(a, attr->values);
		values_add_closure(attr->values, held, (size_t)i);
		to->held = held;
	}
	return true;
}

/* The values of a list, or the one that stands without brackets (`bare`). */
static const struct jr *first_of(const struct jr *n)
{
	return n->type == JR_ARRAY ? n->first : n;
}

static const struct jr *next_of(const struct jr *n, const struct jr *c)
{
	return n->type == JR_ARRAY ? c->next : NULL;
}

static bool read_closed_set(struct arena *a, const struct attr *attr,
			    const struct jr *n, struct fact *to,
			    struct faults *f)
{
	uint64_t *held = values_set(a, attr->values);
	bool good = true;

	for (const struct jr *c = first_of(n); c != NULL; c = next_of(n, c)) {
		int i = fact_read_value(attr->values, c, f);

		if (i < 0)
			good = false;
		else
			values_add_closure(attr->values, held, (size_t)i);
	}
	to->held = held;
	return good;
}

static int by_octets(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

bool fact_read_ids(struct arena *a, const struct jr *n, struct slice **ret_ids,
		   size_t *ret_count, struct faults *f)
{
	struct slice *ids = ARENA_ARRAY(a, struct slice, n->count + 1u);
	size_t count = 0, kept = 0;
	bool good = true;

	for (const struct jr *c = first_of(n); c != NULL; c = next_of(n, c)) {
		if (jr_read_id(c, &ids[count], f))
			count++;
		else
			good = false;
	}
	qsort(ids, count, sizeof(*ids), by_octets);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || !slice_eq(ids[i], ids[kept - 1]))
			ids[kept++] = ids[i];
	}
	*ret_ids = ids;
	*ret_count = kept;
	return good;
}

static bool read_open_set(struct arena *a, const struct jr *n, struct fact *to,
			  struct faults *f)
{
	struct slice *ids;
	bool good = fact_read_ids(a, n, &ids, &to->id_count, f);

	to->ids = ids;
	return good;
}

static bool read_set(struct arena *a, const struct attr *attr,
		     const struct jr *n, struct fact *to, struct faults *f)
{
	bool is_bare = attr->bare && n->type == JR_TEXT;

	if (!is_bare && !jr_is_array(n, FACTS_VALUES_MAX, f))
		return false;
	if (attr->values == NULL)
		return read_open_set(a, n, to, f);
	return read_closed_set(a, attr, n, to, f);
}

static bool read_levels(struct arena *a, const struct attr *attr,
			const struct jr *n, struct fact *to, struct faults *f)
{
	int8_t *level = ARENA_ARRAY(a, int8_t, attr->keys->count);
	bool good = true;

	if (!jr_is_object(n, f))
		return false;
	memset(level, LEVEL_UNKNOWN, attr->keys->count);
	for (const struct jr *c = n->first; c != NULL; c = c->next) {
		int key = read_name(attr->keys, c, c->key, f);
		int value = fact_read_value(attr->values, c, f);

		if (key >= 0 && value >= 0)
			level[key] = (int8_t)value;
		else
			good = false;
	}
	to->level = level;
	return good;
}

static bool read_flag(const struct jr *n, struct fact *to, struct faults *f)
{
	bool truth;

	if (!jr_read_bool(n, &truth, f))
		return false;
	to->lo = to->hi = truth;
	return true;
}

static bool read_day(const struct jr *n, struct fact *to, struct faults *f)
{
	int32_t day;

	if (!jr_read_day(n, &day, f))
		return false;
	to->lo = to->hi = day;
	return true;
}

static bool read_typed(struct arena *a, const struct attr *attr,
		       const struct jr *n, struct fact *to, struct faults *f)
{
	switch (attr->type) {
	case ATTR_NUMBER:
		return read_number(attr, n, to, f);
	case ATTR_ORDINAL:
	case ATTR_CHOICE:
		return read_one(a, attr, n, to, f);
	case ATTR_SET:
		return read_set(a, attr, n, to, f);
	case ATTR_LEVELS:
		return read_levels(a, attr, n, to, f);
	case ATTR_FLAG:
		return read_flag(n, to, f);
	case ATTR_DATE:
		return read_day(n, to, f);
	case ATTR_LIST:
	case ATTR_TYPE__COUNT:
		break;
	}
	ASSERT(attr->type != ATTR_LIST);
	return false;
}

bool fact_read(struct arena *a, const struct attr *attr, const struct jr *n,
	       struct fact *to, struct faults *f)
{
	struct fact fact = {.known = true, .given = n};

	if (!read_typed(a, attr, n, &fact, f))
		return false;
	*to = fact;
	return true;
}

bool fact_narrow(struct fact *fact, double lo, double hi)
{
	if (!fact->known) {
		*fact = (struct fact){.known = true, .lo = lo, .hi = hi};
		return true;
	}
	if (fact->lo > hi || fact->hi < lo)
		return false;
	if (lo > fact->lo || hi < fact->hi)
		fact->given = NULL; /* it is not what was said any more */
	fact->lo = lo > fact->lo ? lo : fact->lo;
	fact->hi = hi < fact->hi ? hi : fact->hi;
	return true;
}

static bool same_ids(const struct fact *a, const struct fact *b)
{
	if (a->id_count != b->id_count)
		return false;
	for (size_t i = 0; i < a->id_count; i++) {
		if (!slice_eq(a->ids[i], b->ids[i]))
			return false;
	}
	return true;
}

bool fact_eq(const struct attr *attr, const struct fact *a,
	     const struct fact *b)
{
	if (attr->type == ATTR_SET && attr->values == NULL)
		return same_ids(a, b);
	if (attr->type == ATTR_SET)
		return memcmp(a->held, b->held,
			      attr->values->words * sizeof(*a->held)) == 0;
	if (attr->type == ATTR_LEVELS)
		return memcmp(a->level, b->level, attr->keys->count) == 0;
	return a->lo == b->lo && a->hi == b->hi;
}
