/* fact_pack - see fact_pack.h. */
#include "matcher/fact_pack.h"

#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/pack.h"

/* The attributes of a profile, a member or an award, and a share last. */
struct holder {
	const struct vocabulary *v;
	const struct schema *schema;
	bool has_lists, has_equity;
};

static struct holder of_profile(const struct vocabulary *v)
{
	return (struct holder){v, &v->profile, true, false};
}

static struct holder of_member(const struct vocabulary *v)
{
	return (struct holder){v, &v->profile, true, v->equity != NULL};
}

static struct holder of_award(const struct vocabulary *v)
{
	return (struct holder){v, v->awards->elements, false, false};
}

static size_t count_attrs(const struct holder *h)
{
	return h->schema->count + h->has_equity;
}

static const struct attr *attr_at(const struct holder *h, size_t i)
{
	return i < h->schema->count ? &h->schema->attrs[i] : h->v->equity;
}

static void pack_interval(struct buf *to, const struct fact *f)
{
	pack_count(to, f->lo != f->hi);
	pack_number(to, f->lo);
	if (f->lo != f->hi)
		pack_number(to, f->hi);
}

static void unpack_interval(const uint8_t **at, struct fact *f)
{
	bool is_interval = unpack_count(at) != 0;

	f->lo = unpack_number(at);
	f->hi = is_interval ? unpack_number(at) : f->lo;
}

/* How far each value lies behind the one before; 0 ends the list. */
static void pack_held(struct buf *to, const struct values *v,
		      const uint64_t *held)
{
	size_t next = 0;

	for (size_t i = 0; i < v->count; i++) {
		if (!values_has(held, i))
			continue;
		pack_count(to, i + 1 - next);
		next = i + 1;
	}
	pack_count(to, 0);
}

static const uint64_t *unpack_held(struct arena *a, const struct values *v,
				   const uint8_t **at)
{
	uint64_t *held = values_set(a, v);
	size_t next = 0, step;

	while ((step = unpack_count(at)) != 0) {
		next += step;
		values_add(v, held, next - 1);
	}
	return held;
}

static void pack_levels(struct buf *to, const struct values *keys,
			const int8_t *level)
{
	for (size_t i = 0; i < keys->count; i++) {
		if (level[i] == LEVEL_UNKNOWN)
			continue;
		pack_count(to, i + 1);
		pack_count(to, (uint64_t)level[i]);
	}
	pack_count(to, 0);
}

static const int8_t *unpack_levels(struct arena *a, const struct values *keys,
				   const uint8_t **at)
{
	int8_t *level = ARENA_ARRAY(a, int8_t, keys->count);
	size_t key;

	for (size_t i = 0; i < keys->count; i++)
		level[i] = LEVEL_UNKNOWN;
	while ((key = unpack_count(at)) != 0)
		level[key - 1] = (int8_t)unpack_count(at);
	return level;
}

static void pack_ids(struct buf *to, const struct fact *f)
{
	pack_count(to, f->id_count);
	for (size_t i = 0; i < f->id_count; i++)
		pack_text(to, f->ids[i]);
}

static void unpack_ids(struct arena *a, const uint8_t **at, struct fact *f)
{
	struct slice *ids;

	f->id_count = unpack_count(at);
	ids = ARENA_ARRAY(a, struct slice, f->id_count);
	for (size_t i = 0; i < f->id_count; i++)
		ids[i] = unpack_text(at);
	f->ids = ids;
}

static void pack_fact(struct buf *to, const struct attr *attr,
		      const struct fact *f)
{
	switch (attr->type) {
	case ATTR_NUMBER:
	case ATTR_ORDINAL:
	case ATTR_FLAG:
	case ATTR_DATE:
		pack_interval(to, f);
		return;
	case ATTR_CHOICE:
	case ATTR_SET:
		if (attr->values != NULL)
			pack_held(to, attr->values, f->held);
		else
			pack_ids(to, f);
		return;
	case ATTR_LEVELS:
		pack_levels(to, attr->keys, f->level);
		return;
	case ATTR_LIST:
		pack_count(to, f->id_count);
		return;
	case ATTR_TYPE__COUNT:
		return;
	}
}

static void unpack_fact(struct arena *a, const struct attr *attr,
			const uint8_t **at, struct fact *f)
{
	f->known = true;
	switch (attr->type) {
	case ATTR_NUMBER:
	case ATTR_ORDINAL:
	case ATTR_FLAG:
	case ATTR_DATE:
		unpack_interval(at, f);
		return;
	case ATTR_CHOICE:
	case ATTR_SET:
		if (attr->values != NULL)
			f->held = unpack_held(a, attr->values, at);
		else
			unpack_ids(a, at, f);
		return;
	case ATTR_LEVELS:
		f->level = unpack_levels(a, attr->keys, at);
		return;
	case ATTR_LIST:
		f->id_count = unpack_count(at);
		return;
	case ATTR_TYPE__COUNT:
		return;
	}
}

static void pack_attrs(struct buf *to, const struct holder *h,
		       const struct facts *facts)
{
	for (size_t i = 0; i < count_attrs(h); i++) {
		if (!facts->of[i].known)
			continue;
		pack_count(to, i + 1);
		pack_fact(to, attr_at(h, i), &facts->of[i]);
	}
	pack_count(to, 0);
}

static void unpack_attrs(struct arena *a, const struct holder *h,
			 const uint8_t **at, struct facts *facts)
{
	struct fact *of = ARENA_ARRAY(a, struct fact, h->schema->count + 1);
	size_t i;

	while ((i = unpack_count(at)) != 0)
		unpack_fact(a, attr_at(h, i - 1), at, &of[i - 1]);
	facts->of = of;
}

/* 0 when the list is not known, else 1 + its length. */
static void pack_awards(struct buf *to, const struct vocabulary *v,
			const struct facts *facts)
{
	struct holder h;

	pack_count(to, facts->awards_known ? facts->award_count + 1 : 0);
	if (!facts->awards_known)
		return;
	h = of_award(v);
	for (size_t i = 0; i < facts->award_count; i++)
		pack_attrs(to, &h, &facts->awards[i]);
}

static void unpack_awards(struct arena *a, const struct vocabulary *v,
			  const uint8_t **at, struct facts *facts)
{
	size_t n = unpack_count(at);
	struct facts *awards;
	struct holder h;

	if (n == 0)
		return;
	h = of_award(v);
	facts->awards_known = true;
	facts->award_count = n - 1;
	awards = ARENA_ARRAY(a, struct facts, n);
	for (size_t i = 0; i + 1 < n; i++)
		unpack_attrs(a, &h, at, &awards[i]);
	facts->awards = awards;
}

/* Members have awards of their own, but no members. */
static void pack_members(struct buf *to, const struct vocabulary *v,
			 const struct facts *facts)
{
	struct holder h = of_member(v);

	pack_count(to, facts->members_known ? facts->member_count + 1 : 0);
	for (size_t i = 0; i < facts->member_count; i++) {
		pack_attrs(to, &h, &facts->members[i]);
		pack_awards(to, v, &facts->members[i]);
	}
}

static void unpack_members(struct arena *a, const struct vocabulary *v,
			   const uint8_t **at, struct facts *facts)
{
	size_t n = unpack_count(at);
	struct holder h = of_member(v);
	struct facts *members;

	if (n == 0)
		return;
	facts->members_known = true;
	facts->member_count = n - 1;
	members = ARENA_ARRAY(a, struct facts, n);
	for (size_t i = 0; i + 1 < n; i++) {
		unpack_attrs(a, &h, at, &members[i]);
		unpack_awards(a, v, at, &members[i]);
	}
	facts->members = members;
}

void facts_pack(struct buf *to, const struct vocabulary *v,
		const struct facts *facts)
{
	struct holder h = of_profile(v);

	pack_attrs(to, &h, facts);
	pack_awards(to, v, facts);
	pack_members(to, v, facts);
}

const struct facts *facts_unpack(struct arena *a, const struct vocabulary *v,
				 const uint8_t **at)
{
	struct holder h = of_profile(v);
	struct facts *facts = ARENA_NEW(a, struct facts);

	unpack_attrs(a, &h, at, facts);
	unpack_awards(a, v, at, facts);
	unpack_members(a, v, at, facts);
	return facts;
}
